"""What stands before a date → whether it is the day on which the post room received the letter."""

import re
from typing import Final

# «ARRIVÉ LE» / «30 MAI 2025», «Reçu le», «Courrier reçu au secrétariat le», «Enregistré à l'arrivée le»: a stamp
_STAMP: Final = re.compile(
    r"(?:^|\n|  )\W{0,6}(?:courrier )?(?:recue?|arrivee?|entree?|enregistree?)"
    r"(?: (?:a|au|en|par)(?: l'| la)?\s?[a-z]{2,12}){0,2}(?: le)?\W{0,4}$"
)
_MOST_BEFORE: Final = 60  # characters


def is_received(text: str, start: int) -> bool:
    """Whether a stamp of receipt dates what stands at `start` of the plain text: «ARRIVÉ LE» / «30 MAI 2025»."""
    return bool(_STAMP.search(text, max(0, start - _MOST_BEFORE), start))
