"""Two letters → different limits for the same act, counted from the same event."""

import re
from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.conflicts import Said, by_value, letters_of, said_in, sure_or_doubtful
from pipeline.findings.distinctions import are_measured_apart, are_told_apart
from pipeline.findings.examples import due, example, letter, limit
from pipeline.findings.firmness import are_firm
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import corrects, may_be_same_matter, repeats_on_purpose, share_number, share_sum
from pipeline.findings.meanings import acts_named, is_transaction, meanings_in, plain_letters
from pipeline.findings.nouns import are_qualified_apart, things_named
from pipeline.findings.passages import (
    Passage,
    acts_of,
    is_same_passage,
    same_act,
    sentence_before,
    sentences_of,
)
from pipeline.findings.wording import Says, capital
from pipeline.records import Mention, Severity

# A limit counted from one of these is a rule, the same in every letter; from the letter itself, a later letter may
# rightly set another
_RULES: Final = frozenset({"formal_notice", "termination", "invoice"})
_EVENTS: Final = frozenset({"other", "receipt"})  # «à compter de l'affichage du permis», «... de la notification»
_THIS_LETTER: Final = re.compile(
    r"\b(?:la presente?\b(?! (?:decision|convocation|offre|notification|ordonnance|mesure))"
    r"|(?:ce|present|cette) (?:courrier|lettre|pli|avis|envoi)|ci-joint)\b"
)
_COUNTED: Final = re.compile(
    r"\b(?:a (?:compter|partir|dater) d[eu']s?|suiv(?:ant|ent|ra|it)|apres|avant (?=l[ea'])|des (?=l[ea'])"
    r"|(?:jours?|heures?|mois|ans?|semaines?) (?:de|d') ?(?=(?:sa|la|l'|votre|leur|notre|son|cette) ?)|(?:jours?"
    r"|mois) du) ?"
    r"(?P<event>[^,.;]*)"
)
_COUNTED_AHEAD: Final = re.compile(
    r"\b(?:a (?:compter|partir|dater) d[eu']s?|des (?=la reception)) ?(?P<event>[^,.;]*)"
)
_EVENT_ENDS: Final = re.compile(
    r" (?:pour|afin|au plus|par|aupres|a l'adresse|vous|nous|il|elle|est|sont|seront|sera|doi\w+)\b"
)
# A time that a contract or the law sets, the same in every letter
_STANDING: Final = re.compile(
    r"^(?:un|une|tout|toute|chaque|en cas d[e'])\b|"
    r"\b(?:preavis|delais? d[e'] ?(?:retractation|reflexion|carence|recours|prescription|garantie))\b"
)
_WHO: Final = meanings_in(
    "assure salarie agent locataire abonne adherent usager eleve parents famille titulaire beneficiaire interesse "
    "contribuable societaire emprunteur acheteur consommateur candidat acquereur patient proprietaire bailleur "
    "employeur "
    "occupant riverain participant eleveur candidate parent allocataire membre resident droit faculte possibilite "
    "exercer exerce accord bien"
)
# «à titre exceptionnel, nous vous accordons jusqu'au 3 mai»
_GRANTED: Final = re.compile(
    r"\b(?:accord(?:e|ee|ons|er|es)|exceptionnel\w*|(?<!oppose )(?<!reponse )(?<!suite )a votre demande(?! d)"
    r"|comme convenu|finalement|tolerance|plus de temps"
    r"|davantage de temps|encore (?:jusqu|\d)|(?:benefici|dispos)\w+ (?:\w+ )?d'un (?:nouveau|second)"
    r"|plus longs? que prevu)\b"
)
# What the sender does, and not the reader: «vous sera remboursé», «nous répondons»
_OURS: Final = re.compile(
    r"\b(?:vous (?:sera|seront|serez) (?!\w*(?:attendu|demande|reclame|invite|prie|tenu|facture))\w+"
    r"|vous (?:recevrez|parviend\w+)"
    r"|sans reponse d\w+ (?!votre)|silence|nous (?:vous )?(?:\w+rons|repondons|procedons|adressons|versons"
    r"|remboursons|traitons)|(?:reponse"
    r"|remboursement|"
    r"virement|versement) (?:vous |sera|interviendra|intervient))\b"
)
# What the limit is for stands before the semicolon: «saisir le tribunal ; vous disposez pour cela de deux mois»
_FOR_THAT: Final = re.compile(r"; [^;]*\b(?:pour (?:cela|ce faire)|a cet effet|a cette fin)\b")
_LACKING: Final = re.compile(r"^(?:faute d|à défaut d|sans|en l'absence d|si )[^,;]*,", re.IGNORECASE)
_OTHERWISE: Final = re.compile(r",? (?:faute de quoi|à défaut,|sans quoi)\b", re.IGNORECASE)
# Where to something goes is not what goes: «en mairie», «à l'enseignante»
_WHERE: Final = re.compile(
    r"(?<=er|re|ir|ez|ée|és|es|ns|it|nt)\s(?:en|à la|à l'|au|aux|chez|dans|par|sur|auprès d\w+)\s?"
    r"(?:(?:le|la|les|notre|nos|votre|un|une) )?"
)
_FEWEST_THINGS: Final = 2
_MOST_OF_BOTH: Final = 0.6
_RULE_HOLDS_DAYS: Final = 365
_ONE_DISPATCH_DAYS: Final = 7  # letters so close were meant to say the same
_LONG_PAST_DAYS: Final = 14
_ONE_AFFAIR_DAYS: Final = 60  # a date by which one thing is due does not move unsaid
_DAYS: Final = {"hour": 1 / 24, "day": 1.0, "working_day": 1.4, "week": 7.0, "month": 30.4, "year": 365.0}
_CUSTOMARY: Final = 0.15  # «8 jours» is «une semaine», «15 jours» are «deux semaines», «30 jours» «un mois»


