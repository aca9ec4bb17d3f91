"""A task as it travels to whoever runs it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.errors import DocumentError, RunError
from pipeline.places import stores_told

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A task with the seconds it may take; called, it runs. All of it must be picklable.

    `later`: others go before it, though they were asked for after it.
    """

    task: Callable[..., Any]
    seconds: float
    later: bool = False

    def __call__(self, *args: object) -> Any:
        """Run the task; an error nobody foresaw becomes a row and a traceback in the log, and the run goes on.

        Files are hostile: libraries raise anything on them (recursion, struct, key errors). A bug of ours shows the
        same way: its traceback is logged, the file's row says `unforeseen`, and the exit code is 1.
        """
        try:
            with stores_told():
                return self.task(*args)
        except (DocumentError, RunError, MemoryError):
            raise
        except Exception as problem:  # noqa: BLE001 - see above
            _log.exception("unforeseen error in a worker")
            raise DocumentError("unforeseen", type(problem).__name__) from None
