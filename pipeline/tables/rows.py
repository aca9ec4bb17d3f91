"""Records ↔ rows of the tables, column by column as `schema.py` names them."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.records import (
    Amount,
    Box,
    Deadline,
    Document,
    FieldConfidence,
    Finding,
    LetterRow,
    Mark,
    Mention,
    Page,
    Reference,
    Word,
)

Row = dict[str, Any]


def _flat(record: Any, *, without: tuple[str, ...] = ()) -> Row:
    """The fields of a record as columns; a `box` becomes x0, y0, x1, y1."""
    row: Row = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in without:
            continue
        if isinstance(value, Box):
            row |= dataclasses.asdict(value)
        elif isinstance(value, tuple):
            row[field.name] = [dataclasses.asdict(v) if dataclasses.is_dataclass(v) else v for v in value]  # type: ignore[arg-type]
        else:
            row[field.name] = value
    return row


def _box(row: Mapping[str, Any]) -> Box:
    return Box(row["x0"], row["y0"], row["x1"], row["y1"])


def document_row(document: Document) -> Row:
    """One row of `documents`."""
    return _flat(document)


def page_row(page: Page) -> Row:
    """One row of `pages`."""
    row = _flat(page, without=("words", "marks"))
    row["dpi"] = page.dpi or None
    row["marks"] = [_flat(mark) for mark in page.marks]
    return row


def word_rows(page: Page) -> list[Row]:
    """The rows of `words` for one page."""
    return [{"source": page.source, "page": page.page, **_flat(word)} for word in page.words]


def letter_row(letter: LetterRow) -> Row:
    """One row of `letters`."""
    return _flat(letter)


def mention_row(mention: Mention) -> Row:
    """One row of `mentions`."""
    return _flat(mention)


def finding_row(finding: Finding) -> Row:
    """One row of `findings`."""
    return _flat(finding)


def document_of(row: Mapping[str, Any]) -> Document:
    """The document a row tells of."""
    return Document(**row)


def pages_of(pages: Iterable[Mapping[str, Any]], words: Iterable[Mapping[str, Any]]) -> list[Page]:
    """Pages with their words, in the order of the `pages` rows."""
    words_on: dict[tuple[str, int], list[Word]] = {}
    for row in words:
        word = Word(row["text"], row["confidence"], _box(row), row["block"], row["line"], row["word"])
        words_on.setdefault((row["source"], row["page"]), []).append(word)
    made = []
    for row in pages:
        marks = tuple(Mark(_box(mark), mark["score"]) for mark in row["marks"] or ())
        own = tuple(words_on.get((row["source"], row["page"]), ()))
        made.append(Page(**{**row, "dpi": row["dpi"] or 0.0, "marks": marks, "words": own}))
    return made


def letter_of(row: Mapping[str, Any]) -> LetterRow:
    """The letter a row of `letters` tells of."""
    lists: Row = {
        name: tuple(row[name]) for name in ("phones", "emails", "urls", "topics", "review_reasons", "corrected")
    }
    lists["references"] = tuple(Reference(**value) for value in row["references"])
    lists["amounts"] = tuple(Amount(**value) for value in row["amounts"])
    lists["deadlines"] = tuple(Deadline(**value) for value in row["deadlines"])
    lists["field_confidences"] = tuple(FieldConfidence(**value) for value in row["field_confidences"])
    return LetterRow(**{**row, **lists})


def mention_of(row: Mapping[str, Any]) -> Mention:
    """The mention a row tells of."""
    rest = {name: value for name, value in row.items() if name not in ("x0", "y0", "x1", "y1")}
    return Mention(box=_box(row), **rest)


def finding_of(row: Mapping[str, Any]) -> Finding:
    """The finding a row tells of."""
    return Finding(**{**row, "letter_ids": tuple(row["letter_ids"]), "mention_ids": tuple(row["mention_ids"])})
