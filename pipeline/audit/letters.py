"""Tables of a mailing, row by row → each letter with its mentions and the words of its pages."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pipeline.audit.breach import Breach, Columns, ReadWords, Row, Rows, Where

Words = Mapping[Where, Columns]
"""Page → text and box of the words that were read there."""


def by_letter(rows: Rows, read_words: ReadWords) -> Iterator[tuple[Row, list[Row], Words] | Breach]:
    """Each letter, in the order of the tables; and what breaks that order."""
    coming, passed = {row["letter_id"] for row in rows["letters"]}, set[str]()
    mentions = groupby(rows["mentions"], key=lambda row: str(row["letter_id"]))
    name, own = next(mentions, (None, iter(())))
    pages = _Window(rows, read_words)
    for letter in rows["letters"]:
        while name is not None and name not in coming:
            yield from _strays(own, known=name in passed)
            name, own = next(mentions, (None, iter(())))
        held: list[Row] = []
        if name == letter["letter_id"]:
            held = list(own)
            name, own = next(mentions, (None, iter(())))
        yield letter, held, pages.of(letter)
        coming.discard(letter["letter_id"])
        passed.add(letter["letter_id"])
    while name is not None:
        yield from _strays(own, known=name in passed)
        name, own = next(mentions, (None, iter(())))


def _strays(mentions: Iterable[Row], *, known: bool) -> Iterator[Breach]:
    told = "does not stand among those of its letter" if known else "its letter is not there"
    yield from (Breach("mentions", row["mention_id"], told) for row in mentions)


class _Window:
    """The words of those pages that a letter needs: they come in the order of the files and of their pages."""

    def __init__(self, rows: Rows, read_words: ReadWords) -> None:
        self._order = {row["source"]: at for at, row in enumerate(rows["documents"])}
        self._pages = iter(read_words("text", "x0", "y0", "x1", "y1"))
        self._next = next(self._pages, None)
        self._held: dict[Where, Columns] = {}

    def of(self, letter: Row) -> Words:
        """The words of the pages of a letter behind the one asked for last."""
        first, last = (self._place((letter["source"], letter[end])) for end in ("page_start", "page_end"))
        self._held = {where: words for where, words in self._held.items() if self._place(where) >= first}
        while self._next and self._place(self._next[0]) <= last:
            where, words = self._next
            if self._place(where) >= first:
                self._held[where] = words
            self._next = next(self._pages, None)
        return self._held

    def _place(self, where: Where) -> tuple[int, int]:
        return self._order.get(where[0], -1), where[1]
