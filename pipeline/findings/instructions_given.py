"""Letter → the instructions it says will follow, and whether another letter gives them."""

import re
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.duties import bids
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import Passage, acts_of, objects_of, sentences_of
from pipeline.findings.promises import is_to_come, sentences_to_come
from pipeline.records import LetterRow

_INSTRUCTIONS: Final = re.compile(
    r"\b(?:modalites|conditions|instructions?|consignes?|procedures?|marche a suivre|demarches?|comment|moyens?|facons?"
    r"|manieres?"
    r"|modes?|notice|etapes?|formalites|bordereau|etiquette)\b"
)
# A letter that gives them: «Voici comment procéder. 1. Débranchez ... 4. Imprimez l'étiquette de retour»
_GIVES: Final = re.compile(
    r"\b(?:voici (?:comment|la marche|les (?:etapes|modalites|instructions|moyens|consignes))|comment proceder"
    r"|procede[rz] comme suit|suivez les (?:etapes|instructions)|les etapes suivantes)\b"
)
# «Rangez la tablette, collez l'étiquette, puis déposez le paquet»: steps that are told one after the other
_STEP: Final = re.compile(
    r"(?:^|[,;:.\n] ?|\b(?:puis|et|ensuite|enfin|d'abord) )(?!veuillez|agreez|recevez|croyez|assez)[a-z]{3,}ez\b"
)
# «Le règlement s'effectue en deux chèques»: the way told as it is, not as an order
_IS_DONE: Final = re.compile(
    r"\b(?:(?:se |s')[a-z]{2,}(?:e|ent|t) (?:\w+ment )?(?:par|en|au|aux|dans|sur|aupres|chez|avec|a|sous|sans)"
    r"|il (?:vous )?(?:suffi\w+|faut) (?:de |d'|alors )?(?!noter|savoir)\w+(?:er|ir|re)"
    r"|(?:pouvez|pourrez) (?:\w+ )?\w+(?:er|ir|re) (?:\w+ ){1,4}(?:en \w+ cheques|par|au moyen)"
    r"|(?:est|sont) (?:payable|reglable|possible)s?) (?:\w+ ){0,2}(?:par|en|au|a|aupres|sur|dans|de|d'"
    r"|l[ae]|les|un|une)\b"
)
# «Pour résilier, écrivez-nous en recommandé»; «virez la somme au compte indiqué»
_TO_DO_SO: Final = re.compile(
    r"\b(?:pour|afin de) (?:\w+ ){0,2}[a-z]+(?:er|ir|re)\b|\b(?:pour|quant a|en cas de) (?:l[ae] |l'|votre )"
)
_BY_MEANS: Final = re.compile(
    r"\b(?:par|en (?!cas|attente|effet|ce )|au moyen|a l'ordre|a l'aide|aupres|sur|dans|au (?!plus)|via)\b"
)
_FEWEST_STEPS: Final = 2
# Where the name of what the instructions are for ends: «les modalités de paiement vous seront indiquées»
_FOLLOWS: Final = re.compile(
    r",|\b(?:sera|seront|va|vont|fera|feront|reste|restent|(?:dans|par) (?:une?|l[ae]s?) (?:\w+ )?"
    r"(?:courrier|lettre|envoi|pli|message|note))\b"
)
_WAYS: Final = meanings_in(
    "modalites instructions consignes procedure marche demarches moyens facon maniere mode notice etapes "
    "formalites bordereau "
    "etiquette"
)


def announced_in(row: LetterRow) -> tuple[str, Passage] | None:
    """The sentence that announces instructions, and what they are for: an act, or a thing that nouns name."""
    for sentence in sentences_to_come(row.text):
        if found := _INSTRUCTIONS.search(plain := plain_letters(sentence)):
            purpose = meanings_in(_FOLLOWS.split(plain[found.end() :])[0]) - _WAYS
            if acts_of(purpose) or objects_of(purpose):
                return sentence, purpose
    return None


def _gives_instructions(row: LetterRow) -> bool:
    body = plain_letters(body_of(row.text))
    return bool(_GIVES.search(body) or _IS_DONE.search(body)) or len(_STEP.findall(body)) >= _FEWEST_STEPS


def _tells_how(sentence: str, purpose: Passage) -> bool:
    """Whether it says how that is done: «Pour résilier, écrivez-nous», «la résiliation se demande par lettre»."""
    about = meanings_in(sentence)
    if not _is_for(purpose, about) or is_to_come(sentence):
        return False
    plain = plain_letters(sentence)
    if _IS_DONE.search(plain):
        return True
    return bids(sentence) and bool(_TO_DO_SO.search(plain) or _BY_MEANS.search(plain))


def _is_for(purpose: Passage, about: Passage) -> bool:
    """Whether a passage does what the instructions are for; where that is no act, whether it names all of it."""
    acts = acts_of(purpose)
    return not acts.isdisjoint(acts_of(about)) if acts else purpose <= about


def has_given(earlier: LetterRow, purpose: Passage) -> bool:
    """Whether the earlier letter tells how that is done."""
    about, body = meanings_in(earlier.subject or ""), body_of(earlier.text)
    by_title = _is_for(purpose, about) and _gives_instructions(earlier)
    if not by_title and not any(_tells_how(sentence, purpose) for sentence in sentences_of(body)):
        return False
    named = objects_of(purpose)
    return not named or not named.isdisjoint(about | meanings_in(body))


def sentences_that_give(earlier: LetterRow, purpose: Passage) -> tuple[str, ...]:
    """The sentences that tell how that is done; in a letter with that title, all that tell how something is."""
    sentences = sentences_of(body_of(earlier.text))
    told = tuple(sentence for sentence in sentences if _tells_how(sentence, purpose))
    return told or tuple(
        one for one in sentences if any(tells.search(plain_letters(one)) for tells in (_GIVES, _IS_DONE, _STEP))
    )
