"""Letters of one sender → sentences of two of them that a network reads as instructions that do not fit.

What no act, deed or word in common tells: «laissez le couvercle ouvert», «un bac fermé est exigé». Asked last, of
letters of one matter against which nothing else was said. A table of n-grams says first which sentences other letters
tell against at all; both must be sure of it (docs/decisions/0016-encoder.md).
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from pipeline.encoder import how_likely
from pipeline.findings.conflicts import Said
from pipeline.findings.encoded import side_of, told_in
from pipeline.findings.mailing import days_apart
from pipeline.findings.manners import BY_OTHERS
from pipeline.findings.matter import may_be_same_matter
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.others import are_each_of_its_title
from pipeline.findings.overtaken import is_past, still_hold
from pipeline.findings.told_against import Told
from pipeline.records import Box, LetterRow, Mention
from pipeline.speech import Table, read_table

ASKED: Final = Path(__file__).parents[2] / "models" / "asked.npz"
# Of both together: on mailings looked at, of 63 that no rule finds, 15 right and 2 wrong; at 0.4 18 and 8
_SURE: Final = 0.45
_NOT_ONESELF: Final = re.compile(r"\bn(?:e |')[^.;]{0,80}?(?:vous|eux|elles|soi|lui|elle)-memes?\b")
_BEFORE: Final = 6  # letters with which one is compared
_MOST: Final = 8  # pairs of sentences of two letters that the network reads
_ONE_SENTENCE: Final = 75  # per cent alike: it is said again, with another day or sum
_NOWHERE: Final = Box(0, 0, 0, 0)


class Pair(NamedTuple):
    """A sentence of the earlier letter and one of the later, how likely others tell against them, and they do."""

    one: Told
    other: Told
    opposed: float
    contrary: float

    @property
    def likely(self) -> float:
        """0-1: others tell against such sentences, and these two do not fit."""
        return self.contrary * self.opposed


def find_contrary(
    block: Sequence[LetterRow], days: int, known: Sequence[frozenset[str]]
) -> Iterator[tuple[Told, Told]]:
    """The likeliest pair of sentences of two letters, where it is sure enough; `known`: of which more is told."""
    for one, other in letters_near(block, days):
        if any({one.letter_id, other.letter_id} <= letters for letters in known):
            continue
        sure = (pair for pair in pairs_of(one, other) if pair.likely >= _SURE and not are_set_apart(pair))
        best = max(sure, key=lambda pair: pair.likely, default=None)
        if best:
            yield best.one, best.other


def letters_near(block: Sequence[LetterRow], days: int) -> Iterator[tuple[LetterRow, LetterRow]]:
    """Letters of one matter, the earlier first; each with few of those before it."""
    for place, other in enumerate(block):
        near = (one for one in reversed(block[:place]) if (days_apart(one, other) or 0) <= days)
        for one in islice((one for one in near if may_be_same_matter(one, other)), _BEFORE):
            yield one, other


def pairs_of(one: LetterRow, other: LetterRow) -> list[Pair]:
    """The pairs of their sentences against which others likeliest tell; those that stand in both letters are left."""
    sides = [list(told_in(row)) for row in (one, other)]
    both = {told.sentence for told in sides[0]} & {told.sentence for told in sides[1]}
    asked = [
        (how_opposed(said.sentence) * how_opposed(against.sentence), said, against)
        for said in sides[0]
        for against in sides[1]
        if not both & {said.sentence, against.sentence}
    ]
    asked.sort(key=lambda pair: -pair[0])
    return [
        Pair(said, against, opposed, how_likely("instruction", side_of(said), side_of(against)))
        for opposed, said, against in asked[:_MOST]
    ]


def are_set_apart(pair: Pair) -> bool:
    """Whether the later letter says why, the subject lines are of two things, or it is one sentence said again."""
    one, other = _said(pair.one), _said(pair.other)
    alike = fuzz.token_sort_ratio(*(plain_letters(told.sentence) for told in (pair.one, pair.other)))
    return (
        alike >= _ONE_SENTENCE
        or _is_by_others(pair.one.sentence, pair.other.sentence)
        or is_past(one, other)
        or are_each_of_its_title(one, other)
        or not (still_hold(one, other, other.letter) and still_hold(other, one, other.letter))
    )


def _is_by_others(*sentences: str) -> bool:
    """Whether one says not to do it oneself, and the other to have it done."""
    one, other = map(plain_letters, sentences)
    return any(_NOT_ONESELF.search(ban) and BY_OTHERS.search(order) for ban, order in ((one, other), (other, one)))


@lru_cache(maxsize=4096)
def how_opposed(sentence: str) -> float:
    """0-1, how likely another letter would tell against it."""
    odds = load_asked().odds_in(re.sub(r"\d", "0", sentence))
    return 1 / (1 + math.exp(-float(odds[0])))


@cache
def load_asked() -> Table:
    """Raises RunError where it is not there, or not whole."""
    return read_table(ASKED)


def _said(told: Told) -> Said:
    """As other checks know what is told, with a mention that stands in no table."""
    mention = Mention(
        *("", told.letter.letter_id, told.letter.source, told.letter.page_start, "instruction", told.sentence, ""),
        *(_NOWHERE, 1.0, told.sentence, 0, 0),
    )
    return Said(told.letter, mention, meanings_in(told.sentence))
