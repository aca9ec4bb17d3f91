"""The editable lexicon `topics.yaml` → topics and their phrases, and what a word of a letter may stand for in it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.mentions.spelling import blur

TOKEN: Final = re.compile(r"n°|\w+(?:-\w+)*['’]?")
_GAP: Final = 6  # words that «...» may stand for
_ENDINGS: Final = frozenset(("", *map(blur, ("s", "e", "es", "x", "aux"))))
_LONG: Final = 8  # from this length a word with one letter wrong is still meant: «rèsiliatlon», «équipemcnt»
_ASIDES: Final = "asides"  # the one entry of the lexicon that is no topic

# A phrase is its steps in order; a step is the words that may stand before it, and the ways to say it, each a
# row of words.
# A word of the lexicon is blurred and ends in «*» where it is the beginning of a word.
_Step = tuple[int, tuple[tuple[str, ...], ...]]
Phrase = tuple[_Step, ...]


class Place(IntEnum):
    """Where a sentence stands: the nearer to the subject, the fewer words it takes to say what the letter is about."""

    TEXT = 0
    OPENING = 1
    SUBJECT = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the lexicon: its phrases, by the least place in which they count, and those that take them back.

    `in_asides`: whether it is believed of what is said in passing.
    """

    code: str
    phrases: dict[Place, tuple[Phrase, ...]]
    unless: tuple[Phrase, ...]
    in_asides: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The topics; `asides` begin what is said in passing, `boilerplate` makes all of its sentence so."""

    topics: tuple[Topic, ...]
    asides: tuple[Phrase, ...]
    boilerplate: tuple[Phrase, ...]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    raw: dict[str, dict[str, Any]] = yaml.safe_load(
        files("pipeline.mentions").joinpath("topics.yaml").read_text("utf-8")
    )
    asides = raw.pop(_ASIDES)
    return Lexicon(
        tuple(_topic(code, entry) for code, entry in raw.items()),
        _phrases(asides, "follows"),
        _phrases(asides, "whole"),
    )


def _topic(code: str, entry: dict[str, Any]) -> Topic:
    phrases = {
        Place.TEXT: _phrases(entry, "phrases"),
        Place.OPENING: _phrases(entry, "opening"),
        Place.SUBJECT: _phrases(entry, "subject"),
    }
    return Topic(code, phrases, _phrases(entry, "unless"), bool(entry.get("in_asides")))


def _phrases(entry: dict[str, Any], key: str) -> tuple[Phrase, ...]:
    return tuple(map(_phrase, entry.get(key) or ()))


def _phrase(text: str) -> Phrase:
    steps: list[_Step] = []
    gap = 0
    for part in re.findall(r"\.\.\.|\([^)]*\)|[^\s(]+", text):
        if part == "...":
            gap = _GAP
        elif part.startswith("("):
            steps.append((gap, tuple(_words(way) for way in part.strip("()").split("|"))))
            gap = 0
        else:
            steps.append((gap, (_words(part),)))
            gap = 0
    return tuple(steps)


def _words(way: str) -> tuple[str, ...]:
    """«d'adresse» is two words, as in the letter."""
    return tuple(m[0] for m in re.finditer(rf"(?:{TOKEN.pattern})\*?", blur(way)))


@cache
def _words_of_lexicon() -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The words of all phrases: by their first two letters, and the long ones."""
    words = {word for phrase in _all_phrases(load_lexicon()) for _, ways in phrase for way in ways for word in way}
    by_head: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_head[word.rstrip("*")[:2]].append(word)
    return by_head, tuple(sorted(w for w in words if len(w.rstrip("*")) >= _LONG))


def _all_phrases(lexicon: Lexicon) -> Iterator[Phrase]:
    yield from (*lexicon.asides, *lexicon.boilerplate)
    for topic in lexicon.topics:
        yield from topic.unless
        for phrases in topic.phrases.values():
            yield from phrases


@lru_cache(maxsize=50_000)
def meanings_of(token: str) -> frozenset[str]:
    """The words of the lexicon that a blurred word of a letter may be: itself, inflected, or damaged in one letter."""
    by_head, long = _words_of_lexicon()
    exact = {word for word in by_head.get(token[:2], ()) if _is_form(token, word)}
    if not exact and len(token) >= _LONG - 1:
        exact = {word for word in long if _is_near(token, word)}
    return frozenset(exact)


def _is_form(token: str, word: str) -> bool:
    stem = word.rstrip("*")
    return token.startswith(stem) and (stem != word or token[len(stem) :] in _ENDINGS)


def _is_near(token: str, word: str) -> bool:
    stem = word.rstrip("*")
    if stem != word:
        token = token[: len(stem)]
    return abs(len(token) - len(stem)) <= 1 and DamerauLevenshtein.distance(stem, token, score_cutoff=1) <= 1
