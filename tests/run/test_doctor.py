"""`courrier doctor` says what to mend, `courrier verify` what is wrong with the tables."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import doctor, speech, tables
from pipeline.errors import RunError
from pipeline.mentions import language, topic_model, trust
from pipeline.words import opening
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


def _break_tesseract(patch: pytest.MonkeyPatch, _: Path) -> None:
    """Neither the library nor the program finds trained data."""
    patch.setattr(doctor, "open_engine", lambda *_: opening.open_engine("pytesseract", "fra"))
    patch.setenv("PATH", "/nowhere")


def _break_french(patch: pytest.MonkeyPatch, _: Path) -> None:
    patch.setattr(doctor, "open_engine", lambda *_: opening.open_engine("auto", "xyz"))


def _break_spacy(patch: pytest.MonkeyPatch, _: Path) -> None:
    load = language.load_language
    patch.setattr(language, "load_language", lambda: load("fr_core_news_none"))


def _damage_confidences(patch: pytest.MonkeyPatch, folder: Path) -> None:
    load, damaged = trust.load_trust, _half(trust.MODEL, folder)
    patch.setattr(trust, "load_trust", lambda: load(damaged))


def _damage_acts(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(speech, "MODEL", _half(speech.MODEL, folder))


def _damage_topics(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(topic_model, "MODEL", _half(topic_model.MODEL, folder))
    topic_model.load_weights.cache_clear()


def _half(model: Path, folder: Path) -> Path:
    damaged = folder / model.name
    whole = model.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    return damaged


def _fill_disk(patch: pytest.MonkeyPatch, _: Path) -> None:
    patch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))


def _shrink_memory(patch: pytest.MonkeyPatch, _: Path) -> None:
    patch.setattr(os, "sysconf", lambda _: 1 << 10)


# what is broken -> the checkup that sees it, and a word of what to mend
BROKEN: dict[str, tuple[Callable[[pytest.MonkeyPatch, Path], None], str, str]] = {
    "no Tesseract": (_break_tesseract, "Tesseract with French", "apt-get install tesseract-ocr"),
    "no data of the language": (_break_french, "Tesseract with French", "tesseract-ocr-fra"),
    "no model of French": (_break_spacy, "French language model", "make setup"),
    "half a table of confidences": (_damage_confidences, "table of confidences", "whole checkout"),
    "half a table of speech acts": (_damage_acts, "table of speech acts", "whole checkout"),
    "half a table of topics": (_damage_topics, "table of topics", "whole checkout"),
    "a full disk": (_fill_disk, "disk for output", "free some space"),
    "no room for temporary files": (_fill_disk, "disk for temporary files", "free some space"),
    "little memory": (_shrink_memory, "memory", "fewer `--workers`"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_each_lack_is_seen_with_what_to_mend(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    harm, name, mend = BROKEN[broken]
    harm(monkeypatch, tmp_path)
    told = {one.name: one for one in doctor.look_at_machine(SAMPLE, tmp_path / "out")}
    assert told[name].stops_a_run
    assert mend in told[name].mend


@pytest.mark.parametrize("size", [0, 100, 300, -10])
def test_a_table_cut_anywhere_is_damaged(size: int, tmp_path: Path) -> None:
    damaged = tmp_path / "topics.npz"
    damaged.write_bytes(topic_model.MODEL.read_bytes()[:size])
    with pytest.raises(RunError, match="is damaged: run from a whole checkout"):
        speech.read_table(damaged)


def test_a_folder_that_may_not_be_written_or_read_is_seen(tmp_path: Path) -> None:
    told = {one.name: one for one in doctor.look_at_machine(Path("/proc/version"), Path("/proc"))}
    assert told["input /proc/version"].stops_a_run
    assert told["output /proc"].stops_a_run


def test_tables_that_are_sound_and_tables_that_are_not(sample_out: Path, tmp_path: Path, courrier: Courrier) -> None:
    done = courrier("verify", SAMPLE, sample_out)
    assert (done.returncode, done.stdout) == (0, "orange-2015: nothing wrong\n")
    out = Path(shutil.copytree(sample_out, tmp_path / "out"))
    tables.partition(out, "letters", "orange-2015").unlink()
    done = courrier("verify", SAMPLE, out)
    assert done.returncode == 1
    assert "run `courrier extract` first" in done.stdout
    assert courrier("verify", tmp_path / "nothing").returncode == 2
