"""The command by which a person says what a field of a letter holds."""

import contextlib
import datetime as dt
import getpass
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import correcting, screen, stages, tables
from pipeline.cli import completion
from pipeline.cli.app import app
from pipeline.cli.going import exits
from pipeline.cli.hands import open_hands
from pipeline.cli.options import OUT, RAW, Out, Raw
from pipeline.cli.refused import wrong_usage
from pipeline.cli.said import Said
from pipeline.errors import UsageError
from pipeline.inbox import find_mailings
from pipeline.records import Correction

By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says so; default: the user's name.")]


@app.command()
def correct(
    letter_id: Annotated[
        str,
        typer.Argument(metavar="LETTER_ID", help="As `courrier show` takes it.", autocompletion=completion.letters),
    ],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="A column of `letters`: letter_date, sender_organisation, amounts ...",
            autocompletion=completion.fields,
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="What it holds; a list with ` | ` between, or `add ...`, `remove ...`, `old => new`; `-`: nothing.",
        ),
    ],
    raw: Raw = RAW,
    out: Out = OUT,
    by: By = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
) -> None:
    """Say what a field of a letter holds: written to corrections.csv of its mailing, and applied at every run.

    For example: courrier correct courrier-1.jpg#1 letter_date 13/02/2015 --note "as the postmark says"
    """
    Said().set_logging()
    with exits():
        mailing, row = tables.find_letter(out, letter_id)
        if mailing not in find_mailings(raw):
            wrong_usage(f"There is no mailing {mailing!r} in {raw}: name the folder of its scans.")
        with tables.hold_folder(out):
            correcting.check_sheet(raw, out, mailing)
            check_change(out, mailing, row, field, value)
            path = correcting.add_correction(raw, mailing, make_correction(out, mailing, row, field, value, by, note))
            apply_corrections(raw, out, mailing)
        now = tables.find_letter(out, row["letter_id"])[1][field]
    told = row["letter_id"], screen.say_field(field), screen.say_value(field, now), screen.say_value(field, row[field])
    screen.print_plain(screen.visible(screen.say("{} {}: {}, was {}", *told)))
    screen.print_plain(f"  → {path}")


def check_change(out: Path, mailing: str, row: Mapping[str, Any], field: str, value: str) -> None:
    """Raises UsageError where a value is to be taken out of a list that does not hold it, or nothing can be read."""
    from pipeline import mentions

    try:
        mentions.read_human(field, value)
        outs = [change.out for change in mentions.read_changes(field, value) if change.out]
    except ValueError as problem:
        raise UsageError(str(problem)) from problem
    letter_id = row["letter_id"]
    found = [m for m in tables.read_rows(out, "mentions", mailing) if outs and m["letter_id"] == letter_id]
    for gone in outs:
        if (gone.kind, gone.value) not in {(m["kind"], m["value"]) for m in found}:
            held = dict.fromkeys(m["value"] for m in found if m["kind"] == gone.kind)
            raise UsageError(f"{letter_id} holds no {gone.value!r} in {field}; it holds {', '.join(held) or 'none'}.")


def make_correction(
    out: Path, mailing: str, row: Mapping[str, Any], field: str, value: str, by: str | None, note: str | None = None
) -> Correction:
    """One of today, bound to the bytes of the letter's file."""
    sources = tables.read_rows(out, "documents", mailing)
    sha256 = next((source["sha256"] for source in sources if source["source"] == row["source"]), None)
    today = dt.datetime.now().astimezone().date().isoformat()
    return Correction(row["letter_id"], field, value, by or _user(), note, today, sha256)


def apply_corrections(raw: Path, out: Path, mailing: str) -> None:
    """What depends on them is made anew, in the language it was in."""
    correcting.take_corrections(raw, out, [mailing])
    with open_hands() as hands:
        stages.remake_mailing(out.absolute(), mailing, hands)


def _user() -> str | None:
    with contextlib.suppress(OSError, KeyError):  # a container may run as a number without a name
        return getpass.getuser()
    return None
