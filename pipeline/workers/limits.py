"""What a worker process may take, and how it ends with all that it has started."""

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one worker process."""

    memory_bytes: int
    tasks: int  # after so many it is replaced by a fresh one: what libraries leak does not grow for ever


def set_limits(memory_bytes: int, room: str) -> None:
    """Runs once in each worker: a group of its own, a folder for temporary files, one thread a library, less memory."""
    _lead_group()
    os.environ["TMPDIR"] = tempfile.tempdir = room
    os.environ["OMP_THREAD_LIMIT"] = "1"
    logging.getLogger().setLevel(logging.ERROR)  # pdfminer warns of every odd font: the page's row says what it means
    _hush_c_libraries()
    if sys.platform == "linux":  # macOS accepts the limit and ignores it
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with contextlib.suppress(ValueError):  # a stricter limit is set already
            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, hard))


def kill_group(leader: int | None) -> None:
    """End what a worker that is no more has left behind: a Tesseract that still reads."""
    if leader:
        with contextlib.suppress(OSError):
            os.killpg(leader, signal.SIGKILL)


def _lead_group() -> None:
    """The worker and the programs it starts are one group: told to end, or orphaned, they end together."""
    os.setsid()  # so it also never gets the Ctrl-C of the terminal: that is for the parent
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os.killpg(0, signal.SIGKILL)


def _hush_c_libraries() -> None:
    """Send what C code prints (libtiff: a line for each odd tag) nowhere, and keep standard error for Python."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
