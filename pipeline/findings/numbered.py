"""A reference → what it is the number of: a customer, a claim, a contract, a meter."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.findings.affairs import affair_of, are_apart, is_one_affair, lead_of
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import is_telling, plain_letters
from pipeline.findings.nouns import are_qualified_apart, things_named
from pipeline.findings.only_ones import says_only_one
from pipeline.findings.others import are_titled_as_two
from pipeline.findings.readings import is_transposed
from pipeline.records import Mention

# The number under which an organisation knows a person: there is one; contracts, accounts and files there may be many
_CUSTOMER: Final = re.compile(
    r"\b(?:clients?|cliente|societaire|allocataire|adherente?|(?<!animal )(?<!bateau )(?<!vehicule )(?<!bien )assuree?"
    r"|usager|fiscal|abonnee?|locataire|patiente?|eleve"
    r"|matricule(?! (?:du |de la |de l'|de votre )?(?:compteur|appareil|boitier|vehicule|machine))|cotisante?"
    r"|beneficiaire|membre|licenciee?|contribuable|identifiant|affiliee?|affiliation|redevable"
    r"|retraitee?|pensionnee?|salariee?|agent|etudiante?|lecteur|lectrice|souscripteur|emprunteur|coproprietaire"
    r"|titulaire|apiculteur|exploitante?|eleveur|producteur|donneu(?:r|se)|donat(?:eur|rice)|stagiaire|chasseur"
    r"|securite sociale|nir|foyer|famille|demandeur|licence)\b"
    r"|^votre (?:numero|n°)(?: personnel)?\W*$|\bnumero personnel\b"
)
_OTHER: Final = re.compile(
    r"\b(?:contrat|compte(?! (?:client|adherent|locataire))|facture|dossier|mandat|police|service|relation)\b"
)
# There may be several, but of one thing that both letters are about there is one
HELD: Final[dict[str, str]] = {
    "contract": r"contrat|police|adhesion|souscription|abonnement|assurance",
    "loan": r"pret|credit|emprunt",
    "account": r"compte|livret|plan",
    "lease": r"bail|logement|lot|garage|parking|cave",
    "meter": r"compteur|n° de l'appareil|l'appareil n°|point de livraison|pdl|pce|prm",
    "line": r"ligne|fixe",
    "vehicle": r"immatriculation|vehicule|plaque",
    "card": r"carte|badge|permis",
}
_HELD_WORDS: Final = {what: re.compile(rf"\b(?:{words})s?\b") for what, words in HELD.items()}
# What of a label does not say which kind of contract; of cars and homes one may have several
_KIND_OF: Final = re.compile(
    rf"\b(?:{'|'.join(HELD.values())}|numeros?|n|no|ref\w*|votre|notre|client|de|du|des|le|la|auto|automobile|voiture"
    r"|moto|habitation|sous|concerne|location|facturation|contrat|porte)\b|\W|\d"
)
# «prêt immobilier n°», «prêt automobile n°»: two, where both say so
_USED_FOR: Final = re.compile(
    r"\b(auto|moto|immo|habitat|travaux|etudiant|personnel|sante|obseques|velo|bateau|animal|scolaire|jardin"
    r"|maison|garage)"
)
_BARE_ACCOUNT: Final = re.compile(
    r"\W*(?:votre |(?:n°|no|numero) )?(?:de )?(?:votre )?compte(?: (?:cotisant|n°))?\W*(?:n°)?\W*"
)
_ONE_ACCOUNT: Final = re.compile(
    r"\b(?:urssaf|msa|mutualite sociale agricole|caisse (?!d'epargne|de credit|regionale|des depots)\w+|cipav|carsat"
    r"|cpam|agirc\w*|ircantec|france travail|pole emploi|impots|finances publiques|tresor(?:erie)?)\b"
)
# Each letter, bill or parcel has its own
_OF_EACH: Final = re.compile(
    r"\b(?:rcs|siren|siret|tva|iban|bic|ics|naf|ape|orias|rna|recommandee?|loi|factur\w+|quittance|echeance|bordereau"
    r"|suivi(?! sous)|colis|(?<!point de )livraison|cheque|commande|devis|acte)\b"
)
# «Nos réf.»; «Vos références» are what the reader has, in every letter
_REF: Final = re.compile(r"(?<!\bvos )(?<!\bvotre )(?<!\bv/)\b(?:ref|references?)\b(?! client)")
_SEVERAL: Final = re.compile(
    r"\b(?:vos|deux|trois|plusieurs|autres?|seconde?|deuxieme|chaque|chacun\w*)"
    r" (?:\w+ ){0,2}(?:contrats?|polices?|prets?|credits?|comptes?|livrets?|cartes?|badges?|logements?|baux|bail"
    r"|compteurs?|lignes?|vehicules?|abonnements?|adhesions?)\b"
)
_OF_MANY: Final = re.compile(r"\b(?:vos|deux|trois|les) [a-z]+s\b")
_OFTEN_ONE: Final = frozenset({None, "contract", "loan"})  # meters, homes and cards are had by twos
_IN_TEXT: Final = 5  # words of a sentence, where a label stands alone on its line
_FEWEST_FIGURES: Final = 4
_FEWEST_SIGNS: Final = 6


def numbered_by(mention: Mention) -> str | None:
    """What the number is of, where there is one number; None where there may be many."""
    if sum(c.isdigit() for c in mention.value) < _FEWEST_FIGURES:
        return None
    return "customer" if is_of_customer(mention) else affair_of(mention) or _held(mention)


def _held(mention: Mention) -> str | None:
    label = plain_letters(mention.role or "")
    return next((what for what, words in _HELD_WORDS.items() if words.search(label)), None)


def share_kind(one: Mention, other: Mention) -> bool:
    """Whether both labels say alike of which kind the thing is: «Contrat obsèques», «Prêt étudiant»."""
    here, there = _kind_of(one), _kind_of(other)
    return bool(here) and here == there


def _are_of_two_kinds(one: Mention, other: Mention) -> bool:
    """Whether both labels say so, and not alike: «Contrat électricité», «Contrat gaz»."""
    here, there = _kind_of(one), _kind_of(other)
    told = [frozenset(_USED_FOR.findall(plain_letters(m.role or ""))) for m in (one, other)]
    if all(told) and told[0].isdisjoint(told[1]):
        return True
    return bool(here and there) and set(here).isdisjoint(there)


def _kind_of(mention: Mention) -> list[str]:
    return _KIND_OF.sub(" ", plain_letters(mention.role or "")).split()


def is_one_thing(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether a claim, or a contract and the like, is one: both letters are about the same."""
    if are_told_apart(*((said.letter.subject or "").replace(said.mention.text, " ") for said in (one, other))):
        return False
    if affair := affair_of(one.mention):
        return is_one_affair(mailing, one, other) or _are_of_the_only(affair, one, other)
    if not is_one_of_its_kind(one, other):
        return False
    what = _held(one.mention)
    if what and any(says_only_one(HELD[what], said.letter.text) for said in (one, other)):
        return True
    if are_titled_as_two(one.letter, other.letter) or are_qualified_apart(*map(lead_of, (one.letter, other.letter))):
        return False  # «assurance de votre prêt maison», «... de votre prêt voiture»
    if is_one_affair(mailing, one, other, frozenset()):
        return True
    return share_kind(one.mention, other.mention) and not are_apart(one, other, frozenset())


