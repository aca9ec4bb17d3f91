"""A short look with the fuzzing targets, and once more all that `make fuzz` has ever found."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import hunting
from tests.fuzz.targets import TARGETS, Target

_FOUND = sorted(hunting.FOUND.glob("*~*"))


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_target_holds(name: str, data: st.DataObject) -> None:
    TARGETS[name].check(data.draw(TARGETS[name].tries))


@pytest.mark.parametrize("path", _FOUND, ids=lambda path: path.name)
def test_what_was_found_once_holds(path: Path) -> None:
    TARGETS[path.name.rpartition("~")[0]].check(path.read_bytes())


def test_a_break_is_found_made_small_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(data: bytes) -> None:
        assert b"%PDF" not in data

    monkeypatch.setitem(TARGETS, "sniffing", Target(TARGETS["decoding"].tries, check))
    monkeypatch.setattr(hunting, "FOUND", tmp_path / "found")
    trying = tmp_path / "trying"
    with pytest.raises(AssertionError):
        hunting.hunt("sniffing", 60, 1, trying)
    kept = hunting.keep("sniffing", trying.read_bytes())
    assert kept.read_bytes().startswith(b"%PDF")
    assert kept.name.startswith("sniffing~")
