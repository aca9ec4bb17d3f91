"""Nothing is done twice: what a second run writes is what has changed, mailing by mailing."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from pipeline import inbox, reading
from pipeline import opened as opening
from pipeline.inbox import InputFile
from pipeline.read import read_mailings
from pipeline.records import FileFacts
from pipeline.settings import PageSettings, RunSettings
from pipeline.stages import run_mailings
from pipeline.workers.processes import Processes
from tests.conftest import Courrier


def _draw(path: Path, at: int) -> None:
    """A blank page but for one bar, each its own: reading it is cheap."""
    picture = Image.new("L", (300, 400), 255)
    picture.paste(0, (20, 20 + at, 280, 24 + at))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)


def _written(out: Path) -> dict[str, int]:
    """Every file of the tables and the report, and when it was written."""
    files = [p for p in out.rglob("*") if p.is_file() and not p.relative_to(out).parts[0].startswith((".", "run.json"))]
    return {str(path.relative_to(out)): path.stat().st_mtime_ns for path in files}


CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda raw: None,
    "a file added": lambda raw: _draw(raw / "b/3.png", 3),
    "a file removed": lambda raw: (raw / "b/2.png").unlink(),
    "a file changed": lambda raw: _draw(raw / "b/2.png", 9),
    "a file renamed": lambda raw: (raw / "b/2.png").rename(raw / "b/4.png"),
    "a charter": lambda raw: (raw / "b/charter.yaml").write_text("burst:\n  run: false\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_only_the_mailing_that_changed_is_made_again(change: str, tmp_path: Path, courrier: Courrier) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for at, name in enumerate(("a/1.png", "b/1.png", "b/2.png")):
        _draw(raw / name, 10 * at)
    assert courrier("run", raw, out).returncode == 0
    before = _written(out)
    CHANGES[change](raw)
    done = courrier("run", raw, out, "-v")
    assert done.returncode == 0, done.stderr
    now = _written(out)
    changed = {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}
    changed.discard("report/index.html")  # it tells of all mailings
    assert not any("mailing=a" in name or name.startswith("report/a") for name in changed)
    assert bool(changed) == (change != "nothing")
    assert any("documents" in name for name in changed) == change.startswith("a file")
    again = {"a file added": 1, "a file changed": 1}.get(change, 0)
    assert f"b: {again} of " in done.stderr


@pytest.mark.slow
def test_a_file_left_alone_is_not_hashed_again_and_a_changed_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for at, name in enumerate(("a/1.png", "a/2.png", "a/3.png")):
        _draw(raw / name, 10 * at)
    settings = RunSettings(raw, out, in_process=True)
    opened: list[str] = []

    def fingerprint(file: InputFile, limits: PageSettings) -> FileFacts:
        opened.append(file.path.name)
        return reading.fingerprint(file, limits)

    monkeypatch.setattr(opening, "fingerprint", fingerprint)

    def hashed() -> list[str]:
        opened.clear()
        assert list(read_mailings(settings)) == ["a"]
        return sorted(opened)

    monkeypatch.setattr(inbox, "_TICK_NS", 10**15)  # they were drawn a moment ago
    assert hashed() == ["1.png", "2.png", "3.png"]
    assert hashed() == ["1.png", "2.png", "3.png"]
    monkeypatch.setattr(inbox, "_TICK_NS", 0)
    assert hashed() == ["1.png", "2.png", "3.png"]
    assert hashed() == []
    before = (raw / "a/2.png").stat()
    data = bytearray((raw / "a/2.png").read_bytes())
    data[-1] ^= 1  # as large as before, and it says it is as old
    (raw / "a/2.png").write_bytes(data)
    os.utime(raw / "a/2.png", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert hashed() == ["2.png"]
    assert hashed() == []
    settings = replace(settings, force=True)
    assert hashed() == ["1.png", "2.png", "3.png"]


@pytest.mark.slow
def test_a_run_with_nothing_to_do_starts_no_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    _draw(raw / "a/1.png", 0)
    monkeypatch.setattr(inbox, "_TICK_NS", 0)
    assert list(run_mailings(RunSettings(raw, out, in_process=True))) == ["a"]
    monkeypatch.setattr(Processes, "submit", None)
    assert list(run_mailings(RunSettings(raw, out, workers=2))) == ["a"]


@pytest.mark.slow
def test_force_makes_everything_again(tmp_path: Path, courrier: Courrier) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    _draw(raw / "a/1.png", 0)
    assert courrier("run", raw, out).returncode == 0
    before = _written(out)
    assert courrier("run", raw, out, "--force").returncode == 0
    now = _written(out)
    assert before.keys() == now.keys()
    assert all(now[name] > before[name] for name in now)


@pytest.mark.slow
def test_a_copy_keeps_the_pictures_and_a_scan_taken_away_does_not(tmp_path: Path, courrier: Courrier) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for at, name in enumerate(("a/1.png", "a/2.png")):
        _draw(raw / name, 10 * at)
    (raw / "a/1-copy.png").write_bytes((raw / "a/1.png").read_bytes())
    assert courrier("run", raw, out).returncode == 0
    pictures = out / "pictures/mailing=a"
    assert len(list(pictures.iterdir())) == 2
    stale = pictures / f"{'0' * 32}-1.jpg"  # as a run leaves it that was killed before it took it away
    stale.touch()
    assert courrier("run", raw, out).returncode == 0
    assert len(list(pictures.iterdir())) == 2
    assert not stale.exists()
