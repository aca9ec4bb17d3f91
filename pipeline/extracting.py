"""Pages of one file → rows of letters and mentions: what a worker process does."""

from collections.abc import Sequence

from pipeline import tables
from pipeline.records import Correction, Page
from pipeline.tables import Row


def extract_source(source: str, pages: Sequence[Page], said: Sequence[Correction] = ()) -> tuple[list[Row], list[Row]]:
    """The letters of a file and what they mention, as rows: `pages` are all of its pages, in order.

    `said`: what people say of its letters, in the order they said it.
    """
    # imported where they are used: spaCy takes a second to load, and a worker that only reads pages does without
    from pipeline import letters, mentions

    letter_rows, mention_rows = [], []
    for letter in letters.find_letters(source, pages):
        found = mentions.find_mentions(letter, mentions.load_language())
        own = [correction for correction in said if correction.letter_id == letter.letter_id]
        found, corrected = mentions.apply_corrections(letter, found, own)
        letter_rows.append(tables.letter_row(mentions.summarise_letter(letter, found, corrected)))
        mention_rows += [tables.mention_row(mention) for mention in found]
    return letter_rows, mention_rows
