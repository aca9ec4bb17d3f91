"""Subject and first sentences → what they speak of by their n-grams, where the lexicon knows no phrase for it.

The weights stand in `models/topics.npz` (`make model` fits them on letters of many hands; how well that goes is told in
`docs/decisions/0012-topics.md`). The longer a letter, the less it says of each: all are weighed against the likeliest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.speech import Table, lines_of, read_table, texts_of

MODEL: Final = Path(__file__).parents[2] / "models" / "topics.npz"
FIRST: Final = 6  # sentences below the subject in which a letter says what it is about
_LONGEST: Final = 400  # letters of a sentence that are looked at
_FEWEST: Final = 4  # sentences, the subject too: what is shorter is no letter
_SURE, _NEAR_BEST = -0.5, 1.0  # odds of a topic to be believed, and how near to those of the best
_UNLIKELY, _FAR_FROM_BEST = -1.5, 2.0  # odds of one to be doubted, whatever the lexicon has found
# A dunning letter silences checks that hold it against the bill, and n-grams add it wrongly more often than not
_LEFT_TO_LEXICON: Final = frozenset(("payment_reminder",))
_NOT_EVEN: Final = -2.0  # odds that a doubted topic does not even have in the sentence that tells it


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the letter, and whether it stands in its subject."""

    text: str
    titled: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """Which topics the n-grams speak for, which against unless a sentence of its own tells them."""

    sure: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()


def judge_topics(passages: Sequence[Passage]) -> Judgement:
    """`passages`: the subject's lines and the first sentences."""
    if len(passages) < _FEWEST:
        return Judgement()
    odds = _odds(passages)
    best = max(odds.values())
    return Judgement(
        frozenset(x for x in odds if odds[x] > max(_SURE, best - _NEAR_BEST)) - _LEFT_TO_LEXICON,
        frozenset(code for code, x in odds.items() if x < _UNLIKELY and x < best - _FAR_FROM_BEST),
    )


def tells(sentence: str, code: str) -> bool:
    """Whether a sentence by itself may tell a topic that is doubted in the letter as a whole."""
    return _odds([Passage(sentence, titled=False)])[code] >= _NOT_EVEN


def grams_in(passage: Passage) -> Iterator[str]:
    """What stands in a subject counts as such, and as what stands anywhere."""
    for gram in texts_of(passage.text[:_LONGEST]):
        yield gram
        if passage.titled:
            yield f"={gram}"


def most_telling(passages: Sequence[Passage], code: str) -> int:
    """Which of them speaks most for the topic."""
    table, labels = load_weights()
    nth = [labels[code]]
    speaks = [sum(table.weight(gram, nth) for gram in grams_in(x)) for x in passages]
    return speaks.index(max(speaks))


def _odds(told: Sequence[Passage]) -> Mapping[str, float]:
    table, labels = load_weights()
    return dict(zip(labels, table.odds(gram for x in told for gram in grams_in(x)).tolist(), strict=True))


@cache
def load_weights() -> tuple[Table, Mapping[str, int]]:
    """The table, and which of its labels each topic is."""
    table = read_table(MODEL)
    return table, {code: nth for nth, code in enumerate(lines_of(table.more["labels"]))}
