"""Two letters of one sender → whether they may be about one matter, and whether the later repeats or corrects."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pipeline.findings.distinctions import differ_in
from pipeline.findings.meanings import plain_letters
from pipeline.findings.readings import are_miswritten
from pipeline.records import LetterRow, Mention, Reference

# What a reference numbers, by the first letters of a word in its label: «N° de contrat», «Votre n° client»
_NUMBERED: Final[dict[str, tuple[str, ...]]] = {
    "contract": ("contrat", "police", "bail", "abonnement", "mandat", "pret", "credit", "ligne", "loyer", "logement"),
    "customer": (
        "client",
        "compte",
        "societaire",
        "allocataire",
        "adherent",
        "assure",
        "usager",
        "fiscal",
        "abonne",
        "locataire",
        "patient",
        "eleve",
        "matricule",
        "cotisant",
        "beneficiaire",
        "membre",
        "licence",
        "contribuable",
        r"votre (?:numero|n°)\W*$",
    ),
    "file": (
        "dossier",
        "sinistre",
        "reclamation",
        "affaire",
        "demande",
        "instance",
        "procedure",
        "colis",
        "sejour",
        "reservation",
    ),
    "invoice": ("facture", "avis", "echeance", "quittance", "titre", "avoir", "commande", "bordereau", "role"),
    "thing": (r"plan\b", "devis", "proposition", "offre", "convention", "permis", "concession", r"lot\b"),
}
# In a subject line: «arrêté AR-112», «sinistre n° 4410»; not «lettre 2», «mars 2015»
_NUMBERED_SUBJECT: Final = re.compile(
    r"\b(?!lettre|courrier|relance|rappel|avis\b|page|etape|phase|partie|article|version|janv|fevr|mars|avril|mai\b|juin"
    r"|juil|aout|septembre|octobre|novembre|decembre|annee|exercice|saison)(?P<what>[a-z]{4,}) (?:n° ?|numero )?"
    r"(?P<number>[a-z]{0,4}-?(?!(?:19|20)\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-])\d{2,}[\w/-]*)"
)
_STEMS: Final = {what: re.compile(rf"\b(?:{'|'.join(stems)})") for what, stems in _NUMBERED.items()}
ACCOUNT: Final = frozenset({"contract", "customer", "file"})
_MISTYPED: Final = frozenset({"contract", "customer", "file"})  # bills are numbered one after the other
EVERYTHING: Final = frozenset(_NUMBERED)
TRANSACTION: Final = frozenset({"file", "invoice"})
_OF_ONE: Final = EVERYTHING - {"customer"}

# A letter that says so repeats an earlier one on purpose: «Objet : rappel», «malgré nos précédents courriers»; but
# «au verso le rappel des conditions» stands in any
_REMINDER: Final = re.compile(
    r"\b(?:(?:ce|notre|present|dernier|premier|deuxieme|second|troisieme|simple|nouveau|lettre de|courrier de) rappel"
    r"|rappel (?:de (?:paiement|votre|notre|facture|cotisation)|avant)|(?<!frais de )relance"
    r"|(?:dernier|deuxieme|second|2e|2eme) avis(?! d'echeance)|mise en demeure avant|avant poursuites"
    r"|confirm(?:ons|e) (?:notre|ma|mon) (?:lettre|courrier|envoi|avis)"
    r"|sauf erreur|malgre (?:nos|notre|mon|mes)|(?:nos|notre|mon) precedente?s?|precedents? (?:courrier|lettre"
    r"|envoi)s?"
    r"|toujours (?:pas|rien)|n'avons (?:toujours |encore )?(?:pas|rien) (?:encore )?recu"
    r"|(?:deuxieme|seconde|derniere|ultime|nouvelle) (?:demande|lettre|invitation)|relancons"
    r"|manque(?:nt)? (?:toujours|encore)"
    # «Sans réponse de votre part, le dossier sera classé» says what is to come
    r"|(?:(?<![.;!?] )sans (?:reponse|nouvelles?|retour|reglement) de votre part"
    r"(?! (?:a cette date|avant|dans|sous|d'ici|passe))"
    r"|(?<![.;!?] )en l'absence de (?:reponse|reglement|retour)"
    r"|(?:sans|en l'absence de) (?:reponse|retour) (?:de votre part )?a (?:notre|nos|mon|mes))"
    r"|(?:restee?|demeuree?|demeurent?)s? (?:sans (?:reponse|effet|suite)|impaye\w*|vaine)"
    r"|restee?s? sans (?:reponse|effet|suite)|a ce jour,? (?:nous n|sauf|votre)"
    r"|(?:le|present|ce) duplicata)\b"
)
# «rappel à l'intention des usagers», «rappel des règles» recall no letter
_REMINDER_SUBJECT: Final = re.compile(
    r"\b(?:mise en demeure|rappel(?! (?:aux?|a l[ae']|a (?:tous|toutes|chacun)|d[eu]s? (?:l[ae'] ?)?"
    r"(?:regl|consign|horair|modalit|disposition|condition)))|relance|impayes?|duplicata)\b"
)
# A letter that says so puts an earlier one right: «annule et remplace», «une erreur s'est glissée»; but «votre
# droit de rectification» and «des indemnités versées par erreur» stand in any
_CORRECTION: Final = re.compile(
    r"\b(?:annule(?:nt)? et remplace(?:nt)?(?! (?:les|tou\w+) \w+ (?:portant|ayant))|(?<!mention )(?<!mentions )"
    r"rectificati(?:f|fs|ve|ves)"
    r"|rectifions|erratum|erreur s.est|(?!(?:vir|vers|perc|touch|encaiss)\w)\w+ par erreur|(?<!\w )par erreur"
    r"|au lieu d(?:e|u|'(?!une?[.;]))"
    r"|remplace(?:nt)? (?:cel(?:le|ui)(?! qui (?!vous|a ete|avait))"
    r"|(?:le|la|les|notre|nos|mon|ma|cette?) (?:precedent\w*|ancien\w*"
    r"|courrier|lettre|envoi|avis|date|numero"
    r"|facture|convocation|delai|calendrier|echeancier|notification|decision))(?! (?:portant|ayant))"
    r"|ne (?:plus|pas) tenir compte|initialement)\b"
)
_COURTESY: Final = re.compile(
    r"\b(?:si|(?:dans le|au) cas ou) (?:vous|votre|vos|le|la|les|l'|ce|cette|entre|depuis)\b"
    r"[^.;]{0,200}\bne (?:plus|pas) tenir compte\b"
    r"|\bne (?:plus|pas) tenir compte\b[^.;]{0,60}\b(?:si|(?:dans le|au) cas ou) (?:vous|votre|le|ce)\b"
)
# So does one that moves a day or a limit; of sums that says nothing
_MOVED: Final = re.compile(
    r"\b(?:repoussee?s?|reportee?s?|(?<!absence )prolongee?s?|prolongation"
    r"|nouveau delai|delais? supplementaires?|prorog\w+"
    r"|(?:delai|terme|duree)(?! d[ei]\w* traitement)[^.;]{0,20} allong\w+|allong\w+ (?:l[ae]|ce|du) (?:delai|duree)"
    r"|decal\w+|avons (?:\w+ )?deplace|nouvelle (?:echeance|limite"
    r"|date(?! d(?:e |'| ?)(?:valid|expiration|peremption|valeur|naissance)))"
    r"|(?:delai|terme|date|echeance) (?:\w+ )?(?:est |sont )?(?:porte|ramene|avance|modifie|change)e?s?\b"
    r"|sursis)\b"
)
_IN_CASE: Final = re.compile(
    r"\b(?:a defaut|sinon|faute de|en cas (?:de|d')|sans quoi|si (?!bien)|s'il|lorsqu|peut etre|peuvent etre"
    r"|(?:ser|pourr|devr)ai(?:t|ent)\b)[^.;]*$"
)
_NEAR: Final = 120  # characters before
_LETTERHEAD_SUMS: Final = frozenset({"capital", "tariff"})
# The sender's own, on all its letters
_OF_SENDER: Final = re.compile(r"\b(?:rcs|siren|siret|tva|iban|bic|ics|naf|ape|orias|rna|recommande|loi|code)\b")
_FEWEST_FIGURES: Final = 5
_REMINDER_TOPICS: Final = frozenset({"payment_reminder", "formal_notice"})
_WHICH_BEFORE: Final = re.compile(r"\b(?:premi|deuxi|second|troisi|derni|nouve|ultim)\w+ $")
_HEAD_LENGTH: Final = 1500  # characters in which a letter says that it is a reminder
_LETTER_WORD: Final = re.compile(r"\b(?:courrier|lettre|envoi|relance|mise en demeure|avis|facture)s?\b")


def may_be_same_matter(one: LetterRow, other: LetterRow, numbered: frozenset[str] = EVERYTHING) -> bool:
    """False where a contract, customer, file or invoice number stands in both letters and differs."""
    if one.references and other.references:
        here, there = numbers_of(one.references, numbered), numbers_of(other.references, numbered)
        for what in here.keys() & there.keys():
            if _all_differ(here[what], there[what]) and not _are_miswritten(one, other, what, here[what], there[what]):
                return False
    subjects = one.subject or "", other.subject or ""
    return not (_are_numbered_apart(*subjects) or differ_in("insured", *subjects))


def _are_miswritten(one: LetterRow, other: LetterRow, what: str, here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether two numbers are one that was mistyped or misread."""
    if are_miswritten(here, there, mistyped=what in _MISTYPED):
        return True
    # «Proposition CZ16-0883» for member 30712, and for member 30721
    of_one = what == "customer" and share_number(one, other, _OF_ONE)
    return of_one and any(sorted(a) == sorted(b) for a in here for b in there)


