"""Tables → what stands in the terminal: progress, the table of the mailing, one letter with its evidence."""

import datetime as dt
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Self

from rich import progress as bars
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import report, tables

MOST_ROWS: Final = 200  # of letters on a screen; the report and the tables hold them all
WIDTH: Final = 180  # where the output is a file or a pipe


@dataclass(frozen=True, slots=True)
class Result:
    """What the tables hold of one mailing."""

    mailing: str
    documents: Sequence[Mapping[str, Any]]
    letters: Sequence[Mapping[str, Any]]
    findings: Sequence[Mapping[str, Any]]
    paths: Sequence[Path]

    @classmethod
    def of(cls, out: Path, mailing: str) -> Self:
        """Read it from the tables under `out`; a stage that has not run has no rows."""
        rows = {name: tables.read_rows(out, name, mailing) for name in ("documents", "letters", "findings")}
        files = [
            tables.partition(out, name, mailing) for name in ("documents", "pages", "words", "letters", "mentions")
        ]
        files += [tables.partition(out, "findings", mailing), report.report_path(out, mailing)]
        return cls(mailing, rows["documents"], rows["letters"], rows["findings"], [f for f in files if f.is_file()])

    @property
    def failed(self) -> Sequence[Mapping[str, Any]]:
        """The files that could not be read, or not wholly."""
        return [row for row in self.documents if row["status"] in ("failed", "partial")]

    def as_dict(self) -> dict[str, Any]:
        """For `--json`; the full text stays in the tables."""
        letters = [{name: value for name, value in row.items() if name != "text"} for row in self.letters]
        failed = [{name: row[name] for name in ("source", "status", "error_code", "error")} for row in self.failed]
        paths = [str(path) for path in self.paths]
        return {
            "mailing": self.mailing,
            "documents": len(self.documents),
            "letters": letters,
            "failed": failed,
            "findings": list(self.findings),
            "paths": paths,
        }


