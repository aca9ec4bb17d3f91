"""Bytes → a file that appears whole or not at all, and is still there after a power cut."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write aside, sync, rename, sync the folder; folders that are missing are made. Raises OSError."""
    beside = aside(path)
    try:
        make_folder(path.parent)
        beside.write_bytes(data)
        sync(beside)
        beside.replace(path)
        sync(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def aside(path: Path) -> Path:
    """Where this process writes what will be `path`: the leading dot hides it from whoever reads the folder."""
    return path.with_name(f".{path.name}.{os.getpid()}")


def is_aside(path: Path) -> bool:
    """Whether a file is one that was never renamed into place."""
    return path.name.startswith(".") and path.suffix[1:].isdigit()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that they outlast a power cut."""
    missing = [folder, *folder.parents]
    missing = missing[: next((at for at, path in enumerate(missing) if path.is_dir()), len(missing))]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync(made.parent)


def sync(path: Path) -> None:
    """Have a file or the names in a folder on the disk and not only in memory."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(folders: Iterable[Path]) -> None:
    """Each folder once."""
    for folder in sorted(set(folders)):
        sync(folder)
