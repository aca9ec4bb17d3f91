"""Letter → the papers it says will come, and whether another letter has brought them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.distinctions import are_named_apart, are_told_apart
from pipeline.findings.encoded import is_here_already
from pipeline.findings.mailing import days_apart
from pipeline.findings.matter import corrects, may_be_same_matter, share_number, share_sum
from pipeline.findings.meanings import acts_named, is_transaction, meaning_of, meanings_in, plain_letters
from pipeline.findings.nouns import are_qualified_apart, nouns_in_order, qualifiers_of
from pipeline.findings.others import are_for_other_children
from pipeline.findings.paper_clauses import clause_of, each_of, relative_of
from pipeline.findings.passages import MONTHS, NEXT_TERM, Passage, sentences_of
from pipeline.findings.promises import (
    PERIODIC,
    head_of,
    is_not_yet,
    is_same_paper,
    is_surely_here,
    is_titled,
    is_to_come,
    name_of,
    promised_in,
    sentences_that_bring,
    sentences_to_come,
)
from pipeline.records import LetterRow

_DISPATCH_DAYS: Final = 14
_FULL_NAME: Final = 2  # words by which a paper is known beyond those days
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_ANOTHER: Final = re.compile(rf"\b(?:{NEXT_TERM}|nouvel echeancier)\b")
# «Une nouvelle carte vous sera envoyée», not «votre nouvelle carte»: another than the one that came
_NEW_ONE: Final = re.compile(
    r"\b(?:une? (?:nouve\w+|autre|second\w*|deuxieme)|un duplicata)\b(?! (?:courrier|lettre|pli|envoi|message"
    r"|enveloppe))"
)
_NEW: Final = re.compile(r"nouve|autre|second|deuxieme|duplicata|renouvel|remplac")
_PROVISIONAL: Final = re.compile(r"\b(?:provisoire|previsionnel|estimati|indicati|pro ?forma|temporaire)")
_FINAL: Final = re.compile(r"\b(?:definiti|final)")
# «les menus de mars», «les menus d'avril»
_OF_MONTH: Final = re.compile(rf"\b(?:de |d')({'|'.join(MONTHS)})\b")
# «Nous vous le ferons parvenir», «Elle vous sera remise»: the sentence before names it
_IT: Final = re.compile(
    r"^(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci)\b|\ben serez destinataire\b"
    r"|\b(?:nous|je|on) vous (?:l[ae]s? |l')[a-z]|\b(?:pour|avant de) l[ae]s? (?:recevoir|avoir)\b"
    r"|\bvous (?:l[ae]s? |l')(?:trouv|recev|aur|obtiend|decouvr)\w+"  # «Vous la trouverez dans votre boîte»
)
# «Votre demande de carte européenne est enregistrée»: the card is what comes
_ASKED_FOR: Final = re.compile(
    r"^(?:votre|la|une) (?:demande|commande|fabrication|impression) (?:de |d['’])", re.IGNORECASE
)
# «L'attestation définitive suivra et remplacera l'attestation provisoire»: the former is to come
_REPLACED: Final = re.compile(
    r",?(?: et| qui| pour|,)? (?:remplac(?:era|eront|er|ant)|en remplacement d|prendr(?:a|ont) la (?:suite|place) d)"
    r"\b.*",
    re.DOTALL,
)
_BY_NAME: Final = re.compile(r"^il (?:vous |sera )")
# «Vous avez demandé le double de votre bail. Il vous sera adressé»; not «il vous sera adressé un courrier»
_IT_IS_SENT: Final = re.compile(
    r"^il (?:vous )?sera (?:vous )?(?:adress|envoy|remis|post|expedi|transmis|deliv)\w*(?! une?\b| des\b| votre\b"
    r"| le\b)"
)
# «Le prochain relevé annuel» is not the one that came
_NEXT: Final = re.compile(
    r"\b(?:l[ae]s?|votre|vos) prochaine?s? (?!jours?\b|semaines?\b|mois\b|(?:courrier|lettre|envoi|pli)s?\b)[a-z]"
)
# «La fiche ci-jointe est à rapporter dans les dix jours» announces nothing
_ENCLOSED: Final = re.compile(
    r"\bci-(?:joint|inclus|apres|dessous|annex|contre)|\b(?:sous|avec) (?:ce|le present) (?:pli|courrier)\b"
)
_WILL: Final = re.compile(r"\b(?:[a-z]{2,}r(?:a|ont|ez|ons)|va|vont|allons|allez)\b")
_THIS_TABLE: Final = re.compile(
    r"\bc(?:e|et|ette) (?P<what>grille|tableau|liste|bareme|calendrier|planning|programme|echeancier|decompte)\b"
)
_CODE_NAMED: Final = re.compile(
    r"\b(?:codes?|mots? de passe|identifiants?|noms? d'utilisateur|releve d'identite operateur)\b"
)
# «Votre mot de passe est E8JJ-69K4», «le code 10 P 324201 est votre relevé d'identité», «grattez la zone grise»
_CODE: Final = re.compile(
    r"(?:\b(?:est|sont)|:)\s(?:le\s)?(?=[\w.-]*\d)[\w.-]{4,}"
    r"|\b\d\w{0,12}(?:\s[\dA-Z]{1,8}){0,4}\s(?:est|sont)\s(?:votre|vos|le|les)\b"
    r"|\b[Gg]rattez\b|\b[Pp]astille\b"
)
_OF_WHAT: Final = re.compile(r"\b(?P<what>[a-z][a-z-]{2,}) (?:(?:de|du|des)\b|d')")
_REPLACES: Final = re.compile(r"\bannul\w+ et rempla|\berreur\b|\brectifi|\berratum\b|\bne (?:plus|pas) tenir compte\b")
# «La carte de votre fils»
_WHOSE: Final = re.compile(
    r"\bde (?:votre|vos) (?P<who>fils|fille|conjointe?|epou(?:x|se)|mari|mere|pere|frere|soeur)\b"
)
# «La liste des jours de fermeture vous sera remise», and «Voici les jours de fermeture»
_LISTS: Final = meanings_in("liste calendrier detail programme tableau") | {meaning_of("dates")}
# What may be one paper, where it is of one thing
_KINDS: Final = tuple(
    meanings_in(names)
    for names in (
        "rapport conclusions constat expertise",
        "releve recapitulatif etat decompte bilan tableau",
        "formulaire bulletin coupon fiche questionnaire",
        "notice guide livret brochure manuel depliant fascicule",
        "attestation certificat",
        "contrat convention",
        "plan schema croquis",
        "devis estimation chiffrage",
        "programme planning calendrier liste",
        "echeancier plan",
    )
)
_YEARLY: Final = meanings_in("annuel annuelle")


def papers_promised(row: LetterRow) -> Iterator[tuple[str, Passage]]:
    """Each sentence that announces something of which there is one, and what that is."""
    coming, sentences = sentences_to_come(row.text), sentences_of(body_of(row.text))
    for before, sentence in zip(("", *sentences), sentences, strict=False):
        if sentence in coming:
            plain = plain_letters(sentence)
            by_it = before and _IT.search(plain)
            points_back = by_it and (not _BY_NAME.search(plain) or is_not_yet(before) or _IT_IS_SENT.match(plain))
            named = before if points_back else clause_of(sentence)
            if not points_back and _named_again(sentence, before):
                named = before  # «La carte vous parviendra»: the sentence before has its name in full
            named = _REPLACED.sub("", relative_of(sentence) or _ASKED_FOR.sub("", named))
            if _ENCLOSED.search(plain_letters(named)) and not _WILL.search(plain_letters(named)):
                continue
            for one in (named, *each_of(named)):
                if things := promised_in(one):
                    yield one, things


def _named_again(sentence: str, before: str) -> bool:
    """Whether a sentence names what is promised by one word, and the one before says more of it."""
    head = head_of(sentence)
    return bool(head) and name_of(sentence) == {head} and bool(qualifiers_of(head, _ASKED_FOR.sub("", before)))


def what_brings(
    earlier: LetterRow, row: LetterRow, announced: str, things: Passage, days: int, *, read: bool = False
) -> str:
    """The sentence by which the letter, of the same day or few days before, says that here it is; empty where none.

    `read`: the network is asked.
    """
    apart = days_apart(earlier, row)
    if apart is None or apart > max(days, _DISPATCH_DAYS) or is_after(earlier, row):
        return ""
    head = head_of(announced)
    name = name_of(announced) | qualifiers_of(head, announced)
    things = things - _LISTS or things if head in _LISTS else things
    one_affair = share_sum(earlier, row) or share_number(earlier, row)
    known = len(name) >= _FULL_NAME or one_affair or head in meanings_in(earlier.subject or "")
    if apart > (days if known else _DISPATCH_DAYS):
        return ""
    if acts_named(head) - {"pay"} or _corrects_else(row, announced, things) or not may_be_same_matter(earlier, row):
        return ""
    if are_for_other_children(earlier, row) or _is_of_another(announced, earlier.text):
        return ""
    if are_named_apart(row.subject or "", earlier.subject or ""):
        return ""  # «Dossier de Camille», «Dossier de Juliette»
    subject = meanings_in(earlier.subject or "")
    yearly = bool(_YEARLY & qualifiers_of(head, announced))
    of_number = share_number(earlier, row) and things.isdisjoint(PERIODIC)  # the slip for one order
    if (
        all(map(is_transaction, things))
        and not yearly
        and not of_number
        and not _OF_MONTH.search(plain_letters(announced))  # «la quittance de mai»: of which there is one
        and (things <= PERIODIC or not is_titled(subject, announced))
    ):
        return ""
    bring = (
        sentence
        for sentence in (
            *sentences_that_bring(earlier.text),
            *_sentences_that_show(head, earlier.text),
            *_sentences_that_state(announced, earlier.text),
        )
        if (
            _goes_by_another_name(head, (name_of(announced) or things) - {head}, subject, sentence)
            or (
                (not head or head in _LISTS or head in subject | meanings_in(sentence))
                and _is_that_paper(things, announced, subject, sentence, earlier.text)
            )
            or (read and _is_read_as_that(earlier, sentence, row, announced))
        )
        and not _are_apart(announced, sentence)
        and (yearly or of_number or not all(map(is_transaction, things)) or _is_of_month(announced, sentence))
    )
    # «Le règlement vous sera remis par le conducteur», word for word in both: neither brings it
    return "" if announced in (named for named, _ in papers_promised(earlier)) else next(bring, "")


def _is_read_as_that(earlier: LetterRow, sentence: str, row: LetterRow, announced: str) -> bool:
    """Whether both name a thing, and the network takes the one for what the other promises."""
    shared = frozenset(nouns_in_order(sentence)) & frozenset(nouns_in_order(announced))
    if not shared or are_qualified_apart(announced, sentence):
        return False
    return is_here_already(earlier, sentence, row, announced)


def _sentences_that_show(head: str, text: str) -> Iterator[str]:
    """Those that point to a table in the letter: «Cette grille vaut pour l'année»."""
    for sentence in sentences_of(body_of(text)):
        shown = {meaning_of(m["what"]) for m in _THIS_TABLE.finditer(plain_letters(sentence))}
        if head in shown and not is_to_come(sentence):
            yield sentence