def _are_of_the_only(affair: str, one: Said, other: Said) -> bool:
    """«Vous n'avez pas d'autre commande en cours», in letters whose subject lines both name it."""
    both = (one, other)
    named = all(affair in plain_letters(said.letter.subject or "") for said in both)
    return named and any(says_only_one(f"{affair}s?", said.letter.text) for said in both)


def is_one_of_its_kind(one: Said, other: Said) -> bool:
    """Whether neither label nor letter says that there are two: «Contrat gaz», «vos deux prêts», «prêt n° PR-10797»."""
    if _are_of_two_kinds(one.mention, other.mention):
        return False
    if any(_SEVERAL.search(plain_letters(said.letter.text)) for said in (one, other)):
        return False
    return not any(squeezed(said.mention.value) in squeezed(said.letter.subject or "") for said in (one, other))


def is_of_customer(mention: Mention) -> bool:
    """Whether it is the number of a person, by its label: «N° client», «Identifiant»."""
    label = plain_letters(mention.role or "")
    return bool(_CUSTOMER.search(label) and not _OTHER.search(label))


def is_account_of_person(said: Said) -> bool:
    """Whether it is an account of which everybody has one: «N° de compte» of those who collect contributions."""
    label = plain_letters(said.mention.role or "")
    sender = plain_letters(said.letter.sender_organisation or "")
    return bool(_BARE_ACCOUNT.fullmatch(label) and _ONE_ACCOUNT.search(sender))


