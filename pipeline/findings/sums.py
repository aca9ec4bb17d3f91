"""A sum and its sentence → what it is for, and whether it stands in every letter or belongs to one transaction."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import is_somebody, is_transaction, meaning_of, meanings_in, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.others import are_of_one_affair, name_others
from pipeline.findings.passages import Passage, periods_of, sentence_ahead, sentence_behind, what_stands_before
from pipeline.records import Mention

# A penalty, a fee or a price holds in every letter; any other sum belongs to one transaction, so that nothing can be
# said
# of two of them unless both name what there is one of, or bear the number of the same invoice or file
_RULES: Final = frozenset({"penalty", "fee", "recurring"})
# «à défaut de restitution, 300 € vous seront facturés»; but «si vous avez déjà réglé» stands in any reminder
_CONDITION: Final = re.compile(
    r"\b(?:a defaut|faute d[e']|en cas d[e']|(?:si|s'il)\b[^,.;]{1,80}\b(?:pas|non|aucun)"
    r"|tou(?:t|te|s|tes) (?!taxes\b|charges\b|frais\b)[a-z]+"
    r"|sans (?:retour|restitution|reponse))\b"
)
# A sum that stands for the length of a contract: by its name, or because it comes again and again
_STANDING: Final = re.compile(
    r"\b(?:depot de garantie|caution|consigne|franchise|cotisation annuelle|prime annuelle|capital (?:garanti|assure)"
    r"|plafond|droits? d[e'] ?[a-z]{4,}|frais d[e'] ?[a-z]{4,}|indemnite d[e'] ?[a-z]{4,}|penalite d[e'] ?[a-z]{4,}"
    r"|mensuel(?:le)?s?|trimestriel(?:le)?s?|annuel(?:le)?s?|par (?:mois|trimestre|an)|loyer|tarif|prix|cout(?:e"
    r"|ent|era)?|mensualites?(?= [^.;]{0,30}a (?:partir|compter) d)"
    r"|compter|(?:est|sont|sera|seront) facture\w*|moyennant|en charge|forfait|participation)\b"
)
# «Ce montant couvre la chambre», «Elle correspond au loyer»: what the sum before is for
_EXPLAINS: Final = re.compile(
    r"(?:ce (?:montant|prix|total|tarif)|cette (?:somme|ligne)|il|elle|celui-ci|celle-ci) "
    r"(?:correspond|couvre|comprend|represente|porte sur|inclu)\w*"
)
# What a sum is called, whatever it is for
_BALANCE: Final = re.compile(
    r"\b(?:epargne|encours|cagnotte|solde (?:\w+ )?d[eu] (?:votre |la |l')?(?:compte|livret)|points"
    r"|(?:reste|restent) (?:\w+ )?capital|capital (?:\w+ )?restant|restant du)\b"
)
_ALIKE: Final = 2  # times the smaller sum: where no word says what it is for, sums far apart are for two things
_A: Final = r"(?:l[ae]s?|l'|une?|des|ce|cette|ces|votre|vos|notre|nos|chaque|toute?) ?"
# «40 € de pension»; «un avoir exceptionnel de 40 €»; «L'avoir qui compense ce retard est de 40 €»
_NAMED_BEHIND: Final = re.compile(r" (?:de |d')(?P<name>[a-z]{4,})")
_NAMED_BEFORE: Final = re.compile(
    rf"\b{_A}(?P<name>[a-z]{{4,}})(?: [a-z]{{3,}})? (?:de|d'un montant de|a hauteur de) $"
)
_SUBJECT: Final = re.compile(
    rf"(?:^|[.;,?!] ){_A}(?P<name>[a-z]{{4,}})\b[^.;?!]{{0,80}}"
    r"\b(?:est|sont|sera|seront|serait|etait|sont|soit|fixee?s?|passe\w*|monte\w*|eleve\w*|revien\w*|etabli\w*"
    r"|ressor\w*|attein\w*|coute\w*|chiffre\w*)(?: \w+)?(?: de| a)? $"
)
_OF_WHAT: Final = re.compile(r"(?: [a-z]{3,}){0,2} (?:d[eu]s?|d'|pour|par|a la|au|aux) ?[a-z]")
_NAMED_FOR: Final = re.compile(
    r"\b(?P<name>frais|indemnites?|penalites?|droits?|redevances?|supplements?|forfaits?|primes?|amendes?) "
    r"(?:de |d'|du |des |pour )(?:l[ae]s? |l'|votre |vos )?(?P<what>[a-z]{4,})"
)
_FRAME_WORDS: Final = """
frais penalite somme applique compte majoration ligne celle forfait facturation amende montant hauteur limite total
remboursement cout tarif prix paiement chiffre moyennant charge indemnite participation brut net vigueur
"""
FRAME: Final = meanings_in(_FRAME_WORDS)


def is_rule(sum_: Mention) -> bool:
    """A penalty, a fee, a price, or a sum under a condition; what is due on one invoice is none."""
    sentence = plain_letters(sum_.sentence)
    return sum_.role in _RULES or bool(_CONDITION.search(sentence)) or _is_standing(sum_.sentence)


def _is_standing(sentence: str) -> bool:
    """A price that holds, of a thing that is named."""
    return bool(_STANDING.search(plain_letters(sentence))) and not all(map(is_transaction, matter_of(sentence)))


def told(said: Said) -> str:
    """The sentence of a sum, and what stands before it where it points back to that, or behind it and explains it."""
    sentence, figure = said.mention.sentence, said.mention.text
    clauses = [part for part in sentence.split(";") if figure in part]
    told = f"{what_stands_before(sentence, said.letter.text)} {clauses[0] if clauses else sentence}"
    behind = sentence_behind(sentence, said.letter.text)
    return f"{told} {behind}" if _EXPLAINS.match(plain_letters(behind)) else told


def _told_in_context(said: Said) -> str:
    """So; by the sentence before and the subject line too, where it says of nothing what it costs.

    «Un nouveau badge vous est envoyé. Il vous en coûtera 10 €»
    """
    alone, letter = told(said), said.letter
    if _things_around(said) and not _is_bare(plain_letters(alone), plain_letters(said.mention.text)):
        return alone
    return f"{letter.subject or ''}. {sentence_ahead(said.mention.sentence, letter.text)} {alone}"


def are_called_alike(one: Said, other: Said) -> bool:
    """Whether both letters are on one affair and give the sum one name, or none at all: «un avoir», «vous paierez»."""
    names = name_of(one), name_of(other)
    if names[0] != names[1] or is_transaction(names[0]) or not are_of_one_affair(one.letter, other.letter):
        return False
    if names[0]:
        return not name_others(one.letter, other.letter, matter_of(told(one)), matter_of(told(other)))
    here, there = (abs(said.mention.amount or Decimal(0)) for said in (one, other))
    periods = [periods_of(said.mention.sentence) for said in (one, other)]
    return not (_things_around(one) or _things_around(other) or periods[0].isdisjoint(periods[1])) and (
        max(here, there) <= _ALIKE * min(here, there)
    )


def are_named_for_one(one: Said, other: Said) -> bool:
    """Whether both say in one breath what the sum is called and for what: «les frais de résiliation»."""
    return not _names_for(told(one)).isdisjoint(_names_for(told(other)))


@lru_cache(maxsize=4096)
def _names_for(sentence: str) -> frozenset[tuple[str, str]]:
    found = _NAMED_FOR.finditer(plain_letters(sentence))
    return frozenset((m["name"].rstrip("s"), meaning_of(m["what"])) for m in found if meaning_of(m["what"]))


def _things_around(said: Said) -> Passage:
    """What the sentence of a sum names, whatever any sum is called left out."""
    return frozenset(thing for thing in things_named(told(said)) - FRAME if not is_somebody(thing))


def name_of(said: Said) -> str:
    """What the sum is called, «un avoir de 40 €», «la pension, soit 90 €»; empty where it is called as any is."""
    return _name_in(plain_letters(told(said)), plain_letters(said.mention.text))


@lru_cache(maxsize=4096)
def _is_bare(clause: str, figure: str) -> bool:
    """Whether the subject of its clause is «le montant», «le prix» and no more: of what, stands elsewhere."""
    found = _SUBJECT.search(clause.partition(figure)[0])
    if not found:
        return False
    return not _called(found["name"]) and not _OF_WHAT.match(clause[found.end("name") :])


@lru_cache(maxsize=4096)
def _name_in(clause: str, figure: str) -> str:
    before, _, behind = clause.partition(figure)
    if found := _NAMED_BEHIND.match(behind):
        return _called(found["name"])
    if (found := _NAMED_BEFORE.search(before)) or (found := _SUBJECT.search(before)):
        return _called(found["name"])
    return ""


def _called(word: str) -> str:
    meaning = meaning_of(word)
    return "" if meaning in FRAME or word.rstrip("s") in _FRAME_WORDS.split() else meaning or word


@lru_cache(maxsize=4096)
def matter_of(sentence: str) -> Passage:
    """What the sum is for: the nouns of its sentence, without those that any sum is called."""
    named = things_named(sentence)
    return named - FRAME or named


def matters_of(one: Said, other: Said) -> tuple[Passage, Passage]:
    """What each sum is for: by its sentence, or else by what stands around it."""
    here, there = matter_of(told(one)), matter_of(told(other))
    return (here, there) if here & there else (matter_of(_told_in_context(one)), matter_of(_told_in_context(other)))


def is_balance(sentence: str) -> bool:
    """Whether it is what stands on an account, other every month."""
    return bool(_BALANCE.search(plain_letters(sentence)))
