"""The commands that make tables: all stages, or each alone."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipeline import reporting, stages
from pipeline.charters import take_charters
from pipeline.cli.app import app
from pipeline.cli.going import exits, go, go_on, make_settings
from pipeline.cli.hands import choose_hands, open_hands
from pipeline.cli.options import (
    OUT,
    RAW,
    Cluster,
    DryRun,
    Engine,
    Folders,
    FoldersChecked,
    FoldersCorrected,
    Force,
    Json,
    Lang,
    LogJson,
    Mailing,
    Out,
    Quiet,
    Raw,
    Scheduler,
    Second,
    Verbose,
    Workers,
)
from pipeline.cli.plans import tell_plan
from pipeline.cli.said import Said
from pipeline.correcting import take_corrections
from pipeline.inbox import find_mailings
from pipeline.read import read_mailings
from pipeline.records import Language
from pipeline.settings import WordSettings


@app.command("run")
def run_all(
    raw: Raw = RAW,
    out: Out = OUT,
    mailing: Mailing = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    cluster: Cluster = None,
    engine: Engine = "auto",
    lang: Lang = "fr",
    second_opinion: Second = False,
    force: Force = False,
    as_json: Json = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
    dry_run: DryRun = False,
    log_json: LogJson = False,
) -> None:
    """All stages: read, extract, check, report; prints the table of the mailing.

    For example: courrier run data/raw data/processed --mailing my-bank-2024 --workers 2
    """
    how = WordSettings(engine, second_opinion=second_opinion)
    settings = replace(make_settings(raw, out, mailing, how, force), language=lang)
    settings = choose_hands(settings, workers, scheduler, cluster)
    if dry_run:
        tell_plan(settings)
        return
    go(stages.run_mailings, settings, Said(as_json, verbose, quiet, log_json))


@app.command()
def read(
    raw: Raw = RAW,
    out: Out = OUT,
    mailing: Mailing = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    cluster: Cluster = None,
    engine: Engine = "auto",
    second_opinion: Second = False,
    force: Force = False,
    as_json: Json = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
    dry_run: DryRun = False,
    log_json: LogJson = False,
) -> None:
    """Scans → documents, pages, words.

    For example: courrier read --verbose
    """
    settings = make_settings(raw, out, mailing, WordSettings(engine, second_opinion=second_opinion), force)
    settings = choose_hands(settings, workers, scheduler, cluster)
    if dry_run:
        tell_plan(settings)
        return
    go(read_mailings, settings, Said(as_json, verbose, quiet, log_json))


@app.command()
def extract(
    folders: FoldersCorrected = None,
    mailing: Mailing = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    cluster: Cluster = None,
    force: Force = False,
    as_json: Json = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Pages, words → letters, mentions; a corrections.csv in RAW is taken up anew where RAW is given.

    For example: courrier extract data/raw data/processed
    """
    with exits(), open_hands(workers, scheduler, cluster) as hands:

        def stage(out: Path, name: str) -> None:
            if len(folders or ()) == 2 and folders and name in find_mailings(folders[0]):
                take_corrections(folders[0], out, [name])
            stages.extract_mailing(out, name, hands, force=force)

        go_on(stage, folders, mailing, ("documents", "read"), Said(as_json, verbose, quiet))


@app.command()
def check(
    folders: FoldersChecked = None,
    mailing: Mailing = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    cluster: Cluster = None,
    lang: Lang = "fr",
    force: Force = False,
    as_json: Json = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Letters, mentions → findings; a charter.yaml in RAW is taken up anew where RAW is given.

    For example: courrier check data/raw data/processed --lang en
    """
    with exits(), open_hands(workers, scheduler, cluster) as hands:

        def stage(out: Path, name: str) -> None:
            if len(folders or ()) == 2 and folders and name in find_mailings(folders[0]):
                take_charters(folders[0], out, [name])
            stages.check_mailing(out, name, hands, force=force, language=lang)

        go_on(stage, folders, mailing, ("letters", "extract"), Said(as_json, verbose, quiet))


@app.command()
def report(
    folders: Folders = None,
    mailing: Mailing = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    cluster: Cluster = None,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="Say findings and report in this language; default: as they were checked."),
    ] = None,
    as_json: Json = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """All tables → one HTML page per mailing, and CSV for spreadsheets.

    For example: courrier report data/processed --mailing my-bank-2024
    """
    said = Said(as_json, verbose, quiet)
    with exits(), open_hands(workers, scheduler, cluster) as hands:

        def stage(out: Path, name: str) -> None:
            if lang:
                stages.check_mailing(out, name, hands, language=lang)
            stages.report_mailing(out, name, hands, language=lang)

        last = partial(reporting.index_mailings, language=lang)
        go_on(stage, folders, mailing, ("findings", "check"), said, last=last)