def _sentences_that_state(announced: str, text: str) -> Iterator[str]:
    """Those that tell a code that is announced: «Votre mot de passe provisoire est E8JJ-69K4»."""
    if _CODE_NAMED.search(plain_letters(announced)):
        yield from (
            one for one in sentences_of(body_of(text)) if _CODE_NAMED.search(plain_letters(one)) and _CODE.search(one)
        )


def _corrects_else(row: LetterRow, announced: str, things: Passage) -> bool:
    """Whether the letter puts something right of what it announces, or an earlier letter as a whole.

    Not by the announcement itself: «un avis rectificatif vous parviendra».
    """
    if not corrects(row):
        return False
    told = [
        sentence
        for sentence in sentences_of(body_of(row.text))
        if announced not in sentence
        and (not things.isdisjoint(meanings_in(sentence)) or _REPLACES.search(plain_letters(sentence)))
    ]
    return corrects(replace(row, text="\n\n".join(told)))


def is_after(one: LetterRow, other: LetterRow) -> bool:
    """Whether the one bears a later date."""
    return bool(one.letter_date and other.letter_date and one.letter_date > other.letter_date)


def _is_of_another(announced: str, text: str) -> bool:
    """«La carte de votre fils vous sera adressée», where the letter that brings one never speaks of him."""
    return any(one["who"] not in plain_letters(text) for one in _WHOSE.finditer(plain_letters(announced)))


