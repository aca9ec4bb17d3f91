"""One target, tried for some time → the smallest bytes that broke it, if any did."""

import hashlib
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.fuzz.targets import TARGETS

FOUND: Final = Path(__file__).parent / "found"
_ROUND: Final = 10


def hunt(name: str, seconds: float, begin: int, trying: Path) -> int:
    """Try the target until the time is over or it breaks; how often it was tried. Raises what the target raised.

    What is being tried lies in `trying`: after a process that died or hangs, that is what killed it.
    """
    target, tries, until, broken = TARGETS[name], 0, time.monotonic() + seconds, False

    def attempt(data: bytes) -> None:
        nonlocal tries, broken
        if tries and time.monotonic() > until and not broken:  # the rest of a round; what broke is still made small
            return
        tries += 1
        trying.write_bytes(data)
        try:
            target.check(data)
        except BaseException:
            broken = True
            raise

    while not tries or time.monotonic() < until:
        one = given(target.tries)(attempt)
        one = settings(
            max_examples=_ROUND,
            deadline=None,
            database=None,
            verbosity=Verbosity.quiet,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
            derandomize=False,
        )(one)
        seed(begin)(one)()  # the smallest that breaks it is the last that is tried
        begin += 1
    return tries


def tell_hunt(name: str, seconds: float, begin: int, trying: Path, told: Connection) -> None:
    """As `hunt`, in a process of its own: sends how often it was tried, and what broke it."""
    trying.write_bytes(b"")
    try:
        told.send((hunt(name, seconds, begin, trying), ""))
    except BaseException:  # noqa: BLE001 - whatever it is, it was found
        told.send((0, traceback.format_exc()))


def keep(name: str, data: bytes) -> Path:
    """Make what was found a test: `test_fuzz.py` tries every file of the folder."""
    path = FOUND / f"{name}~{hashlib.sha256(data).hexdigest()[:12]}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path
