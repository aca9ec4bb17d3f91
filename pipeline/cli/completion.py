"""What is begun on the command line → how it may go on, by the Tab key: mailings, letters, columns, tables."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import typer
from typer import _completion_shared

from pipeline import tables
from pipeline.config import find_config
from pipeline.errors import RunError
from pipeline.inbox import find_mailings
from pipeline.schema import TABLES

# typer's scripts call `courrier`, which no shell finds off its path: call what was typed, `.venv/bin/courrier`
_CALLS: Final = {
    "zsh": ("complete_zsh %(prog_name)s)", "complete_zsh ${(Q)words[1]})"),
    "fish": ("(commandline -cp) %(prog_name)s", "(commandline -cp) (commandline -opc)[1]"),
}


def call_what_was_typed() -> None:
    """Have the scripts of `--install-completion` call the command by the name that stands on the command line."""
    scripts = _completion_shared._completion_scripts
    for shell, (by_name, as_typed) in _CALLS.items():
        scripts[shell] = scripts[shell].replace(by_name, as_typed)


def mailings(context: typer.Context, incomplete: str) -> list[str]:
    """Those of the folders that were typed, else of RAW as it is set; tables or scans."""
    typed = [Path(one) for one in context.args if Path(one).is_dir()]
    known: set[str] = set()
    for folder in typed or [_set_to("raw")]:
        with _silent():
            known.update(tables.list_mailings(folder, "documents") or find_mailings(folder))
    return _begun(sorted(known), incomplete)


def letters(incomplete: str) -> list[str]:
    """As `courrier show` takes them, without the mailing where none is begun."""
    out, found = _set_to("out"), list[str]()
    with _silent():
        for name in tables.list_mailings(out, "letters"):
            found += [row["letter_id"] for row in tables.read_rows(out, "letters", name, columns=("letter_id",))]
    return _begun(found if "/" in incomplete else [one.partition("/")[2] for one in found], incomplete)


def fields(incomplete: str) -> list[str]:
    """The columns of `letters` that a person may correct."""
    from pipeline.mentions import FIELDS

    return _begun(FIELDS, incomplete)


def table_names(incomplete: str) -> list[str]:
    """The tables."""
    return _begun(TABLES, incomplete)


def _begun(known: Iterable[str], incomplete: str) -> list[str]:
    return [one for one in known if one.startswith(incomplete)]


def _set_to(name: str) -> Path:
    """RAW or OUT as they are set."""
    folder: Path = find_config().values[name].value
    return folder


@contextmanager
def _silent() -> Iterator[None]:
    """Whatever is wrong is told when the command is run."""
    with suppress(RunError, OSError):
        yield
