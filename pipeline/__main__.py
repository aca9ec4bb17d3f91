"""The command `courrier`, also called `python -m pipeline`.

Each worker process imports this module again, so nothing that a worker does not need is imported on the way.
"""

import atexit
import contextlib
import logging
import os
import sys
import threading

from pipeline.errors import INTERRUPTED


def main() -> None:
    """Run the command; the process ends with its exit code."""
    try:
        from pipeline.cli import app
    except KeyboardInterrupt:
        print("courrier: Stopped before it began.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    try:
        app()
    except SystemExit as end:
        _leave(end.code)


def _leave(code: object) -> None:
    """End with that code, once all is closed and written.

    Python would yet take itself apart, and a thread of a library that wakes up meanwhile ends the process with
    «terminate called without an active exception», after all has gone well.
    """
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    if isinstance(code, str):
        print(code, file=sys.stderr)
    logging.shutdown()
    atexit._run_exitfuncs()  # workers, locks and folders aside are done with here
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # who was to read it has gone
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    main()
