"""The tables of mailings → files for other programs."""

import contextlib
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from pipeline import export, tables
from pipeline.errors import RunError, UsageError
from pipeline.harmless import file_name
from pipeline.records import Page
from pipeline.schema import TABLES

_LONGEST: Final = 180  # bytes of a file's name, without its ending


def export_tables(
    out: Path, form: str, to: Path, mailings: Sequence[str], names: Sequence[str] = (), *, apart: bool = False
) -> list[Path]:
    """The tables as files of one format; the paths of the files, which appear whole or not at all.

    `to`: a folder, or the file itself where its name ends as the format does. `names`: the tables, all by default.
    `apart`: a file for each table, also where one file could hold them all. Raises UsageError where that cannot be,
    RunError where nothing can be written.
    """
    how = export.TABLE_FORMATS[form]
    chosen = list(names or TABLES)
    for name in chosen:
        if name not in TABLES:
            raise UsageError(f"There is no table {name!r}: {tables.did_you_mean(name, TABLES) or ', '.join(TABLES)}")
    as_file = to.suffix == f".{form}"
    if as_file and len(chosen) > 1 and (apart or not how.holds_many):
        raise UsageError(f"{to} would hold several tables: name one --table, or a folder.")
    together = how.holds_many and not apart
    folder = to.parent if as_file else to
    groups = [(to if as_file else to / f"courrier.{form}", chosen)]
    if not (as_file or together):
        groups = [(to / f"{name}.{form}", [name]) for name in chosen]
    made = []
    for path, held in groups:
        sheets = [_sheet(out, name, mailings) for name in held]
        with _whole(folder, path) as beside:
            how.write(beside, sheets)
        made.append(path)
    return made


def _sheet(out: Path, name: str, mailings: Sequence[str]) -> export.Sheet:
    return export.Sheet(name, tables.full_schema(name), (tables.read_table(out, name, m) for m in mailings))


def export_letters(out: Path, to: Path, mailing: str) -> Iterator[Path]:
    """A searchable PDF of each letter of a mailing, under `to/<mailing>/`; yields the paths."""
    pages, sha_of = _pages(out, mailing), _hashes(out, mailing)
    for row in tables.read_rows(out, "letters", mailing):
        shown = []
        for number in range(row["page_start"], row["page_end"] + 1):
            page = pages.get((row["source"], number))
            sha256 = sha_of.get(row["source"])
            picture = tables.picture_path(out, mailing, sha256, number) if sha256 else None
            if page:
                shown.append(export.PdfPage(page, picture if picture and picture.is_file() else None))
        path = _path(to, mailing, row["source"], row["page_start"], "pdf")
        with _whole(path.parent, path) as beside:
            export.write_pdf(beside, shown, row["subject"] or row["letter_id"], row["sender_organisation"] or "")
        yield path


def export_pages(out: Path, to: Path, mailing: str) -> Iterator[Path]:
    """ALTO XML of each page of a mailing that was read, under `to/<mailing>/`; yields the paths."""
    for (source, number), page in _pages(out, mailing).items():
        if page.error_code:
            continue
        path = _path(to, mailing, source, number, "xml")
        with _whole(path.parent, path) as beside:
            export.write_alto(beside, page, source)
        yield path


LETTER_FORMATS: Final[dict[str, Callable[[Path, Path, str], Iterator[Path]]]] = {
    "pdf": export_letters,
    "alto": export_pages,
}


def _pages(out: Path, mailing: str) -> dict[tuple[str, int], Page]:
    read = tables.pages_of(tables.read_rows(out, "pages", mailing), tables.read_rows(out, "words", mailing))
    return {(page.source, page.page): page for page in read}


def _hashes(out: Path, mailing: str) -> dict[str, str]:
    rows = tables.read_rows(out, "documents", mailing)
    return {row["source"]: row["sha256"] for row in rows if row["sha256"]}


def _path(to: Path, mailing: str, source: str, page: int, ending: str) -> Path:
    """«orange-2015/courrier-1.jpg-1.pdf»; a name too long for the disk is cut, and stays its own."""
    name = file_name(source.removeprefix(f"{mailing}/"))
    if len(name.encode()) > _LONGEST:
        digest = hashlib.blake2s(name.encode(), digest_size=6).hexdigest()
        name = name.encode()[: _LONGEST - 13].decode(errors="ignore") + f"-{digest}"
    return to / file_name(mailing) / f"{name}-{page}.{ending}"


@contextlib.contextmanager
def _whole(folder: Path, path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes that name when all went well. Raises RunError where it cannot."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".export-") as room:
            beside = Path(room) / path.name
            yield beside
            beside.replace(path)
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise RunError(f"Cannot write {path} ({why}): close it where it is open, or choose another place.") from problem
