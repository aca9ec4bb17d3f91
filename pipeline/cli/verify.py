"""The command that checks the tables against their own laws."""

from pathlib import Path

import typer

from pipeline import screen, verifying
from pipeline.cli.app import app
from pipeline.cli.going import SOME_FAILED, exits, print_json
from pipeline.cli.options import OUT, FoldersCounted, Json, Mailing, Quiet
from pipeline.cli.refused import wrong_usage


@app.command()
def verify(
    folders: FoldersCounted = None, mailing: Mailing = None, as_json: Json = False, quiet: Quiet = False
) -> None:
    """Whether the tables keep their schema and laws: files and pages in = rows, each value backed, each mention found.

    With both folders, RAW and OUT, the files are counted too. Exit code 1 where something is wrong.

    For example: courrier verify data/raw data/processed
    """
    if len(folders or ()) > 2:
        wrong_usage("Give at most two folders: RAW and OUT.")
    raw: Path | None = folders[0] if folders and len(folders) == 2 else None
    out: Path = folders[-1] if folders else OUT
    with exits():
        found = dict(verifying.verify_mailings(out, raw, mailing))
    if not found:
        wrong_usage(f"There are no tables in {out}: run `courrier run` first.")
    if as_json:
        print_json({name: [str(breach) for breach in breaches] for name, breaches in found.items()})
    else:
        for name, breaches in found.items():
            if breaches or not quiet:
                told = screen.say("{} wrong", len(breaches)) if breaches else screen.say("nothing wrong")
                screen.print_plain(screen.visible(screen.say("{}: {}", name, told)))
            for breach in breaches:
                told = screen.say("{}: {}", f"{breach.table}, {breach.row}", screen.translate(breach.wrong))
                screen.print_plain(screen.visible(f"  ✗ {told}"))
    if any(found.values()):
        raise typer.Exit(SOME_FAILED)
