"""Input folder → mailings and their files, whatever their names are made of."""

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pipeline.errors import RunError
from pipeline.places import Listed, is_remote, list_objects

DEFAULT_MAILING: Final = "default"
_LONGEST: Final = 160  # characters, percent-coded: file systems take names of 255 bytes, and ours are longer
_KEPT: Final = 12
_MOST_LAID: Final = 16 << 20  # bytes; a hundred thousand corrections
_LEADS_OUT: Final = "{} is a link that leaves the folder of scans, and is not followed: put the file itself here."
_NO_FILE: Final = "{} is no file: put a text file here, or take it away."
_TOO_LARGE: Final = "{} is larger than {} MB: put a text file that people wrote here, or take it away."
_TICK_NS: Final = 3 * 10**9

CORRECTIONS: Final = "corrections.csv"  # in a mailing's own folder: what people say of its letters, no scan
CHARTER: Final = "charter.yaml"  # in the input folder or in a mailing's own: what the checks go by, no scan
# files that operating systems leave in every folder they show; all others get a row in `documents`
LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"})


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be read; `source` is its path relative to the input root, `/`-separated and valid Unicode."""

    path: Path
    source: str
    leaves: bool = False  # a link to what lies outside the input root: it is not followed
    mark: str = ""  # as long as it is the same, so are the bytes; empty: nobody can tell


def find_mailings(raw: Path) -> dict[str, list[InputFile]]:
    """Every mailing under `raw` with its files, both sorted by name; a sub-folder without files is an empty mailing.

    Files that lie directly in `raw` form the mailing `default`. Links to folders are not followed: they may be cycles.
    Raises RunError where the folder cannot be read.
    """
    mailings: dict[str, list[InputFile]] = {}
    if is_remote(raw):
        for found in sorted(list_objects(raw), key=_as_walked):
            _put(mailings, found)
        return dict(sorted(mailings.items()))
    for entry in _entries(raw):
        if entry.is_dir(follow_symlinks=False):
            mailings.setdefault(_mailing_name(entry.name), []).extend(_walk(raw, Path(entry.path)))
        elif entry.name not in LITTER and not _is_ours(entry.name):
            mailings.setdefault(DEFAULT_MAILING, []).append(_input_file(raw, Path(entry.path)))
    return dict(sorted(mailings.items()))


def _entries(raw: Path) -> list["os.DirEntry[str]"]:
    try:
        os.stat(f"{raw}/.")  # noqa: PTH116 - a folder that can be listed, and not entered
        return sorted(os.scandir(raw), key=lambda e: os.fsencode(e.name))
    except OSError as problem:
        raise RunError(f"{raw} cannot be read ({problem.strerror}): mend its permissions.") from problem


def _as_walked(found: Listed) -> list[tuple[bool, str]]:
    """In the order in which a folder of the same names is gone through: in a mailing, files before folders."""
    parts = found.name.split("/")
    return [(0 < depth < len(parts) - 1, part) for depth, part in enumerate(parts)]


def _put(mailings: dict[str, list[InputFile]], found: Listed) -> None:
    folder, _, name = found.name.rpartition("/")
    mailing = _mailing_name(folder.partition("/")[0]) if folder else DEFAULT_MAILING
    if folder:
        mailings.setdefault(mailing, [])
    if name and name not in LITTER and not (_is_ours(name) and "/" not in folder):
        mailings.setdefault(mailing, []).append(InputFile(found.place, _readable(found.name), mark=found.mark))


def find_charters(raw: Path, folder: str) -> list[Path]:
    """The charters a mailing goes by, from that of all mailings to its own; `folder` is its name."""
    own = _folder_of(raw, folder)
    return [path for path in (raw / CHARTER, own / CHARTER if own else None) if path and _is_laid(path)]


def corrections_path(raw: Path, mailing: str) -> Path:
    """Where people's corrections of a mailing stand, or would."""
    return (_folder_of(raw, mailing) or (raw if mailing == DEFAULT_MAILING else raw / mailing)) / CORRECTIONS


