"""Text from a scan or a file name → text that cannot act: in a page, in a spreadsheet, as a file name."""

import re
import unicodedata
from typing import Final

# A spreadsheet takes a cell that begins so for a formula; the wide forms are turned into the narrow ones by some
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# All but what French letters are made of: only these need a closer look, and they are few
_RARE: Final = re.compile(r"[^\t\n -~\xa0-\xac\xae-\u024f–—‘’“”…€]")
_IN_FILE_NAME: Final = re.compile(r'^\.|[\x00-\x1f\x7f"%*/:<>?\\|]')


def show_controls(text: str) -> str:
    """Control, direction and other invisible characters in sight («[U+202E]»), so that no name reads backwards.

    Line feed and tab stay; so do line separators of the page break, as a line feed.
    """
    return _RARE.sub(_shown, text.replace("\f", "\n"))


def _shown(match: re.Match[str]) -> str:
    character = match[0]
    if unicodedata.category(character)[0] != "C":
        return character
    return "" if character == "\N{SOFT HYPHEN}" else f"[U+{ord(character):04X}]"


def spreadsheet_cell(text: str) -> str:
    """The cell with an apostrophe before what would be taken for a formula."""
    shown = show_controls(text)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown


def file_name(mailing: str) -> str:
    """The mailing's name, percent-coded where a file may not bear it; never `index`, which is taken."""
    coded = _IN_FILE_NAME.sub(lambda match: f"%{ord(match[0]):02X}", mailing)
    return "%69ndex" if coded == "index" else coded
