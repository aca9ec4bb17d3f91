import datetime as dt
import signal
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import tables
from pipeline.errors import RunError
from pipeline.records import (
    Amount,
    Box,
    Deadline,
    Document,
    FieldConfidence,
    Finding,
    LetterRow,
    Mark,
    Mention,
    Page,
    Reference,
    Word,
)
from pipeline.schema import TABLES
from pipeline.tables.store import make_table

BOX = Box(0.1, 0.2, 0.3, 0.25)
PAGE = Page(
    "a/b.tif", 1, 1000, 1414, 200.0, "ocr", 180, -1.25, False, 0.9, (Word("Été", 0.9, BOX, 0, 0, 0),), (Mark(BOX, 0.8),)
)
LETTER = LetterRow(
    "a/b.tif#1",
    "a/b.tif",
    1,
    1,
    "letter",
    letter_date=dt.date(2015, 2, 13),
    phones=("1014", "+33299123456"),
    references=(Reference("N° client", "123"),),
    amounts=(Amount(Decimal("300.00"), "EUR", "penalty"),),
    deadlines=(Deadline("relative", None, 7, "day", "formal_notice", "7 jours après mise en demeure"),),
    text="Été",
    confidence=0.9,
    review_reasons=("no_place",),
    field_confidences=(FieldConfidence("letter_date", 0.97), FieldConfidence("phones", 0.81)),
)
MENTION = Mention(
    "a/b.tif#1/1", "a/b.tif#1", "a/b.tif", 1, "amount", "300 €", "300.00", BOX, 0.9, "Soit 300 €.", 5, 10,
    role="penalty", amount=Decimal("300.00"), currency="EUR",
)  # fmt: skip
FINDING = Finding("near_duplicate/1", "near_duplicate", "warning", ("a", "b"), (), "Deux courriers.")
DOCUMENT = Document("a/b.tif", "0" * 64, 12, "image/tiff", 1, "ok")


def test_rows_come_back_as_the_records_they_were() -> None:
    assert tables.document_of(tables.document_row(DOCUMENT)) == DOCUMENT
    assert tables.pages_of([tables.page_row(PAGE)], tables.word_rows(PAGE)) == [PAGE]
    assert tables.letter_of(tables.letter_row(LETTER)) == LETTER
    assert tables.mention_of(tables.mention_row(MENTION)) == MENTION
    assert tables.finding_of(tables.finding_row(FINDING)) == FINDING


def test_records_survive_the_disk(tmp_path: Path) -> None:
    rows = {
        "documents": [tables.document_row(DOCUMENT)],
        "pages": [tables.page_row(PAGE)],
        "words": tables.word_rows(PAGE),
        "letters": [tables.letter_row(LETTER)],
        "mentions": [tables.mention_row(MENTION)],
        "findings": [tables.finding_row(FINDING)],
    }
    tables.write_mailing(tmp_path, "a", rows, "key")
    read = {name: tables.read_rows(tmp_path, name, "a") for name in rows}
    assert tables.document_of(read["documents"][0]) == DOCUMENT
    assert tables.pages_of(read["pages"], read["words"]) == [PAGE]
    assert tables.letter_of(read["letters"][0]) == LETTER
    assert tables.mention_of(read["mentions"][0]) == MENTION
    assert tables.finding_of(read["findings"][0]) == FINDING


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_no_rows_has_the_full_schema_and_says_its_version(tmp_path: Path, name: str) -> None:
    tables.write_mailing(tmp_path, "vide", {name: []}, "key")
    on_disk = pq.read_schema(tables.partition(tmp_path, name, "vide"))
    assert on_disk.equals(TABLES[name])
    assert on_disk.metadata[b"schema_version"] == b"1"
    assert b"pipeline_version" in on_disk.metadata
    frame = pd.read_parquet(tmp_path / f"{name}.parquet")
    assert list(frame.columns) == [*TABLES[name].names, "mailing"]
    assert len(frame) == 0


