"""corrections.csv among the scans → kept beside the tables, bound to the bytes they speak of, applied in `extract`."""

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import corrections, tables
from pipeline.errors import RunError, UsageError
from pipeline.inbox import CORRECTIONS, corrections_path, read_laid
from pipeline.records import Correction
from pipeline.whole import write_whole

_log = logging.getLogger(__name__)


def take_corrections(raw: Path, out: Path, mailings: Iterable[str]) -> None:
    """What people wrote among the scans → kept beside the tables, for `extract`.

    Raises RunError that names file and line where a field or value cannot be read: said before hours of reading.
    """
    kept = {mailing: _take(raw, out, mailing) for mailing in mailings}
    for mailing, data in kept.items():
        tables.write_corrections(out, mailing, data)


def _take(raw: Path, out: Path, mailing: str) -> bytes:
    path = corrections_path(raw, mailing)
    said = corrections.read_sheet(read_laid(raw, path), str(path))
    if not said:
        return b""
    check_values(said, str(path))
    before = corrections.read_sheet(tables.read_corrections(out, mailing), mailing)
    bound = {_key(one): one.sha256 for one in before}
    told = (replace(one, sha256=one.sha256 or bound.get(_key(one))) for one in said)
    return corrections.write_sheet(told, kept=True)


def check_values(said: Iterable[Correction], name: str) -> None:
    """Raises RunError that names the line of the first that cannot be read."""
    from pipeline import mentions

    for one in said:
        try:
            mentions.read_human(one.field, one.value)
        except ValueError as problem:
            raise RunError(f"{name}, line {one.line}: {problem}") from problem


def _key(one: Correction) -> tuple[str | None, ...]:
    return one.letter_id, one.field, one.value, one.by, one.note


def hold_corrections(out: Path, mailing: str) -> tuple[Correction, ...]:
    """Those that hold for the files as they were last read, bound to their bytes; what fell away is told.

    A file that cannot be read this time has no letters they could hold for.
    """
    data = tables.read_corrections(out, mailing)
    if not data:
        return ()
    documents = [tables.document_of(row) for row in tables.read_rows(out, "documents", mailing)]
    bound = corrections.bind_corrections(corrections.read_sheet(data, mailing), documents, mailing)
    for one in bound.stale:
        _log.warning(
            "%s: the correction of %s of %s (line %d) was made on a file that is no longer there, and does not apply.",
            mailing, one.field, one.letter_id, one.line,
        )  # fmt: skip
    tables.write_corrections(out, mailing, corrections.write_sheet(bound.kept, kept=True))
    failed = {document.source for document in documents if document.status == "failed"}
    return tuple(one for one in bound.holding if one.letter_id.rpartition("#")[0] not in failed)


def tell_unknown(said: Iterable[Correction], mailing: str, known: Collection[str], failed: Collection[str]) -> None:
    """Log an error with its line for each correction of a letter that the mailing has not: the others hold.

    Of the files in `failed` nobody knows the letters.
    """
    for sentence in _unknown(said, f"{CORRECTIONS} of {mailing}", known, failed):
        _log.error("%s", sentence)


def check_sheet(raw: Path, out: Path, mailing: str) -> None:
    """Raises RunError that names the line of the first correction in a person's file that is of no letter."""
    path = corrections_path(raw, mailing)
    documents = [tables.document_of(row) for row in tables.read_rows(out, "documents", mailing)]
    said = corrections.read_sheet(_take(raw, out, mailing), str(path))
    failed = {document.source for document in documents if document.status == "failed"}
    holding = corrections.bind_corrections(said, documents, mailing).holding
    for sentence in _unknown(holding, str(path), letters_of(out, mailing), failed):
        raise RunError(sentence)


def letters_of(out: Path, mailing: str) -> set[str]:
    """The names of the letters of a mailing, as its table has them."""
    return {row["letter_id"] for row in tables.read_rows(out, "letters", mailing, columns=("letter_id",))}


def _unknown(said: Iterable[Correction], where: str, known: Collection[str], failed: Collection[str]) -> Iterator[str]:
    for one in said:
        if one.letter_id not in known and one.letter_id.rpartition("#")[0] not in failed:
            meant = tables.did_you_mean(one.letter_id, known) or f"there are {len(known)} letters, see the table."
            yield f"{where}, line {one.line}: the mailing has no letter {one.letter_id!r}; {meant}"


def add_correction(raw: Path, mailing: str, correction: Correction) -> Path:
    """Write one more line to the mailing's corrections.csv: the file is there whole, before or after.

    Raises UsageError where field or value cannot be read, RunError where the file cannot be read or written.
    """
    from pipeline import mentions

    path = corrections_path(raw, mailing)
    try:
        mentions.read_human(correction.field, correction.value)
        write_whole(path, corrections.add_correction(read_laid(raw, path), correction, str(path)))
    except ValueError as problem:
        raise UsageError(str(problem)) from problem
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise RunError(f"Cannot write {path} ({why}): close it where it is open, or mend its permissions.") from problem
    return path
