"""What a limit is set for: its clause, the event it counts from, the things and verbs → whether two are one limit."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import are_measured_apart, are_told_apart, differ_in
from pipeline.findings.limit_events import event_in, start_alike, start_apart, start_with
from pipeline.findings.limit_verbs import happen_apart
from pipeline.findings.meanings import (
    acts_named,
    is_anything,
    is_somebody,
    is_transaction,
    meanings_in,
    plain_letters,
)
from pipeline.findings.nouns import nouns_in_order, things_named
from pipeline.findings.passages import (
    Passage,
    acts_of,
    is_same_passage,
    same_act,
    sentence_ahead,
    sentence_before,
    sentences_of,
)
from pipeline.findings.recourses import is_one_right
from pipeline.records import Mention

DAYS: Final = {"hour": 1 / 24, "day": 1.0, "working_day": 1.4, "week": 7.0, "month": 30.4, "year": 365.0}
_CUSTOMARY: Final = 0.15  # «8 jours» is «une semaine», «15 jours» are «deux semaines», «30 jours» «un mois»
# A limit counted from one of these is a rule, the same in every letter
RULES: Final = frozenset({"formal_notice", "termination", "invoice"})
_AHEAD: Final = re.compile(
    r"\bavant (?:l[ae]s?|l'|votre|son|sa|tout|toute|qu[e'])\b|\bpreavis\b"
)  # «... mois avant les travaux»
BACK: Final = r"(?:avant|plus tot|d'avance|a l'avance|auparavant|au prealable|en amont)"
_COUNTED_BACK: Final = re.compile(rf"\b{BACK}$")  # «Prévenez-nous deux jours avant»
_BEFORE_DAY: Final = re.compile(r"^avant\b")
# What the sender does, and not the reader: «vous sera remboursé», «nous répondons»
_OURS: Final = re.compile(
    r"\b(?:vous (?:sera|seront|serez) (?!\w*(?:attendu|demande|reclame|invite|prie|tenu|facture|loisible|possible"
    r"|permis))\w+"
    r"|vous (?:recevrez|parviend\w+)"
    r"|sans reponse d\w+ (?!votre)|silence|nous (?:vous )?(?:\w+rons|repondons|procedons|adressons|versons"
    r"|remboursons|traitons)|(?:reponse"
    r"|remboursement|"
    r"virement|versement) (?:vous |sera|interviendra|intervient))\b"
)
# What the limit is for stands before the semicolon: «saisir le tribunal ; vous disposez pour cela de deux mois»
_FOR_THAT: Final = re.compile(r"; [^;]*\b(?:pour (?:cela|ce faire)|a cet effet|a cette fin)\b")
_LACKING: Final = re.compile(r"^(?:faute d|à défaut d|sans|en l'absence d|si )[^,;]*,", re.IGNORECASE)
_OTHERWISE: Final = re.compile(
    r",? (?:faute de quoi|à défaut,|sans quoi|sous peine d\w+|ensuite|après quoi|passé (?:quoi|lequel|laquelle))\b",
    re.IGNORECASE,
)
# Where to something goes is not what goes: «en mairie», «à l'enseignante»
_WHERE: Final = re.compile(
    r"(?<=er|re|ir|ez|ée|és|ns|it|nt)\s(?:en|à la|à l'|au|aux|chez|dans|par|sur|auprès d\w+)\s?"
    r"(?:(?:le|la|les|notre|nos|votre|un|une) )?"
)
# «Si vous ne pouvez assister à la réunion, renvoyez le pouvoir»: when, and not what
_WHEN: Final = re.compile(
    r"^\s*passée? (?=le |la |ce)|(?:^|(?<=[.!?] ))\s*(?:si |s'il |en cas d|au cas où |lorsqu|quand )[^,;.]{1,90}, ",
    re.IGNORECASE,
)
_WITHOUT: Final = re.compile(r"(?:,|\bet) sans (?:aucun )?\w+\b(?! d)", re.IGNORECASE)  # «, sans motif et sans frais»
# «à titre exceptionnel, nous vous accordons jusqu'au 3 mai»
_GRANTED: Final = re.compile(
    r"\b(?:accord(?:e|ee|ons|er|es)|exceptionnel\w*|(?<!oppose )(?<!reponse )(?<!suite )"
    r"(?<!renonciation )a votre demande(?! d)"
    r"|comme convenu(?! (?:au|par|lors|ensemble))|finalement|tolerance|plus de temps"
    r"|davantage de temps|(?:jours?|semaines?|mois) de plus|comme vous l'avez (?:demande|souhaite)"
    r"|encore (?:jusqu|\d)|(?:benefici|dispos)\w+ (?:\w+ )?d'un (?:nouveau|second)"
    r"|plus longs? que prevu)\b"
)

_PAY: Final = re.compile(r"\b(?:pay|regl(?:er|ez|ee?)|rembours|acquitt|vers(?:er|ez|ee?)|exigible)")
CONTEST: Final = re.compile(r"\b(?:contest|recours\b|saisi(?:r|ssez|e)\b|saisine|faire appel|oppos(?:er|ition))")
# «n'envoyez aucun chèque avant le 21 septembre»
_NOT_BEFORE: Final = re.compile(r"\bn(?:'|e )[a-z]+ez (?:[\w']+ ){1,5}avant\b")

# «Le financement doit être sollicité»: asked for, and nobody is called
_SOLICITED: Final = re.compile(r"\bsollicit\w+", re.IGNORECASE)
_HANDED_OVER: Final = frozenset({"send", "return"})
_DONE_TO_ANYTHING: Final = _HANDED_OVER | {"pay", "answer", "keep"}


class Limit(NamedTuple):
    """What tells one limit from another: its words alone, so that what is printed a thousand times is compared once."""

    sentence: str
    bare: str  # without the limit itself
    clause: str
    own: str  # without the sentence before that it points back to
    about: Passage
    event: Passage
    title: str
    titled: Passage
    ahead: Passage  # what the sentence before names, where its own clause names nothing
    by_rule: bool


def limit_in(said: Said) -> Limit:
    """The limit that a mention sets in its letter."""
    mention = said.mention
    return Limit(
        mention.sentence,
        " ".join(mention.sentence.split()).replace(" ".join(mention.text.split()), " "),
        _clause(said),
        _own_clause(mention.sentence, mention.text),
        said.about,
        event_of(mention),
        said.letter.subject or "",
        _titled(said),
        frozenset() if things_in(_clause(said)) else things_in(sentence_ahead(mention.sentence, said.letter.text)),
        mention.trigger in RULES,
    )


def counts_back(limit: Mention) -> bool:
    """Whether the time ends with something that another sentence names, and does not begin with the letter."""
    return limit.quantity is not None and bool(_COUNTED_BACK.search(plain_letters(limit.text)))


def is_same_limit(one: Mention, other: Mention) -> bool:
    """Whether both are one day, or as long."""
    if one.quantity is None or other.quantity is None:
        return one.date == other.date or _is_day_before(one, other) or _is_day_before(other, one)
    if one.unit == other.unit:
        return one.quantity == other.quantity
    here, there = one.quantity * DAYS[one.unit or "day"], other.quantity * DAYS[other.unit or "day"]
    return abs(here - there) <= _CUSTOMARY * max(here, there)


def _is_day_before(one: Mention, other: Mention) -> bool:
    """«au plus tard le 31 mai», «avant le 1er juin»."""
    if one.date is None or other.date is None or (other.date - one.date).days != 1:
        return False
    return not _BEFORE_DAY.search(plain_letters(one.text)) and bool(_BEFORE_DAY.search(plain_letters(other.text)))


def grants(said: Said) -> bool:
    """Whether the limit, or a sentence beside it, says that more time is given."""
    sentences = sentences_of(body_of(said.letter.text))
    own = plain_letters(said.mention.sentence)
    at = next((i for i, sentence in enumerate(sentences) if own in plain_letters(sentence)), None)
    near = said.letter.text if at is None else " ".join(sentences[max(0, at - 1) : at + 2])
    return bool(_GRANTED.search(plain_letters(near)) or _GRANTED.search(plain_letters(said.letter.subject or "")))


@lru_cache(maxsize=4096)
def are_apart(one: Limit, other: Limit) -> bool:
    """Whether the words say that these are two limits: other acts, other doers, other kinds of one thing."""
    clauses, events = (one.clause, other.clause), (one.event, other.event)
    return (
        are_told_apart(*clauses, but="fine")  # «Malgré nos rappels, vous n'avez pas réglé. Cette somme ...»
        or are_told_apart(one.sentence, other.sentence)
        or are_measured_apart(one.bare, other.bare)
        or differ_in("fine", f"{one.title}. {one.sentence}", f"{other.title}. {other.sentence}")
        or _bid_apart(one, other)
        or (_is_ours(clauses[0]) != _is_ours(clauses[1]) and things_in(clauses[0]) != things_in(clauses[1]))
        or (bool(events[0]) and _is_ahead(one) != _is_ahead(other))
        or _same_act(one, other) is False
    )


def _bid_apart(one: Limit, other: Limit) -> bool:
    """Whether one is to pay by and the other to contest by, or one is a day that something may not come before."""
    here, there = (plain_letters(limit.clause) for limit in (one, other))
    bids = [(bool(_PAY.search(plain)), bool(CONTEST.search(plain))) for plain in (here, there)]
    if sorted(bids) == [(False, True), (True, False)]:
        return True
    return bool(_NOT_BEFORE.search(here)) != bool(_NOT_BEFORE.search(there))


def _is_ahead(limit: Limit) -> bool:
    return bool(_AHEAD.search(plain_letters(limit.sentence)))


def _same_act(one: Limit, other: Limit) -> bool | None:
    here, there = (meanings_in(_SOLICITED.sub(" ", limit.clause)) - limit.event for limit in (one, other))
    same = same_act(here, there)
    to_do = [_things_to_do(limit.clause, one.event | other.event) for limit in (one, other)]
    titled = not same and frozenset.intersection(
        *(own | limit.titled for own, limit in zip(to_do, (one, other), strict=True))
    )
    if acts_of(here) | acts_of(there) <= _HANDED_OVER | {"sign"} and (titled or to_do[0] & to_do[1]):
        return None  # the form that «doit nous parvenir» is the one «à nous retourner»
    return same


@lru_cache(maxsize=4096)
def are_one(one: Limit, other: Limit) -> bool:
    """Whether by what both name the same is to be done to the same thing, counted from the same event."""
    events = one.event, other.event
    if bool(events[0]) != bool(events[1]) and not start_with(one.sentence, other.sentence, *events):
        return False
    if events[0] and events[1] and start_apart(*events):
        return False
    act = _same_act(one, other)
    here, there = things_of(one, other)
    shared = here & there
    if (act and one.by_rule and shared) or are_one_recourse(one, other):
        return True
    if not here or not there or (here != there and all(map(is_transaction, shared))):
        same = one.by_rule or events[0] & events[1] or one.about == other.about
        same = same or (not here and not there and _name_one_paper(one, other))
        return bool(act and same and not (here and there)) or is_same_passage(one.about, other.about)
    return bool(shared) and not happen_apart(one.own, other.own)


def are_one_recourse(one: Limit, other: Limit) -> bool:
    """Whether both are to contest, or to withdraw from, what neither names but by its subject line."""
    here, there = things_of(one, other)
    return is_one_right(one.clause, other.clause, here | there, one.titled & other.titled)


@lru_cache(maxsize=4096)
def count_from_two(one: Limit, other: Limit) -> bool:
    """Whether two times count each from its own event, and are for nothing that both name."""
    here, there = things_of(one, other)
    return bool(one.event and other.event) and start_apart(one.event, other.event) and here.isdisjoint(there)


def _do_alike(one: Limit, other: Limit) -> bool:
    """Whether both do one thing that is not done to just anything: «déclarer», «contester», not «rendre», «payer»."""
    here, there = acts_of(meanings_in(one.clause) - one.event), acts_of(meanings_in(other.clause) - other.event)
    return not (here & there) <= _DONE_TO_ANYTHING


@lru_cache(maxsize=4096)
def things_of(one: Limit, other: Limit) -> tuple[Passage, Passage]:
    """What each is set for, not what it counts from; «réglez le solde» of what the titles name: «votre séjour»."""
    here, there = (_things_to_do(limit.clause, one.event | other.event) for limit in (one, other))
    here, there = here or one.ahead & there, there or other.ahead & here
    alike = here & there or start_alike(one.event, other.event) or _do_alike(one, other)
    if not (alike and all(map(is_transaction, here & there))):
        return here, there
    return here | (one.titled & there), there | (other.titled & here)


def _things_to_do(clause: str, events: Passage) -> Passage:
    """What the clause names besides the events, without the case that it begins with, unless that is all it names."""
    return things_in(_WHEN.sub("", clause.replace("’", "'"))) - events or things_in(clause) - events


def _name_one_paper(one: Limit, other: Limit) -> bool:
    """Whether both name what may stand for anything, under titles that name it too, or one thing else: «le dossier»."""
    here, there = (frozenset(filter(is_anything, nouns_in_order(limit.clause))) for limit in (one, other))
    papers = here & there & meanings_in(one.title) & meanings_in(other.title)
    return bool(papers) or bool(here & there and one.titled & other.titled)


def _is_ours(clause: str) -> bool:
    return bool(_OURS.search(plain_letters(clause)))


def _titled(said: Said) -> Passage:
    """What the letter's subject line names."""
    return things_in(said.letter.subject or "")