def _bucket(limit: Mention) -> Hashable | None:
    if limit.quantity is not None and limit.unit in _DAYS:
        return "relative", limit.trigger if limit.trigger in _RULES else None
    # «d'ici la fin de la semaine» is another day in every letter
    return "absolute" if limit.date and limit.quantity is None and re.search(r"\d", limit.text) else None


def _reach(limit: Mention) -> int:
    if limit.trigger in _RULES or _STANDING.search(plain_letters(limit.sentence)):
        return _RULE_HOLDS_DAYS
    return _ONE_AFFAIR_DAYS if limit.quantity is None or _is_from_event(limit) else _ONE_DISPATCH_DAYS


def _is_from_event(limit: Mention) -> bool:
    """Whether it counts from something that happens once, and not from the letter that says so."""
    counted = limit.trigger in _EVENTS or bool(_event_of(limit))
    return counted and not _THIS_LETTER.search(plain_letters(limit.sentence))


def _same_value(one: Mention, other: Mention) -> bool:
    if one.quantity is None or other.quantity is None:
        return one.date == other.date
    if one.unit == other.unit:
        return one.quantity == other.quantity
    here, there = one.quantity * _DAYS[one.unit or "day"], other.quantity * _DAYS[other.unit or "day"]
    return abs(here - there) <= _CUSTOMARY * max(here, there)


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    limits: dict[str, _Limit] = {}

    def same_thing(one: Said, other: Said) -> bool:
        one_thing = _are_one(limits[one.mention.mention_id], limits[other.mention.mention_id])
        return one_thing and not _may_differ(mailing, one, other)

    for block in mailing.blocks:
        said = [one for row in block for one in said_in(row, mailing.mentions_of(row, "deadline"))]
        limits = {one.mention.mention_id: _limit_in(one) for one in said}
        for group, doubtful in sure_or_doubtful(said, _bucket, _reach, same_thing, _same_value):
            grave: Severity = "error" if are_firm(group) else "warning"
            yield Noticed(letters_of(group), tuple(one.mention for one in group), _say(group), doubtful, grave)


