"""Code and inputs → keys that tell what a table was made from, and whether it is up to date."""

import ast
import functools
import hashlib
import importlib.metadata
import re
from collections.abc import Iterable
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
_READING: Final = ("outcomes.py", "read.py", "reading.py", "turns.py", "pages", "images", "words")
_CODE: Final = (".py", ".yaml", ".html", ".css", ".js")
_IMPORTS: Final = re.compile(r"^ *from pipeline\.records import (\([^)]*\)|.+)$", re.MULTILINE)
_NAME: Final = re.compile(r"\w+")
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
    """A digest of the code of these rooms or files and of the nouns they know: when it changes, all is made anew."""
    files = []
    for path in (_HERE / name for name in names):
        inside = sorted(inner for inner in path.rglob("*") if inner.suffix in _CODE)
        files += inside if path.is_dir() else [path]
    texts = {path: path.read_text(encoding="utf-8", errors="backslashreplace") for path in files}
    return digest(
        SCHEMA_VERSION, _nouns([text for path, text in texts.items() if path.suffix == ".py"]), *texts.values()
    )


def _nouns(codes: Iterable[str]) -> str:
    """The code of those nouns that a room imports, and of those they are made of.

    Only these: a new column of `letters` must not have every scan read again.
    """
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((_HERE / "records").glob("*.py"))]
    definitions = {name: node for module in modules for node in module.body for name in _defined(node)}
    del definitions["__all__"]
    wanted: set[str] = set()
    found = {name for code in codes for names in _IMPORTS.findall(code) for name in _NAME.findall(names)}
    while found:
        wanted |= found
        inside = {node.id for name in found for node in ast.walk(definitions[name]) if isinstance(node, ast.Name)}
        found = inside & definitions.keys() - wanted
    return "\n".join(ast.unparse(definitions[name]) for name in definitions if name in wanted)


def _defined(node: ast.stmt) -> list[str]:
    """The names a statement of a module gives a meaning to."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def digest(*texts: str) -> str:
    """Sixteen hexadecimal digits that stand for these texts, in this order."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
