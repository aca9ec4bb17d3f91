"""Drawn mailings with planted contradictions, and consistent ones like them -> precision and recall of every check.

`python -m tests.eval.findings --split dev --perfect-reading --misses` measures the rules in seconds, without pictures;
`--keep FOLDER` keeps the tables, so that the next run does only what has changed.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pipeline import tables
from tests.eval.matches import Judged, Said, count, judge
from tests.mailings.perfect import write_reading
from tests.mailings.write import MailingTruth, write_mailings
from tests.paper.corpus import Split
from tests.paper.levels import LEVELS, Level

SEED: Final = 1
HEADS: Final = f"{'check':26}{'n':>5}{'right':>7}{'false':>7}{'abst.':>7}{'P':>8}{'R':>8}"


def judge_drawn(out: Path, split: Split, level: Level | None, seed: int) -> list[Judged]:
    """Draw the mailings into `out`, run the pipeline on them and judge what it says; no level: a perfect reading."""
    if level is None:
        truth = write_reading(out / "tables", split, seed)
        steps = [["extract", str(out / "tables")], ["check", str(out / "tables")]]
    else:
        truth = write_mailings(out, split, level, seed)
        steps = [["run", str(out / "raw"), str(out / "tables")]]
    for step in steps:
        subprocess.run([sys.executable, "-m", "pipeline", *step, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return [judged for one in truth for judged in judge(one, read_findings(out / "tables", one))]


def measure_findings(split: Split, level: Level | None, seed: int) -> dict[str, Any]:
    """Check -> figures, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        return count(judge_drawn(Path(folder), split, level, seed))


def measure_all_findings() -> dict[str, Any]:
    """«split level» -> check -> figures; the office scans of the held-out mailings, the only ones that take minutes."""
    return {
        "dev, read without fault": measure_findings("dev", None, SEED),
        "test, read without fault": measure_findings("test", None, SEED),
        "test, office scans": measure_findings("test", "office", SEED),
    }


def read_findings(out: Path, truth: MailingTruth) -> list[Said]:
    """With letters by their number: those of one file are one letter, even where the reading took them for two."""
    numbers = {f"{truth.mailing}/{name}": number for number, name in enumerate(truth.letters, 1)}
    return [
        Said(
            row["check"],
            row["severity"],
            frozenset(numbers[letter.rpartition("#")[0].rpartition(".")[0]] for letter in row["letter_ids"]),
            row["message"],
        )
        for row in tables.read_rows(out, "findings", truth.mailing)
    ]


def show(figures: dict[str, dict[str, Any]]) -> str:
    """One line for each check."""
    lines = [HEADS]
    for name, x in figures.items():
        shares = "".join(f"{x[k]:8.3f}" if x[k] is not None else f"{'–':>8}" for k in ("precision", "recall"))
        lines.append(f"{name:26}{x['n']:5}{x['right']:7}{x['false']:7}{x['abstained']:7}{shares}")
    return "\n".join(lines)


def tell_misses(judged: Iterable[Judged]) -> str:
    """One line for each false, missed or abstained finding."""
    lines = []
    for one in judged:
        if one.verdict in ("false", "missed", "abstained"):
            letters = ", ".join(map(str, sorted(one.letters)))
            lines.append(f"{one.verdict:10}{one.mailing}  {one.check} [{letters}]  {one.message}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--level", choices=sorted(LEVELS), default="office")
    parser.add_argument("--perfect-reading", action="store_true", help="words as they were drawn, no pictures")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--misses", action="store_true", help="tell each false and missed finding")
    parser.add_argument("--keep", type=Path, help="keep scans and tables in this folder")
    args = parser.parse_args()
    level = None if args.perfect_reading else args.level
    with tempfile.TemporaryDirectory() as folder:
        judged = judge_drawn(args.keep or Path(folder), args.split, level, args.seed)
    print(show(count(judged)))
    if args.misses:
        print(tell_misses(judged))


if __name__ == "__main__":
    main()
