"""`courrier doctor` says what to mend, `courrier verify` what is wrong with the tables."""

import json
import shutil
from pathlib import Path

from pipeline import tables
from tests.conftest import SAMPLE, Courrier


def _checkups(courrier: Courrier, *args: object, **env: str) -> dict[str, dict[str, object]]:
    done = courrier("doctor", *args, "--json", **env)
    told = {one["name"]: one for one in json.loads(done.stdout)}
    assert done.returncode == any(not one["well"] and not one["optional"] for one in told.values())
    return told


def test_a_sound_machine_is_well(tmp_path: Path, courrier: Courrier) -> None:
    told = _checkups(courrier, SAMPLE, tmp_path / "new/out")
    assert [name for name, one in told.items() if not one["well"] and not one["optional"]] == []
    assert not (tmp_path / "new").exists()


def test_what_is_missing_is_said_with_what_to_mend(tmp_path: Path, courrier: Courrier) -> None:
    (tmp_path / "out").write_text("a file")
    told = _checkups(courrier, tmp_path / "nowhere", tmp_path / "out/tables")
    assert not told[f"input {tmp_path / 'nowhere'}"]["well"]
    assert "put scans under it" in str(told[f"input {tmp_path / 'nowhere'}"]["mend"])
    with tables.hold_folder(tmp_path / "busy"):
        assert not _checkups(courrier, SAMPLE, tmp_path / "busy")["no other run"]["well"]


def test_tables_that_are_sound_and_tables_that_are_not(sample_out: Path, tmp_path: Path, courrier: Courrier) -> None:
    done = courrier("verify", SAMPLE, sample_out)
    assert (done.returncode, done.stdout) == (0, "orange-2015: nothing wrong\n")
    out = Path(shutil.copytree(sample_out, tmp_path / "out"))
    tables.partition(out, "letters", "orange-2015").unlink()
    done = courrier("verify", SAMPLE, out)
    assert done.returncode == 1
    assert "run `courrier extract` first" in done.stdout
    assert courrier("verify", tmp_path / "nothing").returncode == 2
