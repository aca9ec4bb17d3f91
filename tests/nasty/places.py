"""Names and things in a folder that attack whoever walks through it."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

NAMES: Final = (
    b"line\nbreak.png",
    b"\xe9t\xe9 \xff\xfe.png",  # no UTF-8
    b"'; touch owned; '.png",
    b'"$(touch owned)`touch owned`".png',
    b"-rf.png",
    b"..png",
    b"...",
    b"..\\..\\owned.png",
    b"%2e%2e%2fowned.png",
    b"{0}{detail}%s%n.png",
    b"<script>alert(1)</script>.png".replace(b"/", b"\\"),
    b"=cmd|'x'!A1.png",
    b"\x1b[2J\x1b]0;owned\x07.png",
    "\u202egnp.png".encode(),
    b"CON.png",
    b" ",
    b"n" * 255,
)


def source_of(name: bytes) -> str:
    """The name as it stands in the tables: valid Unicode, whatever it was."""
    return name.decode("utf-8", "backslashreplace")


@contextmanager
def strange_things(raw: Path, outside: Path) -> Iterator[dict[str, str]]:
    """Put what is no file among the scans; name → the code of its row. `outside`: a file that lies elsewhere."""
    os.mkfifo(raw / "pipe.pdf")
    (raw / "folder.pdf").mkdir()
    (raw / "empty.pdf").touch()
    (raw / "nowhere.tif").symlink_to("nowhere")
    (raw / "itself.tif").symlink_to("itself.tif")
    (raw / "circle").symlink_to(".")
    (raw / "outside.png").symlink_to(outside)
    (raw / "root").symlink_to("/")
    (raw / "endless.png").symlink_to("/dev/zero")
    before = Path.cwd()
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(raw)  # the address of a socket may not be as long as a path of pytest's
        try:
            listening.bind("socket.pdf")
        finally:
            os.chdir(before)
        yield {
            "pipe.pdf": "unreadable",
            "empty.pdf": "empty",
            "nowhere.tif": "unreadable",
            "itself.tif": "unreadable",
            "circle": "unreadable",
            "outside.png": "outside",
            "root": "outside",
            "endless.png": "outside",
            "socket.pdf": "unreadable",
        }
