"""A letter's first lines → the stretches of its letterhead, the lines of one name made one."""

import re
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.mentions.layout import Stretch, header_lines, stretches
from pipeline.mentions.organisations import (
    can_be_name,
    is_clear_department,
    is_department,
    is_institution,
    is_kind,
    is_person,
)
from pipeline.mentions.persons import CIVILITY
from pipeline.mentions.plain import plain
from pipeline.records import Box, Letter, Line, Zone

_MAX_BETWEEN: Final = 30  # characters of another column between two lines of one name, in reading order
_OPENS_LOW: Final = re.compile(r"\s*(?:(?:de|du|des|et)\b|d'|&\s)")
_LEFT_OPEN: Final = re.compile(r"\w\W+(?:(?:de|du|des|la|le|les|et|pour|en|sur|aux?)|[dl]'|&)$")
_BROKEN: Final = re.compile(r"[^\W\d_]-$")  # «Ville de Cosne-Cours-sur- / Loire»
_SAME_HEIGHT: Final = 0.85  # of the taller line, the lines of one name have the other's height
_NEARLY: Final = 0.6  # and a trade or a slogan below a logo less than this much of it
_LARGER: Final = 1.15  # times the usual height of the letterhead: a name set in letters of its own
_LOGO: Final = 1.4  # and a logo
_EDGE: Final = 0.012  # of the page, between the edges or the middles of two lines of one name

# «DIRECTION DES FINANCES / PUBLIQUES DE LA VIENNE»
_SPLIT: Final = re.compile(
    r"\b(?:finances|services|affaires|travaux|lycees?|ecoles?|agence)\n(?:publi|soci|fisca|fonci|judici)"
)
_FEWEST_SPACED: Final = 4  # letters
_SPACED: Final = 0.7  # of the words of a line are single letters where it is printed «L A N T H I E R»
_WORD_GAP: Final = 1.8  # times the gap between its letters: there a word ends


def find_header(letter: Letter) -> list[Stretch]:
    """The stretches of the letterhead, the lines of one name made one: «CAISSE / D'ALLOCATIONS / FAMILIALES»."""
    lines = header_lines(letter)
    strays = [line for line in letter.lines_in(Zone.REFERENCES) if _OPENS_LOW.match(plain(letter.line_text(line)))]
    held = sorted({*lines, *strays}, key=lambda line: line.start) if lines else []
    usual = median([line.height for line in lines] or [0.0])
    joined: list[Stretch] = []
    for part in (s for line in held for s in _parts(letter, line) if s.text.strip()):
        above = next((i for i in range(len(joined) - 1, -1, -1) if _stands_under(letter, joined[i], part)), None)
        if above is not None and _is_continued(letter, joined[above], part, usual):
            upper = joined[above]
            space = "" if _BROKEN.search(upper.text) else " "
            joined[above] = Stretch(upper.start, part.end, f"{upper.text}{space}{part.text}", part.line)
        elif part.line in lines:
            joined.append(part)
    return joined


def _parts(letter: Letter, line: Line) -> list[Stretch]:
    """As `stretches`; «C  A  V  A  L» is one, read as «CAVAL»."""
    word = unspaced(letter, line)
    return [Stretch(line.start, line.end, word, line)] if word else stretches(letter, line)


def unspaced(letter: Letter, line: Line) -> str:
    """«L E  P A S S E» → «LE PASSE», by the gaps between its letters; nothing for a line printed as usual."""
    words = [w for w in letter.words_in(line.start, line.end) if w.page == line.page]
    if len(words) < _FEWEST_SPACED or any(w.end - w.start > 2 for w in words):
        return ""
    texts = [letter.text[w.start : w.end] for w in words]
    if sum(len(t) == 1 for t in texts) < _SPACED * len(texts) or not all(t.isalpha() or t in "-'’&" for t in texts):
        return ""
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    limit = _WORD_GAP * median(gaps)
    return texts[0] + "".join(" " * (gap > limit) + text for gap, text in zip(gaps, texts[1:], strict=True))


def _box(letter: Letter, stretch: Stretch) -> Box:
    """Of its last line: a taller word of another column may stand in the same line."""
    boxes = [w.box for w in letter.words_in(max(stretch.start, stretch.line.start), stretch.end)]
    return Box.around(boxes) if boxes else stretch.line.box


def _stands_under(letter: Letter, upper: Stretch, lower: Stretch) -> bool:
    if upper.line.page != lower.line.page:
        return False
    a, b = _box(letter, upper), _box(letter, lower)
    beside = a.x0 < b.x1 and b.x0 < a.x1
    return beside and -0.005 <= b.y0 - a.y1 <= 2 * max(upper.line.height, lower.line.height)


def _is_continued(letter: Letter, upper: Stretch, lower: Stretch, usual: float) -> bool:
    """Whether the name goes on in the line below."""
    if not 0 <= lower.start - upper.end <= _MAX_BETWEEN:
        return False
    if is_person(upper.text) and not is_institution(upper.text) and not lower.text.lstrip().startswith("&"):
        return False
    named = _can_be_named(lower, usual) or can_be_name(lower.text.strip().capitalize())
    if not (named and _can_be_named(upper, usual)):
        return False
    low = plain(lower.text)
    if _LEFT_OPEN.search(plain(upper.text).rstrip()) or _BROKEN.search(upper.text):
        return True
    if lower.text.lstrip()[:1].islower() and not is_department(lower.text):
        # «Caisse d'allocations / familiales du Var»
        return bool(_OPENS_LOW.match(low)) or _height_ratio(upper, lower) >= _NEARLY
    if _OPENS_LOW.match(low):
        return not is_clear_department(lower.text)
    if upper.text.isupper() and lower.text.isupper() and _SPLIT.search(f"{plain(upper.text)}\n{low}"):
        return True
    if _names_the_kind(letter, upper, lower, usual):
        return True
    # «RECTEUR / DE LA RÉGION / CENTRE»: a stacked logo
    stacked = upper.text.isupper() and lower.text.isupper() and len(lower.text.split()) <= 2
    grown = "\n" in letter.text[upper.start : upper.end]
    return stacked and grown and not is_department(lower.text)


def _can_be_named(part: Stretch, usual: float) -> bool:
    """«familiales du Var», «& ASSOCIÉS»; so a logo in small letters, «clinique vétérinaire»."""
    text = part.text.strip()
    small = not can_be_name(text) and part.line.height >= _LOGO * usual
    return text.startswith("&") or can_be_name(text.capitalize() if small else text)


def _names_the_kind(letter: Letter, upper: Stretch, lower: Stretch, usual: float) -> bool:
    """«Lycée polyvalent / Hélène-Vaillant»: what it is, and below that in the same large letters how it is called."""
    if not is_kind(upper.text) or is_institution(lower.text) or is_department(lower.text):
        return False
    same = _height_ratio(upper, lower) >= _SAME_HEIGHT and lower.line.height >= _LARGER * usual
    a, b = _box(letter, upper), _box(letter, lower)
    edges = (a.x0 - b.x0, a.x1 - b.x1, (a.x0 + a.x1 - b.x0 - b.x1) / 2)
    return same and min(map(abs, edges)) <= _EDGE and not CIVILITY.match(lower.text.strip())


def _height_ratio(upper: Stretch, lower: Stretch) -> float:
    heights = sorted((upper.line.height, lower.line.height))
    return heights[0] / heights[1] if heights[1] else 1.0
