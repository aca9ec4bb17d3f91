"""What an audit goes by, and what it finds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

Row = Mapping[str, Any]
Rows = Mapping[str, Iterable[Row]]
"""Table → its rows, of one mailing, in their order. They are gone through more than once, and never held: no law keeps
more than the names of a mailing's letters, the numbers of its pages, and the rows of one letter."""

Where = tuple[str, int]
"""A page: source and number."""
Columns = Mapping[str, NDArray[Any]]
ReadWords = Callable[..., Iterable[tuple[Where, Columns]]]
"""Names of columns → page by page these of its words. Words are most of a mailing: no law looks at one by itself."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that some row breaks: `table`, which row, and what is wrong with it."""

    table: str
    row: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.table}, {self.row}: {self.wrong}"


def twice(table: str, names: Iterable[str]) -> Iterator[Breach]:
    """A name that only one row may have and several do."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Breach(table, name, "stands there twice")
        seen.add(name)
