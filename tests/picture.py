"""The sample mailing's tables and report → docs/images/, the pictures in the README: `make docs` draws them again."""

import contextlib
import html
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PIL import Image
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI

import pipeline
from pipeline import screen, tables, view
from pipeline.cli import review
from pipeline.mentions import find_doubts
from pipeline.records import Language
from tests.docs import DOCS, blocks
from tests.report.chromium import PROGRAM, Visit, open_browser

WIDTH = 150
MAILING = "orange-2015"
RUNS: dict[Language, str] = {"fr": "run.fr.svg", "en": "run.svg"}  # English last: the others speak it
LETTER = "courrier-3.tif#1"
ASKED = "courrier-4.jpg#1"
SHOWN_FIELDS = ("letter_id", "letter_date", "phones", "urls", "deadlines")
SHOWN_KINDS = ("date", "phone", "url", "deadline", "instruction")
SHOWN = ("header", "#tableau", "#constats")  # of the last, the two worst findings
# rich names a font to be fetched from the network; the picture must do without
FETCHED_FONT = re.compile(r"@font-face {{.*?}}", re.DOTALL)


def main() -> None:
    root = DOCS.parent
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pipeline", "run", str(root / "data/raw"), folder, "--mailing", "orange-2015"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        result = screen.Result.of(Path(folder), "orange-2015")
        draw_plot(Path(folder), DOCS / "images/numbers.png")
        photograph_report(Path(folder) / "report/orange-2015.html", DOCS / "images/report.png")
        draw_view(Path(folder), DOCS / "images")
        photograph_review(Path(folder), DOCS / "images/review.png")
        shown = replace(result, paths=())
        for language, name in RUNS.items():
            screen.speak(language)
            draw_screen("make run", DOCS / "images" / name, partial(screen.print_results, [shown], quiet=False))
        _, row = tables.find_letter(Path(folder), LETTER)
        found = tables.read_rows(Path(folder), "mentions", MAILING)
        own = [
            mention for mention in found if mention["letter_id"] == row["letter_id"] and mention["kind"] in SHOWN_KINDS
        ]
        fields = {name: row[name] for name in SHOWN_FIELDS}
        draw_screen(f"courrier show {LETTER}", DOCS / "images/show.svg", partial(screen.show_letter, fields, own))


