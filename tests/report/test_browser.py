"""The report in a real browser: it shows the scans, filters, prints, can be used by everybody, and obeys no letter."""

import dataclasses
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw

from pipeline.records import Amount, Box, Deadline, Reference
from pipeline.report import summarise_mailing, write_index, write_report
from tests.bench.opening import many_letters
from tests.report.chromium import Open, needs_chromium
from tests.report.orange import MAILING, Rows, finding, orange_rows
from tests.report.test_report import poisoned

pytestmark = [needs_chromium, pytest.mark.slow]

PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 700}}
DARK: dict[str, Any] = {"color_scheme": "dark"}
HOSTILE = (
    "<script>document.title='taken'</script>",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "'-alert(1)-'",
)


def drawn(folder: Path, rows: Rows) -> dict[tuple[str, int], Path]:
    """A picture of each page: white, and black where the mentions stand."""
    pictures: dict[tuple[str, int], Path] = {}
    for page in rows.pages:
        picture = Image.new("L", (827, round(827 * page.height / page.width)), 255)
        pen = ImageDraw.Draw(picture)
        for box in {m.box for m in rows.mentions if (m.source, m.page) == (page.source, page.page)}:
            corners = (box.x0, box.y0, box.x1, box.y1)
            pen.rectangle([round(c * side) for c, side in zip(corners, 2 * picture.size, strict=True)], fill=0)
        path = folder / f"{len(pictures)}.jpg"
        picture.save(path)
        pictures[page.source, page.page] = path
    return pictures


@pytest.fixture
def report(tmp_path: Path) -> Path:
    rows = orange_rows()
    return write_report(tmp_path, MAILING, **rows.as_arguments(), pictures=drawn(tmp_path, rows))


@pytest.fixture
def sample(sample_out: Path) -> Path:
    return sample_out / "report/orange-2015.html"


def test_it_opens_without_a_complaint_and_without_the_network(visit: Open, sample: Path) -> None:
    seen = visit(sample, offline=True)
    seen.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert seen.complaints == []
    assert all(request.startswith("file://") for request in seen.requests)
    assert seen.count(".finding") >= 9
    assert seen.count(".finding .strip svg") >= 9


def test_pictures_are_fetched_when_they_come_into_view(visit: Open, sample: Path) -> None:
    seen = visit(sample)
    assert len(list((sample.parent / "orange-2015.pages").iterdir())) == 7
    before = {request for request in seen.requests if request.endswith(".jpg")}
    seen.page.locator(".letter").last.scroll_into_view_if_needed()
    seen.page.locator(".letter img").last.scroll_into_view_if_needed()
    seen.wait_until("[...document.images].at(-1).complete")
    after = {request for request in seen.requests if request.endswith(".jpg")}
    assert before < after


def test_the_mark_lies_on_the_words(visit: Open, report: Path) -> None:
    """On the drawn pages a mention is a black box: under the mark the screen is dark, around it light."""
    seen = visit(report)
    strip = seen.page.locator(".finding .strip svg").first
    strip.scroll_into_view_if_needed()
    seen.wait_until("document.querySelector('.finding .strip img').complete")
    mark = strip.locator("rect").first
    around, box = strip.bounding_box(), mark.bounding_box()
    assert around
    assert box
    mark.evaluate("mark => mark.remove()")
    shot = np.asarray(Image.open(io.BytesIO(strip.screenshot())).convert("L"))
    left, middle = box["x"] - around["x"], round(box["y"] - around["y"] + box["height"] / 2)
    assert shot[middle, round(left + box["width"] / 2)] < 60
    assert shot[middle, round(left + box["width"] + 6)] > 200
    assert shot[middle, round(left - 6)] > 200


@pytest.mark.parametrize("how", [{}, DARK, PHONE, {"reduced_motion": "reduce", "forced_colors": "active"}])
def test_everybody_can_use_it(visit: Open, sample: Path, how: dict[str, Any]) -> None:
    seen = visit(sample, **how)
    seen.page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    found = Axe().run(seen.page)
    assert found.violations_count == 0, found.generate_report()


