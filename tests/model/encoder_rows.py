"""Pairs of sentences, labelled by many hands → rows that an encoder reads.

A line of `sentence_pairs/`: C where the two do not fit (of news, contacts, limits, sums and numbers: where they are of
one thing) or N, which question is asked (`QUESTIONS`), then subject line and sentence of one letter and of the other; a
figure that is meant stands in brackets. Those of `figure_pairs/` are read too.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple, Protocol

Question = Literal["instruction", "told again", "already sent", "contact", "deadline", "amount", "reference"]
QUESTIONS: Final[dict[str, Question]] = {
    "I": "instruction",
    "T": "told again",
    "S": "already sent",
    "P": "contact",
    "D": "deadline",
    "A": "amount",
    "R": "reference",
}
ASKED: Final = tuple(QUESTIONS.values())
IN_ORDER: Final = frozenset({"told again", "already sent"})  # of the others either letter may come first
BEGIN, PAD, END, UNKNOWN = range(4)
LONGEST: Final = 72  # pieces of a side
_FIGURED: Final = frozenset({"deadline", "amount", "reference"})
_TITLE: Final = 90  # characters of a subject line
_FIGURE: Final = re.compile(r"\[(.+?)\]")
_NUMBER: Final = re.compile(r"\d[\d\s.,]*\d|\d")
_FOLDERS: Final = ("figure_pairs", "sentence_pairs")


class Side(NamedTuple):
    """What one letter says."""

    subject: str
    sentence: str


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
        yield Line(path.stem, label == "C", QUESTIONS[letter], Side(subject, sentence), Side(subject_too, sentence_too))


def said(side: Side, question: Question) -> str:
    """What is read of a side: which figure it is says nothing of what it is for."""
    sentence = _FIGURE.sub(_without_figure, side.sentence, count=1) if question in _FIGURED else side.sentence
    title = side.subject[:_TITLE]
    return f"{title} : {sentence}" if title else sentence


def _without_figure(found: re.Match[str]) -> str:
    return f"[ {_NUMBER.sub('0', found[1])} ]"


def row_of(line: Line, splitter: Splitter, *, turned: bool) -> tuple[list[int], int]:
    """The pieces of both sides in one row, and where the second begins; `turned`: the later letter first."""
    first, second = (splitter.encode(said(side, line.question))[:LONGEST] for side in (line.one, line.other))
    if turned and line.question not in IN_ORDER:
        first, second = second, first
    return [BEGIN, *first, END, END, *second, END], len(first) + 2


def batches_of(lines: Sequence[Line], size: int, chance: random.Random) -> list[list[Line]]:
    """In any order, of lines of like length."""
    mixed = sorted(lines, key=lambda _: chance.random())
    batches = []
    for at in range(0, len(mixed), 20 * size):
        alike = sorted(mixed[at : at + 20 * size], key=lambda x: len(x.one.sentence) + len(x.other.sentence))
        batches += [alike[n : n + size] for n in range(0, len(alike), size)]
    chance.shuffle(batches)
    return batches
