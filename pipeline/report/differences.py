"""Two letters of one text → where their words differ, with the words around them; what may be misread is told apart."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rapidfuzz.distance import Indel, Levenshtein

_ALIKE: Final = 0.6  # share of words in common, in order, from which a word-level difference can be read
_AROUND: Final = 8  # words shown before and after a change
_FEWEST_LETTERS: Final = 4
# «264 938» is one word, as «264938» is
_WORD: Final = re.compile(r"\S*?(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3,})+\S*|\S+")
_NO_LETTERS: Final = re.compile(r"[\s;:!?()«»\"'’–-]+|[.,](?!\d\d?(?!\d))|(?<!\d)[.,]")  # «10,50» is not «1050»
# What is read for another where the picture is bad: «Livebox», «Livehox»
_READ_AS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("œ", "oe"), ("æ", "ae"))
_LOOK_ALIKE: Final = "bh ce co eo ao ae il it lt ij lj jt ft gq uv un nr hn mn vy ir rt"  # in pairs


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are the same in both letters (`first` = `second`), or not; `skipped` words are left out before.

    `misread`: they look alike, so that one of them may be misread.
    """

    same: bool
    first: str
    second: str
    skipped: int = 0
    misread: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    same: bool
    first: Sequence[str]
    second: Sequence[str]
    misread: bool = False


def compare_texts(first: str, second: str) -> tuple[Passage, ...]:
    """The changed passages and some words around each; none where the texts are not alike, or not different."""
    here, there = ([" ".join(word.split()) for word in _WORD.findall(text)] for text in (first, second))
    plain_here, plain_there = ([_plain(word) for word in words] for words in (here, there))
    if not here or Indel.normalized_similarity(plain_here, plain_there) < _ALIKE:
        return ()
    steps = list(_steps(here, there, plain_here, plain_there))
    if all(step.same for step in steps):
        return ()
    return tuple(_shorten(steps))


def _steps(
    here: Sequence[str], there: Sequence[str], plain_here: Sequence[str], plain_there: Sequence[str]
) -> Iterator[_Step]:
    """What is the same, what may be, and what is not, by turns."""
    steps: list[_Step] = []
    for code in Levenshtein.opcodes(plain_here, plain_there):
        one, two = here[code.src_start : code.src_end], there[code.dest_start : code.dest_end]
        if code.tag == "replace":  # as many words on both sides
            steps += [_Step(False, [a], [b], may_be_misread(a, b)) for a, b in zip(one, two, strict=True)]
        else:
            steps.append(_Step(code.tag == "equal", one, two))
    for same, held in groupby(steps, key=lambda step: step.same):
        beside = list(held)
        whole = _join(beside)
        if same:
            yield whole
        elif may_be_misread("".join(whole.first), "".join(whole.second)):  # «Live box», «Livebox»
            yield _Step(False, whole.first, whole.second, True)
        else:
            yield from (_join(list(part)) for _, part in groupby(beside, key=lambda step: step.misread))


def _join(steps: Sequence[_Step]) -> _Step:
    one, two = [w for step in steps for w in step.first], [w for step in steps for w in step.second]
    return _Step(steps[0].same, one, two, steps[0].misread)


def may_be_misread(one: str, other: str) -> bool:
    """Whether words differ only by spaces, accents and letters that look alike; of figures each counts."""
    here, there = _drawn(one), _drawn(other)
    if here == there or len(here) != len(there) or len(here) < _FEWEST_LETTERS:  # «le», «la» are two words
        return here == there
    return all(a == b or a + b in _LOOK_ALIKE or b + a in _LOOK_ALIKE for a, b in zip(here, there, strict=True))


def _drawn(word: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", _plain(word)) if not unicodedata.combining(sign))
    for drawn, read in _READ_AS:
        plain = plain.replace(drawn, read)
    return plain


def _plain(word: str) -> str:
    return _NO_LETTERS.sub("", word).casefold() or word


def _shorten(steps: Sequence[_Step]) -> Iterator[Passage]:
    """Long stretches that are the same keep their ends only."""
    for n, step in enumerate(steps):
        one = step.first
        if not step.same:
            yield Passage(False, " ".join(one), " ".join(step.second), misread=step.misread)
            continue
        before = [] if n == 0 else one[:_AROUND]
        after = [] if n == len(steps) - 1 else one[-_AROUND:]
        if len(one) <= len(before) + len(after):
            yield Passage(True, " ".join(one), " ".join(one))
            continue
        if before:
            yield Passage(True, " ".join(before), " ".join(before))
        skipped = sum(len(word.split()) for word in one[len(before) : len(one) - len(after)])
        yield Passage(True, " ".join(after), " ".join(after), skipped=skipped)
