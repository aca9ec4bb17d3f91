"""The registry: every check, by hand, in the order in which its findings are listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.findings import (
    ambiguous_order,
    announced_already_sent,
    anonymous_signatory,
    conflicting_amount,
    conflicting_deadline,
    contradictory_instruction,
    missing_amount,
    near_duplicate,
    scattered_contacts,
)
from pipeline.findings.check import Check, Noticed
from pipeline.findings.mailing import Mailing, in_order
from pipeline.findings.wording import plain, quote, say_list
from pipeline.records import Finding, LetterRow, Mention

CHECKS: Final[tuple[Check, ...]] = (
    contradictory_instruction.CHECK,
    conflicting_deadline.CHECK,
    conflicting_amount.CHECK,
    missing_amount.CHECK,
    near_duplicate.CHECK,
    announced_already_sent.CHECK,
    scattered_contacts.CHECK,
    ambiguous_order.CHECK,
    anonymous_signatory.CHECK,
)

CANNOT_TELL: Final = "cannot_tell"  # what a check finds on a doubtful reading, severity `info`
_NAMED: Final = 3  # doubtful readings that the message points to


def check_mailing(letters: Sequence[LetterRow], mentions: Sequence[Mention]) -> tuple[Finding, ...]:
    """Everything the checks notice in one mailing, in the order of the registry and of the letters' dates.

    `finding_id` is `<check>/<n>`, the same for the same letters in whatever order they are given.
    """
    return run_checks(CHECKS, Mailing(letters, mentions))


def run_checks(checks: Iterable[Check], mailing: Mailing) -> tuple[Finding, ...]:
    """The findings of these checks."""
    counts: Counter[str] = Counter()
    return tuple(_finding(counts, check, noticed) for check in checks for noticed in _in_order(check.notice(mailing)))


def _in_order(noticed: Iterable[Noticed]) -> Iterator[Noticed]:
    yield from sorted(
        noticed, key=lambda one: ([in_order(row) for row in one.letters], [m.mention_id for m in one.mentions])
    )


def _finding(counts: Counter[str], check: Check, noticed: Noticed) -> Finding:
    code = CANNOT_TELL if noticed.doubtful else check.code
    counts[code] += 1
    return Finding(
        finding_id=f"{code}/{counts[code]}",
        check=code,
        severity="info" if noticed.doubtful else noticed.severity or check.severity,
        letter_ids=tuple(row.letter_id for row in noticed.letters),
        mention_ids=tuple(mention.mention_id for mention in noticed.mentions),
        message=_abstaining(noticed) if noticed.doubtful else noticed.message,
    )


def _abstaining(noticed: Noticed) -> str:
    """«À vérifier, car la lecture de «7 jours» (lettre.pdf, page 1) est incertaine: ...»."""
    seen = [f"{quote(m.text)} ({plain(m.source.rsplit('/', 1)[-1])}, page {m.page})" for m in noticed.doubtful[:_NAMED]]
    claim = noticed.message
    if claim.startswith(("Le ", "Les ")):
        claim = claim[0].lower() + claim[1:]
    return f"À vérifier, car la lecture de {say_list(seen)} est incertaine\N{NO-BREAK SPACE}: {claim}"
