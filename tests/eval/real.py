"""Real documents with truth read by eye, where their folder is present → figures per field and of the reading.

The folder (see `make eval REAL=...`) holds `files/`, `ocr/`, their truth and `score_real.py`, which does the scoring.
Nothing of it is copied into the repository; only the figures are.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf"})


def measure_real(real: Path) -> dict[str, Any]:
    """Run the installed command over the real pages and score its tables. Figures are shares 0-1."""
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "out"
        for mailing in ("files", "ocr"):
            (raw / mailing).mkdir(parents=True)
            for path in sorted((real / mailing).iterdir()):
                if path.suffix.lower() in PICTURES:
                    shutil.copy(path, raw / mailing)
        subprocess.run([sys.executable, "-m", "pipeline", "run", str(raw), str(out), "--quiet"], check=True)
        letters = _score(real, out, Path(folder) / "letters.json")
        every = _score(real, out, Path(folder) / "all.json", "--all", "--ocr", str(real / "ocr_index.json"))
    return {
        "letters": _fields(letters),
        "all documents": _fields(every),
        "reading": {
            kind: {"pages": group["n"], **{name: round(group[name]["median"], 4) for name in ("cer", "wer", "bow_f1")}}
            for kind, group in every["ocr"]["groups"].items()
        },
    }


def _score(real: Path, out: Path, target: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, str(real / "score_real.py"), "--processed", str(out), "--json", str(target), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    scored: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return scored


def _fields(scored: dict[str, Any]) -> dict[str, Any]:
    """Field → right, of, f1; `MACRO` is the mean F1 over the fields."""
    fields: dict[str, Any] = {}
    for name, x in scored["groups"]["all"].items():
        if name == "MACRO":
            fields[name] = {"of": x["of"], "f1": round(x["f1"], 4)}
        else:
            f1 = x.get("f1")
            fields[name] = {"right": x["right"], "of": x["of"], "f1": f1 if f1 is None else round(f1, 4)}
    return fields
