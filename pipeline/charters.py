"""The charters that lie among the scans → kept beside the tables, for the checks to go by."""

from collections.abc import Iterable
from pathlib import Path

from pipeline import tables
from pipeline.errors import RunError
from pipeline.inbox import find_charters, read_laid


def take_charters(raw: Path, out: Path, mailings: Iterable[str]) -> None:
    """The charters that lie among the scans → kept beside the tables, for `check`.

    Raises RunError that names file and line where one holds what no check knows: said before hours of reading.
    """
    kept: dict[str, str] = {}
    for mailing in mailings:
        layers = [(str(path), _text_of(raw, path)) for path in find_charters(raw, mailing)]
        kept[mailing] = ""
        if layers:
            from pipeline import findings

            findings.charter_of(*layers)
            kept[mailing] = findings.merge_charters(layers)
    for mailing, text in kept.items():
        tables.write_charter(out, mailing, text)


def _text_of(raw: Path, path: Path) -> str:
    try:
        return read_laid(raw, path).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise RunError(f"{path} cannot be read ({problem}): save it as a text file in UTF-8.") from problem
