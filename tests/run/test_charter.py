"""The charter of a mailing on its way: beside the scans, kept by `read`, gone by in `check`."""

from pathlib import Path

import pytest

from pipeline import read, stages, tables
from pipeline.errors import RunError
from pipeline.inbox import find_mailings
from pipeline.keys import CHECK
from pipeline.settings import RunSettings


def test_a_charter_is_no_scan_but_anything_else_is(tmp_path: Path) -> None:
    for name in ("charter.yaml", "a/charter.yaml", "a/deep/charter.yaml", "a/1.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    found = {name: [file.source for file in files] for name, files in find_mailings(tmp_path).items()}
    assert found == {"a": ["a/1.pdf", "a/deep/charter.yaml"]}


def test_a_changed_charter_runs_only_the_checks_of_its_mailing(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for name in ("a", "b"):
        (raw / name).mkdir(parents=True)

    def written() -> dict[tuple[str, str], int]:
        for _ in stages.run_mailings(RunSettings(raw=raw, out=out, workers=1)):
            pass
        paths = {(t, m): tables.partition(out, t, m) for t in ("words", "mentions", "findings") for m in ("a", "b")}
        return {key: path.stat().st_mtime_ns for key, path in paths.items()}

    before = written()
    assert written() == before
    (raw / "a/charter.yaml").write_text("scattered_contacts: {days: 7}")
    after = written()
    assert {key for key in before if before[key] != after[key]} == {("findings", "a")}
    (raw / "charter.yaml").write_text("scattered_contacts: {days: 8}")  # of all; `a` has its own word for it
    last = written()
    assert {key for key in after if after[key] != last[key]} == {("findings", "b")}
    (raw / "a/charter.yaml").unlink()
    (raw / "charter.yaml").unlink()
    written()
    assert tables.read_charter(out, "a") == tables.read_charter(out, "b") == ""


def test_a_wrong_charter_stops_the_run_before_anything_is_read(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    (raw / "a").mkdir(parents=True)
    (raw / "a/charter.yaml").write_text("scattered_contacts:\n  dayz: 7")
    with pytest.raises(RunError, match=r"charter\.yaml, line 2: "):
        list(read.read_mailings(RunSettings(raw=raw, out=out, workers=1)))
    assert tables.list_mailings(out, "documents") == []


def test_the_language_of_the_findings_is_part_of_what_they_were_made_from(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    (raw / "a").mkdir(parents=True)
    list(read.read_mailings(RunSettings(raw=raw, out=out, workers=1)))
    stages.extract_mailing(out, "a")
    keys = []
    for language in ("fr", "en", "fr"):
        stages.check_mailing(out, "a", language=language)
        keys.append(tables.read_key(out, CHECK, "a"))
    assert keys[0] == keys[2] != keys[1]
