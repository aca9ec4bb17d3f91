"""Command line → stages; what the user sees in the terminal, and the exit code."""

import functools
import json
import logging
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from pipeline import __version__, reporting, run, screen, tables
from pipeline.charters import take_charters
from pipeline.errors import INTERRUPTED, RunError
from pipeline.inbox import find_mailings
from pipeline.read import Watcher, read_mailings
from pipeline.records import Language
from pipeline.settings import EngineName, RunSettings, WordSettings, available_cores

RAW: Final = Path("data/raw")
OUT: Final = Path("data/processed")
SOME_FAILED: Final = 1

app = typer.Typer(
    name="courrier",
    help="Reads scanned French mail into one table per mailing, and says what does not fit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_Raw = Annotated[Path, typer.Argument(help="Folder of scans; each sub-folder is a mailing.", show_default=True)]
_Out = Annotated[Path, typer.Argument(help="Folder of the tables and reports.", show_default=True)]
_Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[RAW] [OUT]",
        help="Only OUT is used (and RAW by `check`, for its charter); both so that all stages are called alike.",
    ),
]
_Mailing = Annotated[str | None, typer.Option("--mailing", metavar="NAME", help="Only this mailing.")]
_Workers = Annotated[int | None, typer.Option(min=1, metavar="N", help="Processes that read; default: one per core.")]
_Engine = Annotated[EngineName, typer.Option(help="Who reads the words.")]
_Lang = Annotated[Language, typer.Option("--lang", help="Language of the findings and the report.")]
_Second = Annotated[bool, typer.Option("--second-opinion", help="Have doubtful numbers read by a second reader.")]
_Force = Annotated[bool, typer.Option("--force", help="Do again what is up to date.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")]
_Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say of each page how it was read.")]
_Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say only what failed.")]


@dataclass(frozen=True, slots=True)
class _Said:
    """How much, and in which form, is said."""

    as_json: bool
    verbose: bool
    quiet: bool

    def set_logging(self) -> None:
        level = logging.ERROR if self.quiet else logging.WARNING
        logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr)
        for handler in logging.getLogger().handlers:
            handler.addFilter(_make_visible)
        if self.verbose:
            logging.getLogger("pipeline").setLevel(logging.INFO)


def _make_visible(record: logging.LogRecord) -> bool:
    """Names of files cannot disturb the terminal."""
    record.msg, record.args = screen.visible(record.getMessage()), ()
    return True


@app.callback(invoke_without_command=True)
def _common(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    if version:
        typer.echo(f"courrier {__version__}")
        raise typer.Exit


@app.command("run")
def run_all(
    raw: _Raw = RAW,
    out: _Out = OUT,
    mailing: _Mailing = None,
    workers: _Workers = None,
    engine: _Engine = "auto",
    lang: _Lang = "fr",
    second_opinion: _Second = False,
    force: _Force = False,
    as_json: _Json = False,
    verbose: _Verbose = False,
    quiet: _Quiet = False,
) -> None:
    """All stages: read, extract, check, report; prints the table of the mailing."""
    how = WordSettings(engine, second_opinion=second_opinion)
    settings = replace(_settings(raw, out, mailing, workers, how, force), language=lang)
    _go(run.run_mailings, settings, _Said(as_json, verbose, quiet))


@app.command()
def read(
    raw: _Raw = RAW,
    out: _Out = OUT,
    mailing: _Mailing = None,
    workers: _Workers = None,
    engine: _Engine = "auto",
    second_opinion: _Second = False,
    force: _Force = False,
    as_json: _Json = False,
    verbose: _Verbose = False,
    quiet: _Quiet = False,
) -> None:
    """Scans → documents, pages, words."""
    settings = _settings(raw, out, mailing, workers, WordSettings(engine, second_opinion=second_opinion), force)
    _go(read_mailings, settings, _Said(as_json, verbose, quiet))


@app.command()
def extract(
    folders: _Folders = None,
    mailing: _Mailing = None,
    force: _Force = False,
    as_json: _Json = False,
    verbose: _Verbose = False,
    quiet: _Quiet = False,
) -> None:
    """Pages, words → letters, mentions."""
    stage = functools.partial(run.extract_mailing, force=force)
    _go_on(stage, folders, mailing, ("documents", "read"), _Said(as_json, verbose, quiet))


@app.command()
def check(
    folders: _Folders = None,
    mailing: _Mailing = None,
    lang: _Lang = "fr",
    force: _Force = False,
    as_json: _Json = False,
    verbose: _Verbose = False,
    quiet: _Quiet = False,
) -> None:
    """Letters, mentions → findings; a charter.yaml in RAW is taken up anew where RAW is given."""

    def stage(out: Path, name: str) -> None:
        if len(folders or ()) == 2 and folders and name in find_mailings(folders[0]):
            take_charters(folders[0], out, [name])
        run.check_mailing(out, name, force=force, language=lang)

    _go_on(stage, folders, mailing, ("letters", "extract"), _Said(as_json, verbose, quiet))


@app.command()
def report(
    folders: _Folders = None,
    mailing: _Mailing = None,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="Say findings and report in this language; default: as they were checked."),
    ] = None,
    as_json: _Json = False,
    verbose: _Verbose = False,
    quiet: _Quiet = False,
) -> None:
    """All tables → one HTML page per mailing, and CSV for spreadsheets."""
    said = _Said(as_json, verbose, quiet)

    def stage(out: Path, name: str) -> None:
        if lang:
            run.check_mailing(out, name, language=lang)
        reporting.report_mailing(out, name, lang)

    _go_on(stage, folders, mailing, ("findings", "check"), said, last=lambda out: reporting.index_mailings(out, lang))


