"""What people say of a mailing's letters, kept beside the tables so that `extract` needs no look into the scans."""

from pathlib import Path

from pipeline.errors import RunError
from pipeline.tables.store import cannot_write, folder_of
from pipeline.whole import write_whole


def _path(out: Path, mailing: str) -> Path:
    return out / "corrections" / f"{folder_of(mailing)}.csv"


def read_corrections(out: Path, mailing: str) -> bytes:
    """What was kept; empty where nobody has corrected anything."""
    try:
        return _path(out, mailing).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as problem:
        raise RunError(f"{_path(out, mailing)} cannot be read: delete it and call `courrier run` again.") from problem


def write_corrections(out: Path, mailing: str, data: bytes) -> None:
    """Keep it, whole or not at all; nothing where there is nothing."""
    path = _path(out, mailing)
    if data == read_corrections(out, mailing):
        return
    try:
        if data:
            write_whole(path, data)
        else:
            path.unlink(missing_ok=True)
    except OSError as problem:
        raise cannot_write(out, problem) from problem
