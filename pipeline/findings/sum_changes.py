"""Two sums → whether the later sentence says that the sum has changed, and whether one is the other, misprinted."""

import re
from decimal import Decimal
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.matter import may_be_same_matter, rectifies
from pipeline.findings.meanings import plain_letters
from pipeline.findings.others import are_titled_as_two
from pipeline.findings.passages import MONTHS
from pipeline.findings.series import are_of_series
from pipeline.records import LetterRow, Mention

# «passera à 45 €», «ramenée à 120 €»: another sum is announced, not contradicted
_CHANGE: Final = re.compile(
    r"\b(?:pass(?:e|era|eront|ent) (?:de|a)|(?<!ligne )nouve(?:au|l|lle|aux)|augment\w+|revis\w+|reevalu\w+"
    r"|revaloris\w+"
    r"|reajust\w+|desormais"
    r"|a compter d[ue]s? (?:\d+(?:er)?|l[ae] |janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)|a partir d[ue]"
    r"|des le|evolu\w+|hausse|baisse|ramene\w*|(?<!d')apres (?:remise|aide|calcul|recalcul|votre|correction)|deduction"
    r"|n'est plus|au lieu|rectifie\w*|corrige\w*|recalcul\w*"
    r"|(?:d'abord|initialement|auparavant|precedemment) (?:retenu|annonce|indique|estime|calcule|fixe|prevu)\w*"
    r"|de (?:plus|moins) que (?:pour )?(?:l'an|l'annee|l[ae]|en|votre)\b"
    r"|actualis\w+|finalement|definitif|definitivement|complementaire|supplement\w*)\b"
)
# «dans un délai de deux mois à compter de la remise des clés» changes no sum
_WITHIN: Final = re.compile(
    r"\b(?:delai d(?:e |')|dans |sous )[^,;.]{0,25}\b(?:jours?|mois|semaines?|ans?|annees?)"
    r" a (?:compter|partir) d[eu]s?\b"
)
# «à compter du 1er avril 2025»: what both say of one day is one change
_FROM_DAY: Final = re.compile(
    r"\b(?:a (?:compter|partir|dater) d(?:u |e |')|des le |au (?=\d))"
    r"(?P<day>(?:mois d(?:e |'))?"
    r"(?:(?P<numeric>\d{1,2}[/.]\d{1,2}[/.]\d{4})|(?:\d{1,2}(?:er)? )?[a-z]{3,9}(?: \d{4})?))"
)
# «À la rentrée prochaine, la carte coûtera 95 €»
_NEXT_YEAR: Final = re.compile(
    r"\b(?:(?:rentree|annee|saison) prochaine|prochaine (?:rentree|annee|saison)|l'an prochain)\b"
)
_WILL: Final = re.compile(r"\b[a-z]{2,}r(?:a|ont)\b")
# «L'acompte à verser pour retenir votre place»
_DEPOSIT: Final = re.compile(
    r"\b(?:acompte|arrhes)\b.*\b(?:place|reserv\w+|inscri\w+|confirm\w+|commande|signature|reten\w+)\b"
    r"|\b(?:place|reserv\w+|inscri\w+|confirm\w+|commande|signature|reten\w+)\b.*\b(?:acompte|arrhes)\b"
)
# «Le 3 octobre 2022, le prix annuel en sera de 33 €»
_ON_DAY: Final = re.compile(r"\ble (?P<day>(?P<numeric>\d{1,2}[/.]\d{1,2}[/.]\d{4})|\d{1,2}(?:er)? [a-z]{3,9} \d{4})")
# «après déduction de 367,13 EUR au titre de nos frais»: the sum is what is taken off
_TAKEN_OFF: Final = re.compile(r"\bdeduction d(?:e |')\d[\d ]*(?:,\d\d)? ?(?:€|eur)")
# «Après déduction de la porte» in both: each is what is left
_NET: Final = re.compile(r"\bdeduction\b")
# «votre nouvelle adresse»: what is new is not the sum
_NEW: Final = re.compile(r"\bnouve(?:au|l|lle|aux|lles) [a-z]+")
_NEW_HOME: Final = re.compile(r"\bnouve(?:au|l|lle) (?:adresse|logement|domicile|appartement|local|annee)\b")
_HUNDRED: Final = 100
_TELLING: Final = 4  # figures without the noughts at the end; fewer may be alike by chance
_FEWEST_TELLING: Final = 3  # enough where the words say that it is one sum
_SWAPPED: Final = 2  # figures
_STATED: Final = frozenset({"capital", "tariff"})  # what a letterhead tells of the house


