"""A letter and its mentions → why a person should look at it: stable codes for `review_reasons`."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from pipeline.mentions.layout import is_closing, signature_lines
from pipeline.mentions.plain import plain
from pipeline.mentions.trust import load_trust
from pipeline.mentions.unexplained import find_unexplained
from pipeline.records import FieldConfidence, Letter, Mention

# code -> what it tells a person
REVIEW_REASONS: Final[dict[str, str]] = {
    "no_text": "not a word could be read",
    "page_failed": "a page inside the letter could not be read",
    "no_date": "no date of its own was found on a letter",
    "two_dates": "two different dates claim to be the letter's own",
    "doubtful_date": "the letter's date or place was read with damage, or its weekday does not agree",
    "no_sender": "nothing tells who writes",
    "doubtful_sender": "the sender's name, department or address was read with damage, or one weak witness tells it",
    "doubtful_recipient": "the recipient's name or address was read with damage",
    "doubtful_subject": "the subject was read with damage",
    "no_signatory": "the letter closes with a formula of politeness, and nobody signs",
    "doubtful_signatory": "the signatory was read with damage, or not at all where there must be one",
    "doubtful_amount": "a sum of money was read with damage, or its words and figures differ",
    "doubtful_deadline": "a limit was read with damage",
    "doubtful_phone": "a telephone number was read with damage",
    "doubtful_contact": "an e-mail or web address was read with damage",
    "doubtful_reference": "a reference was read with damage, or its check digits do not agree",
    "doubtful_topic": "a few words alone tell what the letter is about",
    "unexplained_figure": "a figure looks like a sum, date, limit, telephone number or reference that no rule has read",
    "low_confidence": "the page was hard to read as a whole",
    "doubtful_split": "it is not sure that the letter begins and ends on these pages",
    "weekday_differs": "a date is not of the weekday it names",
    "words_and_figures_differ": "a sum is another in words than in figures",
    "limit_and_date_differ": "a number of days does not lead to the date that follows it",
    "total_differs": "a total is not the sum of its parts",
    "wrong_check_digit": "an IBAN, SIREN or other number has check digits that do not agree",
}
# field of the row -> the code where it is less sure than `review` in models/confidence.yaml
DOUBTFUL: Final[dict[str, str]] = {
    "letter_date": "doubtful_date",
    "letter_place": "doubtful_date",
    "sender_organisation": "doubtful_sender",
    "sender_department": "doubtful_sender",
    "sender_address": "doubtful_sender",
    "recipient_name": "doubtful_recipient",
    "recipient_address": "doubtful_recipient",
    "subject": "doubtful_subject",
    "signatory_name": "doubtful_signatory",
    "signatory_title": "doubtful_signatory",
    "signature_mark": "doubtful_signatory",
    "phones": "doubtful_phone",
    "emails": "doubtful_contact",
    "urls": "doubtful_contact",
    "references": "doubtful_reference",
    "amounts": "doubtful_amount",
    "deadlines": "doubtful_deadline",
    "topics": "doubtful_topic",
}
# field of the row -> the codes that tell of nothing but its being missing
_SETTLED: Final[dict[str, tuple[str, ...]]] = {
    "letter_date": ("no_date", "two_dates"),
    "sender_organisation": ("no_sender",),
    "signatory_name": ("no_signatory",),
    "signatory_title": ("no_signatory",),
}
_HARD_TO_READ: Final = 0.70  # mean confidence of the words: a clean office scan has 0.93 and more, a faint copy 0.75
_SPLIT: Final = 0.5
_FEWEST_LETTERS: Final = 4  # of a name; what is read of a scribble alone has two or three
# "Pour le Préfet et par délégation, le secrétaire général": only a named person can sign so; a stamp hides the name
_BY_DELEGATION: Final = "par delegation"


def find_review_reasons(
    letter: Letter,
    mentions: Sequence[Mention],
    dates: Sequence[Mention],
    sure: Sequence[FieldConfidence],
    corrected: Collection[str] = (),
) -> tuple[str, ...]:
    """The codes that hold, in the order of the table; none for an enclosure that merely lacks a date or a sender.

    A field in `corrected` is not missing: a person has said what it holds, or that it holds nothing.
    """
    held = set(_reasons(letter, mentions, dates, sure))
    held -= {code for field in corrected for code in _SETTLED.get(field, ())}
    return tuple(code for code in REVIEW_REASONS if code in held)


def _reasons(
    letter: Letter, mentions: Sequence[Mention], dates: Sequence[Mention], sure: Sequence[FieldConfidence]
) -> Iterator[str]:
    if letter.split_confidence < _SPLIT:
        yield "doubtful_split"
    if letter.failed_pages:
        yield "page_failed"
    if not letter.words:
        yield "no_text"
        return
    if letter.confidence < _HARD_TO_READ:
        yield "low_confidence"
    limit = load_trust().review
    yield from (DOUBTFUL[s.field] for s in sure if s.confidence < limit)
    if len(dates) > 1:
        yield "two_dates"
    if letter.kind == "letter":
        yield from _missing(letter, mentions, dates)


def _missing(letter: Letter, mentions: Sequence[Mention], dates: Sequence[Mention]) -> Iterator[str]:
    if not dates:
        yield "no_date"
    if find_unexplained(letter, mentions):
        yield "unexplained_figure"
    if not any(m.kind == "sender" and m.role == "organisation" for m in mentions):
        yield "no_sender"
    signatories = [m for m in mentions if m.kind == "signatory"]
    if not any(m.role == "name" for m in signatories) and (
        any(_BY_DELEGATION in plain(m.value) for m in signatories) or _hides_a_name(letter, signatories)
    ):
        yield "doubtful_signatory"
    signed = any(m.role in ("name", "title") for m in signatories)
    if not signed and any(is_closing(letter.line_text(line)) for line in letter.lines):
        yield "no_signatory"


def _hides_a_name(letter: Letter, signatories: Sequence[Mention]) -> bool:
    """Whether a title alone was read where a hand has signed across another line: «Nadège rnevenoux»."""
    if not any(m.role == "title" for m in signatories):
        return False
    read = [(m.start, m.end) for m in signatories]
    closed = max((line.end for line in letter.lines if is_closing(letter.line_text(line))), default=None)
    below = [line for line in letter.lines if closed is not None and line.start >= closed]
    for line in below or signature_lines(letter):  # what the pen has left of it may have been taken for anything
        crossed = any(
            placed.page == line.page and placed.mark.is_drawn and placed.mark.box.touches(line.box)
            for placed in letter.marks
        )
        text = letter.line_text(line)
        known = is_closing(text) or any(start < line.end and end > line.start for start, end in read)
        if crossed and not known and sum(map(str.isalpha, text)) >= _FEWEST_LETTERS:
            return True
    return False