def read_laid(raw: Path, path: Path) -> bytes:
    """What a charter or corrections hold; nothing where there are none. They lie among scans of strangers, too.

    Raises RunError where it is no file, leads out of the input folder, or is larger than people write.
    """
    if not _is_laid(path):
        return b""
    try:
        if not is_remote(path):
            if path.is_symlink() and _leaves(raw, path):
                raise RunError(_LEADS_OUT.format(path))
            if not path.is_file():
                raise RunError(_NO_FILE.format(path))
        with path.open("rb") as file:
            data: bytes = file.read(_MOST_LAID + 1)
    except OSError as problem:
        raise RunError(f"{path} cannot be read ({problem.strerror}): mend its permissions.") from problem
    if len(data) > _MOST_LAID:
        raise RunError(_TOO_LARGE.format(path, _MOST_LAID >> 20))
    return data


def _is_laid(path: Path) -> bool:
    """Whether there is something of that name; a folder is one of scans."""
    if is_remote(path):
        return path.is_file()
    return os.path.lexists(path) and not path.is_dir()


def _folder_of(raw: Path, mailing: str) -> Path | None:
    if (raw / mailing).is_dir() and _mailing_name(mailing) == mailing:
        return raw / mailing
    return next((path for path in raw.iterdir() if _mailing_name(path.name) == mailing and path.is_dir()), None)


def is_gone(raw: Path, mailing: str | None = None) -> bool:
    """Whether the input folder, or that of a mailing, has left us: a disk that was pulled out, a share that is away."""
    if is_remote(raw):
        return False  # a store that does not answer ends the run by itself
    try:
        if mailing is None or (mailing == DEFAULT_MAILING and not (raw / mailing).is_dir()):
            return next(raw.iterdir(), None) is None
        return _folder_of(raw, mailing) is None
    except OSError:
        return True


def _is_ours(name: str) -> bool:
    """A charter or corrections, also those a spreadsheet has open («.~lock.corrections.csv#») or we are writing."""
    return name in (CHARTER, CORRECTIONS) or (name.startswith((".", "~$")) and CORRECTIONS in name)


def _walk(raw: Path, folder: Path) -> Iterator[InputFile]:
    shut: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=shut.append):
        folders.sort()
        # os.walk lists a link to a folder among the folders and does not enter it: it is an input nobody can read
        links = [name for name in folders if (Path(where) / name).is_symlink()]
        for name in sorted(names + links):
            if name not in LITTER and not (_is_ours(name) and Path(where) == folder):
                yield _input_file(raw, Path(where) / name)
    for problem in shut:  # a folder nobody may look into is not an empty one: it gets the row of an unreadable file
        yield _input_file(raw, Path(problem.filename))


def _input_file(raw: Path, path: Path) -> InputFile:
    leaves = os.path.islink(path) and _leaves(raw, path)  # noqa: PTH114 - False in a folder that cannot be entered
    source = "/".join(_readable(part) for part in path.relative_to(raw).parts)
    return InputFile(path, source, leaves, "" if leaves else _mark(path))


def _mark(path: Path) -> str:
    """Of a file that has been left alone for a while: which one it is, its size, and when it was last changed.

    As long as these are the same, so are its bytes: whoever writes to it, or puts another in its place, changes the
    time of its inode, which nobody can set back. But a clock has ticks, of two seconds at worst: what was changed a
    moment ago may be changed once more and keep its time, so it has no mark, and is hashed.
    """
    try:
        told = path.stat()
    except (OSError, ValueError):
        return ""
    changed = max(told.st_mtime_ns, told.st_ctime_ns)
    if not stat.S_ISREG(told.st_mode) or not told.st_ino or time.time_ns() - changed < _TICK_NS:
        return ""
    return f"{told.st_dev}-{told.st_ino}-{told.st_size}-{told.st_mtime_ns}-{told.st_ctime_ns}"


def _leaves(raw: Path, link: Path) -> bool:
    try:
        return not link.resolve().is_relative_to(raw.resolve())
    except (OSError, RuntimeError):  # it leads back to itself: whoever opens it is told so
        return False


def _mailing_name(name: str) -> str:
    """The name of a mailing's folder; one too long for the folders and files called after it is cut, and told apart."""
    told = _readable(name)
    if len(quote(told, safe=" ")) <= _LONGEST:
        return told
    return f"{told[:_KEPT]}~{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _readable(name: str) -> str:
    """A file name as valid Unicode: bytes that are none (`\\xe9` of an old archive) become `\\\\xe9`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
