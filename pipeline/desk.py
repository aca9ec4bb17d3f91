"""The analyst's desk: run, open the tables, look at one letter; what `import pipeline` offers.

The examples read the sample mailing after `make run`; a test runs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from pipeline import tables
from pipeline.errors import RunError, UsageError
from pipeline.places import as_place
from pipeline.records import Language, LetterRow, Mention, Page, Word
from pipeline.schema import TABLES
from pipeline.settings import RunSettings

if TYPE_CHECKING:
    import pandas as pd
    from PIL import Image

OUT: Final = "data/processed"

# columns with few values, of whatever table
_CATEGORIES: Final = frozenset(
    (
        *("mailing", "media_type", "status", "error_code", "text_origin", "kind", "role", "currency", "unit"),
        *("trigger", "tariff", "contradicts", "origin", "check", "severity", "language"),
    )
)


@dataclass(frozen=True, slots=True)
class LetterOnDesk:
    """One letter with all that is known of it."""

    mailing: str
    fields: LetterRow
    mentions: tuple[Mention, ...]
    pages: tuple[Page, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of all its pages, in reading order."""
        return tuple(word for page in self.pages for word in page.words)


def run(
    raw: str | Path = "data/raw", out: str | Path = OUT, mailing: str | None = None, language: Language = "fr"
) -> "pd.DataFrame":
    """Read, extract, check and report; returns the table of the letters. What is up to date is not done again.

    >>> pipeline.run("data/raw", "data/processed").letter_place.iloc[0]
    'Toulon'

    Raises UsageError where the folders or the mailing are not there, RunError where the run cannot go on; both say
    what is wrong in one sentence.
    """
    from pipeline.planning import refuse_wrong_folders
    from pipeline.stages import run_mailings

    settings = RunSettings(raw=as_place(raw), out=as_place(out), mailing=mailing, language=language)
    refuse_wrong_folders(settings)
    with tables.hold_folder(settings.out):
        done = list(run_mailings(settings))
    return _load("letters", done if len(done) == 1 else tables.list_mailings(settings.out, "letters"), settings.out)


def load(table: str, mailing: str | None = None, out: str | Path = OUT) -> "pd.DataFrame":
    """A table as a DataFrame: of one mailing, or of all.

    >>> letters = pipeline.load("letters", mailing="orange-2015")
    >>> letters.letter_date.dt.year.tolist()
    [2015, 2015, 2015, 2015, 2015]
    >>> letters.phones[1]
    ['3000', '1014']

    Dates are `datetime64`, sums are exact decimals, texts are pandas' `str`, numbers and booleans that may be missing
    are `Int32` and `boolean`, columns with few values are categories, lists are lists.

    >>> amounts = pipeline.load("mentions").query("kind == 'amount' and role == 'penalty'").amount
    >>> amounts.max()
    Decimal('300.00')

    Raises UsageError where there is no such table or mailing, or nothing has been read yet.
    """
    where = as_place(out)
    if table not in TABLES:
        raise UsageError(f"There is no table {table!r}: {tables.did_you_mean(table, TABLES) or ', '.join(TABLES)}")
    known = tables.list_mailings(where, table)
    if not known:
        raise UsageError(f"There are no tables in {where}: run `courrier run` first.")
    if mailing is not None and mailing not in known:
        raise tables.no_mailing(mailing, where, known)
    return _load(table, known if mailing is None else [mailing], where)


def _load(table: str, mailings: Sequence[str], out: Path) -> "pd.DataFrame":
    import pandas as pd

    schema = tables.full_schema(table)
    parts = [tables.read_table(out, table, name) for name in mailings]
    held = pa.concat_tables(parts) if parts else schema.empty_table()
    columns = {field.name: _series(held.column(field.name), field) for field in schema}
    return pd.DataFrame(columns)


def _series(column: pa.ChunkedArray, field: pa.Field) -> Any:
    import pandas as pd

    kind = field.type
    if field.name in _CATEGORIES:
        return pd.Series(column.to_pylist(), dtype="category")
    if pa.types.is_list(kind):
        return pd.Series(column.to_pylist(), dtype="object")
    if pa.types.is_date(kind):
        return column.to_pandas(date_as_object=False)
    if pa.types.is_decimal(kind):
        return pd.Series(column.combine_chunks(), dtype=pd.ArrowDtype(kind))
    if pa.types.is_string(kind):
        return pd.Series(column.to_pylist(), dtype="str")
    if field.nullable and pa.types.is_boolean(kind):
        return pd.Series(column.to_pylist(), dtype="boolean")
    if field.nullable and pa.types.is_integer(kind):
        return pd.Series(column.to_pylist(), dtype=f"Int{kind.bit_width}")
    return column.to_pandas()


def letter(letter_id: str, out: str | Path = OUT) -> LetterOnDesk:
    """One letter: its fields, mentions, pages and words.

    >>> one = pipeline.letter("courrier-3.tif#1")
    >>> one.fields.letter_date, one.fields.signatory_name
    (datetime.date(2015, 2, 14), 'Laurence Thouveny')
    >>> [mention.text for mention in one.mentions if mention.kind == "deadline"][:1]
    ['dans un délai de 7 jours après mise en demeure']
    >>> [len(page.words) > 20 for page in one.pages]
    [True, True]

    Raises UsageError where there is no letter of that name.
    """
    where = as_place(out)
    mailing, row = tables.find_letter(where, letter_id)
    inside = range(row["page_start"], row["page_end"] + 1)

    def own(table: str) -> list[dict[str, Any]]:
        rows = tables.read_rows(where, table, mailing)
        return [held for held in rows if held["source"] == row["source"] and held["page"] in inside]

    mentions = [m for m in tables.read_rows(where, "mentions", mailing) if m["letter_id"] == row["letter_id"]]
    return LetterOnDesk(
        mailing=mailing,
        fields=tables.letter_of(row),
        mentions=tuple(tables.mention_of(mention) for mention in mentions),
        pages=tuple(tables.pages_of(own("pages"), own("words"))),
    )


def page_image(letter_id: str, page: int | None = None, out: str | Path = OUT) -> "Image.Image":
    """The picture of a page of a letter, upright and straight as its words were read; the first page by default.

    >>> picture = pipeline.page_image("courrier-3.tif#1", 2)
    >>> picture.width < picture.height
    True

    `page` counts in the source file, as in all tables. Raises UsageError where the letter has no such page, RunError
    where its picture is not kept.
    """
    from PIL import Image

    where = as_place(out)
    mailing, row = tables.find_letter(where, letter_id)
    number = row["page_start"] if page is None else page
    if not row["page_start"] <= number <= row["page_end"]:
        pages = f"{row['page_start']} to {row['page_end']}"
        raise UsageError(f"The letter {row['letter_id']!r} has no page {number}: it has {pages}.")
    path = tables.picture_of(where, mailing, row["source"], number)
    if path is None or not path.is_file():
        raise RunError(f"The picture of page {number} of {row['source']} is not kept: `courrier run --force`.")
    with path.open("rb") as file, Image.open(file) as picture:
        picture.load()
        return picture
