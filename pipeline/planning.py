"""Folder of scans → whether it can be run, and what a run would do, told before it is done; nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import tables
from pipeline.errors import UsageError
from pipeline.inbox import find_mailings
from pipeline.settings import RunSettings
from pipeline.unread import choose_mailings, choose_reader, open_mailing
from pipeline.workers import open_workers


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done of a mailing; `gone`: files that are in the tables and no longer in the folder."""

    mailing: str
    files: int
    to_read: int
    gone: int
    up_to_date: bool


def refuse_wrong_folders(settings: RunSettings) -> None:
    """Raises UsageError where there are no scans, no such mailing, or the tables would stand among the scans."""
    raw, out = settings.raw, settings.out
    if not raw.is_dir():
        raise UsageError(f"{raw} is not a folder: put the scans under it, one sub-folder a mailing.")
    inside, outside = out.resolve(), raw.resolve()
    if inside == outside or outside in inside.parents:
        raise UsageError(f"{out} lies in {raw}: the tables must not stand among the scans, choose another folder.")
    if settings.mailing is not None and settings.mailing not in (known := find_mailings(raw)):
        raise tables.no_mailing(settings.mailing, raw, known)


def plan_mailings(settings: RunSettings) -> Iterator[Plan]:
    """Each mailing; its files are hashed, not opened."""
    mailings = choose_mailings(find_mailings(settings.raw), settings.mailing)
    _, reader = choose_reader(settings)
    with open_workers(settings, most=sum(len(files) for files in mailings.values())) as workers:
        for name, files in mailings.items():
            found = open_mailing(name, files, settings, workers, reader).files
            told = tables.read_rows(settings.out, "documents", name, columns=("source",))
            gone = {row["source"] for row in told} - {file.source for file in files}
            news = sum(o.is_new for o in found or ())
            yield Plan(name, len(files), news, len(gone), found is None)
