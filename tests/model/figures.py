"""Pairs of sums and of limits, labelled by many hands -> models/figures.npz: `python -m tests.model.figures`.

A line of `figure_pairs/`: C where the two speak of one thing (a contradiction) or N, A for sums or D for limits, then
subject and sentence of one letter and of the other, the figure in brackets. Nothing is fitted on the drawn mailings, so
that they may judge it. `--measure` fits nothing and tells how well each hand is understood by what the others wrote.
"""

import argparse
import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from pipeline.findings import conflicting_amount, conflicting_deadline
from pipeline.findings.conflicts import Said, said_in
from pipeline.findings.likeness import MODEL, Kind, likeness, signs_of, table_of
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import meanings_in
from pipeline.records import Mention
from tests.findings.read_pairs import read_letter

PAIRS: Final = Path(__file__).with_name("figure_pairs")
_KINDS: Final[dict[str, Kind]] = {"A": "amount", "D": "deadline"}
_MAY_BE_ONE: Final[dict[Kind, Callable[[Mailing, Said, Said], bool]]] = {
    "amount": conflicting_amount.may_be_one,
    "deadline": conflicting_deadline.may_be_one,
}
_FIRMNESS: Final = 0.1  # C of the regressions
_SURE: Final = (0.8, 0.85, 0.9)
_DAYS_APART: Final = 10
_BEFORE: Final = 35  # days from the first letter to the first limit
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b(?! ?€)")
_MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_DAY: Final = re.compile(rf"(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)})(?: (\d{{4}}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled pair; each side is a subject line and a sentence with its figure in brackets."""

    hand: str
    same: bool
    kind: Kind
    sides: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions in their letters, and whether they speak of one thing."""

    hand: str
    same: bool
    kind: Kind
    mailing: Mailing
    one: Said
    other: Said

    def may_be_one(self) -> bool:
        """Whether nothing tells them apart, so that the table is asked."""
        return _MAY_BE_ONE[self.kind](self.mailing, self.one, self.other)


def read_lines() -> list[Line]:
    """All hands."""
    rows = [(p.stem, row.split("\t")) for p in sorted(PAIRS.glob("*.tsv")) for row in p.read_text("utf-8").splitlines()]
    return [Line(hand, c[0] == "C", _KINDS[c[1]], ((c[2], c[3]), (c[4], c[5]))) for hand, c in rows]


def read_pair(line: Line) -> Pair | None:
    """The two letters, ten days apart, as the pipeline reads them; None where a figure is not found in them."""
    first, said, read = _first_day(line), [], []
    for number, (subject, sentence) in enumerate(line.sides, 1):
        plain = re.sub(r"[][]", "", sentence).replace("|", "/")
        written = f"{subject.replace('|', '/')} | {plain}" if subject.strip(" -") else plain
        row, mentions = read_letter(written, number, first + dt.timedelta((number - 1) * _DAYS_APART))
        read.append((row, mentions))
        said += [next(said_in(row, [m])) for m in mentions if m.kind == line.kind and _is_meant(m, sentence)][:1]
    if len(said) < len(line.sides):
        return None
    mailing = Mailing([row for row, _ in read], [m for _, mentions in read for m in mentions])
    return Pair(line.hand, line.same, line.kind, mailing, *said)


def _is_meant(mention: Mention, sentence: str) -> bool:
    figure = sentence.partition("[")[2].partition("]")[0]
    numbers = set(re.findall(r"\d+", mention.text))
    return (
        mention.text in figure or figure in mention.text or bool(numbers and numbers <= set(re.findall(r"\d+", figure)))
    )


def _first_day(line: Line) -> dt.date:
    """Before the earlier limit; else a day of the latest year that is named."""
    texts = [text for side in line.sides for text in side]
    year = max((int(year) for text in texts for year in _YEAR.findall(text)), default=2019)
    days = [
        dt.date(int(in_year or year), _MONTHS.index(month.lower()) + 1, min(int(day), 28))
        for _, sentence in line.sides
        for day, month, in_year in _DAY.findall(sentence.partition("[")[2].partition("]")[0])
    ]
    return min(days) - dt.timedelta(_BEFORE) if days else dt.date(year, 3, 2)


def rarities(texts: Iterable[str]) -> dict[str, float]:
    """How rare each word is, by the logarithm; a word of one text as rare as one of none is nearly."""
    counts, size = Counter[str](), 0
    for text in texts:
        counts.update(meanings_in(text))
        size += 1
    return {word: math.log((size + 1) / (count + 0.5)) for word, count in sorted(counts.items())}


@contextmanager
def using(held: Mapping[str, NDArray[Any]], kinds: Sequence[Kind] = ()) -> Iterator[None]:
    """Within, likeness is told by these arrays."""
    table = table_of(held, kinds)
    with patch("pipeline.findings.likeness.load_table", lambda: table):
        yield


def fit(lines: Sequence[Line], pairs: Sequence[Pair]) -> dict[str, NDArray[Any]]:
    """The arrays of the table."""
    words = rarities(f"{subject}. {sentence}" for line in lines for subject, sentence in line.sides)
    table: dict[str, NDArray[Any]] = {
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "rarity": np.array(list(words.values()), np.float32),
    }
    with using(table):
        for kind in _KINDS.values():
            held = [pair for pair in pairs if pair.kind == kind and pair.may_be_one()]
            signs = DictVectorizer(sparse=False)
            values = signs.fit_transform([signs_of(kind, pair.one, pair.other) for pair in held])
            model = make_pipeline(StandardScaler(), LogisticRegression(C=_FIRMNESS, max_iter=1000))
            model.fit(values, [pair.same for pair in held])
            scale, weights = model[0], model[1].coef_[0] / model[0].scale_
            alone = model[1].intercept_[0] - scale.mean_ @ weights
            table[f"{kind}_signs"] = np.frombuffer("\n".join(signs.feature_names_).encode(), np.uint8)
            table[f"{kind}_weights"] = np.array([*weights, alone], np.float32)
    return table


def write(lines: Sequence[Line], pairs: Sequence[Pair], target: Path = MODEL) -> None:
    """Fit, and keep the table."""
    np.savez_compressed(target, allow_pickle=False, **fit(lines, pairs))


def measure(lines: Sequence[Line], pairs: Sequence[Pair]) -> Iterator[str]:
    """Of all hands, each with what the others wrote: how many pairs that speak of one thing are found, how many not."""
    hands = sorted({line.hand for line in lines})
    judged: list[tuple[Pair, float]] = []
    for hand in hands:
        with using(fit([x for x in lines if x.hand != hand], [x for x in pairs if x.hand != hand]), [*_KINDS.values()]):
            judged += [(x, likeness(x.kind, x.one, x.other)) for x in pairs if x.hand == hand and x.may_be_one()]
    for kind in _KINDS.values():
        wanted = sum(pair.same for pair in pairs if pair.kind == kind)
        for sure in _SURE:
            found = [pair.same for pair, likely in judged if pair.kind == kind and likely >= sure]
            yield f"{kind:9}{sure:5}  P {sum(found) / max(1, len(found)):.3f}  R {sum(found) / wanted:.3f}  n {wanted}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="tell how well each hand is understood by the others")
    every = read_lines()
    known = [*filter(None, map(read_pair, every))]
    if parser.parse_args().measure:
        print(*measure(every, known), sep="\n")
    else:
        write(every, known)
