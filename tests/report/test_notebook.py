"""The notebook runs on the tables of a mailing, and on tables without a row; no output is kept in it."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline import tables
from pipeline.records import Word
from tests.report.orange import MAILING, Rows, orange_rows

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "first-hour.ipynb"


def write_tables(out: Path, rows: Rows) -> None:
    """Tables as a run leaves them; every mention's words stand in its box."""
    page_of = {page.source: page for page in rows.pages}
    spots = [replace(page_of[m.source], words=(Word(m.text, 0.9, m.box),)) for m in rows.mentions]
    held = {
        "documents": [tables.document_row(document) for document in rows.documents],
        "pages": [tables.page_row(page) for page in rows.pages],
        "words": [row for page in spots for row in tables.word_rows(page)],
        "letters": [tables.letter_row(row) for row in rows.letters],
        "mentions": [tables.mention_row(mention) for mention in rows.mentions],
        "findings": [tables.finding_row(finding) for finding in rows.findings],
    }
    tables.write_mailing(out, MAILING, held, key="made by hand")


def load() -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def run(out: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything the notebook's cells show."""
    monkeypatch.setenv("COURRIER_PROCESSED", str(out))
    notebook = load()
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(out)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(str(output.get("text") or output["data"]["text/plain"]) for output in shown)


def test_runs_on_a_mailing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tables(tmp_path, orange_rows())
    shown = run(tmp_path, monkeypatch)
    for expected in ("3970", "formal_notice", "conflicting_deadline/1", "300.00", "low_confidence", "ne plus appeler"):
        assert expected in shown


def test_runs_on_an_empty_mailing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tables(tmp_path, Rows())
    assert "letters      0" in run(tmp_path, monkeypatch)


def test_no_output_is_kept() -> None:
    notebook = load()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
