"""Folder of scans → tables → report: the one file that knows the order of the stages."""

import importlib.metadata
import logging
from collections.abc import Iterator
from pathlib import Path

from pipeline import tables
from pipeline.keys import CHECK, EXTRACT, code_version, digest, key_of, made_from
from pipeline.read import Watcher, read_mailings
from pipeline.records import Language, Page
from pipeline.reporting import index_mailings, report_mailing
from pipeline.settings import RunSettings

# The rooms behind `words` are imported where they are used: spaCy takes a second to load, and often nothing is new.

_log = logging.getLogger(__name__)


def extract_mailing(out: Path, mailing: str, *, force: bool = False) -> None:
    """Pages and words of a mailing → letters and mentions. Raises RunError when the mailing has not been read."""
    code = digest(code_version("letters", "mentions", "../models/confidence.yaml"), importlib.metadata.version("spacy"))
    key = made_from(key_of(out, mailing, "read")) + code
    if not force and tables.read_key(out, EXTRACT, mailing) == key:
        return
    from pipeline import letters, mentions

    read = tables.pages_of(tables.read_rows(out, "pages", mailing), tables.read_rows(out, "words", mailing))
    by_source: dict[str, list[Page]] = {}
    for page in read:
        by_source.setdefault(page.source, []).append(page)
    split = [letter for source, own in by_source.items() for letter in letters.find_letters(source, own)]
    letter_rows, mention_rows = [], []
    for letter in split:
        found = mentions.find_mentions(letter, mentions.load_language())
        letter_rows.append(tables.letter_row(mentions.summarise_letter(letter, found)))
        mention_rows += [tables.mention_row(mention) for mention in found]
    _log.info("%s: %d letters, %d mentions", mailing, len(letter_rows), len(mention_rows))
    tables.write_mailing(out, mailing, {"letters": letter_rows, "mentions": mention_rows}, key)


def check_mailing(out: Path, mailing: str, *, force: bool = False, language: Language = "fr") -> None:
    """Letters and mentions of a mailing → findings. Raises RunError when the mailing has not been extracted."""
    own = tables.read_charter(out, mailing)
    key = made_from(key_of(out, mailing, "extract")) + digest(code_version("findings"), own, language)
    if not force and tables.read_key(out, CHECK, mailing) == key:
        return
    from pipeline import findings

    found = findings.check_mailing(
        [tables.letter_of(row) for row in tables.read_rows(out, "letters", mailing)],
        [tables.mention_of(row) for row in tables.read_rows(out, "mentions", mailing)],
        findings.charter_of(("charter.yaml", own)),
        language,
    )
    _log.info("%s: %d findings", mailing, len(found))
    tables.write_mailing(out, mailing, {"findings": [tables.finding_row(finding) for finding in found]}, key)


def run_mailings(settings: RunSettings, watcher: Watcher | None = None) -> Iterator[str]:
    """All stages, mailing by mailing; yields each when its tables and report are written."""
    for mailing in read_mailings(settings, watcher):
        extract_mailing(settings.out, mailing, force=settings.force)
        check_mailing(settings.out, mailing, force=settings.force, language=settings.language)
        report_mailing(settings.out, mailing, settings.language, force=settings.force)
        yield mailing
    index_mailings(settings.out, settings.language)
