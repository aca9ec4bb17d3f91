"""Rows of one letter → the zone of each."""

from collections.abc import Sequence

from pipeline.letters.course import find_course
from pipeline.letters.heads import part_head
from pipeline.letters.layout import find_blocks, is_aside, is_speck, measure_layout
from pipeline.letters.margins import find_footers
from pipeline.letters.rows import Row
from pipeline.records import Zone


def find_zones(rows: Sequence[Row]) -> tuple[Zone, ...]:
    """Footers and side columns first, then the course of the letter, then the parts of its head."""
    layout = measure_layout(rows)
    footers = find_footers(rows, layout)
    specks = {i for i, row in enumerate(rows) if is_speck(row, layout)} - footers
    aside = {i for i, row in enumerate(rows) if is_aside(row, layout)} - footers - specks
    blocks = find_blocks(rows, [i for i in range(len(rows)) if i not in footers | specks | aside])
    blocks.sort(key=lambda block: (rows[block[0]].page, rows[block[0]].box.y0, rows[block[0]].box.x0))
    zones = find_course(rows, blocks) | dict.fromkeys(aside, Zone.LETTERHEAD)
    zones = part_head(rows, zones, layout) | dict.fromkeys(footers, Zone.FOOTER)
    return tuple(zones[i] if i in zones else _zone_around(zones, i) for i in range(len(rows)))


def _zone_around(zones: dict[int, Zone], i: int) -> Zone:
    """The zone of the nearest row before a speck, else behind it."""
    near = max((j for j in zones if j < i), default=min(zones, default=None))
    return zones[near] if near is not None else Zone.BODY
