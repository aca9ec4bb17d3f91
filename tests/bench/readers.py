"""Folders of one-page scans -> the text of each page, by `courrier read` and by what else a user could take.

Each reader works as its makers mean it to, with as many processes as there are cores.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from pipeline import tables
from pipeline.settings import available_cores
from tests.bench.peers import OCRMYPDF, PYTHON

Texts = dict[str, str]
"""`kind/page` -> what was read there."""
Reader = Callable[[Path], Texts]
"""A folder with a folder of scans for each kind -> their texts."""

BARE: Final = "tesseract -l fra"
OURS: Final = "courrier read (tesserocr)"
OURS_PROGRAM: Final = "courrier read (pytesseract)"
OCRMYPDF_NAME: Final = "ocrmypdf --deskew -l fra"


def scans_in(raw: Path) -> list[Path]:
    """Every scan, folder by folder."""
    return sorted(path for path in raw.glob("*/*") if path.is_file())


def name_of(scan: Path) -> str:
    """`kind/page`."""
    return f"{scan.parent.name}/{scan.stem}"


def read_bare(raw: Path) -> Texts:
    """Tesseract alone, a process a page, one thread each: with more it is slower when all cores are busy."""

    def read(scan: Path) -> str:
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        command = ["tesseract", str(scan), "stdout", "-l", "fra"]
        return subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode()

    scans = scans_in(raw)
    with ThreadPoolExecutor(available_cores()) as pool:
        return {name_of(scan): text for scan, text in zip(scans, pool.map(read, scans), strict=True)}


def courrier_reader(engine: str) -> Reader:
    """Our own command, whole: from the files to the tables."""

    def read(raw: Path) -> Texts:
        rows = _read_table(raw, "words", engine)
        texts = {name_of(scan): "" for scan in scans_in(raw)}
        by_source: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            by_source.setdefault(row["source"], []).append(row)
        return texts | {name_of(Path(source)): join_words(own) for source, own in by_source.items()}

    return read


def shares_read_again(raw: Path) -> list[float]:
    """How much of each of these pages our own command reads a second time."""
    return [row["read_again"] for row in _read_table(raw, "pages", "auto")]


def _read_table(raw: Path, name: str, engine: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "pipeline", "read", str(raw), out, "--engine", engine, "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return [row for kind in sorted(raw.iterdir()) for row in tables.read_rows(Path(out), name, kind.name)]


def join_words(rows: Iterable[Mapping[str, Any]]) -> str:
    """Words in reading order, a line of text for each line of the page."""
    ordered = sorted(rows, key=lambda row: int(row["word"]))
    lines = groupby(ordered, key=lambda row: row["line"])
    return "\n".join(" ".join(row["text"] for row in line) for _, line in lines)


def read_with_ocrmypdf(raw: Path) -> Texts:
    """OCRmyPDF, one PDF a folder, so that it starts once for many pages."""
    texts: Texts = {}
    with tempfile.TemporaryDirectory() as name:
        for kind in sorted(raw.iterdir()):
            scans = [scan for scan in scans_in(raw) if scan.parent == kind]
            pdf, sidecar = Path(name) / f"{kind.name}.pdf", Path(name) / f"{kind.name}.txt"
            packed = "import img2pdf, sys; open(sys.argv[1], 'wb').write(img2pdf.convert(sys.argv[2:]))"
            subprocess.run([PYTHON, "-c", packed, pdf, *scans], check=True)
            options = ["--deskew", "-l", "fra", "-j", str(available_cores()), "--sidecar", str(sidecar), "-q"]
            done = subprocess.run(
                [OCRMYPDF, *options, pdf, Path(name) / "out.pdf"], check=False, capture_output=True, text=True
            )
            if done.returncode:
                raise RuntimeError(f"ocrmypdf ended with {done.returncode}: {done.stderr.strip()[-300:]}")
            read = sidecar.read_text("utf-8").split("\f")
            texts |= {name_of(scan): text for scan, text in zip(scans, read, strict=False)}
    return texts
