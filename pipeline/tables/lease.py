"""A folder in a store → one run that writes to it: no kernel ends the lock of a dead owner, so it must be renewed.

The lock is an object that a store makes for one asker only («If-None-Match»), with a number in its name: who finds that
of a dead owner makes the next one, so of two who find it one gets it. Nobody who sleeps for longer than a lock lasts
may write when he wakes: who finds his object gone ends.
"""

import contextlib
import datetime as dt
import logging
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import filelock

from pipeline.places import store_of

_NAME: Final = ".lock-{:06}"
_EVERY_SECONDS: Final = 30.0
_LASTS: Final = dt.timedelta(minutes=5)  # of the store's clock and ours, which may differ by a minute or two

_log = logging.getLogger(__name__)


class Lease:
    """As a `FileLock` that does not wait; `is_dead`: whether what an owner said of himself shows that he is gone."""

    def __init__(self, out: Path, owner: bytes, is_dead: Callable[[bytes], bool]) -> None:
        self._out = out
        self._owner = owner
        self._is_dead = is_dead
        self._mine: Path | None = None
        self._over = threading.Event()

    def acquire(self) -> None:
        """Raises filelock.Timeout where another run holds the folder, OSError where the store refuses."""
        before = self._held()
        if any(map(self._lives, before)):
            raise filelock.Timeout(str(self._out))
        number = max((int(path.name.rpartition("-")[2]) for path in before), default=0) + 1
        mine = self._out / _NAME.format(number)
        store, name = store_of(mine)
        try:
            store.pipe_file(name, self._owner, mode="create")
        except FileExistsError:
            raise filelock.Timeout(str(self._out)) from None
        if any(path not in (mine, *before) for path in self._held()):  # all was free when we looked, to others too
            mine.unlink()
            raise filelock.Timeout(str(self._out))
        for path in before:
            path.unlink(missing_ok=True)
        self._mine = mine
        threading.Thread(target=self._renew, daemon=True).start()

    def release(self) -> None:
        """Nobody holds the folder now."""
        self._over.set()
        if self._mine is not None:
            with contextlib.suppress(OSError):
                self._mine.unlink(missing_ok=True)

    def is_held(self) -> bool:
        """Whether a run that lives holds the folder."""
        return any(map(self._lives, self._held()))

    def _held(self) -> list[Path]:
        return sorted(path for path in self._out.glob(".lock-*") if path.name.rpartition("-")[2].isdecimal())

    def _lives(self, path: Path) -> bool:
        store, name = store_of(path)
        try:
            age = dt.datetime.now(dt.UTC) - store.modified(name)
            return age < _LASTS and not self._is_dead(path.read_bytes())
        except FileNotFoundError:  # it ended while we looked
            return False

    def _renew(self) -> None:
        assert self._mine is not None  # noqa: S101 - it is started by who holds it
        while not self._over.wait(_EVERY_SECONDS):
            try:
                if not self._mine.exists():
                    _log.error("Another run took this folder over while this one did not answer.")
                    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
                    return
                self._mine.write_bytes(self._owner)
            except Exception:  # noqa: BLE001 - the store may answer the next time
                _log.warning("The lock of %s could not be renewed.", self._out)


def home() -> str:
    """Where a number of a process means the same process: this machine since its start, this container."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def is_gone(pid: int) -> bool:
    """Whether no process has this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
