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
# «la période du 11 janvier au 10 mars 2025», «vos consommations du 01/02/2025 au 31/03/2025»
_DAY: Final = r"\d{1,2}(?:er)?(?: [a-z]{3,9}|[/.-]\d{1,2})(?: \d{4}|[/.-]\d{2,4})?"
_BILLED: Final = re.compile(rf"\b(?:periode|consomm\w+|abonnement|releves?) d[eu]s? (?P<from>{_DAY}) au (?P<to>{_DAY})")
_LEAD: Final = 200  # characters in which a letter says what it is
_SERIES_DAYS: Final = 20
_INVOICE: Final = frozenset({"invoice"})


def are_of_series(one: LetterRow, other: LetterRow) -> bool:
    """Whether each is the statement of its month, or the bill of its period, weeks apart, and not of one bill."""
    apart = days_apart(one, other)
    return (
        apart is not None
        and apart > _SERIES_DAYS
        and (all(_is_periodical(row.subject or "", row.text) for row in (one, other)) or are_billed_apart(one, other))
        and not share_number(one, other, _INVOICE)
    )


def are_billed_apart(one: LetterRow, other: LetterRow) -> bool:
    """Whether each letter bills a period of its own."""
    here, there = _billed(one.text), _billed(other.text)
    return bool(here and there) and here.isdisjoint(there)


@lru_cache(maxsize=4096)
def _billed(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((m["from"], m["to"]) for m in _BILLED.finditer(plain_letters(text)))


@lru_cache(maxsize=4096)
def _is_periodical(subject: str, text: str) -> bool:
    return bool(_PERIODICAL.search(plain_letters(f"{subject}. {body_of(text)[:_LEAD]}")))
