"""Folder of scans → what of it is still to be read, by the keys of what was read before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline import tables
from pipeline.inbox import InputFile
from pipeline.keys import READ, digest, reader_version
from pipeline.opened import Opened, fingerprint_files, has_passing_failure, reuse_known
from pipeline.settings import RunSettings
from pipeline.words import open_engine, open_second
from pipeline.workers import Workers

Mailings = Mapping[str, Sequence[InputFile]]


@dataclass(slots=True, eq=False)
class Unread:
    """A mailing on its way; `files` is None where nothing has changed since it was read."""

    name: str
    key: str
    files: list[Opened] | None
    hashed: Sequence[Opened] = ()  # all files, as they are now


def choose_mailings(mailings: Mailings, name: str | None) -> Mailings:
    """Those of that name, all without one."""
    if name is None:
        # an empty folder still gives tables, so that whoever reads them finds zero rows and not an error
        return mailings or {"default": []}
    return {name: mailings.get(name, [])}


def choose_reader(settings: RunSettings) -> tuple[str, str]:
    """The name of the engine, and a digest of all that reads. Raises RunError where there is none."""
    engine = open_engine(settings.words.engine, settings.words.language)
    second = f"; {open_second().version}" if settings.words.second_opinion else ""
    return engine.name, reader_version(settings, f"{engine.name} {engine.version}{second}")


def open_mailing(name: str, files: Sequence[InputFile], settings: RunSettings, workers: Workers, reader: str) -> Unread:
    """What is to be read of a mailing, by its keys; nothing is written, no page is looked at."""
    before = tables.read_key(settings.out, READ, name)
    known_reader = not settings.force and (before or "").partition(":")[0] == reader
    marked = tables.read_marks(settings.out, name) if known_reader else {}
    opened = fingerprint_files(files, workers, settings.pages, marked)
    key = f"{reader}:{digest(*(repr(o.document) for o in opened))}"
    if not settings.force and before == key and not has_passing_failure(settings.out, name):
        return Unread(name, key, None, opened)
    if known_reader:
        reuse_known(opened, settings.out, name)
    return Unread(name, key, opened, opened)
