"""The tables of a mailing → its letters, failures, findings and paths in the terminal, or as one JSON document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import report, tables
from pipeline.report import codes
from pipeline.report.tongue import say_phone
from pipeline.schema import TABLES
from pipeline.screen.terminal import open_console, visible
from pipeline.screen.tongue import say, say_code, say_count, spoken
from pipeline.screen.values import say_limit, say_sum

MOST_ROWS: Final = 200  # of letters on a screen, and of files; the report and the tables hold them all
_NARROW: Final = 110  # columns of a terminal below which nine columns of a table cannot be read
_HEADINGS: Final = ("letter", "date", "place", "sender", "signatory", "phones", "amounts", "deadlines", "review")
_SEVERITY_STYLES: Final = {"error": "bold red", "warning": "yellow", "info": "cyan"}


@dataclass(frozen=True, slots=True)
class Result:
    """What the tables hold of one mailing; of its files and letters only those that are told of one by one."""

    mailing: str
    files: int
    pages: int
    failed: Sequence[Mapping[str, Any]]  # the files that could not be read, or not wholly
    failed_in_all: int
    copies: Sequence[Mapping[str, Any]]
    copies_in_all: int
    letters: Sequence[Mapping[str, Any]]
    letters_in_all: int
    findings: Sequence[Mapping[str, Any]]
    paths: Sequence[Path]

    @classmethod
    def of(cls, out: Path, mailing: str, most_letters: int | None = None, most_files: int | None = None) -> Self:
        """Read it from the tables under `out`; a stage that has not run has no rows."""
        files = pages = failed_in_all = copies_in_all = 0
        failed: list[Mapping[str, Any]] = []
        copies: list[Mapping[str, Any]] = []
        for row in tables.stream_rows(out, "documents", mailing):
            files, pages = files + 1, pages + (row["pages"] or 0)
            is_copy, is_failed = row["status"] == "duplicate", row["status"] in ("failed", "partial")
            failed_in_all, copies_in_all = failed_in_all + is_failed, copies_in_all + is_copy
            told = copies if is_copy else failed
            if (is_copy or is_failed) and (most_files is None or len(told) < most_files):
                told.append(row)
        letters = islice(tables.stream_rows(out, "letters", mailing), most_letters)
        made = [*(tables.partition(out, name, mailing) for name in TABLES), report.report_path(out, mailing)]
        return cls(
            mailing,
            files,
            pages,
            failed,
            failed_in_all,
            copies,
            copies_in_all,
            [{name: value for name, value in row.items() if name != "text"} for row in letters],
            tables.count_rows(out, "letters", mailing),
            tables.read_rows(out, "findings", mailing),
            [path for path in made if path.is_file()],
        )

    def as_dict(self) -> dict[str, Any]:
        """For `--json`; the full text stays in the tables."""
        failed = [{name: row[name] for name in ("source", "status", "error_code", "error")} for row in self.failed]
        return {
            "mailing": self.mailing,
            "documents": self.files,
            "letters": self.letters,
            "failed": failed,
            "findings": list(self.findings),
            "paths": [str(path) for path in self.paths],
        }


def print_results(results: Iterable[Result], *, quiet: bool, console: Console | None = None) -> None:
    """Per mailing: one line per letter, per file that failed, per finding, and the paths written."""
    console = console or open_console()
    for result in results:
        if not quiet:
            _print_letters(result, console)
        for line in _failures(result):
            console.print(line, soft_wrap=True)
        if quiet:
            continue
        for line in _duplicates(result):
            console.print(line, soft_wrap=True)
        for line in _findings(result):
            console.print(line, soft_wrap=not console.is_terminal)  # a sentence: broken between words, or one line
        for line in _paths(result):
            console.print(line, soft_wrap=True)


def _print_letters(result: Result, console: Console) -> None:
    counts = say_count(result.files, "file"), say_count(result.pages, "page")
    told = say("Mailing {}: {}, {}", visible(result.mailing), *counts)
    console.print(Text(told, style="bold"), soft_wrap=True)
    if not result.files:
        console.print("  " + say("No files: put scans in its folder."))
    shown = result.letters[:MOST_ROWS]
    if shown and console.width < _NARROW:
        for row in shown:
            console.print(_letter_lines(row, result.mailing))
    elif shown:
        console.print(_letters_table(shown, result.mailing))
    if result.letters_in_all > len(shown):
        more = say_count(result.letters_in_all - len(shown), "more letter")
        console.print("  " + say("… and {}: see the report.", more))


def _failures(result: Result) -> Iterator[Text]:
    for row in result.failed:
        code = row["error_code"]
        why = codes.FAILURES.get(code, row["error"]) if spoken().is_french else row["error"]
        yield Text.assemble(("  ✗ ", "bold red"), visible(say("{}: {}", row["source"], f"{why} [{code}]")))
    if more := result.failed_in_all - len(result.failed):
        yield Text("  ✗ " + say("… and {}: see the table `documents`.", say_count(more, "more file")), style="bold red")


def _duplicates(result: Result) -> Iterator[Text]:
    for row in result.copies:
        told = say("{}: same bytes as {}, read once.", row["source"], row["duplicate_of"])
        yield Text(visible(f"  = {told}"))
    if more := result.copies_in_all - len(result.copies):
        yield Text("  = " + say("… and {}: see the table `documents`.", say_count(more, "more file")))


def _findings(result: Result) -> Iterator[Text]:
    for finding in result.findings:
        sign = ("  ! ", _SEVERITY_STYLES[finding["severity"]])
        check = say_code(finding["check"], codes.CHECKS)
        yield Text.assemble(sign, visible(say("{}: {}", check, _sentence(finding))))


def _sentence(finding: Mapping[str, Any]) -> str:
    """English where the terminal is; else as it was said."""
    english = None if spoken().is_french else finding.get("message_en")
    return str(english or finding["message"])


def _paths(result: Result) -> Iterator[Text]:
    for path in result.paths:
        yield Text(visible(f"  → {path}"), style="dim")


def _letters_table(rows: Sequence[Mapping[str, Any]], mailing: str) -> Table:
    table = Table()
    for heading in _HEADINGS:
        table.add_column(say(heading), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) if cell else Text("–", style="dim") for cell in _cells(row, mailing)))
    return table


def _letter_lines(row: Mapping[str, Any], mailing: str) -> Text:
    name, *cells = _cells(row, mailing)
    told = [f"{say(heading)} {cell}" for heading, cell in zip(_HEADINGS[1:], cells, strict=True) if cell]
    return Text.assemble((name, "bold"), "\n  ", " · ".join(told) or "–")


def _cells(row: Mapping[str, Any], mailing: str) -> list[str]:
    """As in `_HEADINGS`; empty where the letter does not say."""
    kind = "" if row["kind"] == "letter" else f" ({say_code(row['kind'], codes.LETTER_KINDS)})"
    french = spoken().is_french
    cells = [
        row["letter_id"].removeprefix(f"{mailing}/") + kind,
        spoken().date(row["letter_date"]) if french and row["letter_date"] else row["letter_date"],
        row["letter_place"],
        row["sender_organisation"],
        row["signatory_name"] or row["signatory_title"],
        ", ".join(map(say_phone, row["phones"]) if french else row["phones"]),
        ", ".join(say_sum(a) for a in row["amounts"] if a["role"] != "capital"),  # of the footer: not the matter
        ", ".join(say_limit(d) for d in row["deadlines"]),
        ", ".join(say_code(reason, codes.REVIEW_REASONS) for reason in row["review_reasons"]),
    ]
    return [visible(cell) if cell else "" for cell in cells]
