"""Drawn letters read without fault -> figures per field: what the rules lose, in seconds, no picture being read.

`python -m tests.eval.perfect --split dev --count 300 --seed 7 --misses topics` tells what was wanted and what was
given; without `--misses` the figures alone, and how many letters pass unreviewed. Marks stand where the pen was drawn.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline import letters
from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.tables import letter_row
from tests.eval.drawn import SEED
from tests.eval.fields import LISTS, SINGLE, count_wrong, find_misses, score_fields
from tests.mailings.perfect import DPI, read_sheet
from tests.paper.compose import DrawnLetter, make_letter
from tests.paper.corpus import Split, load_corpus
from tests.paper.pen import Dice


def read_perfectly(split: Split, count: int, seed: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each letter's row and its truth, both named after its number; one letter a file."""
    corpus, dice, language = load_corpus(split), Dice(seed), load_language()
    for number in range(1, count + 1):
        drawn = make_letter(corpus, dice.between(0, 2**40), DPI)
        source = f"letter-{number:04d}.pdf"
        found = letters.find_letters(source, [read_sheet(source, n, sheet) for n, sheet in enumerate(drawn.sheets, 1)])
        rows = [letter_row(summarise_letter(x, find_mentions(x, language))) for x in found]
        yield rows[0], _truth(drawn, source)


def _truth(drawn: DrawnLetter, source: str) -> dict[str, Any]:
    return drawn.row | {"source": source, "letter_id": f"{source}#1"}


def show(figures: dict[str, dict[str, Any]]) -> str:
    """One line for each field."""
    lines = [f"{'field':24}{'n':>6}{'P':>8}{'R':>8}{'F1':>8}"]
    for name, x in figures.items():
        shares = "".join(f"{x[k]:8.3f}" if x.get(k) is not None else f"{'–':>8}" for k in ("precision", "recall", "f1"))
        lines.append(f"{name:24}{x['n']:6}{shares}")
    return "\n".join(lines)


def show_review(pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    """The share of letters that pass, of their fields that are right, and how often each reason holds one back."""
    wrong = [count_wrong(row, wanted) for row, wanted in pairs if not row["needs_review"]]
    fields = sum(of for _, of in wrong)
    right = f"{1 - sum(n for n, _ in wrong) / fields:.4f}" if fields else "–"
    reasons = Counter(reason for row, _ in pairs for reason in row["review_reasons"])
    lines = [f"{len(wrong) / max(1, len(pairs)):.3f} of the letters pass unreviewed, {right} of their fields are right"]
    return "\n".join(lines + [f"  {reason:24}{n:6}" for reason, n in reasons.most_common()])


def main(split: Split, count: int, seed: int, misses: Sequence[str]) -> None:
    """Print the figures, and the misses of the fields asked for."""
    pairs = list(read_perfectly(split, count, seed))
    rows, truth = [row for row, _ in pairs], [wanted for _, wanted in pairs]
    print(show(score_fields(rows, truth)))
    print(show_review(pairs))
    for line in find_misses(rows, truth) if misses else ():
        if line.split()[1].rstrip(":") in misses:
            print(line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--misses", nargs="+", choices=[*SINGLE, *LISTS], default=[], metavar="FIELD")
    args = parser.parse_args()
    main(args.split, args.count, args.seed, args.misses)
