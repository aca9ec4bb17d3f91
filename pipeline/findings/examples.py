"""Small builders of letters and mentions, so that a check's examples read like the mailing they tell."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.findings.check import Example
from pipeline.records import Amount, Box, Deadline, LetterRow, Mention, MentionKind, Reference

Written = tuple[LetterRow, tuple[Mention, ...]]

_SURE = 0.95


def example(
    what: str, *written: Written, message: str | None = None, english: str | None = None, charter: str = ""
) -> Example:
    """A mailing of these letters, numbered as they stand here (`1.pdf`, `2.pdf` ...)."""
    letters: list[LetterRow] = []
    mentions: list[Mention] = []
    for number, (row, drafts) in enumerate(written, start=1):
        source = f"{number}.pdf"
        letters.append(replace(row, letter_id=f"{source}#1", source=source))
        mentions += [
            replace(draft, mention_id=f"{source}#1/{n}", letter_id=f"{source}#1", source=source)
            for n, draft in enumerate(drafts, start=1)
        ]
    return Example(what, tuple(letters), tuple(mentions), message, english, charter)


def letter(
    date: str | None, *drafts: Mention, text: str = "", refs: Sequence[tuple[str, str]] = (), **cells: Any
) -> Written:
    """A letter of Orange to Jean Martin unless `cells` say otherwise; `date` as 14/02/2015; cells follow the drafts.

    Where no `text` is given it is made of the mentions' sentences.
    """
    row = LetterRow(
        letter_id="",
        source="",
        page_start=1,
        page_end=1,
        kind="letter",
        letter_date=_date(date) if date else None,
        text=text or "\n".join(dict.fromkeys(draft.sentence for draft in drafts)),
        phones=tuple(dict.fromkeys(d.value for d in drafts if d.kind == "phone")),
        amounts=tuple(
            Amount(d.amount, d.currency or "EUR", d.role or "other") for d in drafts if d.kind == "amount" and d.amount
        ),
        deadlines=tuple(
            Deadline("absolute" if d.date else "relative", d.date, d.quantity, d.unit, d.trigger, d.text)
            for d in drafts
            if d.kind == "deadline"
        ),
        references=tuple(Reference(label, value) for label, value in refs),
        confidence=_SURE,
    )
    return replace(row, **{"sender_organisation": "Orange", "recipient_name": "Jean Martin", **cells}), drafts


def limit(
    sentence: str, quantity: int, unit: str = "day", trigger: str | None = None, *, confidence: float = _SURE
) -> Mention:
    """«7 jours» in its sentence."""
    text = f"{quantity} {'jours' if unit == 'day' else unit}"
    return _draft(
        "deadline", text, f"{quantity} {unit}", sentence, confidence, quantity=quantity, unit=unit, trigger=trigger
    )


def due(sentence: str, date: str, *, confidence: float = _SURE) -> Mention:
    """«avant le 15/03/2015» in its sentence."""
    day = _date(date)
    return _draft("deadline", f"avant le {date}", day.isoformat(), sentence, confidence, date=day)


def amount(sentence: str, value: str, role: str = "penalty", *, confidence: float = _SURE) -> Mention:
    """«300 €» in its sentence."""
    return _draft("amount", f"{value} €", value, sentence, confidence, amount=Decimal(value), currency="EUR", role=role)


def phone(number: str, sentence: str = "", *, role: str | None = "sender", confidence: float = _SURE) -> Mention:
    """«3900» in its sentence."""
    return _draft("phone", number, number, sentence or f"Appelez le {number}.", confidence, role=role)


def instruction(value: str, sentence: str, *, confidence: float = _SURE) -> Mention:
    """`call` or `not:call` in its sentence."""
    return _draft("instruction", sentence, value, sentence, confidence)


def topic(code: str, text: str, sentence: str, *, confidence: float = _SURE) -> Mention:
    """A phrase that shows what the letter is about."""
    return _draft("subject", text, code, sentence, confidence, role="topic")


def date_line(date: str, *, confidence: float = _SURE) -> Mention:
    """The date a letter bears."""
    day = _date(date)
    return _draft("date", date, day.isoformat(), f"Toulon, le {date}", confidence, date=day)


def signatory(text: str, role: str | None = None, *, page: int = 1, confidence: float = _SURE) -> Mention:
    """Who signs; roles `name`, `title`, `mark`."""
    return replace(_draft("signatory", text, text, text, confidence, role=role), page=page)


def named(kind: MentionKind, text: str, role: str | None = None, *, confidence: float = _SURE) -> Mention:
    """A place, sender, recipient or reference on its line; the role of a reference is its label."""
    return _draft(kind, text, text, text, confidence, role=role)


def dated(date: str, role: str, sentence: str, *, day: str | None = None, confidence: float = _SURE) -> Mention:
    """A date in its sentence, where it is not the letter's own; one that does not exist has the role `impossible`."""
    known = None if role == "impossible" else _date(day or date)
    return _draft("date", date, known.isoformat() if known else date, sentence, confidence, date=known, role=role)


def at(mention: Mention, text: str) -> Mention:
    """The mention where its words stand in the text."""
    start = text.index(mention.text)
    return replace(mention, start=start, end=start + len(mention.text))


def _date(text: str) -> dt.date:
    day, month, year = map(int, text.split("/"))
    return dt.date(year, month, day)


def _draft(kind: MentionKind, text: str, value: str, sentence: str, confidence: float, **typed: Any) -> Mention:
    return Mention(
        mention_id="",
        letter_id="",
        source="",
        page=1,
        kind=kind,
        text=text,
        value=value,
        box=Box(0.1, 0.1, 0.2, 0.12),
        confidence=confidence,
        sentence=sentence,
        start=0,
        end=len(text),
        **typed,
    )