@lru_cache(maxsize=4096)
def _are_numbered_apart(one: str, other: str) -> bool:
    """Whether the subject lines number one thing differently: «arrêté AR-112», «arrêté AR-215»."""
    here, there = _numbered_in(one), _numbered_in(other)
    return any(here[what] != there[what] for what in here.keys() & there.keys())


def numbers_in_subject(subject: str) -> set[str]:
    """The numbers that a subject line gives to something: «logement LG-4868»."""
    return set(_numbered_in(subject).values())


def all_numbers_of(row: LetterRow) -> set[str]:
    """Every number that says what the letter is about, and not who sends it; in the subject line too."""
    return numbers_in_subject(row.subject or "") | {
        reference.value
        for reference in row.references
        if sum(c.isdigit() for c in reference.value) >= _FEWEST_FIGURES
        and not _OF_SENDER.search(plain_letters(reference.label))
    }


def _numbered_in(subject: str) -> dict[str, str]:
    return {m["what"]: m["number"] for m in _NUMBERED_SUBJECT.finditer(plain_letters(subject))}


def share_number(one: LetterRow, other: LetterRow, numbered: frozenset[str] = TRANSACTION) -> bool:
    """Whether the same invoice, file (or other number asked for) stands in both letters."""
    here, there = numbers_of(one.references, numbered), numbers_of(other.references, numbered)
    return any(not here[what].isdisjoint(there[what]) for what in here.keys() & there.keys())


