"""Font name, weight and size -> the Pillow font that draws the same pixels on every machine."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PIL import ImageFont

# family -> package, and its files as (bold, italic) -> name. The packages are found, never imported: their
# `__init__` wants setuptools.
FAMILIES: Final[dict[str, tuple[str, dict[tuple[bool, bool], str]]]] = {
    "roboto": (
        "font_roboto",
        {
            (False, False): "Roboto-Regular.ttf",
            (True, False): "Roboto-Bold.ttf",
            (False, True): "Roboto-Italic.ttf",
            (True, True): "Roboto-BoldItalic.ttf",
        },
    ),
    "caladea": (
        "font_caladea",
        {
            (False, False): "Caladea-Regular.ttf",
            (True, False): "Caladea-Bold.ttf",
            (False, True): "Caladea-Italic.ttf",
            (True, True): "Caladea-BoldItalic.ttf",
        },
    ),
    "source": (
        "font_source_sans_pro",
        {
            (False, False): "SourceSansPro-Regular.ttf",
            (True, False): "SourceSansPro-Bold.ttf",
            (False, True): "SourceSansPro-It.ttf",
            (True, True): "SourceSansPro-BoldIt.ttf",
        },
    ),
}


@cache
def load_font(family: str, pixels: int, bold: bool = False, italic: bool = False) -> ImageFont.FreeTypeFont:
    """The font at a whole number of pixels, with Pillow's own layout (raqm is not everywhere)."""
    path = find_font(family, bold, italic)
    return ImageFont.truetype(str(path), pixels, layout_engine=ImageFont.Layout.BASIC)


def find_font(family: str, bold: bool, italic: bool) -> Path:
    """The file of a font."""
    package, files = FAMILIES[family]
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"the font package {package} is not installed: run `make setup`")
    return Path(found.origin).parent / "files" / files[bold, italic]
