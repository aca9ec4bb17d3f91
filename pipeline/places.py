"""An address → where it leads: a folder of this machine, or one of a store that fsspec knows (`s3://bucket/scans`).

What leads to a store behaves as a `Path` does, as far as this project goes: so all that reads and writes takes either.
The one door for fsspec; `whole.py` alone knows how differently the two are written to.
"""

import functools
import hashlib
import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit

from pipeline.errors import CourrierError, DocumentError, RunError, UsageError

_MISSING: Final = "{} cannot be opened ({}): install courrier[s3], or what fsspec needs for such addresses."
_TOLD: Final = (
    "There is a password in the address of {}: it would stand in logs. Leave it out, and give it by the environment "
    "or the configuration of the store (for s3://: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)."
)
# facts of an object of which one changes with it
_MARKS: Final = ("ETag", "etag", "md5", "LastModified", "last_modified", "mtime", "created")
# whose errors tell that a store cannot be reached or refuses: some of them are no OSError
_STORES: Final = ("adlfs", "aiobotocore", "aiohttp", "azure", "botocore", "fsspec", "gcsfs", "google", "s3fs")
_KEPT: Final = 2  # copies of objects that a process holds: the pages of one file come one after the other


def as_place(address: str | Path) -> Path:
    """Where an address leads. Raises UsageError where it leads nowhere, or holds a password."""
    if not isinstance(address, str) or "://" not in address:
        return Path(address) if isinstance(address, str) else address
    parts = urlsplit(address)
    if parts.password is not None:
        raise UsageError(_TOLD.format(f"{parts.scheme}://{parts.hostname}"))
    if parts.scheme == "file":
        return Path(address.removeprefix("file://"))
    try:
        from upath import UPath

        # a connection that breaks is told once, by the run, and not by each task that it was to carry
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        # a listing that is kept would not show what another run or worker has written since
        place = UPath(address, use_listings_cache=False)
        place.fs  # noqa: B018 - opened here, so that what is missing is said here
    except (ImportError, ValueError) as problem:
        raise UsageError(_MISSING.format(address, problem)) from problem
    return cast(Path, place)


def is_remote(place: Path) -> bool:
    """Whether it lies in a store: no links, no folders but by the names of what is in them, each write whole."""
    return not isinstance(place, Path)


def store_of(place: Path) -> tuple[Any, str]:
    """The fsspec file system of a remote place, and what it is called there."""
    return place.fs, place.path  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Listed:
    """An object of a store. `name`: below the folder that was listed; `mark`: what changes when the object does."""

    place: Path
    name: str
    mark: str


def list_objects(folder: Path) -> Iterator[Listed]:
    """All that lies in a folder of a store, however deep, by one listing; a name that ends with `/` is a folder's."""
    store, root = store_of(folder)
    for path, facts in store.find(root, detail=True).items():
        name = path.removeprefix(root.rstrip("/") + "/")
        told = _marks(facts)
        mark = hashlib.sha256(f"{name}\0{told}".encode()).hexdigest()[:32] if told else ""
        yield Listed(folder / name, name, mark)


def _marks(facts: Mapping[str, Any]) -> str:
    marks = [f"{key} {facts[key]}" for key in _MARKS if facts.get(key)]
    return " ".join([*marks, str(facts["size"])]) if marks else ""


def state_of(file: Path) -> str:
    """What changes when another file takes its place. Raises OSError where there is none."""
    if is_remote(file):
        store, name = store_of(file)
        return _marks(store.info(name))
    told = file.stat()
    return f"{told.st_ino} {told.st_mtime_ns} {told.st_size}"


def fetch(place: Path, mark: str, most: int) -> Path:
    """A file of this machine that holds the same, until others were fetched; itself where it is one.

    Raises DocumentError where this one is refused or gone, or has more than `most` bytes: nothing is fetched then. A
    store that does not answer raises what it says: rows must not say of every scan that it cannot be read.
    """
    return Path(_copy(place, mark, most).name) if is_remote(place) else place


@functools.lru_cache(maxsize=_KEPT)
def _copy(place: Path, mark: str, most: int) -> "tempfile._TemporaryFileWrapper[bytes]":  # noqa: ARG001 - cached by it
    """The file goes when others take its place, or with the process."""
    store, name = store_of(place)
    try:
        if (size := int(store.info(name)["size"])) > most:
            raise DocumentError("too_large", f"{size / 2**20:.0f} MiB")
        copy = tempfile.NamedTemporaryFile(prefix="courrier-")  # noqa: SIM115 - see above
        store.get_file(name, copy.name)
    except (PermissionError, FileNotFoundError) as problem:
        raise DocumentError("unreadable", why(problem)) from problem
    return copy


def is_of_store(problem: BaseException) -> bool:
    """Whether an error comes from a store that cannot be reached or refuses."""
    seen: BaseException | None = problem
    while seen is not None:
        if type(seen).__module__.partition(".")[0] in _STORES:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def why(problem: BaseException) -> str:
    """«Could not connect to the endpoint URL», «Access Denied»: the first line, without the address that was asked."""
    told = str(problem).strip() or type(problem).__name__
    return told.splitlines()[0].partition(": ")[0].rstrip(".")[:200]


@contextmanager
def stores_told() -> Iterator[None]:
    """Turn what a store answers into a RunError."""
    try:
        yield
    except Exception as problem:
        if isinstance(problem, CourrierError) or not is_of_store(problem):
            raise
        raise no_store(problem) from problem


def no_store(problem: Exception) -> RunError:
    """What a user is told of a store that does not answer as it should."""
    return RunError(
        f"The store cannot be reached, or refuses ({why(problem)}): check its address, its keys, what they may do, "
        "and the network, then run the same command again."
    )
