"""From lines to blocks: lines stacked closely above each other, and the order in which a reader takes the blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.records import Box
from pipeline.words.lines import Line
from pipeline.words.pieces import overlap

_CLOSE: Final = 0.9  # heights between two lines of one block, at most; more where the whole page is set wider
_WIDER: Final = 1.35  # times the usual distance of the page: a typescript with double spacing
RUNNING: Final = 25  # characters in a line of running text; lines of addresses and references have 10 to 25
_SUNK: Final = 0.25  # heights that the middle of a line may reach into the line above: «É» under «g»
_NEAR: Final = 3.0  # heights within which a line is looked for below another
_SAME_TYPE: Final = 1.7  # a title this much larger than the text below is a block of its own


@dataclass(eq=False)
class Block:
    """Lines from top to bottom."""

    lines: list[Line]
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.lines.sort(key=lambda line: (line.baseline, line.box.x0))
        self.box = Box.around(line.box for line in self.lines)


def find_blocks(lines: Sequence[Line]) -> list[Block]:
    """All lines, each in one block; a line with two below or above it (columns) ends a block."""
    ordered = sorted(lines, key=lambda line: (line.baseline, line.box.x0, line.box.x1))
    below = {id(line): _below(line, ordered[place + 1 :]) for place, line in enumerate(ordered)}
    above: dict[int, int] = {}
    for neighbours in below.values():
        for line in neighbours:
            above[id(line)] = above.get(id(line), 0) + 1
    stacks = [
        (line, neighbours[0])
        for line in ordered
        if len(neighbours := below[id(line)]) == 1 and above[id(neighbours[0])] == 1
    ]
    distances = sorted(_distance(a, b) for a, b in stacks if a.length >= RUNNING) or [0.0]
    usual = distances[len(distances) // 4]  # of lines; of the wider ones, some part paragraphs
    joined = {id(a): b for a, b in stacks if _are_one_block(a, b, usual)}
    continued = {id(line) for line in joined.values()}
    blocks = []
    for line in ordered:
        if id(line) not in continued:
            stack = [line]
            while id(stack[-1]) in joined:
                stack.append(joined[id(stack[-1])])
            blocks.append(Block(stack))
    return blocks


def _below(line: Line, later: Sequence[Line]) -> list[Line]:
    """The lines one sees straight below, not far."""
    seen: list[Line] = []
    for other in later:
        if other.box.y0 - line.box.y1 > _NEAR * line.height:
            continue
        if (other.box.y0 + other.box.y1) / 2 < line.box.y1 - line.height * _SUNK or not _share_column(line, other):
            continue
        if not any(_share_column(nearer, other) and nearer.baseline < other.box.y0 for nearer in seen):
            seen.append(other)
    return seen


def _share_column(a: Line, b: Line) -> bool:
    return overlap(a.box.x0, a.box.x1, b.box.x0, b.box.x1) > 0


def _distance(a: Line, b: Line) -> float:
    """White between two lines, in heights of the lower of the two types."""
    return (b.box.y0 - a.box.y1) / min(a.height, b.height)


def _are_one_block(a: Line, b: Line, usual: float) -> bool:
    similar = max(a.height, b.height) <= _SAME_TYPE * min(a.height, b.height)
    return similar and _distance(a, b) <= max(_CLOSE, _WIDER * usual)
