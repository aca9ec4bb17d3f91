"""Two sides, each a sentence under its subject line → how likely the answer to a question about both is yes."""

import math
import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from pipeline.encoder.network import load_network

Question = Literal["instruction", "told again", "already sent", "contact", "deadline", "amount", "reference"]
QUESTIONS: Final[tuple[Question, ...]] = (
    *("instruction", "told again", "already sent", "contact", "deadline", "amount", "reference"),
)
IN_ORDER: Final = frozenset({"told again", "already sent"})  # of the others either letter may come first
_FIGURED: Final = frozenset({"deadline", "amount", "reference"})
_NO: Final = -1.0  # odds in one order under which the other is not asked
_TITLE: Final = 90  # characters of a subject line
_FIGURE: Final = re.compile(r"\[(.+?)\]")
_NUMBER: Final = re.compile(r"\d[\d\s.,]*\d|\d")


class Side(NamedTuple):
    """What one letter says: its subject line, and a sentence in one line, the figure that is meant in brackets."""

    subject: str
    sentence: str


@lru_cache(maxsize=4096)  # form letters say the same
def how_likely(question: Question, one: Side, other: Side) -> float:
    """0-1, that two instructions do not fit, or that both speak of one thing; `one` stands in the earlier letter.

    Either may be read first, where their order does not matter: the mean of both counts, unless the first says no.
    """
    network, number = load_network(), QUESTIONS.index(question)
    first, second = (_pieces_of(read_of(side, question)) for side in (one, other))
    odds = network.odds(first, second, number)
    if odds > _NO and question not in IN_ORDER:
        odds = (odds + network.odds(second, first, number)) / 2
    return 1 / (1 + math.exp(-odds))


def read_of(side: Side, question: Question) -> str:
    """What is read of a side: which figure it is says nothing of what it is for."""
    sentence = _FIGURE.sub(_without_figure, side.sentence, count=1) if question in _FIGURED else side.sentence
    title = side.subject[:_TITLE]
    return f"{title} : {sentence}" if title else sentence


def _without_figure(found: re.Match[str]) -> str:
    return f"[ {_NUMBER.sub('0', found[1])} ]"


@lru_cache(maxsize=1024)
def _pieces_of(text: str) -> tuple[int, ...]:
    return load_network().pieces_of(text)
