"""Code and inputs → keys that tell whether a table is up to date."""

import functools
import hashlib
from pathlib import Path

from pipeline.schema import SCHEMA_VERSION

_HERE = Path(__file__).parent


@functools.cache
def code_version(*rooms: str) -> str:
    """A digest of the code of these rooms and of the nouns: when it changes, what they made is made anew."""
    files = [_HERE / "records.py"]
    for room in rooms:
        files += sorted(path for path in (_HERE / room).rglob("*") if path.suffix in (".py", ".yaml"))
    return digest(SCHEMA_VERSION, *(path.read_text(encoding="utf-8") for path in files))


def digest(*texts: str) -> str:
    """Sixteen hexadecimal digits that stand for these texts, in this order."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
