"""Two states of a folder of scans, what undisturbed runs make of them, and whether other tables are the same."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

_MAILINGS: Final = ("banque", "mutuelle", "opérateur")
_FILES: Final = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """`raw`: the scans as they are now; `before`: what a run made of them as they were; `after`: of those of now."""

    raw: Path
    before: Path
    after: Path

    def command(self, out: Path) -> list[str]:
        """The run that is disturbed."""
        return [sys.executable, "-m", "pipeline", "run", str(self.raw), str(out), "--workers", "2"]

    def start(self, name: str) -> Path:
        """A folder of tables as they were before, for a run to change."""
        out = self.before.with_name(name)
        shutil.rmtree(out, ignore_errors=True)
        # modification times as they were, and no hard links between tables and report that others share
        return Path(shutil.copytree(self.before, out))


def lay_ground(folder: Path) -> Ground:
    """Draw the scans, run, change some in every mailing, run again."""
    ground = Ground(folder / "raw", folder / "before", folder / "after")
    for mailing in _MAILINGS:
        for number in range(_FILES):
            _draw(ground.raw / mailing / f"{number}.png", f"Le {number + 1} mars 2016, {mailing}, 30 euros.")
    _run(ground, ground.before)
    for mailing in _MAILINGS:
        _draw(ground.raw / mailing / "0.png", f"Le 5 avril 2017, {mailing}, 45 euros.")
        _draw(ground.raw / mailing / "9.png", f"Le 7 mai 2018, {mailing}, 60 euros.")
        (ground.raw / mailing / "1.png").unlink()
    shutil.copytree(ground.before, ground.after)
    _run(ground, ground.after)
    return ground


def _draw(path: Path, text: str) -> None:
    picture = Image.new("L", (900, 500), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(32)
    draw.text((60, 60), text, fill=0, font=font)
    draw.text((60, 200), "Nous confirmons votre demande.", fill=0, font=font)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, dpi=(150, 150))


def _run(ground: Ground, out: Path) -> None:
    subprocess.run(ground.command(out), check=True, capture_output=True, timeout=600)


def digests(out: Path) -> dict[str, str]:
    """What each file of the tables, the report and the pictures holds; what is hidden tells of the run alone."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    shown = [path for path in files if not any(part.startswith(".") for part in path.relative_to(out).parts)]
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in shown
        if path.name != "run.json"  # it tells of a run: how long it took, and when
    }
