"""The registry: every check, by hand, in the order in which its findings are listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from pipeline.findings import (
    ambiguous_order,
    announced_already_sent,
    anonymous_signatory,
    burst,
    conflicting_amount,
    conflicting_deadline,
    conflicting_recipient,
    conflicting_reference,
    contradictory_instruction,
    english,
    french,
    hard_to_read,
    impossible_date,
    inconsistent_signatory,
    missing_amount,
    missing_contact,
    near_duplicate,
    orphan_signature,
    premium_number,
    redundant_topic,
    scattered_contacts,
    scattered_places,
    short_deadline,
    unlisted_contact,
    unwanted_wording,
)
from pipeline.findings.charter import Charter, load_charter
from pipeline.findings.check import Check, Noticed
from pipeline.findings.mailing import Mailing, in_order
from pipeline.findings.meanings import plain_letters
from pipeline.findings.senders import contacts_of
from pipeline.findings.wording import Says, file_and_page
from pipeline.records import Finding, Language, LetterRow, Mention

CHECKS: Final[tuple[Check[Any], ...]] = (
    contradictory_instruction.CHECK,
    conflicting_deadline.CHECK,
    conflicting_amount.CHECK,
    missing_amount.CHECK,
    near_duplicate.CHECK,
    conflicting_reference.CHECK,
    conflicting_recipient.CHECK,
    announced_already_sent.CHECK,
    redundant_topic.CHECK,
    scattered_contacts.CHECK,
    unlisted_contact.CHECK,
    scattered_places.CHECK,
    missing_contact.CHECK,
    premium_number.CHECK,
    impossible_date.CHECK,
    short_deadline.CHECK,
    ambiguous_order.CHECK,
    burst.CHECK,
    anonymous_signatory.CHECK,
    inconsistent_signatory.CHECK,
    orphan_signature.CHECK,
    hard_to_read.CHECK,
    unwanted_wording.CHECK,
)

CANNOT_TELL: Final = "cannot_tell"  # what a check finds on a doubtful reading, severity `info`
_NAMED: Final = 3  # doubtful readings that the message points to

_ARTICLES: Final = ("Le ", "Les ", "La ", "L'", "Un ", "Une ", "Plusieurs ", "The ", "A ", "Several ")

# review reason -> what is read doubtfully
_UNSURE: Final[dict[str, Says]] = {
    "no_text": Says("du texte", "the text"),
    "page_failed": Says("d'une page", "a page"),
    "no_date": Says("de la date", "the date"),
    "two_dates": Says("de la date", "the date"),
    "doubtful_date": Says("de la date", "the date"),
    "no_sender": Says("de l'expéditeur", "the sender"),
    "doubtful_sender": Says("de l'expéditeur", "the sender"),
    "no_signatory": Says("de la signature", "the signature"),
    "doubtful_signatory": Says("de la signature", "the signature"),
    "doubtful_amount": Says("d'une somme", "a sum"),
    "doubtful_deadline": Says("d'un délai", "a limit"),
    "doubtful_phone": Says("d'un numéro de téléphone", "a telephone number"),
    "low_confidence": Says("du texte", "the text"),
    "doubtful_split": Says("de l'étendue", "the extent"),
}


def check_mailing(
    letters: Sequence[LetterRow],
    mentions: Sequence[Mention],
    charter: Charter | None = None,
    language: Language = "fr",
) -> tuple[Finding, ...]:
    """Everything the checks notice in one mailing, in the order of the registry and of the letters' dates.

    `finding_id` is `<check>/<n>`, the same for the same letters in whatever order they are given.
    """
    return run_checks(CHECKS, Mailing(letters, mentions), charter or charter_of(), language)


@cache
def charter_of(*layers: tuple[str, str]) -> Charter:
    """What the checks go by: the defaults, with these files (name and text) on top.

    Raises RunError that names file and line where one has a key or value that no check knows.
    """
    return load_charter(CHECKS, layers)


def run_checks(
    checks: Iterable[Check[Any]], mailing: Mailing, charter: Charter, language: Language = "fr"
) -> tuple[Finding, ...]:
    """The findings of these checks."""
    counts: Counter[str] = Counter()
    return tuple(
        _finding(counts, check, charter, noticed, language)
        for check in checks
        if charter.of(check).run
        for noticed in _in_order(check.notice(mailing, charter.of(check)))
    )


def _in_order(noticed: Iterable[Noticed]) -> Iterator[Noticed]:
    yield from sorted(
        noticed, key=lambda one: ([in_order(row) for row in one.letters], [m.mention_id for m in one.mentions])
    )


def _finding(
    counts: Counter[str], check: Check[Any], charter: Charter, noticed: Noticed, language: Language
) -> Finding:
    unsure = _unsure(check, noticed)
    code = CANNOT_TELL if unsure else check.code
    counts[code] += 1
    says = _abstaining(noticed.says, unsure) if unsure else noticed.says
    severity = charter.of(check).severity or noticed.severity or check.severity
    return Finding(
        finding_id=f"{code}/{counts[code]}",
        check=code,
        severity="info" if unsure else severity,
        letter_ids=tuple(row.letter_id for row in noticed.letters),
        mention_ids=tuple(mention.mention_id for mention in noticed.mentions),
        message=says.in_language(language),
        language=language,
        message_en=says.en,
    )


def _unsure(check: Check[Any], noticed: Noticed) -> Says | None:
    """What cannot be built on: doubtful mentions, else the review reasons of the letters."""
    if noticed.doubtful:
        seen = noticed.doubtful[:_NAMED]
        return Says(
            fr=f"de {french.say_list([f'{french.quote(m.text)} ({file_and_page(m)})' for m in seen])}",
            en=english.say_list([f"{english.quote(m.text)} ({file_and_page(m)})" for m in seen]),
        )
    settled = {"doubtful_sender"} if _have_one_sender(noticed.letters) else set()
    reasons = {
        (_UNSURE[reason], file_and_page(row)): None
        for row in noticed.letters
        for reason in row.review_reasons
        if reason in check.unsure_if - settled
    }
    told = list(reasons)[:_NAMED]
    if not told:
        return None
    return Says(
        fr=french.say_list([f"{what.fr} ({where})" for what, where in told]),
        en=english.say_list([f"{what.en} ({where})" for what, where in told]),
    )


def _have_one_sender(letters: Sequence[LetterRow]) -> bool:
    """Whether several letters name it alike, or bear one number of it: no two scans are misread to the letter."""
    names = [plain_letters(row.sender_organisation or "") for row in letters]
    if len(names) > 1 and names[0] and len(set(names)) == 1:
        return True
    return len(names) > 1 and bool(set.intersection(*(set(contacts_of(row)) for row in letters)))


def _abstaining(says: Says, unsure: Says) -> Says:
    """«À vérifier, car la lecture de «7 jours» (lettre.pdf, page 1) est incertaine: ...»."""
    return Says(
        fr=f"À vérifier, car la lecture {unsure.fr} est incertaine\N{NO-BREAK SPACE}: {_lowered(says.fr)}",
        en=f"To be looked at, as the reading of {unsure.en} is doubtful: {_lowered(says.en)}",
    )


def _lowered(sentence: str) -> str:
    """Behind a colon; a name keeps its capital."""
    return sentence[0].lower() + sentence[1:] if sentence.startswith(_ARTICLES) else sentence
