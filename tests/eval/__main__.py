"""Drawn letters, letters of others, real ones, phrases → models/accuracy.json and docs/accuracy.md: `make eval`.

Figures of a yardstick that is not present on this machine are kept as they were last measured.
"""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final

from tests.eval.corrected import measure_corrected, say_corrected
from tests.eval.drawn import measure_drawn
from tests.eval.findings import measure_all_findings
from tests.eval.findings_page import write_findings
from tests.eval.letterheads import measure_letterheads
from tests.eval.letterheads_page import write_letterheads
from tests.eval.page import write_page
from tests.eval.phrases import score_phrases
from tests.eval.real import measure_real
from tests.report.chromium import PROGRAM

ROOT = Path(__file__).parent.parent.parent
FIGURES = ROOT / "models/accuracy.json"
PAGE = ROOT / "docs/accuracy.md"
ALONE: Final[dict[str, tuple[Callable[[], Any], Callable[[Any], str]]]] = {
    "findings": (measure_all_findings, write_findings),
    "letterheads": (measure_letterheads, write_letterheads),
}
"""Parts of the page that are measured by themselves, and written."""


def main(real: Path, *, quick: bool, keep: Path | None) -> None:
    """Measure, write both files, print the page; `quick` takes few letters and writes nothing."""
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    figures["drawn"] = measure_drawn(quick=quick, keep=keep)
    if not quick:
        figures["findings"] = measure_all_findings()
        if PROGRAM:
            figures["letterheads"] = measure_letterheads()
        else:
            print("No Chromium here: the figures of letters laid out by others stay as they were.", file=sys.stderr)
    phrases = real.parent / "phrases.jsonl"
    if phrases.is_file():
        figures["phrases"] = score_phrases(phrases)
    else:
        print("The phrase bank is not here: its figures stay as they were.", file=sys.stderr)
    if quick:
        print("Quick: few letters, and the real ones stay as they were.", file=sys.stderr)
    elif (real / "score_real.py").is_file():
        figures["real"] = measure_real(real)
    else:
        print(f"No real letters in {real}: their figures stay as they were.", file=sys.stderr)
    page = write_page(figures) + write_findings(figures["findings"]) + write_letterheads(figures["letterheads"])
    if not quick:
        _keep(figures, page)
    print(page)


def measure_again(names: Collection[str]) -> None:
    """These parts of the page alone; the others stay as they were."""
    figures, page = json.loads(FIGURES.read_text(encoding="utf-8")), PAGE.read_text(encoding="utf-8")
    for name in names:
        measure, write = ALONE[name]
        figures[name] = measure()
        page = replace_part(page, write(figures[name]))
    _keep(figures, page)


def replace_part(page: str, part: str) -> str:
    """The page with this part, from its heading to the next, in the place of the one that has its heading."""
    heading = next(line for line in part.splitlines() if line.startswith("## "))
    before, _, rest = page.partition(f"\n{heading}\n")
    if not rest:
        raise ValueError(f"The page has no part {heading!r}")
    _, mark, behind = rest.partition("\n## ")
    return before + part.rstrip("\n") + "\n" + mark + behind


def _keep(figures: Mapping[str, Any], page: str) -> None:
    written = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    FIGURES.write_text(written, encoding="utf-8")
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("real", type=Path)
    parser.add_argument("--quick", action="store_true", help="few letters, no real ones; writes nothing")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the letters as drawn and read: the next time takes seconds"
    )
    parser.add_argument("--only", nargs="+", choices=ALONE, help="measure these parts of the page alone")
    parser.add_argument(
        "--corrected",
        type=Path,
        metavar="OUT",
        help="only: the machine against what people corrected in these tables",
    )
    options = parser.parse_args()
    if options.corrected:
        print(say_corrected(measure_corrected(options.corrected)))
        sys.exit()
    if options.only:
        measure_again(options.only)
        sys.exit()
    main(options.real, quick=options.quick, keep=options.keep)
