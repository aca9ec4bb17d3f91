"""A file of many letters is looked at part by part: its tables are those of a file looked at as a whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import extracting, stages, tables
from pipeline.letters import find_letters
from pipeline.records import Page
from tests.letters.paper_notation import write_paper

LETTER = """
115 50 10 rcpt Monsieur Paul Garnier
. + . rcpt 44000 NANTES
115 84 10 date Rennes, le {day} mars 2016
. 114 . salu Monsieur,
. ++ . body Nous vous devons {day},50 € sous 8 jours.
. ++ . clos Nous vous prions d'agréer, Monsieur, l'expression de nos salutations distinguées.
"""
NEXT = "20 20 10 body versement sur votre compte bancaire, dont nous vous prions de vérifier les coordonnées."


def _pages() -> list[Page]:
    papers = [page for day in range(1, 8) for page in (LETTER.format(day=day), *[NEXT] * (day % 3))]
    drawn = write_paper("\n---\n".join(papers)).pages
    return [replace(page, source="m/a.pdf", dpi=200.0) for page in drawn]


@pytest.mark.parametrize("part", [1, 3])
def test_parts_give_the_tables_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    pages = _pages()
    with tables.rewrite_mailing(tmp_path, "m", ("documents", "pages", "words"), "key") as write:
        for page in pages:
            write["pages"].add([tables.page_row(page)])
            write["words"].add(tables.word_rows(page))
    made = []
    for pages_a_part in (extracting.PART, part):
        monkeypatch.setattr(extracting, "PART", pages_a_part)
        stages.extract_mailing(tmp_path, "m", force=True)
        made.append([tables.partition(tmp_path, name, "m").read_bytes() for name in ("letters", "mentions")])
    assert made[0] == made[1]
    known = [letter.letter_id for letter in find_letters("m/a.pdf", pages)]
    assert len(known) > 3
    assert [row["letter_id"] for row in tables.read_rows(tmp_path, "letters", "m")] == known
