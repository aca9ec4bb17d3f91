"""Bounds of letters: every page in exactly one, whatever a file holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.letters import find_letters, stream_letters
from pipeline.records import Box, Mark, Page
from tests.letters.paper_notation import write_paper

FIRST = """
115 50 10 rcpt Monsieur Paul Garnier
. + . rcpt 44000 NANTES
115 84 10 date Rennes, le 31 mars 2016
20 100 10 subj Objet : votre demande
. 114 . salu Monsieur,
. ++ . body Nous avons bien reçu votre courrier et vous remercions de la confiance que vous nous accordez.
. ++ . clos Nous vous prions d'agréer, Monsieur, l'expression de nos salutations distinguées.
"""
OPEN = (
    FIRST.rsplit("\n", 2)[0]
    + "\n. + . body Vous trouverez au verso le détail des sommes que nous vous devons et la date de leur\n"
)
NEXT = "20 20 10 body versement sur votre compte bancaire, dont nous vous prions de vérifier les coordonnées."
ANNEX = """
60 15 12 subj CONDITIONS GÉNÉRALES
20 28 7 body Les présentes conditions définissent les droits des parties au contrat.
"""
PAGES = [
    FIRST,
    OPEN,
    NEXT,
    ANNEX,
    "blank",
    "failed",
    "20 20 10 body .",
    "100 280 8 foot Page 2/2",
    "100 280 8 foot Page 1/2",
]


def spans(notation: str) -> list[tuple[int, int, str]]:
    return [(x.page_start, x.page_end, x.kind) for x in find_letters("mail.pdf", write_paper(notation).pages)]


@given(st.lists(st.sampled_from(PAGES), min_size=1, max_size=8))
def test_every_page_stands_in_exactly_one_letter(pages: list[str]) -> None:
    letters = find_letters("mail.pdf", write_paper("\n---\n".join(pages)).pages)
    held = [page for letter in letters for page in range(letter.page_start, letter.page_end + 1)]
    if all(page == "failed" for page in pages):
        assert letters == ()
    else:
        assert held == list(range(1, len(pages) + 1))
    assert all(0 < letter.split_confidence <= 1 for letter in letters)


@given(st.lists(st.tuples(st.sampled_from(PAGES), st.integers(0, 4)), min_size=1, max_size=8))
def test_pages_behind_a_letter_give_the_letters_that_the_whole_file_gives(pages: list[tuple[str, int]]) -> None:
    drawn = write_paper("\n---\n".join(page for page, _ in pages)).pages
    read = [replace(page, separator=chance == 0) for page, (_, chance) in zip(drawn, pages, strict=True)]
    whole = find_letters("mail.pdf", read)
    for number, (letter, start) in enumerate(stream_letters("mail.pdf", read), start=1):
        rest = [page for page in read if page.page > letter.page_end]
        assert tuple(letter for letter, _ in stream_letters("mail.pdf", rest, start)) == whole[number:]


def test_pages_may_come_in_any_order() -> None:
    pages = write_paper(FIRST + "\n---\n" + FIRST).pages
    assert find_letters("mail.pdf", pages[::-1]) == find_letters("mail.pdf", pages)


def test_two_letters() -> None:
    assert spans(FIRST + "---" + FIRST) == [(1, 1, "letter"), (2, 2, "letter")]


def test_text_that_runs_over_the_page_is_one_letter() -> None:
    assert spans(OPEN + "\n---\n" + NEXT) == [(1, 2, "letter")]


HEAD = "20 12 14 head Assurances du Ponant\n. + 9 head 12 quai du Port\n. + . head 29200 BREST\n"
FOOT = "20 280 7 foot Assurances du Ponant, SA au capital de 18 300 000 € - 429 603 178 RCS Brest\n"


@pytest.mark.parametrize(
    "page",
    [
        "120 40 10 sign Gestionnaire sinistres\n. ++ . sign Gwénaëlle Le Bihan\n" + FOOT,  # «sinistre» heads forms
        "120 40 10 sign Gwénaëlle LE BIHAN\n. + . sign Directrice Relation Clients\n",
        HEAD + "120 60 10 sign Le président,\n. ++ . sign Docteur Paul Moreau\n" + FOOT,
        "120 40 10 sign Pour le maire et par délégation,\n. + . sign l'adjointe aux finances\n. ++ . sign Anne Roux\n",
        "20 40 10 date Fait à Brest, le 4 juin 2022\n120 ++ . sign Le chef du service\n. + . sign Luc Petit\n",
        ANNEX + "120 60 10 sign Responsable Devis\n. ++ . sign Luc Petit\n" + FOOT,
    ],
)
def test_a_signature_alone_on_its_page_ends_its_letter(page: str) -> None:
    assert spans(FIRST + "---\n" + page) == [(1, 2, "letter")]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (ANNEX, "enclosure"),
        ("60 15 12 subj RELEVÉ DE COMPTE\n20 40 10 body Solde au 31 mai 2016 : 120,00 €\n", "enclosure"),
        ("60 15 12 subj ANNEXE 1\n. + . subj Barème des Remboursements\n", "enclosure"),
        (
            HEAD + "60 60 12 subj BULLETIN D'ADHÉSION\n20 90 10 body Le soussigné adhère au contrat de groupe.\n",
            "enclosure",
        ),
        (FIRST, "letter"),
    ],
)
def test_what_bears_a_title_behind_an_unsigned_letter_is_no_signature(page: str, kind: str) -> None:
    assert spans(FIRST + "---\n" + page)[1:] == [(2, 2, kind)]


SIDE = """
12 20 8 head Mutuelle du Ponant
. + . head Centre de gestion
. + . send 12 rue de la Préfecture
. + . send 29000 Quimper
. + . refs N° de sinistre : 25 H 008
"""


def test_a_letterhead_repeated_on_the_next_page_begins_no_letter() -> None:
    cut = FIRST.rsplit("\n", 2)[0] + "\n"
    over = "60 60 10 body facture, dans les limites de votre contrat, comme il est dit plus haut dans cette lettre.\n"
    over += "60 80 10 clos Nous vous prions d'agréer, Monsieur, l'expression de nos salutations distinguées.\n"
    assert spans(f"{SIDE}{cut}---\n{SIDE}{over}") == [(1, 2, "letter")]
    assert spans(f"{cut}180 280 10 body …/…\n---\n{over}") == [(1, 2, "letter")]


def test_a_table_under_a_name_overleaf_belongs_to_the_letter() -> None:
    table = "20 20 10 head Résidence du Port – relevé\n20 30 9 body Toiture 40,00 €\n20 36 9 body Total 40,00 €\n"
    signed = "120 +12 10 sign Julien Marquet, gestionnaire\n"
    assert spans(f"{FIRST}{signed}---\n{table}") == [(1, 2, "letter")]


def test_an_extract_of_general_terms_is_an_enclosure() -> None:
    terms = "20 20 9 subj EXTRAIT DES CONDITIONS GÉNÉRALES\n"
    terms += "20 30 7 body 1. Le prêt est remboursé par mensualités constantes.\n"
    assert spans(f"{FIRST}---\n{terms}")[1:] == [(2, 2, "enclosure")]


def test_page_numbers_decide() -> None:
    assert spans(FIRST + "180 285 8 foot Page 1/2\n---\n" + FIRST + "180 285 8 foot Page 2/2") == [(1, 2, "letter")]


def test_blank_and_failed_pages_go_with_the_letter_before_them() -> None:
    assert spans(FIRST + "blank\n" + FIRST + "failed") == [(1, 2, "letter"), (3, 4, "letter")]
    assert spans("failed\nblank\n" + FIRST) == [(1, 3, "letter")]


def test_nothing_readable() -> None:
    assert spans("failed\nfailed") == []
    assert spans("blank\nblank") == [(1, 2, "other")]
    assert find_letters("mail.pdf", ()) == ()


def test_an_open_end_makes_the_bounds_doubtful() -> None:
    sure = find_letters("mail.pdf", write_paper(FIRST + "---" + FIRST).pages)[0]
    doubtful = find_letters("mail.pdf", write_paper(OPEN + "---" + FIRST).pages)[0]
    assert doubtful.split_confidence < sure.split_confidence


def test_confidence_is_the_mean_of_the_pages_that_have_one() -> None:
    first, blank, second = write_paper(OPEN + "\nblank\n" + NEXT).pages
    pages: list[Page] = [replace(first, confidence=0.5), blank, replace(second, confidence=1.0)]
    (letter,) = find_letters("mail.pdf", pages)
    assert letter.confidence == 0.75
    (empty,) = find_letters("mail.pdf", [blank])
    assert (empty.confidence, empty.text, empty.lines) == (0.0, "", ())


def test_marks_come_along_with_their_page() -> None:
    first, second = write_paper(OPEN + "\n---\n" + NEXT).pages
    mark = Mark(Box(0.5, 0.2, 0.7, 0.3), 0.9)
    (letter,) = find_letters("mail.pdf", [first, replace(second, marks=(mark,))])
    assert [(placed.page, placed.mark) for placed in letter.marks] == [(2, mark)]
