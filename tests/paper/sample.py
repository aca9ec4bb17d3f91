"""orange-2015.yaml -> the sample mailing, drawn and scanned: `python -m tests.paper.sample [OUT]`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from tests.paper.scanner import Scanner, save_scan, scan_page
from tests.paper.sheet import Sheet, draw_letter, read_block

HERE: Final = Path(__file__).resolve().parent
NOTATION: Final = HERE / "orange-2015.yaml"
HOME: Final = HERE.parent.parent / "data" / "raw" / "orange-2015"


@dataclass(frozen=True)
class SampleLetter:
    """One file of the mailing: its sheets of paper and how each is scanned."""

    file: str
    sheets: list[Sheet]
    scanners: list[Scanner]


def draw_sample() -> list[SampleLetter]:
    """The five letters on paper."""
    notation: dict[str, Any] = yaml.safe_load(NOTATION.read_text("utf-8"))
    letters = []
    for letter in notation["letters"]:
        sheets = draw_letter([read_block(b) for b in letter["blocks"]], notation["defaults"]["dpi"])
        scanners = [Scanner(**page) for page in letter["pages"]]
        if len(sheets) != len(scanners):
            raise ValueError(f"{letter['file']}: {len(sheets)} pages are drawn, {len(scanners)} are scanned")
        letters.append(SampleLetter(letter["file"], sheets, scanners))
    return letters


def write_sample(out: Path) -> None:
    """Draw, scan and write the mailing into `out`."""
    defaults = yaml.safe_load(NOTATION.read_text("utf-8"))["defaults"]
    out.mkdir(parents=True, exist_ok=True)
    for letter in draw_sample():
        scans = [scan_page(s.image, scanner) for s, scanner in zip(letter.sheets, letter.scanners, strict=True)]
        save_scan(scans, out / letter.file, **defaults)


if __name__ == "__main__":
    write_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME)