def test_everybody_can_use_the_pages_of_odd_mailings(visit: Open, tmp_path: Path) -> None:
    rows = orange_rows()
    for name, odd in {"vide": Rows(), "méchant": poisoned(HOSTILE[2]), MAILING: rows}.items():
        found = Axe().run(visit(write_report(tmp_path, name, **odd.as_arguments(), language="en")).page)
        assert found.violations_count == 0, found.generate_report()
    entries = [summarise_mailing(MAILING, rows.documents, rows.letters, rows.findings)]
    found = Axe().run(visit(write_index(tmp_path, entries)).page)
    assert found.violations_count == 0, found.generate_report()


def unwieldy() -> Rows:
    """Letters with long words and numbers in every column of the table."""
    rows = orange_rows()
    reference = Reference("Référence administrative", "FR76-3000-1234-5678-9012-3456-7890-X")
    long = {
        "phones": ("+33494123456", "+33820821082"), "letter_place": "Saint-Germain-en-Laye",
        "sender_organisation": "Intercommunalités Électrification", "references": (reference,),
        "amounts": (Amount(Decimal("1234567.89"), "EUR", "total_due"),), "needs_review": True,
        "subject": "Anticonstitutionnellement désintermédiation", "review_reasons": ("doubtful_signatory",),
    }  # fmt: skip
    rows.letters = [dataclasses.replace(row, **long) for row in rows.letters]  # type: ignore[arg-type]
    return rows


@pytest.mark.parametrize("width", [1280, 1200, 1024, 800, 390])
def test_the_table_of_the_mailing_fits_the_window(visit: Open, tmp_path: Path, width: int) -> None:
    path = write_report(tmp_path, MAILING, **unwieldy().as_arguments())
    seen = visit(path, viewport={"width": width, "height": 900})
    assert seen.page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('#tableau .scroll'))") == 0
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_hundreds_of_letters_and_findings_are_all_there(visit: Open, tmp_path: Path) -> None:
    rows = many_letters(130)
    ends = Deadline("absolute", dt.date(2015, 5, 12), None, None, None, "avant le 12 mai 2015")
    rows.letters[7] = dataclasses.replace(rows.letters[7], deadlines=(ends,))
    seen = visit(write_report(tmp_path, MAILING, **rows.as_arguments(), pictures=drawn(tmp_path, rows)))
    lanes = seen.page.locator("#chronologie tbody tr")
    assert seen.page.locator("#chronologie .written").all_inner_texts() == [str(n) for n in range(1, 131)]
    assert "semaine du 11/05/2015" in lanes.filter(has_text="12/05/2015").inner_text()
    far = seen.page.locator(".finding").last
    assert far.locator(".side").count() == 0  # kept as text until it is opened
    far.locator("summary").click()
    far.locator(".strip svg").first.wait_for()
    assert Axe().run(seen.page).violations_count == 0
    seen.page.evaluate("openForPrint()")
    assert seen.page.locator(".finding > noscript, .letter > noscript").count() == 0
    assert seen.complaints == []


def test_a_phone_needs_no_sideways_scrolling(visit: Open, sample: Path) -> None:
    seen = visit(sample, **PHONE)
    seen.page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 375


def test_a_phone_shows_the_part_of_a_strip_that_is_marked(visit: Open, sample: Path) -> None:
    seen = visit(sample, **PHONE)
    seen.page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    seen.wait_until("document.querySelectorAll('.finding > noscript').length === 0")
    outside = """[...document.querySelectorAll('.strip')].filter(strip => {
        const mark = strip.querySelector('.mark rect'), frame = strip.getBoundingClientRect();
        if (!mark || strip.scrollWidth <= strip.clientWidth) return false;
        const at = mark.getBoundingClientRect();
        return at.left < frame.left || Math.min(at.right, at.left + 100) > frame.right;
    }).length"""
    assert seen.page.evaluate("document.querySelectorAll('.strip').length") > 5
    seen.wait_until(f"{outside} === 0")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_letter_is_obeyed(visit: Open, tmp_path: Path, text: str) -> None:
    rows = poisoned(text)
    rows.findings = [dataclasses.replace(one, check=text) for one in rows.findings]
    seen = visit(write_report(tmp_path, text, **rows.as_arguments(), pictures=drawn(tmp_path, rows)))
    seen.page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    for link in seen.page.locator("nav a[href^='#'], .alert").all()[:12]:
        link.click()
    assert seen.complaints == []
    assert seen.page.title() != "taken"
    assert seen.page.locator("script").count() == 1
    assert all(link.startswith("file://") for link in seen.page.evaluate("[...document.links].map(link => link.href)"))
    assert text in seen.page.locator("body").inner_text()


