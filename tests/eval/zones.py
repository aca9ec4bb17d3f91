"""Drawn letters → figures per zone, line by line: what the rules of `letters` make of lines whose zone is known.

`python -m tests.eval.zones` reads without fault, in seconds; `--office 20` scans and reads as many of each split, too.
`--misses body` tells, of development letters, which lines of that zone went where.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, run
from sys import executable
from typing import Final, get_args

from rapidfuzz import fuzz

from pipeline import tables
from pipeline.letters.fragments import join_fragments
from pipeline.letters.rows import Row, read_rows
from pipeline.letters.zones import find_zones
from pipeline.records import Page, Zone
from tests.eval.drawn import SEED
from tests.mailings.perfect import DPI, read_sheet
from tests.paper.compose import DrawnLetter, make_letter
from tests.paper.corpus import Corpus, Split, load_corpus
from tests.paper.levels import plan_scan
from tests.paper.pen import Dice
from tests.paper.scanner import save_scan, scan_page
from tests.paper.sheet import Sheet
from tests.paper.varied import make_varied

_NEAR: Final = 0.04  # of the page's height, between a line as drawn and as read
_LIKE: Final = 60.0  # of its letters a line has in common with the drawn one
_MAILING: Final = "zones"


@dataclass(frozen=True)
class Labelled:
    """The rows of one letter, and the zone each was drawn in; None where ink was read that is no drawn line."""

    rows: tuple[Row, ...]
    zones: tuple[Zone | None, ...]


def label_letter(pages: Sequence[Page], sheets: Sequence[Sheet]) -> Labelled:
    """What was read of a letter, held against what was drawn."""
    rows, zones = list[Row](), list[Zone | None]()
    for page, sheet in zip(pages, sheets, strict=True):
        held = join_fragments(read_rows(page), page.height / page.width if page.width else 1.0)
        tops = [min((w.place[1] for w in sheet.words if w.line == n), default=0.0) for n in range(len(sheet.lines))]
        rows += held
        zones += [_zone_of(row, sheet, tops) for row in held]
    return Labelled(tuple(rows), tuple(zones))


def _zone_of(row: Row, sheet: Sheet, tops: Sequence[float]) -> Zone | None:
    """The zone of the drawn line near it that has most letters in common with it."""
    best, zone = 0.0, None
    for line, drawn, top in zip(sheet.lines, sheet.zones, tops, strict=True):
        if abs(top - row.box.y0) > _NEAR or not line:
            continue
        like = fuzz.partial_ratio(row.text, line)
        shared = like * min(len(line), len(row.text)) * (1 - abs(top - row.box.y0) / (2 * _NEAR))
        if like >= _LIKE and shared > best:
            best, zone = shared, Zone(drawn)
    return zone


def draw(split: Split, count: int, seed: int, *, varied: bool = False) -> Iterator[DrawnLetter]:
    """Letters of a split, in its layouts or in layouts of chance."""
    corpus, dice = load_corpus(split), Dice(seed)
    for _ in range(count):
        yield (make_varied if varied else make_letter)(corpus, dice.between(0, 2**40), DPI)


def read_perfectly(letters: Iterator[DrawnLetter]) -> list[Labelled]:
    """Read without fault."""
    return [
        label_letter([read_sheet("letter.pdf", n, sheet) for n, sheet in enumerate(letter.sheets, 1)], letter.sheets)
        for letter in letters
    ]


def read_office(split: Split, count: int, seed: int, folder: Path) -> list[Labelled]:
    """Scanned as an office does, one letter a file, and read; what `folder` holds already is not done again."""
    corpus, dice, drawn = load_corpus(split), Dice(seed), dict[str, DrawnLetter]()
    raw, out = folder / "raw", folder / "out"
    raw.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        name = f"letter-{number:04d}.pdf"
        drawn[name] = _scan(corpus, dice, raw / name)
    command = [executable, "-m", "pipeline", "read", str(raw), str(out), "--mailing", _MAILING, "--quiet"]
    run(command, check=True, stdout=DEVNULL)
    pages = tables.pages_of(tables.read_rows(out, "pages", _MAILING), tables.read_rows(out, "words", _MAILING))
    held: dict[str, list[Page]] = {}
    for page in sorted(pages, key=lambda page: page.page):
        held.setdefault(Path(page.source).name, []).append(page)
    return [label_letter(held[name], letter.sheets) for name, letter in drawn.items()]


def _scan(corpus: Corpus, dice: Dice, path: Path) -> DrawnLetter:
    plan, seed = plan_scan("office", dice), dice.between(0, 2**40)
    letter = make_letter(corpus, seed, plan.dpi)
    scanners = [plan.next_page(dice) for _ in letter.sheets]
    if not path.is_file():
        scans = [scan_page(s.image, scanner) for s, scanner in zip(letter.sheets, scanners, strict=True)]
        save_scan(scans, path, plan.dpi, plan.quality)
    return letter


@dataclass(frozen=True)
class Score:
    """`counts` by (zone as drawn, zone as found)."""

    counts: Counter[tuple[Zone, Zone]]

    @property
    def accuracy(self) -> float:
        """Share of lines in their zone."""
        return sum(n for (true, found), n in self.counts.items() if true is found) / max(self.counts.total(), 1)

    @property
    def macro(self) -> float:
        """Mean F1 of the zones that were drawn."""
        drawn = {true for true, _ in self.counts}
        return sum(self.rate(zone)[3] for zone in drawn) / max(len(drawn), 1)

    def rate(self, zone: Zone) -> tuple[int, float, float, float]:
        """Lines, precision, recall, F1."""
        hit = self.counts[zone, zone]
        of = sum(n for (true, _), n in self.counts.items() if true is zone)
        given = sum(n for (_, found), n in self.counts.items() if found is zone)
        return of, hit / max(given, 1), hit / max(of, 1), 2 * hit / max(of + given, 1)


def score(held: Sequence[Labelled], found: Sequence[Sequence[Zone]]) -> Score:
    """Zones found, held against those drawn."""
    pairs = ((t, f) for x, zones in zip(held, found, strict=True) for t, f in zip(x.zones, zones, strict=True))
    return Score(Counter((true, zone) for true, zone in pairs if true is not None))


def show(scores: dict[str, Score]) -> str:
    """F1 of each zone, a column for each set of letters."""
    lines = [f"{'F1':16}" + "".join(f"{name:>16}" for name in scores)]
    for zone in Zone:
        cells = (f"{s.rate(zone)[3]:.3f} ({s.rate(zone)[0]})" if s.rate(zone)[0] else "–" for s in scores.values())
        lines.append(f"{zone:16}" + "".join(f"{cell:>16}" for cell in cells))
    lines.append(f"{'macro F1':16}" + "".join(f"{s.macro:16.3f}" for s in scores.values()))
    lines.append(f"{'accuracy':16}" + "".join(f"{s.accuracy:16.4f}" for s in scores.values()))
    return "\n".join(lines)


def main(count: int, office: int, keep: Path | None, misses: Sequence[str]) -> None:
    """Print the figures; the misses are those of development letters alone."""
    sets: dict[str, list[Labelled]] = {}
    for split in get_args(Split):
        sets[split] = read_perfectly(draw(split, count, SEED))
        sets[f"{split} varied"] = read_perfectly(draw(split, count, SEED, varied=True))
        if office:
            with tempfile.TemporaryDirectory() as folder:
                sets[f"{split} office"] = read_office(split, office, SEED, (keep or Path(folder)) / split)
    scores = {}
    for name, held in sets.items():
        found = [find_zones(x.rows) for x in held]
        scores[name] = score(held, found)
        for x, zones in zip(held, found, strict=True) if name.startswith("dev") else ():
            for row, true, zone in zip(x.rows, x.zones, zones, strict=True):
                if true is not None and true is not zone and {true, zone} & set(misses):
                    print(f"{name}: {true} -> {zone}: {row.text}")
    print(show(scores))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--office", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="a folder for the scans and what was read: next time takes seconds")
    parser.add_argument("--misses", nargs="+", choices=list(Zone), default=[], metavar="ZONE")
    args = parser.parse_args()
    main(args.count, args.office, args.keep, args.misses)
