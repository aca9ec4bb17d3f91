"""Letters that others laid out, printed and scanned -> fields right, and precision and recall of every check.

`python -m tests.eval.letterheads --split dev --level digital --misses` reads them as Chromium prints them; the scans of
`--level office` take minutes. `--keep FOLDER` keeps letters and tables, so that the next run does only what changed.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline import tables
from tests.eval.findings import SEED, read_findings, show, tell_misses
from tests.eval.letterhead_fields import Field, Row, count_fields, judge_letter
from tests.eval.matches import Judged, count, judge
from tests.letterheads.press import PRINTS, Print, write_letterheads
from tests.letterheads.truth import Mailing, load_letterheads
from tests.paper.corpus import Split

LEVELS: Final[tuple[Print, ...]] = ("digital", "office")  # that docs/accuracy.md tells of


@dataclass(frozen=True)
class Measured:
    """What became of each field and of each finding."""

    fields: list[Field]
    findings: list[Judged]


def judge_letterheads(out: Path, split: Split, mailings: list[Mailing], level: Print) -> Measured:
    """Print the mailings into `out`, where that is not done; run the pipeline on them and judge what it says."""
    if not (out / "raw").is_dir():
        write_letterheads(out / "raw", mailings, split, level, SEED)
    command = [sys.executable, "-m", "pipeline", "run", str(out / "raw"), str(out / "tables"), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return Measured(
        [field for one in mailings for field in _fields(out / "tables", one)],
        [judged for one in mailings for judged in judge(one.truth(), read_findings(out / "tables", one.truth()))],
    )


def measure_letterheads() -> dict[str, Any]:
    """«split level» -> the number of letters and mailings, fields and checks; nothing of a split without a hand."""
    figures: dict[str, Any] = {}
    splits: tuple[Split, ...] = ("dev", "test")
    for split, level in ((split, level) for split in splits for level in LEVELS):
        if mailings := load_letterheads(split):
            with tempfile.TemporaryDirectory() as folder:
                measured = judge_letterheads(Path(folder), split, mailings, level)
            figures[f"{split} {level}"] = {
                "hands": len({one.hand for one in mailings}),
                "mailings": len(mailings),
                "letters": sum(len(one.letters) for one in mailings),
                "fields": count_fields(measured.fields),
                "findings": count(measured.findings),
            }
    return figures


def _fields(out: Path, mailing: Mailing) -> Iterable[Field]:
    """By the letter that begins each file."""
    rows: dict[str, Row] = {}
    for row in tables.read_rows(out, "letters", mailing.mailing):
        rows.setdefault(Path(row["source"]).stem, row)
    for letter, wanted in mailing.letters.items():
        yield from judge_letter(mailing.mailing, letter, wanted, rows.get(letter))


def _show_fields(fields: Iterable[Field]) -> str:
    return "\n".join(f"{name:26}{x['right']:5}/{x['of']}" for name, x in count_fields(fields).items())


def _tell_wrong(fields: Iterable[Field]) -> str:
    return "\n".join(
        f"{one.name} {one.mailing}/{one.letter}: wanted {one.wanted!r}, given {one.given!r}"
        for one in fields
        if not one.right
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--level", choices=PRINTS, default="office")
    parser.add_argument("--hand", help="only the letters of this hand")
    parser.add_argument("--misses", action="store_true", help="tell each false and missed finding, each wrong field")
    parser.add_argument("--keep", type=Path, help="keep letters and tables in this folder")
    args = parser.parse_args()
    mailings = [one for one in load_letterheads(args.split) if args.hand in (None, one.hand)]
    if not mailings:
        parser.exit(1, f"There are no letters of such a hand in tests/letterheads/{args.split}.\n")
    with tempfile.TemporaryDirectory() as folder:
        measured = judge_letterheads(args.keep or Path(folder), args.split, mailings, args.level)
    print(_show_fields(measured.fields), show(count(measured.findings)), sep="\n\n")
    if args.misses:
        print("", tell_misses(measured.findings), "", _tell_wrong(measured.fields), sep="\n")


if __name__ == "__main__":
    main()
