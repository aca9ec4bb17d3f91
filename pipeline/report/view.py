"""The mailing's rows → what the page shows, in order and in French words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from pipeline.records import Document, Finding, LetterRow, Mention
from pipeline.report import french
from pipeline.report.timeline import Timeline, draw_timeline

_WORST_FIRST: Final = tuple(french.SEVERITIES)
_LETTERHEAD_AMOUNTS: Final = frozenset({"capital", "tariff"})
MOST_EVIDENCE: Final = 40  # mentions shown under one finding; all are in the tables


class PageLike(Protocol):
    """What the report needs to know of a page."""

    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def page(self) -> int: ...  # noqa: D102
    @property
    def error_code(self) -> str | None: ...  # noqa: D102
    @property
    def error(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class MentionView:
    """A mention with its sentence cut around the printed words."""

    mention: Mention
    kind: str
    value: str
    role: str
    confidence: str
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter, numbered from 1 in the order of dates; its section on the page is `lettre-<number>`."""

    number: int
    row: LetterRow
    name: str
    signatory: str
    phones: tuple[str, ...]
    amounts: tuple[str, ...]  # without those of the letterhead: share capital, call tariffs
    deadlines: tuple[str, ...]
    references: tuple[str, ...]
    topics: tuple[str, ...]
    reasons: tuple[str, ...]
    kind: str
    mentions: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its evidence, letter by letter."""

    finding: Finding
    sign: str
    severity: str
    title: str
    evidence: tuple[tuple[LetterView, tuple[MentionView, ...]], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or page that could not be read, or a copy, and why."""

    source: str
    page: int | None
    status: str
    reason: str
    code: str


@dataclass(frozen=True, slots=True)
class MailingView:
    """Everything on the page."""

    mailing: str
    letters: tuple[LetterView, ...]
    findings: tuple[FindingView, ...]
    failures: tuple[Failure, ...]
    copies: tuple[Failure, ...]
    figures: tuple[tuple[str, str], ...]
    timeline: Timeline | None


def view_mailing(
    mailing: str,
    documents: Sequence[Document],
    pages: Sequence[PageLike],
    letters: Sequence[LetterRow],
    mentions: Sequence[Mention],
    findings: Sequence[Finding],
) -> MailingView:
    """What the page of one mailing shows."""
    by_letter: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_letter[mention.letter_id].append(mention)
    ordered = sorted(letters, key=_by_date)
    shown = tuple(_letter(n, row, by_letter[row.letter_id]) for n, row in enumerate(ordered, start=1))
    failures = tuple(_failures(documents, pages))
    return MailingView(
        mailing=mailing,
        letters=shown,
        findings=_findings(findings, shown),
        failures=failures,
        copies=tuple(
            Failure(d.source, None, french.STATUSES[d.status], d.duplicate_of or "", "")
            for d in documents
            if d.status == "duplicate"
        ),
        figures=_figures(documents, pages, ordered, findings, failures),
        timeline=draw_timeline(ordered),
    )


def _by_date(row: LetterRow) -> tuple[bool, str, str, int]:
    date = row.letter_date
    return date is None, date.isoformat() if date else "", row.source, row.page_start


def _letter(number: int, row: LetterRow, mentions: Sequence[Mention]) -> LetterView:
    kind = french.LETTER_KINDS[row.kind]
    sender = row.sender_organisation or row.sender_department
    date = f"du {french.say_date(row.letter_date)}" if row.letter_date else "sans date"
    return LetterView(
        number=number,
        row=row,
        name=f"{kind.capitalize()} {date}" + (f", {sender}" if sender else ""),
        signatory=", ".join(part for part in (row.signatory_name, row.signatory_title) if part),
        phones=tuple(map(french.say_phone, row.phones)),
        amounts=tuple(french.say_amount(a) for a in row.amounts if a.role not in _LETTERHEAD_AMOUNTS),
        deadlines=tuple(map(french.say_deadline, row.deadlines)),
        references=tuple(f"{reference.label} {reference.value}".strip() for reference in row.references),
        reasons=tuple(french.REVIEW_REASONS.get(reason, reason.replace("_", " ")) for reason in row.review_reasons),
        topics=tuple(french.TOPICS.get(topic, topic) for topic in row.topics),
        kind=kind,
        mentions=tuple(_mention(m) for m in sorted(mentions, key=lambda m: (m.page, m.start, m.end))),
    )


