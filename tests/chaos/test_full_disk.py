"""A disk that fills up in mid-run: one sentence, whole tables, and with room again the bytes of an undisturbed run."""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.chaos.killing import differences, look
from tests.chaos.mailings import Ground, lay_ground

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="mounts and limits of Linux")]

_PATIENCE = 300
_BLOCK = 4096


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return lay_ground(tmp_path_factory.mktemp("full"))


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of its own, in memory."""
    where = Path(tempfile.mkdtemp())  # not below pytest's folder: taking that away must never meet a mount
    try:
        _mount(where, 2**26)
    except (OSError, subprocess.CalledProcessError) as problem:
        where.rmdir()
        pytest.skip(f"a small file system can be mounted by root alone ({problem})")
    try:
        yield where
    finally:
        subprocess.run(["umount", "--lazy", where], check=True)
        where.rmdir()


def _mount(where: Path, size: int, *options: str) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", ",".join([*options, f"size={size}"]), "tmpfs", str(where)]
    subprocess.run(mount, check=True, capture_output=True, text=True)


def _run(ground: Ground, out: Path, limit: Callable[[], None] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ground.command(out), preexec_fn=limit, capture_output=True, text=True, check=False, timeout=_PATIENCE
    )


def _check_stopped(ground: Ground, out: Path, done: "subprocess.CompletedProcess[str]", why: str) -> None:
    assert done.returncode == 3, (done.stdout, done.stderr)
    assert f"({why}): free space or choose another folder" in done.stderr
    assert "Traceback" not in done.stderr
    made, wrong = look(ground, out)
    assert (wrong, "old" in made or "new" in made) == ([], True)


@pytest.mark.parametrize("room", [0, 4, 10, 18])
def test_a_small_file_system_that_fills_up(room: int, ground: Ground, small_disk: Path) -> None:
    """`room`: how many blocks are free; all the new tables, pictures and reports together need more."""
    out = small_disk / "out"
    shutil.copytree(ground.before, out)
    used = shutil.disk_usage(small_disk).used
    _mount(small_disk, used + room * _BLOCK, "remount")
    done = _run(ground, out)
    _check_stopped(ground, out, done, "No space left on device")
    _mount(small_disk, 2**26, "remount")
    done = _run(ground, out)
    assert done.returncode == 0, done.stderr
    assert list(differences(ground.after, out)) == []


@pytest.mark.parametrize("largest", [1_000, 9_000])
def test_a_file_that_may_not_grow(largest: int, ground: Ground, tmp_path: Path) -> None:
    """Where nobody may mount: no file may be larger than so many bytes, which stops some write in the middle."""
    out = ground.start(f"limited-{largest}")
    done = _run(ground, out, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest, largest)))
    _check_stopped(ground, out, done, "File too large")
    done = _run(ground, out)
    assert done.returncode == 0, done.stderr
    assert list(differences(ground.after, out)) == []
