"""Tables out of the house: each format read back by another program holds the same rows, and none of them acts."""

import csv
import datetime as dt
import json
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest

from pipeline import export, tables
from pipeline.errors import RunError, UsageError
from pipeline.exporting import export_tables
from pipeline.records import Amount, Box, Deadline, LetterRow, Mention, Reference
from pipeline.schema import TABLES
from tests.conftest import Courrier

FORMULA = '=HYPERLINK("http://example.org";"cliquez")'
LETTER = LetterRow(
    "a/1.pdf#1", "a/1.pdf", 1, 2, "letter",
    letter_date=dt.date(2015, 2, 13),
    letter_place="Nîmes",
    sender_organisation=FORMULA,
    subject="-2+3, « dû » : 12 000 €",
    signature_mark=True,
    signatory_anonymous=False,
    phones=("+33299123456", "3970"),
    references=(Reference("N° client", "0571264938"),),
    amounts=(Amount(Decimal("1234567890123456.78"), "EUR", "penalty"),),
    deadlines=(Deadline("absolute", dt.date(2015, 3, 15), None, None, None, "avant le 15 mars 2015"),),
    text="Première ligne\n@seconde\x07\fpage deux \N{RIGHT-TO-LEFT OVERRIDE}txt",
    confidence=0.94,
)  # fmt: skip
MENTION = Mention(
    "a/1.pdf#1/1", "a/1.pdf#1", "a/1.pdf", 1, "amount", "300 €", "300.00 EUR", Box(0.1, 0.2, 0.3, 0.25), 0.9,
    "Une somme de 300 €.", 10, 15, amount=Decimal("300.00"), currency="EUR",
)  # fmt: skip
NAMES = list(tables.full_schema("letters").names)
AMOUNTS = [{"value": Decimal("1234567890123456.78"), "currency": "EUR", "role": "penalty"}]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for mailing in ("a", "b"):
        rows: dict[str, list[dict[str, Any]]] = {"letters": [], "mentions": []}
        if mailing == "a":
            rows = {"letters": [tables.letter_row(LETTER)], "mentions": [tables.mention_row(MENTION)]}
        tables.write_mailing(tmp_path / "out", mailing, rows, "key")
    return tmp_path / "out"


def exported(out: Path, form: str, *names: str, **how: bool) -> list[Path]:
    return export_tables(out, form, out.parent / "to", ["a", "b"], names or ("letters", "mentions"), **how)


def test_csv_holds_no_formula_and_loses_nothing_else(out: Path) -> None:
    letters, mentions = exported(out, "csv")
    assert letters.read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(letters.open(encoding="utf-8-sig", newline=""))
    assert row["sender_organisation"] == f"'{FORMULA}"
    assert row["subject"].startswith("'-2+3")
    assert (row["letter_date"], row["letter_place"], row["signature_mark"]) == ("2015-02-13", "Nîmes", "true")
    assert json.loads(row["phones"]) == list(LETTER.phones)
    assert json.loads(row["amounts"], parse_float=Decimal) == AMOUNTS
    assert row["text"] == "Première ligne\n@seconde[U+0007]\npage deux [U+202E]txt"
    frame = pd.read_csv(mentions)  # the BOM is no part of the first name
    assert (frame.mailing[0], frame.amount[0]) == ("a", 300.0)


