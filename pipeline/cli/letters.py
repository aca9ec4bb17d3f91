"""The command that shows a letter."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import screen, tables
from pipeline.cli.app import app
from pipeline.cli.going import exits, print_json, wrong_usage
from pipeline.cli.options import OUT, Json, Out


@app.command()
def show(
    letter_id: Annotated[
        str, typer.Argument(help="As in the table: `courrier-1.jpg#1`; or `orange-2015/courrier-1.jpg#1`.")
    ],
    out: Out = OUT,
    as_json: Json = False,
) -> None:
    """One letter in the terminal: its fields, each with the text it was read from."""
    with exits():
        found = _letters_called(letter_id, out)
    if not found:
        wrong_usage(f"There is no letter {letter_id!r} in {out}: `courrier run` prints the letters' names.")
    if len(found) > 1:
        names = ", ".join(row["letter_id"] for _, row in found)
        wrong_usage(f"Several mailings have a letter {letter_id!r}, name one of {names}.")
    mailing, row = found[0]
    evidence = [m for m in tables.read_rows(out, "mentions", mailing) if m["letter_id"] == row["letter_id"]]
    if as_json:
        print_json({"letter": row, "mentions": evidence})
    else:
        screen.show_letter(row, evidence)


def _letters_called(name: str, out: Path) -> Sequence[tuple[str, Mapping[str, Any]]]:
    """The letter with that id or, where there is none, the letters that the tables on the screen call so."""
    rows = [(m, row) for m in tables.list_mailings(out, "letters") for row in tables.read_rows(out, "letters", m)]
    exact = [(mailing, row) for mailing, row in rows if row["letter_id"] == name]
    return exact or [(mailing, row) for mailing, row in rows if row["letter_id"] == f"{mailing}/{name}"]
