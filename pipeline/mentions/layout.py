"""A letter's zoned lines → the stretches a rule works on, also where the zones are missing or slightly wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipeline.mentions.plain import plain
from pipeline.mentions.spelling import blur
from pipeline.records import Letter, Line, PlacedWord, Zone

_HEADER: Final = (Zone.LETTERHEAD, Zone.SENDER_ADDRESS)
_AFTER_SIGNATURE: Final = (Zone.FOOTER, Zone.ENCLOSURES, Zone.COUPON, Zone.POSTSCRIPT)
_MAX_LINE: Final = 300  # characters
_MAX_TOP: Final = 80  # lines above the text of a first page
_MAX_HEADER: Final = 12  # lines that may stand above the text where no zone says so
_MAX_BLOCK: Final = 12  # lines of a signature block
_MAX_GAP: Final = 0.05  # of the page's height, between the block and a line that was left out of it
_STROKE: Final = 0.3  # confidence of «L» in «Le Sous-Préfet L»
_COLUMN_GAP: Final = 4.0  # times the height of the letters: wider than any space between two words of one line
_MIN_COLUMN_GAP: Final = 0.03  # of the page's width
_PAGE_SHAPE: Final = 1.41  # height of an A4 page in its widths

_SALUTATION: Final = re.compile(
    r"^(?:ch[eè]re?s?\b|ch[eè]re?\(e\)|mesdames?\b|madame\b|monsieur\b|messieurs\b|bonjour\b|ma[iî]tre\b|docteur\b)[^.:]{0,60},\s*$"
)
# «Veuillez agréer, Madame, ...», «Cordialement,», «mes salutations distinguées», «Bien à vous»
_CLOSING: Final = re.compile(
    "|".join(
        blur(f)
        for f in (
            "agréer",
            "salutations",
            "cordialement",
            "respectueusement",
            "sincèrement",
            "sentiments (?:les )?(?:plus )?(?:meilleurs|distingues|devoues|respectueux|cordiaux)",
            "nos sentiments",
            "mes sentiments",
            "haute considération",
            "considération distinguée",
            "bien à (?:vous|toi)",
            "tout à vous",
            "recevez[ ,]",
            "à très bientôt",
            "salut fraternel",
            "amicalement",
        )
    )
)
# The signature of an act stands under «Fait à Rennes, le 4 juin 2022»
_DONE_AT: Final = re.compile(r"^(?:fait|signe)\s+(?:a|en)\b|^a\s+\w[\w '-]+,?\s+le\s+\d")
# What stands below a signature and is none: «Pour copie conforme», «Ampliation», «P.J.», «Voies de recours»
_END: Final = re.compile(
    r"^(?:pour (?:copie|ampliation|extrait)|copie (?:certifiee|conforme|a\b|:)|ampliations?\b|p\.?\s?-?j\.?\s*[:.]"
    r"|pieces? jointes?"
    r"|annexes?\b|destinataires?\s*:|conformement (?:a|aux)\b|voies? (?:et delais )?de recours|notifie"
    r"|la presente (?:decision|lettre)"
    r"|en cas de|vous disposez|si vous|pour (?:toute|tout|nous|plus)\b|p\.?\s?s\.?\s*:|post-?scriptum|nota\b"
    r"|n\.?b\.?\s*:|page \d|\(?\d\)|\*)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one line: `letter.text[start:end]` is `text`."""

    start: int
    end: int
    text: str
    line: Line


def printed_lines(letter: Letter) -> Letter:
    """The letter without lines longer than any page prints: what a broken text layer may bring, no rule can use."""
    if all(line.end - line.start <= _MAX_LINE for line in letter.lines):
        return letter
    return replace(letter, lines=tuple(line for line in letter.lines if line.end - line.start <= _MAX_LINE))


def stretches(letter: Letter, line: Line) -> list[Stretch]:
    """The line cut where a gap is as wide as between two columns: «Le Président      Le Trésorier»."""
    words = [w for w in letter.words_in(line.start, line.end) if w.page == line.page]
    limit = max(_MIN_COLUMN_GAP, _COLUMN_GAP * line.height / _PAGE_SHAPE)
    cuts = [b.start for a, b in pairwise(words) if b.start > a.end and b.box.x0 - a.box.x1 > limit]
    edges = [line.start, *cuts, line.end]
    return [Stretch(a, a + len(text), text, line) for a, b in pairwise(edges) if (text := letter.text[a:b].rstrip())]


def without_strokes(letter: Letter, start: int, end: int) -> tuple[int, int]:
    """The span without the strokes of a pen or the dirt at its ends: one or two letters that were hardly legible."""
    words = [w for w in letter.words_in(start, end) if w.end - w.start <= end - start]
    while len(words) > 1 and _is_stroke(words[-1]):
        words.pop()
    while len(words) > 1 and _is_stroke(words[0]):
        words.pop(0)
    return (max(start, words[0].start), min(end, words[-1].end)) if words else (start, end)


