"""Files in = rows in `documents`, pages in = rows in `pages`; what refers to a row finds it."""

from collections.abc import Collection, Iterator
from typing import Final

import numpy as np

from pipeline.audit.breach import Breach, ReadWords, Rows, Where, twice

_STATUS_WITH_PAGES: Final = ("ok", "partial")
_FEW: Final = 20  # pages that are named one by one


def check_files(rows: Rows, sources: Collection[str]) -> Iterator[Breach]:
    """The files of the mailing, by `source`, are the rows of `documents`."""
    told = {row["source"] for row in rows["documents"]}
    for source in sorted(set(sources) - told):
        yield Breach("documents", source, "the file has no row")
    for source in sorted(told - set(sources)):
        yield Breach("documents", source, "there is no such file")


def check_documents(rows: Rows) -> Iterator[Breach]:
    """Each file has one row, one row per page, and an error where it has one to tell."""
    yield from twice("documents", (row["source"] for row in rows["documents"]))
    known = {row["source"] for row in rows["documents"]}
    pages: dict[str, list[int]] = {}
    for page in rows["pages"]:
        pages.setdefault(page["source"], []).append(page["page"])
    for row in rows["documents"]:
        own = pages.pop(row["source"], [])
        if own != list(range(1, (row["pages"] or 0) + 1)):
            told = f"{own}" if len(own) < _FEW else f"{len(own)}"
            yield Breach("documents", row["source"], f"it says {row['pages']} pages, `pages` has {told}")
        if row["status"] in _STATUS_WITH_PAGES and not row["pages"]:
            yield Breach("documents", row["source"], f"it is {row['status']} without a page")
        failed = row["status"] in ("failed", "partial")
        if failed != bool(row["error_code"]) or bool(row["error_code"]) != bool(row["error"]):
            yield Breach("documents", row["source"], f"status {row['status']}, error {row['error_code']}")
        if row["duplicate_of"] and row["duplicate_of"] not in known:
            yield Breach("documents", row["source"], f"{row['duplicate_of']}, which it is said to repeat, is not there")
    for source in pages:
        yield Breach("pages", source, "its file is not in `documents`")


def check_words(rows: Rows, read_words: ReadWords) -> Iterator[Breach]:
    """Each word is on a page that was read, numbered in reading order, within the page."""
    read = {(row["source"], row["page"]) for row in rows["pages"] if not row["error_code"]}
    passed: set[Where] = set()
    for where, words in read_words("word", "x0", "y0", "x1", "y1"):
        page = f"{where[0]} page {where[1]}"
        if where not in read:
            yield Breach("words", page, "its page was not read")
        if where in passed:
            yield Breach("words", page, "its words do not stand together")
        passed.add(where)
        numbers = words["word"]
        x0, y0, x1, y1 = (words[side] for side in ("x0", "y0", "x1", "y1"))
        within = (x0 >= 0) & (x0 <= x1) & (x1 <= 1) & (y0 >= 0) & (y0 <= y1) & (y1 <= 1)
        misplaced = numbers != np.arange(len(numbers))
        for at in np.flatnonzero(misplaced | ~within):
            name = f"{page} word {numbers[at]}"
            if misplaced[at]:
                yield Breach("words", name, f"should be number {at}")
            if not within[at]:
                yield Breach("words", name, "lies outside its page")


def check_letters(rows: Rows) -> Iterator[Breach]:
    """Each letter stands on pages that are there, and no page is in two."""
    yield from twice("letters", (row["letter_id"] for row in rows["letters"]))
    counts = {row["source"]: row["pages"] or 0 for row in rows["documents"]}
    taken: set[tuple[str, int]] = set()
    for row in rows["letters"]:
        pages = {(row["source"], page) for page in range(row["page_start"], row["page_end"] + 1)}
        if not pages or not 1 <= row["page_start"] <= row["page_end"] <= counts.get(row["source"], 0):
            yield Breach("letters", row["letter_id"], f"has pages {row['page_start']} to {row['page_end']}")
        if row["signature_page"] is not None and not row["page_start"] <= row["signature_page"] <= row["page_end"]:
            yield Breach(
                "letters", row["letter_id"], f"is signed on page {row['signature_page']}, which is not its own"
            )
        if taken & pages:
            yield Breach("letters", row["letter_id"], "shares a page with another letter")
        taken |= pages
        if row["letter_id"] != f"{row['source']}#{row['page_start']}":
            yield Breach("letters", row["letter_id"], "is not called after its file and first page")


def check_findings(rows: Rows) -> Iterator[Breach]:
    """Each finding is about letters and mentions that are there."""
    yield from twice("findings", (row["finding_id"] for row in rows["findings"]))
    for column, table, name in (("letter_ids", "letters", "letter_id"), ("mention_ids", "mentions", "mention_id")):
        gone = {one for row in rows["findings"] for one in row[column]}
        gone.difference_update(row[name] for row in rows[table])
        for row in rows["findings"]:
            for one in gone.intersection(row[column]):
                yield Breach("findings", row["finding_id"], f"{one} is not there")
