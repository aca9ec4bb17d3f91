"""What is said in the third person of the reader or of a thing, and bids or forbids a deed. All for plain letters.

«Chaque enfant apportera son pique-nique», «le bonnet n'est plus demandé», «vos affaires restent en place».
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings.deed_turns import LEADS_AWAY, READER, Told
from pipeline.findings.opposites import deeds_of

_NOT: Final = r"(?P<not>ne |n')?"
_CLITIC: Final = r"(?:l[ae]s? |l'|y |en |se |s'|nous )?"
# «Chaque enfant apportera ...», «chacun videra ...», «votre enfant la garde»
_OF_READER: Final = re.compile(
    rf"\b(?:chacun|(?:chaque|toute?|tous les|toutes les|l[ae]s?|l'|votre|vos|nos) ?{READER})(?: \w+)?? "
    rf"(?P<told>{_NOT}{_CLITIC}(?P<verb>(?!(?:faudra|voudra)\b)"
    r"[a-z]{3,18}(?:er|ir|dr|tr|vr)(?:a|ont)|[a-z]{3,18}(?:e|ent)|(?!est\b|fait\b|doit\b|peut\b)[a-z]{2,18}[td]))\b"
    r"(?! par\b)"
)
# «Les soins sont acquittés par le curiste»
_BY_READER: Final = re.compile(
    rf"\b(?P<told>{_NOT}(?:est|sont)(?: pas| plus)? (?P<verb>[a-z]{{3,20}}[eistu]s?))"
    rf"(?: (?:a|au|aux|en|dans) [\w' ]{{2,25}})? par (?:(?:l[ae]s? |l'|chaque |votre ){READER}\b|vos soins|vous)"
)
# «La bâche sera posée par nos soins»
_BY_SENDER: Final = re.compile(
    r"\b(?P<told>(?:est|sont|sera|seront) (?P<verb>[a-z]{3,20}[eistu]s?)) par (?:nos (?:propres )?soins|nous-memes)\b"
)
# «L'avenant se signe en ligne», «les réclamations ne se traitent pas par téléphone»
_ITSELF: Final = re.compile(
    r"\b(?P<told>(?P<not>ne )?se (?P<verb>(?!fait|font)[a-z]{3,18}(?:e|ent|it|issent|ra|ront)))\b"
)
# «Le lavage se fait chez vous»
_IS_DONE: Final = re.compile(
    r"^\W*(?:l[ae]s? |l'|votre |tout |toute )(?P<told>(?P<verb>[a-z]{4,20}))\b[^,;]{0,40} (?P<not>ne )?se (?:fait"
    r"|font|fera|feront)\b"
)
# «Vos affaires restent en place», «la voiture peut rester dans la cour», «les livres partent à la benne»
_FATE: Final = re.compile(
    r"(?<!nous )(?<!vous )\b(?P<told>(?P<not>ne |n')?"
    r"(?:(?:doi(?:t|vent)|devr(?:a|ont)|peu(?:t|vent)|pourr(?:a|ont)|a vocation a|ont vocation a)(?: (?:pas|plus"
    r"|jamais))?"
    r"(?: \w+ment| bien| donc)? )?(?P<verb>rest(?:e|ent|er|era|eront)|demeur(?:e|ent|er|era|eront)|fini(?:t|r|ra"
    r"|ront|ssent)"
    r"|part(?:ent|ir|ira|iront)?|passe(?:r|ra|ront|nt)?|rentre(?:r|ra|ront|nt)?|quitte(?:r|ra|ront|nt)?))"
    r"(?= (?:pas |plus |jamais |donc |bien )?(?:dans|sur|sous|en (?:place|l'etat|vo)|la ou|a (?:sa|leur) place|chez"
    r"|tels? quels?"
    r"|telles? quelles?|entre vos|a la|a l'|au|aux|en|votre|le|la)\b)"
)
_FATES: Final = (" rest", " demeur", " fini", " part", " passe", " rentr", " quitt")  # looked for first, as it is cheap
_ARE: Final = ("est ", "sont ", "sera ", "seront ", "reste", "demeure")
_NO_THING: Final = re.compile(
    r"\b(?:il|elle|on|nous|vous|qui|je|\w*(?:service|equipe|agence|conseill\w+|bureau|standard|ligne|agent)s?)\s*$"
)
# What is wanted or needless, be it a thing: «le bonnet n'est plus demandé»
_NEEDED: Final = re.compile(
    rf"\b(?P<told>{_NOT}(?:est|sont|sera|seront|demeurent?|restent?)"
    r"(?: (?:\w+ment |donc |bien |toujours )?(?:pas|plus|nullement))?(?: \w+ment| donc| bien| toujours| aussi)?"
    r" (?:(?:exige|requis|demande|obligatoire|indispensable|necessaire|attendu|reclame|souhaite|utile|imperati(?:f|ve))"
    r"|(?P<un>inutile|superflu|facultati(?:f|ve)|sans (?:objet|utilite)|hors de propos|libre|optionnel(?:le)?"
    r"|(?:laisse\w* )?a votre (?:choix|convenance|appreciation)))e?s?)\b(?! (?:de|que|par)\b"
    r"| d'| qu')"
)
# «Les vis ne sont manœuvrées que par ce dernier», «le capot ne peut être ouvert que par l'installateur»
_BY_NOBODY_ELSE: Final = re.compile(
    r"\b(?P<told>(?:ne |n')(?:est|sont|sera|seront|(?:peut|peuvent|doit|doivent|pourra|pourront) etre)"
    r" (?P<verb>[a-z]{3,20}[eistu]s?)) que par (?!vous|vos |votre |(?:l[ae]s? |l')?" + READER + r"\b)"
)
# «Les paniers-repas sont admis», «le dépôt sauvage est interdit»
_ADMITTED: Final = re.compile(
    r"\b(?P<told>(?P<not>ne |n')?(?:est|sont|restent?|demeurent?)(?: (?:pas|plus|toujours|donc|desormais|\w+ment))*"
    r" (?P<verb>(?:accept|autoris|toler|refus)e?e?s?|(?:admi|permi|interdi|proscri|exclu)[st]?e?s?))\b"
    r"(?! (?:de|que|par|qu)\b| d'| a (?:se|[a-z]+(?:er|ir|re))\b)"
)
_TO_US: Final = re.compile(
    r"^ (?:\w+ )?(?:a l'|a la|au|aux|chez|en|dans nos|par nos|entre nos) ?(?:agence|accueil|bureau|guichet|loge|magasin"
    r"|boutique|comptoir|secretariat|mairie|mains|services?|siege|caisse|ecole|bibliotheque|gardien|concierge|locaux)"
)
_NONE_OF: Final = re.compile(r"\b(?:aucune?|nulle?|ni)\b")
_NEGATED: Final = re.compile(r" (?:pas|plus|nullement) ")
_IMPERSONAL: Final = re.compile(r"(?:\b(?:il|ce|qui)|\bc') ?$")


def told_of_reader(clause: str) -> Iterator[Told]:
    """What the reader does, as the letter has it."""
    for m in _OF_READER.finditer(clause):
        if deeds_of(m["verb"]) or LEADS_AWAY.fullmatch(m["verb"]):
            yield Told(*m.span("told"), m["verb"], bool(m["not"]))
    if " par " in clause:
        for m in _BY_READER.finditer(clause):
            yield Told(*m.span("told"), m["verb"], bool(m["not"]))


def told_of_thing(clause: str) -> Iterator[Told]:
    """What becomes of a thing, how something is done, what is needed."""
    if " se " in clause:
        for m in (*_ITSELF.finditer(clause), *_IS_DONE.finditer(clause)):
            if deeds_of(m["verb"]):
                yield Told(*m.span("told"), m["verb"], bool(m["not"]))
    if " par " in clause:
        for m in _BY_NOBODY_ELSE.finditer(clause):
            yield Told(*m.span("told"), m["verb"], forbidden=True)
        for m in _BY_SENDER.finditer(clause):
            yield Told(*m.span("told"), m["verb"], forbidden=True)
    if any(begin in clause for begin in _FATES):
        for m in _FATE.finditer(clause):
            if not _NO_THING.search(clause, 0, m.start()):
                yield Told(*m.span("told"), m["verb"], bool(m["not"]))
    if any(verb in clause for verb in _ARE):
        for m in _ADMITTED.finditer(clause):
            none = bool(_NONE_OF.search(clause, 0, m.start()))
            if not _IMPERSONAL.search(clause, 0, m.start()) and (none or not m["not"] or _NEGATED.search(m["told"])):
                yield Told(*m.span("told"), m["verb"], bool(m["not"]))
        yield from _needed(clause)


def _needed(clause: str) -> Iterator[Told]:
    for m in _NEEDED.finditer(clause):
        if not _IMPERSONAL.search(clause, 0, m.start()):
            none = _NONE_OF.search(clause, 0, m.start()) or _NEGATED.search(m["told"])
            if bool(m["not"]) == bool(none):
                verb = "rendu" if _TO_US.match(clause[m.end() :]) else "requis"
                yield Told(*m.span("told"), verb, bool(m["not"]) != bool(m["un"]))  # «n'est pas facultatif»
