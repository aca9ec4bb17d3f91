"""The command `courrier` itself; its sub-commands are in the files beside this one."""

from typing import Annotated

import typer

from pipeline import __version__

app = typer.Typer(
    name="courrier",
    help="Reads scanned French mail into one table per mailing, and says what does not fit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _common(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    if version:
        typer.echo(f"courrier {__version__}")
        raise typer.Exit
