"""One folder of tables → one run that writes to it; who comes second is told who came first.

The lock is the kernel's and ends with the process that holds it, however that ends: a dead owner's lock is free. It
holds between hosts where the folder is on NFS 4 (or 3 with its lock daemon). The note beside it says whose it is. In a
store it is an object that must be renewed (`lease.py`).
"""

import contextlib
import datetime as dt
import getpass
import json
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import filelock

from pipeline.errors import BusyError
from pipeline.places import is_remote
from pipeline.tables.lease import Lease, home, is_gone
from pipeline.tables.moves import finish_moves
from pipeline.tables.store import cannot_write, need_folder
from pipeline.whole import write_whole

_LOCK: Final = ".lock"
_OWNER: Final = ".lock.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Owner:
    """The run that writes to a folder."""

    host: str
    pid: int
    user: str
    since: str  # ISO 8601, UTC
    home: str = ""  # where its pid means something

    def __str__(self) -> str:
        age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(self.since)
        told = f"{max(0, round(age.total_seconds() / 60))} minutes ago, at {self.since}"
        return f"process {self.pid} of {self.user} on {self.host}, begun {told}"


@contextmanager
def hold_folder(out: Path) -> Iterator[None]:
    """Nobody else writes to `out` meanwhile; what a killed run left there half done is finished first.

    Raises BusyError where another run writes to it, RunError where nothing can be written.
    """
    need_folder(out)
    lock = _lock_of(out)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise BusyError(
            f"Another run writes to {out} ({_owner(out) or 'it has not said who'}): wait until it ends, or stop it."
        ) from None
    except OSError as problem:
        raise cannot_write(out, problem) from problem
    try:
        try:
            if before := _owner(out):
                _log.warning("The last run did not come to its end (%s): its work is taken over.", before)
            write_whole(out / _OWNER, _ourselves())
            finish_moves(out)
        except OSError as problem:
            raise cannot_write(out, problem) from problem
        yield
    finally:
        with contextlib.suppress(OSError):
            (out / _OWNER).unlink()
        lock.release()


def busy_owner(out: Path) -> str | None:
    """Who writes to the folder now; None where nobody does."""
    if is_remote(out):
        return str(_owner(out) or "another run") if _lease_of(out).is_held() else None
    if not (out / _LOCK).is_file():
        return None
    lock = _lock_of(out)
    try:
        lock.acquire()
    except filelock.Timeout:
        return str(_owner(out) or "another run")
    except OSError:
        return None  # no folder of ours; who writes to it is told so
    lock.release()
    return None


def _lock_of(out: Path) -> "filelock.BaseFileLock | Lease":
    return _lease_of(out) if is_remote(out) else filelock.FileLock(out / _LOCK, blocking=False)


def _lease_of(out: Path) -> Lease:
    return Lease(out, _ourselves(), _is_dead)


def _is_dead(told: bytes) -> bool:
    owner = _told(told)
    return owner is not None and bool(owner.home) and owner.home == home() and is_gone(owner.pid)


def _ourselves() -> bytes:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a container may run as a number without a name
        user = str(os.getuid())
    since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return json.dumps(asdict(Owner(socket.gethostname(), os.getpid(), user, since, home()))).encode()


def _owner(out: Path) -> Owner | None:
    """Who holds the folder, or held it when he died; None where nobody says."""
    try:
        return _told((out / _OWNER).read_bytes())
    except OSError:
        return None


def _told(data: bytes) -> Owner | None:
    """None where it is no note of ours, or not whole."""
    try:
        owner = Owner(**json.loads(data))
        str(owner)  # its time is one
    except (ValueError, TypeError):
        return None
    return owner if isinstance(owner.pid, int) else None
