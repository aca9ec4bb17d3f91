"""Tasks → results from the workers of a Dask cluster, within the same limits as at home."""

import functools
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, Final

from pipeline.errors import RunError
from pipeline.workers.limits import Limits
from pipeline.workers.processes import Processes

_MISSING: Final = "Dask is not installed: install courrier[dask], on this machine and on those that work for it."
_CONNECT_SECONDS: Final = 20


class Cluster(Executor):
    """A Dask cluster: one that runs already, at the address of its scheduler, or one of `count` processes of ours."""

    def __init__(self, address: str | None, count: int, limits: Limits) -> None:
        self._limits = limits
        self._own: Any = None
        try:
            import distributed
        except ImportError as problem:
            raise RunError(_MISSING) from problem
        try:
            if not address:
                self._own = distributed.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None)
            self._client = distributed.Client(address or self._own, timeout=_CONNECT_SECONDS, set_as_default=False)
        except OSError as problem:
            raise RunError(f"There is no Dask scheduler at {address}: start `dask scheduler` first.") from problem
        self._executor = self._client.get_executor(pure=False)

    @property
    def count(self) -> int:
        """How many tasks the cluster runs at once, now."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Have a task run by any worker of the cluster, in a limited process beside it."""
        task = functools.partial(fn, **kwargs) if kwargs else fn
        future: Future[Any] = self._executor.submit(_run_limited, self._limits, task, *args)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; end it where it is our own."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()
        if self._own is not None:
            self._own.close()


def _run_limited(limits: Limits, fn: Callable[..., Any], *args: Any) -> Any:
    """What runs in a Dask worker: hand the task to a process that may be killed, and wait for it.

    So a document never kills the Dask worker itself: one that is lost is a machine that is lost, and Dask gives its
    tasks to another.
    """
    return _processes(limits).submit(fn, *args).result()


@functools.cache
def _processes(limits: Limits) -> Processes:
    """As many processes as this Dask worker has threads; they end with it."""
    from distributed import get_worker

    process = multiprocessing.current_process()
    if process.daemon:  # a nanny starts its worker so, and it may have no children then
        process._config["daemon"] = False  # type: ignore[attr-defined]
    own = Processes(get_worker().state.nthreads, limits)
    multiprocessing.util.Finalize(None, own.shutdown, kwargs={"cancel_futures": True}, exitpriority=100)
    return own
