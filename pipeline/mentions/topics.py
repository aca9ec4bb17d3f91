"""Subject and text → what the letter is about: codes from the editable lexicon `topics.yaml`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.spelling import blur
from pipeline.records import Zone

# Zones that say who writes and to whom: «Service Résiliation» in the letterhead is no topic
_SILENT: Final = frozenset(
    (
        Zone.LETTERHEAD,
        Zone.SENDER_ADDRESS,
        Zone.RECIPIENT,
        Zone.REFERENCES,
        Zone.DATE_LINE,
        Zone.SALUTATION,
        Zone.SIGNATURE,
        Zone.FOOTER,
    )
)
_MAX_SUBJECTS: Final = 8  # lines
_GAP: Final = 6  # words that «...» may stand for
_TAKES_BACK: Final = 15  # words between an `unless` phrase and the hit it takes back
_ENDINGS: Final = frozenset(("", *map(blur, ("s", "e", "es", "x", "aux"))))
_LONG: Final = 8  # from this length a word with one letter wrong is still meant: «rèsiliatlon», «équipemcnt»
_TOKEN: Final = re.compile(r"n°|\w+(?:-\w+)*['’]?")
_LABEL: Final = re.compile(rf"\W*(?:{blur('objet')}|{blur('concerne')})\s*[:;]")
_IN_SUBJECT, _IN_TEXT = 0.95, 0.85

# A phrase is its steps in order; a step is the words that may stand before it, and the ways to say it, each a
# row of words.
# A word of the lexicon is blurred and ends in «*» where it is the beginning of a word.
_Step = tuple[int, tuple[tuple[str, ...], ...]]
_Phrase = tuple[_Step, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the lexicon."""

    code: str
    phrases: tuple[_Phrase, ...]
    unless: tuple[_Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the letter: what it may stand for in the lexicon, where it is, and in which sentence."""

    words: frozenset[str]
    start: int
    end: int
    sentence: int
    weight: float


@cache
def load_topics() -> tuple[Topic, ...]:
    """The lexicon, read once a process."""
    raw: dict[str, dict[str, Any]] = yaml.safe_load(
        files("pipeline.mentions").joinpath("topics.yaml").read_text("utf-8")
    )
    return tuple(
        Topic(code, tuple(map(_phrase, entry["phrases"])), tuple(map(_phrase, entry.get("unless") or ())))
        for code, entry in raw.items()
    )


def _phrase(text: str) -> _Phrase:
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
    return tuple(m[0] for m in re.finditer(rf"(?:{_TOKEN.pattern})\*?", blur(way)))


@cache
def _lexicon() -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The words of all phrases: by their first two letters, and the long ones."""
    words = {
        word
        for topic in load_topics()
        for phrase in (*topic.phrases, *topic.unless)
        for _, ways in phrase
        for way in ways
        for word in way
    }
    by_head: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_head[word.rstrip("*")[:2]].append(word)
    return by_head, tuple(sorted(w for w in words if len(w.rstrip("*")) >= _LONG))


@lru_cache(maxsize=50_000)
def _meanings(token: str) -> frozenset[str]:
    """The words of the lexicon that a blurred word of a letter may be: itself, inflected, or damaged in one letter."""
    by_head, long = _lexicon()
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


# ---- matching ---------------------------------------------------------------------------------------------------


def find_topics(reading: Reading) -> Iterator[Found]:
    """Each topic once, at the words that show it first: the subject's before the text's."""
    tokens = _tokens(reading)
    places: dict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        for word in token.words:
            places[word].append(i)
    for topic in load_topics():
        hits = list(_spans(topic.phrases, tokens, places))
        if not hits:
            continue
        refused = list(_spans(topic.unless, tokens, places))
        kept = [hit for hit in hits if not any(_takes_back(tokens, r, hit) for r in refused)]
        if kept:
            first, last = min(kept, key=lambda hit: (-tokens[hit[0]].weight, hit))
            yield Found(
                "subject", tokens[first].start, tokens[last].end, topic.code, tokens[first].weight, role="topic"
            )


def _tokens(reading: Reading) -> list[_Token]:
    """The words of the sentences that may tell a topic."""
    letter = reading.letter
    blurred = blur(letter.text)
    subjects = [(x.start, x.end) for x in letter.lines if x.zone is Zone.SUBJECT or _LABEL.match(blurred, x.start)][
        :_MAX_SUBJECTS
    ]
    all_silent = all(line.zone in _SILENT for line in letter.lines)
    tokens: list[_Token] = []
    for number, (start, end) in enumerate(reading.sentences):
        titled = any(a < end and start < b for a, b in subjects)
        if reading.zone_at(start) in _SILENT and not titled and not all_silent:
            continue
        weight = _IN_SUBJECT if titled else _IN_TEXT
        tokens += [
            _Token(_meanings(m[0].replace("’", "'")), m.start(), m.end(), number, weight)
            for m in _TOKEN.finditer(blurred, start, end)
        ]
    return tokens


def _takes_back(tokens: list[_Token], refused: tuple[int, int], hit: tuple[int, int]) -> bool:
    """Whether the `unless` phrase overlaps the hit, or closely precedes it in the same sentence."""
    same = tokens[refused[0]].sentence == tokens[hit[0]].sentence
    return same and refused[0] <= hit[1] and hit[0] <= refused[1] + _TAKES_BACK


def _spans(phrases: Iterable[_Phrase], tokens: list[_Token], places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """(first, last) index of the words of each place where a phrase stands, within one sentence."""
    for phrase in phrases:
        for way in phrase[0][1]:
            for i in places.get(way[0], ()):
                after = _after((way,), tokens, i, tokens[i].sentence)
                if after and (end := _follow(phrase, tokens, after, tokens[i].sentence)):
                    yield i, end - 1


def _follow(phrase: _Phrase, tokens: list[_Token], here: int, sentence: int) -> int:
    """The index after the last step, where each next step stands within its gap; 0 where one is missing."""
    for gap, ways in phrase[1:]:
        nearest = (end for j in range(here, here + gap + 1) if (end := _after(ways, tokens, j, sentence)))
        here = next(nearest, 0)
        if not here:
            return 0
    return here


def _after(ways: tuple[tuple[str, ...], ...], tokens: list[_Token], i: int, sentence: int) -> int:
    """The index after one of the ways to say a step, where it stands at `i`; 0 where none does."""
    for words in ways:
        row = tokens[i : i + len(words)]
        if len(row) == len(words) and all(
            w in t.words and t.sentence == sentence for w, t in zip(words, row, strict=True)
        ):
            return i + len(words)
    return 0


KIND: Final = Kind(
    name="subject",
    description="`topic`: what the letter is about, a code of the lexicon",
    find=find_topics,
    examples=(
        Example(
            "Nous vous confirmons la résiliation de votre abonnement.",
            (("confirmons la résiliation", "termination_confirmed"),),
            role="topic",
        ),
        Example(
            "Votre résil1ation cst effectve depuis lundi.",
            (("résil1ation cst effectve", "termination_confirmed"),),
            role="topic",
        ),
        Example(
            "Nous vous prions de ne plus appeler ce numéro.", (("ne plus appeler", "do_not_contact"),), role="topic"
        ),
        Example(
            "Merci de restituer sous dix jours la Livebox.",
            (("restituer sous dix jours la Livebox", "equipment_return"),),
            role="topic",
        ),
        Example("La pénalité est due dans les 7 jours après mise en demeure."),
        Example("Il fait beau à Toulon."),
    ),
)