def draw_screen(title: str, target: Path, paint: Callable[..., None]) -> None:
    """What a command prints on a terminal."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    paint(console=console)
    form = FETCHED_FONT.sub("", CONSOLE_SVG_FORMAT)
    picture = console.export_svg(title=title, theme=MONOKAI, code_format=form, unique_id="courrier")
    target.parent.mkdir(exist_ok=True)
    target.write_text(picture, encoding="utf-8")


def draw_view(out: Path, folder: Path) -> None:
    """What the notebooks draw: the time line, who gives which contact, a page with its mentions."""
    letters = pipeline.load("letters", out=out)
    for name, figure in (("timeline", view.timeline(letters)), ("contacts", view.contact_matrix(letters))):
        held = io.BytesIO()
        figure.savefig(held, dpi=90)
        with Image.open(held) as plot:
            plot.convert("RGB").quantize(32).save(folder / f"{name}.png", optimize=True)
    letter = pipeline.letter(LETTER, out=out)
    page = letter.pages[0]
    own = [mention for mention in letter.mentions if mention.page == page.page]
    drawn = view.draw_mentions(view.page_image(LETTER, page.page, out=out), own, page.words)
    drawn.resize((620, 620 * drawn.height // drawn.width)).quantize(64, Image.Quantize.FASTOCTREE).save(
        folder / "mentions.png", optimize=True
    )


def photograph_review(out: Path, target: Path) -> None:
    """The question that `courrier review` asks where a terminal shows pictures; of a place as if it was unsure."""
    if PROGRAM is None:
        return
    rows = [tables.letter_of(row) for row in tables.read_rows(out, "letters", MAILING)]
    asked = next(row for row in rows if row.letter_id.endswith(ASKED))
    unsure = tuple(
        replace(one, confidence=0.61) if one.field == "letter_place" else one for one in asked.field_confidences
    )
    asked = replace(asked, needs_review=True, review_reasons=("doubtful_date",), field_confidences=unsure)
    mentions = [tables.mention_of(row) for row in tables.read_rows(out, "mentions", MAILING)]
    own = [mention for mention in mentions if mention.letter_id == asked.letter_id]
    question = review.Question(MAILING, asked, find_doubts(asked, own)[0])
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        said, strip = io.StringIO(), Path(folder) / "strip.png"
        with contextlib.redirect_stdout(said):
            review.show_question(question, screen.say("{} of {}", 1, 4), out, strip)
        lines = [line for line in said.getvalue().splitlines() if not line.strip().endswith(".png")]
        text = html.escape("\n".join(["$ courrier review --by Anne", *lines]))
        keys = html.escape(f"{screen.say(review.KEYS)} > ")
        sheet = Path(folder) / "review.html"
        style = "margin:0;padding:16px;width:900px;background:#1c1c1e;color:#e8e8ea;font:15px monospace"
        body = f"<pre style='margin:0'>{text}</pre><img src=strip.png width=868><pre style='margin:0'>{keys}</pre>"
        sheet.write_text(f"<!doctype html><meta charset=utf-8><body style='{style}'>{body}", encoding="utf-8")
        page = Visit(browser, sheet.as_uri(), viewport={"width": 932, "height": 300}).page
        with Image.open(io.BytesIO(page.locator("body").screenshot())) as shot:
            shot.convert("RGB").quantize(32).save(target, optimize=True)


def photograph_site(target: Path) -> None:
    """The first page of the documentation, as it opens from the disk."""
    if PROGRAM is None:
        return
    with open_browser() as browser:
        seen = Visit(browser, (DOCS.parent / "build/site/index.html").as_uri(), viewport={"width": 1280, "height": 720})
        seen.wait_until("[...document.images].every(one => one.complete)")
        with Image.open(io.BytesIO(seen.page.screenshot())) as shot:
            shot.convert("RGB").quantize(48).save(target, optimize=True)


def draw_plot(out: Path, target: Path) -> None:
    """What the tutorial's lines of Python draw."""
    lines = "\n".join(blocks("tutorial.md", "python")).replace('load("letters")', f'load("letters", out={str(out)!r})')
    subprocess.run([sys.executable, "-c", lines], check=True, cwd=out)
    with Image.open(out / "numbers.png") as plot:
        plot.convert("RGB").quantize(32).save(target, optimize=True)


def photograph_report(report: Path, target: Path) -> None:
    """The table, the time line and the worst findings, as Chromium shows them; without Chromium nothing is changed."""
    if PROGRAM is None:
        print(f"No Chromium here: {target} stays as it is (apt-get install chromium).")
        return
    with open_browser() as browser:
        seen = Visit(browser, report.as_uri(), viewport={"width": 1360, "height": 1200})
        page = seen.page
        page.evaluate("for (const one of document.querySelectorAll('nav, #filter, .over')) one.hidden = true")
        page.evaluate("for (const picture of document.images) picture.loading = 'eager'")
        seen.wait_until("[...document.images].every(one => one.complete && one.naturalWidth)")
        page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
        page.evaluate("for (const far of [...document.querySelectorAll('.finding')].slice(2)) far.remove()")
        # what lies below the window keeps the height it had
        page.evaluate("for (const one of document.querySelectorAll('section')) one.style.contentVisibility = 'visible'")
        parts = [Image.open(io.BytesIO(page.locator(part).screenshot())) for part in SHOWN]
    margin = 24
    width = max(part.width for part in parts) + 2 * margin
    whole = Image.new("RGB", (width, margin + sum(part.height + margin for part in parts)), "white")
    for n, part in enumerate(parts):
        whole.paste(part, (margin, margin + sum(before.height + margin for before in parts[:n])))
    whole.quantize(128).save(target, optimize=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["site"]:
        photograph_site(DOCS / "images/site.png")
    else:
        main()
