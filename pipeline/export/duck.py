"""Tables → a DuckDB file: a table each, lists, dates and sums as they are. DuckDB is an extra to install."""

from contextlib import closing
from pathlib import Path

from pipeline.errors import RunError
from pipeline.export.sheets import Sheet


def write_duckdb(path: Path, sheets: list[Sheet]) -> None:
    """One file with all tables. Raises RunError where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError as missing:
        raise RunError("DuckDB is not installed: pip install 'courrier[export]', or take --format sqlite.") from missing
    with closing(duckdb.connect(str(path))) as base:
        for sheet in sheets:
            base.register("part", sheet.schema.empty_table())
            base.execute(f'CREATE TABLE "{sheet.name}" AS SELECT * FROM part')  # noqa: S608 - our own names
            for part in sheet.parts:
                base.register("part", part)
                base.execute(f'INSERT INTO "{sheet.name}" SELECT * FROM part')  # noqa: S608 - our own names
