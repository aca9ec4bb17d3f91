"""Killed at any moment a run leaves the old or the new, and the next one makes what an undisturbed one makes."""

import sys
from pathlib import Path

import pytest

from tests.chaos.killing import Kill, disturb
from tests.chaos.mailings import Ground, lay_ground

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return lay_ground(tmp_path_factory.mktemp("chaos"))


# at the first pictures, between the tables, in the reports; `make chaos` has fifty
@pytest.mark.parametrize(
    "kill",
    [Kill("parent", 0, 0.5), Kill("group", 3), Kill("group", 12), Kill("parent", 20), Kill("group", 30, 0.01)],
    ids=str,
)
def test_killed_at_any_moment(kill: Kill, ground: Ground, request: pytest.FixtureRequest) -> None:
    assert disturb(ground, kill, "disturbed").wrong == ()


def test_the_comparison_sees_a_changed_table(ground: Ground, tmp_path: Path) -> None:
    """Old and new differ in every table of every mailing: else nothing would be shown."""
    from tests.chaos.mailings import digests

    before, after = digests(ground.before), digests(ground.after)
    tables = [name for name in after if name.endswith(".parquet")]
    assert len(tables) == 18
    assert [name for name in tables if before[name] == after[name]] == []
