"""What took how long → the log, as events that other programs read: stage, mailing, source, page, seconds."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

_log = logging.getLogger(__name__)


def tell_time(stage: str, seconds: float, **where: str | int) -> None:
    """An event of the log; who reads along in a terminal does not see it."""
    _log.info("%s", stage, extra={"stage": stage, "seconds": round(seconds, 4), **where})


@contextmanager
def timed(stage: str, mailing: str) -> Iterator[None]:
    """Tell how long the block took, whatever came of it."""
    began = time.monotonic()
    try:
        yield
    finally:
        tell_time(stage, time.monotonic() - began, mailing=mailing)
