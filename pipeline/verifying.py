"""The tables under a folder → whether they keep their schema and the laws of the house."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import audit, tables
from pipeline.audit import Breach
from pipeline.errors import RunError
from pipeline.inbox import find_mailings
from pipeline.keys import key_of
from pipeline.schema import TABLES


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
        rows = {name: tables.read_rows(out, name, mailing) for name in TABLES}
    except RunError as problem:
        yield Breach("tables", mailing, str(problem))
    else:
        yield from audit.audit_mailing(rows, sources)


def _in_any_table(out: Path) -> Iterator[str]:
    for name in TABLES:
        yield from tables.list_mailings(out, name)
