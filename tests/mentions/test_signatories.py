"""Signature blocks of all kinds → names, title and marks."""

from dataclasses import replace

import pytest

from pipeline.mentions.found import Found, Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.signatory import find_signatories
from pipeline.records import Letter
from tests.mentions.zoned import letter_of, mark_at


def sign(letter: Letter) -> list[Found]:
    return list(find_signatories(Reading(letter, load_language())))


def signed(letter: Letter) -> tuple[list[str], str | None]:
    found = sign(letter)
    return [f.value for f in found if f.role == "name"], next((f.value for f in found if f.role == "title"), None)


# lines of the block, names, title
BLOCKS = [
    ("Laurence Thouveny / Directrice Relation Clients", ["Laurence Thouveny"], "Directrice Relation Clients"),
    ("Le Directeur du Service Clients Opérateurs Tiers", [], "Le Directeur du Service Clients Opérateurs Tiers"),
    ("Votre service client Orange", [], "Votre service client Orange"),
    ("Vétre service client Norfibre", [], "Vétre service client Norfibre"),
    ("Toute l'équipe Norfibre", [], "Toute l'équipe Norfibre"),
    ("Le service recouvrement", [], "Le service recouvrement"),
    ("Le secrétariat du laboratoire / Laboratoire BioArcade", [], "Le secrétariat du laboratoire"),
    ("La directrice / Établissement Valmy", [], "La directrice"),
    ("La Plateforme Sinistres", [], "La Plateforme Sinistres"),
    ("Le Réseau Artisans Agréés", [], "Le Réseau Artisans Agréés"),
    ("Le Service Contentieux, Anne Morvan", ["Anne Morvan"], "Le Service Contentieux"),
    ("LE MAIRE / Docteur Hélène VASSEL", ["Hélène VASSEL"], "LE MAIRE"),
    ("Le Maire, / Yann Le Berre", ["Yann Le Berre"], "Le Maire"),
    ("Le Maire Yann LE BERRE", ["Yann LE BERRE"], "Le Maire"),
    ("Le Principal : M. Kerbrat", ["Kerbrat"], "Le Principal"),
    ("La Directrice Mme Petit", ["Petit"], "La Directrice"),
    ("P/O La Directrice, Anne Morvan / Luc Ferrand / Chargé d'accueil", ["Luc Ferrand"], "Chargé d'accueil"),
    ("P/0O Anne Morvan, gérante / Luc Ferrand / Chargé d'accueil", ["Luc Ferrand"], "Chargé d'accueil"),
    ("La responsable du service / Indemnités journalières / Anne Morvan",
     ["Anne Morvan"], "La responsable du service Indemnités journalières"),
    ("Le chef de service / MARSAUX", [], "Le chef de service"),
    ("Pour la Directrice, Anne Morvan", ["Anne Morvan"], "Pour la Directrice"),
    ("Rhumatologue, / Docteur Paul MOREL", ["Paul MOREL"], "Rhumatologue"),
    ("Pour la Rectrice et par délégation, / le directeur des examens, / Paul VIDAL-RIBERA",
     ["Paul VIDAL-RIBERA"], "Pour la Rectrice et par délégation, le directeur des examens"),
    ("Le Préfet, / Pour le Préfet et par délégation, / Le Sous-Préfet de Brioux / Anne-Lise FOUCAULT",
     ["Anne-Lise FOUCAULT"], "Pour le Préfet et par délégation, Le Sous-Préfet de Brioux"),
    ("Pour la Cheffe du bureau de Nantes / de l'Agence d'expertise et / d'appui, / l'adjoint / Loïc RAMEL",
     ["Loïc RAMEL"],
     "Pour la Cheffe du bureau de Nantes de l'Agence d'expertise et d'appui, l'adjoint"),
    ("Pour le Directeur et par délégation, / Noémie Barral / Attachée de direction",
     ["Noémie Barral"], "Attachée de direction"),
    ("P/O Le Directeur / Denis Quillet", ["Denis Quillet"], "P/O Le Directeur"),
    ("P.O. Lucie Maurel, Responsable du recouvrement", ["Lucie Maurel"], "Responsable du recouvrement"),
    ("Maître Inès Carrade / Huissier de Justice", ["Inès Carrade"], "Huissier de Justice"),
    ("Signé : Cyril Bonnot / Responsable Service Abonnés",
     ["Cyril Bonnot"], "Responsable Service Abonnés"),
    ("Fabrice Loubet et Diane Sarrat / Co-gérants", ["Fabrice Loubet", "Diane Sarrat"], "Co-gérants"),
    ("Pr Durand   Pr Meyer", ["Durand", "Meyer"], None),
    ("Odile et Marc Fernel / maraîchers bio", ["Odile et Marc Fernel"], "maraîchers bio"),
    ("Service et Conseil Plus", [], "Service et Conseil Plus"),
    ("anouk ferrier, architecte", ["anouk ferrier"], "architecte"),
    ("Votre monitrice, / Odile FERRIER", ["Odile FERRIER"], "Votre monitrice"),
    ("Anne Ferrier, libraire", ["Anne Ferrier"], "libraire"),
    ("Père Antoine Ferrier, curé", ["Antoine Ferrier"], "curé"),
    ("O. Ferrier / Docteur Odile FERRIER", ["Odile FERRIER"], None),
    ("P. Ferrier / Docteur Odile FERRIER", ["P. Ferrier", "Odile FERRIER"], None),
    ("p.p. Maître Paul FERRIER / Anne MOREL / clerc de notaire", ["Anne MOREL"], "clerc de notaire"),
    ("Votre conseillère / Odile FERRIER / Le directeur d'agence / Paul MOREL", ["Odile FERRIER", "Paul MOREL"],
     "Votre conseillère"),
    ("Catherine MOLET / COLLÈGE / AUXERRE", ["Catherine MOLET"], None),
    ("R. CHASSAING / Le Chef du service Contentieux", ["R. CHASSAING"], "Le Chef du service Contentieux"),
    ("Solène Le Dantec de Rosny / Directrice générale adjointe",
     ["Solène Le Dantec de Rosny"], "Directrice générale adjointe"),
    ("Votre conseillère / Samira Oulhaj", ["Samira Oulhaj"], "Votre conseillère"),
    ("La gestionnaire de votre dossier, / N. BELKADI", ["N. BELKADI"], "La gestionnaire de votre dossier"),
    ("La Direction / Jean Ferrand / Directeur général", ["Jean Ferrand"], "Directeur général"),
    ("Le Président / Michel Roux / La Trésorière / Anne Colas", ["Michel Roux", "Anne Colas"], "Le Président"),
    ("Yannick Belin / Chargé de clientèle professionnelle / Agence de Flers",
     ["Yannick Belin"], "Chargé de clientèle professionnelle"),
    ("La Rectrice de l'académie, / Chancelière des universités / Anne-Sophie Barthez",
     ["Anne-Sophie Barthez"], "La Rectrice de l'académie"),
    ("Le Comptable public / responsable du centre des finances publiques / Pascale RIGAUD",
     ["Pascale RIGAUD"], "Le Comptable public"),
    ("Direction des ressources humaines", [], "Direction des ressources humaines"),
    ("L'agent de recouvrement", [], "L'agent de recouvrement"),
    ("Le Syndic", [], "Le Syndic"),
    ("Colette Sabourin", ["Colette Sabourin"], None),
    ("Ern. MARSAUX", ["Ern. MARSAUX"], None),
    ("D1recteur régional / M. Jean-Michel VALENT1N", ["Jean-Michel VALENTIN"], "Directeur régional"),
    ("AntoineRouvier, Directeur d'agence", ["Antoine Rouvier"], "Directeur d'agence"),
    ("Votre service c1ient 0range", [], "Votre service client Orange"),
    ("[signature] / ( _ ~", [], None),
    ("Madame, Monsieur,", [], None),
    ("Sincères salutations", [], None),
    ("PJ : 2", [], None),
    ("prénom + nom", [], None),
]  # fmt: skip


