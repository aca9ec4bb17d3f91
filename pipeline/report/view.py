"""The mailing's rows → what the page shows, in order and in the reader's words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.records import Document, Finding, LetterRow, Mention
from pipeline.report import codes
from pipeline.report.contacts import Contacts, gather_contacts
from pipeline.report.duties import Duty, gather_duties
from pipeline.report.failures import Failure, view_copies, view_failures
from pipeline.report.lanes import Lanes, draw_lanes
from pipeline.report.letters import LetterView, view_letters
from pipeline.report.notices import FindingView, view_findings
from pipeline.report.scans import PageLike, Scans
from pipeline.report.shown import choose_letters
from pipeline.report.timeline import Timeline, draw_timeline
from pipeline.report.tongue import Tongue


@dataclass(frozen=True, slots=True)
class MailingView:
    """Everything on the page."""

    mailing: str
    letters: tuple[LetterView, ...]
    findings: tuple[FindingView, ...]
    duties: tuple[Duty, ...]
    contacts: Contacts
    failures: tuple[Failure, ...]
    copies: tuple[Failure, ...]
    figures: tuple[tuple[str, str], ...]
    timeline: Timeline | None
    lanes: Lanes | None  # of letters too many for the time line, and what a phone shows in its place
    left_out: str  # a sentence, where the mailing has more letters than a page can hold
    _by_letter: Mapping[str, list[FindingView]] = field(repr=False)

    @property
    def is_read(self) -> bool:
        """Whether there is a letter with words in it: else nothing was compared."""
        return any(letter.row.text.strip() for letter in self.letters)

    @property
    def checks(self) -> list[tuple[str, str]]:
        """(code, title) of the checks that found something."""
        return sorted({(f.finding.check, f.title) for f in self.findings}, key=lambda pair: pair[1])

    def findings_of(self, letter: LetterView) -> list[FindingView]:
        """The findings that concern a letter."""
        return self._by_letter[letter.row.letter_id]

    def tally(self, letter: LetterView) -> list[tuple[str, str, int]]:
        """(sign, severity, how many) of the findings that concern a letter."""
        counted = Counter((f.sign, f.severity) for f in self.findings_of(letter))
        return [(*kind, count) for kind, count in counted.items()]


def view_mailing(
    mailing: str,
    documents: Sequence[Document],
    pages: Sequence[PageLike],
    letters: Sequence[LetterRow],
    mentions: Sequence[Mention],
    findings: Sequence[Finding],
    scans: Scans,
    tongue: Tongue,
    body_of: Callable[[str], str] = str,
) -> MailingView:
    """What the page of one mailing shows."""
    chosen = choose_letters(letters, findings)
    shown = view_letters(chosen, mentions, scans, tongue)
    ids = {row.letter_id for row in chosen}
    told = findings if len(chosen) == len(letters) else [f for f in findings if not ids.isdisjoint(f.letter_ids)]
    noticed = view_findings(told, shown, scans, tongue, body_of)
    failures = tuple(view_failures(documents, pages, tongue))
    by_letter: dict[str, list[FindingView]] = defaultdict(list)
    for view in noticed:
        for letter_id in dict.fromkeys(view.finding.letter_ids):
            by_letter[letter_id].append(view)
    return MailingView(
        mailing=mailing,
        letters=shown,
        findings=noticed,
        duties=gather_duties(shown, noticed, tongue),
        contacts=gather_contacts(shown, noticed),
        failures=failures,
        copies=tuple(view_copies(documents, tongue)),
        figures=_figures(documents, pages, letters, findings, failures, tongue),
        timeline=draw_timeline([letter.row for letter in shown], tongue),
        lanes=draw_lanes(shown, tongue) if any(letter.row.letter_date for letter in shown) else None,
        left_out=_left_out(len(chosen), len(letters), tongue),
        _by_letter=by_letter,
    )


def _left_out(shown: int, letters: int, tongue: Tongue) -> str:
    if shown == letters:
        return ""
    said = tongue("Cette page montre {} courriers sur {} (ceux des constats d'abord). Les fichiers CSV les ont tous.")
    return said.format(tongue.number(shown), tongue.number(letters))


def _figures(
    documents: Sequence[Document],
    pages: Sequence[PageLike],
    letters: Sequence[LetterRow],
    findings: Sequence[Finding],
    failures: Sequence[Failure],
    tongue: Tongue,
) -> tuple[tuple[str, str], ...]:
    dates = [row.letter_date for row in letters if row.letter_date]
    first, last = min(dates, default=None), max(dates, default=None)
    if first == last:
        period = tongue.date(first) if first else tongue("aucune date")
    else:
        period = tongue("du {} au {}").format(tongue.date(first), tongue.date(last))
    review = sum(row.needs_review for row in letters)
    unread = sum(failure.page is None for failure in failures)
    severities = (
        tongue.count(sum(f.severity == code for f in findings), *codes.SEVERITY_COUNTS[code])
        for code in codes.SEVERITIES
    )
    read = sum(not page.error_code for page in pages)
    return (
        (tongue.count(len(letters), "courrier", "courriers"), period),
        (
            tongue.count(len(documents), "fichier", "fichiers"),
            tongue.count(read, "page lue", "pages lues"),
        ),
        (tongue.count(len(findings), "constat", "constats"), ", ".join(severities)),
        (tongue.count(review, "courrier à revoir", "courriers à revoir"), f"{tongue('sur')} {len(letters)}"),
        (tongue.count(unread, "fichier en échec", "fichiers en échec"), f"{tongue('sur')} {len(documents)}"),
    )
