"""The rows of a mailing → its HTML page and CSV files; the pages of all mailings → their index."""

import base64
import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.errors import RunError
from pipeline.harmless import file_name, show_controls
from pipeline.places import is_remote, no_store
from pipeline.records import Document, Finding, Language, LetterRow, Mention
from pipeline.report import codes, timeline
from pipeline.report.scans import PageLike, Scans
from pipeline.report.shown import by_date, worst_first
from pipeline.report.spreadsheets import findings_csv, letters_csv
from pipeline.report.tongue import tongue_of
from pipeline.report.view import view_mailing
from pipeline.whole import copy_file, make_folder, write_whole

FOLDER: Final = "report"
_LONGEST_WORD: Final = 16  # «(remboursement)» stays whole
_NUMBER: Final = re.compile(r"(?=\S{0,17}\d)\S{2,18}")  # «777888991000018»; an IBAN is longer, and breaks
_WHOLE: Final = Markup('<span class="unbroken">{}</span>')
_HEAD: Final = 300  # characters of a page within which it says what it was made from


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
    mailing: str, documents: Iterable[Document], letters: Iterable[LetterRow], findings: Iterable[Finding]
) -> Entry:
    """The line of a mailing in the index; its rows are counted as they come, and none is kept."""
    dates: set[dt.date] = set()
    count = needs_review = 0
    for row in letters:
        count += 1
        needs_review += row.needs_review
        if row.letter_date:
            dates.add(row.letter_date)
    severities = Counter(finding.severity for finding in findings)
    return Entry(
        mailing=mailing,
        letters=count,
        first_date=min(dates, default=None),
        last_date=max(dates, default=None),
        errors=severities["error"],
        warnings=severities["warning"],
        needs_review=needs_review,
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
    pictures: Mapping[tuple[str, int], Path] = MappingProxyType({}),
    language: Language = "fr",
    made_from: str = "",
    body_of: Callable[[str], str] = str,
) -> Path:
    """Write `report/<mailing>.html`, `.letters.csv` and `.findings.csv` under `folder`; the path of the page.

    `pictures`: of the pages by (source, page); those that are there are shown, from `report/<mailing>.pages/`.
    `made_from` stands in the page, for `is_made_from`. `body_of`: what is compared of two letters' texts.
    Raises RunError when the report cannot be written.
    """
    tongue = tongue_of(language)
    name = file_name(mailing)
    target = folder / FOLDER
    beside = f"{name}.pages"
    shown = _put_beside(target / beside, pictures)
    links = {where: _link(f"{beside}/{picture}") for where, picture in shown.items()}
    scans = Scans({(page.source, page.page): page for page in pages}, links)
    view = view_mailing(mailing, documents, pages, letters, mentions, findings, scans, tongue, body_of)
    ordered = sorted(letters, key=by_date)
    sheets = {"letters": f"{name}.letters.csv", "findings": f"{name}.findings.csv"}
    page = _render(
        "report.html",
        language,
        view=view,
        sheets={what: _link(sheet) for what, sheet in sheets.items()},
        drawing=timeline,
        codes=codes,
        script=True,
        made_from=made_from,
    )
    _write(target / sheets["letters"], letters_csv(ordered, tongue))
    _write(target / sheets["findings"], findings_csv(worst_first(findings), ordered, mentions, tongue))
    return _write(target / f"{name}.html", page)


def report_path(folder: Path, mailing: str) -> Path:
    """Where the page of a mailing stands."""
    return folder / FOLDER / f"{file_name(mailing)}.html"


def is_made_from(folder: Path, mailing: str, key: str) -> bool:
    """Whether the report is there, whole, and says that it was made from this; its page is written last."""
    page = report_path(folder, mailing)
    try:
        with page.open(encoding="utf-8") as file:
            head = file.read(_HEAD)
    except (OSError, UnicodeDecodeError):
        return False
    sheets = (page.with_suffix(f".{what}.csv") for what in ("letters", "findings"))
    return f'<meta name="made-from" content="{key}">' in head and all(sheet.is_file() for sheet in sheets)


def write_index(folder: Path, entries: Sequence[Entry], language: Language = "fr") -> Path:
    """Write `report/index.html` under `folder`, a line a mailing by name; raises RunError when it cannot be written."""
    linked = [(entry, _link(f"{file_name(entry.mailing)}.html")) for entry in sorted(entries, key=lambda e: e.mailing)]
    return _write(
        folder / FOLDER / "index.html", _render("index.html", language, entries=linked, script=False, made_from="")
    )


def _render(template: str, language: Language, *, script: bool, **shown: Any) -> str:
    """The page, with style and script inside: its policy names their digests, so that nothing else is obeyed."""
    style, code = _part("style.css") + _part("print.css"), _part("report.js") if script else ""
    return (
        _environment()
        .get_template(template)
        .render(
            _=tongue_of(language),
            style=Markup(style),  # noqa: S704 - our own file
            style_digest=_digest(style),
            script=Markup(code),  # noqa: S704 - our own file
            script_digest=_digest(code),
            **shown,
        )
    )


def _part(name: str) -> str:
    return files("pipeline.report").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


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
    environment.filters["ending"] = _ending
    environment.filters["unbroken"] = _unbroken
    environment.tests["long"] = _is_long
    return environment


def _harmless(value: object) -> object:
    """Whatever goes into the page: nothing for None, control characters in sight; escaping comes after."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return show_controls(value)
    return "" if value is None else value


def _is_long(text: str | None) -> bool:
    """Whether it holds what is no word and may break: a column is as wide as its longest word."""
    return any(len(word) > _LONGEST_WORD for word in (text or "").split())


def _unbroken(text: str) -> Markup:
    """Its numbers do not go over a line's end."""
    words = str(_harmless(text)).split(" ")
    return Markup(" ").join(_WHOLE.format(word) if _NUMBER.fullmatch(word) else word for word in words)


def _ending(text: str, most: int) -> str:
    """The last words of a text, «… des voies de recours, »."""
    if len(text) <= most:
        return text
    return "…" + text[-most:].partition(" ")[2]


def _link(name: str) -> str:
    """A relative address: escaped, and not mistaken for a scheme («javascript:»)."""
    return "./" + quote(name, errors="surrogateescape")


def _put_beside(target: Path, pictures: Mapping[tuple[str, int], Path]) -> dict[tuple[str, int], str]:
    """Have those pictures that exist in the folder, and no others: linked where the disk can, else copied."""
    try:
        kept = {path for folder in {path.parent for path in pictures.values()} for path in folder.glob("*")}
        shown = {where: path for where, path in pictures.items() if path in kept}
        for path in target.glob("*"):
            path.unlink()
        for path in sorted(set(shown.values())):  # copies of one file share their pictures
            make_folder(target)
            copy_file(path, target / path.name)
    except OSError as problem:
        raise _cannot_write(target, problem) from problem
    return {where: path.name for where, path in shown.items()}


def _write(path: Path, text: str) -> Path:
    """The file appears whole or not at all."""
    try:
        write_whole(path, text.encode())
    except OSError as problem:
        raise _cannot_write(path.parent, problem) from problem
    return path


def _cannot_write(folder: Path, problem: OSError) -> RunError:
    if is_remote(folder):
        return no_store(problem)
    return RunError(f"Cannot write the report to {folder} ({problem.strerror}): free space or choose another folder.")
