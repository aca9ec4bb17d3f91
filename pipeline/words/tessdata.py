"""From the places where Tesseract is installed to the folder that holds the trained data we need."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.errors import RunError

HOW_TO_INSTALL: Final = (
    "install it with `apt-get install tesseract-ocr tesseract-ocr-fra` (Debian, Ubuntu) "
    "or `brew install tesseract tesseract-lang` (macOS)."
)

# where packagers put the trained data; `*` is the version: /usr/share/tesseract-ocr/5/tessdata
USUAL_FOLDERS: Final = (
    "usr/share/tesseract-ocr/*/tessdata",
    "usr/share/tessdata",
    "usr/share/tesseract/tessdata",
    "usr/local/share/tessdata",
    "opt/homebrew/share/tessdata",
    "opt/local/share/tessdata",
    "home/linuxbrew/.linuxbrew/share/tessdata",
)

_PROGRAM_SECONDS: Final = 20  # `tesseract --list-langs` answers in 0.1 s


def ask_program(*arguments: str) -> str | None:
    """What the tesseract program on the path prints, with its error output; None when there is none that answers."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are our own
            [program, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=_PROGRAM_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def find_tessdata(*languages: str) -> Path | None:
    """The first folder that holds the trained data of all these languages."""
    for folder in _candidates():
        if all(_is_readable(trained_data(folder, language)) for language in languages):
            return folder
    return None


def need_tessdata(languages: str) -> Path:
    """The folder with the data of `fra+eng`; RunError where there is none."""
    folder = find_tessdata(*languages.split("+"))
    if folder is None:
        raise RunError(f"Tesseract's trained data for `{languages}` is missing: {HOW_TO_INSTALL}")
    return folder


def trained_data(folder: Path, language: str) -> Path:
    """The file with what Tesseract learned of one language."""
    return folder / f"{language}.traineddata"


def identify_data(folder: Path, languages: str) -> str:
    """A short name for exactly these trained data: `fra:1a2b3c4d`."""
    return "+".join(f"{language}:{_digest(trained_data(folder, language))}" for language in languages.split("+"))


def with_french(language: str) -> str:
    """The languages to read, French among them: `eng` -> `fra+eng`."""
    wanted = [part for part in language.split("+") if part]
    return "+".join(dict.fromkeys(wanted if "fra" in wanted else ["fra", *wanted]))


def _candidates() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    # the first line: List of available languages in "/usr/share/tesseract-ocr/5/tessdata/" (3):
    listed = (ask_program("--list-langs") or "").partition("\n")[0].split('"')
    if len(listed) == 3:
        yield Path(listed[1])
    for pattern in USUAL_FOLDERS:
        yield from sorted(Path("/").glob(pattern), reverse=True)


def _is_readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]
