"""Every mention is what the letter's text says there, and its words are found at its place on the page."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from pipeline.audit.breach import Breach, Row, Rows, twice

_NO_LETTERS: Final = re.compile(r"[\W_]+")
_LEEWAY: Final = 1e-6  # of the page: boxes are stored as they were computed


def check_mentions(rows: Rows) -> Iterator[Breach]:
    """All mentions of a mailing."""
    yield from twice("mentions", (row["mention_id"] for row in rows["mentions"]))
    letters = {row["letter_id"]: row for row in rows["letters"]}
    words: dict[tuple[str, int], list[Row]] = {}
    for word in rows["words"]:
        words.setdefault((word["source"], word["page"]), []).append(word)
    for row in rows["mentions"]:
        letter = letters.get(row["letter_id"])
        if letter is None:
            yield Breach("mentions", row["mention_id"], "its letter is not there")
            continue
        if row["text"] != letter["text"][row["start"] : row["end"]]:
            yield Breach("mentions", row["mention_id"], "the letter's text does not say so there")
        if row["source"] != letter["source"] or not letter["page_start"] <= row["page"] <= letter["page_end"]:
            yield Breach("mentions", row["mention_id"], "is not on a page of its letter")
        if missing := _missing(row, words.get((row["source"], row["page"]), [])):
            yield Breach("mentions", row["mention_id"], f"{missing!r} is not found at its place")


def _missing(mention: Row, words: list[Row]) -> str:
    """The first word of the mention that does not stand in its box; a mention over two pages has that of the first."""
    inside = "".join(_letters(word["text"]) for word in words if _holds(mention, word))
    tokens = mention["text"].partition("\f")[0].split()
    return next((token for token in tokens if _letters(token) not in inside), "")


def _letters(text: str) -> str:
    """Letters and digits alone: ligatures and hyphens at line ends are settled in the letter's text."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text))


def _holds(box: Row, word: Row) -> bool:
    """Whether the middle of the word lies in the box."""
    x, y = (word["x0"] + word["x1"]) / 2, (word["y0"] + word["y1"]) / 2
    across = box["x0"] - _LEEWAY <= x <= box["x1"] + _LEEWAY
    return bool(across and box["y0"] - _LEEWAY <= y <= box["y1"] + _LEEWAY)
