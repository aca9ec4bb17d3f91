"""What one file may take: a worker's life three times, seconds, pages, characters. Else a row says so."""

import os
import shutil
import signal
import threading
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import read, tables
from pipeline.inbox import InputFile
from pipeline.reading import time_page
from pipeline.records import Page
from pipeline.settings import PageSettings, RunSettings
from pipeline.workers import open_workers
from tests.conftest import Courrier
from tests.pages.pdf_of import PdfPage, pdf_of, text

TALLY = "tally"
LONG = 8.0  # seconds of a page that takes its time


def _picture(number: int) -> Image.Image:
    picture = Image.new("L", (900, 500), 255)
    ImageDraw.Draw(picture).text((60, 60), f"Toulon, le {number} mars 2015", fill=0, font=ImageFont.load_default(40))
    return picture


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two pictures of one page around a TIFF of three."""
    folder = tmp_path / "raw/m"
    folder.mkdir(parents=True)
    _picture(1).save(folder / "a.png")
    _picture(2).save(folder / "b.tif", save_all=True, append_images=[_picture(3), _picture(4)])
    _picture(5).save(folder / "c.png")
    return tmp_path / "raw"


def _read(settings: RunSettings) -> dict[str, dict[str, Any]]:
    assert list(read.read_mailings(settings)) == ["m"]
    return {row["source"]: row for row in tables.read_rows(settings.out, "documents", "m")}


def _codes(settings: RunSettings, source: str) -> list[str | None]:
    return [row["error_code"] for row in tables.read_rows(settings.out, "pages", "m", source=source)]


def read_or_die(file: InputFile, *what: Any) -> tuple[Page, float]:
    """Stands in for the task of a worker: the TIFF kills it, and it is written down that it did."""
    if file.source == "m/b.tif":
        with (file.path.parents[2] / TALLY).open("a") as tally:
            tally.write(f"{what[1]}\n")
        threading.Event().wait(1)
        os.kill(os.getpid(), signal.SIGKILL)
    return time_page(file, *what)


def read_slowly(file: InputFile, *what: Any) -> tuple[Page, float]:
    """Stands in for the task of a worker: each page of the TIFF takes its time."""
    if file.source == "m/b.tif":
        threading.Event().wait(LONG)
    return time_page(file, *what)


def process_of(_: int) -> int:
    return os.getpid()


@pytest.mark.slow
def test_a_file_that_kills_its_worker_three_times_is_failed(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "time_page", read_or_die)
    settings = RunSettings(raw, tmp_path / "out", workers=1)
    rows = _read(settings)
    assert {source: (row["status"], row["error_code"]) for source, row in rows.items()} == {
        "m/a.png": ("ok", None),
        "m/b.tif": ("failed", "crashed"),
        "m/c.png": ("ok", None),
    }
    assert _codes(settings, "m/b.tif") == ["crashed"] * 3
    assert sorted((tmp_path / TALLY).read_text().split()) == ["1"] * 3 + ["2"] * 3 + ["3"] * 3


@pytest.mark.slow
def test_a_file_that_takes_too_long_keeps_the_pages_it_had(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "time_page", read_slowly)
    settings = RunSettings(raw, tmp_path / "out", workers=1, document_timeout_seconds=1.5 * LONG)
    rows = _read(settings)
    assert [rows[f"m/{name}"]["status"] for name in ("a.png", "b.tif", "c.png")] == ["ok", "partial", "ok"]
    assert _codes(settings, "m/b.tif") == [None, None, "timeout"]
    assert rows["m/b.tif"]["error"].startswith("Page 3 of 3: Reading took longer than 12 seconds")


@pytest.mark.slow
def test_a_file_of_too_many_pages_is_too_large(raw: Path, tmp_path: Path) -> None:
    settings = RunSettings(raw, tmp_path / "out", in_process=True, pages=PageSettings(max_pages=2))
    rows = _read(settings)
    assert [rows[f"m/{name}"]["error_code"] for name in ("a.png", "b.tif", "c.png")] == [None, "too_large", None]
    assert "(3 pages)" in rows["m/b.tif"]["error"]


def test_a_page_of_too_many_characters_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "raw/m").mkdir(parents=True)
    lines = ("Votre contrat est clos.", "Nous vous remercions de votre confiance et restons a votre service.")
    pages = [PdfPage(text(72, 700, line) + text(72, 600, "Veuillez agréer nos salutations.")) for line in lines]
    (tmp_path / "raw/m/a.pdf").write_bytes(pdf_of(*pages))
    settings = RunSettings(tmp_path / "raw", tmp_path / "out", in_process=True, pages=PageSettings(max_characters=60))
    rows = _read(settings)
    assert _codes(settings, "m/a.pdf") == [None, "too_large"]
    assert "characters on a page" in rows["m/a.pdf"]["error"]


@pytest.mark.slow
@pytest.mark.parametrize(("command", "told"), [("check", "cannot be checked"), ("report", "cannot be written")])
def test_a_stage_alone_works_within_the_same_limits(
    command: str, told: str, sample_out: Path, tmp_path: Path, courrier: Courrier
) -> None:
    out = tmp_path / "out"
    shutil.copytree(sample_out, out)
    for page in (out / "report").glob("*.html"):
        page.unlink()
    done = courrier(command, out, *(["--force"] if command == "check" else []), COURRIER_DOCUMENT_SECONDS="0.01")
    assert done.returncode == 3, done.stderr
    assert f"{told}: Reading took longer than 0.01 seconds" in " ".join(done.stderr.replace("│", " ").split())
    done = courrier(command, out)
    assert done.returncode == 0, done.stderr


def test_a_worker_is_replaced_after_so_many_tasks() -> None:
    with open_workers(RunSettings(workers=1, worker_tasks=2), most=6) as workers:
        tasks = [workers.submit(process_of, number) for number in range(6)]
        pids = [workers.result(task) for task in tasks]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [2, 2, 2]
