"""A 600-dpi A4 page -> the most memory that a worker of ours holds while it reads it.

`python -m tests.bench.memory PAGE ENGINE` is the worker: one page in a process of its own, and its peak in MB.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image

_DPI: Final = 600


def measure_memory(engines: tuple[str, ...]) -> dict[str, Any]:
    """Picture -> engine -> MB; `start`: before the page is loaded. On other systems than Linux: nothing."""
    if not Path("/proc/self/status").is_file():
        return {}
    with tempfile.TemporaryDirectory() as name:
        files = _draw(Path(name))
        return {
            picture: {engine: _ask(path, engine) for engine in engines}
            for picture, path in {"start": None, **files}.items()
        }


def _draw(folder: Path) -> dict[str, Path]:
    from tests.bench.sheets import draw_sheet
    from tests.paper.scanner import Scanner, scan_page

    scan = scan_page(draw_sheet(0, _DPI).image, Scanner(seed=1, skew=1.3, grain=3))
    grey, colour, fax = folder / "grey.jpg", folder / "colour.jpg", folder / "fax.tif"
    scan.save(grey, quality=75, dpi=(_DPI, _DPI))
    # print that is pale orange: each channel is looked at
    pale = np.asarray(scan)[..., None] // np.array([1, 1, 1]) | np.array([200, 120, 0], dtype=np.uint8)
    Image.fromarray(pale.astype(np.uint8)).save(colour, quality=75, dpi=(_DPI, _DPI))
    scan.point([0] * 160 + [255] * 96, mode="1").save(fax, compression="group4", dpi=(_DPI, _DPI))
    return {"grey JPEG": grey, "colour JPEG": colour, "1-bit TIFF": fax}


def _ask(path: Path | None, engine: str) -> int:
    command = [sys.executable, "-m", "tests.bench.memory", str(path or "-"), engine]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _read_in_this_process(page: str, engine: str) -> int:
    """Read the page as a worker does; the peak of this process in MB. The program `tesseract` itself is not counted."""
    from pipeline import pages
    from pipeline.inbox import InputFile
    from pipeline.reading import read_page
    from pipeline.settings import PageSettings, WordSettings

    if page != "-":
        path = Path(page)
        facts = pages.fingerprint_file(path)
        how = WordSettings(engine=engine)  # type: ignore[arg-type]
        read_page(InputFile(path, path.name), facts.media_type, 1, PageSettings(), how)
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return kilobytes // 1024


if __name__ == "__main__":
    print(_read_in_this_process(*sys.argv[1:]))
