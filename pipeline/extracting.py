"""Pages of one file → rows of letters and mentions: what a worker process does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from pipeline import tables
from pipeline.records import Correction, Page
from pipeline.tables import Stretch

if TYPE_CHECKING:
    from pipeline.letters import Start

PART: Final = 256  # pages after which a worker hands over what it has found, at the end of a letter


@dataclass(frozen=True, slots=True)
class Part:
    """Pages of a file whose letters are to be found; `start`: how the first of them begins, behind other parts."""

    pages: Stretch
    start: "Start | None" = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The letters of a part and what they mention, as tables hold them; `left`: what is still to be looked at."""

    letters: pa.Table
    mentions: pa.Table
    left: Part | None


def extract_part(out: Path, mailing: str, part: Part, said: Sequence[Correction] = ()) -> Extracted:
    """The letters of a file that begin on the next pages of it, with what they mention.

    However long the file, no more than one letter of it is looked at at once. `said`: what people say of its letters,
    in the order they said it.
    """
    # imported where they are used: spaCy takes a second to load, and a worker that only reads pages does without
    from pipeline import letters, mentions

    left: dict[int, Stretch] = {}  # what is left behind a page of the letter that is not found yet

    def pages() -> Iterator[Page]:
        for page, rest in tables.stream_pages(out, mailing, part.pages):
            left[page.page] = rest
            yield page

    letter_rows, mention_rows, rest = [], [], None
    for letter, start in letters.stream_letters(part.pages.source, pages(), part.start):
        found = mentions.find_mentions(letter, mentions.load_language())
        own = [correction for correction in said if correction.letter_id == letter.letter_id]
        found, corrected = mentions.apply_corrections(letter, found, own)
        letter_rows.append(tables.letter_row(mentions.summarise_letter(letter, found, corrected)))
        mention_rows += [tables.mention_row(mention) for mention in found]
        behind = left[letter.page_end]
        if len(part.pages) - len(behind) >= PART and len(behind):
            rest = Part(behind, start)
            break
        for number in [number for number in left if number <= letter.page_end]:
            del left[number]
    return Extracted(tables.make_table("letters", letter_rows), tables.make_table("mentions", mention_rows), rest)
