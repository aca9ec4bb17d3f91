"""Text → standard output and standard error, of a terminal, a pipe or a file."""

import os
import sys
import unicodedata
from typing import Final

from rich.console import Console
from rich.text import Text

from pipeline.screen.tongue import translate

WIDTH: Final = 180  # where the output is a file or a pipe


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """`courrier run | head`: the rest goes nowhere, and the exit code still says how the run went."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_console() -> Console:
    """Standard output; wide where nobody says how wide it is."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return _Console(width=None if known else WIDTH, highlight=False)


def print_plain(text: str, end: str = "\n") -> None:
    """Text on standard output as it is: not wrapped, not coloured."""
    _Console().out(text, end=end, highlight=False)


def say_error(sentence: str) -> None:
    """One sentence on standard error: what ended the run."""
    _say(sentence, "bold red")


def say_note(sentence: str) -> None:
    """One sentence on standard error: what the user might want to know."""
    _say(sentence, "yellow")


def _say(sentence: str, style: str) -> None:
    Console(stderr=True, soft_wrap=True).print(Text("courrier: ", style=style) + Text(visible(translate(sentence))))


def visible(text: object) -> str:
    """Text that cannot disturb a terminal: control characters and direction marks are shown as `\\n`, `\\u202e`."""
    return "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else c.encode("unicode_escape").decode()
        for c in str(text)
    )
