"""What a kind of mention is: a name, a description, a rule that finds, and examples that are also its tests."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.mentions.claims import Claims
from pipeline.mentions.plain import plain
from pipeline.mentions.sentences import find_sentences
from pipeline.records import Box, Letter, MentionKind, Zone


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the letter's text that a rule claims, with its normalised value.

    `confidence`: how reliable the rule itself is, 0-1; the words' own confidence is multiplied in later.
    `page` and `box` are given only where no text stands behind the finding (a signature mark).
    """

    kind: MentionKind
    start: int
    end: int
    value: str
    confidence: float
    role: str | None = None
    date: dt.date | None = None
    amount: Decimal | None = None
    currency: str | None = None
    quantity: int | None = None
    unit: str | None = None
    trigger: str | None = None
    tariff: str | None = None
    contradicts: str | None = None
    page: int | None = None
    box: Box | None = None


class Reading:
    """What a rule may look at: the letter, what earlier rules claimed, and spaCy's parse of it (on demand)."""

    def __init__(self, letter: Letter, nlp: Language) -> None:
        self.letter = letter
        self.found: list[Found] = []
        self._claims = Claims(len(letter.text))
        self._nlp = nlp

    @cached_property
    def plain(self) -> str:
        """The text in plain lower-case letters, character for character (see `plain.py`)."""
        return plain(self.letter.text)

    @cached_property
    def flow(self) -> str:
        """The plain text with its lines run together, character for character: for patterns inside one sentence."""
        return self.plain.replace("\n", " ")

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of every sentence, in order."""
        return find_sentences(self.letter)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """(start, end) of the sentence that holds `position`; empty where none does."""
        nth = bisect_right(self.sentences, position, key=lambda sentence: sentence[0]) - 1
        if nth < 0 or self.sentences[nth][1] <= position:
            return position, position
        return self.sentences[nth]

    def zone_at(self, position: int) -> Zone | None:
        """The zone of the line that holds `position`; None between lines."""
        line = self.letter.line_at(position)
        return line.zone if line else None

    def parse(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Doc]]:
        """These stretches of the text through the French pipeline, each with where it starts; costs milliseconds.

        Offsets stay true: `text[start + token.idx]` is where the token begins.
        """
        texts = ((self.letter.text[start:end].replace("\n", " "), start) for start, end in spans)
        return ((start, doc) for doc, start in self._nlp.pipe(texts, as_tuples=True))

    def is_free(self, start: int, end: int) -> bool:
        """Whether no earlier rule claimed a character of `text[start:end]`."""
        return self._claims.is_free(start, end)

    def claim(self, found: Iterable[Found]) -> None:
        """Keep what a rule found; later rules may look at it, and take none of its text."""
        for f in found:
            self.found.append(f)
            self._claims.hold(f.start, f.end)


@dataclass(frozen=True, slots=True)
class Example:
    """A French sentence and what must be found in it: (text as printed, value) pairs; none for a negative example."""

    sentence: str
    found: tuple[tuple[str, str], ...] = ()
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mention."""

    name: MentionKind
    description: str
    find: Callable[[Reading], Iterable[Found]]
    examples: tuple[Example, ...]
