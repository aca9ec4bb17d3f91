"""Pages drawn in typewriter letters -> the order in which their lines are read."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Box, Word
from pipeline.words import order_words

COLUMNS, ROWS = 80, 60  # of a page of a typewriter
DESCENT, HEIGHT, SIDE = 0.2, 0.7, 0.08  # of a row; of a row; white at each side of a word, of a column


def type_page(drawing: str, seed: int = 1) -> list[Word]:
    """The words of a page as they stand in the drawing, shuffled, as a text layer gives them: without any numbers."""
    words = []
    for row, line in enumerate(drawing.strip("\n").split("\n")):
        column = 0
        for part in line.split(" "):
            if part:
                x0, x1 = (column + SIDE) / COLUMNS, (column + len(part) - SIDE) / COLUMNS
                y0 = (row + 1 - DESCENT - HEIGHT) / ROWS
                words.append(Word(part, 0.9, Box(x0, y0, x1, y0 + HEIGHT / ROWS)))
            column += len(part) + 1
    random.Random(seed).shuffle(words)
    return words


def read_lines(words: tuple[Word, ...]) -> list[str]:
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return [" ".join(line) for line in lines.values()]


PAGES = {
    "one column": (
        """
Madame, Monsieur,

    Nous avons bien reçu votre courrier du 12 février et vous en
remercions. Votre contrat sera résilié à compter du 15 mars
prochain.

    Veuillez agréer, Madame, Monsieur, nos salutations.
""",
        """
Madame, Monsieur,
Nous avons bien reçu votre courrier du 12 février et vous en
remercions. Votre contrat sera résilié à compter du 15 mars
prochain.
Veuillez agréer, Madame, Monsieur, nos salutations.
""",
    ),
    "sender and address window on the same rows": (
        """
Téléphonie de l'Ouest                        Madame Jeanne Martin
Service Résiliation                          4 allée des Tilleuls
TSA 30012                                    Résidence du Parc
35908 Rennes Cedex 9                         83000 Toulon

Madame,
Votre ligne sera coupée le 15 mars comme vous l'avez demandé.
""",
        """
Téléphonie de l'Ouest
Service Résiliation
TSA 30012
35908 Rennes Cedex 9
Madame Jeanne Martin
4 allée des Tilleuls
Résidence du Parc
83000 Toulon
Madame,
Votre ligne sera coupée le 15 mars comme vous l'avez demandé.
""",
    ),
    "references beside the address": (
        """
Téléphonie de l'Ouest
Service Clients

                                             Madame Jeanne Martin
Vos références                               4 allée des Tilleuls
N° client : 1234567                          83000 Toulon
N° de ligne : 02 99 00 00 00

                                             Rennes, le 13 février 2015

Objet : votre résiliation
""",
        """
Téléphonie de l'Ouest
Service Clients
Vos références
N° client : 1234567
N° de ligne : 02 99 00 00 00
Madame Jeanne Martin
4 allée des Tilleuls
83000 Toulon
Rennes, le 13 février 2015
Objet : votre résiliation
""",
    ),
    "labels and their values": (
        """
Votre contact :            Service Clients
Téléphone :                3900
Vos horaires :             du lundi au samedi

Madame,
""",
        """
Votre contact : Service Clients
Téléphone : 3900
Vos horaires : du lundi au samedi
Madame,
""",
    ),
    "a table of amounts": (
        """
Voici le détail de votre facture :

Désignation                 Quantité      Prix unitaire       Montant

Abonnement Livebox                 1            29,99 €       29,99 €
Location du décodeur               1             3,00 €        3,00 €
Frais de résiliation               1            50,00 €       50,00 €
                                                Total TTC     82,99 €

Cette somme sera prélevée le 5 mars.
""",
        """
Voici le détail de votre facture :
Désignation Quantité Prix unitaire Montant
Abonnement Livebox 1 29,99 € 29,99 €
Location du décodeur 1 3,00 € 3,00 €
Frais de résiliation 1 50,00 € 50,00 €
Total TTC 82,99 €
Cette somme sera prélevée le 5 mars.
""",
    ),
    "a table with cells of several lines": (
        """
Date           Libellé                      Débit        Crédit
12/02/2015     Prélèvement de février       29,99
               référence 2015-02-4711
15/02/2015     Remboursement du dépôt                     49,00
               de garantie
""",
        """
Date Libellé Débit Crédit
12/02/2015 Prélèvement de février 29,99
référence 2015-02-4711
15/02/2015 Remboursement du dépôt 49,00
de garantie
""",
    ),
    "sums at the right": (
        """
Le solde de votre compte se présente ainsi.

