"""A sum and its sentence → what it is for, and whether it stands in every letter or belongs to one transaction."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import is_somebody, is_transaction, meanings_in, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.passages import Passage, sentence_ahead, what_stands_before
from pipeline.records import Mention

# A penalty, a fee or a price holds in every letter; any other sum belongs to one transaction, so that nothing can be
# said
# of two of them unless both name what there is one of, or bear the number of the same invoice or file
_RULES: Final = frozenset({"penalty", "fee", "recurring"})
# «à défaut de restitution, 300 € vous seront facturés»; but «si vous avez déjà réglé» stands in any reminder
_CONDITION: Final = re.compile(
    r"\b(?:a defaut|faute d[e']|en cas d[e']|(?:si|s'il)\b[^,.;]{1,80}\b(?:pas|non|aucun)|tou(?:t|te|s|tes) [a-z]+"
    r"|sans (?:retour|restitution|reponse))\b"
)
# A sum that stands for the length of a contract: by its name, or because it comes again and again
_STANDING: Final = re.compile(
    r"\b(?:depot de garantie|caution|consigne|franchise|cotisation annuelle|prime annuelle|capital (?:garanti|assure)"
    r"|plafond|droits? d[e'] ?[a-z]{4,}|frais d[e'] ?[a-z]{4,}|indemnite d[e'] ?[a-z]{4,}|penalite d[e'] ?[a-z]{4,}"
    r"|mensuel(?:le)?s?|trimestriel(?:le)?s?|annuel(?:le)?s?|par (?:mois|trimestre|an)|loyer|tarif|prix|cout(?:e"
    r"|ent|era)?"
    r"|compter|(?:est|sont|sera|seront) facture\w*|moyennant|en charge|forfait|participation)\b"
)
# What a sum is called, whatever it is for
_BALANCE: Final = re.compile(
    r"\b(?:epargne|encours|cagnotte|solde (?:\w+ )?d[eu] (?:votre |la |l')?(?:compte|livret)|points"
    r"|capital (?:\w+ )?restant|restant du)\b"
)
_FRAME: Final = meanings_in(
    """
frais penalite somme applique compte majoration ligne celle forfait facturation amende montant hauteur limite total
remboursement cout tarif paiement chiffre moyennant charge indemnite participation brut net vigueur
"""
)


def is_rule(sum_: Mention) -> bool:
    """A penalty, a fee, a price, or a sum under a condition; what is due on one invoice is none."""
    sentence = plain_letters(sum_.sentence)
    return sum_.role in _RULES or bool(_CONDITION.search(sentence)) or _is_standing(sum_.sentence)


def _is_standing(sentence: str) -> bool:
    """A price that holds, of a thing that is named."""
    return bool(_STANDING.search(plain_letters(sentence))) and not all(map(is_transaction, matter_of(sentence)))


def told(said: Said) -> str:
    """The sentence of a sum, and what stands before it where it points back to that."""
    sentence, figure = said.mention.sentence, said.mention.text
    clauses = [part for part in sentence.split(";") if figure in part]
    return f"{what_stands_before(sentence, said.letter.text)} {clauses[0] if clauses else sentence}"


def told_in_context(said: Said) -> str:
    """So; by the sentence before and the subject line too, where it says of nothing what it costs.

    «Un nouveau badge vous est envoyé. Il vous en coûtera 10 €»
    """
    alone, letter = told(said), said.letter
    if any(not is_somebody(thing) for thing in things_named(alone) - _FRAME):
        return alone
    return f"{letter.subject or ''}. {sentence_ahead(said.mention.sentence, letter.text)} {alone}"


@lru_cache(maxsize=4096)
def matter_of(sentence: str) -> Passage:
    """What the sum is for: the nouns of its sentence, without those that any sum is called."""
    named = things_named(sentence)
    return named - _FRAME or named


def is_balance(sentence: str) -> bool:
    """Whether it is what stands on an account, other every month."""
    return bool(_BALANCE.search(plain_letters(sentence)))
