"""Tasks → results from processes of this machine that may hang, die or eat memory without harm to the run."""

import multiprocessing
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import resource_tracker
from typing import Any, Final

import pebble
from pebble.pool.process import PoolManager

from pipeline.workers.job import Job
from pipeline.workers.limits import Limits, kill_group, set_limits

TRIES: Final = 3  # a worker may die of what its neighbour ate: only a task that kills three is to blame itself
_LAST_WORDS_SECONDS: Final = 2.0
_SOON_SECONDS: Final = 0.01


class Processes(Executor):
    """A pool of processes; a `Job` that takes longer than its seconds is stopped, a dead process is replaced."""

    def __init__(self, count: int, limits: Limits) -> None:
        # one folder for all temporary files: a worker that is killed cannot take its own away
        self._room = tempfile.TemporaryDirectory(prefix="courrier-", ignore_cleanup_errors=True)
        # spawned, not forked: the parent has threads (progress, the pool's own), and forking those may deadlock
        context = multiprocessing.get_context("spawn")
        self._pool = pebble.ProcessPool(
            max_workers=max(1, count),
            max_tasks=limits.tasks,
            initializer=set_limits,
            initargs=[limits.memory_bytes, self._room.name],
            context=context,
        )
        self._pool._pool_manager = _Manager(self._pool._context, context)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Put a task in the queue. Raises OSError or RuntimeError where there can be no workers."""
        future: Future[Any] = Future()
        self._start(future, partial(fn, **kwargs) if kwargs else fn, args, TRIES)
        return future

    def _start(self, future: "Future[Any]", fn: Callable[..., Any], args: tuple[Any, ...], tries: int) -> None:
        seconds = fn.seconds if isinstance(fn, Job) else None
        with _interrupts_blocked():  # the first task starts the pool
            attempt = self._pool.schedule(fn, args=args, timeout=seconds)
        attempt.add_done_callback(partial(self._end, future, fn, args, tries - 1))

    def _end(
        self, future: "Future[Any]", fn: Callable[..., Any], args: tuple[Any, ...], tries: int, attempt: "Future[Any]"
    ) -> None:
        """Hand the outcome on; a task whose worker died is tried again by another one."""
        problem = None if attempt.cancelled() else attempt.exception()
        if isinstance(problem, pebble.ProcessExpired):
            kill_group(problem.pid)
            if tries and not future.cancelled():
                with suppress(OSError, RuntimeError):  # the pool was stopped meanwhile
                    self._start(future, fn, args, tries)
                    return
        if attempt.cancelled():
            future.cancel()
        if not future.set_running_or_notify_cancel():
            return
        if problem:
            future.set_exception(problem)
        else:
            future.set_result(attempt.result())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers; with `cancel_futures` at once, whatever they do."""
        if cancel_futures:
            with _interrupts_blocked():  # Ctrl-C pressed again must not leave workers behind
                self._pool.stop()
                self._pool.join()
        else:
            self._pool.close()
            if not wait:
                return
            self._pool.join()
        self._room.cleanup()


class _Manager(PoolManager):
    """As pebble's, which forgets a worker whose death it sees before it has read which task that had taken."""

    def handle_worker_expiration(self, expiration: tuple[int, int]) -> None:
        """Read first what the worker may have said last: another thread does, and may be late."""
        until, told = time.monotonic() + _LAST_WORDS_SECONDS, self.worker_manager.pool_channel
        while told and told.poll(0) and time.monotonic() < until:
            time.sleep(_SOON_SECONDS)
        time.sleep(_SOON_SECONDS)
        super().handle_worker_expiration(expiration)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Ctrl-C waits: threads and processes started meanwhile never get it, not even while they load; it is for us."""
    resource_tracker.ensure_running()  # the first process would start it, and unblock Ctrl-C on the way
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
