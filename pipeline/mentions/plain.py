"""Text → the same text in plain lower-case letters, character for character, so that patterns need no accents.

`plain(text)[i]` stands for `text[i]`: what is found in the one is cut out of the other. Nothing is repaired here.
"""

import re
import unicodedata
from functools import cache
from typing import Final

# "’" and "‘" are printed for "'", the (narrow) no-break space for " ", "–" and "‑" for "-"
_SAME: Final = (
    {ord(c): " " for c in "\u00a0\u202f\u2009\u2007\t"}
    | {ord(c): "'" for c in "’‘`´′"}
    | {ord(c): "-" for c in "–—‑‐−"}
    | {ord("º"): "°"}
)


class _Letters(dict[int, str]):
    """A translation table that fills itself: each character to one plain character."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0]
        lower = base.lower()
        letter = lower if len(lower) == 1 else base
        self[code] = letter
        return letter


_LETTERS: Final = _Letters(_SAME)


def plain(text: str) -> str:
    """Lower case, no accents, one kind of space, apostrophe and hyphen; as long as `text`."""
    return text.translate(_LETTERS)


# ---- digits as Tesseract damages them ---------------------------------------------------------------------------

# What is read for a digit, in plain letters: "2O15", "l3 février", "I7 Juin I864", "2S mars", "4B heures"
DIGIT: Final = r"[0-9oil|!sbz]"
_MEANT: Final = str.maketrans("oOQDIilL|!]sSbBzZ", "00001111111558822")
_TRUE_DIGIT: Final = re.compile(r"[0-9]")


def read_digits(printed: str) -> str:
    """The digits meant by `printed`, other characters dropped; empty where not one true digit vouches for them."""
    if not _TRUE_DIGIT.search(printed):
        return ""
    return re.sub(r"[^0-9]", "", printed.translate(_MEANT))


def count_repairs(printed: str) -> int:
    """How many characters of `printed` had to be taken for a digit they are not."""
    return sum(c.isalpha() or c in "|!]" for c in printed)


# ---- words as Tesseract damages them ----------------------------------------------------------------------------

# in plain letters: "dé1ai", "rnois", "cornpte", "s0us", "iours", "fra1s", "eurcs", "c1ient"
_LOOKALIKES: Final = {
    "i": "[i1l|!j]",
    "l": "[l1i|]",
    "j": "[ji]",
    "o": "[o0c]",
    "e": "[ec]",
    "c": "[ce]",
    "s": "[s5]",
    "b": "[bh8]",
    "h": "[hb]",
    "t": "[tl]",
    "f": "[ft]",
    "g": "[g9]",
    "p": "[pn]",
    "m": "(?:m|rn|nn|ni)",
    "n": "(?:n|ri)",
    "u": "(?:u|ii|[vn])",
    "v": "[vy]",
    "y": "[yv]",
    " ": r"\s{1,2}",
    "'": r"\s?['\"]\s?",
    "-": r"\s?-?\s?",
}


@cache
def damaged(words: str) -> str:
    """A pattern for `words` (plain letters) that also matches what Tesseract makes of them."""
    return "".join(_LOOKALIKES.get(c, re.escape(c)) for c in words)


def damaged_any(*alternatives: str) -> str:
    """One group that matches any of `alternatives`, the longest first."""
    return "(?:" + "|".join(damaged(a) for a in sorted(alternatives, key=len, reverse=True)) + ")"
