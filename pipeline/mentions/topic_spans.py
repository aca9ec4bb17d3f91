"""The words of a letter and a phrase of the lexicon → the places where the whole phrase stands."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.topic_lexicon import Phrase, Place, Row

_NEAR: Final = 16  # words within which the parts of a phrase stand, in whatever order


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the letter: what it may stand for in the lexicon, where it is, and in which sentence."""

    words: frozenset[str]
    start: int
    end: int
    sentence: int
    place: Place


def find_spans(phrase: Phrase, tokens: list[Token], places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """(first, last) index of the words of each place where all of the phrase stands, in whatever order."""
    if not all(any(word in places for word in ways) for ways in phrase.needs):
        return
    spans = list(row_spans(phrase.rows[0], tokens, places))
    for row in phrase.rows[1:]:
        if spans:
            spans = list(_together(spans, sorted(row_spans(row, tokens, places)), tokens))
    if spans and phrase.barred:
        barred = {tokens[i].sentence for row in phrase.barred for i, _ in row_spans(row, tokens, places)}
        spans = [span for span in spans if tokens[span[0]].sentence not in barred]
    yield from spans


def _together(
    spans: list[tuple[int, int]], others: list[tuple[int, int]], tokens: list[Token]
) -> Iterator[tuple[int, int]]:
    """Each span with the nearest other of its sentence that stands near and apart from it."""
    for first, last in spans:
        after = bisect_left(others, (first, 0))
        for a, b in others[max(0, after - 1) : after + 2]:
            apart = b < first or last < a
            start, end = min(first, a), max(last, b)
            if apart and end - start <= _NEAR and tokens[a].sentence == tokens[first].sentence:
                yield start, end
                break


def row_spans(row: Row, tokens: list[Token], places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """(first, last) index of the words of each place where a row stands, within one sentence."""
    for way in row[0][1]:
        for i in places.get(way[0], ()):
            after = _after((way,), tokens, i, tokens[i].sentence)
            if after and (end := _follow(row, tokens, after, tokens[i].sentence)):
                yield i, end - 1


def _follow(row: Row, tokens: list[Token], here: int, sentence: int) -> int:
    """The index after the last step, where each next step stands within its gap; 0 where one is missing."""
    for gap, ways in row[1:]:
        nearest = (end for j in range(here, here + gap + 1) if (end := _after(ways, tokens, j, sentence)))
        here = next(nearest, 0)
        if not here:
            return 0
    return here


def _after(ways: tuple[tuple[str, ...], ...], tokens: list[Token], i: int, sentence: int) -> int:
    """The index after one of the ways to say a step, where it stands at `i`; 0 where none does."""
    for words in ways:
        here = i
        for word in words:
            if here >= len(tokens) or word not in tokens[here].words or tokens[here].sentence != sentence:
                break
            here += 1
        else:
            return here
    return 0