def test_the_policy_stops_what_escaping_would_not(visit: Open, report: Path) -> None:
    """As if a script, a style or a remote picture had come through: the page's policy still refuses them."""
    html = report.read_text("utf-8")
    report.write_text(
        html.replace(
            "<main>",
            "<main><script>document.title='taken'</script><img src='https://example.org/x.png' alt=''>"
            "<p id='p' style='color:red' onclick=\"document.title='taken'\">x</p>",
        ),
        "utf-8",
    )
    seen = visit(report)
    seen.page.locator("#p").click()
    assert seen.page.title() != "taken"
    assert seen.page.locator("#p").evaluate("p => getComputedStyle(p).color") != "rgb(255, 0, 0)"
    assert len(seen.complaints) >= 4
    assert all("Content Security Policy" in one or "example.org" in one for one in seen.complaints)


# ---- the filter -------------------------------------------------------------------------------------------------


def test_the_filter_leaves_what_was_chosen(visit: Open, report: Path) -> None:
    seen = visit(report)

    def choose(name: str, value: str) -> None:
        seen.page.locator(f"#filter select[name={name}]").select_option(value)

    assert seen.count(".finding") == 4
    choose("severity", "error")
    assert seen.count(".finding") == 2
    assert seen.page.locator("#filter output").inner_text() == "2 / 4 constats montrés"
    choose("letter", "3")
    assert seen.count(".finding") == 1
    assert seen.page.locator("#filter output").inner_text() == "1 / 4 constat montré"
    assert seen.count(".letters tbody tr") == 1
    assert seen.count(".letter") == 1
    choose("check", "ambiguous_order")
    assert seen.count(".finding") == 0
    assert seen.count(".nothing") == 1
    seen.page.get_by_role("button", name="Tout montrer").click()
    assert seen.count(".finding") == 4
    assert seen.count(".nothing") == 0
    assert seen.page.locator("#filter output").inner_text() == ""


def test_where_a_sum_is_missing_the_passage_stays_though_sums_alone_are_shown(visit: Open, tmp_path: Path) -> None:
    rows = orange_rows()
    ids = [rows.letters[2].letter_id, rows.letters[4].letter_id]
    rows.findings = [finding("missing_amount", "warning", ids, [f"{ids[0]}/2"], "300 € ici, aucune somme là.")]
    seen = visit(write_report(tmp_path, MAILING, **rows.as_arguments(), pictures=drawn(tmp_path, rows)))
    sides = seen.page.locator(".finding .side")
    assert [sides.nth(n).locator(".mark").count() for n in (0, 1)] == [1, 0]
    seen.page.locator("#filter select[name=kind]").select_option("amount")
    assert sides.nth(1).locator(".where").inner_text() == "même passage, sans somme, page 1"
    assert sides.nth(1).locator(".where").is_visible()
    seen.page.locator("#filter select[name=kind]").select_option("deadline")
    assert seen.count(".finding") == 0


def test_one_kind_of_mention_is_drawn_alone(visit: Open, report: Path) -> None:
    seen = visit(report)
    marks = ".pages .mark"
    everything = seen.page.locator(marks).count()
    seen.page.locator("#filter select[name=kind]").select_option("phone")
    shown = [one.get_attribute("data-kind") for one in seen.page.locator(marks).filter(visible=True).all()]
    assert set(shown) == {"phone"}
    assert len(shown) < everything
    assert seen.count(".finding") == 0  # no finding rests on a phone


