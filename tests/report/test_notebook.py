"""The notebooks run on the sample mailing and show what they promise; no output is kept in them."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def load(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def run(path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, letters: int = 30) -> str:
    """Everything the notebook's cells show."""
    monkeypatch.setenv("COURRIER_OUT", str(out))
    monkeypatch.setenv("COURRIER_HOME", str(ROOT))
    monkeypatch.setenv("COURRIER_LETTERS", str(letters))
    notebook = load(path)
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(out)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(json.dumps(output, ensure_ascii=False) for output in shown)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "pictures", "told"),
    [
        ("01-premiers-pas", 0, ("3970", "Toulon", "signatory", "courrier-3.tif")),
        ("02-un-courrier", 3, ("courrier-5.pdf#1", "Votre service client Orange", "reference")),
        ("03-une-mailing", 3, ("conflicting_deadline", "300.00", "ne pas appeler", "3970")),
        ("04-a-l-echelle", 3, ("letter_date", "doubtful_", "to review")),
    ],
)
def test_runs_and_shows_what_it_promises(
    sample_out: Path, monkeypatch: pytest.MonkeyPatch, name: str, pictures: int, told: tuple[str, ...]
) -> None:
    shown = run(ROOT / "notebooks" / f"{name}.ipynb", sample_out, monkeypatch)
    assert [one for one in told if one not in shown] == []
    assert shown.count('"image/png"') == pictures


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_kept(path: Path) -> None:
    notebook = load(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
