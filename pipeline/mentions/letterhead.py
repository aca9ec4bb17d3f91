"""A letter's first lines → the stretches of its letterhead, the lines of one name made one."""

import re
from typing import Final

from pipeline.mentions.layout import Stretch, header_lines, stretches
from pipeline.mentions.organisations import can_be_name, is_clear_department, is_department, is_person
from pipeline.mentions.plain import plain
from pipeline.records import Letter, Zone

_MAX_BETWEEN: Final = 30  # characters of another column between two lines of one name, in reading order
_OPENS_LOW: Final = re.compile(r"\s*(?:(?:de|du|des|et)\b|d'|&\s)")

# «DIRECTION DES FINANCES / PUBLIQUES DE LA VIENNE»
_SPLIT: Final = re.compile(
    r"\b(?:finances|services|affaires|travaux|lycees?|ecoles?|agence)\n(?:publi|soci|fisca|fonci|judici)"
)


def find_header(letter: Letter) -> list[Stretch]:
    """The stretches of the letterhead, the lines of one name made one: «CAISSE / D'ALLOCATIONS / FAMILIALES»."""
    lines = header_lines(letter)
    strays = [line for line in letter.lines_in(Zone.REFERENCES) if _OPENS_LOW.match(plain(letter.line_text(line)))]
    held = sorted({*lines, *strays}, key=lambda line: line.start) if lines else []
    joined: list[Stretch] = []
    for part in (s for line in held for s in stretches(letter, line) if s.text.strip()):
        above = next((i for i in range(len(joined) - 1, -1, -1) if _stands_under(joined[i], part)), None)
        if above is not None and _is_continued(letter, joined[above], part):
            upper = joined[above]
            joined[above] = Stretch(upper.start, part.end, f"{upper.text} {part.text}", part.line)
        elif part.line in lines:
            joined.append(part)
    return joined


def _stands_under(upper: Stretch, lower: Stretch) -> bool:
    a, b = upper.line, lower.line
    gap = b.box.y0 - a.box.y1
    beside = a.box.x0 < b.box.x1 and b.box.x0 < a.box.x1
    return a.page == b.page and beside and -0.005 <= gap <= 2 * max(a.height, b.height)


def _is_continued(letter: Letter, upper: Stretch, lower: Stretch) -> bool:
    """Whether the name goes on in the line below."""
    if not 0 <= lower.start - upper.end <= _MAX_BETWEEN or is_person(upper.text):
        return False
    if not (can_be_name(upper.text) and can_be_name(lower.text.strip(" &").capitalize())):
        return False
    if re.search(r"\w\W+(?:(?:de|du|des|la|le|les|et|pour|en|sur|aux?)|[dl]'|&)$", plain(upper.text).rstrip()):
        return True
    if lower.text.lstrip()[:1].islower() and not is_department(lower.text):
        return True  # «Caisse d'allocations / familiales du Var»
    if _OPENS_LOW.match(plain(lower.text)):
        return not is_clear_department(lower.text)
    if upper.text.isupper() and lower.text.isupper() and _SPLIT.search(f"{plain(upper.text)}\n{plain(lower.text)}"):
        return True
    # «RECTEUR / DE LA RÉGION / CENTRE»: a stacked logo
    stacked = upper.text.isupper() and lower.text.isupper() and len(lower.text.split()) <= 2
    grown = "\n" in letter.text[upper.start : upper.end]
    return stacked and grown and not is_department(lower.text)
