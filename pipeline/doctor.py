"""This machine → whether a run would go well on it, and what to mend where not."""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.errors import RunError
from pipeline.places import is_remote, stores_told
from pipeline.settings import RunSettings, available_cores
from pipeline.words import open_engine, open_second

_PYTHON: Final = (3, 11)
_FREE_BYTES: Final = 1 << 30  # room for the tables and pictures of some ten thousand pages, 100 kB a page


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing that was looked at. `mend`: what to do where it is not well; a run goes on without what is optional."""

    name: str
    well: bool
    said: str
    mend: str = ""
    optional: bool = False

    @property
    def stops_a_run(self) -> bool:
        """Whether no run would go well."""
        return not self.well and not self.optional


def look_at_machine(raw: Path, out: Path) -> Iterator[Checkup]:
    """All that a run over `raw` into `out` needs; nothing is changed but for a file that is written and deleted."""
    yield _python()
    yield _asked("Tesseract with French", lambda: _engine_of(RunSettings()))
    yield _asked("French language model", _language_model)
    yield _asked("table of confidences", _confidences)
    yield _asked("table of speech acts", _speech_acts)
    yield _asked("table of topics", _topics)
    yield _asked("table of figures", _figures)
    yield _asked("table of sentences worth asking about", _worth_asking)
    yield _asked("encoder of two sentences", _encoder)
    yield _asked("second opinion", lambda: open_second().version, optional=True)
    yield _readable(raw)
    yield _writable(out)
    if not is_remote(out):
        yield from _room("output", _that_exists(out))
    yield from _room("temporary files", Path(tempfile.gettempdir()))
    yield _free(out)
    yield _memory()


def _python() -> Checkup:
    mend = f"install Python {_PYTHON[0]}.{_PYTHON[1]} or newer and call `make setup`."
    return Checkup("Python", sys.version_info >= _PYTHON, platform.python_version(), mend)


def _engine_of(settings: RunSettings) -> str:
    engine = open_engine(settings.words.engine, settings.words.language)
    return engine.version


def _language_model() -> str:
    from pipeline.mentions.language import MODEL, load_language

    return f"{MODEL} {load_language().meta['version']}"


def _confidences() -> str:
    from pipeline.mentions.trust import MODEL, load_trust

    load_trust()
    return MODEL.name


def _speech_acts() -> str:
    from pipeline.speech import MODEL, read_table

    read_table(MODEL)
    return MODEL.name


def _topics() -> str:
    from pipeline.mentions.topic_model import MODEL, load_weights

    load_weights()
    return MODEL.name


def _figures() -> str:
    from pipeline.findings.likeness import MODEL, load_table

    load_table()
    return MODEL.name


def _encoder() -> str:
    from pipeline.encoder import MODEL, load_network

    load_network()
    return MODEL.name


def _worth_asking() -> str:
    from pipeline.findings.contrary import ASKED, load_asked

    load_asked()
    return ASKED.name


def _asked(name: str, ask: Callable[[], str], *, optional: bool = False) -> Checkup:
    """A part of ours that says itself what is missing."""
    try:
        return Checkup(name, True, ask())
    except RunError as problem:
        said, _, mend = str(problem).partition(": ")
        return Checkup(name, False, said, mend or str(problem), optional)


def _readable(raw: Path) -> Checkup:
    name, mend = f"input {raw}", "make the folder, put scans under it, and let this user read it."
    try:
        with stores_told():
            count = len(list(raw.iterdir()))
    except (OSError, RunError) as problem:
        return Checkup(name, False, getattr(problem, "strerror", None) or str(problem), mend)
    said = "1 entry" if count == 1 else f"{count} entries"
    return Checkup(name, is_remote(raw) or os.access(raw, os.R_OK | os.X_OK), said, mend)


def _writable(out: Path) -> Checkup:
    name, mend = f"output {out}", "choose another folder or let this user write to it."
    if is_remote(out):
        try:
            with stores_told():
                tables.need_folder(out)
        except RunError as problem:
            return Checkup(name, False, str(problem), mend)
        return Checkup(name, True, "can be written")
    try:
        with tempfile.TemporaryFile(dir=_that_exists(out)) as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        return Checkup(name, False, problem.strerror or str(problem), mend)
    return Checkup(name, True, "can be written")


def _that_exists(out: Path) -> Path:
    """The folder itself or, where it is still to be made, the one it will lie in."""
    return next((path for path in (out, *out.absolute().parents) if path.is_dir()), Path("/"))


def _room(name: str, folder: Path) -> Iterator[Checkup]:
    free = shutil.disk_usage(folder).free
    said, mend = f"{free / 1024**3:.1f} GB free in {folder}", "free some space, or choose a folder on another disk."
    yield Checkup(f"disk for {name}", free >= _FREE_BYTES, said, mend)


def _free(out: Path) -> Checkup:
    owner = tables.busy_owner(out)
    mend = "wait until it ends, or stop it."
    return Checkup("no other run", owner is None, f"{owner} writes to {out}" if owner else "none", mend)


def _memory() -> Checkup:
    if not hasattr(os, "sysconf"):
        return Checkup("memory", True, "not known here")
    has = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    needs = RunSettings().worker_memory_bytes
    cores = available_cores()
    said = (
        f"{has / 1024**3:.1f} GB for {cores} workers that may take {needs / 1024**3:.0f} GB each for the largest page"
    )
    return Checkup("memory", has >= needs, said, "close other programs, or give fewer `--workers`.")
