"""The tables of a mailing → its report; of all mailings → the page that links to them."""

from collections.abc import Iterable, Set
from pathlib import Path

from pipeline import tables
from pipeline.keys import code_version, digest, key_of, made_from
from pipeline.records import Finding, Language, LetterRow, Mention, Page


def make_report(out: Path, mailing: str, language: Language | None) -> Path:
    """All tables of a mailing → its HTML page and CSV files: what a worker process does."""
    from pipeline import report

    language = language or language_of(out, mailing)
    found = [tables.finding_of(row) for row in tables.read_rows(out, "findings", mailing)]
    letters = [tables.letter_of(row) for row in tables.read_rows(out, "letters", mailing)]
    documents = [tables.document_of(row) for row in tables.read_rows(out, "documents", mailing)]
    shown = report.choose_letters(letters, found)
    places = None if len(shown) == len(letters) else _places(shown)
    pages = _pages(out, mailing, places)
    sha_of = {document.source: document.sha256 for document in documents}
    pictures = {
        (page.source, page.page): tables.picture_path(out, mailing, sha256, page.page)
        for page in pages
        if (sha256 := sha_of.get(page.source)) and (places is None or (page.source, page.page) in places)
    }
    return report.write_report(
        out,
        mailing,
        documents=documents,
        pages=pages,
        letters=letters,
        mentions=_mentions(out, mailing, shown, found),
        findings=found,
        pictures=pictures,
        language=language,
        made_from=_key(out, mailing, language),
        body_of=_body_of,
    )


def _body_of(text: str) -> str:
    """What the checks compare of a letter; that room takes a second to load, and few reports ask."""
    from pipeline.findings import body_of

    return body_of(text)


def is_reported(out: Path, mailing: str, language: Language | None = None) -> bool:
    """Whether the report was made from the tables as they are. Raises RunError when the mailing is not checked."""
    from pipeline import report

    return report.is_made_from(out, mailing, _key(out, mailing, language or language_of(out, mailing)))


def _key(out: Path, mailing: str, language: Language) -> str:
    return made_from(key_of(out, mailing, "check")) + digest(code_version("report", "reporting.py"), language)


def _places(letters: Iterable[LetterRow]) -> Set[tuple[str, int]]:
    return {(row.source, page) for row in letters for page in range(row.page_start, row.page_end + 1)}


def _pages(out: Path, mailing: str, places: Set[tuple[str, int]] | None) -> list[Page]:
    """All pages; with `places` only these have their words, which are most of what a mailing holds."""
    words = tables.stream_rows(out, "words", mailing)
    wanted = (row for row in words if places is None or (row["source"], row["page"]) in places)
    return tables.pages_of(tables.stream_rows(out, "pages", mailing), wanted)


def _mentions(out: Path, mailing: str, letters: Iterable[LetterRow], findings: Iterable[Finding]) -> list[Mention]:
    """Those of the letters, and those that the findings go by."""
    ids = {row.letter_id for row in letters} | {one for finding in findings for one in finding.mention_ids}
    rows = tables.stream_rows(out, "mentions", mailing)
    return [tables.mention_of(row) for row in rows if not ids.isdisjoint((row["letter_id"], row["mention_id"]))]


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
