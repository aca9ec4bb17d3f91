"""The rows of a mailing → its HTML page and CSV files; the pages of all mailings → their index."""

import base64
import contextlib
import datetime as dt
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.errors import RunError
from pipeline.records import Document, Finding, LetterRow, Mention
from pipeline.report import french, timeline
from pipeline.report.harmless import file_name, show_controls
from pipeline.report.spreadsheets import findings_csv, letters_csv
from pipeline.report.view import PageLike, view_mailing

FOLDER: Final = "report"


@dataclass(frozen=True, slots=True)
class Entry:
    """One mailing in the index."""

    mailing: str
    letters: int
    first_date: dt.date | None
    last_date: dt.date | None
    errors: int
    warnings: int
    needs_review: int
    failed: int


def summarise_mailing(
    mailing: str, documents: Sequence[Document], letters: Sequence[LetterRow], findings: Sequence[Finding]
) -> Entry:
    """The line of a mailing in the index."""
    dates = [row.letter_date for row in letters if row.letter_date]
    return Entry(
        mailing=mailing,
        letters=len(letters),
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        errors=sum(finding.severity == "error" for finding in findings),
        warnings=sum(finding.severity == "warning" for finding in findings),
        needs_review=sum(row.needs_review for row in letters),
        failed=sum(document.error_code is not None for document in documents),
    )


def write_report(
    folder: Path,
    mailing: str,
    documents: Sequence[Document],
    pages: Sequence[PageLike],
    letters: Sequence[LetterRow],
    mentions: Sequence[Mention],
    findings: Sequence[Finding],
) -> Path:
    """Write `report/<mailing>.html`, `.letters.csv` and `.findings.csv` under `folder`; the path of the page.

    Raises RunError when they cannot be written.
    """
    view = view_mailing(mailing, documents, pages, letters, mentions, findings)
    name = file_name(mailing)
    ordered = [letter.row for letter in view.letters]
    sheets = {"letters": f"{name}.letters.csv", "findings": f"{name}.findings.csv"}
    page = _render(
        "report.html", view=view, sheets={what: _link(sheet) for what, sheet in sheets.items()}, drawing=timeline
    )
    target = folder / FOLDER
    _write(target / sheets["letters"], letters_csv(ordered))
    _write(target / sheets["findings"], findings_csv([shown.finding for shown in view.findings], ordered))
    return _write(target / f"{name}.html", page)


def report_path(folder: Path, mailing: str) -> Path:
    """Where the page of a mailing stands."""
    return folder / FOLDER / f"{file_name(mailing)}.html"


def write_index(folder: Path, entries: Sequence[Entry]) -> Path:
    """Write `report/index.html` under `folder`, a line a mailing by name; raises RunError when it cannot be written."""
    linked = [(entry, _link(f"{file_name(entry.mailing)}.html")) for entry in sorted(entries, key=lambda e: e.mailing)]
    return _write(folder / FOLDER / "index.html", _render("index.html", entries=linked))


def _render(template: str, **shown: Any) -> str:
    style = files("pipeline.report").joinpath("templates/style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _environment().get_template(template).render(style=Markup(style), style_hash=digest, **shown)  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = french.say_date
    environment.filters["share"] = french.say_share
    environment.globals["count"] = french.say_count
    return environment


def _harmless(value: object) -> object:
    """Whatever goes into the page: nothing for None, control characters in sight; escaping comes after."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return show_controls(value)
    return "" if value is None else value


def _link(name: str) -> str:
    """A relative address: escaped, and not mistaken for a scheme («javascript:»)."""
    return "./" + quote(name, errors="surrogateescape")


def _write(path: Path, text: str) -> Path:
    """The file appears whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as problem:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise RunError(
            f"Cannot write the report to {path.parent} ({problem.strerror}): free space or choose another folder."
        ) from problem
    return path
