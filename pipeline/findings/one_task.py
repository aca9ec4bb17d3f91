"""A ban and an order of one act → whether they are for one thing: one bill to pay, one form to send back."""

import re
from typing import Final

from pipeline.findings.bans import are_of_two_times, which_named
from pipeline.findings.conflicts import Said
from pipeline.findings.contrasts import are_contrasted
from pipeline.findings.direct_objects import direct_objects
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.manners import main_clause
from pipeline.findings.matter import TRANSACTION, share_number
from pipeline.findings.meanings import is_transaction
from pipeline.findings.nouns import are_qualified_apart, qualifiers_of, things_named
from pipeline.findings.one_bill import are_of_one_bill, are_of_two_bills
from pipeline.findings.opposites import is_alike
from pipeline.findings.others import belong_to_two
from pipeline.findings.passages import Passage, acts_of, objects_of, same_object, sentence_ahead, sentence_before
from pipeline.findings.same_day import are_of_one_day
from pipeline.records import LetterRow

_OF_SUBJECT: Final = frozenset({"pay", "visit", "destroy"})  # acts whose object may stand in the subject line alone
_NAMES_OBJECT: Final = frozenset({"send", "fill_in"})  # acts that are for nothing where no object is named
_BY_DAY: Final = frozenset({"pay", "visit", "wait"})  # acts whose object may be a bill, a day or what is awaited
_IMPERATIVE: Final = re.compile(r"\wez$", re.IGNORECASE)
_BY_PRONOUN: Final = re.compile(r"\b(?:[Ll][ae]s? |[Ll]['’])[\w'’-]+$")
_OF_IT: Final = re.compile(r"\b(?:l[ae]s? |l['’])\w{3,}(?:er|ir|re)\b|-(?:l[ae]s?|en)\b")  # «nous le faire revenir»
_INSIDE: Final = re.compile(r"\bdans (?:son|sa|ses|leurs?|l[ae]|l['’]|les) ?[\w'’ -]+")  # «le modem dans son carton»
_FEWEST_NAMED: Final = 2
_HALF: Final = 0.5  # of the things that the shorter sentence names; whom to give them and when are named beside
# «vos documents»
_ANY_PAPER: Final = frozenset({"papier", "materiel"})
_RECEIVER: Final = re.compile(
    r"(?<!quant )\b(?:(?:aux?|chez|auprès d[eu]) |auprès d['’]"
    r"|à (?:l['’]une? de (?:nos|vos|ses) |la |l['’]|votre |notre |nos ))[\w'’-]+",
    re.IGNORECASE,
)


def are_for_one_thing(act: str, ban: Said, order: Said) -> bool:
    """Whether both name what is to be paid, sent, signed ..., and nothing tells it apart."""
    if are_contrasted(ban, order):
        return False
    told = _told_of(ban), _told_of(order)
    if are_told_apart(*told) or are_qualified_apart(*told) or are_of_two_times(*told) or belong_to_two(ban, order):
        return False
    if act == "pay" and are_of_two_bills(*told):
        return False
    # one bill is one thing to pay, in whatever words
    if act == "pay" and (share_number(ban.letter, order.letter, TRANSACTION) or are_of_one_bill(*told)):
        return True
    here, there = map(things_named, told)
    if _do_other_things(act, ban, order, here, there):
        return False
    if act in _OF_SUBJECT and _names(here, order.letter, 1 if act == "destroy" else _FEWEST_NAMED):
        return True
    if act == "wait" and acts_of(ban.about) & acts_of(order.about):
        return bool(_subject_of(ban) & _subject_of(order))
    if act == "visit":
        sentences = ban.mention.sentence, order.mention.sentence
        return are_of_one_day(ban.letter, order.letter, *sentences) or _name_one_thing(act, ban, order, here, there)
    return _name_one_thing(act, ban, order, *_without_receivers(*told))


def _name_one_thing(act: str, ban: Said, order: Said, here: Passage, there: Passage) -> bool:
    """Whether the act is done to what both name, or the sentences before them, or else the subject lines."""
    if act not in _NAMES_OBJECT and not (objects_of(here) and objects_of(there)):
        return _are_of_one_subject(ban, order, here, there)
    if act == "visit":
        return same_object(here, there, _HALF)
    one, other = direct_objects(ban), direct_objects(order)
    if act == "send" and _send_two_things(ban, order, one, other, there):
        return False
    same = one & other
    if act in _NAMES_OBJECT:  # «le formulaire d'inscription» is one of many
        same = frozenset(thing for thing in same if _are_one_kind(thing, ban, order))
    if same or (_is_kept(act, ban, order) and act != "destroy"):
        return bool(same)
    return same_object(here, there, _HALF) or _same_with_before(ban, order)


