"""Several files renamed as one: killed at any step, the next run finds the old ones or makes all of them the new."""

import os
from pathlib import Path

import pytest

from pipeline.tables import moves
from pipeline.tables.moves import finish_moves, move_together

NAMES = ("documents", "pages", "words")


class PowerCutError(BaseException):
    """Nothing after it happens, not even what a `finally` of ours would clean up."""


def _lay_out(out: Path) -> list[tuple[Path, Path]]:
    pairs = []
    for name in NAMES:
        target = out / f"{name}.parquet/mailing=m/part-0.parquet"
        target.parent.mkdir(parents=True)
        target.write_text("old")
        beside = target.with_name(".part-0.parquet.77")
        beside.write_text("new")
        pairs.append((beside, target))
    return pairs


class Disk:
    """Counts what is done to the disk; the power goes before step `cut`, and comes back when that is None."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cut: int | None = None
        self.done = 0
        rename, sync, unlink = Path.replace, os.fsync, Path.unlink

        def replace(path: Path, target: Path) -> Path:
            self.step()
            return rename(path, target)

        def fsync(handle: int) -> None:
            self.step()
            sync(handle)

        def take_away(path: Path, missing_ok: bool = False) -> None:
            self.step()
            unlink(path, missing_ok)

        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(os, "fsync", fsync)
        monkeypatch.setattr(Path, "unlink", take_away)

    def step(self) -> None:
        if self.cut is not None and self.done >= self.cut:
            raise PowerCutError
        self.done += 1


def test_killed_at_any_step_it_is_all_old_or_becomes_all_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    move_together(tmp_path / "whole", "m", _lay_out(tmp_path / "whole"))
    count = disk.done
    seen: list[str] = []
    for at in range(count):
        out = tmp_path / str(at)
        pairs = _lay_out(out)
        disk.cut, disk.done = at, 0
        with pytest.raises(PowerCutError):
            move_together(out, "m", pairs)
        disk.cut = None
        finish_moves(out)
        texts = {target.read_text() for _, target in pairs}
        assert len(texts) == 1, f"a mixture after step {at}"
        seen += texts
        assert not [path for path in out.rglob(".*") if path.is_file()], "something is left over"
        assert not list(out.rglob("*.json"))
    assert seen == sorted(seen, reverse=True)  # from one step on it is the new
    assert set(seen) == {"old", "new"}


def test_where_the_disk_is_full_nothing_is_renamed_and_nothing_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = _lay_out(tmp_path)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(moves, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        move_together(tmp_path, "m", pairs)
    assert {target.read_text() for _, target in pairs} == {"old"}
    assert not any(beside.exists() for beside, _ in pairs)


def test_what_is_hidden_but_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    for name in (".gitkeep", ".note.txt", "index.html"):
        (tmp_path / "report" / name).touch()
    (tmp_path / "report/.index.html.4711").touch()
    finish_moves(tmp_path)
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == [".gitkeep", ".note.txt", "index.html"]


@pytest.mark.parametrize("left", [".run.json.4711", ".marks/.mailing=m.json.4711", "pictures/m/.1-1.jpg.4711"])
def test_what_a_killed_run_has_written_aside_is_taken_away(tmp_path: Path, left: str) -> None:
    (tmp_path / left).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / left).touch()
    finish_moves(tmp_path)
    assert not (tmp_path / left).exists()
