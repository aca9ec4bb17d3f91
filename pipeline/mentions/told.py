"""Sentence → what patterns of verbs and nouns find in it that its reader is told to do, or not to do."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from pipeline.mentions.acts import ACT_OF, IMPERATIVES, PARTICIPLES, SUBJUNCTIVES
from pipeline.mentions.bidding import (
    AND_TO,
    ANSWERED,
    ASKS,
    FORBIDS,
    MUST_BE,
    NOT_BEHIND,
    NOT_TO,
    NOUN,
    PURPOSE,
    THAT_YOU,
    TIME_TO,
    find_noun_orders,
)
from pipeline.mentions.found import Found, Reading
from pipeline.mentions.leanings import LEANS, find_leanings
from pipeline.mentions.needs import NEEDED, find_needs
from pipeline.mentions.plain import plain
from pipeline.records import Zone

# "Nous vous prions de ne pas payer" stands before the closing formula and may be taken for its beginning
_WHERE: Final = frozenset({Zone.BODY, Zone.POSTSCRIPT, Zone.CLOSING})
_FORMULA: Final = re.compile(r"\b(?:agreer|croire|recevoir|salutations?|sentiments?|consideration|devouement)\b")
# Only sentences that hold one of the verbs are worth a parse
_WORTH: Final = re.compile(
    r"\b(?:"
    + "|".join(sorted({*ACT_OF, *IMPERATIVES, *PARTICIPLES, *SUBJUNCTIVES}, key=len, reverse=True))
    + r")\b|\bten(?:ir|ez)\b|\bignore[rz]\b|\bconsidere[rz]\b|"
    r"\betre (?:r?appel|contact|demarch|sollicit)e|votre (?:entiere )?disposition|votre ecoute|"
    + re.sub(r"\?P<\w+>", "?:", NOUN)
    + r"|joignable|\brepond|\brenseigne|"
    + NEEDED.pattern
    + "|"
    + LEANS.pattern
)

_CLITICS: Final = frozenset(
    ["ne", "n'", "nous", "le", "la", "les", "lui", "leur", "y", "en", "me", "m'", "l'", "-", "pas", "plus", "jamais"]
)
_CLITICS_BEFORE: Final = re.compile(r"(?:\b(?:nous|vous|le|la|les|l'|lui|y|en)\s?){0,3}(?:faire\s)?$")
_AT_START: Final = re.compile(r"(?:^|[,;:.)]\s?)$")
_SOMEWHERE: Final = re.compile(r"^\s(?:sur|a|au|aux|dans|en|chez)\b")
_AT_YOUR_SERVICE: Final = re.compile(
    r"\b(?:rest\w+|sommes|sont|est|tien\w+|demeur\w+)\s(?:\w+\s){0,3}?a votre (?:entiere )?(?:disposition|ecoute)"
)
_NO_HEED: Final = re.compile(
    r"\b(?:ne pas (?:en )?tenir compte|n(?:e |')(?:en )?tenez (?:pas|plus|aucun) compte|ne plus (?:en )?tenir compte|"
    r"(?:veuillez|voudrez bien|merci d'|priere d'|pouvez) ?(?:donc )?ignorer|ignorez (?:ce|cette|le|la|notre)|"
    r"(?:considere[zr]|tene[zr]|tenir) [^.;,]{0,40}"
    r"(?:comme (?:nul(?:le)?|caduque|sans objet|non avenue?)|pour nul(?:le)?))\b"
)
# "Nous ne souhaitons plus être appelés"
_NOT_BE: Final = re.compile(
    r"\bne (?:souhait|desir|veu|voul)\w+ (?:plus|pas) (?:du tout )?"
    r"etre (?P<verb>appele|rappele|contacte|demarche|sollicite)e?s?\b"
)
# "Le règlement doit nous parvenir"
_PAID: Final = re.compile(r"\b(?:reglement|paiement|cheque|somme|virement)s?\b")
_MUST_ARRIVE: Final = re.compile(
    r"\b(?:doi(?:t|vent)|devr(?:a|ont)) (?:imperativement )?(?:nous|me|lui|leur) (?:imperativement )?parvenir\b"
)

_BY_PHONE: Final = re.compile(r"par telephone|telephoniquement")
# "joindre un conseiller", "joindre au 3000", but "joindre un RIB"
_SOMEBODY: Final = re.compile(
    r"^\s(?:(?:une?|le|la|nos|notre|votre|l'|vos|son|des)\s?)?(?:conseill\w+|services?|equipes?|agence|operateur|"
    r"correspondant|secretariat|standard|accueil|gestionnaire|au\b|par telephone)"
)
_AT_NUMBER: Final = re.compile(r"\bau\s[\d(+]")
# "passer au guichet", "laisser chez la gardienne"; not "passer commande", "laisser un message"
_TO_PLACE: Final = re.compile(
    r"^(?:\s(?:pas|plus|jamais))?\s(?:au|aux|a (?:la|l'|nos|notre)|en|par (?:le|la|l'|nos)|chez|dans (?:nos"
    r"|notre|le|la))\b"
)
_TO_SOMEBODY: Final = re.compile(r"^(?:\s[\w']+){0,6}?\s(?:au|aux|a (?:la|l'|votre|notre|nos|son)|chez)\b")
# "la somme est à remettre au secrétariat"
_A_SUM: Final = re.compile(r"\b(?:somme|montant|euros?)\b[^.;:]{0,40}$|€[^.;:]{0,40}$")
_ONLY: Final = re.compile(r"^(?:-\w+)?\s(?:\w+\s){0,4}?qu(?:e\b|')")
_FAR: Final = 48  # characters from "veuillez" to the verb
_SURE, _TAGGED, _OFFERED = 0.92, 0.85, 0.8
LEANT: Final = 0.75
"""How sure an act is to which a clause only leans (`leanings.py`)."""


def sentences_that_tell(reading: Reading) -> list[tuple[int, int]]:
    """(start, end) of each sentence of the body and of what closes it, but not of the closing formula."""
    return [
        (start, end)
        for start, end in reading.sentences
        if (zone := reading.zone_at(start)) in _WHERE
        and not (zone is Zone.CLOSING and _FORMULA.search(reading.flow, start, end))
    ]


def find_told(reading: Reading) -> Iterator[Found]:
    """Every instruction in the body; `value` is the act, `not:` before it where the reader is told not to."""
    spans = [s for s in sentences_that_tell(reading) if _WORTH.search(reading.plain, *s)]
    phones = sorted(f.start for f in reading.found if f.kind == "phone")
    for start, doc in reading.parse(spans):
        sentence = reading.plain[start : start + len(doc.text)].replace("\n", " ")
        nth = bisect_left(phones, start)
        has_phone = nth < len(phones) and phones[nth] < start + len(sentence)
        if m := _NO_HEED.search(sentence):
            yield Found("instruction", start + m.start(), start + m.end(), "ignore", _SURE)
        if m := _AT_YOUR_SERVICE.search(sentence):
            act = "call" if has_phone else "contact"
            yield Found("instruction", start + m.start(), start + m.end(), act, _OFFERED)
        elif has_phone and (m := ANSWERED.search(sentence)):
            yield Found("instruction", start + m.start(), start + m.end(), "call", _OFFERED)
        if m := _NOT_BE.search(sentence):
            act = "call" if "appele" in m["verb"] else "contact"
            yield Found("instruction", start + m.start(), start + m.end(), f"not:{act}", _SURE)
        arrives = [
            Found(
                "instruction",
                start + m.start(),
                start + m.end(),
                "pay" if _PAID.search(sentence, 0, m.start()) else "send",
                _OFFERED,
            )
            for m in _MUST_ARRIVE.finditer(sentence)
        ][:1]
        told = [*arrives, *(found for token in doc for found in _instruction(token, sentence, start, has_phone))]
        yield from told
        for sure, (begin, end, value) in (
            *((_TAGGED, one) for one in (*find_noun_orders(sentence), *find_needs(sentence))),
            *((LEANT, one) for one in find_leanings(sentence)),
        ):
            if not any(f.start < start + end and start + begin < f.end for f in told):
                told.append(found := Found("instruction", start + begin, start + end, value, sure))
                yield found


def _instruction(token: Token, sentence: str, start: int, has_phone: bool) -> Iterator[Found]:
    """The instruction whose verb is `token`, if it is one."""
    form = plain(token.text)
    begin, end = token.idx, token.idx + len(token.text)
    before, after = sentence[max(0, begin - 120) : begin], sentence[end : end + 60]
    if form == "rendez-vous":  # "rendez-vous sur notre site", not "votre rendez-vous"
        verb, told = "rendre", (0, False, _TAGGED) if _AT_START.search(before) and _SOMEWHERE.match(after) else None
        after = "-vous" + after
    elif form == "avisez" and before.endswith("ne vous "):
        return  # "Ne vous avisez pas de ..." bans what follows
    elif form in IMPERATIVES:
        verb, told = IMPERATIVES[form], _as_imperative(token, before, after)
    elif form in ACT_OF:
        verb, told = form, _as_infinitive(token.doc, token.i, before)
    elif form in SUBJUNCTIVES and (that := THAT_YOU.search(before)):
        verb, told = SUBJUNCTIVES[form], (len(before) - that.start(), bool(that["not"]), _SURE)
    elif form in PARTICIPLES and (m := MUST_BE.search(before)):
        negated = bool(m["not"] or m["never"] or re.search(r"\bn[e']\s?$", before[: m.start()]))
        verb, told = PARTICIPLES[form], (len(before) - m.start(), negated, _SURE)
    else:
        return
    if told is None:
        return
    back, negated, sure = told
    act = _act(verb, before, after, has_phone)
    if act:
        back = back if back <= _FAR else 0  # of "veuillez le compléter, le dater et le signer" the last verb alone
        yield Found("instruction", start + begin - back, start + end, f"not:{act}" if negated else act, sure)


def _as_imperative(token: Token, before: str, after: str) -> tuple[int, bool, float] | None:
    """(characters before the verb, negated, how sure) of "appelez", "n'appelez plus"; None for "vous appelez"."""
    words = [plain(t.text) for t in token.doc[: token.i]]
    while words and (words[-1] in _CLITICS or words[-2:] in (["ne", "vous"], ["n'", "vous"])):
        words.pop()
    subject = words[-1] if words else ""
    if subject in ("vous", "que", "qui", "si"):
        return None
    negation = re.search(r"\bn[e']\s?(?:(?:vous|nous|le|la|les|l'|lui|y|en|me|m')\s?){0,2}$", before)
    # «Ne confiez vos clés à personne»; «N'envoyez que des copies» tells to send
    if negation and (NOT_BEHIND.match(after) or not _ONLY.match(after)):
        return len(before) - negation.start(), True, _SURE
    sure = _SURE if "Imp" in token.morph.get("Mood", []) else _TAGGED
    return 0, False, sure


def _as_infinitive(doc: Doc, i: int, before: str) -> tuple[int, bool, float] | None:
    """The same for an infinitive: somebody must ask for it, with no other verb of his own in between."""
    if forbids := FORBIDS.search(_CLITICS_BEFORE.sub("", before)):
        return len(before) - forbids.start(), True, _SURE
    if PURPOSE.search(before) and not TIME_TO.search(before):
        return None
    asks = None
    for asks in ASKS.finditer(before):  # noqa: B007 the last one counts
        pass
    if asks is None or re.search(r"[.;:?!]", before[asks.end() :]):
        return None
    first = doc[i].idx - len(before) + asks.end()
    if any(
        t.idx >= first and t.i < i and "Fin" in t.morph.get("VerbForm", []) and plain(t.text) not in IMPERATIVES
        for t in doc
    ):
        return None
    asked, *others = AND_TO.split(before[asks.start() :] + " ")
    # "de ne plus appeler et de vous adresser à ...": each "de" is asked anew
    negated = bool(NOT_TO.search(others[-1] if others else asked))
    return 0 if others else len(before) - asks.start(), negated, _SURE


def _act(verb: str, before: str, after: str, has_phone: bool) -> str | None:
    """The act meant: some verbs mean one thing or another by what stands beside them."""
    act = ACT_OF[verb]
    reflexive = bool(re.search(r"\b(?:vous|se|s')\s?$", before)) or after.startswith("-vous")
    us = bool(re.search(r"\b(?:nous|me|m')\s?$", before)) or after.startswith(("-nous", "-moi"))
    if verb == "rappeler" and not (us or has_phone or after.strip(" .!") in ("", "pas", "plus")):
        return None  # "rappeler cette référence"
    if verb == "joindre":
        reached = us or _SOMEBODY.match(after) or _BY_PHONE.search(after) or (has_phone and _AT_NUMBER.search(after))
        return "call" if reached else "send"
    if verb in ("adresser", "rapprocher", "tourner"):
        return "contact" if reflexive else "send" if verb == "adresser" else None
    if verb == "rendre" and reflexive:
        return "visit"
    if verb == "prendre":
        return (
            _act("contacter", before, after, has_phone)
            if re.match(r"(?:-\w+)?\s(?:contact|rendez-vous|attache)\b", after)
            else None
        )
    if verb in ("connecter", "deplacer", "debarrasser", "defaire") and not reflexive:
        return None
    if verb == "presenter":
        return "visit" if reflexive else act
    if verb in ("passer", "aller", "assister"):
        return act if _TO_PLACE.match(after) else None
    if verb in ("donner", "laisser"):
        return act if _TO_SOMEBODY.match(after) else None
    if verb == "garder" and reflexive:
        return None  # "gardez-vous de signer"
    if act in ("send", "return") and _A_SUM.search(before):
        return "pay"
    if verb in ("parvenir", "connaitre", "savoir", "suivre", "tenir", "revenir") and not re.search(
        r"\bfa(?:ire|ites|ssiez)\b", before
    ):
        return None
    if _BY_PHONE.search(after) and act in ("contact", "inform", "reply"):
        return "call"
    if act == "contact" and has_phone:
        return "call"
    return act
