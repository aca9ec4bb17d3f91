"""The command that tells what is set, and where."""

import typer

from pipeline import screen
from pipeline.cli.app import app
from pipeline.cli.configured import configured
from pipeline.cli.going import print_json
from pipeline.cli.options import Json

_group = typer.Typer(
    help="What is set, and where it was said.\n\nFor example: courrier config show", no_args_is_help=True
)
app.add_typer(_group, name="config")


@_group.command("show")
def show_config(as_json: Json = False) -> None:
    """Each setting with its value, as courrier.toml has it, and where that was said: file, environment, default.

    For example: COURRIER_WORKERS=2 courrier config show
    """
    values = configured().values
    if as_json:
        print_json({name: {"value": held.value, "from": held.origin} for name, held in values.items()})
    else:
        screen.print_settings({name: (held.value, held.origin) for name, held in values.items()})
