"""Rows ↔ Parquet datasets partitioned by mailing; what one stage writes for a mailing appears whole or not at all."""

import os
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import RunError
from pipeline.places import is_remote, no_store
from pipeline.schema import SCHEMA_VERSION, TABLES
from pipeline.whole import aside, make_folder

_PART = "part-0.parquet"
KEY = b"stage_key"
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
    folders = [path.parent.name for path in (out / f"{name}.parquet").rglob(_PART)]  # of a store, one listing
    return sorted(unquote(folder.removeprefix("mailing=")) for folder in folders if folder.startswith("mailing="))


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
        make_folder(out)
        probe = aside(out / f"probe-{secrets.token_hex(4)}")  # in two containers a process may have one number
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as problem:
        raise cannot_write(out, problem) from problem


def cannot_write(out: Path, problem: OSError) -> RunError:
    """What a user is told where the folder of the tables takes nothing."""
    if is_remote(out):
        return no_store(problem)
    why = os.strerror(problem.errno) if problem.errno else str(problem)  # Arrow words it for its developers
    return RunError(f"Cannot write the tables to {out} ({why}): free space or choose another folder.")


def read_rows(
    out: Path, name: str, mailing: str, *, columns: Sequence[str] | None = None, source: str | None = None
) -> list[dict[str, Any]]:
    """One mailing's rows of one table; none when the table does not hold the mailing.

    With `columns` only these, with `source` only the rows of that file. Raises RunError when the table is damaged or
    cannot be opened.
    """
    path = partition(out, name, mailing)
    wanted = list(columns) if columns else None
    try:
        with path.open("rb") as file:
            if source is None:
                table = pq.ParquetFile(file).read(wanted)
            else:
                table = pq.read_table(file, columns=wanted, filters=[("source", "=", source)], partitioning=None)
    except FileNotFoundError:
        return []
    except (OSError, pa.ArrowInvalid) as problem:
        raise damaged(path) from problem
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def count_rows(out: Path, name: str, mailing: str) -> int:
    """How many rows a table has of a mailing. Raises RunError when it is damaged."""
    path = partition(out, name, mailing)
    try:
        with path.open("rb") as file:
            rows: int = pq.read_metadata(file).num_rows
    except FileNotFoundError:
        return 0
    except (OSError, pa.ArrowInvalid) as problem:
        raise damaged(path) from problem
    return rows


def damaged(path: Path) -> RunError:
    """What a user is told of a table that cannot be read."""
    return RunError(f"The table {path} cannot be read: delete it and call `courrier run` again.")


def read_key(out: Path, names: Sequence[str], mailing: str) -> str | None:
    """The key these tables share for a mailing; None when one is missing, unreadable, or of another schema or key."""
    keys: set[str] = set()
    for name in names:
        try:
            with partition(out, name, mailing).open("rb") as file:
                told = pq.read_metadata(file)
        except (OSError, pa.ArrowInvalid):
            return None
        metadata, schema = told.metadata or {}, told.schema.to_arrow_schema()
        if metadata.get(b"schema_version") != SCHEMA_VERSION.encode() or not schema.equals(TABLES[name]):
            return None
        keys.add(metadata.get(KEY, b"").decode())
    return keys.pop() if len(keys) == 1 else None
