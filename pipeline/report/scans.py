"""Page pictures → the windows on them that show evidence, and small pages with everything found drawn on them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, TypeVar

from pipeline.records import Box, Word

ACROSS: Final = 1000  # units of a drawing for the width of a page
_LEAST_WIDTH: Final = 0.62  # of the page: a narrower window tears the words out of their sentence
_FARTHEST: Final = 0.08  # of the page, to a neighbouring line
_ROOM: Final = (0.02, 0.006)  # around the words, to the sides and above
_SIGN: Final = 0.045  # of the page, to the left of a mark: where its sign stands if nothing is printed there
_NO_LETTERS: Final = re.compile(r"[\W_]+")


class Marked(Protocol):
    """Words of a page that can be marked: a mention, or what a finding quotes."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def page(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def box(self) -> Box: ...  # noqa: D102


_M = TypeVar("_M", bound=Marked)


class PageLike(Protocol):
    """What the report needs to know of a page."""

    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def page(self) -> int: ...  # noqa: D102
    @property
    def width(self) -> int: ...  # noqa: D102
    @property
    def height(self) -> int: ...  # noqa: D102
    @property
    def words(self) -> tuple[Word, ...]: ...  # noqa: D102
    @property
    def error_code(self) -> str | None: ...  # noqa: D102
    @property
    def error(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in the units of the drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """As an SVG writes it."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a page (`link`; `width` by `height` units), the window on it, and what is marked in it.

    `beside`: of a whole page, for each mark, whether there is room for a sign before it; else it stands above.
    """

    link: str
    page: int
    width: int
    height: int
    window: Rect
    marks: tuple[tuple[Marked, tuple[Rect, ...]], ...]
    beside: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Scans:
    """The pages of a mailing by (source, page), and the addresses of those pictures that are there."""

    pages: Mapping[tuple[str, int], PageLike] = field(default_factory=dict)
    links: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def strips(self, mentions: Sequence[_M]) -> list[tuple[Drawing | None, list[_M]]]:
        """The mentions by the strips that show them, top down: those of one page that stand close share one.

        None, last, for those whose page has no picture.
        """
        blind = [m for m in mentions if not (self._is_shown(m.source, m.page) and is_placed(m))]
        made: list[tuple[Box, list[_M]]] = []
        for mention in sorted(mentions, key=lambda m: (m.source, m.page, m.box.y0, m.box.x0)):
            if mention in blind:
                continue
            window = _window(mention, self.pages[mention.source, mention.page].words)
            last = made[-1] if made else None
            if last and last[1][0].page == mention.page and last[1][0].source == mention.source:
                both = Box.around((last[0], window))
                if window.y0 <= last[0].y1:
                    made[-1] = (both, [*last[1], mention])
                    continue
            made.append((window, [mention]))
        strips: list[tuple[Drawing | None, list[_M]]] = [
            (self._draw(held[0].source, held[0].page, window, held), held) for window, held in made
        ]
        return strips + ([(None, blind)] if blind else [])

    def page(self, source: str, page: int, mentions: Sequence[Marked]) -> Drawing | None:
        """The whole page with all mentions on it; None where there is no picture of it."""
        if not self._is_shown(source, page):
            return None
        words = self.pages[source, page].words
        beside = tuple(_is_free_before(lines_of(m, words)[0], words) for m in mentions)
        return replace(self._draw(source, page, Box(0, 0, 1, 1), mentions), beside=beside)

    def _is_shown(self, source: str, page: int) -> bool:
        shape = self.pages.get((source, page))
        return shape is not None and (source, page) in self.links and shape.width > 0

    def _draw(self, source: str, page: int, window: Box, mentions: Sequence[Marked]) -> Drawing:
        shape = self.pages[source, page]
        height = round(ACROSS * shape.height / shape.width)
        marks = tuple((m, tuple(_rect(box, height) for box in lines_of(m, shape.words))) for m in mentions)
        return Drawing(self.links[source, page], page, ACROSS, height, _rect(window, height), marks)


def is_placed(mention: Marked) -> bool:
    """Whether it stands anywhere: what a person added may not."""
    return mention.box.width > 0


def _window(mention: Marked, words: Sequence[Word]) -> Box:
    """The part of the page that shows the words in their paragraph: their lines, whole, and those next to them."""
    own = {(word.block, word.line) for word in words if _holds(mention.box, word.box)}
    near = {(block, line + step) for block, line in own for step in (-1, 0, 1)}
    boxes = [mention.box, *(word.box for word in words if (word.block, word.line) in near)]
    box = Box.around(boxes)
    if box.height > mention.box.height + _FARTHEST:  # a "line" that runs all over the page
        box = mention.box
    side, above = _ROOM
    x0, x1 = box.x0 - side, box.x1 + side
    wider = max(0.0, _LEAST_WIDTH - (x1 - x0)) / 2
    x0, x1 = x0 - wider, x1 + wider
    shift = max(0.0, -x0) - max(0.0, x1 - 1)
    y0, y1 = box.y0 - above, box.y1 + above
    return Box(max(0.0, x0 + shift), max(0.0, y0), min(1.0, x1 + shift), min(1.0, y1))


def _rect(box: Box, height: int) -> Rect:
    x, y, across, down = box.x0 * ACROSS, box.y0 * height, box.width * ACROSS, box.height * height
    return Rect(round(x, 1), round(y, 1), round(across, 1), round(down, 1))


def lines_of(mention: Marked, words: Sequence[Word]) -> tuple[Box, ...]:
    """The boxes of the mention's words, line by line; its own box where it has one line or its words are not found.

    The box of words that run over a line's end holds whole lines; only some of their words are meant.
    """
    if "\n" not in mention.text:
        return (mention.box,)
    wanted = _NO_LETTERS.sub("", mention.text)
    near = [word for word in words if _holds(mention.box, word.box)]
    for first in range(len(near)):
        read = ""
        for last in range(first, len(near)):
            read += _NO_LETTERS.sub("", near[last].text)
            if read == wanted:
                return _by_line(near[first : last + 1])
            if not wanted.startswith(read):
                break
    return (mention.box,)


def _is_free_before(box: Box, words: Sequence[Word]) -> bool:
    """Whether no word ends where the sign would stand."""
    return not any(
        box.x0 - _SIGN < word.box.x1 and word.box.x0 < box.x0 and word.box.y0 < box.y1 and box.y0 < word.box.y1
        for word in words
        if not _holds(box, word.box)
    )


def _holds(box: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _by_line(words: Sequence[Word]) -> tuple[Box, ...]:
    lines: dict[int, list[Box]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.box)
    return tuple(Box.around(boxes) for boxes in lines.values())
