"""From the engine's name in the settings to an engine that works on this machine."""

from typing import Final

from pipeline.errors import RunError
from pipeline.settings import EngineName
from pipeline.words.engine import Engine
from pipeline.words.library import LibraryEngine
from pipeline.words.opinion import SecondReader
from pipeline.words.program import ProgramEngine
from pipeline.words.rapid import RapidReader
from pipeline.words.tessdata import HOW_TO_INSTALL

# a dense page takes 5 s; two readings must fit into the two minutes that a run gives a page
TIMEOUT_SECONDS: Final = 50.0


def open_engine(name: EngineName, language: str, timeout_seconds: float = TIMEOUT_SECONDS) -> Engine:
    """The engine of that name, `auto`: the first that works, the faster one first.

    Raises RunError, in one sentence that says what to install, where there is none.
    """
    if name == "tesserocr":
        return LibraryEngine.open(language, timeout_seconds)
    if name == "pytesseract":
        return ProgramEngine.open(language, timeout_seconds)
    for engine in (LibraryEngine, ProgramEngine):
        try:
            return engine.open(language, timeout_seconds)
        except RunError:
            continue
    raise RunError(f"No Tesseract that reads `{language}` was found: {HOW_TO_INSTALL}")


def open_second() -> SecondReader:
    """The reader for a second opinion; RunError, in one sentence that says what to install, where there is none."""
    return RapidReader.open()
