"""A letter and its mentions → why a person should look at it: stable codes for `review_reasons`."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.mentions.layout import is_closing
from pipeline.mentions.plain import plain
from pipeline.records import Letter, Mention

# code -> what it tells a person
REVIEW_REASONS: Final[dict[str, str]] = {
    "no_text": "not a word could be read",
    "page_failed": "a page inside the letter could not be read",
    "no_date": "no date of its own was found on a letter",
    "two_dates": "two different dates claim to be the letter's own",
    "doubtful_date": "the letter's date was read with damage, or its weekday does not agree",
    "no_sender": "nothing tells who writes",
    "doubtful_sender": "one weak witness alone tells who writes",
    "no_signatory": "the letter closes with a formula of politeness, and nobody signs",
    "doubtful_signatory": "the name of the signatory was read with damage, or not at all where there must be one",
    "doubtful_amount": "a sum of money was read with damage, or its words and figures differ",
    "doubtful_deadline": "a limit was read with damage",
    "doubtful_phone": "a telephone number was read with damage",
    "low_confidence": "the page was hard to read as a whole",
    "doubtful_split": "it is not sure that the letter begins and ends on these pages",
}
_HARD_TO_READ: Final = 0.70  # mean confidence of the words: a clean office scan has 0.93 and more, a faint copy 0.75
_SPLIT: Final = 0.5
_DOUBT: Final = 0.55  # a mention: its rule's reliability times its words' confidence
_SENDER_DOUBT: Final = 0.45
# "Pour le Préfet et par délégation, le secrétaire général": only a named person can sign so; a stamp hides the name
_BY_DELEGATION: Final = "par delegation"


def find_review_reasons(letter: Letter, mentions: Sequence[Mention], dates: Sequence[Mention]) -> tuple[str, ...]:
    """The codes that hold, in the order of the table; none for an enclosure that merely lacks a date or a sender."""
    held = set(_reasons(letter, mentions, dates))
    return tuple(code for code in REVIEW_REASONS if code in held)


def _reasons(letter: Letter, mentions: Sequence[Mention], dates: Sequence[Mention]) -> Iterator[str]:
    if letter.split_confidence < _SPLIT:
        yield "doubtful_split"
    if letter.failed_pages:
        yield "page_failed"
    if not letter.words:
        yield "no_text"
        return
    if letter.confidence < _HARD_TO_READ:
        yield "low_confidence"
    for code, kind, role, limit in (
        ("doubtful_amount", "amount", None, _DOUBT),
        ("doubtful_deadline", "deadline", None, _DOUBT),
        ("doubtful_phone", "phone", None, _DOUBT),
        ("doubtful_signatory", "signatory", "name", _DOUBT),
        ("doubtful_sender", "sender", "organisation", _SENDER_DOUBT),
    ):
        if any(m.confidence < limit for m in mentions if m.kind == kind and role in (None, m.role)):
            yield code
    if len(dates) > 1:
        yield "two_dates"
    if dates and dates[0].confidence < _DOUBT:
        yield "doubtful_date"
    if letter.kind == "letter":
        yield from _missing(letter, mentions, dates)


def _missing(letter: Letter, mentions: Sequence[Mention], dates: Sequence[Mention]) -> Iterator[str]:
    if not dates:
        yield "no_date"
    if not any(m.kind == "sender" and m.role == "organisation" for m in mentions):
        yield "no_sender"
    signatories = [m for m in mentions if m.kind == "signatory"]
    if not any(m.role == "name" for m in signatories) and any(_BY_DELEGATION in plain(m.value) for m in signatories):
        yield "doubtful_signatory"
    signed = any(m.role in ("name", "title") for m in signatories)
    if not signed and any(is_closing(letter.line_text(line)) for line in letter.lines):
        yield "no_signatory"
