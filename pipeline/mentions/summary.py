"""A letter and its mentions → its row in the table: every value is the value of a mention."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from pipeline.mentions.bearing_date import find_letter_dates
from pipeline.mentions.contradictions import find_contradictions
from pipeline.mentions.review import find_review_reasons
from pipeline.records import Amount, Deadline, Letter, LetterRow, Mention, MentionKind, Reference

_T = TypeVar("_T")
# Numbers at which the sender is not reached by phone
_NOT_THE_SENDERS: Final = frozenset(("fax", "recipient"))


def summarise_letter(letter: Letter, mentions: Sequence[Mention]) -> LetterRow:
    """The row of one letter. Where several mentions compete, the one its rule ranks first; lists in reading order."""
    dates = find_letter_dates(letter, mentions)
    name, title, mark = (_first(mentions, "signatory", role) for role in ("name", "title", "mark"))
    signs = title or name or mark  # a name under ink may be taken from the text, a title never is
    reasons = (*find_review_reasons(letter, mentions, dates), *find_contradictions(mentions))
    return LetterRow(
        letter_id=letter.letter_id,
        source=letter.source,
        page_start=letter.page_start,
        page_end=letter.page_end,
        kind=letter.kind,
        letter_date=dates[0].date if dates else None,
        letter_place=_value(_first(mentions, "place")),
        sender_organisation=_value(_first(mentions, "sender", "organisation")),
        sender_department=_value(_first(mentions, "sender", "department")),
        sender_address=_value(_first(mentions, "sender", "address")),
        recipient_name=_value(_first(mentions, "recipient", "name")),
        recipient_address=_value(_first(mentions, "recipient", "address")),
        subject=_value(_first(mentions, "subject", "line")),
        signatory_name=_value(name),
        signatory_title=_value(title),
        signatory_anonymous=None if not (name or title) else name is None,
        signature_mark=True if mark else False if signs else None,
        signature_page=signs.page if signs else None,
        phones=_distinct(m.value for m in _of(mentions, "phone") if m.role not in _NOT_THE_SENDERS),
        emails=_distinct(m.value for m in _of(mentions, "email")),
        urls=_distinct(m.value for m in _of(mentions, "url")),
        references=_distinct(Reference(m.role or "", m.value) for m in _of(mentions, "reference")),
        amounts=_distinct(_amount(m) for m in _of(mentions, "amount")),
        deadlines=_deadlines(_of(mentions, "deadline")),
        topics=_distinct(m.value for m in _of(mentions, "subject", "topic")),
        text=letter.text,
        confidence=letter.confidence if letter.words else None,
        needs_review=bool(reasons),
        review_reasons=reasons,
    )


def _of(mentions: Sequence[Mention], kind: MentionKind, role: str | None = None) -> list[Mention]:
    return [m for m in mentions if m.kind == kind and (role is None or m.role == role)]


def _first(mentions: Sequence[Mention], kind: MentionKind, role: str | None = None) -> Mention | None:
    return next(iter(_of(mentions, kind, role)), None)


def _value(mention: Mention | None) -> str | None:
    return mention.value if mention else None


def _distinct(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


def _amount(mention: Mention) -> Amount:
    if mention.amount is None or mention.currency is None:
        raise ValueError(f"{mention.mention_id}: a mention of an amount without its sum or currency")
    return Amount(mention.amount, mention.currency, mention.role or "other")


def _deadlines(mentions: Iterable[Mention]) -> tuple[Deadline, ...]:
    """Each limit once, as first printed."""
    seen: dict[tuple[object, ...], Deadline] = {}
    for m in mentions:
        kind: str = "absolute" if m.quantity is None else "relative"
        key = (kind, m.date, m.quantity, m.unit, m.trigger)
        text = " ".join(m.text.split())
        limit = Deadline("absolute" if kind == "absolute" else "relative", m.date, m.quantity, m.unit, m.trigger, text)
        seen.setdefault(key, limit)
    return tuple(seen.values())