@pytest.mark.parametrize(
    "mailing", ["orange-2015", "été à l'hôtel", "a=b%c", "2015", "..", "x\ny", "a/b", "\u202eabc", "C:\\x", "*?"]
)
def test_a_mailing_of_any_name_is_found_again(tmp_path: Path, mailing: str) -> None:
    tables.write_mailing(tmp_path, mailing, {"documents": [tables.document_row(DOCUMENT)]}, "key")
    assert tables.list_mailings(tmp_path, "documents") == [mailing]
    assert len(tables.read_rows(tmp_path, "documents", mailing)) == 1
    frame = pd.read_parquet(tmp_path / "documents.parquet")
    assert [str(value) for value in frame["mailing"]] == [mailing]


def test_two_mailings_read_as_one_table(tmp_path: Path) -> None:
    for mailing in ("a", "b"):
        tables.write_mailing(tmp_path, mailing, {"documents": [tables.document_row(DOCUMENT)]}, "key")
    assert len(pd.read_parquet(tmp_path / "documents.parquet")) == 2


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("documents", {"colour": "red"}),
        ("documents", {"bytes": "many"}),
        ("documents", {"source": None}),
        ("documents", {"status": None}),
    ],
)
def test_a_row_that_breaks_the_contract_is_refused(name: str, change: dict[str, Any]) -> None:
    with pytest.raises((ValueError, pa.ArrowInvalid, pa.ArrowTypeError)):
        make_table(name, [{**tables.document_row(DOCUMENT), **change}])


def test_what_cannot_be_written_leaves_what_stood(tmp_path: Path) -> None:
    tables.write_mailing(tmp_path, "a", {"documents": [], "pages": []}, "first")
    with pytest.raises(ValueError, match="no column"):
        tables.write_mailing(
            tmp_path, "a", {"documents": [tables.document_row(DOCUMENT)], "pages": [{"colour": 1}]}, "second"
        )
    assert tables.read_key(tmp_path, ("documents", "pages"), "a") == "first"
    assert tables.read_rows(tmp_path, "documents", "a") == []
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["part-0.parquet", "part-0.parquet"]


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "documents.parquet").write_text("a file where a folder should be")
    with pytest.raises(RunError, match="choose another folder"):
        tables.write_mailing(tmp_path, "a", {"documents": []}, "key")


def test_tables_of_two_runs_do_not_belong_together(tmp_path: Path) -> None:
    tables.write_mailing(tmp_path, "a", {"documents": [], "pages": []}, "one")
    assert tables.read_key(tmp_path, ("documents", "pages"), "a") == "one"
    tables.write_mailing(tmp_path, "a", {"pages": []}, "two")
    assert tables.read_key(tmp_path, ("documents", "pages"), "a") is None
    assert tables.read_key(tmp_path, ("documents", "words"), "a") is None
    tables.partition(tmp_path, "pages", "a").write_bytes(b"damaged")
    assert tables.read_key(tmp_path, ("pages",), "a") is None


def test_ctrl_c_waits_until_all_tables_are_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[Path] = []
    rename = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGINT)
        replaced.append(target)
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        tables.write_mailing(tmp_path, "a", {"documents": [], "pages": [], "words": []}, "key")
    assert [target.name for target in replaced] == ["mailing=a.json", *["part-0.parquet"] * 3]
    assert tables.read_key(tmp_path, ("documents", "pages", "words"), "a") == "key"


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=30)
@given(source=_texts, error=st.none() | _texts, size=st.integers(0, 2**60))
def test_any_row_written_is_the_row_read(
    tmp_path_factory: pytest.TempPathFactory, source: str, error: str | None, size: int
) -> None:
    folder = tmp_path_factory.mktemp("out")
    document = Document(source, None, size, None, None, "failed", None, "corrupt", error)
    tables.write_mailing(folder, "m", {"documents": [tables.document_row(document)]}, "key")
    assert [tables.document_of(row) for row in tables.read_rows(folder, "documents", "m")] == [document]


def test_a_damaged_table_is_said_with_what_to_do(tmp_path: Path) -> None:
    tables.write_mailing(tmp_path, "a", {"documents": []}, "key")
    tables.partition(tmp_path, "documents", "a").write_bytes(b"PAR1 and no more")
    assert tables.read_key(tmp_path, ("documents",), "a") is None
    with pytest.raises(RunError, match="delete it"):
        tables.read_rows(tmp_path, "documents", "a")


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RunError, match="choose another folder"):
        tables.need_folder(tmp_path / "file/out")
    tables.need_folder(tmp_path / "new/out")
    assert list((tmp_path / "new/out").iterdir()) == []
