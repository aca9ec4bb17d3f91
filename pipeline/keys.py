"""Code and inputs → keys that tell whether a table is up to date."""

import functools
import hashlib
from pathlib import Path

from pipeline.schema import SCHEMA_VERSION

_HERE = Path(__file__).parent


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
