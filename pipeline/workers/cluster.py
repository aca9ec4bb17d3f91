"""Tasks → results from the workers of a Dask cluster, within the same limits as at home."""

import functools
import multiprocessing
import os
import pickle
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from typing import Any, Final

from pipeline.errors import RunError
from pipeline.workers.job import Job
from pipeline.workers.limits import Limits
from pipeline.workers.processes import Processes
from pipeline.workers.waiting import Waiting

_MISSING: Final = "Dask is not installed: install courrier[dask], on this machine and on those that work for it."
_CONNECT_SECONDS: Final = 20
# what Dask counts about itself all the time takes a fifteenth of a core for two workers
_QUIET: Final = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}
_IN_HAND: Final = 2  # batches a thread: one that it works on, and one that is there when it is done
_LONG_SECONDS: Final = (
    0.2  # a batch is not made longer: asking the scheduler costs some milliseconds, a tenth of it at most
)


class Cluster(Executor):
    """A Dask cluster: one that runs already, at the address of its scheduler, or one of `count` processes of ours."""

    def __init__(self, address: str | None, count: int, limits: Limits) -> None:
        self._limits = limits
        self._own: Any = None
        try:
            import dask
            import distributed
        except ImportError as problem:
            raise RunError(_MISSING) from problem
        try:
            if not address:
                dask.config.set(_QUIET)
                # one worker of Dask: it has nothing to do but to hand on to as many processes of ours
                self._own = distributed.LocalCluster(n_workers=1, threads_per_worker=count, dashboard_address=None)
            self._client = distributed.Client(address or self._own, timeout=_CONNECT_SECONDS, set_as_default=False)
        except OSError as problem:
            raise RunError(f"There is no Dask scheduler at {address}: start `dask scheduler` first.") from problem
        self._executor = self._client.get_executor(pure=False)
        self._threads = self.count
        self._turn = threading.RLock()
        self._waiting: Waiting[_Task] = Waiting()
        self._sent = 0  # batches whose results are not there yet
        self._took: dict[str, float] = {}  # seconds of the last task of each kind

    @property
    def count(self) -> int:
        """How many tasks the cluster runs at once, now."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Have a task run by any worker of the cluster, in a limited process beside it."""
        seconds = fn.seconds if isinstance(fn, Job) else None
        name = getattr(getattr(fn, "task", fn), "__qualname__", "")
        later = isinstance(fn, Job) and fn.later
        task = _Task(Future(), name, seconds, pickle.dumps((functools.partial(fn, **kwargs), args)), later)
        with self._turn:
            self._waiting.put(task)
        self._send()
        return task.future

    def _send(self) -> None:
        """Give the workers what waits, so that each has a batch in hand and one to go on with."""
        with self._turn:
            while self._waiting and self._sent < _IN_HAND * self._threads:
                batch = self._next_batch()
                self._sent += 1
                sent = self._executor.submit(
                    _run_limited, self._limits, [(task.seconds, task.packed) for task in batch]
                )
                sent.add_done_callback(functools.partial(self._hand_out, batch))

    def _next_batch(self) -> "list[_Task]":
        """The next task, with others of its kind where they are short: the scheduler is asked once for all of them."""
        batch, seconds = [self._waiting.take()], 0.0
        name, share = batch[0].name, -(-len(self._waiting) // self._threads)
        while (after := self._waiting.next()) and after.name == name and len(batch) < share:
            seconds += self._took.get(name, _LONG_SECONDS)
            if seconds >= _LONG_SECONDS:
                break
            batch.append(self._waiting.take())
        return batch

    def _hand_out(self, batch: "Sequence[_Task]", sent: "Future[list[_Outcome]]") -> None:
        with self._turn:
            self._sent -= 1
        problem = CancelledError() if sent.cancelled() else sent.exception()
        outcomes = [_Outcome(b"", problem)] * len(batch) if problem else sent.result()
        for task, outcome in zip(batch, outcomes, strict=True):
            if outcome.seconds:
                self._took[task.name] = outcome.seconds
            if not task.future.set_running_or_notify_cancel():
                continue
            if outcome.problem:
                task.future.set_exception(outcome.problem)
            else:
                task.future.set_result(pickle.loads(outcome.packed))  # noqa: S301 - our own workers packed it
        self._send()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; end it where it is our own."""
        with self._turn:
            left = [*self._waiting]
            self._waiting.clear()
        for task in left:
            task.future.cancel()
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()
        if self._own is not None:
            self._own.close()


@dataclass(slots=True, eq=False)
class _Task:
    future: "Future[Any]"
    name: str
    seconds: float | None
    packed: bytes
    later: bool


@dataclass(frozen=True, slots=True)
class _Outcome:
    packed: bytes
    problem: BaseException | None
    seconds: float = 0.0


def _run_limited(limits: Limits, tasks: Sequence[tuple[float | None, bytes]]) -> list[_Outcome]:
    """What runs in a Dask worker: hand the tasks to processes that may be killed, and wait for them.

    So a document never kills the Dask worker itself: one that is lost is a machine that is lost, and Dask gives its
    tasks to another. It hands on what it does not unpack: neither libraries nor pages of words are loaded in it.
    """
    pool = _processes(limits)
    outcomes = []
    for task in [
        pool.submit(_unpack if seconds is None else Job(_unpack, seconds), packed) for seconds, packed in tasks
    ]:
        began = time.monotonic()
        problem = task.exception()
        outcomes.append(_Outcome(b"" if problem else task.result(), problem, time.monotonic() - began))
    return outcomes


def _unpack(packed: bytes) -> bytes:
    """What runs in the process beside it."""
    fn, args = pickle.loads(packed)  # noqa: S301 - the command packed it
    return pickle.dumps(fn(*args))


@functools.cache
def _processes(limits: Limits) -> Processes:
    """As many processes as this Dask worker has threads; they end with it."""
    from distributed import get_worker

    process = multiprocessing.current_process()
    if process.daemon:  # a nanny starts its worker so, and it may have no children then
        process._config["daemon"] = False  # type: ignore[attr-defined]
    # by what a nanny sets in the environment, memory goes back to the system each time it is free: a tenth more of CPU
    os.environ.pop("MALLOC_TRIM_THRESHOLD_", None)
    own = Processes(get_worker().state.nthreads, limits)
    multiprocessing.util.Finalize(None, own.shutdown, kwargs={"cancel_futures": True}, exitpriority=100)
    return own