@pytest.mark.parametrize(("block", "names", "title"), BLOCKS, ids=[b[0][:50] for b in BLOCKS])
@pytest.mark.parametrize("zone", ["sign", "body"])
def test_block(block: str, names: list[str], title: str | None, zone: str) -> None:
    lines = "\n".join(f"{zone} | {line}" for line in block.split(" / "))
    letter = letter_of(
        f"body | Nous restons à votre écoute.\nbye | Nous vous prions d'agréer nos salutations.\n{lines}"
    )
    assert signed(letter) == (names, title)


def test_an_act_is_signed_under_its_place_and_date_at_the_end() -> None:
    letter = letter_of(
        """subj | ARRÊTÉ n° 12
        body | Article 1 : la circulation est interdite.
        body | Article 2 : le présent arrêté sera publié.
        date | Fait à Rennes, le 4 juin 2022
        body | Le Maire,
        body | Anna CASTEL"""
    )
    assert signed(letter) == (["Anna CASTEL"], "Le Maire")


ACT = """
body | Vu le décret du 3 mai 2021 portant nomination de Monsieur Hugues LARTIGAU en qualité de préfet délégué
body | à la protection des côtes auprès du préfet de région ;
body | Vu l'arrêté portant délégation de signature à Mme Odile FERRAND, secrétaire générale ;
body | Sur proposition de M. Jean PUJOL, directeur de cabinet,
date | Fait à Rennes, le 4 juin 2022
sign | Pour le préfet de région et par délégation,
sign | {function}
sign | {name}
"""


