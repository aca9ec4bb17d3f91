"""A number given in a sentence → for whom or for what, and whether another sentence gives one for the same."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import are_named_apart, are_told_apart
from pipeline.findings.meanings import (
    acts_named,
    is_anything,
    is_somebody,
    is_transaction,
    meaning_of,
    meanings_in,
    plain_letters,
)
from pipeline.findings.nouns import are_qualified_apart, nouns_in_order
from pipeline.findings.others import spoken_of
from pipeline.findings.passages import Passage, objects_of, sentence_before, sentences_around
from pipeline.records import Mention

# A number for something of its own: «en cas de vol», «depuis l'étranger», «sourds et malentendants»
SPECIAL: Final = re.compile(
    r"\b(?:en cas de (?:nouvelle )?(?:vol|perte|urgence|panne|fuite)|urgences?|depuis l'etranger|de l'etranger"
    r"|malentendant"
    r"|opposition|mediateur|bloctel|info escroquerie)"
)
# A number of one person, to be held against another number of that person only
_DIRECT: Final = re.compile(
    r"\b(?:(?:ligne|numero|poste|telephone) directe?|direct \W*\d|ma ligne|mon (?:numero|poste))\b"
)
# «Cette ligne ne traite pas les factures», «réservé aux adhérents»
_FOR_THAT_ALONE: Final = re.compile(
    r"\b(?:ne (?:traite|concerne|prend|repond|regarde|renseigne)\w* (?:pas|que)|reservee?s?|uniquement|exclusivement"
    r"|dediee?s?)\b"
)
# «le service technique», «le pôle des ventes»; a customers' service may be there for anything
_SERVICE: Final = re.compile(
    r"\b(?:service|pole|cellule|bureau|guichet|secretariat) "
    r"(?:(?:d[eu]s? |d'|de la |de l')(?!client|usager|abonne|adherent|assure|relation|accueil)([a-z]{3,5})"
    r"|(techn|compt|comme|jurid|socia|medic|finan|apres)[a-z]*)"
)
# «Pour convenir du rendez-vous, ...»; not «pour toute question», «pour nous joindre», said of any number
_AIM: Final = re.compile(
    r"\bpour (?!tou[ts]|plus|nous|vous|cela|ce faire|me |en |y )([a-z]+(?:er|ir|re) [a-z' -]{5,60})[,:]"
)
# «Pour suivre votre annulation, ...», «le suivi de votre annulation ...»
_DEED: Final = re.compile(
    r"\b(?P<deed>demand|suiv|annul|confirm|modifi|deplac|report|resili|declar|signal|reserv|command|contest|obten|retir"
    r"|renouvel|activ|repar)(?!ons|ez)[a-z]{0,8} (?:(?:de|d'|du|des|l[ae]s?|l'|votre|vos|cet|cette|ces?|une?) ?){1,2}"
    r"(?P<what>[a-z]{4,})"
)
# «Pour toute question sur votre déclaration, ...», «des précisions au sujet de la vente»
_QUESTION: Final = re.compile(
    r"\b(?:questions?|renseignements?|precisions?|informations?|interrogations?|doutes?|demandes?|explications?)"
    r" (?:\w+ )?(?:sur|concernant|a propos|au sujet|relati(?:f|ve)s? a|touchant|portant sur|quant a|liee?s? a)"
    r" ?(?:de |du |des |d'|aux? )?(?:(?:l[ae]s?|votre|vos|notre|nos|cet|cette|ces?) |l')?(?P<what>[a-z][a-z' -]{3,60})"
)
# What any letter is about
_THIS_LETTER: Final = re.compile(
    r"(?:dossiers?|courriers?|lettres?|situation|demandes?|contrats?|comptes?|present|presente|messages?|envois?|droits?|sujet"
    r"|services?|offres?|documents?|correspondance|tarifs?|delais?|modalites|conditions|points?|contenu)\b"
)
# «le rendez-vous de bilan», «le transfert de votre ligne»: what no other number is given for
_PHRASE: Final = re.compile(
    r"\b(?P<head>(?!numeros?|points?|prix|cout|tarif|frais|suivi|gestion|traitement|heures|horaires|jours|bureaux?|service"
    r"|reste|afin|lieu|ouvert\w*|partir|dossier|toute?s?)[a-z][a-z-]{4,})"
    r"(?= (?:d[eu]s? |d'|de la |de l')(?:votre |vos |notre |ce |cette |une? )?(?P<of>[a-z][a-z-]{3,}))"
)
# When it is answered
_TIMES: Final = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|nuit|soir|matin|le jour"
    r"|week-end|vacances)\w*"
)
_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])")
_LABEL_WORDS: Final = 5  # «Service clients, gratuit : 3900» is a line of the letterhead, more is a sentence
_ADDRESS: Final = re.compile(r"\S{0,64}@\S*|\b(?:www\.|https?:)\S*")
_FEWEST_SHARED: Final = 2
_PUNCTUATION: Final = re.compile(r"[\W_]+")
# Words with which any number is given
_GIVEN: Final = meanings_in(
    "telephone numero ligne ecoute disposition question renseignement information equipe aide besoin poste standard "
    "votre notre composer composez decrocher decroche appel gratuit prix local joignable accueil rendez-vous dossier "
    "convenir relation renseigne precision demande courrier courriel heures ouverture bureau bureaux ouvert doute "
    "recoit"
)


def is_label(mention: Mention) -> bool:
    """Whether it stands in the letterhead rather than in a sentence."""
    plain = plain_letters(_ADDRESS.sub(" ", mention.sentence))
    return len(re.findall(r"[a-z]{2,}", plain)) <= _LABEL_WORDS and not mention.sentence.rstrip().endswith(".")


def is_told(said: Said) -> bool:
    """Whether a sentence of the body gives it, and no line around, however long: «12, quai d'Allier - 03200 Vichy»."""
    body = " ".join(body_of(said.letter.text).split())
    return not is_label(said.mention) and " ".join(said.mention.sentence.split()) in body


