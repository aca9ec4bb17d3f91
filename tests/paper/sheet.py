"""Blocks of a letter (text, rules, logos, pen) -> A4 pages as grey pictures, with the text that was drawn.

Measures are millimetres and points. A block with `y` stands there; one without follows the block before it, and moves
to the next page when the page is full.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from PIL import Image, ImageDraw

from tests.paper.fonts import load_font
from tests.paper.pen import draw_logo, draw_signature, draw_stamp

A4: Final = (210, 297)
TOP, BOTTOM = 22.0, 268.0  # the flow continues at TOP of the next page when it would pass BOTTOM
WORD: Final = re.compile(r"\S+")  # a NO-BREAK SPACE, too, parts words
Align = Literal["left", "right", "centre", "justify"]


@dataclass(frozen=True, kw_only=True)
class Text:
    """Lines of text: each `\\n` begins a new one, long ones wrap at `width`; `**bold**` marks bold words."""

    text: str
    x: float = 20.0
    y: float | None = None
    space: float = 0.0  # above, when it follows another block
    width: float = 170.0
    font: str = "roboto"
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    leading: float = 1.25
    gap: float = 0.0  # after each line of `text`
    hang: float = 0.0  # indent of wrapped lines
    ink: int = 28
    every_page: bool = False  # a footer
    zones: tuple[str, ...] = ("body",)  # of each line of `text`; the last one goes on


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A straight line, or with `height` a frame; takes no room in the flow."""

    x: float = 20.0
    y: float | None = None
    space: float = 0.0
    width: float = 170.0
    height: float = 0.0
    thick: float = 0.25
    ink: int = 90
    every_page: bool = False


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Ink that is no text; `room` millimetres of the flow are kept for it (a stamp takes none)."""

    what: Literal["logo", "signature", "stamp"]
    x: float = 20.0
    y: float | None = None
    space: float = 0.0
    width: float = 40.0
    height: float = 18.0
    shape: str = "square"
    text: str = ""
    seed: int = 0
    ink: int = 70
    room: float = 0.0
    every_page: bool = False


@dataclass(frozen=True, kw_only=True)
class Break:
    """What follows stands on the next page."""


@dataclass(frozen=True, kw_only=True)
class Together:
    """Blocks that stay on one page: a closing and its signature."""

    blocks: tuple["Text | Rule | Drawing", ...]


Block = Text | Rule | Drawing | Break | Together
KINDS: Final[dict[str, type[Text] | type[Rule] | type[Drawing] | type[Break]]] = {
    "text": Text,
    "rule": Rule,
    "drawing": Drawing,
    "break": Break,
}


Place = tuple[float, float, float, float]
"""Left, top, right, bottom, in fractions of the page."""


@dataclass(frozen=True)
class DrawnWord:
    """A word as it stands on the page, without the space around it; `line` counts the drawn lines of the page."""

    text: str
    place: Place
    line: int


@dataclass
class Sheet:
    """One drawn page: its picture, and its lines of text in the order they were drawn, first the `running` ones.

    Those stand at the foot of every page. `zones` has the zone of each line, `words` and `signatures` say where the ink
    is.
    """

    image: Image.Image
    lines: list[str] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    running: int = 0
    words: list[DrawnWord] = field(default_factory=list)
    signatures: list[Place] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is printed on the page, from top to bottom; logos and stamps apart."""
        return "\n".join([*self.lines[self.running :], *self.lines[: self.running]])


def read_block(notation: Mapping[str, Any]) -> Block:
    """A block from its notation: `{kind: rule, y: 60}`; without a kind it is text."""
    values = dict(notation)
    return KINDS[values.pop("kind", "text")](**values)


def draw_letter(blocks: Sequence[Block], dpi: int) -> list[Sheet]:
    """The pages of a letter."""
    painter = _Painter(dpi, [b for b in blocks if not isinstance(b, Break | Together) and b.every_page])
    for block in blocks:
        if isinstance(block, Break):
            painter.turn_page()
        elif isinstance(block, Together):
            if painter.cursor + sum(map(painter.measure, block.blocks)) > BOTTOM:
                painter.turn_page()
            for part in block.blocks:
                painter.flow(part)
        elif not block.every_page:
            painter.flow(block)
    return painter.sheets


Word = tuple[str, bool]  # the word and whether it is bold


