"""Two mentions of different values → whether a misread character could have made the one of the other."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Hamming, Levenshtein

from pipeline.findings.misreadings import is_of_one_shape, outline
from pipeline.records import Mention

_SURE: Final = 0.9  # at this confidence a figure counts as read: a wrong one that looks right has less
_CHANGED_PLACES: Final = 2
_LONG: Final = 8
_NAME: Final = 8  # letters; from here on no two boxes or domains of one sender are one letter apart
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


def is_misread_letter(one: str, other: str) -> bool:
    """Whether a scan took one letter of a long number for another or for a figure: «LLD-22-07751», «LLO-22-07751».

    Two figures may be told apart; nobody gives two contracts numbers that differ in such a letter alone.
    """
    if one == other or len(one) != len(other) or len(one) < _SHORT:
        return False
    here, there = one.lower(), other.lower()
    if Hamming.distance(here, there, score_cutoff=1) != 1:
        return False
    apart = [(a, b) for a, b in zip(here, there, strict=True) if a != b]
    return not "".join(apart[0]).isdigit() and is_of_one_shape(*apart[0])


def are_miswritten(here: Iterable[str], there: Collection[str], *, mistyped: bool) -> bool:
    """Whether a number of one letter is one of the other with a letter misread, or with figures exchanged."""
    return any(is_misread_letter(a, b) or (mistyped and is_transposed(a, b)) for a in here for b in there)


@lru_cache(maxsize=4096)
def is_one_email(one: str, other: str) -> bool:
    """Whether only what scans confuse tells two e-mail addresses apart: «rn» and «m», a lost dot, one letter.

    Figures count: «agence12@» and «agence13@» are two.
    """
    (box, _, host), (other_box, _, other_host) = one.partition("@"), other.partition("@")
    return _is_one_name(box, other_box) and (_is_one_name(host, other_host) or _is_cut(host, other_host))


def _is_one_name(one: str, other: str) -> bool:
    here, there = _shape(one), _shape(other)
    if here == there:
        return True
    if min(len(here), len(there)) < _NAME or re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    return Levenshtein.distance(here, there, score_cutoff=1) <= 1


def _is_cut(one: str, other: str) -> bool:
    """«exemple-location.example» of «exemple-location.example.fr»."""
    return one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _shape(text: str) -> str:
    """The letters without what a scan cannot tell apart: «nn» and «m», «g» and «q» too, and dots."""
    return re.sub(r"[nm]+", "n", outline(re.sub(r"[^a-z0-9]", "", text))).replace("q", "g")
