"""corrections.csv ↔ corrections, as spreadsheets write it: semicolon or comma, Unicode or the Windows code page."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pipeline.errors import RunError
from pipeline.harmless import spreadsheet_cell
from pipeline.records import Correction

COLUMNS: Final = ("letter_id", "field", "value", "by", "note", "date", "sha256")
_NEEDED: Final = COLUMNS[:3]
_KEPT: Final = (*COLUMNS, "line")  # beside the tables: the line of the person's own file
_BOM: Final = "utf-8-sig"
_WINDOWS: Final = "cp1252"


@dataclass(frozen=True, slots=True)
class _Dialect:
    encoding: str
    delimiter: str


def read_sheet(data: bytes, name: str) -> tuple[Correction, ...]:
    """The corrections, line by line. Raises RunError that names file and line where a line is not to be understood."""
    text, dialect = _decode(data)
    if "\0" in text:
        raise RunError(f"{name}: this is no CSV: have the spreadsheet save it as CSV UTF-8.")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, strict=True)
    head: list[str] = []
    made = []
    for cells in _numbered(rows, name):
        number, row = cells
        if not any(cell.strip() for cell in row):
            continue
        if not head:
            head = _read_head(row, f"{name}, line {number}")
        else:
            made.append(_read_row(dict(zip(head, row, strict=False)), number, f"{name}, line {number}"))
    return tuple(made)


def _numbered(rows: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            yield number, row
    except csv.Error as problem:
        raise RunError(f"{name}, line {number + 1}: {_plainly(problem)}.") from problem


def _plainly(problem: csv.Error) -> str:
    if "expected" in str(problem):  # «unexpected end of data», «';' expected after '"'»
        return "a quotation mark begins a cell, and none ends it"
    return f"this is no CSV ({problem})"


def _read_head(row: list[str], where: str) -> list[str]:
    head = [cell.strip().lower() for cell in row]
    for cell in filter(None, head):
        if cell not in _KEPT:
            near = get_close_matches(cell, COLUMNS, n=1)
            raise RunError(f"{where}: no column is called {cell!r}; {_meant(near)}")
    missing = [column for column in _NEEDED if column not in head]
    if missing:
        raise RunError(f"{where}: the first line must name the columns; {', '.join(missing)} is missing.")
    return head


def _meant(near: list[str]) -> str:
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(COLUMNS)}."


def _read_row(cells: dict[str, str], number: int, where: str) -> Correction:
    said = {name: _unescaped(cell) for name, cell in cells.items() if name}
    for column in _NEEDED:
        if not said.get(column):
            raise RunError(f"{where}: {column} is empty.")
    line = said.get("line", "")
    optional = {name: said.get(name) or None for name in ("by", "note", "date", "sha256")}
    return Correction(
        said["letter_id"],
        said["field"].lower(),
        said["value"],
        **optional,
        line=int(line) if line.isdecimal() else number,
    )


def _unescaped(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking «+33299123456» for a sum."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and spreadsheet_cell(text[1:]) == text else text


def add_correction(data: bytes, correction: Correction, name: str) -> bytes:
    """The file with one more line, written as the file is: its delimiter, its code page, the order of its columns."""
    text, dialect = _decode(data)
    if not text.strip():
        return write_sheet([correction])
    read_sheet(data, name)
    first = next(line for line in csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter) if any(line))
    head = [cell.strip().lower() for cell in first]
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=dialect.delimiter, lineterminator="\r\n").writerow(_cells(correction, head))
    joint = "" if text.endswith("\n") else "\r\n"
    try:
        added = (joint + held.getvalue()).encode(dialect.encoding.removesuffix("-sig"))
    except UnicodeEncodeError:  # a name that the Windows code page does not have: from now on the file is Unicode
        return (text + joint + held.getvalue()).encode(_BOM)
    return data + added


def write_sheet(corrections: Iterable[Correction], *, kept: bool = False) -> bytes:
    """A file that French spreadsheets open as it is; `kept`: with the lines of the person's own file."""
    head = _KEPT if kept else COLUMNS
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(_cells(correction, head) for correction in corrections)
    return held.getvalue().encode(_BOM)


def _cells(correction: Correction, head: Iterable[str]) -> list[str]:
    cells = {name: getattr(correction, name) for name in _KEPT}
    return [spreadsheet_cell(" ".join(str(cells[name]).split())) if cells.get(name) else "" for name in head]


def _decode(data: bytes) -> tuple[str, _Dialect]:
    """The text without its BOM; in UTF-8, or else in the code page in which a French Excel saves CSV."""
    try:
        text, encoding = data.decode(_BOM), _BOM
    except UnicodeDecodeError:
        text, encoding = data.decode(_WINDOWS, "replace"), _WINDOWS
    head = text.lstrip().partition("\n")[0]
    delimiter = max((";", ",", "\t"), key=head.count)
    return text, _Dialect(encoding, delimiter)
