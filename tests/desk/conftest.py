"""A desk with the sample on it."""

from pathlib import Path

import pytest

from tests.conftest import SAMPLE


@pytest.fixture
def at_home(own_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which `data/raw` and `data/processed` are those of the sample."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/processed").symlink_to(own_sample)
    (tmp_path / "data/raw").symlink_to(SAMPLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path
