"""A desk with the sample on it."""

from pathlib import Path

import pytest

import pipeline
from tests.conftest import SAMPLE


@pytest.fixture
def empty_out(tmp_path: Path) -> Path:
    """The tables of a mailing without scans."""
    (tmp_path / "raw/nothing-yet").mkdir(parents=True)
    pipeline.run(tmp_path / "raw", tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def at_home(own_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which `data/raw` and `data/processed` are those of the sample."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/processed").symlink_to(own_sample)
    (tmp_path / "data/raw").symlink_to(SAMPLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path