def share_due_date(one: LetterRow, other: LetterRow) -> bool:
    """Whether both letters set one and the same day by which something is due."""
    here, there = ({d.due_date for d in row.deadlines if d.kind == "absolute" and d.due_date} for row in (one, other))
    return not here.isdisjoint(there)


def share_sum(one: LetterRow, other: LetterRow) -> bool:
    """Whether both letters name one and the same sum of their affair."""
    here, there = ({a.value for a in row.amounts if a.role not in _LETTERHEAD_SUMS} for row in (one, other))
    return not here.isdisjoint(there)


def repeats_on_purpose(one: LetterRow, other: LetterRow, dates: Iterable[Mention]) -> bool:
    """Whether the later letter is a reminder of the earlier, or cites it by its date (`dates`: those in the later).

    What the earlier says as well («mise en demeure» in both) does not recall it.
    """
    earlier, later = one, other
    if _REMINDER_TOPICS & set(later.topics) - set(earlier.topics):
        return True
    if _reminding(later.subject or "", later.text) - _reminding(earlier.subject or "", earlier.text):
        return True
    return cites(later, earlier, dates)


def cites(later: LetterRow, earlier: LetterRow, dates: Iterable[Mention]) -> bool:
    """Whether the later letter speaks of the earlier by its date: «notre courrier du 4 mars»."""
    return earlier.letter_date is not None and any(
        mention.date == earlier.letter_date != later.letter_date
        and _LETTER_WORD.search(plain_letters(mention.sentence))
        for mention in dates
    )


