"""The editable lexicon `topics.yaml` → topics and their phrases, and what a word of a letter may stand for in it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, product
from typing import Any, Final

import yaml
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.mentions.spelling import blur

# «renvoyez-le-nous» is three words, «rendez-vous» and «ci-joint» one each
_CLITICS: Final = "le la les nous moi lui leur vous en y il elle ils elles on je ce t"
_CLITIC: Final = "|".join(map(blur, _CLITICS.split(" ")))
TOKEN: Final = re.compile(rf"n°|[€%]|rendez-vou\w*|\w+(?:-(?!(?:{_CLITIC})\b)\w+)*['’]?")
_GAP: Final = 6  # words that «...» may stand for
_ENDINGS: Final = frozenset(("", *map(blur, ("s", "e", "es", "x", "aux"))))
_LONG: Final = 8  # from this length a word with one letter wrong is still meant: «rèsiliatlon», «équipemcnt»
_ASIDES, _GROUPS = "asides", "groups"  # the two entries of the lexicon that are no topic

# A row is its steps in order; a step is the words that may stand before it, and the ways to say it, each some words.
# A word of the lexicon is blurred and ends in «*» where it is the beginning of a word.
_Step = tuple[int, tuple[tuple[str, ...], ...]]
Row = tuple[_Step, ...]


class Place(IntEnum):
    """Where a sentence stands: the nearer to the subject, the fewer words it takes to say what the letter is about.

    In the letterhead only the name of who writes tells anything.
    """

    SENDER = 0
    TEXT = 1
    OPENING = 2
    SUBJECT = 3


class Strength(IntEnum):
    """What a phrase is: who writes of the topic alone, a word that goes with it, what subject, opening or text say."""

    SENDER = 0
    HINT = 1
    SUBJECT = 2
    OPENING = 3
    ANYWHERE = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Rows that stand in one sentence, near each other and in any order, without any of `barred` in it.

    `needs`: the phrase stands in no letter that has not a word of each of these sets.
    """

    strength: Strength
    rows: tuple[Row, ...]
    barred: tuple[Row, ...]
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the lexicon: its phrases, those that take them back, and the topics beside which it goes unsaid.

    `in_asides`: whether it is believed of what is said in passing.
    """

    code: str
    phrases: tuple[Phrase, ...]
    unless: tuple[Row, ...]
    yields_to: frozenset[str]
    in_asides: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The topics; `asides` begin what is said in passing, `boilerplate` makes all of its sentence so."""

    topics: tuple[Topic, ...]
    asides: tuple[Row, ...]
    boilerplate: tuple[Row, ...]


_KEYS: Final = {
    "phrases": Strength.ANYWHERE,
    "opening": Strength.OPENING,
    "subject": Strength.SUBJECT,
    "hints": Strength.HINT,
    "senders": Strength.SENDER,
}


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    return read_lexicon(files("pipeline.mentions").joinpath("topics.yaml").read_text("utf-8"))


def read_lexicon(text: str) -> Lexicon:
    """A lexicon as it is written in YAML; KeyError or ValueError where a phrase cannot be read."""
    raw: dict[str, dict[str, Any]] = yaml.safe_load(text)
    asides = raw.pop(_ASIDES)
    groups = {name: " ".join(ways.split()) for name, ways in raw.pop(_GROUPS).items()}
    return Lexicon(
        tuple(_topic(code, entry, groups) for code, entry in raw.items()),
        tuple(_row(text, groups) for text in asides["follows"]),
        tuple(_row(text, groups) for text in asides["whole"]),
    )


def _topic(code: str, entry: dict[str, Any], groups: dict[str, str]) -> Topic:
    return Topic(
        code,
        tuple(_phrase(text, strength, groups) for key, strength in _KEYS.items() for text in entry.get(key) or ()),
        tuple(_row(text, groups) for text in entry.get("unless") or ()),
        frozenset(entry.get("yields_to", "").split()),
        bool(entry.get("in_asides")),
    )


def _phrase(text: str, strength: Strength, groups: dict[str, str]) -> Phrase:
    """«vol + (déclaré|police) ! assurance contre le vol»."""
    said, *barred = text.split(" ! ")
    rows = tuple(_row(row, groups) for row in said.split(" + "))
    steps = {ways for row in rows for _, ways in row if all(ways)}
    needs = sorted((frozenset(way[0] for way in ways) for ways in steps), key=len)
    return Phrase(strength, rows, tuple(_row(row, groups) for row in barred), tuple(needs))


def _row(text: str, groups: dict[str, str]) -> Row:
    text = re.sub(r"<(\w+)>", lambda m: f"({groups[m[1]]})", text)
    steps: list[_Step] = []
    gap = 0
    for part in _parts(text, " "):
        if part == "...":
            gap = _GAP
        elif part:
            steps.append((gap, tuple(sorted(_ways(part), key=len, reverse=True))))
            gap = 0
    if not steps or not all(steps[0][1]):
        raise ValueError(f"a phrase of the lexicon begins with no word: {text}")
    return tuple(steps)


def _parts(text: str, mark: str) -> list[str]:
    """The text cut at the marks that stand in no brackets: «(le|la) box» at spaces is «(le|la)» and «box»."""
    parts, depth = [""], 0
    for c in text:
        depth += (c == "(") - (c == ")")
        if c == mark and not depth:
            parts.append("")
        else:
            parts[-1] += c
    return parts


def _ways(step: str) -> Iterator[tuple[str, ...]]:
    """«d'adresse» is two words, as in the letter; «(à la (fin|clôture)|enfin)» three ways to say it."""
    for way in _parts(step[1:-1], "|") if step.startswith("(") else [step]:
        pieces = [list(_ways(p)) if p.startswith("(") else [_words(p)] for p in _parts(way, " ")]
        yield from (tuple(chain.from_iterable(row)) for row in product(*pieces))


def _words(way: str) -> tuple[str, ...]:
    return tuple(m[0] for m in re.finditer(rf"(?:{TOKEN.pattern})\*?", blur(way)))


@cache
def _words_of_lexicon() -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The words of all phrases: by their first two letters, and the long ones."""
    words = {word for row in _all_rows(load_lexicon()) for _, ways in row for way in ways for word in way}
    by_head: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_head[word.rstrip("*")[:2]].append(word)
    return by_head, tuple(sorted(w for w in words if len(w.rstrip("*")) >= _LONG))


def _all_rows(lexicon: Lexicon) -> Iterator[Row]:
    yield from (*lexicon.asides, *lexicon.boilerplate)
    for topic in lexicon.topics:
        yield from topic.unless
        for phrase in topic.phrases:
            yield from (*phrase.rows, *phrase.barred)


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