def test_no_cell_of_a_csv_begins_as_a_formula(out: Path) -> None:
    for path in exported(out, "csv"):
        for row in csv.reader(path.open(encoding="utf-8-sig", newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_workbook_has_typed_cells_and_no_formula(out: Path) -> None:
    (path,) = exported(out, "xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["letters", "mentions"]
    head, cells = book["letters"].iter_rows()
    assert [cell.value for cell in head] == NAMES
    row = dict(zip(NAMES, cells, strict=True))
    assert (row["sender_organisation"].value, row["sender_organisation"].data_type) == (FORMULA, "s")
    assert row["letter_date"].value == dt.datetime(2015, 2, 13)  # noqa: DTZ001 - a cell knows no zone
    assert row["signature_mark"].value is True
    assert row["confidence"].value == 0.94
    assert row["recipient_name"].value is None
    assert not [c for sheet in book for line in sheet.iter_rows() for c in line if c.data_type == "f"]
    for sheet in book:
        alike = sheet.column_dimensions.values()
        wide = {number: one.width for one in alike for number in range(one.min, one.max + 1)}
        assert not [cell.value for cell in sheet[1] if wide[cell.column] < len(cell.value) + 3]
        assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    amount = book["mentions"].cell(2, list(tables.full_schema("mentions").names).index("amount") + 1)
    assert (amount.value, amount.number_format) == (300, "#,##0.00")


def test_a_table_longer_than_a_sheet_is_refused_with_advice(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.export.xlsx._MOST_ROWS", 1)
    with pytest.raises(RunError, match="--format sqlite"):
        exported(out, "xlsx")
    assert not list((out.parent / "to").iterdir())


def test_json_keeps_lists_sums_and_text_as_they_are(out: Path) -> None:
    (path,) = exported(out, "json")
    held = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    assert (len(held["letters"]), len(held["mentions"])) == (1, 1)
    row = held["letters"][0]
    assert list(row) == NAMES
    assert (row["letter_date"], row["amounts"], row["text"]) == ("2015-02-13", AMOUNTS, LETTER.text)
    lines = exported(out, "jsonl")[0].read_text("utf-8").splitlines()
    assert [json.loads(line, parse_float=Decimal) for line in lines] == held["letters"]


def test_empty_tables_are_valid_json(tmp_path: Path) -> None:
    (path,) = export_tables(tmp_path / "none", "json", tmp_path / "to", [])
    assert json.loads(path.read_text("utf-8")) == {name: [] for name in TABLES}


def test_sqlite_says_what_its_columns_mean(out: Path) -> None:
    (path,) = exported(out, "sqlite")
    base = sqlite3.connect(path)
    kinds = {name: kind for _, name, kind, *_ in base.execute("PRAGMA table_info(letters)")}
    assert (kinds["letter_date"], kinds["phones"], kinds["text"]) == ("DATE", "JSON", "TEXT")
    got = base.execute("SELECT letter_date, signature_mark, text, json_array_length(phones) FROM letters").fetchall()
    assert got == [("2015-02-13", 1, LETTER.text, 2)]
    assert base.execute("SELECT amount + 0.5, typeof(amount) FROM mentions").fetchone() == (300.5, "integer")


def test_duckdb_has_structs_dates_and_decimals(out: Path) -> None:
    (path,) = exported(out, "duckdb")
    base = duckdb.connect(str(path), read_only=True)
    asked = "SELECT letter_date, phones, amounts[1].value, text FROM letters"
    assert base.sql(asked).fetchall() == [(LETTER.letter_date, list(LETTER.phones), AMOUNTS[0]["value"], LETTER.text)]


def test_without_duckdb_the_user_is_told_what_to_install(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(RunError, match=r"pip install 'courrier\[export\]'"):
        exported(out, "duckdb")


@pytest.mark.parametrize("form", export.TABLE_FORMATS)
def test_tables_go_into_one_file_or_each_into_its_own(out: Path, form: str) -> None:
    together = [path.name for path in exported(out, form)]
    assert together == ([f"courrier.{form}"] if export.TABLE_FORMATS[form].holds_many else
                        [f"letters.{form}", f"mentions.{form}"])  # fmt: skip
    assert [p.name for p in exported(out, form, apart=True)] == [f"letters.{form}", f"mentions.{form}"]
    named = out.parent / f"mine.{form}"
    assert export_tables(out, form, named, ["a"], ["letters"]) == [named]


def test_several_tables_do_not_go_into_one_csv(out: Path) -> None:
    with pytest.raises(UsageError, match="several tables"):
        export_tables(out, "csv", out.parent / "mine.csv", ["a"])


def test_a_table_that_is_not_there_is_named_with_what_is(out: Path) -> None:
    with pytest.raises(UsageError, match="did you mean letters"):
        exported(out, "csv", "leters")


def test_a_place_that_cannot_be_written_is_named(out: Path) -> None:
    (out.parent / "to").write_text("a file where the folder should be")
    with pytest.raises(RunError, match="Cannot write"):
        exported(out, "csv")


def test_the_same_tables_make_the_same_file(out: Path) -> None:
    for form in ("csv", "json", "jsonl", "sqlite"):
        first = [path.read_bytes() for path in exported(out, form)]
        assert [path.read_bytes() for path in exported(out, form)] == first


def test_the_command_exports_what_it_is_asked_for(courrier: Courrier, sample_out: Path, tmp_path: Path) -> None:
    done = courrier("export", sample_out, "--format", "xlsx", "--table", "letters", "--to", tmp_path / "l.xlsx")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'l.xlsx'}\n")
    assert openpyxl.load_workbook(tmp_path / "l.xlsx")["letters"].max_row == 6
    for form, count in (("csv", 6), ("pdf", 5), ("alto", 7)):
        made = courrier("export", sample_out, "-f", form, "--to", tmp_path / form).stdout.splitlines()
        assert len(made) == count
        assert all(Path(path).is_file() for path in made)
    wrong = courrier("export", sample_out, "--table", "lettres")
    assert (wrong.returncode, "did you mean letters?" in wrong.stderr) == (2, True)
    nothing = courrier("export", tmp_path / "none")
    assert (nothing.returncode, "run `courrier run` first" in nothing.stderr) == (3, True)
