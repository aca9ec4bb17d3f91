"""Mentions → the row of a letter in the table of its mailing."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from pipeline.records.letters import LetterKind


@dataclass(frozen=True, slots=True)
class Reference:
    """A number or code by which the sender knows the matter: label and value as printed, no spaces in the value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; `currency` ISO 4217."""

    value: Decimal
    currency: str
    role: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A limit by which somebody must act or something takes effect."""

    kind: Literal["absolute", "relative"]
    due_date: dt.date | None
    quantity: int | None
    unit: str | None
    trigger: str | None
    text: str


@dataclass(frozen=True, slots=True)
class FieldConfidence:
    """How likely what a field of a letter's row holds is right; of a list, its least sure value."""

    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One row of the table of the mailing; every value is backed by a mention."""

    letter_id: str
    source: str
    page_start: int
    page_end: int
    kind: LetterKind
    letter_date: dt.date | None = None
    letter_place: str | None = None
    sender_organisation: str | None = None
    sender_department: str | None = None
    sender_address: str | None = None
    recipient_name: str | None = None
    recipient_address: str | None = None
    subject: str | None = None
    signatory_name: str | None = None
    signatory_title: str | None = None
    signatory_anonymous: bool | None = None
    signature_mark: bool | None = None
    signature_page: int | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    topics: tuple[str, ...] = ()
    text: str = ""
    confidence: float | None = None
    needs_review: bool = False
    review_reasons: tuple[str, ...] = field(default=())
    field_confidences: tuple[FieldConfidence, ...] = ()
    corrected: tuple[str, ...] = ()
