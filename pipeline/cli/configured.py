"""courrier.toml and the environment → what the commands go by where they are told nothing else."""

from typing import Any, Final

import typer

from pipeline import screen
from pipeline.config import Config, find_config
from pipeline.errors import UsageError
from pipeline.records import Language

_FROM_TABLES: Final = ("extract", "check", "report")  # they take RAW and OUT as one list of folders


def configured() -> Config:
    """What is set here; a mistake in it ends the command."""
    try:
        return find_config()
    except UsageError as problem:
        screen.say_error(str(problem))
        raise typer.Exit(problem.exit_code) from None


def command_defaults(commands: list[str], lang: Language | None = None) -> dict[str, dict[str, Any]]:
    """What is set → the options of each command that have a name for it."""
    config = configured()
    options = config.options()
    made = {command: dict(options) for command in commands}
    for command in _FROM_TABLES:
        if "out" in options:
            made[command]["folders"] = [options["out"]]
    if lang:
        made = {command: {**held, "lang": lang} for command, held in made.items()}
    elif config.values["lang"].origin.startswith("locale"):
        del made["report"]["lang"]  # it speaks as the findings do, unless somebody says otherwise
    return made
