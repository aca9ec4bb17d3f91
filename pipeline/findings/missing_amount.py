"""A passage that two letters share → one of them states a sum or a limit there, the other does not."""

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import amount, due, example, letter, limit
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.matter import corrects, repeats_on_purpose, says_reminder
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import (
    acts_of,
    objects_of,
    passage_of,
    same_act,
    sentences_of,
)
from pipeline.findings.twins import TWIN, is_dropped, is_short, likeness, place_in_twin
from pipeline.findings.unsaid import (
    FEWEST_SHARED,
    SUM_WORDS,
    has_unread,
    is_all_but_figure,
    is_said_otherwise,
    is_twin_passage,
    is_word_for_word,
    says_without,
    says_without_in_place,
    stated_in_both,
    with_neighbours,
    without_figure,
)
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_FEWEST_ALIKE: Final = 4
# A sum of these roles belongs to its passage; share capital and call tariffs to the letterhead
_ROLES: Final = frozenset({"penalty", "fee", "refund", "total_due", "recurring", "other"})
_FEW_OTHERS: Final = 2  # words that the one passage has and the other has not
_READ_WELL: Final = 0.75  # mean confidence of a letter of which one may say what does not stand in it

Passage = frozenset[str]


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    for block in mailing.blocks:
        dated = [row for row in block if row.letter_date]
        passages = {row.letter_id: _passages(row) for row in dated}
        told: set[tuple[str, Passage, str]] = set()
        for near, row in with_neighbours(dated):
            dropped: dict[tuple[str, ...], list[Mention]] = {}
            for value in (*mailing.mentions_of(row, "amount"), *mailing.mentions_of(row, "deadline")):
                if not _is_stated(value) or is_doubtful(value):
                    continue
                here = meanings_in(value.sentence)
                letters = [
                    other.letter_id
                    for other in near
                    if (other.letter_id, here, value.kind) not in told
                    and _drops(mailing, row, other, value, passages[other.letter_id])
                ]
                told |= {(letter_id, here, value.kind) for letter_id in letters}
                if letters:
                    dropped.setdefault(tuple(letters), []).append(value)
            for ids, values in dropped.items():  # all that one letter leaves out is one finding
                held = [other for other in near if other.letter_id in ids]
                yield Noticed((row, *held), tuple(values), _say(row, held, values))


def _drops(mailing: Mailing, row: LetterRow, other: LetterRow, value: Mention, passages: Sequence[str]) -> bool:
    """Whether a passage of the other letter says the same without it, or stands in its place in a twin."""
    place = place_in_twin(value.sentence, row, other)
    said = value.sentence
    if (
        place == ""
        and is_dropped(value.sentence, row, other)
        and not is_said_otherwise(mailing, row, other, value, stated_in_both(mailing, row, other, value))
    ):
        said = place = row.subject or ""
    if place and _is_silent(mailing, row, other, value, said, place, in_place=True):
        return True
    return any(
        is_twin_passage(said, sentence) and _is_silent(mailing, row, other, value, said, sentence)
        for sentence in passages
        for said in without_figure(value.sentence, value.text)
    )


def _passages(row: LetterRow) -> list[str]:
    """The letter's sentences that tell something."""
    return [sentence for sentence in sentences_of(body_of(row.text)) if meanings_in(sentence)]


def _is_stated(mention: Mention) -> bool:
    if mention.kind == "amount":
        return mention.role in _ROLES and mention.amount is not None
    return mention.quantity is not None or mention.date is not None


def _is_twin(row: LetterRow, other: LetterRow, here: Passage, there: Passage) -> bool:
    """One text but for some words, one subject line, one sentence but for the sum, or hardly any other text."""
    things = objects_of(here) & objects_of(there)
    if here & there & SUM_WORDS and len(things | here & there & SUM_WORDS) >= FEWEST_SHARED:
        return True
    if len(here & there) >= _FEWEST_ALIKE and len(here ^ there) <= _FEW_OTHERS:
        return True
    subjects = plain_letters(row.subject or ""), plain_letters(other.subject or "")
    if subjects[0] and subjects[0] == subjects[1]:
        return True
    return is_short(row) or is_short(other) or likeness(row, other) >= TWIN


