"""The tables of a mailing → its report; of all mailings → the page that links to them."""

from collections.abc import Iterable
from pathlib import Path

from pipeline import tables
from pipeline.keys import code_version, digest, key_of, made_from
from pipeline.records import Finding, Language


def report_mailing(out: Path, mailing: str, language: Language | None = None, *, force: bool = False) -> Path:
    """All tables of a mailing → its HTML page and CSV files, in the language of its findings unless one is named.

    A report that was made from these tables stays as it is, unless `force`. Raises RunError when the mailing has not
    been checked.
    """
    checked = key_of(out, mailing, "check")
    from pipeline import report

    found = [tables.finding_of(row) for row in tables.read_rows(out, "findings", mailing)]
    language = language or _language_of(found)
    key = made_from(checked) + digest(code_version("report", "reporting.py"), language)
    if not force and report.is_made_from(out, mailing, key):
        return report.report_path(out, mailing)
    documents = [tables.document_of(row) for row in tables.read_rows(out, "documents", mailing)]
    pages = tables.pages_of(tables.read_rows(out, "pages", mailing), tables.read_rows(out, "words", mailing))
    sha_of = {document.source: document.sha256 for document in documents}
    pictures = {
        (page.source, page.page): tables.picture_path(out, mailing, sha256, page.page)
        for page in pages
        if (sha256 := sha_of.get(page.source))
    }
    return report.write_report(
        out,
        mailing,
        documents=documents,
        pages=pages,
        letters=[tables.letter_of(row) for row in tables.read_rows(out, "letters", mailing)],
        mentions=[tables.mention_of(row) for row in tables.read_rows(out, "mentions", mailing)],
        findings=found,
        pictures=pictures,
        language=language,
        made_from=key,
    )


def language_of(out: Path, mailing: str) -> Language:
    """That of the findings of a mailing."""
    return _language_of(tables.finding_of(row) for row in tables.stream_rows(out, "findings", mailing))


def _language_of(findings: Iterable[Finding]) -> Language:
    return next((finding.language for finding in findings), "fr")


def index_mailings(out: Path, language: Language | None = None) -> Path:
    """One line for each mailing that has been checked → the page that links to their reports."""
    from pipeline import report

    entries, mailings = [], tables.list_mailings(out, "findings")
    for mailing in mailings:
        documents = map(tables.document_of, tables.stream_rows(out, "documents", mailing))
        letter_rows = map(tables.letter_of, tables.stream_rows(out, "letters", mailing))
        found = map(tables.finding_of, tables.stream_rows(out, "findings", mailing))
        entries.append(report.summarise_mailing(mailing, documents, letter_rows, found))
    said = (tables.finding_of(row) for mailing in mailings for row in tables.stream_rows(out, "findings", mailing))
    return report.write_index(out, entries, language or _language_of(said))
