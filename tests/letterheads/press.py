"""Letters in HTML -> PDFs as Chromium prints them, or scans of these."""

import base64
import functools
import zlib
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final, Literal

import pypdfium2
from PIL import Image

from tests.letterheads.truth import Mailing
from tests.paper.corpus import Split
from tests.paper.fonts import FAMILIES, find_font
from tests.paper.levels import LEVELS, Level, plan_scan
from tests.paper.pen import Dice
from tests.paper.scanner import save_scan, scan_page
from tests.report.chromium import open_browser

Print = Level | Literal["digital"]  # digital: the PDF itself, with its text
PRINTS: Final[tuple[Print, ...]] = (*LEVELS, "digital")
POINTS: Final = 72  # to the inch
TYPEFACES: Final = {"Roboto": "roboto", "Caladea": "caladea", "Source Sans Pro": "source"}  # no machine has them all


def write_letterheads(raw: Path, mailings: Iterable[Mailing], split: Split, level: Print, seed: int) -> None:
    """Write raw/<hand>-<mailing>/<letter>.*, each letter a file; scanned on every core."""
    printed = print_letters(raw, mailings, split)
    if level != "digital":
        with ProcessPoolExecutor() as cores:
            list(cores.map(functools.partial(scan_letter, level=level, seed=seed), printed))


def print_letters(raw: Path, mailings: Iterable[Mailing], split: Split) -> list[Path]:
    """Print raw/<hand>-<mailing>/<letter>.pdf; nothing is fetched and no script is run."""
    printed = []
    with open_browser() as browser:
        page = browser.new_context(java_script_enabled=False, offline=True).new_page()
        for mailing in mailings:
            folder = raw / mailing.mailing
            folder.mkdir(parents=True, exist_ok=True)
            for name in mailing.letters:
                html = mailing.html(name, split)
                faces = "".join(_typeface(named) for named in TYPEFACES if named in html)
                page.set_content(html.replace("<style>", f"<style>{faces}", 1))
                page.evaluate("document.fonts.ready.then(() => null)")
                printed.append(folder / f"{name}.pdf")
                page.pdf(path=printed[-1], format="A4", prefer_css_page_size=True, print_background=True)
    return printed


@functools.cache
def _typeface(named: str) -> str:
    """The rules that hold the files of a typeface."""
    family = TYPEFACES[named]
    faces = []
    for bold, italic in FAMILIES[family][1]:
        weight, style = ("bold" if bold else "normal"), ("italic" if italic else "normal")
        data = base64.b64encode(find_font(family, bold, italic).read_bytes()).decode()
        source = f"src:url(data:font/ttf;base64,{data})"
        faces.append(f"@font-face{{font-family:'{named}';font-weight:{weight};font-style:{style};{source}}}")
    return "".join(faces)


def scan_letter(path: Path, level: Level, seed: int) -> None:
    """Put a scan in the place of a PDF; how it is scanned depends on its name and the seed."""
    dice = Dice(zlib.crc32(f"{path.parent.name}/{path.name}".encode()) + seed * 2**32)
    plan = plan_scan(level, dice)
    scans = [scan_page(sheet, plan.next_page(dice)) for sheet in _draw(path, plan.dpi)]
    path.unlink()
    save_scan(scans, path.with_suffix(plan.suffix(len(scans), dice)), plan.dpi, plan.quality)


def _draw(path: Path, dpi: int) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=dpi / POINTS, grayscale=True).to_pil().convert("L") for page in document]
