"""A finding's sentence and the pages of its letters → where the words stand that it quotes."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from pipeline.records import Box, LetterRow, Word
from pipeline.report.scans import Scans

_QUOTED: Final = re.compile(r"«([^«»]+)»|“([^“”]+)”")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_LEAST_LETTERS: Final = 10  # in two words: «10» or «notification» stand everywhere


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page, as a mention has them; `text` line by line."""

    source: str
    page: int
    text: str
    box: Box
    kind: Literal["quote"] = "quote"


def quoted_in(message: str) -> tuple[str, ...]:
    """The passages a sentence quotes that are long enough to be found again, without the dots where they were cut."""
    found = (" ".join((one or other).split()).rstrip("… ") for one, other in _QUOTED.findall(message))
    return tuple(one for one in dict.fromkeys(found) if " " in one and len(letters_of(one)) >= _LEAST_LETTERS)


def find_quotes(passages: Sequence[str], row: LetterRow, scans: Scans) -> Iterator[Quote]:
    """Each passage where it stands in the letter, the last time: a title before its sentence quotes itself."""
    for passage in passages:
        for number in range(row.page_end, row.page_start - 1, -1):
            page = scans.pages.get((row.source, number))
            if page and (words := _find(letters_of(passage), page.words)):
                lines = (" ".join(w.text for w in line) for _, line in groupby(words, lambda w: (w.block, w.line)))
                yield Quote(row.source, number, "\n".join(lines), Box.around(w.box for w in words))
                break


def _find(sought: str, words: Sequence[Word]) -> Sequence[Word]:
    """The run of words that holds these letters; none where they do not stand there."""
    starts, read = [], ""
    for word in words:
        starts.append(len(read))
        read += letters_of(word.text)
    at = read.rfind(sought)
    if at < 0:
        return ()
    return [w for w, start in zip(words, starts, strict=True) if at <= start < at + len(sought) and letters_of(w.text)]


def letters_of(text: str) -> str:
    """Letters and digits alone, without case and accents: «À l'Échéance» -> «alecheance»."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return _NO_LETTERS.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))
