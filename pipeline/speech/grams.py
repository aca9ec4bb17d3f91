"""Sentence → its n-grams: one to three words on end, and three to five letters of a word."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\w+|[?!:]")
_FIGURE: Final = re.compile(r"\d")
_MOST_WORDS, _FEWEST_LETTERS, _MOST_LETTERS = 3, 3, 5
_LONGEST_WORD: Final = 40  # letters; beyond stands what no reader would call a word


@dataclass(frozen=True, slots=True)
class Gram:
    """An n-gram and the stretch of the sentence that holds its words."""

    text: str
    start: int
    end: int


def grams_of(sentence: str) -> Iterator[Gram]:
    """In plain small letters, every figure a 0. Of a poorly read word most groups of letters survive."""
    words = [(_plain(m[0][:_LONGEST_WORD]), m.start(), m.end()) for m in _WORD.finditer(sentence)]
    for first in range(len(words)):
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            text = " ".join(word for word, _, _ in words[first : last + 1])
            yield Gram(text, words[first][1], words[last][2])
    for word, start, end in words:
        for letters in letters_of(word):
            yield Gram(letters, start, end)


def texts_of(sentence: str) -> Iterator[str]:
    """The texts of `grams_of`, in that order; many times as fast, for those who need not know where they stand."""
    words = words_in(sentence)
    yield from runs_of(words)
    for word in words:
        yield from letters_of(word)


def words_in(sentence: str) -> list[str]:
    """In plain small letters, every figure a 0."""
    return [_plain(word[:_LONGEST_WORD]) for word in _WORD.findall(sentence)]


def runs_of(words: list[str]) -> Iterator[str]:
    """One to three words on end."""
    for first, word in enumerate(words):
        yield word
        for last in range(first + 2, min(first + _MOST_WORDS, len(words)) + 1):
            yield " ".join(words[first:last])


@lru_cache(maxsize=4096)
def letters_of(word: str) -> tuple[str, ...]:
    """Three to five letters on end, marked as such; `<` and `>` are its ends."""
    bounded = f"<{word}>"
    sizes = range(_FEWEST_LETTERS, _MOST_LETTERS + 1)
    return tuple("#" + bounded[at : at + size] for size in sizes for at in range(len(bounded) - size + 1))


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.lower().replace("œ", "oe"))
    return _FIGURE.sub("0", "".join(c for c in letters if not unicodedata.combining(c)))
