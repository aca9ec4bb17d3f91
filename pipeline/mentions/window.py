"""A letter's lines → the block in the window of the envelope: to whom it goes, from the name down to the town."""

import re
from typing import Final

from pipeline.mentions.layout import is_salutation, top_lines
from pipeline.mentions.persons import CIVILITY
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import POSTCODE_TOWN, Address, find_addresses, is_street
from pipeline.records import Box, Letter, Line, Zone

# Lines of the block that name nobody: «RECOMMANDÉ AVEC AR», «Lettre suivie n° 2C 012», «12345678 / 0012»
_NOISE: Final = re.compile(
    r"^\W*(?:lettre|recommandee?|r\.?a\.?r|lrar|par (?:courriel|courrier|mail|porteur)|courrier|urgent|confidentiel"
    r"|personnel|copie|ref|n[°o]\b|objet|date"
    r"|siret|siren|numero|tva|tel|fax|code|e-?mail|a rappeler)\b|@|^[\W\d_]*$|^\W*\d?[a-z]{0,2}[\d .\-/]{6,}$"
)
# «HB61 004127 T05 09/26», «SIVO-89-2/0773 ◄»: what the mailing machine prints over the name; no «BP 40217»
_ROUTED: Final = re.compile(r"[A-Z]{0,5}[\d/.<>*#-][A-Z\d/.<>*#-]{0,20}|[A-Z]{1,4}|[^\w\s]{0,3}")
_BOXED: Final = re.compile(r"(?:B\.?P|C\.?S|TSA|CIDEX|SP)\b")
_SPECKS: Final = "«»<>*|.,:;'’°"  # what a scan makes of marks around it
_ROUTED_DIGITS, _ROUTED_WORDS, _SHORT_TOWN = 5, 8, 3
_DATED: Final = re.compile(r"\b\d{1,2}(?:er)?\s+[a-z]{3,9}\.?\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
# «Caen, le 14 août 2021», not «Lycée du 8 mai 1945»
_DATE_LINE: Final = re.compile(
    r"(?:^|,|\ble)\s*\d{1,2}(?:er)?\s+[a-z]{3,9}\.?\s+\d{4}\W*$|(?:^|,|\ble)\s*\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\W*$"
)
_CONTACT: Final = re.compile(r"\btel\b|\bfax\b|@|\bwww\b|(?:\d[ .]?){8}")
_HOUSE: Final = re.compile(r"\d{1,4}(?: ?(?:bis|ter|[A-D]))?,? [A-Za-z]")  # «14 TUE GES TANNEURS»: a street misread
_LEFT: Final = 0.40  # a block that begins further right than this share of the page stands in the window
_TOP, _BOTTOM = 0.05, 0.45  # of the page's height: between them lies the window
_ALIGNED: Final = 0.05  # of the page's width, between the left edges of two lines of one block
_GAP: Final = 3.0  # times the height of the letters, between two lines of one block
_TOUCH: Final = 0.005  # of the page's height: the accents of one line reach into the one above
_MAX_BLOCK: Final = 10  # lines
_ZONED, _SEEN, _BELOW = 0.95, 0.75, 0.7


def find_block(letter: Letter) -> tuple[list[Line], float]:
    """The lines of the recipient's block, and how sure it is his."""
    zoned = [line for line in letter.lines_in(Zone.RECIPIENT) if line.page == letter.page_start][:_MAX_BLOCK]
    top = top_lines(letter)
    if any(not is_noise(letter.line_text(line)) for line in zoned):
        held = _first_block(letter, zoned)
        first = letter.line_text(held[0])
        nameless = is_street(first) or bool(POSTCODE_TOWN.search(first) or _HOUSE.match(first))
        # his name, taller by its accents, may have been taken for a part of the letterhead
        stray = [line for line in top if nameless or on_one_row(line.box, held[0].box)]
        return _with_names(letter, stray, held), _ZONED
    addresses = find_addresses(letter, top)
    for address in addresses:
        if _stands_in_window(address):
            return _with_names(letter, top[: address.first], list(top[address.first : address.last + 1])), _SEEN
    for address in addresses[1:]:  # typed below the sender's own, at the left: «M. LE FLOC'H»
        block = _with_names(letter, top[: address.first], list(top[address.first : address.last + 1]))
        if CIVILITY.match(letter.line_text(block[0])):
            return block, _BELOW
    return [], 0.0


def _first_block(letter: Letter, zoned: list[Line]) -> list[Line]:
    """Zones may spill: the block ends with its postcode and town."""
    for i, line in enumerate(zoned):
        if POSTCODE_TOWN.search(letter.line_text(line)) and any(not is_street(letter.line_text(u)) for u in zoned[:i]):
            return zoned[: i + 1]
    return zoned


def _stands_in_window(address: Address) -> bool:
    return address.box.x0 >= _LEFT and _TOP <= address.box.y0 <= _BOTTOM


def _with_names(letter: Letter, lines: list[Line], block: list[Line]) -> list[Line]:
    """The lines beside and just above the top of the block, in its column, belong to it."""
    held = list(block)
    for line in sorted(lines, key=lambda line: -line.box.y0):
        top = min(held, key=lambda line: line.box.y0)
        text = letter.line_text(line)
        if line in held or line.page != top.page or line.box.y0 > top.box.y1:
            continue
        beside = on_one_row(line.box, top.box)
        above = -_TOUCH <= top.box.y0 - line.box.y1 <= _GAP * max(line.height, top.height)
        aligned = abs(line.box.x0 - min(x.box.x0 for x in held)) < _ALIGNED
        if not (aligned and (beside or above)):
            continue
        if len(held) > _MAX_BLOCK or _ends_block(text):
            break
        held.append(line)
    return sorted(held, key=lambda line: (line.box.y0, line.start))


def _ends_block(text: str) -> bool:
    return bool(
        POSTCODE_TOWN.search(text) or is_salutation(text) or _DATED.search(plain(text)) or _CONTACT.search(plain(text))
    )


def on_one_row(a: Box, b: Box) -> bool:
    """Whether they stand on one row of the page."""
    return a.y0 < (b.y0 + b.y1) / 2 < a.y1 or b.y0 < (a.y0 + a.y1) / 2 < b.y1


def is_noise(text: str) -> bool:
    """Whether a line of the block names nobody and no place: «LETTRE RECOMMANDÉE», a bar code's number."""
    folded = plain(text)
    return bool(_NOISE.search(folded) or _DATE_LINE.search(folded) or _is_routed(text)) and not is_street(text)


def _is_routed(text: str) -> bool:
    words = text.split()
    coded = len(words) <= _ROUTED_WORDS and sum(c.isdigit() for c in text) >= _ROUTED_DIGITS
    town = POSTCODE_TOWN.search(text)
    named = town is not None and town.end() == len(text.rstrip()) and len(town["town"]) >= _SHORT_TOWN
    return coded and not (named or _BOXED.match(text)) and all(_ROUTED.fullmatch(word.strip(_SPECKS)) for word in words)
