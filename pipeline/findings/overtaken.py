"""A ban and an order → whether both hold: nothing that happened since, no correction, place or name parts them."""

import re
from typing import Final

from pipeline.findings.bans import OPEN_ACTS, is_unawaited
from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import are_named_apart
from pipeline.findings.elsewhere import are_elsewhere
from pipeline.findings.lifted import lifts_ban
from pipeline.findings.mailing import Mailing, days_apart, in_order
from pipeline.findings.manners import is_posted, main_clause
from pipeline.findings.matter import cites, corrects, may_be_disregarded
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.one_bill import are_of_two_lines
from pipeline.findings.others import are_titled_as_two, point_to_two
from pipeline.findings.passages import Passage, acts_of, objects_of, sentences_of
from pipeline.findings.second_things import are_of_two_things
from pipeline.findings.stages import are_of_two_stages, is_resumed, is_until_then
from pipeline.records import LetterRow

_TAKEN_UP: Final = 3  # times as long an instruction holds where the later letter cites its letter

# Done once something has come
_BROUGHT: Final = frozenset({"send", "return", "pay", "fill_in", "sign", "reply", "write", "inform"})
# «Jusqu'au 12, virez sur le compte habituel»; «après le 12, ne virez plus sur l'ancien compte»
_TILL: Final = re.compile(r"\bjusqu'(?:au \d|a la fin|en [a-z]+ (?:inclus|compris))")
_FROM: Final = re.compile(r"\b(?:apres|a (?:compter|partir|dater) du?|des|passe) (?:le )?\d")
# «Ne payez plus rien dans ce dossier, il est soldé», «vous n'avez plus rien à nous faire parvenir»
_DONE_WITH: Final = re.compile(
    r"\b(?:est|sont|a ete|ont ete) (?:\w+ )?(?:solde|regle|clos|cloture|apure|paye|acquitte)e?s?\b"
    r"|\b(?:n'avez|n'y a|reste) (?:donc |desormais )?plus rien a\b"
)
# «En conséquence, ne versez rien à l'étude ... Le dossier est clos»
_CLOSED: Final = re.compile(
    r"\b(?:dossier|affaire|creance|dette|litige|procedure) (?:est|a ete) (?:\w+ )?(?:solde|regle|clos|cloture|apure"
    r"|eteint|retire)e?\b"
)
# «Étant dispensé, vous n'avez plus à vous présenter», «la dispense est accordée»
_GRANTED: Final = re.compile(
    r"\betant (?:\w+ )?(?:dispense|exempte|excuse|releve)e?s?\b"
    r"|\b(?:dispense|exemption|derogation|demande)\b[^.;]{0,30} (?:est|a ete) (?:accord|accept|admis)"
)
# What goes with a payment is done with it: «le talon est à joindre à votre chèque»
_BY_MEANS: Final = re.compile(
    r"\b(?:joindre|accompagn\w+|joint|jointe?)\b[^,;.]*\b(?:cheque|reglement|paiement|virement)\b"
)
# What is asked for has come: there is nothing to be sent or paid any more
_HAS_COME: Final = re.compile(
    r"\b(?:(?:nous (?:est|sont|a|ont)|(?:votre|vos|le|la|les|l') ?[a-z' ]{3,60} (?:est|sont)) (?:bien "
    r"|deja )?(?:parvenu"
    r"|arrive|encaisse"
    r"|recu)\w*|avons (?:bien |deja )?(?:recu|encaisse|enregistre)|(?:a|ont) (?:bien )?ete (?:recu|encaisse"
    r"|regle|paye)\w*"
    r"|vous (?:nous )?avez (?:bien |deja )?(?:regle|paye|verse|acquitte|renvoye|transmis|fourni|envoye"
    r"|retourne|rendu|signe"
    r"|remis|depose)\w*"
    r"|merci de nous avoir (?:\w+ ){0,2}?(?:envoy|adress|transm|retourn|renvoy|fait parvenir|remis|regl|vers)\w*"
    r"|(?:merci|remercions|remercie) (?:de|pour) votre (?:envoi|reglement|paiement|versement|cheque)"
    r"|(?:envoi|reglement|paiement|versement|cheque|virement)[^,;.]{0,30},? bien recu|reception de votre)\b"
)
# Who recalls that something was not to be done knows that it is now: «nous vous avions demandé de ne pas payer»
_RECALLS: Final = re.compile(
    r"\b(?:av(?:ons|ions|ez|iez|ait|aient) (?:\w+ )?(?:demande|prie|invite|conseille|recommande|dit"
    r"|ete (?:prie|invite))e?s?|(?:demand|pri|invit|conseill|recommand)ions) (?:\w+ )?(?:de|a) ne (?:pas|plus|rien)\b"
)
# «À titre d'exception, votre fille pourra effectuer un virement», «comme l'indiquait notre précédente lettre»
_KNOWS: Final = re.compile(
    r"\b(?:a titre (?:d'exception|exceptionnel|derogatoire)|par (?:exception|derogation)|exceptionnellement"
    r"|derogeons|derogation)\b"
    r"|\bcomme (?:l')?(?:indiqu|preci|prev|annon|rappel|men)\w+ (?:dans )?(?:notre|ma|mon|nos|le|la)"
    r" (?:precedent|dernier|premier)"
)
# What was held back may go on: «vous pouvez maintenant signer»
_FOR_NOW: Final = re.compile(r"\b(?:pour (?:l'instant|le moment|l'heure)|dans l'immediat|a ce stade|en attendant)\b")
_NOW: Final = re.compile(r"\b(?:(?<!des )maintenant|desormais|a present|dorenavant|a nouveau|de nouveau)\b")
# «jusqu'à la venue de l'expert», and «l'expert est passé»
_UNTIL: Final = re.compile(
    r"\b(?:jusqu'?a(?:u| la| l'| sa| son| notre| leur)?|avant (?:la|le|l'|sa|son|notre|leur|que)|tant que"
    r"|en attendant|dans l'attente d\w+)"
    r" ?[^.;,]{0,30}\b(?:venue|passage|visite|expert\w*|intervention|technicien\w*|controle|reponse|accord)\b"
)
_WAS_THERE: Final = re.compile(
    r"\b(?:(?:expert|technicien|agent|installateur|controleur|conseiller|gestionnaire|maitre|chef)\w* (?:\w+ ){0,3}"
    r"(?:est|sont|a|ont) (?:\w+ment |bien |deja |tout )?(?:passe|venu|vu|visite|constate|releve|examine|rendu"
    r"|termine|acheve)"
    r"|(?:visite|passage|expertise|intervention|controle) (?:\w+ ){0,4}(?:a eu lieu|est terminee?|est faite?"
    r"|est achevee?))"
)


