"""What a letter says and a layout -> the blocks of its sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.paper.sheet import Block, Drawing, Rule, Text, Together

LINE: Final = 0.44  # millimetres of a line for each point of its size, at the usual leading
FOOTER_Y: Final = 278.0
LABEL: Final = re.compile(r"\S[^:]{2,20} ?[:-] ")


@dataclass(frozen=True, kw_only=True)
class Content:
    """The words of a letter, zone by zone, as they are to be printed."""

    organisation: str
    department: str | None
    address: list[str]
    contacts: list[str]
    recipient: list[str]
    references: list[tuple[str, str]]
    date_line: str
    subject: str
    salutation: str
    paragraphs: list[str]
    closing: str
    signatory: str | None
    title: str | None
    legal: list[str]
    enclosure: str = ""
    logo: str = ""
    pen: int | None = None  # seed of the signature
    stamp: str = ""
    fonts: dict[str, Any] = field(default_factory=dict)


def lay_out(content: Content, layout: dict[str, Any]) -> list[Block]:
    """The letter as blocks, the first page from top to bottom, then what flows."""
    font = {"font": layout["font"], "size": layout["size"]}
    return [
        *_logo(content, layout),
        *_sender(content, layout["sender"], font),
        Text(text="\n".join(content.recipient), width=80, **(font | layout["recipient"]), zones=("recipient",)),
        *(() if "below" in layout["references"] else _references(content, layout["references"], font)),
        *_date(content, layout["date"], font),
        *_footer(content, layout, font),
        *_subject(content, layout, font),
        *_body(content, layout, font),
    ]


def _logo(content: Content, layout: dict[str, Any]) -> Iterator[Block]:
    if content.logo and "logo" in layout:
        x, y, height = layout["logo"]
        yield Drawing(what="logo", shape=content.logo, x=x, y=y, height=height, ink=120)


def _sender(content: Content, zone: dict[str, Any], font: dict[str, Any]) -> Iterator[Block]:
    at = {"x": zone["x"], "width": zone["width"], "align": zone.get("align", "left")}
    small = font | {"size": font["size"] - 1.5}
    size = zone.get("size", font["size"] + 1)
    yield Text(
        text=content.organisation, y=zone["y"], bold=True, **at, font=font["font"], size=size, zones=("letterhead",)
    )
    details = [(content.department, "letterhead")] if content.department else []
    if not zone.get("short"):
        details += [(line, "sender_address") for line in content.address]
        details += [(line, "letterhead") for line in content.contacts]
    lines, zones = [line for line, _ in details], tuple(of for _, of in details)
    if zone.get("one_line") and "sender_address" in zones:
        zones = ("sender_address",)
    if "details_x" in zone:  # a second column
        at |= {"x": zone["details_x"], "y": zone["y"], "align": "left"}
    if details:
        yield Text(text=(" - " if zone.get("one_line") else "\n").join(lines), space=0.5, zones=zones, **at, **small)
    if zone.get("rule"):
        yield Rule(x=zone["x"], width=zone["width"], space=2.0)


def _references(content: Content, zone: dict[str, Any], font: dict[str, Any]) -> Iterator[Block]:
    small = font | {"size": font["size"] - 1}
    if zone.get("columns"):  # labels over their values, side by side
        for i, (label, value) in enumerate(content.references):
            x = zone["x"] + 62 * i
            yield Text(text=label, x=x, y=zone["y"], width=60, bold=True, zones=("references",), **small)
            yield Text(text=value, x=x, width=60, zones=("references",), **small)
    elif content.references:
        lines = [
            f"{label} {value}" if label.endswith((":", "n°", "N°")) else f"{label} : {value}"
            for label, value in content.references
        ]
        at = {"space": 1} if zone.get("below") else {"y": zone["y"]}
        yield Text(
            text="\n".join(lines), x=zone["x"], width=zone.get("width", 85), zones=("references",), **at, **small
        )


def _date(content: Content, zone: dict[str, Any], font: dict[str, Any]) -> Iterator[Block]:
    if "end" not in zone and "below" not in zone:
        at = {"x": zone["x"], "y": zone["y"], "align": zone.get("align", "left")}
        yield Text(text=content.date_line, width=90, zones=("date_line",), **at, **font)


def _subject(content: Content, layout: dict[str, Any], font: dict[str, Any]) -> Iterator[Block]:
    """The bold line, or a plain one after its label, and what stands `below` it: the references, the date."""
    zone = dict(layout["subject"])
    plain = zone.pop("plain", False) and LABEL.match(content.subject)
    text = content.subject if plain else f"**{content.subject}**"
    yield Text(text=text, width=layout["body"]["width"], zones=("subject",), **zone, **font)
    if "below" in layout["references"]:
        yield from _references(content, layout["references"], font)
    if "below" in layout["date"]:
        align = layout["date"].get("align", "left")
        yield Text(
            text=content.date_line, x=layout["date"]["x"], width=90, align=align, space=4, zones=("date_line",), **font
        )


def _body(content: Content, layout: dict[str, Any], font: dict[str, Any]) -> Iterator[Block]:
    body, sign = layout["body"], layout["signature"]
    at = {"x": body["x"], "width": body["width"], **font}
    yield Text(text=content.salutation, space=6, zones=("salutation",), **at)
    for paragraph in content.paragraphs:
        yield Text(text=paragraph, space=3, align="justify" if body.get("justify") else "left", **at)
    ending: list[Text | Rule | Drawing] = [Text(text=content.closing, space=3, zones=("closing",), **at)]
    if "end" in layout["date"]:
        ending.append(
            Text(text=content.date_line, x=layout["date"]["x"], width=90, space=6, zones=("date_line",), **font)
        )
    ending += _signature(content, sign, font)
    if content.enclosure:
        ending.append(Text(text=content.enclosure, space=8, zones=("enclosures",), **at))
    if "postscript" in layout:
        ending.append(Text(text=layout["postscript"], space=6, zones=("postscript",), **at))
    if "coupon" in layout:
        ending.append(Rule(x=10, width=190, space=5))
        ending.append(Text(text=layout["coupon"], space=9, gap=1, zones=("coupon",), **at))
    yield Together(blocks=tuple(ending))


def _signature(content: Content, zone: dict[str, Any], font: dict[str, Any]) -> Iterator[Text | Rule | Drawing]:
    """Name over title or title over name; the pen between them, over both, or nowhere."""
    first, second = content.signatory, content.title
    if zone.get("order") == "title":
        first, second = second, first
    at = {"x": zone["x"], "width": 75, "zones": ("signature",), **font}
    pen = [] if content.pen is None else [_pen(content.pen, zone["x"])]
    lines = [line for line in (first, second) if line]
    if zone.get("order") == "title" and len(lines) == 2:
        yield Text(text=lines[0], space=8, **at)
        yield from pen
        yield Text(text=lines[1], space=1 if pen else 12, **at)
    else:
        yield Text(text=lines[0], space=8, **at)
        if len(lines) == 2:
            yield Text(text=lines[1], **at)
        yield from pen
    if content.stamp:
        yield Drawing(
            what="stamp", x=zone["x"] + (45 if zone["x"] < 100 else -48), space=-6, height=32, text=content.stamp
        )


def _pen(seed: int, x: float) -> Drawing:
    return Drawing(what="signature", x=x + 2, space=1, width=48, height=20, seed=seed, ink=60, room=20)


def _footer(content: Content, layout: dict[str, Any], font: dict[str, Any]) -> Iterator[Block]:
    small: dict[str, Any] = {"font": font["font"], "size": 7.5, "every_page": True, "zones": ("footer",)}
    short = layout["sender"].get("short")
    if not content.legal and not short:
        return
    if layout["footer"]["columns"] == 1:
        yield Text(text="\n".join(content.legal), x=15, y=FOOTER_Y, width=180, align="centre", **small)
        return
    yield Rule(x=18, y=FOOTER_Y - 6, width=174, every_page=True)
    yield Text(text="\n".join(content.legal or [content.organisation]), x=18, y=FOOTER_Y - 5, width=84, **small)
    if short:
        yield Text(text="\n".join([*content.address, *content.contacts]), x=112, y=FOOTER_Y - 5, width=80, **small)
