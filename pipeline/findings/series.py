"""Two letters → whether they are two of a series that comes every month: «décompte mensuel», «relevé du trimestre»."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.mailing import days_apart
from pipeline.findings.matter import share_number
from pipeline.findings.meanings import plain_letters
from pipeline.records import LetterRow

_PERIODICAL: Final = re.compile(
    r"\b(?:decomptes?|releves?|bordereau\w?|situation|bulletins?|etats?|avis|recapitulatifs?|factures?|quittances?"
    r"|appels?|bilans?)\b[^.;]{0,60}"
    r"\b(?:mensuel\w*|trimestriel\w*|hebdomadaires?|(?:du|de ce|ce|par) (?:mois|trimestre)|de la semaine)\b"
)
_LEAD: Final = 200  # characters in which a letter says what it is
_SERIES_DAYS: Final = 20
_INVOICE: Final = frozenset({"invoice"})


def are_of_series(one: LetterRow, other: LetterRow) -> bool:
    """Whether each is the statement of its month, weeks apart, and not of one bill."""
    apart = days_apart(one, other)
    return (
        apart is not None
        and apart > _SERIES_DAYS
        and all(_is_periodical(row.subject or "", row.text) for row in (one, other))
        and not share_number(one, other, _INVOICE)
    )


@lru_cache(maxsize=4096)
def _is_periodical(subject: str, text: str) -> bool:
    return bool(_PERIODICAL.search(plain_letters(f"{subject}. {body_of(text)[:_LEAD]}")))
