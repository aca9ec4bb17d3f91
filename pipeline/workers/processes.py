"""Tasks → results from processes of this machine that may hang, die or eat memory without harm to the run."""

import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Final

import pebble
from pebble.pool.process import PoolManager

from pipeline.workers.job import Job
from pipeline.workers.limits import Limits, kill_group, set_limits
from pipeline.workers.waiting import Waiting

TRIES: Final = 3  # a worker may die of what its neighbour ate: only a task that kills three is to blame itself
_IN_HAND: Final = 2  # tasks a worker: one that it works on, and one that is there when it is done
_LAST_WORDS_SECONDS: Final = 2.0
_SOON_SECONDS: Final = 0.01


class Processes(Executor):
    """A pool of processes; a `Job` that takes longer than its seconds is stopped, a dead process is replaced."""

    def __init__(self, count: int, limits: Limits) -> None:
        # one folder for all temporary files: a worker that is killed cannot take its own away
        self._room = tempfile.TemporaryDirectory(prefix="courrier-", ignore_cleanup_errors=True)
        # spawned, not forked: the parent has threads (progress, the pool's own), and forking those may deadlock
        context = _Spawn()
        self._pool = pebble.ProcessPool(
            max_workers=max(1, count),
            max_tasks=limits.tasks,
            initializer=set_limits,
            initargs=[limits.memory_bytes, self._room.name],
            context=context,
        )
        self._pool._pool_manager = _Manager(self._pool._context, context)
        self._turn = threading.RLock()
        self._waiting: Waiting[_Task] = Waiting()
        self._free = _IN_HAND * max(1, count)  # tasks that the pool has room for

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Put a task in the queue; where there can be no workers, its result is BrokenProcessPool."""
        task = _Task(Future(), partial(fn, **kwargs) if kwargs else fn, args)
        with self._turn:
            self._waiting.put(task)
        self._send()
        return task.future

    def _send(self) -> None:
        """Give the pool as many of the tasks that wait as it has room for."""
        with self._turn:
            while self._free and self._waiting:
                task = self._waiting.take()
                if not task.future.set_running_or_notify_cancel():
                    continue
                try:
                    self._start(task)
                except (OSError, RuntimeError) as problem:  # no process can be started, or the pool broke
                    task.future.set_exception(BrokenProcessPool(str(problem)))
                else:
                    self._free -= 1

    def _start(self, task: "_Task") -> None:
        with _interrupts_blocked():  # the first task starts the pool
            attempt = self._pool.schedule(task.fn, args=task.args, timeout=task.seconds)
        attempt.add_done_callback(partial(self._end, task))

    def _end(self, task: "_Task", attempt: "Future[Any]") -> None:
        """Hand the outcome on; a task whose worker died is tried again by another one."""
        problem = None if attempt.cancelled() else attempt.exception()
        if isinstance(problem, pebble.ProcessExpired):
            kill_group(problem.pid)
            task.tries -= 1
            if task.tries:
                with suppress(OSError, RuntimeError):  # the pool was stopped meanwhile
                    self._start(task)
                    return
        with self._turn:
            self._free += 1
        if attempt.cancelled():
            problem = CancelledError()
        if problem:
            task.future.set_exception(problem)
        else:
            task.future.set_result(attempt.result())
        self._send()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers; with `cancel_futures` at once, whatever they do."""
        with self._turn:
            left = [*self._waiting]
            if cancel_futures:
                self._waiting.clear()
        if cancel_futures:
            for task in left:
                task.future.cancel()
            with _interrupts_blocked():  # Ctrl-C pressed again must not leave workers behind
                self._pool.stop()
                self._pool.join()
        else:
            wait_for([task.future for task in left])
            self._pool.close()
            if not wait:
                return
            self._pool.join()
        self._room.cleanup()


@dataclass(slots=True, eq=False)
class _Task:
    future: "Future[Any]"
    fn: Callable[..., Any]
    args: tuple[Any, ...]
    tries: int = TRIES

    @property
    def seconds(self) -> float | None:
        """It may take no longer; None: as long as it takes."""
        return self.fn.seconds if isinstance(self.fn, Job) else None

    @property
    def later(self) -> bool:
        """Whether others go before it."""
        return isinstance(self.fn, Job) and self.fn.later


class _Process(SpawnProcess):
    """A worker that hears nothing while C code runs in it: told to end, it is killed at once, with all it started."""

    def terminate(self) -> None:
        kill_group(self.pid)
        super().terminate()  # one that does not lead its group yet


class _Spawn(SpawnContext):
    Process = _Process


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