def _are_apart(announced: str, sentence: str) -> bool:
    if are_told_apart(announced, sentence):
        return True
    if _NEXT.search(plain_letters(announced)) and not _NEXT.search(plain_letters(sentence)):
        return True
    if _NEW_ONE.search(plain_letters(announced)) and not _NEW.search(plain_letters(sentence)):
        return True
    if _ANOTHER.search(plain_letters(announced)) and not _ANOTHER.search(plain_letters(sentence)):
        return True
    if _REPLACED.search(plain_letters(announced)) and not _NEW.search(plain_letters(sentence)):
        return True  # «Votre carte Or, qui remplacera l'Argent, vous parviendra»
    if _FINAL.search(plain_letters(announced)) and _PROVISIONAL.search(plain_letters(sentence)):
        return True
    for mark in (_YEAR, _OF_MONTH):
        here, there = (set(mark.findall(plain_letters(text))) for text in (announced, sentence))
        if here and there and here.isdisjoint(there):
            return True
    return False


def _is_of_month(announced: str, sentence: str) -> bool:
    """Whether the sentence names every month that the announcement is about."""
    months = [set(_OF_MONTH.findall(plain_letters(text))) for text in (announced, sentence)]
    return months[0] <= months[1]


def _goes_by_another_name(head: str, about: Passage, subject: Passage, sentence: str) -> bool:
    """Whether a paper of that kind and for the same thing lies here: «les conclusions de l'expert», «son rapport»."""
    here = meanings_in(sentence)
    kinds = frozenset[str]().union(*(names for names in _KINDS if head in names))
    if here.isdisjoint(kinds - {head}) or (here | subject).isdisjoint(about):
        return False
    return is_same_paper(about, subject | here, here | subject)


def _is_that_paper(things: Passage, announced: str, subject: Passage, sentence: str, text: str) -> bool:
    """Whether what lies here is called as what is to come; the name may be given in full elsewhere in the letter."""
    here, head, name = meanings_in(sentence), head_of(announced), name_of(announced)
    if is_same_paper(things, subject | here, here):
        return True
    if are_qualified_apart(announced, sentence) and _is_of(head, sentence):
        return False
    if head in here and not qualifiers_of(head, announced).isdisjoint(qualifiers_of(head, sentence)):
        return True  # «le décompte annuel»
    if name == {head}:
        known = head in here and not is_transaction(head) and not qualifiers_of(head, sentence)
        return known and is_surely_here(sentence)
    return is_same_paper(name, subject | meanings_in(body_of(text)), here)


def _is_of(head: str, sentence: str) -> bool:
    """Whether the sentence says of what it is: «la grille des salaires»."""
    return any(meaning_of(m["what"]) == head for m in _OF_WHAT.finditer(plain_letters(sentence)))
