"""A signal to end → an exception that comes through, wherever it reaches the command."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SOON_SECONDS: Final = 0.05


class Ended(KeyboardInterrupt):
    """Somebody asked the process to end: a service manager, `kill`, `timeout`."""


@contextmanager
def heard() -> Iterator[None]:
    """SIGTERM raises `Ended` here, and neither it nor Ctrl-C is lost; in another thread nobody can end us so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = sys.unraisablehook

    def lost(told: "UnraisableHookArgs") -> None:
        """Python was clearing away something of its own when the signal came, and goes on: it is sent once more."""
        if not isinstance(told.exc_value, KeyboardInterrupt):
            before(told)
            return
        number = signal.SIGTERM if isinstance(told.exc_value, Ended) else signal.SIGINT
        if number == signal.SIGTERM:
            signal.signal(number, _end)
        threading.Timer(_SOON_SECONDS, os.kill, (os.getpid(), number)).start()

    handler = signal.signal(signal.SIGTERM, _end)
    sys.unraisablehook = lost
    try:
        yield
    finally:
        sys.unraisablehook = before
        if signal.getsignal(signal.SIGTERM) is _end:  # whoever was told already is on the way out
            signal.signal(signal.SIGTERM, handler)


def _end(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # asked again, it must not break the way out
    raise Ended