def is_direct(mention: Mention) -> bool:
    """Whether it is the line of one person."""
    return bool(_DIRECT.search(plain_letters(mention.sentence)))


def is_same_line(one: Said, other: Said, *, of_two_services: bool) -> bool:
    """Whether two sentences give a number for one service, person or purpose: «le plateau d'assistance».

    `of_two_services`: two of them write, so one word in common is not enough; «pour vous inscrire» is for two things.
    """
    here, there = in_full(one), in_full(other)
    if is_label(one.mention) or is_label(other.mention) or _are_marked_apart(here, there):
        return False
    if not all(are_for(here).isdisjoint(are_for(there)) for are_for in _FOR):
        return True
    shared = (_things(here) & _purpose(there)) | (_things(there) & _purpose(here)) | (_cases(here) & _cases(there))
    if len(shared) >= _FEWEST_SHARED:
        return True
    return bool(shared and _purpose(here) == _purpose(there)) and not of_two_services


def serve_two_things(one: Said, other: Said) -> bool:
    """Whether each is given for a thing of which the other letter never speaks: «urgence-fuite@», «factures@»."""
    here, there = _given_for(one), _given_for(other)
    if are_kept_apart(one, other):
        return True
    if here <= there or there <= here:
        return False
    return bool(here - there - spoken_of(other.letter)) and bool(there - here - spoken_of(one.letter))


def are_kept_apart(one: Said, other: Said) -> bool:
    """Whether one is for its own thing alone, and the other for another: «cette ligne ne traite pas les factures»."""
    here, there = _given_for(one), _given_for(other)
    return bool(here and there) and here.isdisjoint(there) and (_is_exclusive(one) or _is_exclusive(other))


def are_labelled_apart(mentions: Iterable[Mention], one: Mention, other: Mention) -> bool:
    """Whether lines of the letterheads say of each number what it is for: «Facturation : ...», «Dépannage : ...»."""
    labels = [m for m in mentions if is_label(m)]
    here, there = (_labelled(labels, given) for given in (one, other))
    return bool(here and there) and here.isdisjoint(there)


def _labelled(labels: Iterable[Mention], given: Mention) -> Passage:
    of_it = (m for m in labels if (m.letter_id, m.value) == (given.letter_id, given.value))
    return frozenset(word for m in of_it for word in meanings_in(m.sentence.replace(m.text, " ")) - _GIVEN)


def is_for_anything(said: Said) -> bool:
    """Whether nothing is named with it but what any letter has: «le suivi de votre dossier est assuré au ...»."""
    return not _given_for(said)


def _is_exclusive(said: Said) -> bool:
    """Whether the letter says of the number that it is for that alone: «cette ligne ne traite pas les factures»."""
    around = sentences_around(said_with(said.mention), said.letter.text)
    return bool(_FOR_THAT_ALONE.search(plain_letters(around)))


def _given_for(said: Said) -> Passage:
    """What is named with a number, in the question before it, or by the first part of an address."""
    mention = said.mention
    box = mention.value.partition("@")[0] if mention.kind == "email" else ""
    return _things_given(mention.sentence, mention.text, box, said.letter.text)