def _do_other_things(act: str, ban: Said, order: Said, here: Passage, there: Passage) -> bool:
    """Whether what both name is any bill or one of several alike, or each is done to a thing of its own."""
    if act not in _BY_DAY and _bid_two_things(ban, order, here, there):
        return True
    shared = here & there or objects_of(ban.about) & objects_of(order.about)
    if act == "pay" and all(map(is_transaction, shared)):
        return True
    if shared and all(map(is_alike, shared)):
        return True  # «deux exemplaires signés», «votre exemplaire»
    if _is_kept(act, ban, order) and shared and objects_of(shared) <= _ANY_PAPER:
        return True  # «conservez-le avec vos documents», «aucun papier n'est à garder»
    return _is_kept(act, ban, order) and not any(_are_one_kind(thing, ban, order) for thing in shared)


def _bid_two_things(ban: Said, order: Said, here: Passage, there: Passage) -> bool:
    """«N'apportez pas de nourriture le jour de la rentrée», «apportez le carnet le jour de la rentrée»."""
    one, other = direct_objects(ban), direct_objects(order)
    if {ban.mention.value, order.mention.value} == {"not:return", "inform"}:
        return one.isdisjoint(other)
    if not all(_IMPERATIVE.search(said.mention.text) for said in (ban, order)):
        return False
    return bool(one and other) and one.isdisjoint(there) and other.isdisjoint(here)


def _send_two_things(ban: Said, order: Said, one: Passage, other: Passage, named: Passage) -> bool:
    """Whether each sentence names its thing, and they share none: «la box n'est pas à rapporter», «le décodeur»."""
    if _BY_PRONOUN.search(ban.mention.text) and one and other and one.isdisjoint(other | named):
        return True  # «Il (le modem) doit être renvoyé», «Ne le (le décodeur) renvoyez pas avec le modem»
    if any(_OF_IT.search(said.mention.sentence) for said in (ban, order)):
        return False
    here, there = (things_named(_INSIDE.sub(" ", said.mention.sentence)) for said in (ban, order))
    return bool(one and other) and one <= here and other <= there and here.isdisjoint(there)


def _is_kept(act: str, ban: Said, order: Said) -> bool:
    """Whether one of the two asks to keep or to cut up what the other gives back: nothing else tells it is the same."""
    values = (ban.mention.value, order.mention.value)
    return "keep" in values or (act == "send" and "destroy" in values)


def _are_one_kind(thing: str, ban: Said, order: Said) -> bool:
    """Whether both sentences say the same of the thing, or nothing: not «la carte», «la carte de bibliothèque»."""
    here, there = (qualifiers_of(thing, said.mention.sentence) for said in (ban, order))
    marks = [which_named(said.mention.sentence) for said in (ban, order)]
    return marks[0] == marks[1] and (here == there or not here.isdisjoint(there))


def _subject_of(said: Said) -> Passage:
    """What the subject line names, bills and dues left out."""
    return _telling(things_named(said.letter.subject or ""))


def _are_of_one_subject(ban: Said, order: Said, here: Passage, there: Passage) -> bool:
    """Whether the subject lines tell the thing that one of the sentences leaves out: «inutile d'être là ce jour-là»."""
    named = [_telling(things) | _subject_of(said) for said, things in ((ban, here), (order, there))]
    return same_object(named[0], named[1], _HALF)


def _telling(things: Passage) -> Passage:
    return frozenset(thing for thing in objects_of(things) if not is_transaction(thing))


def _told_of(said: Said) -> str:
    """The sentence, and the one before where it points back to that: «Il n'y a pas lieu de la payer»."""
    return f"{sentence_before(said.mention.sentence, said.letter.text)} {main_clause(said.mention.sentence)}"


def _without_receivers(*told: str) -> list[Passage]:
    """What the sentences name, but not whom to give it: «à la régie»; with them where nothing else is named."""
    things = [things_named(_RECEIVER.sub(" ", said)) for said in told]
    return things if any(things) else [things_named(said) for said in told]


def _same_with_before(ban: Said, order: Said) -> bool:
    """Whether they name the same two things, the sentences before them taken in: «Le questionnaire est joint. ...»."""
    here, there = (
        objects_of(things_named(f"{sentence_ahead(said.mention.sentence, said.letter.text)} {said.mention.sentence}"))
        for said in (ban, order)
    )
    return len(here & there) >= _FEWEST_NAMED


def _names(things: Passage, letter: LetterRow, fewest: int = _FEWEST_NAMED) -> bool:
    """Whether what the ban names is the subject of the other letter: «rien à verser pour la sortie au musée»."""
    named = {thing for thing in things if not is_transaction(thing)}
    shared = named & things_named(letter.subject or "")
    return len(shared) >= fewest and len(shared) >= _HALF * len(named)
