"""Tables too large for the memory → rows and pages, in the order they were written."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import Page
from pipeline.tables.rows import Row, pages_of
from pipeline.tables.store import damaged, partition, read_rows

_BATCH: Final = 16_384  # rows: words of about 60 pages


def stream_rows(out: Path, name: str, mailing: str) -> Iterator[Row]:
    """One mailing's rows of one table, group by group; none when the table does not hold the mailing."""
    path = partition(out, name, mailing)
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH):
                yield from batch.to_pylist()
    except FileNotFoundError:
        return
    except (OSError, pa.ArrowInvalid) as problem:
        raise damaged(path) from problem


def stream_sources(out: Path, mailing: str) -> Iterator[tuple[str, Sequence[Page]]]:
    """The files of a mailing with their pages and words, in the order of the tables: one file at a time in memory."""
    words = groupby(stream_rows(out, "words", mailing), key=lambda row: str(row["source"]))
    source, own = next(words, (None, iter(())))
    for name, rows in groupby(stream_rows(out, "pages", mailing), key=lambda row: str(row["source"])):
        if name == source:
            yield name, pages_of(rows, own)
            source, own = next(words, (None, iter(())))
        else:
            yield name, pages_of(rows, ())


def read_source(out: Path, mailing: str, source: str) -> Sequence[Page]:
    """The pages of one file, with their words."""
    return pages_of(*(read_rows(out, name, mailing, source=source) for name in ("pages", "words")))
