"""A table of the mailing on its way out of the house: its columns, and its rows a mailing at a time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
import simplejson

_AT_ONCE: Final = 10_000  # rows held as Python values

Cell = str | int | float | bool | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: `parts` holds its rows, a part a mailing, each with exactly the columns of `schema`."""

    name: str
    schema: pa.Schema
    parts: Iterable[pa.Table]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows in the order of the columns, lists as lists and sums as decimals."""
        for part in self.parts:
            for batch in part.to_batches(max_chunksize=_AT_ONCE):
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def flat_rows(self) -> Iterator[list[Cell]]:
        """The rows for what knows no lists: these as JSON text."""
        for row in self.rows():
            yield [as_json(cell) if isinstance(cell, list) else cell for cell in row]


def as_json(value: object) -> str:
    """On one line, accents as they are, dates as ISO 8601, sums with all their digits."""
    written: str = simplejson.dumps(value, ensure_ascii=False, use_decimal=True, default=_iso, ignore_nan=True)
    return written


def _iso(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a table")
