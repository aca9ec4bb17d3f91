"""Sentence that says that something will come → the clause that names it."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings.meanings import plain_letters
from pipeline.findings.promises import BRINGS, is_put_off, is_to_come, name_of

# «Elle viendra en déduction du compte définitif, qui vous sera présenté»: what stands before «qui» is to come
_RELATIVE: Final = re.compile(
    r"\b(?:du\s|de la\s|des\s|de l['’])(?P<named>[^,.;]{1,60}),\s(?P<which>qui\s(?:vous\s)?(?:sera|seront)\b.*)",
    re.DOTALL,
)
_NO_SUBJECT: Final = re.compile(r"(?:vous|nous vous) (?:sera|seront|parviendr|l[ae]s? |l')")
# «Notre technicien vous enverra le certificat», «le service comptable vous fera passer la quittance»: who sends it
_SENDER: Final = re.compile(
    r"^(?:[^,;.]{1,60},\s)?(?:notre|nos|les?|la|l'|une?|votre|son|sa)\s?(?:[\w'’-]+\s){1,6}vous\s(?:en\s)?"
    rf"(?:fer(?:a|ont)\s(?:parvenir|passer|tenir|suivre|adresser)|{BRINGS}\w*r(?:a|ont))\s(?:\w+ment\s|aussi\s|donc\s)?"
    r"(?=(?:les?|la|une?|votre|vos|son|sa|ses|cet?|cette|ces|copie)\s|l['’])",
    re.IGNORECASE,
)
# «Il restera à signer une quittance»
_LEFT_TO_DO: Final = re.compile(r"^.{0,40}?\b(?:à|de)\s\w+(?:er|ir|re)\s", re.IGNORECASE)
# «Une quittance, que notre service comptable vous fera passer»
_WHICH_ONE_SENDS: Final = re.compile(r"(?:que|qu'|lesquel|laquelle|lequel)", re.IGNORECASE)
# «Quant à votre attestation, l'imprimeur la livre bientôt et nous la posterons»
_AS_FOR: Final = re.compile(
    r"^(?:quant\s(?:à|aux?)|pour\sce\squi\s(?:est|concerne)(?:\sd[eu]s?)?|concernant|s'agissant\sd[eu]s?|pour)\s"
    r"(?P<what>(?:les?\s|la\s|l['’]|votre\s|vos\s|notre\s|cet?t?e?\s)[^,;]{3,60}),\s"
    r"(?=(?:ils?|elles?|celle-ci|celui-ci)\b|.*\b(?:nous|on|je|vous)\s(?:vous\s)?(?:l[ae]s?\s|l['’]))",
    re.IGNORECASE,
)
# «L'ordre du jour et la formule de pouvoir vous seront adressés»: two papers
_AND: Final = re.compile(r"\s(?:et|ainsi\sque)\s(?=(?:les?|la|une?|votre|vos)\s|l['’])")
_VERB: Final = re.compile(r"\b(?:vous\s(?:ser(?:a|ont)|parviend\w+)|ser(?:a|ont)\s|sont\sen\s|suivr(?:a|ont)\b)")


def clause_of(sentence: str) -> str:
    """«Ne soyez pas en peine, votre certificat partira demain»: the clause that says what will come."""
    if sender := _SENDER.match(sentence):
        return sentence[sender.end() :]
    if (as_for := _AS_FOR.match(sentence)) and is_to_come(sentence[as_for.end() :]):
        return as_for["what"]
    first, *clauses = re.split(r",\s+", sentence)
    if clauses and _NO_SUBJECT.match(plain_letters(clauses[-1])):
        return f"{first} {clauses[-1]}"  # «Votre bon, à garder sur vous, vous sera envoyé en mai»
    if clauses and _WHICH_ONE_SENDS.match(clauses[0]) and is_to_come(clauses[0]) and not is_to_come(first):
        return _LEFT_TO_DO.sub("", first)
    later = (clause for clause in clauses if is_to_come(clause) and name_of(clause))
    return sentence if is_to_come(first) else next(later, sentence)


def relative_of(sentence: str) -> str:
    """«le compte définitif qui vous sera présenté», where only such a clause says of something that it will come."""
    found = _RELATIVE.search(sentence)
    if not found or not is_to_come(found["which"]) or is_put_off(sentence[: found.start("which")]):
        return ""
    return f"Le {found['named']} {found['which']}"


def each_of(named: str) -> Iterator[str]:
    """Each of two papers that one sentence says will come; none where it names one."""
    verb = _VERB.search(named)
    if verb and len(parts := _AND.split(named[: verb.start()])) > 1:
        yield from (f"{part} {named[verb.start() :]}" for part in parts)