def test_a_speck_amid_the_text_does_not_begin_the_signature() -> None:
    text = "\n".join(f"body | Ligne {n} d'un texte." for n in range(15))
    notation = f"sign | Ë\n{text}\nbye | Cordialement,\nsign | Le Directeur\nsign | Paul ARNAL"
    assert signed(letter_of(notation)) == (["Paul ARNAL"], "Le Directeur")


@pytest.mark.parametrize(
    ("function", "name", "signatory"),
    [
        ("Le préfet délégué à la protection des côtes", "", ["Hugues LARTIGAU"]),
        ("La secrétaire générale", "", ["Odile FERRAND"]),
        ("La secrétaire générale", "Anne COLAS", ["Anne COLAS"]),  # the name in the block is who signs
        ("Le directeur de cabinet", "", []),  # he proposes; nothing grants him the signature
        ("Le préfet", "", []),
        ("Le préfet délégué pour l'égalité des chances", "", []),
    ],
)
def test_an_act_names_who_holds_the_function_that_signs(function: str, name: str, signatory: list[str]) -> None:
    assert signed(letter_of(ACT.format(function=function, name=name)))[0] == signatory


def test_a_name_from_the_recitals_is_less_sure_than_one_in_the_block() -> None:
    name = next(f for f in sign(letter_of(ACT.format(function="La secrétaire générale", name=""))) if f.role == "name")
    assert name.confidence < 0.7


@pytest.mark.parametrize(
    ("closing", "block", "names"),
    [
        ("Tout à vous", "VASSELIN", ["VASSELIN"]),
        ("Salut fraternel", "Ern. MARSAUX.", ["Ern. MARSAUX"]),
        ("Bien à toi,", "J. Morvan", ["J. Morvan"]),
        ("Amicalement,", "Solange", ["Solange"]),
        ("Cordialement,", "Le-Goff / Brrtz", []),  # two words are no name and no surname
        ("Cordialement,", "Xrt", []),
        ("Cordialement,", "ok", []),
        ("Cordialement,", "Direction", []),
    ],
)
def test_a_private_person_signs_with_a_surname(closing: str, block: str, names: list[str]) -> None:
    lines = "\n".join(f"sign | {line}" for line in block.split(" / "))
    assert signed(letter_of(f"hello | Monsieur,\nbody | Je vous remercie.\nbye | {closing}\n{lines}"))[0] == names


def test_a_lone_word_that_was_hardly_legible_is_no_surname() -> None:
    letter = letter_of("body | Je vous remercie.\nbye | Tout à vous\nsign | VASSELIN", faint="VASSELIN")
    assert signed(letter)[0] == []


def test_a_name_under_ink_is_the_one_the_references_give() -> None:
    head = "ref | Affaire suivie par : Annie Forissier\nbye | Cordialement,"
    assert signed(letter_of(f"{head}\nsign | Anne roris5'e1\nsign | L'Adjointe au Maire"))[0] == ["Annie Forissier"]
    assert signed(letter_of(f"{head}\nsign | Pierre Convert\nsign | L'Adjointe au Maire"))[0] == ["Pierre Convert"]


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("Pour le Recteur, et par délé / le sccrétaire général",
         "Pour le Recteur, et par délégation, le secrétaire général"),
        ("La Rasponsable du service", "La Responsable du service"),
        ("Le Maire", "Le Maire"),
    ],
)  # fmt: skip
def test_a_title_under_ink_is_spelt_as_it_is_known(block: str, title: str) -> None:
    lines = "\n".join(f"sign | {line}" for line in block.split(" / "))
    assert signed(letter_of(f"bye | Cordialement,\n{lines}"))[1] == title


def test_who_certifies_a_copy_does_not_sign_the_act() -> None:
    letter = letter_of(
        """body | Article 1
        body | Article 2
        date | À Brioux, le 7 novembre 2011
        sign | Le Sous-Préfet de Brioux
        sign | Anne-Lise FOUCAULT
        sign | Pour copie certifiée conforme
        sign | Le Secrétaire Général
        sign | Hugues PELLETAN"""
    )
    assert signed(letter) == (["Anne-Lise FOUCAULT"], "Le Sous-Préfet de Brioux")


def test_a_name_that_the_pen_crossed_is_completed_from_the_text() -> None:
    letter = letter_of(
        """body | Vu le décret portant nomination de monsieur Ludovic SERVIN en qualité de préfet délégué ;
        date | Fait à Rennes, le 4 juin 2022
        sign | Le préfet délégué
        sign | Ludovic"""
    )
    assert signed(letter) == (["Ludovic SERVIN"], "Le préfet délégué")