Montant dû                              120,50 €
Déjà réglé                               20,50 €
Reste à payer                           100,00 €
""",
        """
Le solde de votre compte se présente ainsi.
Montant dû 120,50 €
Déjà réglé 20,50 €
Reste à payer 100,00 €
""",
    ),
    "a footer in two columns": (
        """
Nous restons à votre disposition et vous prions d'agréer, Madame,
l'expression de nos salutations distinguées.

Téléphonie de l'Ouest                   Service Clients
SA au capital de 1 000 000 €            TSA 30012
RCS Rennes 123 456 789                  35908 Rennes Cedex 9
""",
        """
Nous restons à votre disposition et vous prions d'agréer, Madame,
l'expression de nos salutations distinguées.
Téléphonie de l'Ouest
SA au capital de 1 000 000 €
RCS Rennes 123 456 789
Service Clients
TSA 30012
35908 Rennes Cedex 9
""",
    ),
    "contacts in a column beside the text": (
        """
Nous contacter       Madame,

Par téléphone        Nous avons bien reçu votre demande de résiliation
3900                 et nous la regrettons. Votre ligne sera coupée le
                     15 mars.
Par courrier
TSA 30012            Votre Livebox est à rendre dans les trente jours,
35908 Rennes         dans une boutique ou par la poste, sans frais.

Sur internet         Veuillez agréer, Madame, nos salutations les plus
ouest.example        distinguées.
""",
        """
Nous contacter
Par téléphone
3900
Par courrier
TSA 30012
35908 Rennes
Sur internet
ouest.example
Madame,
Nous avons bien reçu votre demande de résiliation
et nous la regrettons. Votre ligne sera coupée le
15 mars.
Votre Livebox est à rendre dans les trente jours,
dans une boutique ou par la poste, sans frais.
Veuillez agréer, Madame, nos salutations les plus
distinguées.
""",
    ),
    "text in two columns": (
        """
                    Conditions générales

1. Le présent contrat est conclu        3. La résiliation prend effet
pour une durée indéterminée. Il         dix jours après réception de
peut être résilié à tout moment         la demande du client.
par le client.
                                        4. Les équipements loués sont
2. Le prix est payable d'avance         à rendre dans un délai de
le premier de chaque mois, par          trente jours à compter de la
prélèvement.                            résiliation.
""",
        """
Conditions générales
1. Le présent contrat est conclu
pour une durée indéterminée. Il
peut être résilié à tout moment
par le client.
2. Le prix est payable d'avance
le premier de chaque mois, par
prélèvement.
3. La résiliation prend effet
dix jours après réception de
la demande du client.
4. Les équipements loués sont
à rendre dans un délai de
trente jours à compter de la
résiliation.
""",
    ),
    "centred titles below an emblem with words": (
        """
CHAMBRE                       Chambre régionale des métiers
DE LA LAINE                                 et du textile rural
ET DU LIN

                             Décision n° 27
            fixant le calendrier des marchés aux toisons

                  La présidente de la chambre de Castres
                  La déléguée au patrimoine de la montagne
                            Doyenne du jury

Vu le règlement des foires ;
""",
        """
CHAMBRE
DE LA LAINE
ET DU LIN
Chambre régionale des métiers
et du textile rural
Décision n° 27
fixant le calendrier des marchés aux toisons
La présidente de la chambre de Castres
La déléguée au patrimoine de la montagne
Doyenne du jury
Vu le règlement des foires ;
""",
    ),
    "articles and bullets": (
        """
VU     le code rural ;
VU     la délibération du 3 juin 2013 sur le partage de l'eau
       entre les moulins et l'entretien de leurs biefs ;
VU     l'avis des meuniers ;

  -    le décodeur et sa télécommande
  -    la Livebox avec ses câbles
""",
        """
VU le code rural ;
VU la délibération du 3 juin 2013 sur le partage de l'eau
entre les moulins et l'entretien de leurs biefs ;
VU l'avis des meuniers ;
- le décodeur et sa télécommande
- la Livebox avec ses câbles
""",
    ),
    "two signatories": (
        """
Veuillez agréer, Madame, l'expression de nos salutations distinguées.

     Le Directeur                            La Responsable
     du Service Clients                      du Service Résiliation



     Jean Dupont                             Marie Durand
""",
        """
Veuillez agréer, Madame, l'expression de nos salutations distinguées.
Le Directeur
du Service Clients
Jean Dupont
La Responsable
du Service Résiliation
Marie Durand
""",
    ),
    "a coupon to tear off": (
        """
Nous vous prions de joindre ce talon à votre règlement, sans l'agrafer.

- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -

TALON À JOINDRE

Madame Jeanne Martin                   Centre d'encaissement
4 allée des Tilleuls                   TSA 40013
83000 Toulon                           59887 Lille Cedex 9

N° client : 1234567                    Montant :     82,99 €
""",
        """
Nous vous prions de joindre ce talon à votre règlement, sans l'agrafer.
- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
TALON À JOINDRE
Madame Jeanne Martin
4 allée des Tilleuls
83000 Toulon
N° client : 1234567
Centre d'encaissement
TSA 40013
59887 Lille Cedex 9
Montant : 82,99 €
""",
    ),
    "a wide blank in a line of text": (
        """
Je soussigné certifie avoir rendu la Livebox avec tous ses câbles
à la boutique le        de ce mois et en demande le remboursement
à votre service.
""",
        """
Je soussigné certifie avoir rendu la Livebox avec tous ses câbles
à la boutique le de ce mois et en demande le remboursement
à votre service.
""",
    ),
    "a typescript with double spacing": (
        """
     Au matin, le vent était tombé et nos barques

purent enfin sortir du chenal où la tempête les

tenait.
""",
        """
Au matin, le vent était tombé et nos barques
purent enfin sortir du chenal où la tempête les
tenait.
""",
    ),
    "date at the right of the place for the subject": (
        """
Objet : résiliation                       Toulon, le 13 février 2015

Madame, Monsieur,
""",
        """
Objet : résiliation
Toulon, le 13 février 2015
Madame, Monsieur,
""",
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_lines_are_read_in_order(page: str) -> None:
    drawing, expected = PAGES[page]
    assert read_lines(order_words(type_page(drawing))) == expected.strip("\n").split("\n")


fractions = st.floats(0, 1, allow_nan=False)
boxes = st.builds(
    lambda x, y, width, height: Box(x, y, min(x + width, 1.0), min(y + height, 1.0)),
    fractions,
    fractions,
    st.floats(0, 0.5),
    st.floats(0, 0.2),
)
words = st.builds(Word, st.text(min_size=1, max_size=12), fractions, boxes, st.integers(0, 3), st.integers(0, 9))


def bare(word: Word) -> tuple[str, float, Box]:
    return word.text, word.confidence, word.box


@given(st.lists(words, max_size=40))
def test_no_word_is_lost_or_changed_and_numbers_rise(given_words: list[Word]) -> None:
    ordered = order_words(given_words)
    assert sorted(map(bare, ordered), key=repr) == sorted(map(bare, given_words), key=repr)
    assert [word.word for word in ordered] == list(range(len(ordered)))
    for numbers in ([word.line for word in ordered], [word.block for word in ordered]):
        assert numbers[:1] in ([], [0])
        assert all(after - before in (0, 1) for before, after in pairwise(numbers))
    assert all(b.line == a.line + 1 for a, b in pairwise(ordered) if b.block != a.block)


@given(st.lists(words, max_size=25), st.randoms(use_true_random=False))
def test_the_order_they_come_in_does_not_matter(given_words: list[Word], chance: random.Random) -> None:
    shuffled = list(given_words)
    chance.shuffle(shuffled)
    assert order_words(shuffled) == order_words(given_words)


@pytest.mark.parametrize("page", PAGES)
def test_ordered_words_keep_their_order(page: str) -> None:
    once = order_words(type_page(PAGES[page][0]))
    assert order_words(once) == once


@pytest.mark.parametrize("slant", [-0.006, 0.006])
def test_a_line_that_is_not_quite_level_stays_one(slant: float) -> None:
    page = type_page(
        "Madame, votre contrat sera résilié le 15 mars prochain.\nVous n'avez rien d'autre à faire pour cela."
    )
    sunk = [
        replace(w, box=Box(w.box.x0, w.box.y0 + slant * w.box.x0, w.box.x1, w.box.y1 + slant * w.box.x0)) for w in page
    ]
    assert len(read_lines(order_words(sunk))) == 2


def test_a_word_with_a_smudged_box_stays_on_the_line_the_engine_saw() -> None:
    page = order_words(
        type_page("constate que plusieurs tiroirs sont forcés\ncoffres dont la clé manque\nsoit ouverts par lui")
    )
    smudged = [replace(w, box=replace_y(w.box, 0.001, 0.06)) if w.text == "dont" else w for w in page]
    assert [w.text for w in order_words(smudged)] == [w.text for w in page]


def replace_y(box: Box, y0: float, y1: float) -> Box:
    return Box(box.x0, y0, box.x1, y1)


def test_no_words_have_no_order() -> None:
    assert order_words([]) == ()