@lru_cache(maxsize=4096)
def things_in(clause: str) -> Passage:
    """What has to be done by then, and to what: without who does it, where, and without what is done."""
    named = things_named(_WHERE.sub(" ", _WITHOUT.sub(" ", clause)))
    return frozenset(thing for thing in named if not acts_named(thing) and not is_somebody(thing))


def _clause(said: Said) -> str:
    """What stands between two semicolons around the limit; with the sentence before where it points back to that."""
    return _clause_in(said.mention.sentence, said.mention.text, said.letter.text)


@lru_cache(maxsize=4096)
def _clause_in(sentence: str, printed: str, text: str) -> str:
    before = sentence_before(sentence, text)
    if _FOR_THAT.search(plain_letters(sentence)):
        return f"{before} {sentence}"
    return f"{before} {_own_clause(sentence, printed)}"


def _own_clause(sentence: str, printed: str) -> str:
    if (lacking := _LACKING.match(sentence)) and printed in lacking[0]:
        return lacking[0]  # what then comes is no more of it
    parts = [part for part in sentence.split(";") if printed in part]
    return _OTHERWISE.split(parts[0] if parts else sentence)[0]


def event_of(limit: Mention) -> Passage:
    """From what it counts, where it counts from something else than a rule's event: «à compter de l'affichage»."""
    if limit.trigger in RULES or limit.quantity is None:
        return frozenset()
    return event_in(limit.sentence, limit.text)
