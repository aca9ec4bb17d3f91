"""Real page pictures with their text, where their folder is present -> a folder to read and the true texts."""

import json
import shutil
from pathlib import Path


def copy_real(real: Path, raw: Path) -> dict[str, str]:
    """Copy the pictures of `real/ocr` into `raw/real`; page -> true text. Nothing where the folder is absent."""
    index = real / "ocr_index.json"
    if not index.is_file():
        return {}
    truth = {}
    (raw / "real").mkdir(parents=True, exist_ok=True)
    for entry in json.loads(index.read_text("utf-8")):
        picture = real / entry["image"]
        shutil.copy(picture, raw / "real")
        truth[f"real/{picture.stem}"] = (real / entry["truth"]).read_text("utf-8")
    return truth
