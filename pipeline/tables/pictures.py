"""Pictures of the pages beside the tables: one file a page, named by what the scan holds and not by how it is called.

So a renamed or moved scan keeps its pictures, and the report needs no scan.
"""

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pipeline.tables.store import folder_of

_FOLDER: Final = "pictures"


def picture_path(out: Path, mailing: str, sha256: str, page: int) -> Path:
    """Where the picture of a page stands, or would."""
    return out / _FOLDER / folder_of(mailing) / f"{sha256[:32]}-{page}.jpg"


def clear_pictures(out: Path, mailing: str, wanted: Iterable[Path]) -> None:
    """Take away the pictures of pages that the mailing no longer has."""
    kept = set(wanted)
    for path in (out / _FOLDER / folder_of(mailing)).glob("*"):
        if path not in kept:
            with contextlib.suppress(OSError):  # a picture too many harms nobody
                path.unlink()
