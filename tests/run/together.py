"""What tests of several workers share: scans, what a run leaves, programs that end with the test."""

import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw

from tests.paper.fonts import load_font

LINES = ("Lille, le 2 mars 2016", "Nous vous confirmons la clôture de votre contrat.", "Veuillez régler 12,50 euros.")


def fill(raw: Path, files: int) -> None:
    for number in range(files):
        sheet = Image.new("L", (1240, 1754), 250)
        for at, line in enumerate((f"Dossier n° {1000 + number}", *LINES)):
            ImageDraw.Draw(sheet).text((200, 300 + 90 * at), line, font=load_font("roboto", 36), fill=20)
        path = raw / f"mailing-{number % 2}/{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet.save(path, dpi=(150, 150))
    (raw / "mailing-0/broken.pdf").write_bytes(b"%PDF-1.4 and no more")


def hashes(out: Path) -> dict[str, str]:
    """Of all that a run leaves: tables, pictures, report; not of what it tells the next run of the files it saw."""
    files = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith((".", "run.json"))]
    files = [path for path in files if path.parent.name != ".marks"]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextmanager
def program(*command: str, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that works in `folder` and ends with the block; what it says stands in `said.txt` there."""
    folder.mkdir(parents=True)
    with (folder / "said.txt").open("wb") as said:
        started = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, start_new_session=True)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)


def wait_for(sign: Callable[[], bool]) -> None:
    for _ in range(1200):
        if sign():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")
