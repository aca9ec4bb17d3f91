"""Dirt at the edges of a scan, and dates that end a sentence: neither breaks the zones of a letter."""

from dataclasses import replace

import pytest

from pipeline.letters import find_letters
from pipeline.records import Box, Page, Word, Zone
from tests.letters.paper_notation import write_paper

LETTER = """
20 15 12 head Ville de Saint-Aubin
115 45 10 rcpt Madame Anne Roux
. + . rcpt 12 rue des Lilas
. + . rcpt 83000 Toulon
20 90 . salu Madame,
. ++ . body Nous vous remercions de votre demande, qui a bien été enregistrée par nos services techniques.
. ++ . clos Veuillez agréer, Madame, nos salutations les meilleures.
115 +12 . sign Jacques Morvan
20 275 7 foot Ville de Saint-Aubin
. + . foot 1 place Jaurès, 42160 Saint-Aubin
. + . foot Téléphone : 04 65 71 92 10
"""


def zones(pages: list[Page]) -> list[tuple[str, Zone]]:
    (letter,) = find_letters("a.pdf", pages)
    return [(letter.line_text(line), line.zone) for line in letter.lines]


def test_dirt_below_a_footer_does_not_hide_it() -> None:
    paper = write_paper(LETTER)
    (page,) = paper.pages
    dirt = Word("LL PT", 0.28, Box(0.49, 0.985, 0.93, 1.0), 99, 99, 0)
    found = zones([replace(page, words=(*page.words, dirt))])
    assert found[: len(paper.zones)] == [(text, zone) for _, text, zone in paper.zones]


@pytest.mark.parametrize("date", ["08/09/2012.", "le 8 septembre 2012.", "8.9.2012."])
def test_a_date_that_ends_a_sentence_is_no_date_line(date: str) -> None:
    sentence = ". ++ . body Nous vous demandons de nous faire parvenir toutes les pièces manquantes avant"
    paper = write_paper(LETTER.replace(". ++ . clos", f"{sentence}\n. + . body {date}\n. ++ . clos"))
    assert dict(zones(paper.pages))[date] is Zone.BODY


@pytest.mark.parametrize("date", ["08/09/2012.", "Le 17 mars 1956.", "Toulon, le 8 septembre 2012."])
def test_a_date_line_may_end_with_a_stop(date: str) -> None:
    paper = write_paper(LETTER.replace("20 90 . salu", f"115 75 10 date {date}\n20 90 10 salu"))
    assert dict(zones(paper.pages))[date] is Zone.DATE_LINE


def test_pages_that_could_not_be_read_are_told() -> None:
    paper = write_paper("= letter" + LETTER + "---\nfailed\n")
    (letter,) = find_letters("a.pdf", paper.pages)
    assert (letter.page_end, letter.failed_pages) == (2, (2,))
