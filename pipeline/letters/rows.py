"""Page → rows: its words as printed lines, each word's characters settled (NFC, no ligature, nothing invisible)."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from statistics import mean, median
from typing import Final

from pipeline.letters.hyphens import HYPHEN_SIGNS
from pipeline.records import Box, Page, Word

# "ﬁn" -> "fin"; the letters œ and æ are no ligatures of type but of spelling, and stay
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

# in the head of a page a gap this wide parts two things: «Nos réf. : AB/12          Lille, le 3 mars 2020»
_COLUMN_GAP: Final = 0.06
_HEAD_BOTTOM: Final = 0.45
_RIGHT_COLUMN: Final = 0.42

# height of a printed word in cap heights, by what its letters reach up and down to: "nous", "les", "page", "qualité"
_DESCENDERS: Final = frozenset("gjpqyçQ,;()[]{}|/")
_FLAT: Final = frozenset("acemnorsuvwxzœæ.-–—:«»+=~")
_X_HEIGHT: Final = 0.7
_DESCENT: Final = 0.3
_CAP_OF_BOX: Final = 0.72  # a word of a text layer has the box of its font, not of its ink


@dataclass(frozen=True)
class Row:
    """A printed line: `texts` are its `words` cleaned, `height` that of its capitals as a fraction of the page's."""

    page: int
    block: int
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    height: float
    broken: bool  # the last word ends in a hyphen, seen or soft

    @cached_property
    def text(self) -> str:
        """The line as one string."""
        return " ".join(self.texts)

    @cached_property
    def box(self) -> Box:
        """Around all its words."""
        return Box.around(word.box for word in self.words)

    @cached_property
    def confidence(self) -> float:
        """Mean confidence of its words."""
        return mean(word.confidence for word in self.words)


def clean_text(text: str) -> str:
    """NFC, ligatures expanded, soft hyphens and zero-width signs gone, every kind of white space a plain space."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(_clean_sign(sign) for sign in composed)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _clean_sign(sign: str) -> str:
    if sign in _LIGATURES:
        return _LIGATURES[sign]
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Cs"):  # soft hyphen, zero-width space, direction marks; half of a broken pair
        return ""
    return " " if kind[0] == "Z" or kind == "Cc" else sign


def read_rows(page: Page) -> tuple[Row, ...]:
    """The rows of a page in reading order; words of nothing but invisible signs are dropped."""
    rows: list[Row] = []
    for _, held in groupby(page.words, key=lambda word: (word.block, word.line)):
        parts = _part_columns([word for word in held if clean_text(word.text)])
        rows += [_make_row(page, words) for words in parts]
    return tuple(rows)


def _part_columns(words: list[Word]) -> Iterator[list[Word]]:
    """Part a row of the head in two where one wide gap leads to the right half; table rows have several and stay."""
    gaps = [i for i in range(1, len(words)) if words[i].box.x0 - words[i - 1].box.x1 > _COLUMN_GAP]
    apart = len(gaps) == 1 and words[0].box.x0 < _RIGHT_COLUMN < words[gaps[0]].box.x0
    if apart and words[0].box.y0 < _HEAD_BOTTOM and not words[gaps[0] - 1].text.endswith(":"):
        yield words[: gaps[0]]
        yield words[gaps[0] :]
    elif words:
        yield words


def _make_row(page: Page, words: list[Word]) -> Row:
    texts = tuple(clean_text(word.text) for word in words)
    if page.text_origin == "embedded":
        height = _CAP_OF_BOX * median(word.box.height for word in words)
    else:
        height = median(_cap_height(word.box.height, text) for word, text in zip(words, texts, strict=True))
    broken = words[-1].text.rstrip().endswith(tuple(HYPHEN_SIGNS))
    return Row(page.page, words[0].block, tuple(words), texts, max(height, 0.0), broken)


def _cap_height(ink: float, text: str) -> float:
    """How high the capitals of a word are whose ink is `ink` high: "nous" has none, "page" reaches below the line."""
    up = 1.0 if any(sign not in _FLAT and sign not in "gpqyç" for sign in text) else _X_HEIGHT
    down = _DESCENT if any(sign in _DESCENDERS for sign in text) else 0.0
    return ink / (up + down)
