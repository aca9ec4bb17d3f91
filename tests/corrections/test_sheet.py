"""corrections.csv as people and spreadsheets write it, and the lines that are told wrong."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import COLUMNS, add_correction, bind_corrections, read_sheet, write_sheet
from pipeline.errors import RunError
from pipeline.records import Correction, Document

ONE = Correction("a/1.jpg#1", "letter_place", "Nîmes", "Zoé", "c'était flou ; vérifié", "2026-11-26", "ab12", 2)

_NOTE = '"c\'était flou ; vérifié"'
_HEAD = "letter_id,field,value,by,note,date,sha256"
_LINE = f"a/1.jpg#1,letter_place,Nîmes,Zoé,{_NOTE},2026-11-26,ab12"
SPELLINGS = {
    "ours": write_sheet([ONE]),
    "comma": f"{_HEAD}\n{_LINE}\n".encode(),
    "tab": f"{_HEAD}\n{_LINE}".replace(",", "\t").encode(),
    "French Excel": f"{_HEAD.upper()}\r\n{_LINE}\r\n,,,,,,\r\n".replace(",", ";").encode("cp1252"),
    "other order": f"value;field;letter_id;sha256;note\nNîmes;letter_place;a/1.jpg#1;ab12;{_NOTE}".encode(),
}

WRONG = [
    ("letter_id;field;value\na#1;;x\n", "x.csv, line 2: field is empty"),
    ("letter_id;field;value\n\na#1;subject\n", "x.csv, line 3: value is empty"),
    ("letter_id;feld;value\n", "x.csv, line 1: no column is called 'feld'; did you mean field?"),
    ("letter_id;value\n", "x.csv, line 1: the first line must name the columns; field is missing"),
    ('letter_id;field;value\na#1;subject;"Lille\na#2;subject;x\n', "x.csv, line 2: a quotation mark begins a cell"),
    ('letter_id;field;value\na#1;subject;"Le Mas" 2\n', "x.csv, line 2: a quotation mark begins a cell"),
    ("PK\3\4\0\0", "x.csv: this is no CSV: have the spreadsheet save it as CSV UTF-8"),
    ("a#1;subject;x\n", "x.csv, line 1: no column is called 'a#1'"),
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_file_is_read_however_it_is_written(spelling: str) -> None:
    less = {"by": None, "date": None} if spelling == "other order" else {}
    assert read_sheet(SPELLINGS[spelling], "x.csv") == (replace(ONE, **less),)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_wrong_line_is_named(text: str, told: str) -> None:
    with pytest.raises(RunError) as problem:
        read_sheet(text.encode(), "x.csv")
    assert told in str(problem.value)


def test_no_file_and_no_line_are_no_corrections() -> None:
    for data in (b"", b"\xef\xbb\xbf", b"letter_id;field;value\r\n"):
        assert read_sheet(data, "x.csv") == ()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_line_is_added_in_the_way_of_the_file(spelling: str) -> None:
    before = SPELLINGS[spelling]
    after = add_correction(before, replace(ONE, value="+33299123456", by=None), "x.csv")
    assert after.startswith(before)
    assert read_sheet(after, "x.csv")[0] == read_sheet(before, "x.csv")[0]
    assert [(c.value, c.by, c.note) for c in read_sheet(after, "x.csv")[1:]] == [("+33299123456", None, ONE.note)]
    assert b"'+33299123456" in after  # a spreadsheet would make a number of it


def test_a_name_that_the_code_page_has_not_makes_the_file_unicode() -> None:
    after = add_correction(SPELLINGS["French Excel"], replace(ONE, by="Žofie Łucja"), "x.csv")
    assert [c.by for c in read_sheet(after, "x.csv")] == ["Zoé", "Žofie Łucja"]
    assert after.startswith(b"\xef\xbb\xbf")


_CELLS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda text: text == text.strip() and not text.startswith("'")
)


def _made(row: tuple[str, ...], line: int) -> Correction:
    letter_id, field, value, *rest = row
    return Correction(letter_id, field.lower(), value, *rest, line=line)  # type: ignore[misc, arg-type]


@given(st.lists(st.tuples(*[_CELLS] * len(COLUMNS)), max_size=5))
def test_what_is_written_is_read_and_added_line_by_line_is_the_same(rows: list[tuple[str, ...]]) -> None:
    made = [_made(row, line) for line, row in enumerate(rows, start=2)]
    assert read_sheet(write_sheet(made), "x.csv") == tuple(made)
    data = b""
    for one in made:
        data = add_correction(data, one, "x.csv")
    assert read_sheet(data, "x.csv") == tuple(made)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    with contextlib.suppress(RunError):
        read_sheet(data, "x.csv")


def document(source: str, sha256: str, status: str = "ok") -> Document:
    return Document(source, sha256, 1, "image/png", 1, status)  # type: ignore[arg-type]


BOUND = [
    ("its own bytes", "m/a.png#1", "AA", "m/a.png#1"),
    ("not yet bound", "m/a.png#1", None, "m/a.png#1"),
    ("without its mailing", "a.png#2", None, "m/a.png#2"),
    ("the file was renamed", "m/old.png#3", "AA", "m/a.png#3"),
    ("the name now has other bytes, the bytes another name", "m/b.png#1", "AA", "m/a.png#1"),
    ("the bytes are gone", "m/a.png#1", "CC", None),
    ("a file that never was", "m/x.png#1", None, "m/x.png#1"),
]


@pytest.mark.parametrize(("what", "letter_id", "sha256", "now"), BOUND)
def test_a_correction_goes_with_the_bytes(what: str, letter_id: str, sha256: str | None, now: str | None) -> None:
    there = [document("m/a.png", "AA"), document("m/b.png", "BB"), document("m/copy.png", "AA", "duplicate")]
    bound = bind_corrections([Correction(letter_id, "subject", "x", sha256=sha256)], there, "m")
    assert [c.letter_id for c in bound.holding] == ([now] if now else [])
    assert len(bound.holding) + len(bound.stale) == 1
    if now and "x.png" not in now:
        assert bound.holding[0].sha256 == "AA"
