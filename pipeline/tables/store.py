"""Rows ↔ Parquet datasets partitioned by mailing; what one stage writes for a mailing appears whole or not at all."""

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import __version__
from pipeline.errors import RunError
from pipeline.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.moves import drop, move_together
from pipeline.whole import aside, make_folder

_PART = "part-0.parquet"
_KEY = b"stage_key"
_CODED = re.compile(r'[\x00-\x1f\x7f"%*/:<=>?\\|]')  # what a folder name may not hold; accents stay as they are


def partition(out: Path, name: str, mailing: str) -> Path:
    """The file that holds one mailing's rows of one table; named as Hive and Arrow do, `mailing=...`, percent-coded."""
    return out / f"{name}.parquet" / folder_of(mailing) / _PART


def folder_of(mailing: str) -> str:
    """The name of the folder that holds what belongs to a mailing."""
    coded = _CODED.sub(lambda match: f"%{ord(match[0]):02X}", mailing)
    return f"mailing={coded}"


def list_mailings(out: Path, name: str) -> list[str]:
    """The mailings that table `name` holds, sorted."""
    folders = (out / f"{name}.parquet").glob(f"mailing=*/{_PART}")
    return sorted(unquote(path.parent.name.removeprefix("mailing=")) for path in folders)


def make_table(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as an Arrow table with exactly the published schema.

    Raises ValueError where a row breaks the contract: unknown column, wrong type, null where none may be.
    """
    schema = TABLES[name]
    for row in rows:
        if unknown := row.keys() - set(schema.names):
            raise ValueError(f"{name} has no column {sorted(unknown)}")
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    for field in schema:
        if not field.nullable and table.column(field.name).null_count:
            raise ValueError(f"{name}.{field.name} must not be null")
    return table


def need_folder(out: Path) -> None:
    """Make the folder of the tables. Raises RunError where nothing can be written: said before hours of reading."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as problem:
        raise cannot_write(out, problem) from problem


def write_mailing(out: Path, mailing: str, tables: Mapping[str, Sequence[Mapping[str, Any]]], key: str) -> None:
    """Replace one mailing's rows in each of `tables` together.

    `key` says what the rows were made from; it is written into every file, so that a later run sees whether the tables
    belong together and are up to date. Files are written aside, synced and renamed together; Ctrl-C waits for that.
    Raises RunError when the folder cannot be written.
    """
    try:
        move_together(out, folder_of(mailing), _write_aside(out, mailing, tables, key))
    except OSError as problem:
        raise cannot_write(out, problem) from problem


def _write_aside(
    out: Path, mailing: str, tables: Mapping[str, Sequence[Mapping[str, Any]]], key: str
) -> list[tuple[Path, Path]]:
    """The tables as files that are not yet in their place; where each is, and that place."""
    metadata = {
        b"schema_version": SCHEMA_VERSION.encode(),
        b"pipeline_version": __version__.encode(),
        _KEY: key.encode(),
    }
    made: list[tuple[Path, Path]] = []
    try:
        for name, rows in tables.items():
            table = make_table(name, rows)
            target = partition(out, name, mailing)
            make_folder(target.parent)
            made.append((aside(target), target))
            merged = {**(table.schema.metadata or {}), **metadata}
            pq.write_table(table.replace_schema_metadata(merged), aside(target), compression="zstd")
    except BaseException:
        drop(beside for beside, _ in made)
        raise
    return made


def cannot_write(out: Path, problem: OSError) -> RunError:
    """What a user is told where the folder of the tables takes nothing."""
    why = os.strerror(problem.errno) if problem.errno else str(problem)  # Arrow words it for its developers
    return RunError(f"Cannot write the tables to {out} ({why}): free space or choose another folder.")


def read_rows(out: Path, name: str, mailing: str) -> list[dict[str, Any]]:
    """One mailing's rows of one table; none when the table does not hold the mailing.

    Raises RunError when its file is damaged or cannot be opened.
    """
    path = partition(out, name, mailing)
    try:
        rows: list[dict[str, Any]] = pq.ParquetFile(path).read().to_pylist()
    except FileNotFoundError:
        return []
    except (OSError, pa.ArrowInvalid) as problem:
        raise RunError(f"The table {path} cannot be read: delete it and call `courrier run` again.") from problem
    return rows


def read_key(out: Path, names: Sequence[str], mailing: str) -> str | None:
    """The key these tables share for a mailing; None when one is missing, unreadable, or of another schema or key."""
    keys: set[str] = set()
    for name in names:
        try:
            schema = pq.read_schema(partition(out, name, mailing))
        except (OSError, pa.ArrowInvalid):
            return None
        metadata = schema.metadata or {}
        if metadata.get(b"schema_version") != SCHEMA_VERSION.encode() or not schema.equals(TABLES[name]):
            return None
        keys.add(metadata.get(_KEY, b"").decode())
    return keys.pop() if len(keys) == 1 else None
