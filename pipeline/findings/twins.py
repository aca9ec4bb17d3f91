"""Letters of a block → pairs of the same text but for some words, with the words that differ."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Final

from rapidfuzz.distance import Indel, Levenshtein

from pipeline.findings.bodies import body_of
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.misreadings import are_misread
from pipeline.findings.passages import sentences_of
from pipeline.records import LetterRow

# Share of words, in order, that two bodies have in common: rewritten letters on one subject stay below 0.6
TWIN: Final = 0.75
FEWEST_WORDS: Final = 20  # shorter bodies are alike by chance: «Veuillez trouver ci-joint votre facture.»
_SAME_PLACE: Final = 0.4  # of the words of both sentences, in order
_SAME_BUT_FOR_ONE: Final = 0.85

_WORD: Final = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|[€%]")


@dataclass(frozen=True, slots=True)
class Change:
    """Words that stand in one letter where others (or none) stand in its twin."""

    first: str
    second: str


def likeness(one: LetterRow, other: LetterRow) -> float:
    """The share of words, in order, that the bodies of two letters have in common; 0 below `TWIN`."""
    return _likeness(one.text, other.text)


def _likeness(one: str, other: str) -> float:
    here, there = (plain_words(body_of(text)) for text in (one, other))
    if min(len(here), len(there)) < FEWEST_WORDS:
        return 0.0
    return float(Indel.normalized_similarity(here, there, score_cutoff=TWIN))


def place_in_twin(sentence: str, one: LetterRow, other: LetterRow) -> str:
    """What stands in the other letter where this sentence stands in the one; empty where they are no twins."""
    if not _are_titled_alike(one, other):
        return ""
    return _places(one.text, other.text).get(" ".join(sentence.split()), "")


def is_dropped(sentence: str, one: LetterRow, other: LetterRow) -> bool:
    """Whether the other letter is the same but for this sentence, in the place of which nothing like it stands."""
    if not _are_titled_alike(one, other):
        return False
    return " ".join(sentence.split()) in _dropped(one.text, other.text)


def _are_titled_alike(one: LetterRow, other: LetterRow) -> bool:
    """Whether one subject line says what the other says, and perhaps a word more: «premier avis», «avis»."""
    here, there = meanings_in(one.subject or ""), meanings_in(other.subject or "")
    return here == there or (bool(here and there) and (here < there or there < here))


@lru_cache(maxsize=1024)
def _dropped(one: str, other: str) -> frozenset[str]:
    if _likeness(one, other) < _SAME_BUT_FOR_ONE:
        return frozenset()
    here, there = sentences_of(body_of(one)), sentences_of(body_of(other))
    dropped: set[str] = set()
    for tag, first, last, *_ in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag in ("delete", "replace"):
            dropped.update(here[first:last])
    return frozenset(dropped.difference(_places(one, other)))


@lru_cache(maxsize=1024)
def _places(one: str, other: str) -> dict[str, str]:
    """Each sentence of one text that reads otherwise in the other, with what stands there most like it."""
    places: dict[str, str] = {}
    if not _likeness(one, other):
        return places
    here, there = sentences_of(body_of(one)), sentences_of(body_of(other))
    for tag, first, last, start, end in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        for sentence in here[first:last] if tag == "replace" else ():
            alike, nearest = max(
                (Indel.normalized_similarity(plain_words(sentence), plain_words(new)), new) for new in there[start:end]
            )
            if alike >= _SAME_PLACE:
                places[sentence] = nearest
    return places


def is_short(row: LetterRow) -> bool:
    """Whether the body is too short to be told from another by its words."""
    return len(plain_words(body_of(row.text))) < FEWEST_WORDS


def is_same_text(one: LetterRow, other: LetterRow) -> bool:
    """Whether two letters are copies of one, but for misread letters."""
    here, there = plain_words(body_of(one.text)), plain_words(body_of(other.text))
    return here == there or (
        bool(here and there)
        and Indel.normalized_similarity(here, there, score_cutoff=TWIN) >= TWIN
        and not changes_between(words_of(body_of(one.text)), words_of(body_of(other.text)))
    )


def words_of(text: str) -> list[str]:
    """The words and numbers as printed, without punctuation."""
    return _WORD.findall(text)


def changes_between(first: Sequence[str], second: Sequence[str]) -> tuple[Change, ...]:
    """What differs, in order; misread letters («dé1ai» for «délai», «Ie» for «le») are no difference."""
    here, there = _plain(first), _plain(second)
    changes: list[Change] = []
    # steps that touch are one change: «sous sept jours» -> «dans un délai de dix jours»
    for equal, steps in groupby(Levenshtein.opcodes(here, there), key=lambda step: step.tag == "equal"):
        if equal:
            continue
        run = list(steps)
        old, new = slice(run[0].src_start, run[-1].src_end), slice(run[0].dest_start, run[-1].dest_end)
        if not are_misread(first[old], second[new]):
            changes.append(Change(" ".join(first[old]), " ".join(second[new])))
    return tuple(changes)


@lru_cache(maxsize=2048)
def plain_words(text: str) -> tuple[str, ...]:
    """The words and numbers in plain letters, each kept once for all texts."""
    return tuple(map(sys.intern, _plain(words_of(text))))


def _plain(words: Sequence[str]) -> list[str]:
    return [plain_letters(word) for word in words]