def says_changed(here: str, there: str) -> bool:
    """Whether the later of two sentences (in plain letters) tells of a change that the earlier does not tell as well.

    A time to pay within, a day that both name, a thing that is new in both change no sum.
    """
    days = {_day_in(m) for m in _FROM_DAY.finditer(here)} | {_day_in(m) for m in _ON_DAY.finditer(here)}
    there = _TAKEN_OFF.sub("", there)
    left = _FROM_DAY.sub(lambda m: "" if _day_in(m) in days else m[0], _WITHIN.sub("", there))
    left = _NET.sub("", left) if _NET.search(here) else left
    if days & {_day_in(m) for m in _FROM_DAY.finditer(there)}:
        left = _NEW.sub("", left)  # «votre nouveau loyer», from the day that both name
    if _NEXT_YEAR.search(there) and not (_NEXT_YEAR.search(here) or _WILL.search(here)):
        return True
    new = set(_NEW.findall(here))
    left = _NEW.sub(lambda m: "" if m[0] in new or _NEW_HOME.match(m[0]) else m[0], left)
    return bool(_CHANGE.search(left))


def are_one_deposit(here: str, there: str) -> bool:
    """Whether both sentences (in plain letters) are of the deposit that books something: there is one."""
    return all(_DEPOSIT.search(plain) for plain in (here, there))


def _day_in(from_day: re.Match[str]) -> str:
    """The day in words, «26 mars 2023», however it is printed."""
    if not from_day["numeric"]:
        return from_day["day"].replace("1er ", "1 ")
    day, month, year = map(int, re.split(r"[/.]", from_day["numeric"]))
    return f"{day} {MONTHS[month - 1]} {year}" if 1 <= month <= len(MONTHS) else from_day["day"]


def is_one_misprinted(one: Mention, other: Mention) -> bool:
    """Whether both have the same odd cents and as many figures, «812,36 €», «921,36 €»: what is added would be said."""
    if one.amount is None or other.amount is None:
        return False
    cents = one.amount * _HUNDRED % _HUNDRED
    return (
        bool(cents) and cents == other.amount * _HUNDRED % _HUNDRED and one.amount.adjusted() == other.amount.adjusted()
    )


def figures_of(sum_: Mention) -> str | None:
    """The figures of a sum, sorted, where they are enough to know it again; None for what a letterhead states."""
    figures = str(int(abs(sum_.amount or Decimal(0)) * _HUNDRED))
    if sum_.role in _STATED or len(figures.rstrip("0")) < _FEWEST_TELLING:
        return None
    return "".join(sorted(figures))


def are_few_figures(one: Mention, other: Mention) -> bool:
    """Whether the figures of one of them are so few that both may be alike by chance: «462 €», «426 €»."""
    return any(len(str(int(abs(m.amount or Decimal(0)) * _HUNDRED)).rstrip("0")) < _TELLING for m in (one, other))


def _are_swapped(one: Mention, other: Mention) -> bool:
    """Whether two figures changed places, as a typist errs: «1 128,40 €», «1 182,40 €»."""
    here, there = (str(int(abs(held.amount or Decimal(0)) * _HUNDRED)) for held in (one, other))
    return len(here) == len(there) and sum(a != b for a, b in zip(here, there, strict=True)) == _SWAPPED


def is_mistyped(one: Said, other: Said) -> bool:
    """Whether the sums are one in which two figures changed places, and no letter says why they differ."""
    earlier, later = one.letter, other.letter
    here, there = (plain_letters(said.mention.sentence) for said in (one, other))
    return (
        _are_swapped(one.mention, other.mention)
        and may_be_same_matter(earlier, later)
        and not (rectifies(later) or says_changed(here, there) or are_of_series(earlier, later))
        and not (states(later, one.mention) or states(earlier, other.mention) or are_titled_as_two(earlier, later))
    )


def add_up(one: Said, other: Said) -> bool:
    """Whether the one and another sum of either letter make the other: «175 €», «103 €», «les deux réunis, 278 €»."""
    here, there = (abs(said.mention.amount or Decimal(0)) for said in (one, other))
    named = {abs(held.value) for said in (one, other) for held in said.letter.amounts}
    return bool(abs(here - there) in named - {here, there})


def states(letter: LetterRow, sum_: Mention) -> bool:
    """Whether the letter names that sum too: it tells itself how the two belong together."""
    return any(sum_.amount == held.value for held in letter.amounts)
