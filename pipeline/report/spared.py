"""Sentence → its words that say that there is nothing to do: «vous n'avez aucune démarche à faire», no ban."""

import re
from typing import Final

_NEEDED: Final = r"(?:n[ée]cessaire|besoin|utile|lieu|requise?|exig[ée]e?|demand[ée]e?|obligatoire|indispensable)"
_SPARED: Final = re.compile(
    # «vous n'avez rien à», «vous n'avez donc plus besoin», «vous n'avez aucun document à»
    r"\b(?:vous )?n['’](?:avez|aurez) (?:[\w'’]+ ){0,3}?"
    r"(?:(?:rien(?: d(?:e |['’])\w+(?: \w+)?)?|pas|plus) (?:[àa]|besoin|lieu)\b|aucune? (?:\w+ ){1,3}?[àa]\b)"
    r"|\b(?:vous )?ne devez (?:donc |plus )?rien\b"
    # «il n'est pas nécessaire de», «aucune démarche n'est demandée»; «n'est pas à payer» forbids
    rf"|\b(?:il )?(?:n['’](?:est|y a|a)|ne sera)\b[^.;:,!?]{{0,20}} (?:pas|plus|nullement) {_NEEDED}\b"
    rf"|\baucune? (?:\w+ ){{1,5}}(?:n['’]est|ne sera) {_NEEDED}\b"
    r"|\b(?:il est )?(?:inutile|superflu) (?:de\b|d['’])"
    r"|\b(?:pas|nul|point n['’]est) besoin\b|\brien [àa] |\bn['’]appelle (?:aucun|pas de)"
    r"|\b(?:vous )?(?:[êe]tes|serez) dispens[ée]e?s?\b"
    r"|\b(?:vous )?n['’][êe]tes (?:pas|plus|nullement) (?:tenue?s?|oblig[ée]e?s?)\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"(?:[^.,;:!?]|[.,](?=\d))*")  # «10,50 €» goes on
_BAN: Final = re.compile(
    r"(?<!vous )\bn(?:e |['’])\w+ez (?:pas|plus|rien|jamais|aucun)|\bde ne (?:pas|plus)\b|\binterdi", re.IGNORECASE
)


def spared_in(sentence: str) -> str:
    """The clause that spares the reader something; nothing where there is none, or a ban beside it."""
    line = " ".join(sentence.split())
    found = None if _BAN.search(line) else _SPARED.search(line)
    clause = found and _CLAUSE.match(line, found.end())
    return line[found.start() : clause.end()].rstrip() if found and clause else ""
