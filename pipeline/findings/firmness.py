"""Two passages that say different things → whether they surely speak of one thing: only then an error."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import are_named_apart, are_told_apart
from pipeline.findings.mailing import days_apart, in_order
from pipeline.findings.matter import corrects, may_be_disregarded, may_be_same_matter, repeats_on_purpose, share_number
from pipeline.findings.meanings import is_transaction, meanings_in, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.passages import acts_of, objects_of, periods_of
from pipeline.findings.spared import is_spared

_DAY: Final = re.compile(r"\b\d{1,2}(?:er)?(?:[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)| [a-z]{3,9}(?: \d{4})?)\b")
_ENOUGH_WORDS: Final = 3
_REACHED: Final = frozenset({"call", "contact", "write"})  # acts whose object is who is reached

# What a sum, a limit or a request is said with, whatever it is for
_FRAME_WORDS: Final = """
frais penalite somme montant tarif prix applique entraine percu compte delai date jour limite doit devez devra prions
merci remplace coute facture fixe eleve
"""
# What holds in one case only: «si vous êtes déjà inscrit», «pour les titulaires d'un compte jeune»
IN_CASE: Final = (
    r"si|s'il\w*|en cas|lorsque?|quand|sauf|hormis|excepte|hors(?! (?:tension|service|d'usage|d'etat|gel))"
    r"|a moins|sous reserve|uniquement|a defaut"
)
_CONDITION: Final = re.compile(
    rf"\b(?:{IN_CASE}|seuls?|seules?|faute d[e']|sans (?:retour|restitution|reponse)"
    r"|pour les? (?:titulaires?|personnes|familles"
    r"|moins|plus|clients|adherents|locataires|abonnes|enfants|beneficiaires|assures|resident\w*)"
    r"|tant que|pendant|jusqu'a (?:ce|la|votre)|dans l'immediat|pour (?:l'instant|le moment))\b"
)
# A part of the whole
_PART: Final = re.compile(
    r"\b(?:acomptes?|arrhes|soldes?|mensualites?|echeances?|tranches?|reste (?:du\b|a (?:payer|regler|verser"
    r"|devoir|charge|solder|rembourser))"
    r"|(?<=le )reste|reliquat|partie|moitie|provisions?"
    r"|regularisation|majore\w*|majoration|(?<=la )remise(?! (?:d|en |sous |a |sur ))|(?<=une )remise|semestre"
    r"|trimestre|demi-tarif|reduit\w*"
    r"|(?:(?<=un )|(?<=votre )|(?<=cet )|(?<=l'))avoir(?! (?:\w+ )?[a-z]+(?:e|i|u|is|it)e?s?\b))\b"
)
# Whom it is about beside the reader: in one passage and not in the other, it tells them apart
_PERSON: Final = re.compile(
    r"\b(?:conjoint|epoux|epouse|mari|femme|fils|fille|enfants?|mere|pere|parents?|(?<!s')eleve|etudiant|heritiers?"
    r"|locataires?|proprietaires?|bailleur|garant|caution|titulaires?|cotitulaire|coemprunteur|emprunteur|employeur"
    r"|salarie|medecin|expert|notaire|avocat|huissier|mandataire|reparateur|garagiste|artisan|technicien|entreprise"
    r"|livreur|transporteur|fournisseur|prestataire|syndic|voisins?|tiers|adversaire|assureur|banque|mairie|prefecture"
    r"|tribunal|police|gendarmerie|pharmacien|hopital)s?\b"
)
# What happened between the letters, or changes from now on
_SINCE: Final = re.compile(
    r"\b(?:entre-temps|entretemps|depuis|(?:suite|apres|faisant suite) (?:a|de|au|l'|le|la)? ?(?:votre|notre|vos"
    r"|nos|cet|cette|l')? ?(?:appel|courrier|courriel|demande|entretien|echange|message|visite|reclamation|etude"
    r"|examen|reception|verification|passage|signalement|accord|decision|etude|envoi|paiement|reglement)\w*"
    r"|comme (?:convenu|vous l'avez|demande)|a votre demande|finalement|desormais|a present|dorenavant|maintenant"
    r"|a compter du|a partir du|nouveaux?|nouvelles?|modifi\w+|chang\w+|revu\w*|revis\w+|annul\w+|erreur"
    r"|n'est plus|ne sont plus|passe(?:ra|ront)? (?:a|de)|augment\w+|baiss\w+|(?:est|a ete|ont ete) (?:regle|resolu"
    r"|recu|clos|accepte)\w*)\b"
)
# Said anywhere in the later letter: «Suite à votre appel, ...», «Nous avons bien reçu votre dossier»
_HAPPENED: Final = re.compile(
    r"\b(?:suite a (?:votre|notre) \w+|entre-temps|entretemps|comme convenu|a votre demande|apres (?:etude|examen"
    r"|verification)|vous nous avez (?:fait|demande|signale|informe|adresse|indique)|avons bien recu"
    r"|nous est bien parvenue?|notre entretien|notre echange|votre appel|votre visite)\b"
)
# «environ 15 jours», «au moins 15 jours avant»; and what the sender will do is not what the reader is to do
_ABOUT: Final = re.compile(r"\b(?:environ|en moyenne|au moins|minimum|titre indicatif|previsionnel\w*|estime\w*)\b")
_WE: Final = re.compile(r"\b(?:nous (?:vous )?\w+rons|vous (?:recevrez|parviendra)|notre (?:reponse|passage))\b")
_MARKS: Final = (_CONDITION, _PART, _PERSON, _ABOUT, _WE)
_BANS: Final = frozenset({"do_not_contact"})
_WHATEVER: Final = re.compile(
    r"\bquel\w*(?: que soi\w*| motif| raison)|\b(?:aucun cas|toute (?:question|raison|demande))\b"
)
_REACH_WORDS: Final = """
appeler telephoner contacter joindre service client conseiller question numero telephone equipe secretariat standard
ligne agence bureau raison motif motif renseignement information complement courrier lettre ecrire
"""
_ONE_AFFAIR_DAYS: Final = 31  # letters further apart may have been overtaken by what neither tells
_RULES: Final = frozenset({"formal_notice", "termination", "invoice"})


def is_firm(one: Said, other: Said) -> bool:
    """Whether both do the same with the same named thing, and nothing tells why the later says otherwise."""
    earlier, later = sorted((one, other), key=lambda said: in_order(said.letter))
    return _name_one_thing(earlier, later) and not _is_explained(earlier, later)


def are_firm(group: tuple[Said, ...]) -> bool:
    """Whether every two of different letters and values are."""
    return all(
        is_firm(one, other)
        for position, one in enumerate(group)
        for other in group[position + 1 :]
        if one.letter is not other.letter and one.mention.value != other.mention.value
    )


def _name_one_thing(one: Said, other: Said) -> bool:
    kinds = {said.mention.kind for said in (one, other)}
    if kinds <= {"instruction", "subject"}:
        if {said.mention.value.removeprefix("not:") for said in (one, other)} & _REACHED:
            return _reach_one(one, other)
    elif acts_of(one.about) != acts_of(other.about) and acts_of(one.about) and acts_of(other.about):
        return False
    elif len(one.about) >= _ENOUGH_WORDS and one.about == other.about:
        return True  # word for word: «le bordereau de rétractation est à renvoyer»
    here, there = (objects_of(said.about) - _frame() for said in (one, other))
    if kinds == {"instruction"} and (here if _is_ban(one) else there) - (there if _is_ban(one) else here):
        return False  # what the ban alone names may be its limit: «ne gardez pas dans la voiture le double de la carte»
    shared = here & there
    named = {thing for thing in shared if not is_transaction(thing)}
    if one.mention.trigger in _RULES and one.mention.trigger == other.mention.trigger:
        return bool(named)
    if share_number(one.letter, other.letter) and here == there:
        return True
    return bool(named) and (here == there or (len(here ^ there) == 1 and len(shared) >= _ENOUGH_WORDS))


def _is_ban(said: Said) -> bool:
    return said.mention.value in _BANS or said.mention.value.startswith("not:")


def _reach_one(one: Said, other: Said) -> bool:
    """Whether the ban is on reaching the sender at all, or for what the order names: not «l'atelier»."""
    ban, order = (one, other) if _is_ban(one) else (other, one)
    if _WHATEVER.search(plain_letters(ban.mention.sentence)):
        return True
    own, told = (things_named(said.mention.sentence) - _frame() - _reach_words() for said in (ban, order))
    return not own or not own.isdisjoint(told)


