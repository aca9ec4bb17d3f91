"""Rows of a letter's head → letterhead, sender's address, recipient, references."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from pipeline.letters.clues import ADDRESS, Clue, is_reference, read_clues
from pipeline.letters.labels import find_values
from pipeline.letters.layout import Layout, find_blocks, is_aligned, is_prose, is_tight
from pipeline.letters.rows import Row
from pipeline.letters.spelling import fold
from pipeline.letters.subjects import find_bare_subject, find_numbers, find_title_rest
from pipeline.letters.tables import find_table
from pipeline.records import Zone

# what speaks for a block of the head being the recipient's address
_RECIPIENT_CLUES: Final = {
    Clue.POSTCODE: 2.0,
    Clue.STREET: 1.0,
    Clue.PO_BOX: 0.5,
    Clue.CIVILITY: 2.0,
    Clue.RECIPIENT_LABEL: 4.0,
    Clue.SENDER_LABEL: -5.0,
    Clue.CONTACT: -2.0,
    Clue.LEGAL: -0.5,
    Clue.REFERENCES: -3.0,
    Clue.SUBJECT: -5.0,
}
_WINDOW_LEFT: Final = 0.42  # the window of an envelope shows what stands right of this ...
_WINDOW: Final = (0.1, 0.4)  # ... and between these heights
_IN_WINDOW: Final = 1.0
_RIGHT: Final = 2.0
_AT_THE_TOP: Final = 0.08
_RIGHTMOST: Final = 1.5
_LOWEST_BLOCK: Final = 2.0  # who writes stands above whom he writes to
_TOPMOST: Final = 2.0  # the first thing on the page, at the left, is who writes
_SIGNS: Final = 5.0  # who signs the letter does not receive it
_SAME_NAME: Final = 92.0
_BLOCK_GAP: Final = 2.6  # cap heights between a name and its address, printed in another size
_LONG_NAME: Final = 6  # signs: shorter ones stand in many a line by chance
_LOWEST: Final = 3.0  # a block that scores less is nobody's address
_BIG: Final = 1.35  # a logo's type, in that of the running text
_SMALL: Final = 0.8
_LEFT: Final = 0.35
_LONGEST: Final = 9  # lines of an address
_HEAD: Final = (Zone.LETTERHEAD, Zone.REFERENCES)


def part_head(rows: Sequence[Row], zones: dict[int, Zone], layout: Layout, foot: Sequence[str] = ()) -> dict[int, Zone]:
    """The zones with each row of `LETTERHEAD` in its part of the head; `foot`: what the footers say."""
    head = [i for i, zone in zones.items() if zone is Zone.LETTERHEAD]
    first_page = min((row.page for row in rows), default=1)
    blocks = [part for block in find_blocks(rows, head) for part in _part_block(rows, block)]
    first = [block for block in blocks if rows[block[0]].page == first_page]
    signed = [rows[i].text for i, zone in zones.items() if zone is Zone.SIGNATURE]
    recipient = _choose_recipient(rows, first, signed, foot, layout) or _find_recipient_below(rows, zones, first_page)
    parted = {i: zone for block in blocks for i, zone in _part_sender(rows, block).items()}
    parted |= dict.fromkeys(recipient, Zone.RECIPIENT)
    zones = zones | parted
    zones |= dict.fromkeys(find_title_rest(rows, zones), Zone.SUBJECT)
    zones |= dict.fromkeys([*find_numbers(rows, zones), *find_values(rows, zones)], Zone.REFERENCES)
    zones |= dict.fromkeys(find_table(rows, _above_text(rows, zones, first_page), layout), Zone.REFERENCES)
    return zones | dict.fromkeys(find_bare_subject(rows, zones, layout), Zone.SUBJECT)


def _above_text(rows: Sequence[Row], zones: dict[int, Zone], first_page: int) -> list[int]:
    """The rows of the head, and what stands among them as if it were text: above the salutation of the first page."""
    greeting = next((rows[i] for i in sorted(zones) if zones[i] is Zone.SALUTATION), None)
    if greeting is None or greeting.page != first_page:
        return [i for i, zone in zones.items() if zone in _HEAD and rows[i].page == first_page]
    held = (i for i, zone in zones.items() if zone not in (Zone.RECIPIENT, Zone.SENDER_ADDRESS))
    return [i for i in held if rows[i].page == first_page and rows[i].box.y0 < greeting.box.y0]


def _choose_recipient(
    rows: Sequence[Row], blocks: Sequence[list[int]], signed: Sequence[str], foot: Sequence[str], layout: Layout
) -> list[int]:
    """The block that is most like the address the letter goes to; of two, the right one and the lower one gain."""
    held = [[rows[i] for i in block] for block in blocks]
    scores = [score_recipient(block, layout) for block in held]
    addresses = [block for block, score in zip(held, scores, strict=True) if score > 0 and _has_address(block)]
    for n, block in enumerate(held):
        others = [other for other in addresses if other is not block]
        if others and block in addresses:
            scores[n] += _RIGHTMOST * all(_left(block) > _left(other) + 0.2 for other in others)
            scores[n] += _LOWEST_BLOCK * all(block[0].box.y0 > other[0].box.y0 for other in others)
        topmost = all(block[0].box.y0 <= other[0].box.y0 for other in held)
        first = all(block[0].box.y0 <= other[0].box.y0 for other in others)
        greeted = first and not _has_civility(block) and any(_has_civility(other) for other in others)
        scores[n] -= _TOPMOST * (greeted or (topmost and _left(block) < _WINDOW_LEFT))
        labelled = Clue.RECIPIENT_LABEL in read_clues(block[0].text)  # what stands above «À :» is the sender's
        over = [other[-1].text for other in held if not labelled and _stands_over(other[-1], block[0])]
        scores[n] -= _SIGNS * any(_is_named(name, line) for name in (block[0].text, *over) for line in foot)
        lines = [*over, *(row.text for row in block)]
        scores[n] -= _SIGNS * any(is_same_name(line, name) for line in lines for name in signed)
    best = max(range(len(blocks)), key=scores.__getitem__, default=None)
    if best is None or scores[best] < _LOWEST or not _says_something(held[best]):
        return []
    return list(blocks[best])


def _stands_over(name: Row, first: Row) -> bool:
    """A name right above an address, in its column; a logo that only reaches over it is none."""
    return is_tight(name, first, _BLOCK_GAP) and is_aligned(name, first)


def _has_civility(block: Sequence[Row]) -> bool:
    return any(Clue.CIVILITY in read_clues(row.text) for row in block)


def _is_named(name: str, line: str) -> bool:
    """«Banque Rhône-Atlantique» in its own legal line at the foot of the page."""
    plain = fold(name)
    return len(plain) >= _LONG_NAME and fuzz.partial_ratio(plain, fold(line), score_cutoff=_SAME_NAME) > 0


def _has_address(block: Sequence[Row]) -> bool:
    return any(read_clues(row.text) & ADDRESS for row in block)


def _left(block: Sequence[Row]) -> float:
    return min(row.box.x0 for row in block)


def is_same_name(text: str, name: str) -> bool:
    """«Monsieur Ruben Castagne» in the head is who signs «Ruben Castagne.»."""
    words = fold(name).replace(".", " ").split()
    return 2 <= len(words) <= 4 and fuzz.token_set_ratio(fold(text), " ".join(words)) >= _SAME_NAME


def _find_recipient_below(rows: Sequence[Row], zones: dict[int, Zone], first_page: int) -> list[int]:
    """Old notes name the recipient at the foot of the first page, at the left: «Monsieur VIDALENC»."""
    last_prose = max((row.box.y1 for row in rows if row.page == first_page and is_prose(row)), default=1.0)
    below = [
        i
        for i, zone in zones.items()
        if zone in (Zone.BODY, Zone.SIGNATURE) and rows[i].page == first_page and rows[i].box.y0 > last_prose
    ]
    for block in find_blocks(rows, below):
        first = rows[block[0]]
        if Clue.CIVILITY in read_clues(first.text) and first.box.x0 < _LEFT and len(block) <= _LONGEST:
            return block
    return []


def _says_something(block: Sequence[Row]) -> bool:
    """More than a lonely line on the right: a stamp, a date that OCR spoilt."""
    telling = {Clue.POSTCODE, Clue.CIVILITY, Clue.RECIPIENT_LABEL}
    return len(block) > 1 or bool(read_clues(block[0].text) & telling)


def score_recipient(block: Sequence[Row], layout: Layout) -> float:
    """How much a block of rows looks like the address a letter goes to; from 3 on it may be one."""
    clues = [read_clues(row.text) for row in block]
    met = frozenset().union(*clues)
    score = sum(weight for clue, weight in _RECIPIENT_CLUES.items() if clue in met)
    top, left = block[0].box.y0, min(row.box.x0 for row in block)
    score += _RIGHT * (left > _WINDOW_LEFT) + _IN_WINDOW * (_WINDOW[0] < top < _WINDOW[1]) - (top < _AT_THE_TOP)
    if (
        len(block) == 1
        and {Clue.STREET, Clue.PO_BOX} & met
        and Clue.POSTCODE in met
        and block[0].height < _SMALL * layout.height
    ):
        score -= 5.0  # the sender's line over the window: «Crédit Ligérien - 4 quai de la Loire - 45000 ORLEANS»
    score -= any(row.height > _BIG * layout.height for row in block)
    return score - 2.0 * (len(block) > _LONGEST) - 2.0 * any(is_prose(row) for row in block)


def _part_block(rows: Sequence[Row], block: list[int]) -> list[list[int]]:
    """Cut a block where references begin or end, and before «Destinataire :» or «De :»."""
    parts: list[list[int]] = []
    inside = False
    asks = False  # «Affaire suivie par :» / «Mme Lefort»; else «Mme Lefort» below references begins an address
    for i in block:
        clues = read_clues(rows[i].text)
        starts = is_reference(clues)
        goes_on = inside and bool(clues & {Clue.CODE, Clue.CONTACT, Clue.REFERENCES, Clue.NAME}) and not clues & ADDRESS
        goes_on &= asks or Clue.CIVILITY not in clues
        asks = rows[i].text.rstrip().endswith(":") or Clue.SENT_BY in clues
        named = clues & {Clue.SENDER_LABEL, Clue.RECIPIENT_LABEL} and (Clue.LABEL in clues or len(rows[i].texts) <= 2)
        if not parts or (starts or goes_on) != inside or named:
            parts.append([])
        inside = starts or goes_on
        parts[-1].append(i)
    return parts


def _part_sender(rows: Sequence[Row], block: Sequence[int]) -> dict[int, Zone]:
    """References where a block begins with one, else the postal lines and the rest of a letterhead."""
    clues = [read_clues(rows[i].text) for i in block]
    if is_reference(clues[0]):
        return dict.fromkeys(block, Zone.REFERENCES)
    supplied = {i for place, i in enumerate(block) if Clue.DELIVERY in clues[place]}
    if supplied and any(found & ADDRESS for found in clues):
        return dict.fromkeys(block, Zone.BODY)
    if supplied:  # «Point de livraison» / «14 582 903 617 204»
        numbers = {below for i, below in pairwise(block) if i in supplied and Clue.CODE in read_clues(rows[below].text)}
        return {i: Zone.REFERENCES if i in supplied | numbers else Zone.LETTERHEAD for i in block}
    postal = [place for place, found in enumerate(clues) if found & ADDRESS]
    inside = range(postal[0], postal[-1] + 1) if postal else range(0)  # «27, avenue du Gal Leclerc de» / «Hauteclocque»
    aside = {Clue.CONTACT, Clue.OPENING}
    return {
        i: Zone.SENDER_ADDRESS
        if place in inside and (clues[place] & ADDRESS or not clues[place] & aside)
        else Zone.LETTERHEAD
        for place, i in enumerate(block)
    }