@app.command()
def show(
    letter_id: Annotated[
        str, typer.Argument(help="As in the table: `courrier-1.jpg#1`; or `orange-2015/courrier-1.jpg#1`.")
    ],
    out: _Out = OUT,
    as_json: _Json = False,
) -> None:
    """One letter in the terminal: its fields, each with the text it was read from."""
    with _exits():
        found = _letters_called(letter_id, out)
    if not found:
        _wrong_usage(f"There is no letter {letter_id!r} in {out}: `courrier run` prints the letters' names.")
    if len(found) > 1:
        names = ", ".join(row["letter_id"] for _, row in found)
        _wrong_usage(f"Several mailings have a letter {letter_id!r}, name one of {names}.")
    mailing, row = found[0]
    evidence = [m for m in tables.read_rows(out, "mentions", mailing) if m["letter_id"] == row["letter_id"]]
    if as_json:
        _print_json({"letter": row, "mentions": evidence})
    else:
        screen.show_letter(row, evidence)


def _letters_called(name: str, out: Path) -> Sequence[tuple[str, Mapping[str, Any]]]:
    """The letter with that id or, where there is none, the letters that the tables on the screen call so."""
    rows = [(m, row) for m in tables.list_mailings(out, "letters") for row in tables.read_rows(out, "letters", m)]
    exact = [(mailing, row) for mailing, row in rows if row["letter_id"] == name]
    return exact or [(mailing, row) for mailing, row in rows if row["letter_id"] == f"{mailing}/{name}"]


def _settings(
    raw: Path, out: Path, mailing: str | None, workers: int | None, how: WordSettings, force: bool
) -> RunSettings:
    if not raw.is_dir():
        _wrong_usage(f"{raw} is not a folder: put the scans under it, one sub-folder a mailing.")
    inside, outside = out.resolve(), raw.resolve()
    if inside == outside or outside in inside.parents:
        _wrong_usage(f"{out} lies in {raw}: the tables must not stand among the scans, choose another folder.")
    if mailing is not None and mailing not in find_mailings(raw):
        known = ", ".join(find_mailings(raw)) or "none"
        _wrong_usage(f"There is no mailing {mailing!r} in {raw}: it holds {known}.")
    count = workers or available_cores()
    return RunSettings(raw=raw, out=out, mailing=mailing, workers=count, force=force, words=how)


def _go(stages: Callable[[RunSettings, Watcher], Iterator[str]], settings: RunSettings, said: _Said) -> None:
    """Run from the scans on, with a progress bar."""
    said.set_logging()
    with _exits(), screen.show_progress(said.quiet or said.as_json or said.verbose) as watcher:
        done = list(stages(settings, watcher))
    if settings.mailing is None and not said.quiet:
        _tell_left_over(settings, done)
    _finish(settings.out, done, said)


def _tell_left_over(settings: RunSettings, done: Iterable[str]) -> None:
    """A mailing that left the input may have come from another folder: its tables are kept, and the user told so."""
    for name in sorted(set(tables.list_mailings(settings.out, "documents")).difference(done)):
        folders = settings.out / "*" / tables.partition(settings.out, "documents", name).parent.name
        screen.say_note(f"{name!r} is not in {settings.raw}: its tables stay as they were; unwanted, delete {folders}.")


def _go_on(
    stage: Callable[[Path, str], object],
    folders: list[Path] | None,
    mailing: str | None,
    needs: tuple[str, str],
    said: _Said,
    last: Callable[[Path], object] | None = None,
) -> None:
    """Run one stage from the tables; `needs`: the table it starts from and the stage that makes that table."""
    said.set_logging()
    with _exits():
        out, done = _mailings_in(folders, needs[0], mailing, needs[1])
        for name in done:
            stage(out, name)
        if last:
            last(out)
    _finish(out, done, said)


def _mailings_in(folders: list[Path] | None, name: str, mailing: str | None, stage: str) -> tuple[Path, list[str]]:
    """The output folder and its mailings that table `name` holds. Raises RunError when there is none."""
    if len(folders or ()) > 2:
        _wrong_usage("Give at most two folders: RAW and OUT.")
    out = folders[-1] if folders else OUT
    known = tables.list_mailings(out, name)
    if mailing is not None and mailing not in known:
        _wrong_usage(f"There is no mailing {mailing!r} in {out}: it holds {', '.join(known) or 'none'}.")
    if not known:
        raise RunError(f"There is no table {name} in {out}: run `courrier {stage}` first.")
    return out, known if mailing is None else [mailing]


@contextmanager
def _exits() -> Iterator[None]:
    """Turn what ends a run into its sentence and exit code."""
    try:
        yield
    except RunError as problem:
        screen.say_error(str(problem))
        raise typer.Exit(problem.exit_code) from None
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # pressed again, it must not break the way out
        screen.say_error("Stopped. The tables hold whole mailings only; the same command goes on from here.")
        raise typer.Exit(INTERRUPTED) from None


def _wrong_usage(sentence: str) -> NoReturn:
    screen.say_error(sentence)
    raise typer.Exit(2)


def _finish(out: Path, mailings: Iterable[str], said: _Said) -> None:
    """Print what is in the tables now; exit code 1 where an input failed."""
    results = [screen.Result.of(out, name) for name in mailings]
    if said.as_json:
        _print_json([result.as_dict() for result in results])
    else:
        screen.print_results(results, quiet=said.quiet)
    if any(result.failed for result in results):
        raise typer.Exit(SOME_FAILED)


def _print_json(document: object) -> None:
    """Dates and sums as strings: ISO 8601, and all digits."""
    screen.print_plain(json.dumps(document, ensure_ascii=False, indent=2, default=str))
