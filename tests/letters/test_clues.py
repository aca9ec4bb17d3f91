"""What single lines say of themselves, also misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.letters.clues import Clue, read_clues, read_page_number
from pipeline.letters.datelines import is_date_line

YES = [
    ("Madame, Monsieur,", Clue.SALUTATION),
    ("Chère Madame Lefort,", Clue.SALUTATION),
    ("Bonjour Lucas,", Clue.SALUTATION),
    ("Veuillez agréer, Madame, l'expression de nos salutations distinguées.", Clue.CLOSING),
    ("Veui1lez agréer, Madame, l'expresslon de nos sa1utations", Clue.CLOSING),
    ("d'agréer, Monsieur, nos sentiments dévoués.", Clue.CLOSING),
    ("Cordialement", Clue.CLOSING),
    ("Élodie Charpin, directrice de la relation aux usagers", Clue.FUNCTION),
    ("Élodie Charpin, directrice de la relation aux usagers", Clue.NAME),
    ("Bien à vous,", Clue.CLOSING),
    ("Syndicalement,", Clue.CLOSING),
    ("Bien sportivement,", Clue.CLOSING),
    ("æ Madame, Monsieur,", Clue.SALUTATION),
    ("Sincères salutations", Clue.CLOSING),
    ("0bjet : votre contrat", Clue.SUBJECT),
    ("OBJET : RÉSILIATION", Clue.SUBJECT),
    ("Objet: relance", Clue.SUBJECT),
    ("Réf/Objet : 12/B, relance", Clue.SUBJECT),
    ("Concerne : Avis de passage", Clue.SUBJECT),
    ("ARRÊTÉ N° 2022-518", Clue.TITLE),
    ("NOTE DE SERVICE", Clue.TITLE),
    ("Nos réf. : AB/12", Clue.REFERENCES),
    ("N° client : 0 571 264 938", Clue.REFERENCES),
    ("No client : 0 571 264 938", Clue.REFERENCES),
    ("Affaire suivie par : Mme Rossi", Clue.REFERENCES),
    ("Vos références : RES-2016", Clue.REFERENCES),
    ("Lettre recommandée avec accusé de réception", Clue.SENT_BY),
    ("P.J. : un chèque", Clue.ENCLOSURES),
    ("P.-J. : 1 plan", Clue.ENCLOSURES),
    ("Pièces jointes : 2", Clue.ENCLOSURES),
    ("Copie à : Me Roux", Clue.ENCLOSURES),
    ("P.S. : merci de me répondre", Clue.POSTSCRIPT),
    ("Coupon à joindre à votre règlement", Clue.COUPON),
    ("Le Directeur de l'agence", Clue.FUNCTION),
    ("Votre service client Télévia", Clue.COLLECTIVE),
    ("SARL au capital de 8 000 € - RCS Vienne 401 222 333", Clue.LEGAL),
    ("ORDRE DU JOUR", Clue.ANNEX),
    ("Vu le code rural ;", Clue.ACT),
    ("83200 Toulon", Clue.POSTCODE),
    ("F-75003 PARIS", Clue.POSTCODE),
    ("5100 JAMBES", Clue.POSTCODE),
    ("94-VITRY-SUR-SEINE", Clue.POSTCODE),
    ("Paris (8e)", Clue.POSTCODE),
    ("213 Avenue Pasteur, 69009 Lyon", Clue.POSTCODE),
    ("5 ter rue Ampère", Clue.STREET),
    ("Rue du Lavoir, 87", Clue.STREET),
    ("TSA 40312", Clue.PO_BOX),
    ("B.P. 318", Clue.PO_BOX),
    ("59878 Lille Cedex 9", Clue.PO_BOX),
    ("MME CLAIRE AUBERT", Clue.CIVILITY),
    ("M. Denis Faure", Clue.CIVILITY),
    ("Tél : 04 70 55 01 20", Clue.CONTACT),
    ("www.exemple.fr", Clue.CONTACT),
    ("Docteur Hélène Vassel", Clue.NAME),
    ("Patient : M. Le Bihan", Clue.LABEL),
    ("Montant à payer 1 036,80", Clue.AMOUNT),
]
NO = [
    ("Objectif atteint", Clue.SUBJECT),
    ("FACTURE", Clue.REFERENCES),
    ("Votre ligne est résiliée", Clue.REFERENCES),
    ("votre courrier du 24 mars 2016 par lequel vous nous demandez", Clue.DATE_LINE),
    ("SARL au capital de 30 000 Euros", Clue.POSTCODE),
    ("Par lettre citée en référence, vous avez appelé mon attention sur les difficultés", Clue.SENT_BY),
    ("Tél. : 04 70 55 01 20", Clue.SUBJECT),
    ("Les conditions de votre contrat changent", Clue.CLOSING),
    ("Recouvrement,", Clue.CLOSING),
    ("Pôle Logement,", Clue.CLOSING),
    ("75003 PARIS", Clue.STREET),
]


@pytest.mark.parametrize(("line", "clue"), YES)
def test_line_gives_the_clue(line: str, clue: Clue) -> None:
    assert clue in read_clues(line)


@pytest.mark.parametrize(("line", "clue"), NO)
def test_line_does_not_give_the_clue(line: str, clue: Clue) -> None:
    assert clue not in read_clues(line)


@pytest.mark.parametrize(
    "line",
    [
        "Toulon, le 13 février 2015",
        "Le 14 février 2015",
        "le 1er mars 2015,",
        "6 Octobre 1952",
        "DIEPPE, I7 Juin I864.",
        "Fait à Saint-Germain-en-Laye, le vendredi 13 février 2015",
        "Fait au Puy-en-Velay, le 12 juillet 2023",
        "À ISSOIRE, le 7 novembre 2011",
        "Villeneuve sur Lot, ie 07/03/2023",
        "Date : 13.02.15",
        "Rennes, le 13 févner 2015",
        "Paris, le ..........",
        "Rennes, le 17 juillet 2025 – Dossier n° RC-2025-4471",
        "morlaix, le 10 mars 2025",
        "Bourg la Reine, le 12 septembre 2018 |",
        "SENS, Fa Avril 1864",
        "8 Janvier 19149",
    ],
)
def test_date_lines(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "votre courrier du 13 février 2015",
        "Patient : M. Le Bihan, né le 4 mars 1951",
        "Jeudi 5 mars 2020 à 18h15",
        "Votre courrier du 3 mars 2025 – réf. 12",
        "facture, le 3 mars 2025.",
        "Vu l'arrêté du 9 mars 2019 portant délimitation",
        "SÉANCE DU SAMEDI 17 MARS 1956",
        "le 13 main 2015",
        "Grenoble, la Ville 1864",
        "8 Chemises 19149",
        "Bonjour,",
        "01 02 03 04 05",
        "",
    ],
)
def test_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Page 1/2", (1, 2)),
        ("page 3 sur 4", (3, 4)),
        ("2/2", (2, 2)),
        ("- 2 -", (2, None)),
        ("7", (7, None)),
        ("N° 12 - Page 1/1", (1, 1)),
        ("Article 2", None),
        ("", None),
    ],
)
def test_page_numbers(line: str, number: tuple[int, int | None] | None) -> None:
    assert read_page_number(line) == number


@given(st.text(max_size=200))
def test_any_text_may_be_asked(text: str) -> None:
    read_clues(text)


def test_long_lines_of_one_sign_are_read_at_once() -> None:
    for sign in "-.a1 _:é":
        read_clues(sign * 50_000)
