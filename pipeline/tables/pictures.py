"""Pictures of the pages beside the tables: one file a page, named by what the scan holds and not by how it is called.

So a renamed or moved scan keeps its pictures, and the report needs no scan.
"""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pipeline.tables.store import folder_of, read_rows

_FOLDER: Final = "pictures"
_DIGITS: Final = 32  # of the sha256: enough to tell files apart


def picture_path(out: Path, mailing: str, sha256: str, page: int) -> Path:
    """Where the picture of a page stands, or would."""
    return out / _FOLDER / folder_of(mailing) / f"{sha256[:_DIGITS]}-{page}.jpg"


def picture_of(out: Path, mailing: str, source: str, page: int) -> Path | None:
    """Where the picture of a page of a file stands, or would; None where the mailing has no such file."""
    rows = read_rows(out, "documents", mailing)
    sha256 = next((row["sha256"] for row in rows if row["source"] == source), None)
    return picture_path(out, mailing, sha256, page) if sha256 else None


def clear_pictures(out: Path, mailing: str, wanted: Mapping[str, int]) -> None:
    """Take away the pictures of pages that the mailing no longer has; `wanted`: sha256 -> pages of that file."""
    kept = {sha256[:_DIGITS]: pages for sha256, pages in wanted.items()}
    for path in (out / _FOLDER / folder_of(mailing)).glob("*"):
        sha256, _, page = path.stem.partition("-")
        if not (page.isdecimal() and int(page) <= kept.get(sha256, 0)):
            with contextlib.suppress(OSError):  # a picture too many harms nobody
                path.unlink()
