"""Corrections on their way: written by the command or in a spreadsheet, kept over every run, told when they fall."""

import re
import shutil
from pathlib import Path

import pytest

import pipeline
from pipeline import correcting, stages, tables
from pipeline.inbox import find_mailings
from tests.conftest import SAMPLE, Courrier

MAILING = "orange-2015"
ONE = "courrier-1.jpg#1"


@pytest.fixture
def raw_and_out(sample_out: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The sample and its tables, to write to."""
    shutil.copytree(SAMPLE, tmp_path / "raw")
    shutil.copytree(sample_out, tmp_path / "out")
    return tmp_path / "raw", tmp_path / "out"


def write_by_hand(raw: Path, *lines: str) -> None:
    head = "letter_id;field;value;by"
    (raw / MAILING / "corrections.csv").write_text("\r\n".join([head, *lines]), encoding="cp1252")


def test_corrections_are_no_scans(tmp_path: Path) -> None:
    names = ("a/corrections.csv", "a/.~lock.corrections.csv#", "a/.corrections.csv.77", "corrections.csv")
    for name in (*names, "a/deep/corrections.csv", "a/1.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    found = {name: [file.source for file in files] for name, files in find_mailings(tmp_path).items()}
    assert found == {"a": ["a/1.pdf", "a/deep/corrections.csv"]}


@pytest.mark.slow
def test_the_command_corrects_for_good(courrier: Courrier, raw_and_out: tuple[Path, Path]) -> None:
    raw, out = raw_and_out
    done = courrier("correct", ONE, "letter_place", "Hyères", raw, out, "--by", "Anne", "--note", "au tampon")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"{MAILING}/{ONE} letter_place: Hyères, was Toulon"
    for _ in range(2):
        row = pipeline.letter(ONE, out=out)
        assert (row.fields.letter_place, row.fields.corrected) == ("Hyères", ("letter_place",))
        (place,) = [m for m in row.mentions if m.kind == "place"]
        assert (place.text, place.origin, place.corrected_by, place.note) == ("Toulon", "human", "Anne", "au tampon")
        assert courrier("run", raw, out, "--quiet", "--force").returncode == 0
    shown = courrier("show", ONE, out).stdout
    assert "says Anne" in shown
    assert "✎ Anne" in (out / f"report/{MAILING}.html").read_text("utf-8")


@pytest.mark.slow
def test_what_cannot_be_written_is_told_and_nothing_is_written(
    courrier: Courrier, raw_and_out: tuple[Path, Path]
) -> None:
    raw, out = raw_and_out
    for letter, field, value, told in (
        ("courier-1.jpg#1", "subject", "x", "did you mean courrier-1.jpg#1"),
        (ONE, "sujet", "x", "There is no field 'sujet'"),
        (ONE, "letter_date", "hier", "'hier' is no date"),
    ):
        done = courrier("correct", letter, field, value, raw, out)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert not (raw / MAILING / "corrections.csv").exists()


def test_a_spreadsheet_is_taken_up_and_its_lines_are_bound_to_the_bytes(raw_and_out: tuple[Path, Path]) -> None:
    raw, out = raw_and_out
    write_by_hand(raw, f"{ONE};letter_date;15/02/2015;Zoé", f"{MAILING}/courrier-2.jpg#1;amounts;300,00 € penalty;")
    correcting.take_corrections(raw, out, [MAILING])
    stages.extract_mailing(out, MAILING)
    assert pipeline.letter(ONE, out=out).fields.letter_date.isoformat() == "2015-02-15"  # type: ignore[union-attr]
    kept = tables.read_corrections(out, MAILING).decode()
    sha256 = tables.read_rows(out, "documents", MAILING)[0]["sha256"]
    assert sha256 in kept
    correcting.take_corrections(raw, out, [MAILING])  # the same file again: it stays bound
    assert tables.read_corrections(out, MAILING).decode() == kept
    (raw / MAILING / "corrections.csv").unlink()
    correcting.take_corrections(raw, out, [MAILING])
    stages.extract_mailing(out, MAILING)
    assert pipeline.letter(ONE, out=out).fields.letter_date.isoformat() == "2015-02-13"  # type: ignore[union-attr]


def test_a_changed_scan_lets_its_correction_fall_away_and_says_so(
    raw_and_out: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    raw, out = raw_and_out
    write_by_hand(raw, f"{ONE};letter_place;Hyères;Zoé")
    correcting.take_corrections(raw, out, [MAILING])
    stages.extract_mailing(out, MAILING)
    documents = tables.read_rows(out, "documents", MAILING)
    documents[0]["sha256"] = "0" * 64  # as if the scan had been made anew
    others = {name: tables.read_rows(out, name, MAILING) for name in ("pages", "words")}
    tables.write_mailing(out, MAILING, {"documents": documents, **others}, "another")
    correcting.take_corrections(raw, out, [MAILING])
    stages.extract_mailing(out, MAILING)
    assert pipeline.letter(ONE, out=out).fields.letter_place == "Toulon"
    assert "letter_place of courrier-1.jpg#1 (line 2)" in caplog.text


def test_a_renamed_scan_keeps_its_correction(raw_and_out: tuple[Path, Path]) -> None:
    raw, out = raw_and_out
    write_by_hand(raw, f"{ONE};letter_place;Hyères;Zoé")
    correcting.take_corrections(raw, out, [MAILING])
    stages.extract_mailing(out, MAILING)
    rows = {name: tables.read_rows(out, name, MAILING) for name in ("documents", "pages", "words")}
    for row in (row for held in rows.values() for row in held):
        row["source"] = row["source"].replace("courrier-1", "neuf")
    tables.write_mailing(out, MAILING, rows, "another")
    correcting.take_corrections(raw, out, [MAILING])
    stages.extract_mailing(out, MAILING)
    assert pipeline.letter("neuf.jpg#1", out=out).fields.letter_place == "Hyères"


def test_an_unknown_letter_is_named_with_its_line_at_every_run_and_stops_nothing(
    raw_and_out: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    raw, out = raw_and_out
    write_by_hand(raw, f"{ONE};letter_place;Hyères;", "courrier-9.jpg#1;letter_place;Nice;")
    for _ in range(2):
        correcting.take_corrections(raw, out, [MAILING])
        caplog.clear()
        stages.extract_mailing(out, MAILING)
        (told,) = caplog.records
        assert re.search(r"corrections\.csv of orange-2015, line 3: .*'courrier-9.jpg#1'; did you mean", told.message)
        assert pipeline.letter(ONE, out=out).fields.letter_place == "Hyères"


@pytest.mark.slow
def test_the_command_asks_to_mend_an_unknown_letter_before_it_adds_a_line(
    courrier: Courrier, raw_and_out: tuple[Path, Path]
) -> None:
    raw, out = raw_and_out
    write_by_hand(raw, "courrier-9.jpg#1;letter_place;Nice;")
    before = (raw / MAILING / "corrections.csv").read_bytes()
    done = courrier("correct", ONE, "letter_place", "Hyères", raw, out)
    assert (done.returncode, "corrections.csv, line 2: the mailing has no letter" in done.stderr) == (3, True)
    assert (raw / MAILING / "corrections.csv").read_bytes() == before


def test_one_value_of_a_list_is_added_removed_or_replaced(raw_and_out: tuple[Path, Path]) -> None:
    raw, out = raw_and_out
    two = f"{MAILING}/courrier-2.jpg#1"

    def phones(*values: str) -> list[str]:
        write_by_hand(raw, *(f"{two};phones;{value};Zoé" for value in values))
        correcting.take_corrections(raw, out, [MAILING])
        stages.extract_mailing(out, MAILING)
        return sorted(pipeline.letter(two, out=out).fields.phones)

    assert phones() == ["1014", "3000"]
    assert phones("add 3900") == ["1014", "3000", "3900"]
    assert phones("add 3900", "remove 1014", "ajouter 3900") == ["3000", "3900"]
    assert phones("3000 => 3900 | retirer 1014") == ["3900"]
    assert phones("remove 3970") == ["1014", "3000"]  # it is not there
    assert phones("3901", "add 3902") == ["3901", "3902"]
    assert phones("add 3902", "3901") == ["3901"]
    assert phones("remove 1014 | remove 3000") == []
    held = {m.value: m for m in pipeline.letter(two, out=out).mentions if m.kind == "phone"}
    assert held == {}
    phones("3000 => 3900")
    held = {m.value: m for m in pipeline.letter(two, out=out).mentions if m.kind == "phone"}
    assert [(held[value].origin, held[value].text) for value in ("1014", "3900")] == [
        ("machine", "1014"),
        ("human", "3000"),
    ]


@pytest.mark.slow
def test_what_a_list_does_not_hold_cannot_be_taken_out(courrier: Courrier, raw_and_out: tuple[Path, Path]) -> None:
    raw, out = raw_and_out
    for value, told in (
        ("remove 3970", "holds no '3970' in phones; it holds 3000, 1014."),
        ("add 3900 | 3000", "both changes the list and writes it"),
        ("add many", "'many' is no telephone number"),
    ):
        done = courrier("correct", "courrier-2.jpg#1", "phones", value, raw, out)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert not (raw / MAILING / "corrections.csv").exists()


def test_a_wrong_value_stops_the_run_before_anything_is_read(courrier: Courrier, tmp_path: Path) -> None:
    (tmp_path / "raw/a").mkdir(parents=True)
    (tmp_path / "raw/a/1.png").write_bytes(b"no picture")
    (tmp_path / "raw/a/corrections.csv").write_text("letter_id;field;value\n1.png#1;letter_date;hier\n")
    done = courrier("run", tmp_path / "raw", tmp_path / "out")
    assert done.returncode == 3
    assert "corrections.csv, line 2: 'hier' is no date" in done.stderr
    assert tables.list_mailings(tmp_path / "out", "documents") == []
