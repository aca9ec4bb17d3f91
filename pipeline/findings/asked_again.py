"""Block of letters → what two of them ask the reader to send, fill in or sign, or put him on notice of, as if anew."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said, said_in
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.limits import Limit, are_apart, grants, limit_in
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.one_task import are_for_one_thing
from pipeline.findings.others import are_of_other_years, are_titled_as_two, spoken_of
from pipeline.findings.passages import sentence_ahead, sentences_of, what_stands_before
from pipeline.findings.repeats import are_near, may_repeat
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention

_ACTS: Final = {"return": "send", "send": "send", "fill_in": "fill_in", "sign": "sign"}
# The reader knows of it already: «il manque toujours», «l'attestation attendue», «l'offre doit nous être retournée»
_KNOWN: Final = re.compile(
    r"\b(?:toujours|encore|deja|manqu\w+|ne (?:comport|contien|figur)\w+|incomple\w+|pas complete?s?"
    r"|attendue?s?|attend(?:ons|s)|accord\w+|souhait\w+|sollicit\w+|reste(?:nt)? a|(?:doi|devr)\w+ (?:nous )?etre)\b"
)
_NOTICE: Final = re.compile(r"\ben demeure d(?:e |')(?P<what>.*)")
_FEWEST_SHARED: Final = 2  # telling words of two notices
Told = tuple[LetterRow, Mention]


class Task(NamedTuple):
    """What a sentence bids by a day."""

    act: str
    said: Said
    limit: Limit


def tasks_again(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[tuple[list[Told], Says]]:
    """What is to be done by a day, asked of the reader twice: «la carte-relevé est à renvoyer avant le 3 mai»."""
    asked = [(row, list(tasks_in(mailing, row))) for row in block]
    for position, (row, tasks) in enumerate(asked):
        for other, again in asked[position + 1 :]:
            if not are_near(row, other, days):
                break
            pairs = ((one, two) for one in tasks for two in again if _is_asked_anew(one, two))
            pair = next(pairs, None)
            if pair and may_repeat(mailing, row, other, days) and not are_titled_as_two(row, other):
                yield [(task.said.letter, task.said.mention) for task in pair], _name(pair[0].said.mention.sentence)


def ask_one_thing(one: Said, other: Said, tasks: Mapping[str, Sequence[Task]]) -> bool:
    """Whether the sentences of two limits ask to send, fill in or sign one thing; `tasks` by letter."""
    here, there = (
        [task for task in tasks[said.letter.letter_id] if task.said.mention.sentence == said.mention.sentence]
        for said in (one, other)
    )
    return any(
        a.act == b.act and are_for_one_thing(a.act, a.said, b.said) and not _are_titled_apart(a.said, b.said)
        for a in here
        for b in there
    )


def notices_again(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[tuple[list[Told], Says]]:
    """«Je vous mets en demeure de tailler votre haie», twice."""
    given = [(row, one) for row in block for one in sentences_of(body_of(row.text)) if _notified_in(one, row)]
    for position, (row, sentence) in enumerate(given):
        for other, again in given[position + 1 :]:
            shared = _notified_in(sentence, row) & _notified_in(again, other)
            if len(shared) < _FEWEST_SHARED or are_told_apart(sentence, again):
                continue
            if may_repeat(mailing, row, other, days) and not are_titled_as_two(row, other):
                dates = [(one, m) for one in (row, other) for m in mailing.mentions_of(one, "date")]
                yield [(one, m) for one, m in dates if m.date == one.letter_date], _name(sentence)


def _notified_in(sentence: str, row: LetterRow) -> frozenset[str]:
    found = _NOTICE.search(plain_letters(sentence))
    return meanings_in(f"{what_stands_before(sentence, row.text)} {found['what']}") if found else frozenset()


def tasks_in(mailing: Mailing, row: LetterRow) -> Iterator[Task]:
    """What the letter asks to send, fill in or sign by a day."""
    limits = {limit.sentence: limit for limit in mailing.mentions_of(row, "deadline")}
    orders = (m for m in mailing.mentions_of(row, "instruction") if m.value in _ACTS and not is_doubtful(m))
    for said in said_in(row, (m for m in orders if m.sentence in limits)):
        (limit,) = said_in(row, [limits[said.mention.sentence]])
        yield Task(_ACTS[said.mention.value], said, limit_in(limit))


def _is_asked_anew(one: Task, other: Task) -> bool:
    """Whether both are one task, and the later does not know that it is asked already."""
    here, there = one.said, other.said
    return not (
        one.act != other.act
        or are_apart(one.limit, other.limit)
        or not are_for_one_thing(one.act, here, there)
        or _is_known(there)
        or grants(there)
        or _are_titled_apart(here, there)
        or are_of_other_years(here.letter, there.letter, one.limit.bare, other.limit.bare)
    )


def _is_known(said: Said) -> bool:
    ahead = sentence_ahead(said.mention.sentence, said.letter.text)
    ahead = f"{sentence_ahead(ahead, said.letter.text)} {ahead}"
    return bool(_KNOWN.search(plain_letters(f"{ahead} {said.mention.sentence} {said.letter.subject or ''}")))


def _are_titled_apart(one: Said, other: Said) -> bool:
    """Whether each letter has a title of its own that its sentence takes up: «inscription à l'aquagym»."""
    return all(
        things_named(here.letter.subject or "") & things_named(here.mention.sentence) - spoken_of(there.letter)
        for here, there in ((one, other), (other, one))
    )


def _name(sentence: str) -> Says:
    return Says(f"ceci ({french.quote(sentence)})", f"this ({english.quote(sentence)})")
