"""What ends a command that was called wrongly."""

from typing import NoReturn

import typer

from pipeline import screen


def wrong_usage(sentence: str) -> NoReturn:
    """Say what is wrong with the command, and end it with exit code 2."""
    screen.say_error(sentence)
    raise typer.Exit(2)
