"""Rows → the tables of a mailing, on the disk as they come, and in place together or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import __version__
from pipeline.schema import SCHEMA_VERSION
from pipeline.tables.moves import drop, move_together
from pipeline.tables.store import KEY, cannot_write, folder_of, make_table, partition
from pipeline.whole import aside, make_folder

# rows of a group, of which one a table is in memory: words of about 60 pages; the others' rows are longer, letters hold
# their text. It is counted in rows and nothing else, so that the same rows make the same bytes, whoever wrote them
_GROUPS: Final = {"words": 16_384, "letters": 256}
_GROUP: Final = 1_024
_CHUNK: Final = 256  # rows that wait as Python holds them, which takes ten times the room of Arrow's


class TableWriter:
    """One table as a file: rows go to the disk group by group."""

    def __init__(self, name: str, path: Path, metadata: Mapping[bytes, bytes]) -> None:
        self._name = name
        self._rows: list[Mapping[str, Any]] = []
        self._held: list[pa.Table] = []
        self._group = _GROUPS.get(name, _GROUP)
        empty = make_table(name, [])
        self._schema = empty.schema.with_metadata({**(empty.schema.metadata or {}), **metadata})
        self._sink = path.open("wb")
        self._file = pq.ParquetWriter(self._sink, self._schema, compression="zstd")

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """More rows. Raises ValueError where one breaks the contract."""
        for row in rows:
            self._rows.append(row)
            if len(self._rows) == _CHUNK:
                self._pack()

    def add_table(self, table: pa.Table) -> None:
        """More rows, from `make_table`."""
        self._pack()
        while len(table):
            taken = table.slice(0, self._group - sum(map(len, self._held)))
            self._held.append(taken)
            table = table.slice(len(taken))
            if sum(map(len, self._held)) == self._group:
                self._flush()

    def _pack(self) -> None:
        if self._rows:
            packed, self._rows = make_table(self._name, self._rows), []
            self.add_table(packed)

    def _flush(self) -> None:
        table = pa.concat_tables(self._held).combine_chunks().replace_schema_metadata(self._schema.metadata)
        self._held = []
        self._file.write_table(table, row_group_size=self._group)

    def close(self, key: str) -> None:
        """Write what is left, and the end of the file with its key."""
        self._pack()
        if self._held:
            self._flush()
        self._file.add_key_value_metadata({KEY: key})
        self._file.close()
        self._sink.close()

    def give_up(self) -> None:
        """Let go of a file that nobody will read."""
        with suppress(OSError, ValueError), self._sink:
            self._file.close()


class Rewriting(dict[str, TableWriter]):
    """The tables that are written together; `key` may change until the last row is known."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


@contextmanager
def rewrite_mailing(out: Path, mailing: str, names: Iterable[str], key: str) -> Iterator[Rewriting]:
    """Replace one mailing's rows in each of the tables `names` together, by what is added to their writers.

    `key` says what the rows were made from; it is written into every file, so that a later run sees whether the tables
    belong together and are up to date. Files are written aside, synced and renamed together; Ctrl-C waits for that.
    Raises RunError when the folder cannot be written.
    """
    try:
        with _asides() as moves:
            yield from _write_aside(out, mailing, names, Rewriting(key), moves)
        move_together(out, folder_of(mailing), moves)
    except OSError as problem:
        raise cannot_write(out, problem) from problem


@contextmanager
def _asides() -> Iterator[list[tuple[Path, Path]]]:
    """Files written aside and where they will be; taken away if they are not whole."""
    moves: list[tuple[Path, Path]] = []
    try:
        yield moves
    except BaseException:
        drop(beside for beside, _ in moves)
        raise


def _write_aside(
    out: Path, mailing: str, names: Iterable[str], writers: Rewriting, moves: list[tuple[Path, Path]]
) -> Iterator[Rewriting]:
    metadata = {b"schema_version": SCHEMA_VERSION.encode(), b"pipeline_version": __version__.encode()}
    try:
        for name in names:
            target = partition(out, name, mailing)
            make_folder(target.parent)
            moves.append((aside(target), target))
            writers[name] = TableWriter(name, aside(target), metadata)
        yield writers
        for writer in writers.values():
            writer.close(writers.key)
    finally:
        for writer in writers.values():
            writer.give_up()


def write_mailing(out: Path, mailing: str, tables: Mapping[str, Sequence[Mapping[str, Any]]], key: str) -> None:
    """Replace one mailing's rows in each of `tables` together, by rows that are all in memory."""
    with rewrite_mailing(out, mailing, tables, key) as writers:
        for name, rows in tables.items():
            writers[name].add(rows)
