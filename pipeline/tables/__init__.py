"""Rows ↔ Parquet datasets, whole mailings replaced atomically."""

from pipeline.tables.arrow import full_schema, read_table
from pipeline.tables.charters import read_charter, write_charter
from pipeline.tables.corrections import read_corrections, write_corrections
from pipeline.tables.lock import busy_owner, hold_folder
from pipeline.tables.marks import read_marks, write_marks
from pipeline.tables.named import did_you_mean, find_letter, no_mailing
from pipeline.tables.pictures import clear_pictures, picture_of, picture_path
from pipeline.tables.rows import (
    Row,
    document_of,
    document_row,
    finding_of,
    finding_row,
    letter_of,
    letter_row,
    mention_of,
    mention_row,
    page_row,
    pages_of,
    word_rows,
)
from pipeline.tables.store import count_rows, list_mailings, make_table, need_folder, partition, read_key, read_rows
from pipeline.tables.streams import Stretch, failed_rows, find_stretches, stream_pages, stream_rows, stream_words
from pipeline.tables.writing import TableWriter, rewrite_mailing, write_mailing

__all__ = [
    "Row",
    "Stretch",
    "TableWriter",
    "busy_owner",
    "clear_pictures",
    "count_rows",
    "did_you_mean",
    "document_of",
    "document_row",
    "failed_rows",
    "find_letter",
    "find_stretches",
    "finding_of",
    "finding_row",
    "full_schema",
    "hold_folder",
    "letter_of",
    "letter_row",
    "list_mailings",
    "make_table",
    "mention_of",
    "mention_row",
    "need_folder",
    "no_mailing",
    "page_row",
    "pages_of",
    "partition",
    "picture_of",
    "picture_path",
    "read_charter",
    "read_corrections",
    "read_key",
    "read_marks",
    "read_rows",
    "read_table",
    "rewrite_mailing",
    "stream_pages",
    "stream_rows",
    "stream_words",
    "word_rows",
    "write_charter",
    "write_corrections",
    "write_mailing",
    "write_marks",
]