class _Bar:
    """A `run.Watcher` that draws."""

    def __init__(self, bar: bars.Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("pages", total=None)
        self._found = 0

    def pages_found(self, count: int) -> None:
        self._found += count
        self._bar.update(self._task, total=self._found)

    def page_done(self) -> None:
        self._bar.advance(self._task)


class _Rate(bars.ProgressColumn):
    def render(self, task: bars.Task) -> Text:
        return Text(f"{task.speed:.1f} pages/s" if task.speed else "– pages/s")


@contextmanager
def progress(quiet: bool) -> Iterator[_Bar]:
    """A bar with pages done, pages per second and time left, on standard error; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        bars.TextColumn("reading"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        _Rate(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        yield _Bar(bar)


def say_error(sentence: str) -> None:
    """One sentence on standard error."""
    Console(stderr=True, soft_wrap=True).print(Text("courrier: ", style="bold red") + Text(visible(sentence)))


def visible(text: object) -> str:
    """Text that cannot disturb a terminal: control characters and direction marks are shown as `\\n`, `\\u202e`."""
    return "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else c.encode("unicode_escape").decode()
        for c in str(text)
    )


def print_results(results: Sequence[Result], *, quiet: bool, console: Console | None = None) -> None:
    """Per mailing: one line per letter, per file that failed, per finding, and the paths written."""
    console = console or _console()
    for result in results:
        if not quiet:
            files, pages = len(result.documents), sum(row["pages"] or 0 for row in result.documents)
            console.print(
                f"Mailing {visible(result.mailing)}: {files} files, {pages} pages", markup=False, style="bold"
            )
            if not result.documents:
                console.print("  No files: put scans in its folder.")
        if not quiet and result.letters:
            console.print(_letters_table(result))
            if not result.documents:
                console.print(
                    f"  No files in the mailing {visible(result.mailing)}: put scans in its folder.", markup=False
                )
            hidden = len(result.letters) - MOST_ROWS
            if hidden > 0:
                console.print(f"  … and {hidden} more letters: see the report.")
        for row in result.failed:
            line = Text.assemble(
                ("  ✗ ", "bold red"), f"{visible(row['source'])}: {row['error']} [{row['error_code']}]"
            )
            console.print(line, soft_wrap=True)
        if quiet:
            continue
        for row in result.documents:
            if row["status"] == "duplicate":
                said = f"  = {visible(row['source'])}: same bytes as {visible(row['duplicate_of'])}, read once."
                console.print(Text(said), soft_wrap=True)
        for finding in result.findings:
            style = {"error": "bold red", "warning": "yellow"}.get(finding["severity"], "cyan")
            told = Text.assemble(("  ! ", style), f"{finding['check']}: ", visible(finding["message"]))
            console.print(told)
        for path in result.paths:
            console.print(Text(f"  → {visible(path)}", style="dim"), soft_wrap=True)


def _letters_table(result: Result) -> Table:
    table = Table(expand=False)
    for heading in ("letter", "date", "place", "sender", "signatory", "phones", "amounts", "deadlines", "review"):
        table.add_column(heading, overflow="fold")
    for row in result.letters[:MOST_ROWS]:
        name = row["letter_id"].removeprefix(f"{result.mailing}/")
        cells = [
            name,
            row["letter_date"],
            row["letter_place"],
            row["sender_organisation"],
            row["signatory_name"] or row["signatory_title"],
            ", ".join(row["phones"]),
            ", ".join(_amount(a) for a in row["amounts"] if a["role"] != "capital"),  # of the footer: not the matter
            ", ".join(_deadline(d) for d in row["deadlines"]),
            ", ".join(row["review_reasons"]) or None,
        ]
        table.add_row(*(Text(visible(cell)) if cell else Text("–", style="dim") for cell in cells))
    return table


def _amount(amount: Mapping[str, Any]) -> str:
    value: Decimal = amount["value"]
    shown = f"{value:,.2f}".replace(",", " ").replace(".", ",").removesuffix(",00")
    sign = {"EUR": "€"}.get(amount["currency"], amount["currency"])
    return f"{shown} {sign} ({amount['role']})"


def _deadline(deadline: Mapping[str, Any]) -> str:
    if deadline["kind"] == "relative":
        unit = deadline["unit"].replace("_", " ") + ("s" if deadline["quantity"] != 1 else "")
        after = f" after {deadline['trigger'].replace('_', ' ')}" if deadline["trigger"] else ""
        return f"{deadline['quantity']} {unit}{after}"
    due: dt.date = deadline["due_date"]
    return f"by {due}"


# column of `letters` -> kind and role of the mentions that back it
_BACKED_BY: Final[dict[str, tuple[str, str | None]]] = {
    "letter_date": ("date", "letter"),
    "letter_place": ("place", None),
    "sender_organisation": ("sender", "organisation"),
    "sender_department": ("sender", "department"),
    "sender_address": ("sender", "address"),
    "recipient_name": ("recipient", "name"),
    "recipient_address": ("recipient", "address"),
    "subject": ("subject", "line"),
    "signatory_name": ("signatory", "name"),
    "signatory_title": ("signatory", "title"),
    "signature_mark": ("signatory", "mark"),
    "phones": ("phone", None),
    "emails": ("email", None),
    "urls": ("url", None),
    "references": ("reference", None),
    "amounts": ("amount", None),
    "deadlines": ("deadline", None),
    "topics": ("subject", "topic"),
}


def show_letter(row: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> None:
    """The fields of a letter, each with the text it was read from; then what was found besides."""
    console = _console()
    table = Table(title=Text(visible(row["letter_id"]), style="bold"), title_justify="left")
    for heading in ("field", "value", "page", "as printed", "sure", "in the sentence"):
        table.add_column(heading, overflow="fold")
    used: set[str] = set()
    for name, value in row.items():
        if name in ("text", "letter_id") or value is None or value == []:
            continue
        kind, role = _BACKED_BY.get(name, ("", None))
        evidence = [m for m in found if m["kind"] == kind and role in (None, m["role"])]
        used |= {m["mention_id"] for m in evidence}
        if isinstance(value, list) and evidence:
            for mention in evidence:
                said = f"{mention['value']} ({mention['role']})" if mention["role"] and not role else mention["value"]
                table.add_row(name, *_read_from(said, [mention]))
        else:
            shown = "; ".join(map(_cell, value)) if isinstance(value, list) else _cell(value)
            table.add_row(name, *_read_from(shown, evidence))
    for mention in found:
        if mention["mention_id"] not in used:
            said = f"{mention['value']} ({mention['role']})" if mention["role"] else mention["value"]
            table.add_row(Text(mention["kind"], style="dim"), *_read_from(said, [mention]))
    console.print(table)


def _read_from(value: object, evidence: Sequence[Mapping[str, Any]]) -> list[Text]:
    """Value, page, text as printed, confidence and sentence; the surest mention stands for all."""
    if not evidence:
        return [Text(visible(value)), Text(), Text(), Text(), Text()]
    best = max(evidence, key=lambda mention: float(mention["confidence"]))
    sure = f"{best['confidence']:.0%}"
    cells = [value, best["page"], " ".join(best["text"].split()) or "(ink)", sure, " ".join(best["sentence"].split())]
    return [Text(visible(cell)) for cell in cells]


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items() if inner is not None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    return str(value)


def _console() -> Console:
    return Console() if sys.stdout.isatty() else Console(width=WIDTH)
