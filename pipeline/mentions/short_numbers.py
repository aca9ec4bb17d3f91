"""Short French telephone numbers: which exist, and what a call costs.

Source: plan national de numérotation (ARCEP, décision 2018-0881 and its changes), as it stood in January 2025; the
3-digit numbers are the operators' own. Classes: `emergency` and `free` cost nothing, `normal` what a call to a landline
costs,
`shared` may cost up to 0,80 € a minute, `premium` is a directory inquiry.
"""

import re
from typing import Final

_RANGES: Final[tuple[tuple[str, str], ...]] = (
    (r"15|17|18|112|114|115|119|191|196|197", "emergency"),
    (r"116(?:000|006|117|111|123)", "emergency"),
    (r"10\d\d", "normal"),  # operators: 1014, 1023, 1064
    (r"118\d{3}", "premium"),
    (r"3[01]\d\d", "free"),  # 3000, 3114
    (
        r"3919|3939|3949|3977|3646|3639|3960",
        "normal",
    ),  # service gratuit + prix appel: 3949 France Travail, 3646 Assurance maladie
    (r"3[2469]\d\d", "shared"),  # 3220, 3615, 3900, 3970
    (r"[1-9]00|[2-9]4[04]|222|333|444|555|666|777|888|999", "normal"),  # "le 700 depuis votre mobile"
)
_COMPILED: Final = tuple((re.compile(pattern), tariff) for pattern, tariff in _RANGES)


def tariff_of(number: str) -> str | None:
    """What a call to this short number costs; None where the numbering plan knows no such number."""
    return next((tariff for pattern, tariff in _COMPILED if pattern.fullmatch(number)), None)
