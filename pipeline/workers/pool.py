"""The workers of a run: tasks go in as far ahead as keeps them busy, results come out in order."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Final, Self, TypeVar
from weakref import WeakKeyDictionary

import pebble

from pipeline.errors import DocumentError, RunError
from pipeline.settings import RunSettings
from pipeline.workers.here import Here
from pipeline.workers.job import NO_ROOM, Job
from pipeline.workers.limits import Limits
from pipeline.workers.processes import TRIES, Processes

Result = TypeVar("Result")
Submitted = TypeVar("Submitted")

_NO_WORKERS: Final = (
    "Worker processes cannot be started ({}): free memory and processes, then run the same command again."
)
_STARTING_SECONDS: Final = 60.0  # a worker loads its libraries in one or two, on a busy machine in ten
_AHEAD: Final = 8  # tasks a worker that wait in the queue or for their turn: pages differ in how long they take


def open_workers(settings: RunSettings, most: int) -> "Workers":
    """The workers that the settings ask for, at most so many. Raises RunError where there can be none."""
    limits = Limits(settings.worker_memory_bytes, settings.worker_tasks)
    if settings.scheduler or settings.cluster:
        from pipeline.workers.cluster import Cluster

        cluster = Cluster(settings.scheduler, settings.cluster or 0, limits)
        return Workers(cluster, cluster.count, settings)
    if settings.in_process:
        return work_here(settings)
    count = max(1, min(settings.workers, most))
    try:
        return Workers(Processes(count, limits), count, settings)
    except OSError as problem:
        raise RunError(NO_ROOM.format(problem.strerror or problem)) from problem


def work_here(settings: RunSettings | None = None) -> "Workers":
    """No workers: this process does all itself, without limits."""
    return Workers(Here(), 0, settings or RunSettings())


class Workers:
    """Any executor, with what the run asks of it: order, a bounded queue, and errors as the house knows them."""

    def __init__(self, executor: Executor, count: int, settings: RunSettings) -> None:
        self._executor = executor
        self._settings = settings
        self._finished = 0
        self._seconds: WeakKeyDictionary[Future[Any], float] = WeakKeyDictionary()
        self._count = count

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(cancel_futures=kind is not None)

    def submit(
        self, task: Callable[..., Result], *args: object, pages: int = 1, whole: bool = False, later: bool = False
    ) -> "Future[Result]":
        """Put a task in the queue; `task` and `args` must be picklable.

        It may take as long as `pages` pages, but no longer than a document; `whole`: as long as a document. `later`:
        any other task that waits, or will wait, goes before it.
        """
        document = self._settings.document_timeout_seconds
        seconds = document if whole else min(document, self._settings.page_timeout_seconds * max(1, pages))
        try:
            future: Future[Result] = self._executor.submit(Job(task, seconds, later), *args)
        except (OSError, RuntimeError) as problem:  # RuntimeError: the pool broke meanwhile
            raise RunError(_NO_WORKERS.format(problem)) from problem
        future.add_done_callback(self._count_finished)
        self._seconds[future] = seconds
        return future

    def ahead(
        self, submitted: Iterable[Submitted], weigh: Callable[[Submitted], int] = lambda _: 1, most: int = _AHEAD
    ) -> Iterator[Submitted]:
        """What an iterator submits, in its order, with the iterator so far ahead that no worker waits.

        Memory holds the tasks of the queue, never those of the whole run: one a worker, and more as long as their
        weights are at most `most` a worker.
        """
        waiting: deque[Submitted] = deque()
        weight = 0
        for one in submitted:
            waiting.append(one)
            weight += weigh(one)
            while len(waiting) > self._count and weight > most * self._count:
                weight -= weigh(waiting[0])
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()

    def _count_finished(self, _: "Future[Any]") -> None:
        self._finished += 1

    def result(self, future: "Future[Result]") -> Result:
        """Wait for a task. Raises DocumentError where its input was to blame: too slow, too large, deadly, odd."""
        try:
            return self._wait(future)
        except TimeoutError as slow:
            seconds = slow.args[1] if len(slow.args) > 1 else self._settings.page_timeout_seconds
            raise DocumentError("timeout", f"{seconds:g}") from None
        except (BrokenProcessPool, CancelledError) as problem:
            raise RunError(_NO_WORKERS.format(problem or "they were lost")) from problem
        except pebble.ProcessExpired as death:
            raise DocumentError("crashed", f"exit code {death.exitcode}") from None
        except MemoryError:
            memory = self._settings.worker_memory_bytes
            raise DocumentError("out_of_memory", f"{memory / 1024**3:.1f} GB") from None
        except Exception as problem:
            if type(problem).__name__ == "KilledWorker":  # of Dask, which need not be installed
                raise DocumentError("crashed", "each worker that read it was lost") from None
            raise

    def _wait(self, future: "Future[Result]") -> Result:
        """The result, however long the queue. Raises RunError where the pool is dead: no task ends in a task's time."""
        while not future.done():
            before = self._finished
            with contextlib.suppress(TimeoutError):
                future.exception(TRIES * self._seconds[future] + _STARTING_SECONDS)
            if self._finished == before and not future.done():
                raise RunError(_NO_WORKERS.format("they do not answer"))
        return future.result()
