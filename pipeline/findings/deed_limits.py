"""Two deeds that undo each other → whether a time, a case, a manner or another kind of thing allows both."""

import re
from typing import Final

from pipeline.findings.bans import EVEN_THEN, are_of_two_times, is_at_once, is_partial
from pipeline.findings.conflicts import Said
from pipeline.findings.contrasts import are_contrasted
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.firmness import IN_CASE, are_marked_apart
from pipeline.findings.meanings import meaning_of, meanings_in, plain_letters
from pipeline.findings.nouns import qualifiers_of
from pipeline.findings.one_bill import are_of_two_bills
from pipeline.findings.others import are_titled_apart, spoken_of
from pipeline.findings.passages import Passage, sentence_before
from pipeline.findings.spared import is_spared

# A ban that holds in one case only forbids nothing in others: «si la carte est perdue, ne payez rien»
_CASE: Final = re.compile(rf"\b(?:{IN_CASE}|faute)\b")
# «Dans le cas contraire, n'envoyez rien»; «en dehors de ce jour-là, ne fermez pas le robinet»
_OTHERWISE: Final = re.compile(
    r"\b(?:en dehors|dans (?:ce|le) cas|a l'exception|le reste du temps|autrement|a part|sinon"
    r"|(?:les|aux|des) autres)\b"
)
_BUT_THEM: Final = re.compile(
    r"\bseule?s? (?:l[ae]s? |l'|une? |nos |notre )"
    r"|\b(?:releve\w*|incombe\w*|appartien\w+|du ressort|a la charge)\b[^,;.]{1,20}\bseule?s?\b"
)  # «seul notre technicien peut le vider»
# «Videz le réservoir avant l'hiver», «remplissez le réservoir au printemps»: the one may be done, then the other
_TIME: Final = re.compile(
    r"\b(?:avant|apres|pendant|durant|des (?=que |qu'|l[ae] |l'|votre |son |reception|\d|maintenant)|jusqu'"
    r"|au retour|en partant|a la fin|a l'arrivee|a partir"
    r"|au (?=printemps)|en (?=hiver|ete|automne)|toute? (?=l'ete|l'hiver|l'annee|la (?:saison|duree))"
    r"|pour (?=l[ae]s? |l'|votre )|(?:dans |de )(?=la (?:nuit|journee|matinee|soiree))|(?:le|chaque) (?=matin"
    r"|soir))\b(?:(?! et [a-z]+ez\b)[^,;:]){0,30}"
)
# «Activez l'option pour profiter du service», «à tout moment»: who is free to does not have to
_FREE: Final = re.compile(
    r"\b(?:pour (?:[a-z']{1,5} )?(?!(?:[vn]otre|autre|maitre|titre)\b|evit|proteg|prevenir|empech|limit|reduire"
    r"|garant|permett|que |faire|laiss|purg)[a-z]+(?:er|ir|re)|a tout moment|librement|libre|si vous l[ae]"
    r"|facultati\w+)\b"
)
# «Le ravalement est achevé, vous pouvez rouvrir les fenêtres»
_OVER: Final = re.compile(
    r"\b(?:est|sont|a ete|ont ete) (?:\w+ )?(?:acheve|termine|fini|leve|retabli|fait|effectue|realise)e?s?\b"
    r"|\bpouvez (?:\w+ )?re?(?=ouvr|allum|branch|prend|mett|commenc|mont|pos)"
    r"|\b(?:n'(?:est|etant)|ne sont) plus (?:de mise|necessaire|requis|utile|en vigueur|exige|obligatoire|demande)"
)
# «Aucune plainte n'est à déposer»
_NONE_IS: Final = re.compile(r"\baucune?\b[^,;.]{1,60}\b(?:n'est|ne sont|ne sera)\b")
# «Pour celui-ci, le disjoncteur n'est pas à abaisser», «le ramoneur, quant à lui»: of the other thing
_OTHER_ONE: Final = re.compile(
    r"(?<=, )(?:elles?|eux|lui),"
    r"|\b(?:quant (?:a|aux?)|pour (?:celui|celle|ceux|celles)-(?:ci|la)|cette fois|de son cote|en revanche)\b"
)
_BEFORE_ITS: Final = re.compile(  # «la plaque ne sert plus avant son remplacement», «attendez notre relance pour payer»
    r"\bavant (?:son|sa|leur) \w+|\b(?:attend(?:ez|rez)|patientez) [^.;]{2,60}\b(?:avant de|avant d'|pour)"
)
_BEFORE_VISIT: Final = re.compile(
    r"\bavant (?:notre|l'|la|le|sa|son|leur|toute?) ?(?:passage|venue|arrivee|visite|intervention|travaux|pose)\b"
)
_FROM_NOW: Final = re.compile(r"\b(?:desormais|dorenavant)\b")  # of the later: «l'enlèvement se fera désormais ...»
# «sur le chantier», «dans les bureaux»
_PLACE: Final = re.compile(
    r"\b(?:dans|sur|sous|devant|derriere|autour d[e']) ?"
    r"(?:ces? |l[ae]s? |l'|votre |vos |notre |nos |une? )(?P<where>[a-z][a-z-]+)"
)
_AT_THESE: Final = re.compile(r"\b(?:dans|sur|sous|devant|derriere|autour de) ce(?:s|t|tte)? ")  # «autour de ces bacs»
# «La box reste branchée, nuit comprise»: at every time, be it the one that the other names
_ALWAYS: Final = re.compile(
    r"\b(?:en permanence|en continu|jour et nuit|nuit comprise|toujours|constamment|(?:en )?toutes? circonstances?"
    r"|sans interruption)\b"
)
_CLOCK: Final = re.compile(r"\b(?:avant|apres|des|jusqu'a) (?:midi|minuit|(?:\d+|[a-z]+) ?h(?:eures)?\b)")
_TILL_DAY: Final = re.compile(r"\bjusqu'au (\d{1,2}(?:er)? [a-z]{3,}|\d{1,2}[/.]\d{1,2})")  # «restez jusqu'au 30 juin»
_NEXT: Final = re.compile(r"\b(?:mois|semaine|(?:lun|mar|mercre|jeu|vendre|same)di) prochaine?\b")  # until when
_ONLY_SO: Final = re.compile(r"\b(?:uniquement|exclusivement|seule?s?|seulement)\b")
# What follows else is no case: «N'ouvrez pas le coffret, faute de quoi la garantie serait perdue»
_ELSE: Final = re.compile(r"\b(?:faute|sans|a defaut) de quoi\b[^;.]*|\bsans quoi\b[^;.]*")


