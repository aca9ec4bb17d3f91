"""How long each notebook takes on the sample mailing: `python -m tests.bench.notebooks [OUT]`.

Clock and processor time of its kernel, as somebody who runs all cells waits for it. OUT: tables to use.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]


def time_notebook(path: Path) -> tuple[float, float]:
    """Seconds by the clock, and of CPU; cells that fail raise."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    began, before = time.perf_counter(), _children()
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    return time.perf_counter() - began, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(out: Path) -> None:
    """Print the figures."""
    if not (out / "letters.parquet").is_dir():
        run = [sys.executable, "-m", "pipeline", "run", str(ROOT / "data/raw"), str(out), "--quiet"]
        subprocess.run([*run, "--mailing", "orange-2015"], check=True)
    os.environ.update(COURRIER_OUT=str(out.absolute()), COURRIER_HOME=str(ROOT))
    print("| notebook | seconds | of CPU |\n|---|---|---|")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        clock, cpu = time_notebook(path)
        print(f"| {path.stem} | {clock:.0f} | {cpu:.0f} |")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
