"""The sample mailing's tables and report → docs/images/, the pictures in the README: `make docs` draws them again."""

import io
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI

from pipeline import screen
from tests.docs import DOCS, blocks
from tests.report.chromium import PROGRAM, Visit, open_browser

WIDTH = 150
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
    shown = replace(result, paths=())
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    screen.print_results([shown], quiet=False, console=console)
    picture = console.export_svg(
        title="make run",
        theme=MONOKAI,
        code_format=FETCHED_FONT.sub("", CONSOLE_SVG_FORMAT),
        unique_id="courrier",
    )
    target = DOCS / "images/run.svg"
    target.parent.mkdir(exist_ok=True)
    target.write_text(picture, encoding="utf-8")


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
        page = Visit(browser, report.as_uri(), viewport={"width": 1360, "height": 1200}).page
        page.evaluate("for (const one of document.querySelectorAll('nav, #filter, .over')) one.hidden = true")
        page.evaluate("for (const picture of document.images) picture.loading = 'eager'")
        page.wait_for_function("[...document.images].every(one => one.complete && one.naturalWidth)")
        page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
        page.evaluate("for (const far of [...document.querySelectorAll('.finding')].slice(2)) far.remove()")
        parts = [Image.open(io.BytesIO(page.locator(part).screenshot())) for part in SHOWN]
    margin = 24
    width = max(part.width for part in parts) + 2 * margin
    whole = Image.new("RGB", (width, margin + sum(part.height + margin for part in parts)), "white")
    for n, part in enumerate(parts):
        whole.paste(part, (margin, margin + sum(before.height + margin for before in parts[:n])))
    whole.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
