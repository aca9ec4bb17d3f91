"""A task as it travels to whoever runs it."""

import errno
import logging
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pipeline.errors import DocumentError, RunError
from pipeline.places import stores_told

NO_ROOM: Final = "Temporary files cannot be written ({}): free space, or name another folder in TMPDIR."
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_LEAST_ROOM: Final = 64 << 20  # bytes that are left: no page could be read, and none is to blame

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
        except OSError as problem:
            if problem.errno not in _FULL:
                raise _unforeseen(problem) from None
            if shutil.disk_usage(tempfile.gettempdir()).free < _LEAST_ROOM:
                raise RunError(NO_ROOM.format(problem.strerror)) from problem
            raise DocumentError("too_large", "its temporary files fill the disk") from problem
        except Exception as problem:  # noqa: BLE001 - see above
            raise _unforeseen(problem) from None


def _unforeseen(problem: Exception) -> DocumentError:
    _log.error("unforeseen error in a worker", exc_info=problem)
    return DocumentError("unforeseen", type(problem).__name__)
