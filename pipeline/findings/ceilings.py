"""Two sums → whether one is the most that is paid or allowed, and the other what something costs or was paid."""

import re
from typing import Final

# «dans la limite de 350 €», «le loyer maximal garanti est de 600 €»
_CEILING: Final = re.compile(
    r"\b(?:plafon\w+|maxim(?:al|ale|aux|um)|au plus(?! t[oa]\w+)|dans la limite|limitee?s? a|va jusqu'a|vont jusqu'a"
    r"|jusqu'a (?:\d|concurrence|hauteur))"
)
# «Vos verres coûtent 298 €», «nous avons versé 297 € sur votre compte»
_COST: Final = re.compile(
    r"\b(?:cout(?:e|ent|era|eront|ait|s)?|versons|avons (?:verse|regle|rembourse|paye|vire)\w*|reglons"
    r"|loyer de (?:votre|l[ae]))\b"
)
_WITHIN: Final = re.compile(r"\b(?:entre(?:nt)? dans|reste(?:nt)? (?:dans|sous)|n'excede|ne depasse)")


def is_within_a_ceiling(here: str, there: str) -> bool:
    """Whether one of two sentences, in plain letters, says how much at most, and the other how much it is."""
    return any(
        bool(_CEILING.search(most))
        and (bool(_WITHIN.search(cost)) or (bool(_COST.search(cost)) and not _CEILING.search(cost)))
        for most, cost in ((here, there), (there, here))
    )