@lru_cache(maxsize=4096)
def _things_given(sentence: str, printed: str, box: str, text: str) -> Passage:
    with_it = _ADDRESS.sub(" ", _part_with(sentence, printed))
    named = nouns_in_order(f"{sentence_before(with_it, text)} {with_it}".replace(printed, " "))
    things = (m for m in {*named, *meanings_in(_PUNCTUATION.sub(" ", box))} - _GIVEN if not _is_no_thing(m))
    return frozenset(m for m in things if is_transaction(m) or not is_anything(m))


def _is_no_thing(meaning: str) -> bool:
    return bool(acts_named(meaning)) or is_somebody(meaning)


def in_full(said: Said) -> str:
    """The sentence with the number, behind the question that it answers: «Une clé perdue ? Appelez le ...»."""
    with_it = said_with(said.mention)
    return f"{sentence_before(with_it, said.letter.text)} {with_it}".strip()


def is_other_line(one: Mention, other: Mention) -> bool:
    """Whether two sentences say that their numbers are for different things."""
    if is_label(one) or is_label(other):
        return False
    return _are_marked_apart(said_with(one), said_with(other))


def _are_marked_apart(here: str, there: str) -> bool:
    services = _services(here), _services(there)
    if all(services) and services[0].isdisjoint(services[1]):
        return True
    if are_told_apart(here, there) or are_qualified_apart(here, there):
        return True
    if _is_special_apart(here, there) or _is_special_apart(there, here):
        return True
    times = set(_TIMES.findall(plain_letters(here))), set(_TIMES.findall(plain_letters(there)))
    return are_named_apart(here, there) or bool(all(times) and times[0].isdisjoint(times[1]))


def said_with(mention: Mention) -> str:
    """The sentence that has the number; one that ends in a number may hang together with the next."""
    return _part_with(mention.sentence, mention.text)


@lru_cache(maxsize=4096)
def _part_with(sentence: str, printed: str) -> str:
    parts = _END.split(" ".join(sentence.split()))
    return next((part for part in parts if " ".join(printed.split()) in part), sentence)


@lru_cache(maxsize=4096)
def _services(sentence: str) -> frozenset[str]:
    """By the first letters of their names: «joindre le service après-vente», «le pôle technique»."""
    return frozenset(m[1] or m[2] for m in _SERVICE.finditer(plain_letters(sentence)))


@lru_cache(maxsize=4096)
def _aims(sentence: str) -> frozenset[str]:
    """What the number is for, word for word: «pour convenir du rendez-vous»."""
    return frozenset(m[1] for m in _AIM.finditer(plain_letters(sentence)))


@lru_cache(maxsize=4096)
def _questions(sentence: str) -> frozenset[str]:
    """On what it answers, word for word, where that is not the letter itself: «votre déclaration de revenus»."""
    found = (
        re.split(
            r" (?:et|ou|appel|contact|vous|nous|merci|veuillez|joign|telephon|compos|est|sont|notre|le|au)\b"
            r"|[,:?]",
            m["what"],
        )[0].strip()
        for m in _QUESTION.finditer(plain_letters(sentence))
    )
    return frozenset(what for what in found if what and not _THIS_LETTER.match(what))


@lru_cache(maxsize=4096)
def _deeds(sentence: str) -> frozenset[str]:
    """What is done to what: «demander ce dégrèvement», «la demande de dégrèvement»."""
    held = ((m["deed"], meaning_of(m["what"])) for m in _DEED.finditer(plain_letters(sentence)))
    return frozenset(f"{deed} {what}" for deed, what in held if what and what not in _GIVEN and not is_anything(what))


@lru_cache(maxsize=4096)
def _phrases(sentence: str) -> frozenset[str]:
    """A thing and what it is of: «le rendez-vous de bilan»; one of the two at least is not said with any number."""
    purpose = _purpose(sentence)
    found = _PHRASE.finditer(plain_letters(sentence))
    held = (tuple(meaning_of(word) or word for word in (m["head"], m["of"])) for m in found)
    return frozenset(" ".join(pair) for pair in held if not purpose.isdisjoint(pair))


@lru_cache(maxsize=4096)
def _purpose(sentence: str) -> Passage:
    return objects_of(meanings_in(sentence)) - _GIVEN


@lru_cache(maxsize=4096)
def _things(sentence: str) -> Passage:
    return frozenset(nouns_in_order(sentence)) & _purpose(sentence)


def _is_special_apart(one: str, other: str) -> bool:
    """Whether the one is for cases of its own of which the other speaks of none."""
    cases = [case.replace("nouvelle ", "") for case in _cases(one)]
    return bool(cases) and not any(meanings_in(case) <= meanings_in(other) for case in cases)


def _cases(sentence: str) -> frozenset[str]:
    """«opposition», «en cas de vol»."""
    return frozenset(m[0] for m in SPECIAL.finditer(plain_letters(sentence)))


_FOR: Final = (_services, _aims, _questions, _deeds, _phrases)