def _mention(mention: Mention) -> MentionView:
    before, marked, after = cut_around(mention.sentence, mention.text)
    return MentionView(
        mention=mention,
        kind=french.KINDS[mention.kind],
        value=french.say_value(mention),
        role=french.say_role(mention),
        confidence=french.say_share(mention.confidence),
        before=before,
        marked=marked,
        after=after,
    )


def cut_around(sentence: str, words: str) -> tuple[str, str, str]:
    """The sentence before, at and after the words; all of it before where they do not stand in it."""
    line, sought = " ".join(sentence.split()), " ".join(words.split())
    at = line.find(sought) if sought else -1
    if at < 0:
        return line, "", ""
    return line[:at], line[at : at + len(sought)], line[at + len(sought) :]


def _findings(findings: Sequence[Finding], letters: Sequence[LetterView]) -> tuple[FindingView, ...]:
    letter_of = {letter.row.letter_id: letter for letter in letters}
    mention_of = {m.mention.mention_id: m for letter in letters for m in letter.mentions}
    worst_first = sorted(findings, key=lambda f: _WORST_FIRST.index(f.severity))  # stable: else as the checks came
    return tuple(_finding(finding, letter_of, mention_of) for finding in worst_first)


def _finding(finding: Finding, letter_of: dict[str, LetterView], mention_of: dict[str, MentionView]) -> FindingView:
    sign, severity = french.SEVERITIES[finding.severity]
    seen = [mention_of[key] for key in finding.mention_ids if key in mention_of]
    shown: dict[str, list[MentionView]] = {key: [] for key in finding.letter_ids[:MOST_EVIDENCE] if key in letter_of}
    for mention in seen[:MOST_EVIDENCE]:
        if mention.mention.letter_id in letter_of:
            shown.setdefault(mention.mention.letter_id, []).append(mention)
    return FindingView(
        finding=finding,
        sign=sign,
        severity=severity,
        title=french.CHECKS.get(finding.check, finding.check),
        evidence=tuple((letter_of[key], tuple(held)) for key, held in shown.items()),
        left_out=max(len(seen), len(finding.letter_ids)) - max(len(seen[:MOST_EVIDENCE]), len(shown)),
    )


def _failures(documents: Sequence[Document], pages: Sequence[PageLike]) -> Iterator[Failure]:
    for document in documents:
        if document.error_code:
            yield _failure(document.source, None, french.STATUSES[document.status], document.error_code, document.error)
    for page in pages:
        if page.error_code:
            yield _failure(page.source, page.page, "page non lue", page.error_code, page.error)


def _failure(source: str, page: int | None, status: str, code: str, error: str | None) -> Failure:
    return Failure(source, page, status, french.FAILURES.get(code, error or code), code)


def _figures(
    documents: Sequence[Document],
    pages: Sequence[PageLike],
    letters: Sequence[LetterRow],
    findings: Sequence[Finding],
    failures: Sequence[Failure],
) -> tuple[tuple[str, str], ...]:
    dates = [row.letter_date for row in letters if row.letter_date]
    period = f"du {french.say_date(min(dates))} au {french.say_date(max(dates))}" if dates else "aucune date"
    review = sum(row.needs_review for row in letters)
    unread = sum(failure.page is None for failure in failures)
    return (
        (french.say_count(len(letters), "courrier", "courriers"), period),
        (
            french.say_count(len(documents), "fichier", "fichiers"),
            french.say_count(sum(not page.error_code for page in pages), "page lue", "pages lues"),
        ),
        (
            french.say_count(len(findings), "constat", "constats"),
            ", ".join(
                french.say_count(sum(f.severity == code for f in findings), label.lower(), f"{label.lower()}s")
                for code, (_, label) in french.SEVERITIES.items()
                if code != "info"
            ),
        ),
        (french.say_count(review, "courrier à revoir", "courriers à revoir"), f"sur {len(letters)}"),
        (french.say_count(unread, "fichier en échec", "fichiers en échec"), f"sur {len(documents)}"),
    )
