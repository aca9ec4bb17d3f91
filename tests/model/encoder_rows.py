"""Pairs of sentences, labelled by many hands → rows that an encoder reads.

A line of `sentence_pairs/`: C where the two do not fit (of news, contacts, limits, sums and numbers: where they are of
one thing) or N, which question is asked (`BY_LETTER`), then subject line and sentence of one letter and of the other; a
figure that is meant stands in brackets. Those of `figure_pairs/` are read too.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from pipeline.encoder import IN_ORDER, Question, Side, read_of
from pipeline.encoder import row_of as pieces_in_row

BY_LETTER: Final[dict[str, Question]] = {
    "I": "instruction",
    "T": "told again",
    "S": "already sent",
    "P": "contact",
    "D": "deadline",
    "A": "amount",
    "R": "reference",
}
_FOLDERS: Final = ("figure_pairs", "sentence_pairs")


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled pair, the earlier letter first."""

    hand: str
    told: bool
    question: Question
    one: Side
    other: Side


class Splitter(Protocol):
    """Text → the numbers of its pieces, as SentencePiece has it."""

    def encode(self, text: str) -> list[int]:
        """The pieces of one text."""


def read_lines() -> list[Line]:
    """All hands."""
    here = Path(__file__).parent
    return [line for folder in _FOLDERS for path in sorted((here / folder).glob("*.tsv")) for line in _lines_of(path)]


def _lines_of(path: Path) -> Iterator[Line]:
    for row in path.read_text("utf-8").splitlines():
        label, letter, *sides = row.split("\t")
        subject, sentence, subject_too, sentence_too = (side.strip().removeprefix("-") for side in sides)
        yield Line(path.stem, label == "C", BY_LETTER[letter], Side(subject, sentence), Side(subject_too, sentence_too))


def row_of(line: Line, splitter: Splitter, *, turned: bool) -> tuple[list[int], int]:
    """The pieces of both sides in one row, and where the second begins; `turned`: the later letter first."""
    first, second = (splitter.encode(read_of(side, line.question)) for side in (line.one, line.other))
    if turned and line.question not in IN_ORDER:
        first, second = second, first
    return pieces_in_row(first, second)


def batches_of(lines: Sequence[Line], size: int, chance: random.Random) -> list[list[Line]]:
    """In any order, of lines of like length."""
    mixed = sorted(lines, key=lambda _: chance.random())
    batches = []
    for at in range(0, len(mixed), 20 * size):
        alike = sorted(mixed[at : at + 20 * size], key=lambda x: len(x.one.sentence) + len(x.other.sentence))
        batches += [alike[n : n + size] for n in range(0, len(alike), size)]
    chance.shuffle(batches)
    return batches
