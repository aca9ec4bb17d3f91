"""Bytes → a file that appears whole or not at all, and is still there after a power cut.

In a store each write appears whole by itself, there are no folders, and what is written is safe: less is to be done.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.places import is_remote, store_of


def write_whole(path: Path, data: bytes) -> None:
    """Write aside, sync, rename, sync the folder; folders that are missing are made. Raises OSError."""
    if is_remote(path):
        path.write_bytes(data)
        return
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


def put_in_place(beside: Path, path: Path) -> None:
    """Rename; a store copies and takes away, and who is killed between the two can do both again."""
    if is_remote(path):
        copy_file(beside, path)
        beside.unlink()
    else:
        beside.replace(path)


def copy_file(path: Path, to: Path) -> None:
    """The same bytes once more: by the disk or the store itself where it can. Raises OSError."""
    if is_remote(path):
        store, name = store_of(path)
        store.cp_file(name, store_of(to)[1])
        return
    try:
        to.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, to)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that they outlast a power cut."""
    if is_remote(folder):
        return
    missing = [folder, *folder.parents]
    missing = missing[: next((at for at, path in enumerate(missing) if path.is_dir()), len(missing))]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync(made.parent)


def sync(path: Path) -> None:
    """Have a file or the names in a folder on the disk and not only in memory."""
    if is_remote(path):
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(folders: Iterable[Path]) -> None:
    """Each folder once."""
    for folder in sorted(set(folders)):
        sync(folder)
