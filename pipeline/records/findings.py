"""Rows and mentions → what a check notices."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "error"]

Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check noticed: which letters, on what evidence, in one sentence of its language and in English."""

    finding_id: str
    check: str
    severity: Severity
    letter_ids: tuple[str, ...]
    mention_ids: tuple[str, ...]
    message: str
    language: Language = "fr"
    message_en: str = ""
