"""A ban and an order of one act → whether each is for its own place, time, receiver or part: then both may be obeyed.

«N'envoyez rien au siège», «envoyez tout à l'agence»; «le dimanche, ne venez pas», «venez du lundi au samedi»;
«la partie C n'est pas à remplir», «remplissez la partie A».
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from pipeline.findings.distinctions import NUMBERS
from pipeline.findings.meanings import meaning_of, plain_letters

_WEEKDAYS: Final = r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
# «le dimanche», «les matins», «du lundi au samedi»: again and again; not «le mardi 3 mai»
_RECURRING: Final = re.compile(
    rf"\b(?:les?|chaque|du|au|tous les) (?P<day>{_WEEKDAYS}|week-end)s?\b(?! (?:matin |soir )?\d)"
    r"|\b(?:les?|chaque|tous les) (?P<part>matin|soir)s?\b|\bl'(?P<noon>apres-midi)\b|\bla (?P<dark>nuit)\b"
    r"|\b(?P<lunch>entre midi)\b"
)
# What forms, buildings and trains are numbered by: «la case D», «le quai 7», «page trois»
_NUMBERED: Final = re.compile(
    r"\b(?P<what>cases?|pages?|parties?|rubriques?|cadres?|volets?|lignes?|colonnes?|feuillets?|chapitres?|annexes?"
    r"|classes?|groupes?|quais?|portes?|voies?|guichets?|terminal|batiment|escalier|salle|bureau|etage|lot|poste"
    rf"|zone|options?) (?:n° ?)?(?P<number>\d{{1,3}}\b|(?-i:[A-H])\b|(?:{'|'.join(NUMBERS)})\b)",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b(?:le|du|au) (?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?(?P<day>\d{1,2})(?:er)?"
    r"(?![\d,]| ?(?:h\b|heure|€|euro|%))"
)
_TO: Final = re.compile(
    r"(?<!quant )\b(?:aupres (?:de (?:la |l'|votre |notre |nos )?|du |des |d')|chez (?:le |la |l'|les |votre |notre )?"
    r"|a (?:la |l'|votre |notre |nos |vos )|aux? )(?P<who>[a-z][a-z-]+)"
)
# «au plus tard», «à la main», «à votre charge», «à l'encre»: neither somebody nor a place
_NOBODY: Final = re.compile(
    r"(?:plus|moins|verso|recto|dos|main|charge|disposition|suite|fois|telephone|encre|fin|date|cours|jour|moment"
    r"|titre|lieu|sujet|moyen|nom|besoin|attention|adresse|courrier|tard|retour|ecart|abri|domicile|maison|porte"
    r"|inscription|entree|sortie|arrivee|depart|rentree|reception|livraison|signature|avance)s?"
)
# «le notaire», «la directrice», «l'infirmière», «l'agent», «le personnel»
_PERSON: Final = re.compile(r"(?:t?rice|[ts]eur|i[eè]re?|ienne?|aire|[ae]nte?|iste|personnel|medecin|avocat)s?$")
# «Il n'est pas utile d'écrire aux autres éditeurs» forbids nobody to write to this one
_TO_OTHERS: Final = re.compile(r"\b(?:aux?|a (?:d'|l[ae]s? |l'|un |une )|chez (?:d'|l[ae]s? |l'|un ))\s?autres?\b")
# «Ne stationnez pas rue des Tilleuls», «stationnez rue des Acacias»
_STREET: Final = re.compile(
    r"\b(?P<kind>rue|avenue|boulevard|place|quai|chemin|impasse|allee|square|parking|cours)"
    r" (?:de (?:la |l')?|du |des |d')?(?P<name>(?!que\b|qui\b|pour\b|avec\b|est\b|sont\b|dans\b|sur\b)[a-z-]{4,})"
)
_GIVEN: Final = frozenset({"send", "pay", "write", "call", "visit"})


def are_elsewhere(act: str, ban: str, order: str) -> bool:
    """Whether the two sentences are for other times, other numbered parts, other days or other receivers."""
    if _differ(_recurring_in, ban, order) or _differ(_numbered_in, ban, order):
        return True
    if _recurring_in(ban) and not _recurring_in(order):
        return True
    if _differ(_streets_in, ban, order):
        return True
    if act == "visit" and _differ(_days_in, ban, order):
        return True
    if _TO_OTHERS.search(plain_letters(ban)) and not _TO_OTHERS.search(plain_letters(order)):
        return True
    return act in _GIVEN and _differ(_receivers_in, ban, order)


def _differ(marks: Callable[[str], frozenset[str]], one: str, other: str) -> bool:
    here, there = marks(one), marks(other)
    return bool(here and there) and here.isdisjoint(there)


@lru_cache(maxsize=4096)
def _recurring_in(sentence: str) -> frozenset[str]:
    return frozenset(m[m.lastgroup or 0] for m in _RECURRING.finditer(plain_letters(sentence)))


@lru_cache(maxsize=4096)
def _numbered_in(sentence: str) -> frozenset[str]:
    return frozenset(NUMBERS.get(m["number"].lower(), m["number"].lower()) for m in _NUMBERED.finditer(sentence))


@lru_cache(maxsize=4096)
def _streets_in(sentence: str) -> frozenset[str]:
    return frozenset(m["name"] for m in _STREET.finditer(plain_letters(sentence)))


@lru_cache(maxsize=4096)
def _days_in(sentence: str) -> frozenset[str]:
    return frozenset(m["day"] for m in _DAY.finditer(plain_letters(sentence)))


@lru_cache(maxsize=4096)
def _receivers_in(sentence: str) -> frozenset[str]:
    """The houses and places; of two persons of one house both may be meant: «au personnel», «à la directrice»."""
    who = (m["who"] for m in _TO.finditer(plain_letters(sentence)))
    return frozenset(
        m for word in who if not (_NOBODY.fullmatch(word) or _PERSON.search(word)) and (m := meaning_of(word))
    )
