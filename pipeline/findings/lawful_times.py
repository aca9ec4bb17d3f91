"""A law that a letter names → the time that the letter gives, where the law sets a longer one."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.findings import english, french
from pipeline.findings.duties import is_of_sender
from pipeline.findings.limits import DAYS, counts_back
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import plain_letters
from pipeline.findings.named_laws import Law, days_between, laws_named
from pipeline.findings.passages import sentence_ahead, sentence_before, sentences_around
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_FROM_LETTER: Final = frozenset({None, "letter_date", "receipt", "formal_notice"})
_TO_COME: Final = frozenset({"effect", "appointment"})  # roles of dates
_WILL_BE: Final = re.compile(r"\w{2}r(?:a|ont|ons|ez)\b")  # «votre forfait passera à 25 € le 15 mars»
# «Vingt jours vous sont laissés», «huit jours vous sont ouverts pour cela»: for what the sentence before says
_LEAVES: Final = re.compile(
    r"\bvous (?:est|sont|sera|seront) (?:laisse|ouvert|donne|accorde|imparti)e?s?\b|\bvous (?:avez|aurez|disposez"
    r"|beneficiez)\b"
    r"|\b(?:delai|temps) (?:est|court|sera)\b"
)
_FOR_WHAT: Final = re.compile(r"\bpour (?:(?:nous|vous|l[ae]s?|y|en) )*(?!agir|faire|ce |cela)[a-z]+(?:er|ir|re)\b")


class Hurried(NamedTuple):
    """What comes sooner than the law wants."""

    law: Law
    mention: Mention


def sooner_than_law(mailing: Mailing, row: LetterRow) -> Iterator[Hurried]:
    """For each law that the letter names, what it sets sooner; nothing where an earlier letter gave that time."""
    for law in laws_named(row):
        find = _to_come if law.kind == "ahead" else _to_act
        if found := next(find(mailing, row, law), None):
            yield Hurried(law, found)


def _to_act(mailing: Mailing, row: LetterRow, law: Law) -> Iterator[Mention]:
    if any(law in laws_named(earlier) for earlier in _before(mailing, row)):
        return  # the time of the law has begun with that one
    for limit in mailing.mentions_of(row, "deadline"):
        around = plain_letters(sentences_around(limit.sentence, row.text) or limit.sentence)
        own = plain_letters(limit.sentence)
        ahead = sentence_ahead if _LEAVES.search(own) and not _FOR_WHAT.search(own) else sentence_before
        told = plain_letters(f"{ahead(limit.sentence, row.text)} {limit.sentence}")
        if not (law.about.search(told) and law.named.search(around)):
            continue
        days = _days_given(row, limit, law)
        if days is not None and days < law.least:
            yield limit


def _days_given(row: LetterRow, limit: Mention, law: Law) -> float | None:
    if law.kind == "reader" and is_of_sender(limit.sentence):
        return None
    if limit.quantity is None:
        return days_between(row.letter_date, limit.date) if law.kind == "reader" else None
    counted = law.kind == "right" or limit.trigger in _FROM_LETTER
    if not counted or counts_back(limit) or limit.unit not in DAYS or limit.quantity <= 0:
        return None
    return limit.quantity * (DAYS[limit.unit] if limit.unit != "working_day" else 1.0)


def _to_come(mailing: Mailing, row: LetterRow, law: Law) -> Iterator[Mention]:
    for day in mailing.mentions_of(row, "date"):
        told = f"{sentence_before(day.sentence, row.text)} {day.sentence}"
        comes = day.role in _TO_COME or (day.role == "other" and _WILL_BE.search(plain_letters(day.sentence)))
        if not comes or not law.about.search(plain_letters(told)):
            continue
        days = days_between(row.letter_date, day.date)
        if days is not None and days < law.least and not _was_told(mailing, row, day, law):
            yield day


def _was_told(mailing: Mailing, row: LetterRow, day: Mention, law: Law) -> bool:
    """Whether an earlier letter, in time, named that day."""
    return any(
        (days_between(earlier.letter_date, day.date) or 0) >= law.least
        and any(named.date == day.date for named in mailing.mentions_of(earlier, "date"))
        for earlier in _before(mailing, row)
    )


def _before(mailing: Mailing, row: LetterRow) -> tuple[LetterRow, ...]:
    """The letters before it in its block; letters of the same day, or without one, are not before it."""
    block = next((block for block in mailing.blocks if row in block), ())
    return tuple(other for other in block if days_between(other.letter_date, row.letter_date) is not None)


def say_hurried(row: LetterRow, hurried: Hurried) -> Says:
    """«... demande d'agir sous 10 jours : l'article L. 113-3 du Code des assurances, qu'il cite, en donne 30»."""
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    law, mention = hurried
    cited_fr = f"l'article {law.article} {law.code_fr}, qu'il cite"
    cited_en = f"article {law.article} {law.code_en}, which it names"
    if law.kind == "ahead":
        assert mention.date  # noqa: S101 asked for by `_to_come`
        return Says(
            fr=f"{capital(fr)} annonce ce qui aura lieu le {french.say_date(mention.date)}"
            f"\N{NO-BREAK SPACE}: {cited_fr}, veut {law.time_fr} d'avance.",
            en=f"{capital(en)} announces what happens on {english.say_date(mention.date)}: "
            f"{cited_en}, wants {law.time_en} ahead.",
        )
    by = mention.quantity is None
    return Says(
        fr=f"{capital(fr)} demande d'agir {'au plus tard' if by else 'sous'} {french.say_limit(mention)}"
        f"\N{NO-BREAK SPACE}: {cited_fr}, donne {law.time_fr}.",
        en=f"{capital(en)} asks to act {'by' if by else 'within'} {english.say_limit(mention)}: "
        f"{cited_en}, gives {law.time_en}.",
    )
