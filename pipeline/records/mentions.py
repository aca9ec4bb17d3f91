"""Letters → what stands in them, with its evidence, and what people say of it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.records.boxes import Box

MentionKind = Literal[
    "date",
    "place",
    "sender",
    "recipient",
    "subject",
    "signatory",
    "phone",
    "email",
    "url",
    "reference",
    "amount",
    "deadline",
    "instruction",
]

Origin = Literal["machine", "human"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing found in a letter, with its evidence: `text` is `letter.text[start:end]`, printed in `box` on `page`.

    `value` is normalised; `date`, `amount`, `currency`, `quantity`, `unit` hold it typed where it has that type. One of
    origin `human` is a person's word: `text` is what the machine had read there, empty where it had read nothing.
    """

    mention_id: str
    letter_id: str
    source: str
    page: int
    kind: MentionKind
    text: str
    value: str
    box: Box
    confidence: float
    sentence: str
    start: int
    end: int
    role: str | None = None
    date: dt.date | None = None
    amount: Decimal | None = None
    currency: str | None = None
    quantity: int | None = None
    unit: str | None = None
    trigger: str | None = None
    tariff: str | None = None
    contradicts: str | None = None
    origin: Origin = "machine"
    corrected_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says that a field of a letter holds; `value` as it was written, `line` where it stands.

    It holds as long as the letter's file has the bytes `sha256`; None where nobody has bound it to them yet.
    """

    letter_id: str
    field: str
    value: str
    by: str | None = None
    note: str | None = None
    date: str | None = None
    sha256: str | None = None
    line: int = 0