class _Limit(NamedTuple):
    """What tells one limit from another: its words alone, so that what is printed a thousand times is compared once."""

    sentence: str
    bare: str  # without the limit itself
    clause: str
    about: Passage
    event: Passage
    titled: Passage
    by_rule: bool


def _limit_in(said: Said) -> _Limit:
    mention = said.mention
    return _Limit(
        mention.sentence,
        mention.sentence.replace(mention.text, " "),
        _clause(said),
        said.about,
        _event_of(mention),
        _titled(said),
        mention.trigger in _RULES,
    )


@lru_cache(maxsize=65_536)
def _are_one(one: _Limit, other: _Limit) -> bool:
    clauses, events = (one.clause, other.clause), (one.event, other.event)
    if (
        are_told_apart(*clauses)
        or are_told_apart(one.sentence, other.sentence)
        or are_measured_apart(one.bare, other.bare)
        or are_qualified_apart(*clauses)
        or bool(_OURS.search(plain_letters(clauses[0]))) != bool(_OURS.search(plain_letters(clauses[1])))
    ):
        return False
    if bool(events[0]) != bool(events[1]) or (events[0] and events[0].isdisjoint(events[1])):
        return False
    act = same_act(meanings_in(clauses[0]) - events[0], meanings_in(clauses[1]) - events[1])
    here, there = (_things_in(clause) - events[0] - events[1] for clause in clauses)
    if act is False:
        return False
    if events[0] & events[1] and here.isdisjoint(there):  # «Il sera gardé quinze jours à compter de l'avis»
        here |= one.titled & there
        there |= other.titled & here
    shared = here & there
    if act and one.by_rule and shared:
        return True
    if not here or not there or (here != there and all(map(is_transaction, shared))):
        same = one.by_rule or events[0] & events[1] or one.about == other.about
        return bool(act and same and not (here and there)) or is_same_passage(one.about, other.about)
    fewer, more = sorted((here, there), key=len)
    if fewer <= more:
        return len(fewer) >= _FEWEST_THINGS or len(more) <= _FEWEST_THINGS
    return len(shared) >= _MOST_OF_BOTH * len(here | there)


def _titled(said: Said) -> Passage:
    """What the letter's subject line names."""
    return _things_in(said.letter.subject or "")


@lru_cache(maxsize=8192)
def _things_in(clause: str) -> Passage:
    """What has to be done by then, and to what: without who does it, where, and without what is done."""
    return frozenset(thing for thing in things_named(_WHERE.sub(" ", clause)) - _WHO if not acts_named(thing))


def _clause(said: Said) -> str:
    """What stands between two semicolons around the limit; with the sentence before where it points back to that."""
    return _clause_in(said.mention.sentence, said.mention.text, said.letter.text)


@lru_cache(maxsize=16_384)
def _clause_in(sentence: str, printed: str, text: str) -> str:
    before = sentence_before(sentence, text)
    if (lacking := _LACKING.match(sentence)) and printed in lacking[0]:
        return f"{before} {lacking[0]}"  # what then comes is no more of it
    if _FOR_THAT.search(plain_letters(sentence)):
        return f"{before} {sentence}"
    parts = [part for part in sentence.split(";") if printed in part]
    return f"{before} {_OTHERWISE.split(parts[0] if parts else sentence)[0]}"


def _event_of(limit: Mention) -> Passage:
    """From what it counts, where it counts from something else than a rule's event: «à compter de l'affichage»."""
    if limit.trigger in _RULES or limit.quantity is None:
        return frozenset()
    return _event_in(limit.sentence, limit.text)


@lru_cache(maxsize=16_384)
def _event_in(sentence: str, printed: str) -> Passage:
    plain, figure = plain_letters(sentence), plain_letters(printed)
    found = _COUNTED.search(plain, max(0, plain.find(figure))) or _COUNTED_AHEAD.search(plain)
    return meanings_in(_EVENT_ENDS.split(found["event"])[0]) if found else frozenset()


