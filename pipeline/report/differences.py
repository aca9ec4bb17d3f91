"""Two letters of one text → where their words differ, with the words around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rapidfuzz.distance import Indel, Levenshtein

_ALIKE: Final = 0.6  # share of words in common, in order, from which a word-level difference can be read
_AROUND: Final = 8  # words shown before and after a change
_MISREAD: Final = 0.75  # two words of letters this alike are one word, read twice
_FEWEST_LETTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are the same in both letters (`first` = `second`), or not; `skipped` words are left out before."""

    same: bool
    first: str
    second: str
    skipped: int = 0


def compare_texts(first: str, second: str) -> tuple[Passage, ...]:
    """The changed passages and some words around each; none where the texts are not alike, or not different."""
    here, there = first.split(), second.split()
    plain_here, plain_there = ([_plain(word) for word in words] for words in (here, there))
    if not here or Indel.normalized_similarity(plain_here, plain_there) < _ALIKE:
        return ()
    passages = list(_passages(here, there, plain_here, plain_there))
    if all(same for same, _, _ in passages):
        return ()
    return tuple(_shorten(passages))


def _passages(
    here: Sequence[str], there: Sequence[str], plain_here: Sequence[str], plain_there: Sequence[str]
) -> Iterator[tuple[bool, list[str], list[str]]]:
    steps: list[tuple[bool, list[str], list[str]]] = []
    for code in Levenshtein.opcodes(plain_here, plain_there):
        one, two = list(here[code.src_start : code.src_end]), list(there[code.dest_start : code.dest_end])
        if code.tag == "replace":  # as many words on both sides
            steps += [(is_one_word(a, b), [a], [b]) for a, b in zip(one, two, strict=True)]
        else:
            steps.append((code.tag == "equal", one, two))
    for same, held in groupby(steps, key=lambda step: step[0]):
        grouped = list(held)
        yield same, [w for step in grouped for w in step[1]], [w for step in grouped for w in step[2]]


def is_one_word(one: str, other: str) -> bool:
    """Whether two words are one, misread: «Livebox», «Livehox»; never figures, where each digit counts."""
    if any(character.isdigit() for character in one + other) or min(len(one), len(other)) < _FEWEST_LETTERS:
        return False
    return Indel.normalized_similarity(_plain(one), _plain(other)) >= _MISREAD


def _plain(word: str) -> str:
    return re.sub(r"[\s.,;:!?()«»\"'’–-]+", "", word).casefold() or word


def _shorten(passages: Sequence[tuple[bool, list[str], list[str]]]) -> Iterator[Passage]:
    """Long stretches that are the same keep their ends only."""
    for n, (same, one, two) in enumerate(passages):
        if not same:
            yield Passage(False, " ".join(one), " ".join(two))
            continue
        before = [] if n == 0 else one[:_AROUND]
        after = [] if n == len(passages) - 1 else one[-_AROUND:]
        if len(one) <= len(before) + len(after):
            yield Passage(True, " ".join(one), " ".join(one))
            continue
        if before:
            yield Passage(True, " ".join(before), " ".join(before))
        yield Passage(True, " ".join(after), " ".join(after), skipped=len(one) - len(before) - len(after))
