"""Short French telephone numbers and those in 08: which exist, and what a call costs.

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
    (r"3[01]\d\d|33700", "free"),  # 3000, 3114; 33700 takes reports of unwanted messages
    (
        r"3919|3939|3949|3977|3646|3639|3960",
        "normal",
    ),  # service gratuit + prix appel: 3949 France Travail, 3646 Assurance maladie
    (r"3[2469]\d\d", "shared"),  # 3220, 3615, 3900, 3970
    (r"[1-9]00|[2-9]4[04]|222|333|444|555|666|777|888|999", "normal"),  # "le 700 depuis votre mobile"
)
_LONG: Final[tuple[tuple[str, str], ...]] = (
    (r"\+3380[0-5]\d{6}", "free"),
    (r"\+3380[6-9]\d{6}", "normal"),
    (r"\+338[12]\d{7}", "shared"),
    (r"\+3389\d{7}", "premium"),
)
_COMPILED: Final = tuple((re.compile(pattern), tariff) for pattern, tariff in (*_RANGES, *_LONG))


def tariff_of(number: str) -> str | None:
    """What a call costs: to a short number, None where the plan has no such number; to an 08 number in E.164."""
    return next((tariff for pattern, tariff in _COMPILED if pattern.fullmatch(number)), None)
