"""The command that hands tables and pages to other programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline import screen
from pipeline.cli import completion
from pipeline.cli.app import app
from pipeline.cli.going import exits, mailings_in
from pipeline.cli.options import OUT, Mailing, Out
from pipeline.cli.refused import wrong_usage
from pipeline.exporting import LETTER_FORMATS, export_tables
from pipeline.places import is_remote

FormatName = Literal["csv", "xlsx", "json", "jsonl", "sqlite", "duckdb", "pdf", "alto"]


@app.command("export")
def export_all(
    out: Out = OUT,
    form: Annotated[FormatName, typer.Option("--format", "-f", help="What to write.")] = "xlsx",
    to: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="A folder, or the file itself; default: `export` beside the tables."),
    ] = None,
    table: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Only this table; may be given several times.", autocompletion=completion.table_names
        ),
    ] = None,
    apart: Annotated[bool, typer.Option("--apart", help="A file for each table.")] = False,
    mailing: Mailing = None,
) -> None:
    """Tables → spreadsheet, JSON or database; `pdf`: each letter, searchable; `alto`: each page, with its words.

    For example: courrier export --format xlsx --table letters --to letters.xlsx
    """
    with exits():
        known = mailings_in([out], "letters", mailing, "run")[1]
        if to is None and is_remote(out):
            wrong_usage("Name a folder of this machine, --to export: what is exported is not written to a store.")
        target = to or out / "export"
        if form in LETTER_FORMATS:
            made = [path for name in known for path in LETTER_FORMATS[form](out, target, name)]
        else:
            made = export_tables(out, form, target, known, list(table or ()), apart=apart)
    for path in made:
        screen.print_plain(str(path))