def is_over(later: Said) -> bool:
    """Whether the later sentence says that what the earlier was for has ended."""
    return bool(_OVER.search(plain_letters(later.mention.sentence)))


def is_limited_ban(ban: Said, order: Said) -> bool:
    """Whether the ban holds for a time, in a manner or in a case."""
    forbidden, bidden = (plain_letters(said.mention.sentence) for said in (ban, order))
    if _BUT_THEM.search(forbidden):
        return False
    if _BEFORE_VISIT.search(forbidden) and _BEFORE_VISIT.search(bidden):
        return False  # «n'éteignez pas ... avant notre passage», «à couper avant l'arrivée du technicien»
    waits = _BEFORE_ITS.search(forbidden) and not is_at_once(bidden)
    if waits or _OTHER_ONE.search(forbidden) or _OTHER_ONE.search(bidden):
        return True
    if (is_spared(forbidden) or _NONE_IS.search(forbidden)) and are_titled_apart(ban.letter, order.letter):
        return True  # what need not be done for one thing may be needed for another
    without = ban.mention.text.startswith("sans ")  # «sans la coller»: the ban itself, not how far it goes
    return (not without and is_partial(ban, order)) or is_of_one_case(forbidden, bidden)


def is_of_one_case(ban: str, order: str) -> bool:
    """Whether the ban, in plain letters, holds in a case that the order does not name."""
    ban, order = (_ELSE.sub(" ", EVEN_THEN.sub(" ", plain)) for plain in (ban, order))
    case, *_ = are_marked_apart(ban, order)
    return case and bool(_CASE.search(ban))


def are_for_two_times(one: Said, other: Said, *, ways: bool = False) -> bool:
    """Of two things bidden: whether the one may be done in its time or case, and the other in another, or at will."""
    here, there = (_ELSE.sub(" ", EVEN_THEN.sub(" ", plain_letters(s.mention.sentence))) for s in (one, other))
    if ways:  # «uniquement en ligne» is said of the way, and of no case
        here, there = (_ONLY_SO.sub(" ", plain) for plain in (here, there))
    if _FROM_NOW.search(there):
        return True
    if any(day in after for before, after in ((here, there), (there, here)) for day in _TILL_DAY.findall(before)):
        return True
    case, *_ = are_marked_apart(here, there)
    if case and (_CASE.search(here) or _CASE.search(there)):
        return True
    if (_ALWAYS.search(here) or _ALWAYS.search(there)) and not ways:
        return False
    times = [meanings_in(" ".join(_TIME.findall(_CLOCK.sub(" ", plain)))) for plain in (here, there)]
    if all(times) and times[0].isdisjoint(times[1]):
        return True
    return any(_FREE.search(plain) for plain in (here, there))


def are_of_two_things(one: Said, other: Said, shared: Passage) -> bool:
    """Whether marks tell apart what both sentences name, or each says of it what the other letter never does."""
    if are_contrasted(one, other):
        return True
    sentences = [f"{sentence_before(s.mention.sentence, s.letter.text)} {s.mention.sentence}" for s in (one, other)]
    here, there = map(plain_letters, sentences)
    _, part, *_ = are_marked_apart(here, there)
    if part or bool(_OTHERWISE.search(here)) != bool(_OTHERWISE.search(there)):
        return True
    if _are_in_two_places(one, other):
        return True
    if (
        are_told_apart(*sentences)
        or are_of_two_times(*(_NEXT.sub(" ", said) for said in sentences))
        or are_of_two_bills(*sentences)
    ):
        return True
    return any(_are_of_two_kinds(thing, one, other) for thing in shared)


def _are_in_two_places(one: Said, other: Said) -> bool:
    """Whether each names a place of which the other letter never speaks."""
    plain_of = [plain_letters(said.mention.sentence) for said in (one, other)]
    here, there = (
        frozenset(filter(None, (meaning_of(m["where"]) for m in _PLACE.finditer(plain)))) for plain in plain_of
    )
    own, others = here - spoken_of(other.letter), there - spoken_of(one.letter)
    if are_titled_apart(one.letter, other.letter) and (_AT_THESE.search(plain_of[0]) or _AT_THESE.search(plain_of[1])):
        return here.isdisjoint(there) and bool(own or others)
    return here.isdisjoint(there) and bool(own and others)


def _are_of_two_kinds(thing: str, one: Said, other: Said) -> bool:
    """«la carte de bibliothèque», «la carte de cantine»."""
    here, there = (qualifiers_of(thing, said.mention.sentence) for said in (one, other))
    own, others = here - spoken_of(other.letter), there - spoken_of(one.letter)
    return here.isdisjoint(there) and bool(own and others)
