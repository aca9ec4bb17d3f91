"""Two sentences of two letters → whether one draws the line itself: what it is done to is not what the other names.

«La notice n'est pas à renvoyer, contrairement au formulaire»; «votre propre colis», beside the one «remis par erreur».
"""

import re
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.others import spoken_of
from pipeline.findings.passages import Passage, sentence_ahead, sentence_before

# «contrairement au formulaire», «à la différence de la box»
_UNLIKE: Final = re.compile(
    r"\b(?:contrairement (?:a|aux?)|a (?:la difference|l'inverse|l'oppose) d(?:e|es|u)?|au contraire d(?:e|es|u)?)\b"
    r"(?P<what>[^,;.:]{3,60})"
)
# The reader's own, and what is somebody else's
_OWN: Final = re.compile(r"\b(?:votre|vos) propres?\b|\b(?:le|la|les) votres?\b|\bqui vous (?:est|sont) destinee?s?\b")
_ANOTHERS: Final = re.compile(
    r"\b(?:(?:livree?|remise?|adressee?) a tort|par erreur|d'autrui|d'une? (?:tiers|tierce|voisine?)"
    r"|d[eu]s? (?:votre |vos |l[ae] )?voisin\w*|d'une? autre (?:client|destinataire|abonne|assure|adherent|locataire"
    r"|patient|usager|foyer)\w*|ne vous (?:est pas destine|appartient pas|concerne pas)\w*)\b"
)
# What is done with, and what has come in its place
_GONE: Final = re.compile(
    r"\b(?:perdu|vole|egare|perime|expire|defectueu|defaillant|usage(?=s? |e)|casse|hors d'usage|abime|retrouve)\w*"
)
_FRESH: Final = re.compile(r"\b(?:de (?:remplacement|rechange|substitution)|neu(?:f|fs|ve|ves)|toute? nouve\w+)\b")
# «Pour la facture, ne nous adressez pas l'original»
_FRONTED: Final = re.compile(
    r"^\W*(?:(?:mais|en revanche|par contre|toutefois)[, ]+)?"
    r"(?P<how>pour|quant (?:a|aux?)|s'agissant d(?:e|es|u)?|concernant|en ce qui concerne|pour ce qui est d(?:e|es|u)?)"
    r"\b(?P<what>[^,;.:]{3,40}), "
)
# «Renvoyez-nous celui qui porte le filet rouge»
_WHICH_ONE: Final = re.compile(
    r"\b[a-z]{3,}(?:ez|er|ir|re)(?:-nous|-moi)? (?:pas |plus )?(?:celui|celle|ceux|celles) (?:qui|dont|portant"
    r"|marque\w*|aux?|a) (?P<what>[^,;.:]{3,40})"
)
# «la cotisation de votre fils», «votre cotisation»
_OF_KIN: Final = re.compile(
    r"\b(?P<what>[a-z]{4,}) (?:de|du|pour) (?:votre |vos |son |sa )(?:fils|filles?|enfants?|conjointe?|epou(?:x"
    r"|se)|mari|femme"
    r"|compagne|compagnon|mere|pere|frere|soeur)\b"
)
_AIMS: Final = re.compile(
    r"\b(?:securite|confort|tranquillite|protection|sante|moment|instant|heure|raisons?|motifs?|bien|information"
    r"|commodite|hygiene|suite|rappel|eviter|[a-z]{2,}(?:er|ir|ttre|[aeo]i?ndre|oudre|ivre|ire))\b"
)


def are_contrasted(ban: Said, order: Said) -> bool:
    """Whether words of the one or the other tell that two things are meant, by the things of each."""
    told = [_around(said) for said in (ban, order)]
    if any(
        one.search(here) and other.search(there) and not (one.search(there) or other.search(here))
        for one, other in ((_OWN, _ANOTHERS), (_GONE, _FRESH))
        for here, there in (told, told[::-1])
    ):
        return True
    if any(_is_of_kin(here, there) for here, there in (told, told[::-1])):
        return True
    return any(
        _is_unlike(here, there) or _is_of_another(here, there) or _is_one_of_several(here, there)
        for here, there in ((ban, order), (order, ban))
    )


def _is_of_kin(one: str, other: str) -> bool:
    """Whether the one is about what somebody near has, and the other about what the reader has."""
    of_kin = [m["what"] for m in _OF_KIN.finditer(one)]
    return not _OF_KIN.search(other) and any(
        re.search(rf"\bv(?:otre|os) (?:\w+ )?{what}\b", other) and not re.search(rf"\bvotre {what}", one)
        for what in of_kin
    )


def _is_unlike(one: Said, other: Said) -> bool:
    """Whether the one says that the thing of the other is another matter."""
    plain, others = plain_letters(one.mention.sentence), things_named(_with_before(other))
    return any(not things_named(m["what"]).isdisjoint(others) for m in _UNLIKE.finditer(plain))


def _is_of_another(one: Said, other: Said) -> bool:
    """Whether the one begins with the thing that it is about, and the other is about none such but about its own."""
    fronted = _FRONTED.match(plain_letters(one.mention.sentence))
    if not fronted or (fronted["how"] == "pour" and _AIMS.search(fronted["what"])):
        return False
    named, others = meanings_in(fronted["what"]), meanings_in(_with_before(other))
    if fronted["how"] == "pour" and not _is_named_again(named, fronted["what"], one):
        return False
    return bool(named) and named.isdisjoint(others) and bool(things_named(_with_before(other)))


def _is_one_of_several(one: Said, other: Said) -> bool:
    """Whether the one says which of several by a mark that the other letter never names: «celui au filet rouge»."""
    marks = _WHICH_ONE.finditer(plain_letters(one.mention.sentence))
    return any(not meanings_in(m["what"]) <= spoken_of(other.letter) for m in marks)


def _is_named_again(named: Passage, what: str, said: Said) -> bool:
    """Whether the letter names it elsewhere, too: what is only an aim is named once."""
    rest = plain_letters(f"{said.letter.subject or ''}. {body_of(said.letter.text)}").replace(what.strip(), "", 1)
    return not named.isdisjoint(meanings_in(rest))


def _around(said: Said) -> str:
    """The sentence with all that it points back to, and the subject line, in plain letters."""
    sentence = said.mention.sentence
    ahead = ""
    if before := sentence_before(sentence, said.letter.text):
        ahead = f"{sentence_before(before, said.letter.text) or sentence_ahead(before, said.letter.text)} {before}"
    return plain_letters(f"{said.letter.subject or ''}. {ahead} {sentence}")


def _with_before(said: Said) -> str:
    """The sentence with the one it points back to, and the subject line."""
    before = sentence_before(said.mention.sentence, said.letter.text)
    return f"{said.letter.subject or ''}. {before} {said.mention.sentence}"