def test_a_first_name_that_fits_two_persons_is_left() -> None:
    letter = letter_of(
        """body | Madame Julie MARTIN et Madame Julie DUBOIS vous ont écrit.
        bye | Cordialement,
        sign | Julie"""
    )
    assert signed(letter) == ([], None)


def test_the_reader_does_not_sign() -> None:
    letter = letter_of("to | Monsieur Paul GARNIER\nbye | Cordialement,\nsign | Paul")
    assert signed(letter) == ([], None)


def test_ink_read_as_letters_is_no_name_and_no_part_of_a_title() -> None:
    letter = letter_of("bye | Cordialement,\nsign | Brema Zapou\nsign | Le Sous-Préfet L", faint="Brema Zapou")
    assert signed(letter)[0] == []
    crossed = letter_of("bye | Cordialement,\nsign | Le Maire de Vence L", faint="L")
    assert signed(crossed) == ([], "Le Maire de Vence")


def test_the_block_may_stand_on_the_next_page() -> None:
    letter = letter_of("body | Bonjour\nbye | Cordialement,\n---\nsign | Votre service client Orange")
    (title,) = sign(letter)
    assert letter.text[title.start : title.end] == "Votre service client Orange"


MARKED = "bye | Nous vous prions d'agréer nos salutations.\nsign | Laurence Thouveny\nsign | Directrice"


@pytest.mark.parametrize(
    ("page", "x0", "y0", "score", "seen"),
    [
        (1, 0.55, 0.16, 0.9, True),  # below the block
        (1, 0.55, 0.09, 0.9, True),  # over it
        (1, 0.72, 0.10, 0.9, True),  # beside it
        (1, 0.55, 0.16, 0.3, False),  # a stamp or dirt
        (1, 0.55, 0.60, 0.9, False),  # far below
        (1, 0.05, 0.10, 0.9, False),  # in the other column
        (2, 0.55, 0.16, 0.9, False),  # on another page
    ],
)
def test_a_mark_signs_where_it_stands_with_the_block(page: int, x0: float, y0: float, score: float, seen: bool) -> None:
    letter = letter_of(MARKED, marks=(mark_at(page, x0, y0, score),))
    marks = [f for f in sign(letter) if f.role == "mark"]
    assert len(marks) == seen
    if seen:
        assert (marks[0].page, marks[0].box, marks[0].confidence) == (page, letter.marks[0].mark.box, score)


def test_a_mark_alone_signs_below_the_closing_formula() -> None:
    letter = letter_of("body | Bonjour\nbye | Cordialement,", marks=(mark_at(1, 0.2, 0.15),))
    assert [f.role for f in sign(letter)] == ["mark"]


def test_a_page_number_between_the_closing_and_a_signature_overleaf_ends_no_block() -> None:
    letter = letter_of("""body | Nous restons à votre écoute pour tout renseignement sur ce dossier.
        bye  | Nous vous prions d'agréer, Madame, nos salutations distinguées.
        ---
        foot | Page 2/2
        sign | Odile Ferrand
        sign | Responsable des ventes""")
    assert signed(letter) == (["Odile Ferrand"], "Responsable des ventes")


@pytest.mark.parametrize(
    ("left", "up", "title"),
    [
        (0.1, 0.0, "Directeur de l'exploitation de l'eau"),
        (0.1, 0.3, "Directeur de l'exploitation"),
        (0.92, 0.0, "Directeur de l'exploitation"),
    ],
)
def test_the_text_of_the_next_column_is_no_part_of_a_title(left: float, up: float, title: str) -> None:
    letter = letter_of(
        "body |\n" * 40 + "bye | Cordialement,\nsign | Anne Roux\nsign | Directeur de l'exploitation\nsign | de l'eau"
    )
    *above, last = letter.lines
    box = replace(last.box, x0=left, x1=min(left + 0.8, 1.0), y0=last.box.y0 - up, y1=last.box.y1 - up)
    assert signed(replace(letter, lines=(*above, replace(last, box=box)))) == (["Anne Roux"], title)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("ref | Le proviseur\nref | à\nref | Mesdames et Messieurs les parents", "Le proviseur"),
        ("ref | Lycée du Port\nref | à\nref | Madame Anne MARTIN", None),
        ("ref | Le proviseur\nref | Madame Anne MARTIN", None),
    ],
)
def test_who_writes_by_her_function_in_the_head_signs_by_it(head: str, title: str | None) -> None:
    letter = letter_of(
        f"{head}\nbody | Nous restons à votre écoute.\nbye | Nos salutations distinguées.\nsign | Odile FERRIER"
    )
    assert signed(letter) == (["Odile FERRIER"], title)
