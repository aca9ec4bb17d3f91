"""The command line → the language in which the reader is told everything, help and mistakes included."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, Final, get_args

import typer
from typer import rich_utils
from typer.core import TyperGroup

from pipeline import screen
from pipeline.config import find_config, locale_language
from pipeline.errors import UsageError
from pipeline.records import Language

_OPTION: Final = "--lang"
_OF_TYPER: Final = (
    *("ARGUMENTS_PANEL_TITLE", "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE", "ERRORS_PANEL_TITLE"),
    *("ABORTED_TEXT", "DEFAULT_STRING", "REQUIRED_LONG_STRING", "RICH_HELP"),
)


class Spoken(TyperGroup):
    """The command: it takes `--lang` in any place, and says its help in that language."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **how: Any) -> Any:
        """Choose the language, then run the command."""
        given = self._lang_first(list(sys.argv[1:] if args is None else args))
        screen.speak(_language(given))
        _name_values(self)
        if screen.spoken().is_french:
            for name in _OF_TYPER:
                setattr(rich_utils, name, screen.translate(getattr(rich_utils, name)))
            _translate_help(self)
        return super().main(given, *rest, **how)

    def make_context(self, *args: Any, **how: Any) -> Any:
        """As typer does; mistakes in the reader's language."""
        try:
            return super().make_context(*args, **how)
        except typer.TyperException as problem:
            raise _translated(problem) from None

    def invoke(self, ctx: Any) -> Any:
        """As typer does; mistakes in the reader's language."""
        try:
            return super().invoke(ctx)
        except typer.TyperException as problem:
            raise _translated(problem) from None

    def _lang_first(self, args: list[str]) -> list[str]:
        """`--lang fr` before the name of a command that has no such option."""
        name = next((arg for arg in args if arg in self.commands), None)
        if name is None or any(_OPTION in param.opts for param in self.commands[name].params):
            return args
        for at, arg in enumerate(args):
            if arg == "--":
                break
            if arg == _OPTION and at > args.index(name):
                return [*args[at : at + 2], *args[:at], *args[at + 2 :]]
            if arg.startswith(f"{_OPTION}=") and at > args.index(name):
                return [arg, *args[:at], *args[at + 1 :]]
        return args


def _language(args: Sequence[str]) -> Language:
    """As the command line says, or what is set, or the locale; English where nobody says."""
    for at, arg in enumerate(args):
        value = arg.removeprefix(f"{_OPTION}=") if arg.startswith(f"{_OPTION}=") else ""
        value = args[at + 1] if arg == _OPTION and at + 1 < len(args) else value
        for language in get_args(Language):
            if value == language:
                chosen: Language = language
                return chosen
    try:
        held = find_config().values["lang"]
    except UsageError:  # said where the command is run
        return locale_language(os.environ) or "en"
    said: Language = "en" if held.is_default else held.value
    return said


def _translated(problem: typer.TyperException) -> typer.TyperException:
    said = screen.translate(problem.format_message().replace("Value error, ", ""))  # pydantic's
    problem.format_message = lambda: said  # type: ignore[method-assign]
    return problem


def _name_values(command: Any) -> None:
    """In the help, an option says what it takes: NAME, not a type of Python; a switch takes nothing."""
    for one in (command, *_below(command)):
        for param in (*one.params, one.get_help_option(typer.Context(one))):
            if getattr(param, "is_flag", False):
                param.metavar = ""
            elif param.param_type_name == "argument":
                param.display_type_rich = _no_type
                if (param.metavar or "").startswith("["):  # it says itself what may be left out
                    param._usage_display_name = partial(str, param.metavar)
            elif param.metavar:
                param.metavar = screen.translate(param.metavar)


def _no_type(**_: Any) -> None:
    """An argument is named for what it is."""


def _translate_help(command: Any) -> None:
    for one in (command, *_below(command)):
        if one.help:
            paragraphs = (" ".join(part.split()) for part in one.help.split("\n\n"))
            one.help = "\n\n".join(map(screen.translate, paragraphs))
        for param in (*one.params, one.get_help_option(typer.Context(one))):
            if param is not None and getattr(param, "help", None):
                param.help = screen.translate(param.help)


def _below(group: Any) -> list[Any]:
    inner = list(getattr(group, "commands", {}).values())
    return inner + [deeper for one in inner for deeper in _below(one)]
