"""An act signed under somebody's function, and what it recites → the name of who holds that function.

«Vu le décret portant nomination de Monsieur Paul VIDAL en qualité de préfet délégué ...» names him who signs as
«Le préfet délégué ...» where the pen has made the name itself illegible.
"""

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from pipeline.mentions.persons import persons_named
from pipeline.mentions.plain import plain
from pipeline.mentions.signature import EDGES, Piece
from pipeline.records import Letter, Zone

# between the name and the function
_LINK: Final = re.compile(r"[\s,;]*(?:en (?:qualite|tant que)\s+(?:de\s+|d')?|comme\s+|nommee?\s+)?(?:le\s+|la\s+|l')?")
_ARTICLE: Final = re.compile(r"(?:le|la)\s+|l'")
_RECITAL: Final = re.compile(r"\b(?:nomination|delegation|nommant|chargeant)\b")
_BEFORE: Final = 80  # characters before the name in which the recital says what it grants
_SAME_TITLE: Final = 90.0
_FEWEST_WORDS: Final = 2  # «Le préfet» alone is said of too many


def find_delegate(letter: Letter, block: Sequence[Piece]) -> tuple[int, int, str] | None:
    """(start, end, name) of the one person whom the text appoints to the function that signs; None where unsure."""
    titles = [_bare(p.text) for p in block if p.role == "function"]
    titles = [title for title in titles if len(title.split()) >= _FEWEST_WORDS]
    if not titles or not any(p.role == "delegation" for p in block):
        return None
    text = plain(letter.text).replace("\n", " ").replace("\f", " ")
    held = [(line.start, line.end) for line in letter.lines_in(Zone.RECIPIENT, Zone.SIGNATURE)]
    found: dict[str, tuple[int, int, str]] = {}
    for start, name in persons_named(letter):
        at = text.find(plain(name), start)
        if at < 0 or any(a <= start < b for a, b in held) or not _RECITAL.search(text[max(0, start - _BEFORE) : start]):
            continue
        end = at + len(name)
        link = _LINK.match(text, end)
        function = text[link.end() if link else end :]
        if any(fuzz.ratio(title, function[: len(title)]) >= _SAME_TITLE for title in titles):
            found.setdefault(plain(name), (at, end, name))
    return next(iter(found.values())) if len(found) == 1 else None


def _bare(title: str) -> str:
    folded = " ".join(plain(title).split()).strip(EDGES)
    article = _ARTICLE.match(folded)
    return folded[article.end() :] if article else folded
