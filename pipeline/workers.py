"""Tasks → results from worker processes that may hang, die or eat memory without harm to the run."""

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import pebble

from pipeline.errors import DocumentError, RunError

Result = TypeVar("Result")

_NO_WORKERS: Final = (
    "Worker processes cannot be started ({}): free memory and processes, then run the same command again."
)
_STARTING_SECONDS: Final = 60.0  # a worker loads its libraries in one or two, on a busy machine in ten

_log = logging.getLogger(__name__)


class Workers:
    """A pool of processes with a limit of time per task and of memory per process."""

    def __init__(self, count: int, memory_bytes: int, timeout_seconds: float) -> None:
        self._finished = 0
        self._timeout = timeout_seconds
        self._memory = memory_bytes
        # spawned, not forked: the parent has threads (progress, the pool's own), and forking those may deadlock
        self._pool = pebble.ProcessPool(
            max_workers=max(1, count),
            initializer=_set_limits,
            initargs=[memory_bytes],
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()
            self._pool.join()
        else:
            with _interrupts_blocked():  # Ctrl-C pressed again must not leave workers behind
                self._pool.stop()
                self._pool.join()

    def submit(self, task: Callable[..., Result], *args: object) -> "Future[Result]":
        """Put a task in the queue; `task` and `args` must be picklable."""
        try:
            with _interrupts_blocked():  # the first task starts the pool
                future: Future[Result] = self._pool.schedule(_guard, args=[task, *args], timeout=self._timeout)
        except (OSError, RuntimeError) as problem:  # RuntimeError: the pool broke meanwhile
            raise RunError(_NO_WORKERS.format(problem)) from problem
        future.add_done_callback(self._count)
        return future

    def _count(self, _: "Future[Any]") -> None:
        self._finished += 1

    def result(self, future: "Future[Result]") -> Result:
        """Wait for a task. Raises DocumentError where its input was to blame: too slow, too large, deadly, odd."""
        try:
            return self._wait(future)
        except TimeoutError:
            raise DocumentError("timeout", f"{self._timeout:g}") from None
        except BrokenProcessPool as problem:
            raise RunError(_NO_WORKERS.format(problem)) from problem
        except pebble.ProcessExpired as death:
            raise DocumentError("crashed", f"exit code {death.exitcode}") from None
        except MemoryError:
            raise DocumentError("out_of_memory", f"{self._memory / 1024**3:.1f} GB") from None

    def _wait(self, future: "Future[Result]") -> Result:
        """The result, however long the queue. Raises RunError where the pool is dead: no task ends in a task's time."""
        while not future.done():
            before = self._finished
            with contextlib.suppress(TimeoutError):
                future.exception(self._timeout + _STARTING_SECONDS)
            if self._finished == before and not future.done():
                raise RunError(_NO_WORKERS.format("they do not answer"))
        return future.result()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Ctrl-C waits: threads and processes started meanwhile never get it, not even while they load; it is for us."""
    resource_tracker.ensure_running()  # the first process would start it, and unblock Ctrl-C on the way
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _set_limits(memory_bytes: int) -> None:
    """Runs once in each worker: one thread for each library, bounded memory."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    logging.getLogger().setLevel(logging.ERROR)  # pdfminer warns of every odd font: the page's row says what it means
    _hush_c_libraries()
    if sys.platform == "linux":  # macOS accepts the limit and ignores it
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with contextlib.suppress(ValueError):  # a stricter limit is set already
            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, hard))


def _hush_c_libraries() -> None:
    """Send what C code prints (libtiff: a line for each odd tag) nowhere, and keep standard error for Python."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _guard(task: Callable[..., Any], *args: object) -> Any:
    """Run a task; an error nobody foresaw becomes a row and a traceback in the log, and the run goes on.

    Files are hostile: libraries raise anything on them (recursion, struct, key errors). A bug of ours shows the same
    way: its traceback is logged, the file's row says `unforeseen`, and the exit code is 1.
    """
    try:
        return task(*args)
    except (DocumentError, RunError, MemoryError):
        raise
    except Exception as problem:  # noqa: BLE001 - see above
        _log.exception("unforeseen error in a worker")
        raise DocumentError("unforeseen", type(problem).__name__) from None
