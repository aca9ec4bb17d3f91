"""What a mailing's own charter says, kept beside the tables so that `check` needs no look into the scans."""

from pathlib import Path

from pipeline.errors import RunError
from pipeline.tables.store import cannot_write, partition
from pipeline.whole import write_whole


def _path(out: Path, mailing: str) -> Path:
    return out / "charters" / f"{partition(out, 'findings', mailing).parent.name}.yaml"


def read_charter(out: Path, mailing: str) -> str:
    """What was kept of the mailing's charter; empty where it has none of its own."""
    try:
        return _path(out, mailing).read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        raise RunError(f"{_path(out, mailing)} cannot be read: delete it and call `courrier run` again.") from problem


def write_charter(out: Path, mailing: str, text: str) -> None:
    """Keep what the mailing's charter says, whole or not at all; nothing where it says nothing."""
    path = _path(out, mailing)
    if text == read_charter(out, mailing):
        return
    try:
        if not text:
            path.unlink(missing_ok=True)
            return
        write_whole(path, text.encode())
    except OSError as problem:
        raise cannot_write(out, problem) from problem
