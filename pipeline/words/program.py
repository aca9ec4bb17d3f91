"""From a picture to words by the system's tesseract program: the portable reference."""

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Self

from pipeline.errors import DocumentError, RunError
from pipeline.records import Picture, QuarterTurn, Word
from pipeline.words.engine import Manner
from pipeline.words.rotation import judge_rotation
from pipeline.words.tessdata import (
    HOW_TO_INSTALL,
    ask_program,
    find_tessdata,
    identify_data,
    need_tessdata,
    with_french,
)
from pipeline.words.tsv import parse_words

if TYPE_CHECKING:
    import pytesseract

_DETAIL_LENGTH: Final = 120  # of the program's complaint, in the sentence a person reads


@dataclass(frozen=True, slots=True)
class ProgramEngine:
    """Tesseract as a program: each reading is a process of its own, which may crash or hang without harm to us."""

    version: str
    languages: str
    folder: Path
    osd_folder: Path | None
    timeout_seconds: float
    name: str = "pytesseract"

    @classmethod
    def open(cls, language: str, timeout_seconds: float) -> Self:
        """The program on the path with French data; RunError where one of them is missing."""
        answer = ask_program("--version")
        if answer is None:
            raise RunError(f"The program `tesseract` was not found or does not start: {HOW_TO_INSTALL}")
        languages = with_french(language)
        folder = need_tessdata(languages)
        # the first line: tesseract 5.3.0
        program = answer.partition("\n")[0].strip()[:_DETAIL_LENGTH]
        return cls(
            f"pytesseract, {program}, {identify_data(folder, languages)}",
            languages,
            folder,
            find_tessdata("osd"),
            timeout_seconds,
        )

    def read(self, image: Picture, dpi: float, manner: Manner = Manner.PAGE) -> tuple[Word, ...]:
        """The words on an upright picture of that resolution."""
        height, width = image.shape[:2]
        config = f"{_data(self.folder)} --psm {manner.value} --dpi {round(dpi)} -c tessedit_create_tsv=1"
        with _picture_file(image) as path:
            tsv = self._run(path, "tsv", self.languages, config)
        try:
            return parse_words(tsv, width, height)
        except ValueError as error:
            raise DocumentError("page_failed", f"tesseract answered with {error}") from error

    def find_rotation(self, image: Picture) -> tuple[QuarterTurn, float]:
        """The clockwise degrees to turn the picture by, and how sure that is."""
        if self.osd_folder is None:
            return 0, 0.0
        try:
            with _picture_file(image) as path:
                answer = self._run(path, "osd", "osd", f"{_data(self.osd_folder)} --psm 0")
        except DocumentError:
            return 0, 0.0  # "Too few characters" is an error of the program; the page may still be read as it stands
        # lines such as «Rotate: 180» and «Orientation confidence: 7.30»
        found = dict(line.split(": ", 1) for line in answer.splitlines() if ": " in line)
        return judge_rotation(found.get("Rotate", ""), found.get("Orientation confidence", ""))

    def _run(self, path: Path, extension: str, languages: str, config: str) -> str:
        import pytesseract  # late: it loads pandas, which nobody needs who reads with the library

        os.environ["OMP_THREAD_LIMIT"] = "1"  # one thread a page: eight pages at once take a third of the time
        try:
            answer = pytesseract.pytesseract.run_and_get_output(
                str(path), extension, languages, config, timeout=self.timeout_seconds, return_bytes=True
            )
        except pytesseract.TesseractNotFoundError as error:
            raise RunError(f"The program `tesseract` has gone while we were reading: {HOW_TO_INSTALL}") from error
        except pytesseract.TesseractError as error:
            raise DocumentError("page_failed", _complaint(error)) from error
        except RuntimeError as error:  # the one other that pytesseract raises: "Tesseract process timeout"
            raise DocumentError("timeout", f"{self.timeout_seconds:g}") from error
        except (OSError, ValueError) as error:  # no output written; complaints that are no text
            raise DocumentError("page_failed", "tesseract gave no answer") from error
        return str(answer, "utf-8", "replace")


def _complaint(error: "pytesseract.TesseractError") -> str:
    return f"tesseract ended with {error.status}: {error.message}"[:_DETAIL_LENGTH].strip(" :")


def _data(folder: Path) -> str:
    return f"--tessdata-dir {shlex.quote(str(folder))}"


@contextmanager
def _picture_file(image: Picture) -> Iterator[Path]:
    """The picture as a PGM (grey) or PPM (colour): lossless, and written in no time."""
    height, width = image.shape[:2]
    kind, suffix = (b"P5", ".pgm") if image.ndim == 2 else (b"P6", ".ppm")
    with TemporaryDirectory(prefix="courrier-") as folder:
        path = Path(folder) / f"page{suffix}"
        path.write_bytes(b"%s %d %d 255\n" % (kind, width, height) + image.tobytes())
        yield path
