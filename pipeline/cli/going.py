"""Settings and stages → tables, what is printed of them, and the exit code."""

import json
import logging
import signal
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import typer

from pipeline import report, screen, tables
from pipeline.cli.account import Account
from pipeline.cli.configured import configured
from pipeline.cli.ended import Ended, heard
from pipeline.cli.options import OUT
from pipeline.cli.refused import wrong_usage
from pipeline.cli.said import Said
from pipeline.errors import INTERRUPTED, TERMINATED, RunError
from pipeline.inbox import find_mailings
from pipeline.places import stores_told
from pipeline.planning import refuse_wrong_folders
from pipeline.read import Watcher
from pipeline.settings import RunSettings, WordSettings

SOME_FAILED: Final = 1


def make_settings(raw: Path, out: Path, mailing: str | None, how: WordSettings, force: bool) -> RunSettings:
    """What a command was asked to do; wrong usage ends it here."""
    settings = replace(configured().settings(), raw=raw, out=out, mailing=mailing, force=force, words=how)
    with exits():
        refuse_wrong_folders(settings)
    return settings


def go(stages: Callable[[RunSettings, Watcher], Iterator[str]], settings: RunSettings, said: Said) -> None:
    """Run from the scans on, with a progress bar."""
    said.set_logging()
    silent = said.quiet or said.as_json or said.verbose or said.log_json
    with exits():
        account = Account(settings, 1 if settings.mailing is not None else max(1, len(find_mailings(settings.raw))))
    logging.getLogger("pipeline").addHandler(account)
    held = tables.hold_folder(settings.out)
    with exits(account.__str__), held, _written(account), screen.show_progress(silent) as bar:
        account.show(bar)
        for name in stages(settings, account):
            account.done.append(name)
    if settings.mailing is None and not said.quiet:
        _tell_left_over(settings, account.done)
    _finish(settings.out, account.done, said)


@contextmanager
def _written(account: Account) -> Iterator[None]:
    """`run.json` tells of the run, however it ends."""
    ended = "failed"
    try:
        yield
        ended = "whole"
    except KeyboardInterrupt:
        ended = "stopped"
        raise
    finally:
        account.write(ended)


def _tell_left_over(settings: RunSettings, done: Iterable[str]) -> None:
    """A mailing that left the input may have come from another folder: its tables are kept, and the user told so."""
    for name in sorted(set(tables.list_mailings(settings.out, "documents")).difference(done)):
        folders = settings.out / "*" / tables.partition(settings.out, "documents", name).parent.name
        pages = report.report_path(settings.out, name).with_suffix(".*")
        told = (
            f"{name!r} is not in {settings.raw}: its tables stay as they were; unwanted, delete {folders} and {pages}."
        )
        screen.say_note(told)


def go_on(
    stage: Callable[[Path, str], object],
    folders: list[Path] | None,
    mailing: str | None,
    needs: tuple[str, str],
    said: Said,
    last: Callable[[Path], object] | None = None,
) -> None:
    """Run one stage from the tables; `needs`: the table it starts from and the stage that makes that table."""
    said.set_logging()
    with exits():
        out, done = mailings_in(folders, needs[0], mailing, needs[1])
        with tables.hold_folder(out):
            for name in done:
                stage(out.absolute(), name)  # the workers of a cluster were started in some folder of theirs
            if last:
                last(out)
    _finish(out, done, said)


def mailings_in(folders: list[Path] | None, name: str, mailing: str | None, stage: str) -> tuple[Path, list[str]]:
    """The output folder and its mailings that table `name` holds. Raises RunError when there is none."""
    if len(folders or ()) > 2:
        wrong_usage("Give at most two folders: RAW and OUT.")
    out = folders[-1] if folders else OUT
    known = tables.list_mailings(out, name)
    if mailing is not None and mailing not in known:
        raise tables.no_mailing(mailing, out, known)
    if not known:
        raise RunError(f"There is no table {name} in {out}: run `courrier {stage}` first.")
    return out, known if mailing is None else [mailing]


@contextmanager
def exits(remains: Callable[[], str] = str) -> Iterator[None]:
    """Turn what ends a run into its sentence and exit code; `remains` says what is left where it was stopped."""
    try:
        with heard(), stores_told():
            yield
    except RunError as problem:
        screen.say_error(str(problem))
        raise typer.Exit(problem.exit_code) from None
    except KeyboardInterrupt as stop:
        for number in (signal.SIGINT, signal.SIGTERM):  # asked again, it must not break the way out
            signal.signal(number, signal.SIG_IGN)
        told = f" {remains()}." if remains() else ""
        screen.say_error(f"Stopped.{told} The tables hold whole mailings only; the same command goes on from here.")
        raise typer.Exit(TERMINATED if isinstance(stop, Ended) else INTERRUPTED) from None


def _finish(out: Path, mailings: Iterable[str], said: Said) -> None:
    """Print what is in the tables now; exit code 1 where an input failed."""
    failed = False

    def results(*most: int | None) -> Iterator[screen.Result]:
        nonlocal failed
        for name in mailings:
            result = screen.Result.of(out, name, *most)
            failed = failed or bool(result.failed)
            yield result

    if said.as_json:
        _print_json_list(result.as_dict() for result in results())
    else:
        screen.print_results(results(0 if said.quiet else screen.MOST_ROWS, screen.MOST_ROWS), quiet=said.quiet)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _print_json_list(documents: Iterable[object]) -> None:
    """As `print_json` prints a list, with one of them in memory at a time."""
    begun = False
    for document in documents:
        screen.print_plain(",\n" if begun else "[\n", end="")
        screen.print_plain(textwrap.indent(_as_json(document), "  "), end="")
        begun = True
    screen.print_plain("\n]" if begun else "[]")


def print_json(document: object) -> None:
    """Dates and sums as strings: ISO 8601, and all digits."""
    screen.print_plain(_as_json(document))


def _as_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)
