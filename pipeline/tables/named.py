"""What a person calls a letter → that letter; what is misspelt, and what was probably meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UsageError
from pipeline.tables.store import list_mailings, read_rows

_MOST: Final = 3


def find_letter(out: Path, name: str) -> tuple[str, Mapping[str, Any]]:
    """Mailing and row of the letter with that id, or that the tables on the screen call so, without the mailing.

    Raises UsageError where there is none, or several mailings have one.
    """
    rows = [(m, row) for m in list_mailings(out, "letters") for row in read_rows(out, "letters", m)]
    found = [(mailing, row) for mailing, row in rows if row["letter_id"] == name]
    found = found or [(mailing, row) for mailing, row in rows if row["letter_id"] == f"{mailing}/{name}"]
    if not rows:
        raise UsageError(f"There are no tables in {out}: run `courrier run` first.")
    if not found:
        known = [row["letter_id"] for _, row in rows]
        known += [row["letter_id"].removeprefix(f"{mailing}/") for mailing, row in rows]
        meant = did_you_mean(name, known) or "`courrier run` prints the letters' names."
        raise UsageError(f"There is no letter {name!r} in {out}: {meant}")
    if len(found) > 1:
        names = ", ".join(row["letter_id"] for _, row in found)
        raise UsageError(f"Several mailings have a letter {name!r}, name one of {names}.")
    return found[0]


def no_mailing(name: str, folder: Path, known: Iterable[str]) -> UsageError:
    """There is none of that name: what was probably meant, or all there are."""
    meant = did_you_mean(name, known) or f"it holds {', '.join(known) or 'none'}."
    return UsageError(f"There is no mailing {name!r} in {folder}: {meant}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """«did you mean letter_date?»; empty where nothing is near."""
    near = get_close_matches(name, list(dict.fromkeys(known)), n=_MOST, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else ""
