"""Put in the path of Python as `sitecustomize`: each process of a run notes what it must not do, and is refused it.

It knows neither the pipeline nor the tests: it runs in their processes before anything else.
"""

import os
import sys
from pathlib import Path

_NOTES = os.environ.get("GUARD_NOTES", "")
_INPUT = os.environ.get("GUARD_INPUT", "")
_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
HARM = "harm_of_input"  # the module that pickles among the input call
_has_read: list[bool] = []
_SHELLS = ("sh", "bash", "dash", "cmd", "cmd.exe")


def _refuse(event: str, told: tuple[object, ...]) -> None:
    if event == "open" and _is_input(told[0]) and not _has_read:
        _has_read.append(True)
        with Path(_NOTES).open("a") as notes:
            notes.write(f"reader {os.getpid()}\n")
    called = event in _NETWORK and not _is_local(told)
    started = event == "subprocess.Popen" and Path(str(told[0])).name in _SHELLS
    unpickled = event == "pickle.find_class" and told[0] == HARM
    if called or started or unpickled or event == "os.system":
        _note(event, told)


def _is_input(path: object) -> bool:
    return bool(_INPUT) and isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(_INPUT)


def _is_local(told: tuple[object, ...]) -> bool:
    """A socket of the file system, and the look of a library whether this machine could have an IPv6 address."""
    return told[1:] == (("::1", 0),) or getattr(told[0], "family", None) == getattr(__import__("socket"), "AF_UNIX", -1)


def _note(event: str, told: tuple[object, ...]) -> None:
    with Path(_NOTES).open("a") as notes:
        notes.write(f"{event} {told!r}\n")
    raise PermissionError(f"{event} is not allowed here")


if _NOTES:
    with Path(_NOTES).open("a") as began:
        began.write(f"process {os.getpid()}\n")
    sys.addaudithook(_refuse)
