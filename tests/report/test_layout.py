"""Where things stand in the report: letters and pages by their numbers, on a screen, on a phone and on paper."""

import dataclasses
from pathlib import Path

import pytest

from pipeline.report.letters import say_pages, view_letters
from pipeline.report.notices import view_findings
from pipeline.report.scans import Scans
from pipeline.report.tongue import FRENCH
from tests.report.orange import Rows, finding, orange_rows
from tests.report.test_report import written


def files(rows: Rows) -> dict[str, list[str]]:
    """The headings' files and pages, side by side, by check."""
    letters = view_letters(rows.letters, rows.mentions, Scans(), FRENCH)
    found = view_findings(rows.findings, letters, Scans(), FRENCH)
    return {view.finding.check: [side.file for side in view.sides] for view in found}


@pytest.mark.parametrize(
    ("pages", "said"),
    [((2,), "page 2"), ((1, 2), "pages 1 à 2"), ({4, 2, 3}, "pages 2 à 4"), ((1, 3), "pages 1, 3")],
)
def test_pages_are_told_as_one_says_them(pages: tuple[int, ...], said: str) -> None:
    assert say_pages(pages, FRENCH) == said


def test_a_side_tells_the_pages_of_what_it_shows() -> None:
    rows = orange_rows()
    rows.letters = [dataclasses.replace(row, page_end=2) for row in rows.letters]
    rows.mentions = [
        dataclasses.replace(one, page=2) if one.mention_id == "orange-2015/courrier-3.tif#1/1" else one
        for one in rows.mentions
    ]
    told = files(rows)
    assert told["conflicting_deadline"] == ["courrier-3.tif, page 2", "courrier-5.pdf, page 1"]
    assert told["ambiguous_order"] == ["courrier-2.jpg, pages 1 à 2", "courrier-3.tif, pages 1 à 2"]  # nothing shown


def test_a_side_tells_the_page_of_the_passage_that_lacks_what_another_has() -> None:
    rows = orange_rows()
    ids = [rows.letters[2].letter_id, rows.letters[4].letter_id]
    rows.letters = [dataclasses.replace(row, page_end=2) for row in rows.letters]
    rows.mentions = [dataclasses.replace(one, page=2) if one.letter_id == ids[1] else one for one in rows.mentions]
    rows.findings = [finding("missing_amount", "warning", ids, [f"{ids[0]}/2"], "300 € ici, aucune somme là.")]
    assert files(rows) == {"missing_amount": ["courrier-3.tif, page 1", "courrier-5.pdf, page 2"]}


def test_every_finding_names_its_letters_by_number(tmp_path: Path) -> None:
    page, html = written(tmp_path, orange_rows())
    ids = {attrs["id"] for attrs in page.all("details") if attrs["class"] == "letter"}
    summaries = [one.partition("</summary>")[0] for one in html.split('<summary><span class="badge">')[1:]]
    assert len(summaries) == 4
    links = [[part.partition('"')[0] for part in one.split('href="#')[1:]] for one in summaries]
    assert [len(one) for one in links] == [2, 2, 2, 1]
    assert {link for one in links for link in one} <= ids
    assert "n°&nbsp;3</a> <a" in summaries[1]
    assert "n°&nbsp;5</a>" in summaries[1]