def test_a_link_to_what_is_hidden_brings_it_back_and_opens_it(visit: Open, report: Path) -> None:
    seen = visit(report)
    last = seen.page.locator(".finding").last
    assert last.get_attribute("open") is None
    seen.page.locator("#filter select[name=severity]").select_option("error")
    seen.page.goto(f"{report.absolute().as_uri()}#{last.get_attribute('id')}")
    last.wait_for(state="visible")
    assert last.get_attribute("open") == ""
    fresh = visit(report)
    fresh.page.goto(f"{report.absolute().as_uri()}#{last.get_attribute('id')}")
    assert fresh.page.locator(".finding[open]").count() == 4


def test_the_keyboard_reaches_everything(visit: Open, report: Path) -> None:
    seen = visit(report)
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.className") == "skip"
    summary = seen.page.locator(".finding > summary").first
    summary.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.locator(".finding").first.get_attribute("open") is None
    outline = summary.evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"


def test_without_scripts_everything_is_there_but_the_filter(visit: Open, sample: Path) -> None:
    seen = visit(sample, java_script_enabled=False)
    assert seen.count(".finding .strip svg") >= 9
    assert seen.count("#filter") == 0
    assert seen.count(".letters tbody tr") == 5


def test_many_letters_unfold_when_they_are_opened(visit: Open, tmp_path: Path) -> None:
    rows = orange_rows()
    more = [dataclasses.replace(rows.letters[0], letter_id=f"{n}#1", source=f"{n}", text=HOSTILE[0]) for n in range(60)]
    rows.letters += more
    path = write_report(tmp_path, MAILING, **rows.as_arguments())
    seen = visit(path)
    assert seen.page.locator(".letter pre").count() == 0
    # by the keyboard: sixty letters that take their heights as they come into view move under a click
    seen.page.locator(".letter > summary").nth(5).press("Enter")
    seen.page.locator(".letter[open] .text > summary").press("Enter")
    assert seen.page.locator(".letter pre").count() == 1
    assert HOSTILE[0] in seen.page.locator(".letter pre").inner_text()
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator(".letter pre").count() == 65
    assert seen.complaints == []
    assert seen.page.title() != "taken"
    assert visit(path, java_script_enabled=False).page.locator(".letter pre").count() == 65


# ---- paper ------------------------------------------------------------------------------------------------------


def test_paper_has_all_evidence_and_the_pictures(visit: Open, sample: Path) -> None:
    seen = visit(sample)
    seen.page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = false; })")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen.wait_until("[...document.images].every(picture => picture.complete)")
    paper = pdfplumber.open(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
    text = "\n".join(page.extract_text() for page in paper.pages)
    sizes = {(round(page.width), round(page.height)) for page in paper.pages}
    assert sizes <= {(595, 842), (842, 595)}
    assert sum(len(page.images) for page in paper.pages) >= 9
    assert "10 jours après mise en demeure" in text
    assert "Tout montrer" not in text
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("details[open]").count() == 0


def test_a_filtered_page_says_on_paper_that_it_is_not_whole(visit: Open, report: Path) -> None:
    seen = visit(report)

    def first_page() -> str:
        paper = pdfplumber.open(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
        return paper.pages[0].extract_text()

    assert "Filtre" not in first_page()
    seen.page.locator("#filter select[name=severity]").select_option("error")
    assert seen.count("#filtered") == 0  # not on the screen, which shows the filter
    assert "Filtre : gravité = Erreur, 2 constats sur 4" in first_page()
    seen.page.locator("#filter select[name=kind]").select_option("amount")
    assert "Filtre : gravité = Erreur, élément = somme, 0 constat sur 4" in first_page()
    seen.page.get_by_role("button", name="Tout montrer").click()
    assert "Filtre" not in first_page()


def test_long_names_stay_in_their_cells(visit: Open, tmp_path: Path) -> None:
    rows = orange_rows()
    endless = "Établissement" * 30
    rows.letters = [
        dataclasses.replace(row, sender_organisation=endless, subject=endless, signatory_name=endless)
        for row in rows.letters
    ]
    rows.mentions = [dataclasses.replace(m, box=Box(0, 0, 1, 1)) for m in rows.mentions]
    for how in ({}, PHONE):
        seen = visit(write_report(tmp_path, endless[:90], **rows.as_arguments()), **how)
        width = seen.page.evaluate("innerWidth")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
