"""Two sums → whether they are for one thing: by words that tell them apart, by what both name, by how likely it is."""

from decimal import Decimal
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import (
    are_dated_apart,
    are_measured_apart,
    are_told_apart,
    name_other_codes,
    share_code,
    share_name,
)
from pipeline.findings.likeness import likeness
from pipeline.findings.matter import share_due_date, share_number
from pipeline.findings.meanings import is_transaction, meanings_in
from pipeline.findings.nouns import are_qualified_apart
from pipeline.findings.others import (
    are_each_of_its_title,
    are_for_other_children,
    are_of_other_years,
    are_titled_as_two,
    hold_in_other_cases,
    name_others,
)
from pipeline.findings.passages import is_same_passage, objects_of, periods_of, same_act
from pipeline.findings.sum_changes import are_few_figures, is_mistyped
from pipeline.findings.sum_turns import is_set_apart, leaves_out, turn_apart
from pipeline.findings.sums import FRAME, are_called_alike, are_named_for_one, is_rule, matter_of, matters_of, told
from pipeline.findings.unit_prices import are_unit_prices_alike, clause_with_sum
from pipeline.records import LetterRow

_SURE: Final = 0.85  # of held-out hands 92 of 100 such pairs are for one thing
_PAID_TOO_MUCH: Final = "indu"  # the one letter claims it back, the other says that it was given
_WHOLE: Final = frozenset({"total_due", "other"})
_LEAD: Final = 200  # characters
_TIMES: Final = 3  # of 475 pairs of one thing none lies farther apart, of 112 that were taken for one 35 do


def are_apart(one: Said, other: Said) -> bool:
    """Whether their size or the words say that these are two sums: other years, ranks, children, cases, numbers."""
    sentences = one.mention.sentence, other.mention.sentence
    return (
        _are_far_apart(one, other)
        or _are_told_apart(one, other)
        or are_told_apart(*(said.letter.subject or "" for said in (one, other)))
        or hold_in_other_cases(*sentences)
        or are_dated_apart(*sentences)
        or any(map(is_set_apart, (one, other)))
        or leaves_out(one, other)
        or leaves_out(other, one)
        or are_for_other_children(one.letter, other.letter)
        or are_titled_as_two(one.letter, other.letter)
        or are_each_of_its_title(one, other)
        or are_of_other_years(one.letter, other.letter, *sentences)
        or name_other_codes(one.letter.subject or "", other.letter.subject or "")
        or are_measured_apart(*(said.mention.sentence.replace(said.mention.text, " ") for said in (one, other)))
    )


def _are_told_apart(one: Said, other: Said) -> bool:
    if are_unit_prices_alike(one, other):  # «le Département verse», «les familles reçoivent»
        return are_told_apart(clause_with_sum(one), clause_with_sum(other), but="payer")
    return are_told_apart(one.mention.sentence, other.mention.sentence)


def _are_far_apart(one: Said, other: Said) -> bool:
    """Whether one is many times the other, as a whole of its part, unless both are said in the same words."""
    here, there = (abs(said.mention.amount or Decimal(0)) for said in (one, other))
    return max(here, there) > _TIMES * min(here, there) and one.about != other.about


def is_same_sum(one: Said, other: Said) -> bool:
    """By what both name; or where that is told in other words, by how likely it is."""
    likely = (_share_thing(one, other) or are_named_for_one(one, other)) and likeness("amount", one, other) >= _SURE
    return _name_same_sum(one, other) or likely


def is_numbered_alike(one: Said, other: Said) -> bool:
    """Whether one number of a bill or a file stands in both sentences, both subject lines or both letterheads."""
    titled = (f"{said.letter.subject or ''}. {said.mention.sentence}" for said in (one, other))
    return share_code(*titled) or share_number(one.letter, other.letter)


def _share_thing(one: Said, other: Said) -> bool:
    """Whether both, with their subject lines, name one thing that is no bill: of a bill there is one every month."""
    here, there = (
        objects_of(meanings_in(f"{x.letter.subject or ''}. {told(x)} {x.mention.sentence}")) for x in (one, other)
    )
    return any(not is_transaction(thing) for thing in (here & there) - FRAME)


def _name_same_sum(one: Said, other: Said) -> bool:
    sentences = one.mention.sentence, other.mention.sentence
    if are_unit_prices_alike(one, other):
        return not are_qualified_apart(*map(clause_with_sum, (one, other)))
    if same_act(one.about, other.about) is False and not share_name(*sentences):
        return False
    here, there = matters_of(one, other)
    shared = here & there
    two_ways = not share_name(*sentences) and _PAID_TOO_MUCH not in shared
    if (one.mention.role == "refund") != (other.mention.role == "refund") and two_ways:
        return False
    if are_qualified_apart(*sentences) or (turn_apart(one, other) and not share_code(*sentences)):
        return False
    rules = is_rule(one.mention), is_rule(other.mention)
    numbered = is_numbered_alike(one, other)
    others = name_others(one.letter, other.letter, here, there)
    if share_code(*sentences) or (numbered and rules[0] == rules[1] and not (all(rules) and others)):
        return bool(shared) or one.about == other.about or are_called_alike(one, other) or _is_of_bill(one, other)
    if not shared or all(map(is_transaction, shared)):
        same = is_same_passage(one.about, other.about) or are_called_alike(one, other)
    else:
        same = not others or (is_same_passage(one.about, other.about) and are_called_alike(one, other))
    return same and (
        all(rules)
        or numbered
        or share_due_date(one.letter, other.letter)
        or _name_one_thing(one, other)
        or are_called_alike(one, other)
    )


def _is_of_bill(one: Said, other: Said) -> bool:
    """Whether both are due on the bill whose number they give, and one says of nothing else what it is for."""
    due = {one.mention.role, other.mention.role} <= _WHOLE
    share = share_code(one.mention.sentence, other.mention.sentence)
    return due and share and not all(matter_of(told(said)) for said in (one, other))


def _name_one_thing(one: Said, other: Said) -> bool:
    """Whether both name a thing of which there is one: «la taxe foncière», not «la facture»."""
    return not all(map(is_transaction, frozenset.intersection(*matters_of(one, other))))


def is_one_mistyped(one: Said, other: Said) -> bool:
    """Whether figures changed places; where so few may be alike by chance, the words must say that it is one sum."""
    if not is_mistyped(one, other):
        return False
    few = are_few_figures(one.mention, other.mention)
    return not few or (is_same_sum(one, other) and not (are_apart(one, other) or are_of_two_months(one, other)))


def are_of_two_months(one: Said, other: Said) -> bool:
    """Whether the sentences, or else the titles, name months, and none in common."""
    periods = [periods_of(said.mention.sentence) or periods_of(_title(said.letter)) for said in (one, other)]
    return bool(periods[0] and periods[1]) and periods[0].isdisjoint(periods[1])


def _title(letter: LetterRow) -> str:
    """The subject line, or where there is none what the letter begins with."""
    return letter.subject or body_of(letter.text)[:_LEAD]
