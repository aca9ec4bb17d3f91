"""Where things stand in the report: letters and pages by their numbers, on a screen, on a phone and on paper."""

import dataclasses
import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

from pipeline.records import Amount, Reference
from pipeline.report import summarise_mailing, write_index, write_report
from pipeline.report.letters import say_pages, view_letters
from pipeline.report.notices import view_findings
from pipeline.report.scans import Scans
from pipeline.report.tongue import FRENCH
from tests.report.chromium import Open, Visit, needs_chromium
from tests.report.orange import MAILING, Rows, finding, letter, orange_rows
from tests.report.test_browser import PHONE, drawn
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
    named = [re.sub("<.*?>", "", one) for one in re.findall('<span class="about">(.*?)</span> <span class="mess', html)]
    assert named == ["n°&nbsp;1, n°&nbsp;2", "n°&nbsp;3, n°&nbsp;5", "n°&nbsp;2, n°&nbsp;3", "n°&nbsp;4"]
    letters = {attrs["id"] for attrs in page.all("details") if attrs["class"] == "letter"}
    linked = set(re.findall('<h3><a href="#(.*?)">n°&nbsp;', html))
    assert linked == letters  # the headings inside lead there


# ---- in a browser -----------------------------------------------------------------------------------------------


@pytest.fixture
def report(tmp_path: Path) -> Path:
    rows = orange_rows()
    rows.findings[1] = dataclasses.replace(rows.findings[1], letter_ids=tuple(one.letter_id for one in rows.letters))
    return write_report(tmp_path, MAILING, **rows.as_arguments(), pictures=drawn(tmp_path, rows))


def paper(seen: Visit) -> list[str]:
    """The text of each page as it is printed."""
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen.wait_until("[...document.images].every(picture => picture.complete)")
    pages = pdfplumber.open(io.BytesIO(seen.page.pdf(prefer_css_page_size=True))).pages
    return [page.extract_text() for page in pages]


@needs_chromium
@pytest.mark.slow
def test_a_phone_has_lists_in_the_place_of_drawings(visit: Open, report: Path) -> None:
    seen = visit(report)
    assert (seen.count(".timeline"), seen.count("#chronologie .narrow")) == (1, 0)
    assert (seen.count("#contacts thead .column"), seen.count("#contacts .listed")) == (5, 0)
    small = visit(report, **PHONE)
    assert (small.count(".timeline"), small.count("#chronologie .narrow")) == (0, 1)
    assert small.page.locator(".narrow .written").all_inner_texts() == ["1", "2", "3", "4", "5"]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in small.page.locator(".narrow li").all_inner_texts()] == [
        "n° 3 → 7 jours après mise en demeure",
        "n° 5 → 10 jours après mise en demeure",
    ]
    assert small.count(".matrix .column") == 0
    rows = small.page.locator("#contacts tbody tr").count()
    assert small.count("#contacts tbody .listed a.number") >= rows > 0
    assert small.page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('#contacts .scroll'))") == 0


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize(("width", "columns"), [(1900, 2), (1280, 2), (900, 1)])
def test_evidence_stands_in_two_columns_at_most(visit: Open, report: Path, width: int, columns: int) -> None:
    seen = visit(report, viewport={"width": width, "height": 900})
    lefts = seen.page.evaluate(
        "[...document.querySelector('.finding').querySelectorAll('.side')].map(one => one.getBoundingClientRect().left)"
    )
    assert len(lefts) == 5
    assert len(set(lefts)) == columns


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 900])
def test_what_a_link_points_to_stops_below_the_bar(visit: Open, report: Path, width: int) -> None:
    seen = visit(report, viewport={"width": width, "height": 700})
    seen.page.locator("nav a[href='#constats']").click()
    gap = """document.querySelector('#constats').getBoundingClientRect().top
        - document.getElementById('filter').getBoundingClientRect().bottom"""
    seen.wait_until(f"0 <= {gap} && {gap} < 40")
    assert seen.complaints == []


@needs_chromium
@pytest.mark.slow
def test_a_page_grows_with_its_marks_when_it_is_chosen(visit: Open, report: Path) -> None:
    seen = visit(report)
    figure = seen.page.locator(".pages figure").nth(1)
    before = figure.bounding_box()
    figure.locator("a.part").click()
    after = figure.bounding_box()
    assert before
    assert after
    assert after["width"] > 2 * before["width"]
    assert figure.locator(".mark").first.is_visible()
    figure.locator("a.whole").click()
    assert seen.page.locator("figure:target").count() == 0