def _end_together(earlier: Said, later: Said) -> bool:
    """Limits that count from letters of two days: the later has less time left, or starts anew."""
    one, other = earlier.mention, later.mention
    if one.quantity is None or other.quantity is None or earlier.letter.letter_date == later.letter.letter_date:
        return False
    return one.trigger is None or one.trigger != other.trigger


def _is_explained(earlier: Said, later: Said) -> bool:
    if (
        not may_be_same_matter(earlier.letter, later.letter)
        or corrects(later.letter)
        or may_be_disregarded(later.letter)
    ):
        return True
    if earlier.letter is not later.letter and (
        repeats_on_purpose(earlier.letter, later.letter, ()) or _tells_what_happened(later.letter.text)
    ):
        return True
    if earlier.mention.trigger not in _RULES and (days_apart(earlier.letter, later.letter) or 0) > _ONE_AFFAIR_DAYS:
        return True
    if _end_together(earlier, later):
        return True
    said = (earlier.mention.sentence, later.mention.sentence)
    if "instruction" in (earlier.mention.kind, later.mention.kind) and are_named_apart(*said):
        return True  # «notre agence de Dijon», «notre siège de Strasbourg»
    here, there = (_without_value(said) for said in (earlier, later))
    if are_told_apart(here, there) or periods_of(here) != periods_of(there) or _SINCE.search(there):
        return True
    if is_spared(here) or is_spared(there):
        return True
    return any(are_marked_apart(here, there))


def are_marked_apart(one: str, other: str) -> tuple[bool, ...]:
    """For conditions, parts, persons, «environ» and what we do: whether two plain passages have other such words."""
    return tuple(_marks_in(one)[n] != _marks_in(other)[n] for n in range(len(_MARKS)))


@lru_cache(maxsize=4096)
def _marks_in(plain: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(marks.findall(plain)) for marks in _MARKS)


def _without_value(said: Said) -> str:
    """The sentence without the sum itself, and without days: «avant le 5 mai» names no month."""
    mention = said.mention
    sentence = mention.sentence if mention.kind == "instruction" else mention.sentence.replace(mention.text, " ")
    return _DAY.sub(" ", plain_letters(sentence))


@lru_cache(maxsize=4096)
def _tells_what_happened(text: str) -> bool:
    return bool(_HAPPENED.search(plain_letters(body_of(text))))


@lru_cache
def _reach_words() -> frozenset[str]:
    return meanings_in(_REACH_WORDS)


@lru_cache
def _frame() -> frozenset[str]:
    return meanings_in(_FRAME_WORDS)