def _is_silent(
    mailing: Mailing,
    row: LetterRow,
    other: LetterRow,
    value: Mention,
    said: str,
    sentence: str,
    *,
    in_place: bool = False,
) -> bool:
    """Whether `other` is a twin of `row` that names no sum or limit for this, as far as can be read."""
    here, there = meanings_in(said), meanings_in(sentence)
    word_for_word = in_place or is_word_for_word(said, sentence)
    if not (word_for_word or _is_twin(row, other, here, there)):
        return False
    of_sum = in_place or there & SUM_WORDS or "pay" in acts_of(there) or is_all_but_figure(said, sentence)
    if value.kind == "amount" and not of_sum:
        return False  # «l'adhésion donne droit à la revue» leaves out a clause, not its figure
    both = stated_in_both(mailing, row, other, value) if in_place else ()
    without = says_without_in_place(row, said, sentence) if in_place else says_without(said, sentence)
    if not without or has_unread(sentence, value.kind, both):
        return False
    if other.confidence is not None and other.confidence < _READ_WELL:
        return False
    bans = (m for m in mailing.mentions_of(other, "instruction") if m.value.startswith("not:"))
    if any(m.text in sentence or (m.value == "not:pay" and "pay" in acts_of(here)) for m in bans):
        return False  # «ne payez pas cet avis»
    besides = {m.amount for m in mailing.mentions_of(row, "amount") if m.amount != value.amount}
    if any(_says_so_too(m, value, other, besides) for m in mailing.mentions_of(other, value.kind)):
        return False
    earlier, later = (row, other) if _comes_first(row, other) else (other, row)
    if corrects(later) or (says_reminder(later) and not (word_for_word and says_reminder(earlier))):
        return False
    return word_for_word or not repeats_on_purpose(earlier, later, mailing.mentions_of(later, "date"))


def _says_so_too(mention: Mention, value: Mention, other: LetterRow, besides: Container[Decimal | None]) -> bool:
    """Elsewhere in the letter: a sum of that role or value, a limit from that event or for that act and thing.

    `besides`: the other sums of the letter that states the value; where both have one, it stands for nothing left out.
    """
    here, there = meanings_in(value.sentence), passage_of(mention.sentence, other.text)
    of_it = not objects_of(here).isdisjoint(objects_of(there))
    if value.kind == "amount":
        alike = mention.role == value.role and (of_it or value.role != "other") and mention.amount not in besides
        return mention.amount == value.amount or alike
    if mention.date is not None and mention.date == value.date:
        return True  # «Elle est à régler pour le 3 octobre»: the thing is named in the sentence before
    return (same_act(here, there) is not False and of_it) or mention.trigger == value.trigger is not None


def _comes_first(row: LetterRow, other: LetterRow) -> bool:
    return row.letter_date is None or other.letter_date is None or row.letter_date <= other.letter_date


def _say(row: LetterRow, letters: list[LetterRow], values: Sequence[Mention]) -> Says:
    fr, en = french.Names((row, *letters)), english.Names((row, *letters))
    repeat, repeat_en = ("reprend", "repeats") if len(letters) == 1 else ("reprennent", "repeat")
    states = [_say_value(value) for value in values]
    kinds = {value.kind for value in values}
    none, none_en = (
        ("nommer de somme ni fixer de délai", "a sum or a limit")
        if len(kinds) > 1
        else ("nommer de somme", "a sum")
        if "amount" in kinds
        else ("fixer de délai", "a limit")
    )
    passage, passage_en = ("ce passage", "this passage") if len(values) == 1 else ("ces passages", "these passages")
    listed, listed_en = french.say_list([said.fr for said in states]), english.say_list([said.en for said in states])
    return Says(
        fr=f"{capital(fr.letters([row]))} {listed}, {fr.those(letters)} {repeat} {passage} sans {none}.",
        en=f"{capital(en.letters([row]))} {listed_en}, {en.those(letters)} {repeat_en} {passage_en} without {none_en}.",
    )


def _say_value(value: Mention) -> Says:
    if value.kind == "amount":
        return Says(french.say_sum(value), english.say_sum(value))
    return Says(
        f"fixe {french.set_limit(value)}{french.say_trigger(value.trigger)}",
        f"sets {english.say_limit(value)}{english.say_trigger(value.trigger)}",
    )


_RETURN = "À défaut de restitution de vos équipements dans un délai de {} jours après mise en demeure, {}."
_WITH = _RETURN.format(7, "300 € vous seront facturés")
_WITHOUT = _RETURN.format(10, "le matériel vous sera facturé")