class _Painter:
    """The pen over the sheets: where it stands (`cursor`, mm), and what every page bears."""

    def __init__(self, dpi: int, every_page: Sequence[Text | Rule | Drawing]) -> None:
        self.dpi = dpi
        self.every_page = every_page
        self.sheets: list[Sheet] = []
        self.turn_page()

    def turn_page(self) -> None:
        self.sheets.append(Sheet(Image.new("L", (self.px(A4[0]), self.px(A4[1])), 255)))
        self.cursor = TOP
        for block in self.every_page:
            self.paint(block, block.y if block.y is not None else BOTTOM)
        self.sheets[-1].running = len(self.sheets[-1].lines)

    def px(self, mm: float) -> int:
        return int(mm * self.dpi / 25.4 + 0.5)

    def flow(self, block: Text | Rule | Drawing) -> None:
        """Paint the block where it says, or below the last one."""
        if block.y is not None:
            self.cursor = max(block.y + self.paint(block, block.y), 0.0)
            return
        if self.cursor + self.measure(block) > BOTTOM:
            self.turn_page()
            self.cursor -= block.space  # no gap at the top of a page
        self.cursor += block.space
        self.cursor += self.paint(block, self.cursor)

    def measure(self, block: Text | Rule | Drawing) -> float:
        """The room it takes in the flow, in mm."""
        if isinstance(block, Text):
            rows = [self.wrap(block, line) for line in block.text.strip("\n").split("\n")]
            return block.space + sum(len(r) * self.pitch(block) + block.gap for r in rows)
        return block.space + (block.room if isinstance(block, Drawing) else 0.0)

    def paint(self, block: Text | Rule | Drawing, y: float) -> float:
        """Draw it at `y`; return the room it took, in mm."""
        sheet = self.sheets[-1]
        if isinstance(block, Text):
            return self.write(block, y, sheet)
        if isinstance(block, Rule):
            box = (self.px(block.x), self.px(y), self.px(block.x + block.width), self.px(y + block.height))
            ImageDraw.Draw(sheet.image).rectangle(
                box if block.height else (*box[:3], box[1] + max(1, self.px(block.thick)) - 1),
                outline=block.ink,
                fill=None if block.height else block.ink,
                width=max(1, self.px(block.thick)),
            )
            return 0.0
        width, height = self.px(block.width), self.px(block.height)
        if block.what == "signature":
            sheet.signatures.append(self.place(self.px(block.x), self.px(y), width, height))
            ink, mask = draw_signature(width, height, block.seed, block.ink)
        elif block.what == "stamp":
            ink, mask = draw_stamp(height, block.text, block.ink)
        else:
            ink, mask = draw_logo(block.shape, height, block.text, block.ink)
        sheet.image.paste(ink, (self.px(block.x), self.px(y)), mask)
        return block.room

    def pitch(self, block: Text) -> float:
        """From baseline to baseline, in mm."""
        return block.size * block.leading * 25.4 / 72

    def write(self, block: Text, y: float, sheet: Sheet) -> float:
        start, draw = y, ImageDraw.Draw(sheet.image)
        for number, line in enumerate(block.text.strip("\n").split("\n")):
            rows = self.wrap(block, line)
            for i, row in enumerate(rows):
                sheet.zones.append(block.zones[min(number, len(block.zones) - 1)])
                baseline = self.px(y + block.size * 25.4 / 72)
                for word, box in self.write_row(draw, block, row, baseline, first=i == 0, last=i == len(rows) - 1):
                    sheet.words.append(DrawnWord(word, self.place(*box), len(sheet.lines)))
                sheet.lines.append(" ".join(word for word, _ in row).replace("\N{NO-BREAK SPACE}", " "))
                y += self.pitch(block)
            y += block.gap
        return y - start

    def place(self, x: float, y: float, width: float, height: float) -> Place:
        """Pixels as fractions of the page."""
        across, down = self.sheets[-1].image.size
        return x / across, y / down, (x + width) / across, (y + height) / down

    def write_row(
        self, draw: ImageDraw.ImageDraw, block: Text, row: list[Word], baseline: int, *, first: bool, last: bool
    ) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        """Draw it; the words between spaces, hard ones too, each with left, top, width and height in pixels."""
        left = self.px(block.x + (0 if first else block.hang))
        room = self.px(block.x + block.width) - left
        widths = [self.length(block, *word) for word in row]
        blank = self.length(block, " ", block.bold)
        slack = room - sum(widths) - blank * (len(row) - 1)
        x = left + {"right": slack, "centre": slack // 2}.get(block.align, 0)
        stretch = slack if block.align == "justify" and not last and len(row) > 1 else 0
        for i, ((word, bold), wide) in enumerate(zip(row, widths, strict=True)):
            extra = stretch * i // (len(row) - 1) if stretch else 0
            font = self.font(block, bold)
            draw.text((x + extra, baseline), word, font=font, fill=block.ink, anchor="ls")
            for part in WORD.finditer(word):
                left, top, right, bottom = font.getbbox(part[0], anchor="ls")
                at = x + extra + font.getlength(word[: part.start()])
                yield part[0], (at + left, baseline + top, right - left, bottom - top)
            x += wide + blank

    def wrap(self, block: Text, line: str) -> list[list[Word]]:
        """The words of a line in rows that fit; NO-BREAK SPACE holds words together."""
        rows: list[list[Word]] = [[]]
        blank, used, bold = self.length(block, " ", block.bold), 0, block.bold
        for raw in line.split(" "):
            if raw.startswith("**"):
                bold = not block.bold
            word = (raw.replace("**", ""), bold)
            if raw.endswith("**") or raw.rstrip(".,;:)").endswith("**"):
                bold = block.bold
            wide = self.length(block, *word)
            room = self.px(block.width - (0 if len(rows) == 1 else block.hang))
            if rows[-1] and used + blank + wide > room:
                rows.append([])
                used = 0
            used += wide + (blank if rows[-1] else 0)
            rows[-1].append(word)
        return rows

    def length(self, block: Text, word: str, bold: bool) -> int:
        return int(self.font(block, bold).getlength(word) + 0.5)

    def font(self, block: Text, bold: bool) -> Any:
        return load_font(block.font, int(block.size * self.dpi / 72 + 0.5), bold, block.italic)
