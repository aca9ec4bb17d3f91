"""What files held when they were last hashed, by what changes when they do: kept beside the tables.

So a file that is still the same is not opened to be hashed, nor an object of a store fetched. A mark tells of one file
alone, by its size and by what the disk or the store says of its age or content.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path

from pipeline.records import FileFacts
from pipeline.tables.store import cannot_write, folder_of
from pipeline.whole import write_whole


def _path(out: Path, mailing: str) -> Path:
    return out / ".marks" / f"{folder_of(mailing)}.json"


def read_marks(out: Path, mailing: str) -> dict[str, FileFacts]:
    """Mark -> what bears it holds; nothing where nothing was kept or it cannot be read: then all is hashed."""
    try:
        return {mark: FileFacts(*facts) for mark, facts in json.loads(_path(out, mailing).read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_marks(out: Path, mailing: str, facts: Mapping[str, FileFacts]) -> None:
    """Keep it, whole or not at all. Raises RunError."""
    if not facts or facts == read_marks(out, mailing):
        return
    try:
        write_whole(_path(out, mailing), json.dumps({mark: astuple(one) for mark, one in facts.items()}).encode())
    except OSError as problem:
        raise cannot_write(out, problem) from problem
