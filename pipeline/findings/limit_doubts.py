"""Two limits → reasons to doubt that they are one, which settle nothing: rules abstain for any, the table weighs them.

Each of them silences more limits that are one than limits that are two (docs/decisions/0014-figures.md).
"""

import re
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.limit_events import start_with
from pipeline.findings.limits import CONTEST, RULES, Limit, are_one_recourse, counts_back, event_of, limit_in, things_of
from pipeline.findings.limits_recited import cites_day
from pipeline.findings.mailing import days_apart
from pipeline.findings.matter import share_number, share_sum
from pipeline.findings.meanings import plain_letters
from pipeline.findings.nouns import are_qualified_apart
from pipeline.findings.others import name_others
from pipeline.findings.passages import acts_of, periods_of
from pipeline.findings.twins import likeness
from pipeline.records import Mention

# What happens once, unlike the letter itself: from that, a later letter may rightly set another limit
_EVENTS: Final = frozenset({"other", "receipt"})  # «à compter de l'affichage du permis», «... de la notification»
_THIS_LETTER: Final = re.compile(
    r"\b(?:la presente?\b(?! (?:decision|convocation|offre|notification|ordonnance|mesure))"
    r"|(?:ce|present|cette) (?:courrier|lettre|pli|avis|envoi)|ci-joint)\b"
)
# A time that a contract or the law sets, the same in every letter
_STANDING: Final = re.compile(
    r"^(?:un|une|tout|toute|chaque|en cas d[e'])\b|"
    r"\b(?:preavis|delais? d[e'] ?(?:retractation|reflexion|carence|recours|prescription|garantie))\b"
)
_FIGURE: Final = re.compile(r"\d")
_ONLY_ONE: Final = re.compile(r"\b(?:depot de garantie|caution)\b")  # of which there is one, unlike bills
_RUNS_ONCE: Final = re.compile(rf"{CONTEST.pattern}|\b(?:declar|signal|exerc|opt(?:er|ion)|renonc|retract)")
_ONE_DISPATCH_DAYS: Final = 7  # letters so close were meant to say the same
_ENOUGH_NAMED: Final = 2
_ONE_FORM: Final = 0.85  # of their words, in order


def is_standing(limit: Mention) -> bool:
    """Whether it is a rule, the same in every letter."""
    return limit.trigger in RULES or bool(_STANDING.search(plain_letters(limit.sentence)))


def rule_of(limit: Mention) -> str | None:
    """The event from which it counts, where that makes it a rule and no letter is named from which it counts."""
    return limit.trigger if limit.trigger in RULES and not cites_day(limit.sentence) else None


def are_of_two_rules(one: Mention, other: Mention) -> bool:
    """Whether both are rules, and count from two events: «après mise en demeure», «après résiliation»."""
    return len({rule_of(one), rule_of(other)} - {None}) > 1


def are_of_two_calendars(one: Said, other: Said) -> bool:
    """Whether one is told by what is another day in every letter, «à la fin de la semaine», and letters lie apart."""
    named = all(
        m.quantity is not None or _FIGURE.search(m.text) or periods_of(m.text) for m in (one.mention, other.mention)
    )
    return not named and (days_apart(one.letter, other.letter) or 0) > _ONE_DISPATCH_DAYS


def doubts_of(one: Said, other: Said) -> dict[str, bool]:
    """Each reason by its name; `one` stands in the earlier letter."""
    pair = limit_in(one), limit_in(other)
    return {
        "each of its own": name_others(one.letter, other.letter, *things_of(*pair)),
        "two kinds": are_qualified_apart(
            *(map(_titled_clause, pair) if _names_little(*pair) else (x.clause for x in pair))
        ),
        "two bills": _is_of_bills(one, other),
        "two dispatches": (days_apart(one.letter, other.letter) or 0) > _ONE_DISPATCH_DAYS
        and _runs_from_letter(one.mention)
        and not (_is_one_form(one, other, *pair) or _run_from_one(*pair) or _come_together(*pair)),
    }


def _names_little(one: Limit, other: Limit) -> bool:
    """Whether it takes the subject line to know what they are for: «la fiche d'inscription de Léo» says it itself."""
    here, there = things_of(one, other)
    return here != there or len(here) < _ENOUGH_NAMED


def _is_one_form(one: Said, other: Said, here: Limit, there: Limit) -> bool:
    """Whether both letters are of one text, in which nothing but the limit reads otherwise in this sentence."""
    bare = (plain_letters(limit.bare) for limit in (here, there))
    return len(set(bare)) == 1 and here.title == there.title and likeness(one.letter, other.letter) >= _ONE_FORM


def is_one_sentence(one: Said, other: Said) -> bool:
    """Whether under one subject line one sentence sets both limits, of one text, one sum, one bill or one file."""
    here, there = limit_in(one), limit_in(other)
    if plain_letters(here.bare) != plain_letters(there.bare) or here.title != there.title or not here.title:
        return False
    return (
        share_sum(one.letter, other.letter)
        or share_number(one.letter, other.letter)
        or likeness(one.letter, other.letter) >= _ONE_FORM
    )


def _titled_clause(limit: Limit) -> str:
    return f"{limit.title}. {limit.clause}"


def _is_of_bills(one: Said, other: Said) -> bool:
    """Whether something is to be paid by then, and neither its number nor its sum says that it is one."""
    pays = "pay" in acts_of(one.about) & acts_of(other.about) and one.mention.trigger not in RULES
    if all(_ONLY_ONE.search(plain_letters(said.mention.sentence)) for said in (one, other)):
        return False
    return pays and not share_number(one.letter, other.letter) and not share_sum(one.letter, other.letter)


def _runs_from_letter(limit: Mention) -> bool:
    """Whether it counts from the letter that says so, and not from something that happens once."""
    if limit.quantity is None or is_standing(limit):
        return False
    counted = limit.trigger in _EVENTS or counts_back(limit) or bool(event_of(limit))
    return not counted or bool(_THIS_LETTER.search(plain_letters(limit.sentence)))


def _run_from_one(one: Limit, other: Limit) -> bool:
    """Whether both are to contest, to declare or to opt for one thing: that time runs once, whoever tells it again."""
    here, there = things_of(one, other)
    return are_one_recourse(one, other) or (
        bool(here & there) and all(_RUNS_ONCE.search(plain_letters(limit.clause)) for limit in (one, other))
    )


def _come_together(one: Limit, other: Limit) -> bool:
    """Whether the one letter encloses what the other counts the receipt of: it came once."""
    return bool(one.event) != bool(other.event) and start_with(one.sentence, other.sentence, one.event, other.event)
