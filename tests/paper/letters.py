"""A split, a level and a seed -> scanned letters with their truth.

`python -m tests.paper.letters OUT --split dev --level office --count 20 --seed 1` writes OUT/scans/*, OUT/truth.json.
"""

import argparse
import json
from pathlib import Path
from typing import Final

from tests.paper.compose import DrawnLetter, Row, make_letter
from tests.paper.corpus import Split, load_corpus
from tests.paper.levels import LEVELS, Level, plan_scan
from tests.paper.pen import Dice
from tests.paper.scanner import Scanner, save_scan, scan_page

BULK: Final = 8  # one file in so many holds several letters


def write_letters(out: Path, split: Split, level: Level, count: int, seed: int) -> list[Row]:
    """Write scans and truth; the same arguments give the same bytes. The rows are those of truth.json."""
    corpus, dice, rows = load_corpus(split), Dice(seed), list[Row]()
    (out / "scans").mkdir(parents=True, exist_ok=True)
    left = count
    while left:
        size = min(left, 1 if dice.between(1, BULK) > 1 else dice.between(2, 3))
        left -= size
        plan = plan_scan(level, dice)
        letters = [make_letter(corpus, dice.between(0, 2**40), plan.dpi) for _ in range(size)]
        sheets = [sheet for letter in letters for sheet in letter.sheets]
        scanners = [plan.next_page(dice) for _ in sheets]
        name = f"letter-{len(rows) + 1:03d}{plan.suffix(len(sheets), dice)}"
        scans = [scan_page(s.image, scanner) for s, scanner in zip(sheets, scanners, strict=True)]
        save_scan(scans, out / "scans" / name, plan.dpi, plan.quality)
        rows += _place_rows(letters, name, scanners)
    (out / "truth.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    return rows


def _place_rows(letters: list[DrawnLetter], source: str, scanners: list[Scanner]) -> list[Row]:
    """The rows with their place in the file, and how each of their pages was scanned."""
    rows, first = [], 1
    for letter in letters:
        last = first + len(letter.sheets) - 1
        placed = {"letter_id": f"{source}#{first}", "source": source, "page_start": first, "page_end": last}
        placed["signature_page"] = letter.row["signature_page"] + first - 1
        pages = [
            {"page": p, "rotation": -scanners[p - 1].turn % 360, "skew_degrees": scanners[p - 1].skew}
            for p in range(first, last + 1)
        ]
        rows.append(letter.row | placed | {"pages": pages})
        first = last + 1
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--level", choices=sorted(LEVELS), default="office")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    write_letters(args.out, args.split, args.level, args.count, args.seed)
