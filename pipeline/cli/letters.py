"""The command that shows a letter."""

from typing import Annotated

import typer

from pipeline import screen, tables
from pipeline.cli import completion
from pipeline.cli.app import app
from pipeline.cli.going import exits, print_json
from pipeline.cli.options import OUT, Json, Out


@app.command()
def show(
    letter_id: Annotated[
        str,
        typer.Argument(
            metavar="LETTER_ID",
            help="As in the table: `courrier-1.jpg#1`; or `orange-2015/courrier-1.jpg#1`.",
            autocompletion=completion.letters,
        ),
    ],
    out: Out = OUT,
    as_json: Json = False,
) -> None:
    """One letter in the terminal: its fields, each with the text it was read from.

    For example: courrier show orange-2015/courrier-1.jpg#1
    """
    with exits():
        mailing, row = tables.find_letter(out, letter_id)
    evidence = [m for m in tables.read_rows(out, "mentions", mailing) if m["letter_id"] == row["letter_id"]]
    if as_json:
        print_json({"letter": row, "mentions": evidence})
    else:
        screen.show_letter(row, evidence)