def _is_stroke(word: PlacedWord) -> bool:
    return word.confidence < _STROKE and word.end - word.start <= 2


def header_lines(letter: Letter) -> list[Line]:
    """The lines in which the sender presents himself on the first page."""
    zoned = [line for line in letter.lines_in(*_HEADER) if line.page == letter.page_start]
    if zoned or any(line.zone is not Zone.BODY for line in letter.lines):
        return zoned[:_MAX_TOP]
    return _before_the_prose(letter)


def top_lines(letter: Letter) -> list[Line]:
    """The lines of the first page above the text; all lines before the prose where nothing is zoned."""
    if all(line.zone is Zone.BODY for line in letter.lines):
        return _before_the_prose(letter)
    head: list[Line] = []
    for line in letter.lines:
        if line.page != letter.page_start or len(head) >= _MAX_TOP:
            break
        if line.zone not in (Zone.BODY, Zone.CLOSING, *_AFTER_SIGNATURE):
            head.append(line)
    return head


def _before_the_prose(letter: Letter) -> list[Line]:
    head: list[Line] = []
    for line in letter.lines[:_MAX_HEADER]:
        text = letter.line_text(line).strip()
        if is_salutation(text) or is_prose(text) or is_closing(text):
            break
        head.append(line)
    return head


def is_prose(text: str) -> bool:
    """Whether the line reads like running text: many words, most of them small."""
    words = text.split()
    return len(words) > 8 and sum(w[:1].islower() for w in words) > len(words) / 2


def is_salutation(text: str) -> bool:
    """«Madame, Monsieur,», «Cher(e) Adhérent(e),», «Monsieur le Maire,»."""
    return bool(_SALUTATION.match(plain(text).strip()))


def is_closing(text: str) -> bool:
    """Whether the line is (part of) a formula of politeness at the end of a letter."""
    return bool(_CLOSING.search(blur(text)))


def signature_lines(letter: Letter) -> list[Line]:
    """The lines of the signature block, in reading order; empty where the letter has none."""
    zoned = letter.lines_in(Zone.SIGNATURE)
    start = _block_start(letter)
    if zoned:
        # a speck amid the text may have been taken for a signature
        behind = [line for line in zoned if start is not None and line.start >= letter.lines[start - 1].end]
        first = letter.lines.index((behind or zoned)[0])
        # «Le Directeur» just above the name may have been taken for the end of the text
        start = start if start is not None and 0 < first - start <= 4 else first
    block = list(_block(letter, start, bool(zoned))) if start is not None else []
    # who signs at the left of two columns of text is read before the right one
    return [*(line for line in zoned if line not in block and any(_is_level(line, other) for other in block)), *block]


def _is_level(line: Line, other: Line) -> bool:
    """Beside it, on the same height, and at its left."""
    middle = (line.box.y0 + line.box.y1) / 2
    return line.page == other.page and other.box.y0 < middle < other.box.y1 and line.box.x1 < other.box.x0


def closing_line(letter: Letter) -> Line | None:
    """The last line of the closing formula."""
    for line in reversed(letter.lines):
        if line.zone not in _AFTER_SIGNATURE and (line.zone is Zone.CLOSING or is_closing(letter.line_text(line))):
            return line
    return None


def _block_start(letter: Letter) -> int | None:
    """The first line after the closing formula, or under «Fait à ..., le ...» at the end."""
    lines = letter.lines
    if closing := closing_line(letter):
        return lines.index(closing) + 1
    for i in range(len(lines) - 1, len(lines) // 3, -1):
        if lines[i].zone not in _AFTER_SIGNATURE and _DONE_AT.match(plain(letter.line_text(lines[i])).strip()):
            return i + 1
    return None


def _block(letter: Letter, start: int, zoned: bool) -> Iterator[Line]:
    taken, before = 0, None
    for line in letter.lines[start:]:
        text = letter.line_text(line).strip()
        signs = line.zone is Zone.SIGNATURE
        if zoned and line.zone is Zone.FOOTER:
            continue  # «Page 2/2», between the closing formula and a signature on the next page
        if taken >= _MAX_BLOCK or (_END.match(plain(text)) and not is_closing(text)):
            return
        if zoned and not signs:
            if line.zone in _AFTER_SIGNATURE or is_prose(text):
                continue
            if before and (line.page != before.page or line.box.y0 - before.box.y1 > _MAX_GAP):
                continue
        elif not zoned and (line.zone in _AFTER_SIGNATURE or is_prose(text)):
            return
        yield line
        taken, before = taken + 1, line
