"""The programs we are compared with -> an environment of their own (`.venv/bench`), made when it is missing.

OCRmyPDF, jdeskew and deskew are no part of the project: `make setup` does not know them.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ENVIRONMENT: Final = Path(__file__).parent.parent.parent / ".venv/bench"
PYTHON: Final = ENVIRONMENT / "bin/python"
OCRMYPDF: Final = ENVIRONMENT / "bin/ocrmypdf"
_PACKAGES: Final = ("ocrmypdf", "jdeskew", "deskew")
_PROGRAMS: Final = {"gs": "ghostscript"}  # what OCRmyPDF needs of the system, beside Tesseract


def install_peers() -> str | None:
    """Install what is missing; a sentence where that fails, for the bench to print and go on without them."""
    ready = ENVIRONMENT / ".ready"
    try:
        if not ready.is_file():
            print("Installing OCRmyPDF, jdeskew and deskew in .venv/bench, once (half a minute) ...", file=sys.stderr)
            _run(sys.executable, "-m", "venv", str(ENVIRONMENT))
            _run(str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *_PACKAGES)
            ready.touch()
        missing = [package for program, package in _PROGRAMS.items() if shutil.which(program) is None]
        if missing:
            sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
            _run(*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"The peers cannot be installed ({error}): the bench goes on without them."
    return None


def peer_versions() -> dict[str, str]:
    """Package -> installed version."""
    script = f"import importlib.metadata as m; print(*map(m.version, {_PACKAGES}))"
    done = subprocess.run([PYTHON, "-c", script], check=True, capture_output=True, text=True)
    return dict(zip(_PACKAGES, done.stdout.split(), strict=True))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
