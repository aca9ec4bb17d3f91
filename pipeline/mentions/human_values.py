"""What a person writes into a field → the values it means, typed; or a sentence that says what cannot be read."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from pipeline.mentions.date_patterns import find_written_dates
from pipeline.mentions.fields import LISTS, SINGLE
from pipeline.mentions.found import Found
from pipeline.mentions.plain import plain
from pipeline.mentions.short_numbers import tariff_of
from pipeline.mentions.topic_lexicon import load_lexicon
from pipeline.records import Mention

NOTHING: Final = "-"  # the letter holds none
BETWEEN: Final = "|"  # the values of a list
FIELDS: Final = ("letter_date", *SINGLE, *LISTS, "needs_review")

# «add 3900», «retirer 1014», «3970 => 3900»: words, as a spreadsheet would take «+ 3900» and «- 1014» for sums
_ADD: Final = re.compile(r"(?:add|ajouter)\s+(?P<new>.+)", re.IGNORECASE)
_REMOVE: Final = re.compile(r"(?:remove|retirer|enlever)\s+(?P<out>.+)", re.IGNORECASE)
_REPLACE: Final = re.compile(r"(?P<out>[^=]+)=>(?P<new>.+)")

_YES: Final = frozenset({"yes", "oui", "true", "vrai", "1", "x"})
_NO: Final = frozenset({"no", "non", "false", "faux", "0", NOTHING})
_ISO: Final = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_FRENCH: Final = re.compile(r"(\d\d?)[/. -](\d\d?)[/. -](\d{4})")
_AS_PRINTED: Final = 0.95  # a day in words of which nothing had to be repaired
_ROLES: Final = ("penalty", "total_due", "recurring", "refund", "fee", "capital", "tariff", "other")
_SUM: Final = re.compile(
    r"(?P<figures>-?\d[\d\s.,]*?)\s*(?P<currency>€|(?:eur|euros?|[A-Z]{3})\b)?\s*\(?(?P<role>[^\W\d]\w*)?\)?"
)
# «1 234,50», «1.234,50», «1,234.50», «300»: a mark before three figures parts thousands, before one or two cents
_FIGURES: Final = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:[ .,]\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}))?")
_UNITS: Final = {
    **dict.fromkeys(("hour", "hours", "heure", "heures", "h"), "hour"),
    **dict.fromkeys(("day", "days", "jour", "jours", "j"), "day"),
    **dict.fromkeys(
        ("working_day", "working_days", "jour_ouvré", "jours_ouvrés", "jour_ouvre", "jours_ouvres"), "working_day"
    ),
    **dict.fromkeys(("week", "weeks", "semaine", "semaines"), "week"),
    **dict.fromkeys(("month", "months", "mois"), "month"),
    **dict.fromkeys(("year", "years", "an", "ans"), "year"),
}
_YEARLESS: Final = re.compile(r"--\d\d-\d\d")  # «avant le 15 mars», of no year that is known
_SPAN: Final = re.compile(
    r"(?P<quantity>\d+)\s+(?P<unit>jours?\souvr\w+|[^\W\d]\w*)(?:\s+(?P<trigger>[a-z]\w*))?(?:\s+(?P<due>\d[\d/.-]+))?"
)
_TRIGGERS: Final = ("formal_notice", "receipt", "letter_date", "termination", "invoice", "other")


@dataclass(frozen=True, slots=True)
class Change:
    """Of one value of a list: what it shall no longer hold, and what instead or besides."""

    out: Found | None
    new: Found | None


def read_human(field: str, written: str) -> tuple[Found, ...]:
    """The values, not yet placed in the letter; none where the person says that the letter holds none.

    Of changes of a list the values that it shall hold besides. Raises ValueError with a sentence where the field is not
    known or the value cannot be read.
    """
    if field not in FIELDS:
        raise ValueError(f"There is no field {field!r} to correct: {_meant(field, FIELDS)}")
    text = " ".join(written.split())
    if not text:
        raise ValueError(f"The value is empty: write {NOTHING!r} where the letter holds no {field}.")
    if field == "needs_review":
        if text.lower() not in _NO:
            raise ValueError(f"needs_review is set to no once the letter has been looked at, not to {text!r}.")
        return ()
    if text == NOTHING:
        return ()
    if not any(map(str.isalnum, text)):  # «?» is no name
        raise ValueError(f"{text!r} is no value of {field}: write {NOTHING!r} where the letter holds none.")
    if changes := read_changes(field, text):
        return tuple(change.new for change in changes if change.new)
    if field in LISTS:
        return tuple(_READERS[field](part) for part in _parts(text))
    if field == "letter_date":
        day = _day(text)
        return (Found("date", 0, 0, day.isoformat(), 1.0, role="letter", date=day),)
    kind, role = SINGLE[field]
    if field == "signature_mark":
        if text.lower() not in _YES | _NO:
            raise ValueError(f"signature_mark is yes or no, not {text!r}.")
        return (Found(kind, 0, 0, "mark", 1.0, role=role),) if text.lower() in _YES else ()
    return (Found(kind, 0, 0, text, 1.0, role=role),)


def read_changes(field: str, written: str) -> tuple[Change, ...]:
    """«add 3900», «remove 1014 | 3970 => 3900»: changes of a list; none where it is written whole.

    Raises ValueError where a value cannot be read, or where changes stand beside values.
    """
    parts = list(_parts(written)) if field in LISTS else []
    changes = [
        m for part in parts if (m := _ADD.fullmatch(part) or _REMOVE.fullmatch(part) or _REPLACE.fullmatch(part))
    ]
    if changes and len(changes) < len(parts):
        raise ValueError(f"{written!r} both changes the list and writes it: write all its values, or changes only.")
    read = _READERS.get(field, _phone)
    told = [{name: value.strip() for name, value in m.groupdict().items()} for m in changes]
    return tuple(
        Change(read(one["out"]) if one.get("out") else None, read(one["new"]) if one.get("new") else None)
        for one in told
    )


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(BETWEEN) if part.strip())


def _day(text: str) -> dt.date:
    iso, french = _ISO.fullmatch(text), _FRENCH.fullmatch(text)
    year, month, day = iso.groups() if iso else french.groups()[::-1] if french else ("0", "0", "0")
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        if day := _day_in_words(text):
            return day
        raise ValueError(f"{text!r} is no date: write 13/02/2015 or 2015-02-13.") from None


def _day_in_words(text: str) -> dt.date | None:
    """«15 février 2015», «le 1er mars 2015», as letters print it; a misspelt month is not guessed at."""
    printed = plain(text).removeprefix("le ")
    dates = find_written_dates(printed)
    return next((d.date for d in dates if d.end - d.start == len(printed) and d.confidence >= _AS_PRINTED), None)


def _phone(text: str) -> Found:
    digits = re.sub(r"\D", "", text)
    value = digits if tariff_of(digits) else None
    if not value:
        try:
            number = phonenumbers.parse(f"+{digits}" if digits.startswith("33") and len(digits) == 11 else text, "FR")
        except phonenumbers.NumberParseException:
            number = None
        if number and phonenumbers.is_possible_number(number):
            value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not value:
        raise ValueError(f"{text!r} is no telephone number: write 01 23 45 67 89, +33123456789 or 3900.")
    return Found("phone", 0, 0, value, 1.0, role="sender", tariff=tariff_of(value))


def _email(text: str) -> Found:
    try:
        return Found("email", 0, 0, validate_email(text, check_deliverability=False).normalized.lower(), 1.0)
    except EmailNotValidError:
        raise ValueError(f"{text!r} is no e-mail address.") from None


def _url(text: str) -> Found:
    value = re.sub(r"^https?://", "", text.lower()).rstrip("/")
    if " " in value or "." not in value:
        raise ValueError(f"{text!r} is no web address: write example.fr/page.")
    return Found("url", 0, 0, value, 1.0)


def _reference(text: str) -> Found:
    label, colon, value = text.rpartition(":")
    if not value.strip() or not colon:
        raise ValueError(f"{text!r} is no reference: write its label, a colon and the number, N° client: 0571264938.")
    return Found("reference", 0, 0, re.sub(r"\s", "", value), 1.0, role=label.strip())


def _amount(text: str) -> Found:
    m = _SUM.fullmatch(text)
    figures = _FIGURES.fullmatch(m["figures"].strip()) if m else None
    if not m or not figures:
        raise ValueError(f"{text!r} is no sum: write 300,00 EUR penalty.")
    role = m["role"] or "other"
    if role not in _ROLES:
        raise ValueError(f"A sum has no role {role!r}: {_meant(role, _ROLES)}")
    whole = re.sub(r"\D", "", figures["whole"])
    value = Decimal(f"{figures['sign']}{whole}.{figures['cents'] or '00'}").quantize(Decimal("0.01"))
    named = (m["currency"] or "EUR").upper()
    currency = "EUR" if named in ("€", "EURO", "EUROS") else named
    return Found("amount", 0, 0, f"{value:.2f} {currency}", 1.0, role=role, amount=value, currency=currency)


def _deadline(text: str) -> Found:
    """«15/03/2015», «7 day formal_notice», «15 jours letter_date 2015-02-28»."""
    if _ISO.fullmatch(text) or _FRENCH.fullmatch(text) or _day_in_words(text):
        day = _day(text)
        return Found("deadline", 0, 0, day.isoformat(), 1.0, role="absolute", date=day)
    if _YEARLESS.fullmatch(text):
        return Found("deadline", 0, 0, text, 1.0, role="absolute")
    m = _SPAN.fullmatch(text)
    unit = _UNITS.get(re.sub(r"\s", "_", m["unit"].lower())) if m else None
    if not m or not unit:
        raise ValueError(f"{text!r} is no limit: write 15/03/2015, or 7 day formal_notice.")
    trigger, due = m["trigger"], _day(m["due"]) if m["due"] else None
    if trigger and trigger not in _TRIGGERS:
        raise ValueError(f"Nothing called {trigger!r} starts a limit: {_meant(trigger, _TRIGGERS)}")
    quantity = int(m["quantity"])
    value = f"{quantity} {unit}"
    return Found("deadline", 0, 0, value, 1.0, "relative", due, quantity=quantity, unit=unit, trigger=trigger)


def _topic(text: str) -> Found:
    known = [topic.code for topic in load_lexicon().topics]
    if text not in known:
        raise ValueError(f"There is no topic {text!r}: {_meant(text, known)}")
    return Found("subject", 0, 0, text, 1.0, role="topic")


_READERS: Final[dict[str, Callable[[str], Found]]] = {
    "phones": _phone,
    "emails": _email,
    "urls": _url,
    "references": _reference,
    "amounts": _amount,
    "deadlines": _deadline,
    "topics": _topic,
}


def _meant(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(name, names, n=2)
    return f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(names)}."


def write_human(values: Iterable[Mention | Found]) -> str:
    """Values of one field as a person may write them: what `read_human` reads as the same."""
    return f" {BETWEEN} ".join(map(_written, values)) or NOTHING


def _written(value: Mention | Found) -> str:
    if value.kind == "amount":
        return f"{value.amount:.2f} {value.currency} {value.role or 'other'}".replace(".", ",", 1)
    if value.kind == "reference":
        return f"{value.role or ''}: {value.value}"
    if value.kind == "deadline" and value.quantity is not None:
        due = value.date.isoformat() if value.date else None
        return " ".join(part for part in (value.value, value.trigger, due) if part)
    return "yes" if value.role == "mark" else value.value
