"""A split, a level and a seed -> a folder of mailings and what a careful reader notices in each.

`python -m tests.mailings.write OUT --split dev --level office --seed 1` writes OUT/raw/<mailing>/*, OUT/truth.json.
"""

import argparse
import functools
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tests.mailings.compose import MailingLetter, make_mailing
from tests.mailings.notation import Scenario, load_scenarios
from tests.paper.corpus import Split, load_corpus
from tests.paper.levels import LEVELS, Level, plan_scan
from tests.paper.pen import Dice
from tests.paper.scanner import save_scan, scan_page

TRUTH: Final = "truth.json"


@dataclass(frozen=True)
class MailingTruth:
    """What is right to say of a mailing; `letters`: the files, by name without folder and ending, in order of date."""

    mailing: str
    letters: list[str]
    truth: dict[str, list[list[int]]]
    tolerated: list[str]


def name_of(scenario: Scenario) -> str:
    """«Pénalité de 7 jours» -> «penalite-de-7-jours»."""
    plain = unicodedata.normalize("NFKD", scenario.name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def seed_of(scenario: Scenario, seed: int) -> int:
    """Its own for each scenario, so that a new one changes no other."""
    return zlib.crc32(scenario.name.encode()) + seed * 2**32


def truth_of(scenario: Scenario, seed: int) -> MailingTruth:
    """The files have numbers that tell nothing of the order of the letters."""
    dice = Dice(seed_of(scenario, seed) + 1)
    numbers: list[int] = []
    while len(numbers) < len(scenario.letters):
        number = dice.between(100, 999)
        if number not in numbers:
            numbers.append(number)
    names = [f"courrier-{number}" for number in numbers]
    return MailingTruth(name_of(scenario), names, scenario.truth, scenario.tolerated)


def draw_mailings(split: Split, seed: int, dpi: int) -> Iterator[tuple[MailingTruth, list[MailingLetter]]]:
    """Every scenario of the split, drawn once."""
    for scenario in load_scenarios(split):
        yield truth_of(scenario, seed), make_mailing(scenario, _corpus(split), seed_of(scenario, seed), dpi)


def write_mailings(out: Path, split: Split, level: Level, seed: int) -> list[MailingTruth]:
    """Write scans and truth, on every core; the same arguments give the same bytes."""
    draw = functools.partial(_write_mailing, out, split, level, seed)
    with ProcessPoolExecutor() as cores:
        kept = list(cores.map(draw, load_scenarios(split)))
    write_truth(out, kept)
    return kept


def _write_mailing(out: Path, split: Split, level: Level, seed: int, scenario: Scenario) -> MailingTruth:
    own, truth = seed_of(scenario, seed), truth_of(scenario, seed)
    dice = Dice(own + 2)
    plan = plan_scan(level, dice)
    folder = out / "raw" / truth.mailing
    folder.mkdir(parents=True, exist_ok=True)
    for name, letter in zip(truth.letters, make_mailing(scenario, _corpus(split), own, plan.dpi), strict=True):
        scans = [scan_page(sheet.image, plan.next_page(dice)) for sheet in letter.sheets]
        save_scan(scans, folder / f"{name}{plan.suffix(len(scans), dice)}", plan.dpi, plan.quality)
    return truth


_corpus = functools.cache(load_corpus)


def write_truth(out: Path, kept: list[MailingTruth]) -> None:
    """As JSON, beside the scans."""
    (out / TRUTH).write_text(json.dumps([asdict(t) for t in kept], ensure_ascii=False, indent=1), "utf-8")


def read_truth(out: Path) -> list[MailingTruth]:
    """What was written there."""
    return [MailingTruth(**values) for values in json.loads((out / TRUTH).read_text("utf-8"))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--level", choices=sorted(LEVELS), default="office")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    write_mailings(args.out, args.split, args.level, args.seed)