CHECK: Final = Check(
    code="missing_amount",
    description=Says(
        fr="Deux courriers d'un même expéditeur à un même destinataire, à moins de six semaines, ont un passage en "
        "commun ; l'un y donne une pénalité, des frais, un remboursement ou un délai, l'autre rien. Ne comptent pas : "
        "rappels, rectifications, autres affaires, courriers trop mal lus pour dire ce qui n'y figure pas.",
        en="Two letters of one sender to one recipient within six weeks share a passage; one states a penalty, a "
        "fee, a refund or a limit in it, the other none. Left out: reminders, corrections, other matters, letters "
        "read too badly to say what does not stand in them.",
    ),
    section=Section,
    unsure_if=frozenset({"page_failed", "low_confidence"}),
    severity="warning",
    notice=_notice,
    fires=(
        example(
            "the same form without the sum",
            letter("14/02/2015", amount(_WITH, "300")),
            letter("15/02/2015", text=_WITHOUT),
            message=(
                "Le courrier du 14/02/2015 annonce une pénalité de 300 €, celui du 15/02/2015 reprend ce passage "
                "sans nommer de somme."
            ),
            english=(
                "The letter of 14 February 2015 announces a penalty of €300, the one of 15 February 2015 repeats this "
                "passage without a sum."
            ),
        ),
        example(
            "the same form without the limit",
            letter("14/02/2015", limit(_WITHOUT, 10, trigger="formal_notice")),
            letter("15/02/2015", text="À défaut de restitution de vos équipements, le matériel vous sera facturé."),
            message=(
                "Le courrier du 14/02/2015 fixe 10 jours après mise en demeure, celui du 15/02/2015 reprend ce passage "
                "sans fixer de délai."
            ),
        ),
        example(
            "the sum comes last",
            letter("14/02/2015", text=_WITHOUT),
            letter("15/02/2015", text=_WITHOUT),
            letter("16/02/2015", amount(_WITH, "300")),
            message=(
                "Le courrier du 16/02/2015 annonce une pénalité de 300 €, ceux du 14/02/2015 et du 15/02/2015 "
                "reprennent ce passage sans nommer de somme."
            ),
        ),
    ),
    silent=(
        example(
            "another sum: another check",
            letter("14/02/2015", amount(_WITH, "300")),
            letter("15/02/2015", amount(_WITH, "200")),
        ),
        example(
            "only the act is named",
            letter("14/02/2015", amount(_WITH, "300")),
            letter("15/02/2015", text="Merci de restituer vos équipements."),
        ),
        example(
            "a sum that could not be read",
            letter("14/02/2015", amount(_WITH, "300")),
            letter("15/02/2015", text=_RETURN.format(7, "3O0 € vous seront facturés")),
        ),
        example(
            "a limit that could not be read",
            letter("14/02/2015", limit(_WITHOUT, 10, trigger="formal_notice")),
            letter("15/02/2015", text=_WITHOUT.replace("10", "IO")),
        ),
        example(
            "one limit in both, for what the sentence before names",
            letter("14/02/2015", due("Cotisation : 300 €. Elle est à régler pour le 28/02/2015.", "28/02/2015")),
            letter("15/02/2015", due("Cotisation : 340 €. Elle est à régler pour le 28/02/2015.", "28/02/2015")),
        ),
        example(
            "a letter that is hard to read",
            letter("14/02/2015", amount(_WITH, "300")),
            letter("15/02/2015", text=_WITHOUT, confidence=0.5),
        ),
        example(
            "a reminder",
            letter("14/02/2015", amount(_WITH, "300")),
            letter("20/02/2015", text=_WITHOUT, subject="Relance"),
        ),
        example(
            "two senders",
            letter("14/02/2015", amount(_WITH, "300")),
            letter("15/02/2015", text=_WITHOUT, sender_organisation="SFR"),
        ),
        example(
            "two contracts",
            letter("14/02/2015", amount(_WITH, "300"), refs=[("Contrat", "111")]),
            letter("15/02/2015", text=_WITHOUT, refs=[("Contrat", "222")]),
        ),
        example("months later", letter("14/02/2015", amount(_WITH, "300")), letter("15/07/2015", text=_WITHOUT)),
    ),
)
