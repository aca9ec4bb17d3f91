"""The tables under a folder → whether they keep their schema and the laws of the house."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import audit, tables
from pipeline.audit import Breach
from pipeline.errors import RunError
from pipeline.inbox import find_mailings
from pipeline.keys import key_of
from pipeline.schema import TABLES
from pipeline.tables import Row


def verify_mailings(
    out: Path, raw: Path | None = None, mailing: str | None = None
) -> Iterator[tuple[str, Sequence[Breach]]]:
    """Each mailing of the tables with what is wrong in it; with `raw`, its files are counted too."""
    files = {name: [file.source for file in own] for name, own in find_mailings(raw).items()} if raw else {}
    for name in sorted({*_in_any_table(out), *files}) if mailing is None else [mailing]:
        yield name, tuple(_verify(out, name, files.get(name, []) if raw else None))


def _verify(out: Path, mailing: str, sources: Sequence[str] | None) -> Iterator[Breach]:
    try:
        key_of(out, mailing, "check")  # every table is there, has its schema, and was made from those before it
        yield from audit.audit_mailing(
            {name: _Table(out, name, mailing) for name in TABLES}, partial(tables.stream_words, out, mailing), sources
        )
    except RunError as problem:
        yield Breach("tables", mailing, str(problem))


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table as they come from the disk, each time anew: no table is held in memory."""

    out: Path
    name: str
    mailing: str

    def __iter__(self) -> Iterator[Row]:
        return tables.stream_rows(self.out, self.name, self.mailing)


def _in_any_table(out: Path) -> Iterator[str]:
    for name in TABLES:
        yield from tables.list_mailings(out, name)
