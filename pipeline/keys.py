"""Code and inputs → keys that tell what a table was made from, and whether it is up to date."""

import functools
import hashlib
import importlib.metadata
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.errors import RunError
from pipeline.schema import SCHEMA_VERSION
from pipeline.settings import RunSettings

READ: Final = ("documents", "pages", "words")
EXTRACT: Final = ("letters", "mentions")
CHECK: Final = ("findings",)
_MADE: Final = {"read": READ, "extract": EXTRACT, "check": CHECK}  # stage -> its tables
_EARLIER: Final = {"extract": "read", "check": "extract"}

_HERE = Path(__file__).parent
_READING: Final = ("read.py", "reading.py", "turns.py", "pages", "images", "words")
_LIBRARIES: Final = ("opencv-python-headless", "pdfplumber", "pypdfium2", "pillow", "numpy")


def key_of(out: Path, mailing: str, stage: str) -> str:
    """The key of what a stage has made. Raises RunError when it has not, or from tables that are no longer there."""
    key = tables.read_key(out, _MADE[stage], mailing)
    if key and stage in _EARLIER and not key.startswith(made_from(key_of(out, mailing, _EARLIER[stage]))):
        key = None
    if key is None:
        raise RunError(
            f"The mailing {mailing!r} has no up-to-date {_MADE[stage][0]} in {out}: run `courrier {stage}` first."
        )
    return key


def made_from(earlier: str) -> str:
    """How the key of a table begins that was made from those with key `earlier`; its code follows."""
    return f"{digest(earlier)}:"


def reader_version(settings: RunSettings, engine: str) -> str:
    """A digest of all that a page's words depend on but the page itself."""
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    return digest(code_version(*_READING), engine, *libraries, repr(settings.pages), settings.words.language)


@functools.cache
def code_version(*names: str) -> str:
    """A digest of the code of these rooms or files and of the nouns: when it changes, what they made is made anew."""
    files = [_HERE / "records.py"]
    for path in (_HERE / name for name in names):
        inside = sorted(inner for inner in path.rglob("*") if inner.suffix in (".py", ".yaml"))
        files += inside if path.is_dir() else [path]
    return digest(SCHEMA_VERSION, *(path.read_text(encoding="utf-8") for path in files))


def digest(*texts: str) -> str:
    """Sixteen hexadecimal digits that stand for these texts, in this order."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
