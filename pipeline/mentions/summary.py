"""A letter and its mentions → its row in the table: every value is the value of a mention."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from pipeline.mentions.bearing_date import find_letter_dates
from pipeline.mentions.contradictions import find_contradictions
from pipeline.mentions.fields import fill_fields, rate_fields
from pipeline.mentions.review import find_review_reasons
from pipeline.records import Amount, Deadline, Letter, LetterRow, Mention, Reference

_T = TypeVar("_T")


def summarise_letter(letter: Letter, mentions: Sequence[Mention], corrected: Collection[str] = ()) -> LetterRow:
    """The row of one letter. Where several mentions compete, the one its rule ranks first; lists in reading order.

    `corrected`: the fields of which a person said what they hold.
    """
    dates = find_letter_dates(letter, mentions)
    if "letter_date" in corrected:
        dates = tuple(m for m in mentions if m.kind == "date" and m.origin == "human")
    filled = fill_fields(mentions, dates, corrected)
    sure = rate_fields(filled)
    reasons = (*find_review_reasons(letter, mentions, dates, sure, corrected), *find_contradictions(mentions))
    if "needs_review" in corrected:
        reasons = ()
    one = {name: next(iter(held), None) for name, held in filled.items()}
    name, title, mark = one["signatory_name"], one["signatory_title"], one["signature_mark"]
    signs = title or name or mark  # a name under ink may be taken from the text, a title never is
    return LetterRow(
        letter_id=letter.letter_id,
        source=letter.source,
        page_start=letter.page_start,
        page_end=letter.page_end,
        kind=letter.kind,
        letter_date=dates[0].date if dates else None,
        letter_place=_value(one["letter_place"]),
        sender_organisation=_value(one["sender_organisation"]),
        sender_department=_value(one["sender_department"]),
        sender_address=_value(one["sender_address"]),
        recipient_name=_value(one["recipient_name"]),
        recipient_address=_value(one["recipient_address"]),
        subject=_value(one["subject"]),
        signatory_name=_value(name),
        signatory_title=_value(title),
        signatory_anonymous=None if not (name or title) else name is None,
        signature_mark=True if mark else False if signs else None,
        signature_page=signs.page if signs else None,
        phones=_distinct(m.value for m in filled["phones"]),
        emails=_distinct(m.value for m in filled["emails"]),
        urls=_distinct(m.value for m in filled["urls"]),
        references=_distinct(Reference(m.role or "", m.value) for m in filled["references"]),
        amounts=_distinct(_amount(m) for m in filled["amounts"]),
        deadlines=_deadlines(filled["deadlines"]),
        topics=_distinct(m.value for m in filled["topics"]),
        text=letter.text,
        confidence=letter.confidence if letter.words else None,
        needs_review=bool(reasons),
        review_reasons=reasons,
        field_confidences=sure,
        corrected=tuple(sorted(corrected)),
    )


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
