"""Tasks → results in this process, one after the other: to look at what happens, without limits of time or memory."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class Here(Executor):
    """Each task is done when it is submitted."""

    def __init__(self) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Run the task at once; what it raises is kept for whoever asks for its result."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001 - raised again by `result`
            future.set_exception(problem)
        return future
