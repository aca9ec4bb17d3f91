"""From a picture to words by Tesseract inside our own process: no program to start, no picture to write."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from pipeline.errors import DocumentError, RunError
from pipeline.records import Picture, QuarterTurn, Word
from pipeline.words.engine import Manner
from pipeline.words.rotation import judge_rotation
from pipeline.words.tessdata import find_tessdata, identify_data, need_tessdata, with_french
from pipeline.words.tsv import parse_words

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

_OSD_ONLY: Final = 0  # page segmentation mode: find the orientation, read nothing

# Opened once a process: it takes 0.1-0.3 s and holds the trained data in memory. The process is part of the key,
# because a forked child must not use the one its parent opened.
_opened: "dict[tuple[int, Path, str], PyTessBaseAPI]" = {}


@dataclass(frozen=True, slots=True)
class LibraryEngine:
    """Tesseract as a library. It holds only names: the library itself is opened on first use in each process."""

    version: str
    languages: str
    folder: Path
    osd_folder: Path | None
    timeout_seconds: float
    name: str = "tesserocr"

    @classmethod
    def open(cls, language: str, timeout_seconds: float) -> Self:
        """The library with French data; RunError where one of them is missing or does not work."""
        try:
            library = _import_library()
        except ImportError as error:
            raise RunError("The package `tesserocr` does not work here: use `--engine pytesseract`.") from error
        languages = with_french(language)
        folder = need_tessdata(languages)
        program = library.tesseract_version().partition("\n")[0].strip()
        return cls(
            f"tesserocr, {program}, {identify_data(folder, languages)}",
            languages,
            folder,
            find_tessdata("osd"),
            timeout_seconds,
        )

    def read(self, image: Picture, dpi: float, manner: Manner = Manner.PAGE) -> tuple[Word, ...]:
        """The words on an upright picture of that resolution."""
        height, width = image.shape[:2]
        api = _open_api(self.folder, self.languages)
        try:
            api.SetPageSegMode(manner.value)
            _show(api, image)
            api.SetSourceResolution(round(dpi))
            with _quiet():
                done = api.Recognize(max(int(self.timeout_seconds * 1000), 1))
            if not done:
                raise DocumentError("timeout", f"{self.timeout_seconds:g}")
            return parse_words(api.GetTSVText(0), width, height)
        except (RuntimeError, ValueError) as error:
            raise DocumentError("page_failed", f"tesseract: {error}") from error
        finally:
            api.Clear()

    def find_rotation(self, image: Picture) -> tuple[QuarterTurn, float]:
        """The clockwise degrees to turn the picture by, and how sure that is."""
        if self.osd_folder is None:
            return 0, 0.0
        api = _open_api(self.osd_folder, "osd")
        try:
            api.SetPageSegMode(_OSD_ONLY)
            _show(api, image)
            found = api.DetectOrientationScript()
        except RuntimeError:
            return 0, 0.0
        finally:
            api.Clear()
        # `orient_deg` is how far the page was turned counter-clockwise: the clockwise turn that undoes it is the rest
        return judge_rotation((360 - found["orient_deg"]) % 360, found["orient_conf"]) if found else (0, 0.0)


def _import_library() -> Any:
    os.environ["OMP_THREAD_LIMIT"] = "1"  # read once, when libgomp is loaded: before the import
    import tesserocr

    return tesserocr


def _open_api(folder: Path, languages: str) -> "PyTessBaseAPI":
    key = (os.getpid(), folder, languages)
    if key not in _opened:
        library = _import_library()
        try:
            api = library.PyTessBaseAPI(path=f"{folder}/", lang=languages)
        except RuntimeError as error:
            raise RunError(f"Tesseract's trained data in {folder} cannot be loaded: install them again.") from error
        api.SetVariable("debug_file", os.devnull)  # its remarks on diacritics and resolution are for its developers
        _opened[key] = api
    return _opened[key]


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Leptonica's remarks, «Error in boxClipToRectangle», which are no errors and cannot be turned off."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _show(api: "PyTessBaseAPI", image: Picture) -> None:
    height, width = image.shape[:2]
    depth = 1 if image.ndim == 2 else 3
    api.SetImageBytes(image.tobytes(), width, height, depth, width * depth)
