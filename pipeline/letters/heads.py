"""Rows of a letter's head → letterhead, sender's address, recipient, references."""

from collections.abc import Collection, Sequence
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, read_clues
from pipeline.letters.layout import Layout, find_blocks
from pipeline.letters.rows import Row
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
_LOWEST: Final = 3.0  # a block that scores less is nobody's address
_BIG: Final = 1.35  # a logo's type, in that of the running text
_LONGEST: Final = 9  # lines of an address


def part_head(rows: Sequence[Row], head: Collection[int], layout: Layout) -> dict[int, Zone]:
    """The zone of each row of the head."""
    first_page = min((rows[i].page for i in head), default=1)
    zones: dict[int, Zone] = {}
    blocks = [part for block in find_blocks(rows, list(head)) for part in _part_references(rows, block)]
    first = [block for block in blocks if rows[block[0]].page == first_page]
    recipient = max(first, key=lambda block: score_recipient([rows[i] for i in block], layout), default=[])
    if recipient and score_recipient([rows[i] for i in recipient], layout) >= _LOWEST:
        zones |= dict.fromkeys(recipient, Zone.RECIPIENT)
    for block in blocks:
        for i, zone in _part_sender(rows, block).items():
            zones.setdefault(i, zone)
    return zones


def score_recipient(block: Sequence[Row], layout: Layout) -> float:
    """How much a block of rows looks like the address a letter goes to; from 3 on it may be one."""
    clues = [read_clues(row.text) for row in block]
    met = frozenset().union(*clues)
    score = sum(weight for clue, weight in _RECIPIENT_CLUES.items() if clue in met)
    top, left = block[0].box.y0, min(row.box.x0 for row in block)
    score += _RIGHT * (left > _WINDOW_LEFT) + _IN_WINDOW * (_WINDOW[0] < top < _WINDOW[1]) - (top < _AT_THE_TOP)
    score -= any(row.height > _BIG * layout.height for row in block)
    return score - 2.0 * (len(block) > _LONGEST) - 2.0 * any(Clue.PROSE in found for found in clues)


def _part_references(rows: Sequence[Row], block: list[int]) -> list[list[int]]:
    """Cut a block where references begin or end."""
    parts: list[list[int]] = []
    inside = False
    for i in block:
        clues = read_clues(rows[i].text)
        starts = Clue.REFERENCES in clues and not clues & ADDRESS
        goes_on = inside and bool(clues & {Clue.CODE, Clue.CONTACT, Clue.REFERENCES}) and not clues & ADDRESS
        if not parts or (starts or goes_on) != inside:
            parts.append([])
        inside = starts or goes_on
        parts[-1].append(i)
    return parts


def _part_sender(rows: Sequence[Row], block: Sequence[int]) -> dict[int, Zone]:
    """References where a block begins with one, else the postal lines and the rest of a letterhead."""
    if Clue.REFERENCES in read_clues(rows[block[0]].text):
        return dict.fromkeys(block, Zone.REFERENCES)
    return {i: Zone.SENDER_ADDRESS if read_clues(rows[i].text) & ADDRESS else Zone.LETTERHEAD for i in block}
