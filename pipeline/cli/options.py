"""Arguments and options that several commands share, so that they are called and explained alike."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from pipeline.cli.completion import mailings
from pipeline.errors import UsageError
from pipeline.places import as_place
from pipeline.records import Language
from pipeline.settings import EngineName

RAW: Final = Path("data/raw")
OUT: Final = Path("data/processed")


def _place(address: str | Path) -> Path:
    try:
        return as_place(address)
    except UsageError as problem:
        raise typer.BadParameter(str(problem)) from problem


Raw = Annotated[
    Path,
    typer.Argument(
        metavar="RAW", help="Folder of scans; each sub-folder is a mailing.", show_default=True, parser=_place
    ),
]
Out = Annotated[
    Path, typer.Argument(metavar="OUT", help="Folder of the tables and reports.", show_default=True, parser=_place)
]
_OUT: Final = "OUT: folder of the tables, default: data/processed."


def _folders(explained: str) -> Any:
    return typer.Argument(parser=_place, metavar="[RAW] [OUT]", help=explained)


Folders = Annotated[list[Path] | None, _folders(_OUT)]
FoldersCorrected = Annotated[
    list[Path] | None, _folders(f"{_OUT} With RAW before it, what corrections.csv says there is taken up.")
]
FoldersChecked = Annotated[list[Path] | None, _folders(f"{_OUT} With RAW before it, its charter.yaml is taken up.")]
FoldersCounted = Annotated[list[Path] | None, _folders(f"{_OUT} With RAW before it, its files are counted.")]
Mailing = Annotated[
    str | None, typer.Option("--mailing", metavar="NAME", help="Only this mailing.", autocompletion=mailings)
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Processes that work; default: one per core. 1: the command's own, without limits of time and memory.",
    ),
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Have a Dask cluster work, such as tcp://host:8786.")
]
Cluster = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Have a Dask cluster of N processes work, started here.")
]
Engine = Annotated[EngineName, typer.Option(help="Who reads the words.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of findings, report and all that is said.")]
Second = Annotated[bool, typer.Option("--second-opinion", help="Have doubtful numbers read by a second reader.")]
Force = Annotated[bool, typer.Option("--force", help="Do again what is up to date.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say of each page how it was read.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say only what failed.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Log to standard error as JSON, one document a line.")]