def of_anything(mention: Mention) -> str | None:
    """Whether it numbers something that other letters may number too, and not the letter itself or a bill."""
    label = plain_letters(mention.role or "")
    if _OF_EACH.search(label):
        return None
    solid = squeezed(mention.value)
    lettered = len(solid) >= _FEWEST_SIGNS and not solid.isdigit()  # «CK-528-VN»
    return "anything" if sum(c.isdigit() for c in solid) >= _FEWEST_FIGURES - lettered else None


def of_a_series(mention: Mention) -> str | None:
    """The shape of a number that begins with letters, as a sender numbers one kind of thing: «HAB-44569»."""
    shape = re.sub(r"\d", "0", mention.value)
    ours = of_anything(mention) and not (may_be_of_letter(mention) or is_of_customer(mention) or affair_of(mention))
    return shape if ours and shape[:1].isalpha() and _held(mention) in _OFTEN_ONE else None


def is_titled_on(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether one subject line names all that the other does: «contrat habitation», «attestation habitation»."""
    titles = [frozenset(filter(is_telling, things_named(said.letter.subject or ""))) for said in (one, other)]
    if not min(titles, key=len) or not (titles[0] <= titles[1] or titles[1] <= titles[0]):
        return False
    if any(_OF_MANY.search(plain_letters(said.letter.subject or "")) for said in (one, other)):
        return False  # «vos macarons»
    alone = all(_is_alone(mailing, said) for said in (one, other))
    return alone and is_one_of_its_kind(one, other) and not are_apart(one, other, frozenset())


def _is_alone(mailing: Mailing, said: Said) -> bool:
    """Whether the letter bears one number of that shape."""
    shape = of_a_series(said.mention)
    held = {squeezed(m.value) for m in mailing.mentions_of(said.letter, "reference") if of_a_series(m) == shape}
    return len(held) == 1


def may_be_of_letter(mention: Mention) -> bool:
    """Whether it may number the letter itself: «N/Réf. : DT-2015-0417» on a line of its own."""
    is_line = len(mention.sentence.split()) <= _IN_TEXT
    return is_line and bool(_REF.search(plain_letters(mention.role or "")))


def is_mistyped(one: Mention, other: Mention) -> bool:
    """Whether one number is the other with two figures exchanged."""
    return is_transposed(squeezed(one.value), squeezed(other.value))


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """The letters and figures alone, in capitals."""
    return re.sub(r"[\W_]", "", text).upper()


def in_several_letters(said: Sequence[Said]) -> frozenset[str]:
    """The numbers that more than one letter bears, so that they number none of them."""
    held = {(squeezed(one.mention.value), one.letter.letter_id) for one in said}
    counts = Counter(value for value, _ in held)
    return frozenset(value for value, count in counts.items() if count > 1)


def is_same_number(one: Mention, other: Mention) -> bool:
    """«0494123456» and «0494123456 A5» are one."""
    here, there = (squeezed(m.value).lstrip("0") for m in (one, other))
    return here.startswith(there) or there.startswith(here)
