"""Pages of one file → rows of letters and mentions: what a worker process does."""

from collections.abc import Sequence

from pipeline import tables
from pipeline.records import Page
from pipeline.tables import Row


def extract_source(source: str, pages: Sequence[Page]) -> tuple[list[Row], list[Row]]:
    """The letters of a file and what they mention, as rows: `pages` are all of its pages, in order."""
    # imported where they are used: spaCy takes a second to load, and a worker that only reads pages does without
    from pipeline import letters, mentions

    letter_rows, mention_rows = [], []
    for letter in letters.find_letters(source, pages):
        found = mentions.find_mentions(letter, mentions.load_language())
        letter_rows.append(tables.letter_row(mentions.summarise_letter(letter, found)))
        mention_rows += [tables.mention_row(mention) for mention in found]
    return letter_rows, mention_rows