@needs_chromium
@pytest.mark.slow
def test_many_values_are_folded_and_numbers_are_whole(visit: Open, tmp_path: Path) -> None:
    rows = orange_rows()
    many = tuple(Amount(Decimal(n), "EUR", "fee") for n in range(10, 20))
    names = (Reference("Référence interne", "777888991000018"), Reference("TVA", "FR51777888991"))
    more = {"amounts": many, "references": names}
    rows.letters = [dataclasses.replace(row, **more) for row in rows.letters]  # type: ignore[arg-type]
    seen = visit(write_report(tmp_path, MAILING, **rows.as_arguments()))
    cell = seen.page.locator(".letters tbody tr").first.locator("td[data-label=Sommes]")
    assert cell.locator("li").filter(visible=True).count() == 6
    assert cell.locator("summary").inner_text() == "…\N{NO-BREAK SPACE}4\N{NO-BREAK SPACE}autres"
    cell.locator("summary").click()
    assert cell.locator("li").filter(visible=True).count() == 10
    lines = "[...document.querySelectorAll('.letters .unbroken')].map(one => one.getClientRects().length)"
    assert set(seen.page.evaluate(lines)) == {1}
    assert "777888991000018" in seen.page.locator(".letters .unbroken").all_inner_texts()


@needs_chromium
@pytest.mark.slow
def test_the_bar_says_what_it_does_not_filter(visit: Open, report: Path) -> None:
    seen = visit(report)
    said = seen.page.locator("#filter small")
    assert not said.is_visible()
    seen.page.locator("#filter select[name=severity]").select_option("error")
    assert "la chronologie reste entière" in said.inner_text()


@needs_chromium
@pytest.mark.slow
def test_paper_has_sentences_and_page_numbers_and_no_list_twice(visit: Open, report: Path) -> None:
    seen = visit(report)
    pages = paper(seen)
    for number, text in enumerate(pages, start=1):
        assert text.endswith(f"{number} / {len(pages)}")
        assert not re.match("(Constats|Courriers)$|[▲■●] .* · ", text.splitlines()[-2])  # no heading alone
    whole = " ".join(" ".join(pages).split())
    seen.page.emulate_media(media="print")
    heights = "[...document.querySelectorAll('.shown-above')].map(one => one.getBoundingClientRect().height)"
    assert min(seen.page.evaluate(heights)) > 10
    assert "éléments relevés" not in whole
    assert "agrandir" not in whole
    assert seen.page.locator(".list[open]").count() == 0


@needs_chromium
@pytest.mark.slow
def test_what_a_finding_says_stands_on_the_page_of_its_first_evidence(visit: Open, tmp_path: Path) -> None:
    rows = orange_rows()
    ids = tuple(one.letter_id for one in rows.letters)
    rows.findings = [dataclasses.replace(one, letter_ids=ids) for one in rows.findings[1:3]]
    seen = visit(write_report(tmp_path, MAILING, **rows.as_arguments(), pictures=drawn(tmp_path, rows)))
    seen.page.evaluate("document.querySelectorAll('main > :not(#constats)').forEach(one => one.remove())")
    seen.page.evaluate("document.querySelector('#constats').before(document.createElement('hr'))")
    ends = []
    for room in range(104, 128, 4):  # above them, so that the page ends here and there in the second
        seen.page.evaluate(f"document.querySelector('main > hr').style.height = '{room}mm'")
        ends += [text.splitlines()[-2] for text in paper(seen)]
    assert not [line for line in ends if re.search(r"(10|faire)\.$", line)]


@needs_chromium
@pytest.mark.slow
def test_paper_lists_what_was_found_where_no_page_shows_it(visit: Open, tmp_path: Path) -> None:
    seen = visit(write_report(tmp_path, MAILING, **orange_rows().as_arguments()))
    assert "éléments relevés" in " ".join(paper(seen))


@needs_chromium
@pytest.mark.slow
def test_the_printed_index_begins_with_its_table(visit: Open, tmp_path: Path) -> None:
    rows = [letter("a.pdf", dt.date(2015, 2, 13), "x")]
    path = write_index(tmp_path, [summarise_mailing("dossier", [], rows, [])])
    printed = pdfplumber.open(io.BytesIO(visit(path).page.pdf(prefer_css_page_size=True))).pages
    assert len(printed) == 1
    assert "Période" in printed[0].extract_text()
