"""Tables too large for the memory → where in them the rows of a file stand, and its pages as they come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from pipeline.places import state_of
from pipeline.records import Page
from pipeline.tables.rows import Row, pages_of
from pipeline.tables.store import damaged, partition

_BATCH: Final = 16_384
_UNPACKED: Final = 1_024  # rows that Python holds at once


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages of one file: rows `page` to `end` (exclusive) of `pages`, and their words from row `word` of `words` on."""

    source: str
    page: int
    end: int
    word: int

    def __len__(self) -> int:
        return self.end - self.page


def find_stretches(out: Path, mailing: str) -> Iterator[Stretch]:
    """Each file of a mailing that has pages, in the order of the tables."""
    words = _runs(out, "words", mailing)
    source, begin, end = next(words, ("", 0, 0))
    for name, first, last in _runs(out, "pages", mailing):
        if name == source:
            yield Stretch(name, first, last, begin)
            source, begin, end = next(words, ("", end, end))
        else:
            yield Stretch(name, first, last, begin)  # no word was read in it


def _runs(out: Path, name: str, mailing: str) -> Iterator[tuple[str, int, int]]:
    """The files that rows of a table come from: source, first row, row behind the last."""
    at = 0
    for source, counts in groupby(_counts(out, name, mailing), key=lambda run: run[0]):
        begin, at = at, at + sum(count for _, count in counts)
        yield source, begin, at


def _counts(out: Path, name: str, mailing: str) -> Iterator[tuple[str, int]]:
    for batch in _batches(out, name, mailing, ("source",)):
        runs, before = pc.run_end_encode(batch.column("source")), 0
        for source, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            yield source, end - before
            before = end


def failed_rows(out: Path, name: str, mailing: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table that tell of an error, which are few."""
    for batch in _batches(out, name, mailing, columns):
        yield from batch.filter(pc.is_valid(batch.column("error_code"))).to_pylist()


def _batches(out: Path, name: str, mailing: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    path = partition(out, name, mailing)
    try:
        with path.open("rb") as file:
            yield from pq.ParquetFile(file).iter_batches(_BATCH, columns=list(columns))
    except FileNotFoundError:
        return
    except (OSError, pa.ArrowInvalid) as problem:
        raise damaged(path) from problem


def stream_pages(out: Path, mailing: str, stretch: Stretch) -> Iterator[tuple[Page, Stretch]]:
    """The pages of a stretch with their words, one in memory at a time; and the stretch that is left behind each."""
    rows = stream_rows(out, "words", mailing, stretch.word)
    words = groupby(rows, key=lambda row: (row["source"], row["page"]))
    where, own = next(words, (None, iter(())))
    left = stretch
    for row in stream_rows(out, "pages", mailing, stretch.page, stretch.end):
        held: list[Row] = []
        if where == (row["source"], row["page"]):
            held = list(own)
            where, own = next(words, (None, iter(())))
        left = replace(left, page=left.page + 1, word=left.word + len(held))
        yield pages_of([row], held)[0], left


def stream_words(out: Path, mailing: str, *columns: str) -> Iterator[tuple[tuple[str, int], dict[str, NDArray[Any]]]]:
    """Page by page these columns of its words, with where it is; one page in memory at a time."""
    where: tuple[str, int] = ("", 0)
    held: list[dict[str, NDArray[Any]]] = []
    for batch in _batches(out, "words", mailing, ("source", "page", *columns)):
        arrays = {name: batch.column(name).to_numpy(zero_copy_only=False) for name in batch.schema.names}
        sources, pages = arrays.pop("source"), arrays.pop("page")
        begins = np.flatnonzero((sources[1:] != sources[:-1]) | (pages[1:] != pages[:-1])) + 1
        for begin, end in pairwise((0, *begins, len(pages))):
            if (sources[begin], pages[begin]) != where and held:
                yield where, _joined(held)
                held = []
            where = sources[begin], int(pages[begin])
            held.append({name: array[begin:end] for name, array in arrays.items()})
    if held:
        yield where, _joined(held)


def _joined(pieces: Sequence[dict[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
    if len(pieces) == 1:
        return pieces[0]
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}


def stream_rows(out: Path, name: str, mailing: str, begin: int = 0, end: int | None = None) -> Iterator[Row]:
    """Rows `begin` to `end` (exclusive) of a mailing's table; none when the table does not hold the mailing.

    Raises RunError when it is damaged.
    """
    path, at = partition(out, name, mailing), 0
    try:
        table = _Table(path, state_of(path))
        for number, size in enumerate(_group_sizes(table)):
            if at + size > begin and (end is None or at < end):
                first, last = max(0, begin - at), size if end is None else min(size, end - at)
                for batch in _group(table, number).slice(first, last - first).to_batches(_UNPACKED):
                    yield from batch.to_pylist()
            at += size
    except FileNotFoundError:
        return
    except (OSError, pa.ArrowInvalid) as problem:
        raise damaged(path) from problem


class _Table(NamedTuple):
    """A file as it is now: another run may put another in its place."""

    path: Path
    state: str


# the files of a mailing are asked for one after the other, and many have a place in one group


@lru_cache(maxsize=8)
def _group_sizes(table: _Table) -> tuple[int, ...]:
    with table.path.open("rb") as file:
        told = pq.read_metadata(file)
    return tuple(told.row_group(number).num_rows for number in range(told.num_row_groups))


@lru_cache(maxsize=4)
def _group(table: _Table, number: int) -> pa.Table:
    with table.path.open("rb") as file:
        return pq.ParquetFile(file).read_row_group(number)
