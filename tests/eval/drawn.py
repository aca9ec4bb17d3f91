"""Drawn letters with exact truth, scanned at three levels → figures per field, for both splits.

Rules are looked at on `dev`; `test` differs in organisation, layout and phrasing, and is only measured.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, get_args

from pipeline import tables
from tests.eval.fields import score_fields
from tests.paper.corpus import Split
from tests.paper.letters import write_letters
from tests.paper.levels import LEVELS

COUNT: Final = 30
SEED: Final = 2026


def measure_drawn() -> dict[str, Any]:
    """split → level → what `score_fields` says of it."""
    return {split: {level: _measure(split, level) for level in LEVELS} for split in get_args(Split)}


def _measure(split: Any, level: Any) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "out"
        truth = write_letters(raw, split, level, COUNT, SEED)
        command = [sys.executable, "-m", "pipeline", "run", str(raw), str(out), "--mailing", "scans", "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        rows = tables.read_rows(out, "letters", "scans")
    for row in rows:
        row["source"] = row["source"].removeprefix("scans/")
        row["letter_id"] = row["letter_id"].removeprefix("scans/")
    return score_fields(rows, truth)