def _may_differ(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether another limit is no contradiction: other matter, reminder, correction, next invoice."""
    earlier, later = one.letter, other.letter
    if not may_be_same_matter(earlier, later) or corrects(later) or _grants(other):
        return True
    if one.mention.trigger in _RULES:
        return False
    first = one.mention.date if one.mention.quantity is None else None
    if first and later.letter_date and (later.letter_date - first).days > _LONG_PAST_DAYS:
        return True  # the first limit is over: another is set anew
    if days_apart(earlier, later) is None:
        return True
    if repeats_on_purpose(earlier, later, mailing.mentions_of(later, "date")):
        return True
    pays = "pay" in acts_of(one.about) & acts_of(other.about)
    return pays and not share_number(earlier, later) and not share_sum(earlier, later)


def _grants(said: Said) -> bool:
    """Whether the limit, or a sentence beside it, says that more time is given."""
    sentences = sentences_of(body_of(said.letter.text))
    own = plain_letters(said.mention.sentence)
    at = next((i for i, sentence in enumerate(sentences) if own in plain_letters(sentence)), None)
    near = said.letter.text if at is None else " ".join(sentences[max(0, at - 1) : at + 2])
    return bool(_GRANTED.search(plain_letters(near)) or _GRANTED.search(plain_letters(said.letter.subject or "")))


def _say(group: tuple[Said, ...]) -> Says:
    fr, en = french.Names(letters_of(group)), english.Names(letters_of(group))
    (first, letters), *others = by_value(group, _same_value)
    fixes, sets = ("fixe", "sets") if len(letters) == 1 else ("fixent", "set")
    rest = "".join(f", {fr.those(held)} {_set_too(limit, first, many=len(held) > 1)}" for limit, held in others)
    rest_en = "".join(
        f", {en.those(held)} {'set' if len(held) > 1 else 'sets'} {english.say_limit(limit)}" for limit, held in others
    )
    limit, limit_en = french.set_limit(first), english.say_limit(first)
    return Says(
        fr=f"{capital(fr.letters(letters))} {fixes} {limit}{french.say_trigger(first.trigger)}{rest}.",
        en=f"{capital(en.letters(letters))} {sets} {limit_en}{english.say_trigger(first.trigger)}{rest_en}.",
    )


def _set_too(limit: Mention, first: Mention, *, many: bool) -> str:
    """After «fixe 7 jours»: «en fixe 10», «fixe 2 semaines»; after «fixe la limite au 3/4»: «la fixe au 5/4»."""
    fixes = "fixent" if many else "fixe"
    if limit.quantity is not None and limit.unit == first.unit:
        return f"en {fixes} {limit.quantity}"
    if limit.date and limit.quantity is None and first.date and first.quantity is None:
        return f"la {fixes} au {french.say_date(limit.date)}"
    return f"{fixes} {french.set_limit(limit)}"


_RETURN = (
    "À défaut de restitution de vos équipements dans un délai de {} jours après mise en demeure, ils seront facturés."
)
_PAY = "Nous vous prions de régler la facture de votre abonnement avant le {}."

CHECK: Final = Check(
    code="conflicting_deadline",
    description=Says(
        fr="Deux courriers d'un même expéditeur à un même destinataire fixent des délais différents pour le même acte, "
        "comptés depuis le même événement. Ne comptent pas : autres contrats ou factures, rappels, rectifications, "
        "courriers éloignés dont le délai court depuis le courrier lui-même.",
        en="Two letters of one sender to one recipient give different limits for the same act, counted from the same "
        "event. Not compared: other contracts or invoices, reminders, corrections, letters far apart whose limit "
        "counts from the letter itself.",
    ),
    section=Section,
    unsure_if=frozenset({"two_dates"}),
    severity="error",
    notice=_notice,
    fires=(
        example(
            "the same form, twice",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice")),
            message="Le courrier du 14/02/2015 fixe 7 jours après mise en demeure, celui du 15/02/2015 en fixe 10.",
            english=(
                "The letter of 14 February 2015 sets 7 days after formal notice, the one of 15 February 2015 sets "
                "10 days."
            ),
        ),
        example(
            "other words for the same act, under the same topic; three letters",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice"), topics=("equipment_return",)),
            letter(
                "15/02/2015",
                limit(
                    "Sans retour du décodeur et des équipements sous 1 mois après mise en demeure, vous paierez.",
                    1,
                    "month",
                    "formal_notice",
                ),
                topics=("equipment_return",),
            ),
            letter("16/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice"), topics=("equipment_return",)),
            message=(
                "Les courriers du 14/02/2015 et du 16/02/2015 fixent 7 jours après mise en demeure, celui du "
                "15/02/2015 fixe 1 mois."
            ),
        ),
        example(
            "two dates for one invoice, in letters of the same week",
            letter("02/03/2015", due(_PAY.format("15/03/2015"), "15/03/2015"), refs=[("Facture n°", "F15020034")]),
            letter("04/03/2015", due(_PAY.format("20/03/2015"), "20/03/2015"), refs=[("N° de facture", "F15020034")]),
            message="Le courrier du 02/03/2015 fixe la limite au 15/03/2015, celui du 04/03/2015 la fixe au "
            "20/03/2015.",
        ),
        example(
            "an undated letter is named by its file",
            letter(None, limit(_RETURN.format(8), 8, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(1), 1, trigger="formal_notice")),
            message=(
                "Le courrier du 15/02/2015 fixe 1 jour après mise en demeure, celui sans date (1.pdf, page 1) "
                "en fixe 8."
            ),
        ),
        example(
            "a doubtful reading accuses nobody",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice", confidence=0.4)),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice")),
            message=(
                "À vérifier, car la lecture de « 7 jours » (1.pdf, page 1) est incertaine : le courrier du "
                "14/02/2015 "
                "fixe 7 jours après mise en demeure, celui du 15/02/2015 en fixe 10."
            ),
        ),
    ),
    silent=(
        example(
            "two contracts",
            letter(
                "14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice"), refs=[("N° de contrat", "A111")]
            ),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice"), refs=[("Contrat", "B222")]),
        ),
        example(
            "two senders",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice"), sender_organisation="SFR"),
        ),
        example(
            "two recipients",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice"), recipient_name="Zoé Petit"),
        ),
        example(
            "the same limit in another unit",
            letter("14/02/2015", limit(_RETURN.format(8), 8, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(1), 1, "week", "formal_notice")),
        ),
        example(
            "invoices of two months",
            letter("02/03/2015", due(_PAY.format("15/03/2015"), "15/03/2015"), refs=[("Facture", "F1503")]),
            letter("02/04/2015", due(_PAY.format("15/04/2015"), "15/04/2015"), refs=[("Facture", "F1504")]),
        ),
        example(
            "two invoices of one day whose numbers could not be read",
            letter("02/03/2015", due(_PAY.format("15/03/2015"), "15/03/2015")),
            letter("02/03/2015", due(_PAY.format("20/03/2015"), "20/03/2015")),
        ),
        example(
            "a reminder sets a shorter limit",
            letter("02/03/2015", limit("Merci de régler votre facture sous 15 jours.", 15), refs=[("Facture", "F1")]),
            letter(
                "06/03/2015",
                limit("Merci de régler votre facture sous 8 jours.", 8),
                refs=[("Facture", "F1")],
                subject="Relance",
            ),
        ),
        example(
            "other acts",
            letter("14/02/2015", limit("Vous pouvez contester cette décision dans un délai de 2 mois.", 2, "month")),
            letter("14/02/2015", limit("Merci de renvoyer le formulaire signé dans un délai de 15 jours.", 15)),
        ),
        example(
            "one letter that gives both limits",
            letter(
                "14/02/2015",
                limit(_RETURN.format(7), 7, trigger="formal_notice"),
                limit(_RETURN.format(10), 10, trigger="formal_notice"),
            ),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice")),
        ),
        example(
            "a letter that puts the first right",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice")),
            letter(
                "15/02/2015",
                limit(_RETURN.format(10), 10, trigger="formal_notice"),
                text="Cette lettre annule et remplace celle du 14 février. " + _RETURN.format(10),
            ),
        ),
    ),
)
