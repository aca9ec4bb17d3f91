"""One mailing's rows of a table, as Arrow holds them."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import RunError
from pipeline.schema import TABLES
from pipeline.tables.store import partition


def full_schema(name: str) -> pa.Schema:
    """The columns of a table as it is read as a whole: `mailing`, which stands in the path, is the first."""
    return pa.schema([pa.field("mailing", pa.string(), nullable=False), *TABLES[name]])


def read_table(out: Path, name: str, mailing: str) -> pa.Table:
    """The rows with `mailing` as their first column; none when the table does not hold the mailing.

    Raises RunError when its file is damaged, or of an older courrier with other columns.
    """
    path = partition(out, name, mailing)
    schema = full_schema(name)
    try:
        with path.open("rb") as file:
            held = pq.ParquetFile(file).read()
        columns = [pa.repeat(pa.scalar(mailing), len(held)), *(held.column(column) for column in TABLES[name].names)]
        return pa.table(dict(zip(schema.names, columns, strict=True))).cast(schema)
    except FileNotFoundError:
        return schema.empty_table()
    except KeyError as problem:
        raise RunError(f"The table {path} is of an older courrier: call `courrier run` again.") from problem
    except (OSError, ValueError) as problem:  # ArrowInvalid is a ValueError
        raise RunError(f"The table {path} cannot be read: delete it and call `courrier run` again.") from problem
