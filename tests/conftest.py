"""What several rooms' tests share: the installed command, and the sample mailing run once."""

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

# the same examples at every run, so that a change is what a red test tells of; `search` looks for new ones
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data/raw"

Courrier = Callable[..., "subprocess.CompletedProcess[str]"]


def run_courrier(*args: object, cwd: Path | None = None, **env: str) -> "subprocess.CompletedProcess[str]":
    """The installed command, as a user calls it, with no standard input and no terminal."""
    program = Path(sysconfig.get_path("scripts")) / "courrier"
    return subprocess.run(
        [str(program), *map(str, args)],
        cwd=cwd,
        env={**os.environ, "LC_ALL": "C.UTF-8", **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def courrier() -> Courrier:
    return run_courrier


@pytest.fixture(scope="session")
def sample_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables and report of the sample mailing, made once for all test processes; `run.txt` is what was printed."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own  # one folder for all workers of this run
    out = shared / "sample-out"
    with FileLock(shared / "sample-out.lock"):
        if not (out / "run.txt").is_file():
            done = run_courrier("run", SAMPLE, out, "--mailing", "orange-2015")
            assert done.returncode == 0, done.stderr
            (out / "run.txt").write_text(done.stdout, encoding="utf-8")
    return out


@pytest.fixture
def own_sample(sample_out: Path, tmp_path: Path) -> Path:
    """A copy of them, for commands that lock the folder they work in."""
    return Path(shutil.copytree(sample_out, tmp_path / "sample-out"))