def says_reminder(later: LetterRow) -> bool:
    """Whether the letter says in words that it repeats an earlier one."""
    return bool(_reminding(later.subject or "", later.text))


def corrects(later: LetterRow) -> bool:
    """Whether the letter says that it changes what was said before, a day or a limit among them."""
    return rectifies(later) or _moves(later.subject or "", later.text)


def rectifies(later: LetterRow) -> bool:
    """Whether the letter says that what was said before is wrong; to move a limit changes no sum."""
    return _says(_CORRECTION, later.subject or "", _without_courtesy(later.text))


def may_be_disregarded(later: LetterRow) -> bool:
    """Whether it says to whom it says nothing: «si votre envoi est en chemin, ne pas tenir compte de ce rappel»."""
    return bool(_COURTESY.search(plain_letters(later.text)))


@lru_cache(maxsize=8192)
def _without_courtesy(text: str) -> str:
    """Without «si vous avez déjà payé, merci de ne pas tenir compte de ce courrier», which puts nothing right."""
    return _COURTESY.sub(" ", plain_letters(text))


@lru_cache(maxsize=8192)
def _reminding(subject: str, text: str) -> frozenset[str]:
    """The words that make it a reminder, as «seconde relance», which is not «relance»."""
    held = ((_REMINDER, text[:_HEAD_LENGTH]), (_REMINDER_SUBJECT, subject))
    plain = ((pattern, " ".join(plain_letters(words).split())) for pattern, words in held)
    return frozenset(
        f"{_WHICH_BEFORE.search(words[: m.start()]) and words[: m.start()].split()[-1]} {m[0]}"
        for pattern, words in plain
        for m in pattern.finditer(words)
    )


@lru_cache(maxsize=8192)
def _says(pattern: re.Pattern[str], subject: str, text: str) -> bool:
    return bool(pattern.search(plain_letters(subject)) or pattern.search(plain_letters(text)))


@lru_cache(maxsize=8192)
def _moves(subject: str, text: str) -> bool:
    """Not what would be put off only if: «À défaut, la visite sera reportée»."""
    return any(
        not _IN_CASE.search(plain, max(0, moved.start() - _NEAR), moved.start())
        for plain in (plain_letters(subject), plain_letters(text))
        for moved in _MOVED.finditer(plain)
    )


@lru_cache(maxsize=8192)
def numbers_of(references: tuple[Reference, ...], numbered: frozenset[str]) -> dict[str, frozenset[str]]:
    """What the references number (contract, customer, file, invoice), each with its values without blanks or dots."""
    found: dict[str, frozenset[str]] = {}
    for reference in references:
        label = plain_letters(reference.label)
        what = _numbered_by(label)
        if what in numbered:
            found[what] = found.get(what, frozenset()) | {re.sub(r"[\W_]", "", reference.value).upper()}
    return found


def _numbered_by(label: str) -> str:
    """By its last telling word: a «réclamation sur la facture n°» is followed by the number of an invoice."""
    ends = {what: max((m.start() for m in stems.finditer(label)), default=-1) for what, stems in _STEMS.items()}
    last = max(ends, key=lambda what: ends[what])
    return last if ends[last] >= 0 else ""


def _all_differ(here: frozenset[str], there: frozenset[str]) -> bool:
    """No value of one is, or begins with, one of the other («0494123456» and «0494123456 A5» are one file)."""
    for one in here:
        for other in there:
            if one.startswith(other) or other.startswith(one):
                return False
    return True