def are_near(mailing: Mailing, one: LetterRow, other: LetterRow, days: int) -> bool:
    """Whether the one may still hold when the other is written: longer where the later takes it up by its date."""
    apart = days_apart(one, other)
    if apart is None or apart <= days:
        return True
    earlier, later = sorted((one, other), key=in_order)
    return apart <= _TAKEN_UP * days and cites(later, earlier, mailing.mentions_of(later, "date"))


def hold_at_once(act: str, ban: Said, order: Said, later: LetterRow) -> bool:
    """Whether no correction, and nothing that happened since, no place, day, receiver or name, lets both be obeyed."""
    if act not in OPEN_ACTS and are_of_two_lines(ban.letter.text, order.letter.text):
        return False
    places = (main_clause(said.mention.sentence) for said in (ban, order))
    return still_hold(ban, order, later) and not are_elsewhere(act, *places)


def still_hold(ban: Said, order: Said, later: LetterRow) -> bool:
    """Whether no correction, nothing that happened since and no name lets both be obeyed."""
    if corrects(later) or may_be_disregarded(later) or _is_overtaken(ban, order, later):
        return False
    told = ban.mention.sentence, order.mention.sentence
    if are_of_two_stages(*told) or is_posted(*told) or are_of_two_things(ban, order) or _is_known(ban, order, later):
        return False
    if are_named_apart(ban.letter.subject or "", order.letter.subject or ""):
        return False
    return not (
        are_titled_as_two(ban.letter, order.letter)
        or point_to_two(ban.letter, order.letter, ban.mention.sentence, order.mention.sentence)
    )


def _is_known(ban: Said, order: Said, later: LetterRow) -> bool:
    """Whether the later sentence makes an exception, takes up an earlier letter, or ends what the earlier began."""
    first, second = (ban, order) if later is order.letter else (order, ban)
    if _KNOWS.search(plain_letters(second.mention.sentence)):
        return True
    told = first.mention.sentence, second.mention.sentence
    ended = is_resumed(*told) or is_until_then(told[0], f"{later.subject or ''} {later.text}")
    return first.letter.letter_date != later.letter_date and ended


def is_past(earlier: Said, later: Said) -> bool:
    """Whether a sentence says until what it holds, and a later letter that it was: the expert came."""
    told = plain_letters(earlier.mention.sentence), plain_letters(later.letter.text)
    return bool(_UNTIL.search(told[0]) and _WAS_THERE.search(told[1]))


def _is_overtaken(ban: Said, order: Said, later: LetterRow) -> bool:
    """Whether the later letter tells what happened since: what was asked for came, what was held back goes on."""
    forbidden, bidden = (plain_letters(said.mention.sentence) for said in (ban, order))
    if later is ban.letter:  # «À compter du 30 août, n'envoyez plus rien à Nevers»
        return bool(_FROM.search(forbidden)) or _is_done_with(ban, order, forbidden, bidden)
    if lifts_ban(later, bidden):
        return True
    if is_unawaited(bidden):
        return False
    held_back = _FOR_NOW.search(forbidden) and later.letter_date != ban.letter.letter_date
    if _RECALLS.search(plain_letters(body_of(later.text))):
        return True
    return bool(_FROM.search(bidden) or held_back or _NOW.search(bidden))


def _is_done_with(ban: Said, order: Said, forbidden: str, bidden: str) -> bool:
    """Whether a later ban says that what was asked for has come, is no more needed, or goes another way now."""
    act = "pay" if _BY_MEANS.search(bidden) else order.mention.value
    if _GRANTED.search(forbidden) or (_TILL.search(bidden) and _NOW.search(forbidden)):
        return True  # «Jusqu'au 26, servez-vous du bac bleu»; «désormais, ne vous servez plus du bac bleu»
    if act == "pay" and _CLOSED.search(plain_letters(body_of(ban.letter.text))):
        return True
    return act in _BROUGHT and (bool(_DONE_WITH.search(forbidden)) or _has_come(ban, order))


def _has_come(ban: Said, order: Said) -> bool:
    """Whether the letter of the ban says that what the order asks for is here."""
    return any(
        _HAS_COME.search(plain_letters(sentence)) and _speaks_of(meanings_in(sentence), order)
        for sentence in sentences_of(body_of(ban.letter.text))
    )


def _speaks_of(passage: Passage, order: Said) -> bool:
    """Whether it names what the order is about, or the payment that was asked for."""
    bidden = order.mention.sentence
    pays = (order.mention.value == "pay" or _BY_MEANS.search(plain_letters(bidden))) and "pay" in acts_of(passage)
    return bool(pays) or not objects_of(passage).isdisjoint(objects_of(order.about))
