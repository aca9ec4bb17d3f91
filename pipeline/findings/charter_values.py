"""Kinds of values that a charter may hold."""

import re
from typing import Annotated

from pydantic import AfterValidator


def _normalise_phone(printed: str) -> str:
    """«04 94 12 34 56» → «+33494123456», «39 00» → «3900», as in the tables."""
    digits = re.sub(r"[\s.()/-]", "", printed)
    if not re.fullmatch(r"\+?\d{2,15}", digits):
        raise ValueError("this is no telephone number")
    return f"+33{digits[1:]}" if re.fullmatch(r"0\d{9}", digits) else digits


PhoneNumber = Annotated[str, AfterValidator(_normalise_phone)]
"""A telephone number as people write it."""
