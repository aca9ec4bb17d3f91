"""Rows of one letter → the zone of each."""

from collections.abc import Sequence

from pipeline.letters.course import find_course
from pipeline.letters.heads import part_head
from pipeline.letters.layout import find_blocks, is_aside, measure_layout
from pipeline.letters.margins import find_footers
from pipeline.letters.rows import Row
from pipeline.records import Zone


def find_zones(rows: Sequence[Row]) -> tuple[Zone, ...]:
    """Footers and side columns first, then the course of the letter, then the parts of its head."""
    layout = measure_layout(rows)
    footers = find_footers(rows, layout)
    aside = {i for i, row in enumerate(rows) if i not in footers and is_aside(row, layout)}
    stream = [i for i in range(len(rows)) if i not in footers and i not in aside]
    blocks = find_blocks(rows, stream)
    blocks.sort(key=lambda block: (rows[block[0]].page, rows[block[0]].box.y0, rows[block[0]].box.x0))
    zones = find_course(rows, blocks)
    zones |= dict.fromkeys(aside, Zone.LETTERHEAD)
    zones = part_head(rows, zones, layout) | dict.fromkeys(footers, Zone.FOOTER)
    return tuple(zones[i] for i in range(len(rows)))
