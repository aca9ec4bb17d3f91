"""Two mentions of different values → whether a misread character could have made the one of the other."""

from typing import Final

from rapidfuzz.distance import Levenshtein

from pipeline.records import Mention

_SURE: Final = 0.9  # at this confidence a figure counts as read: a wrong one that looks right has less
_CHANGED_PLACES: Final = 2
_LONG: Final = 8
_SHORT: Final = 6  # characters; shorter values are told apart by one


def may_be_one_reading(one: Mention, other: Mention) -> bool:
    """Whether they differ by one character, in values long enough for chance, and one of them is not surely read."""
    here, there = one.value, other.value
    if here == there or min(len(here), len(there)) < _SHORT or min(one.confidence, other.confidence) >= _SURE:
        return False
    return Levenshtein.distance(here, there, score_cutoff=1) <= 1


def is_transposed(one: str, other: str) -> bool:
    """Whether characters of a long value changed places, as a typist errs: no two things are numbered so alike."""
    if len(one) != len(other) or len(one) < _SHORT or sorted(one) != sorted(other):
        return False
    moved = sum(here != there for here, there in zip(one, other, strict=True))
    return 0 < moved <= (_CHANGED_PLACES if len(one) < _LONG else 2 * _CHANGED_PLACES)
