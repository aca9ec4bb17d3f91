"""A page as it was read → ALTO XML v4, as archives keep it: blocks, lines and words with their boxes, and how sure."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as Xml

from pipeline import __version__
from pipeline.harmless import show_controls
from pipeline.records import Box, Page, Word

NAMESPACE: Final = "http://www.loc.gov/standards/alto/ns-v4#"
_SCHEMA: Final = f"{NAMESPACE} http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"


def write_alto(path: Path, page: Page, picture: str) -> None:
    """One page, its boxes in pixels of the picture that was read; `picture`: the name of the scan."""
    root = Xml.Element("alto", {"xmlns": NAMESPACE, "xmlns:xsi": _INSTANCE, "xsi:schemaLocation": _SCHEMA})
    root.set("SCHEMAVERSION", "4.4")
    about = Xml.SubElement(root, "Description")
    Xml.SubElement(about, "MeasurementUnit").text = "pixel"
    source = Xml.SubElement(about, "sourceImageInformation")
    Xml.SubElement(source, "fileName").text = show_controls(picture)
    processing = Xml.SubElement(about, "Processing", ID="courrier")
    Xml.SubElement(processing, "processingCategory").text = "contentGeneration"
    made = Xml.SubElement(processing, "processingSoftware")
    Xml.SubElement(made, "softwareName").text = "courrier"
    Xml.SubElement(made, "softwareVersion").text = __version__
    extent = {"WIDTH": str(page.width), "HEIGHT": str(page.height)}
    layout = Xml.SubElement(root, "Layout")
    sheet = Xml.SubElement(layout, "Page", {"ID": "page", "PHYSICAL_IMG_NR": str(page.page), **extent})
    if page.confidence is not None:
        sheet.set("PC", f"{page.confidence:.3f}")
    space = Xml.SubElement(sheet, "PrintSpace", {"HPOS": "0", "VPOS": "0", **extent})
    for block, words in groupby(page.words, key=lambda word: word.block):
        _add_block(space, block, list(words), page)
    Xml.indent(root)
    path.write_bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _add_block(space: Xml.Element, number: int, words: list[Word], page: Page) -> None:
    name = f"block-{number}-{words[0].word}"  # a block that another one parts stands twice
    block = Xml.SubElement(space, "TextBlock", {"ID": name, "LANG": "fr", **_place(words, page)})
    for line, held in groupby(words, key=lambda word: word.line):
        own = list(held)
        row = Xml.SubElement(block, "TextLine", {"ID": f"line-{line}-{own[0].word}", **_place(own, page)})
        for nth, word in enumerate(own):
            if nth:
                Xml.SubElement(row, "SP")
            said = {"CONTENT": show_controls(word.text), "WC": f"{word.confidence:.3f}"}
            Xml.SubElement(row, "String", {"ID": f"word-{word.word}", **said, **_place([word], page)})


def _place(words: Iterable[Word], page: Page) -> dict[str, str]:
    box = Box.around(word.box for word in words)
    across, down = page.width, page.height
    return {
        "HPOS": f"{box.x0 * across:.1f}",
        "VPOS": f"{box.y0 * down:.1f}",
        "WIDTH": f"{box.width * across:.1f}",
        "HEIGHT": f"{box.height * down:.1f}",
    }
