"""Every mention is what the letter's text says there, and its words are found at its place on the page."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.audit.breach import Breach, Columns, Row, twice
from pipeline.audit.letters import Words

_NO_LETTERS: Final = re.compile(r"[\W_]+")
_LEEWAY: Final = 1e-6  # of the page: boxes are stored as they were computed


def check_mentions(letter: Row, mentions: Sequence[Row], words: Words) -> Iterator[Breach]:
    """The mentions of one letter; `words`: those of its pages."""
    yield from twice("mentions", (row["mention_id"] for row in mentions))
    for row in mentions:
        if not row["mention_id"].startswith(f"{row['letter_id']}/"):
            yield Breach("mentions", row["mention_id"], "is not called after its letter")
        if row["text"] != letter["text"][row["start"] : row["end"]]:
            yield Breach("mentions", row["mention_id"], "the letter's text does not say so there")
        if row["source"] != letter["source"] or not letter["page_start"] <= row["page"] <= letter["page_end"]:
            yield Breach("mentions", row["mention_id"], "is not on a page of its letter")
        if missing := _missing(row, words.get((row["source"], row["page"]))):
            yield Breach("mentions", row["mention_id"], f"{missing!r} is not found at its place")


def _missing(mention: Row, words: Columns | None) -> str:
    """The first word of the mention that does not stand in its box; a mention over two pages has that of the first."""
    inside = "" if words is None else "".join(map(_letters, words["text"][_inside(mention, words)]))
    tokens = mention["text"].partition("\f")[0].split()
    return next((token for token in tokens if _letters(token) not in inside), "")


def _letters(text: str) -> str:
    """Letters and digits alone: ligatures and hyphens at line ends are settled in the letter's text."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text))


def _inside(box: Row, words: Columns) -> NDArray[np.bool_]:
    """The words whose middle lies in the box."""
    x, y = (words["x0"] + words["x1"]) / 2, (words["y0"] + words["y1"]) / 2
    across = (box["x0"] - _LEEWAY <= x) & (x <= box["x1"] + _LEEWAY)
    inside: NDArray[np.bool_] = across & (box["y0"] - _LEEWAY <= y) & (y <= box["y1"] + _LEEWAY)
    return inside
