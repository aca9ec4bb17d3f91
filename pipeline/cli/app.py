"""The command `courrier` itself; its sub-commands are in the files beside this one."""

from typing import Annotated

import typer
import typer.core

from pipeline import __version__
from pipeline.cli.completion import call_what_was_typed
from pipeline.cli.configured import command_defaults
from pipeline.cli.spoken import Spoken
from pipeline.records import Language

call_what_was_typed()
app = typer.Typer(
    name="courrier",
    cls=Spoken,
    help="Reads scanned French mail into one table per mailing, and says what does not fit.\n\n"
    "For example: courrier run",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _common(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
    lang: Annotated[
        Language | None, typer.Option("--lang", help="Language of all that is said; default: that of the locale.")
    ] = None,
) -> None:
    if version:
        typer.echo(f"courrier {__version__}")
        raise typer.Exit
    if isinstance(context.command, typer.core.TyperGroup):
        context.default_map = command_defaults(list(context.command.commands), lang)
