"""A passage that two letters share → one of them states a sum there, the other does not."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.findings.check import Check, Noticed
from pipeline.findings.examples import amount, example, letter
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import corrects, may_be_same_matter, repeats_on_purpose
from pipeline.findings.passages import same_act, sentences_of, stems_of
from pipeline.findings.twins import body_of
from pipeline.findings.wording import Names, capital, say_sum
from pipeline.records import LetterRow, Mention

_TWIN_DAYS: Final = 20
# The passage without the sum keeps at least this share of all stems of both; «merci de restituer vos équipements» alone
# is no twin of «tout équipement non restitué sera facturé 300 €»
_SHARED_OF_ALL: Final = 0.5
_FEWEST_SHARED: Final = 3
# A sum of these roles belongs to its passage; share capital and call tariffs to the letterhead
_ROLES: Final = frozenset({"penalty", "fee", "refund", "total_due", "other"})
_UNREAD_SUM: Final = re.compile(r"€|\beuros?\b|\bEUR\b", re.IGNORECASE)  # the passage has a sum that was not read
_READ_WELL: Final = 0.75  # mean confidence of a letter of which one may say what does not stand in it

Passage = frozenset[str]


def _notice(mailing: Mailing) -> Iterator[Noticed]:
    for block in mailing.blocks:
        stated = [
            (row, m)
            for row in block
            for m in mailing.mentions_of(row, "amount")
            if m.role in _ROLES and m.amount is not None and not is_doubtful(m)
        ]
        if stated:
            yield from _dropped(mailing, stated, _passages(block))


def _passages(block: Sequence[LetterRow]) -> dict[Passage, list[tuple[LetterRow, str]]]:
    """Each distinct passage once, with the letters in which it stands: forms repeat, so there are few."""
    held: dict[Passage, list[tuple[LetterRow, str]]] = defaultdict(list)
    for row in block:
        for sentence in sentences_of(body_of(row.text)):
            if len(stems := stems_of(sentence)) >= _FEWEST_SHARED:
                held[stems].append((row, sentence))
    return held


def _dropped(
    mailing: Mailing, stated: list[tuple[LetterRow, Mention]], passages: dict[Passage, list[tuple[LetterRow, str]]]
) -> Iterator[Noticed]:
    told: set[tuple[str, Passage]] = set()
    for row, sum_ in stated:
        here = stems_of(sum_.sentence)
        for there, held in passages.items():
            if not _is_twin_passage(here, there):
                continue
            silent = {
                other.letter_id: other for other, sentence in held if _is_silent(mailing, row, other, sum_, sentence)
            }
            letters = [other for key, other in silent.items() if (key, here) not in told]
            told |= {(key, here) for key in silent}
            if letters:
                yield Noticed((row, *letters), (sum_,), _say(row, letters, sum_))


def _is_twin_passage(here: Passage, there: Passage) -> bool:
    shared = len(here & there)
    return (
        shared >= _FEWEST_SHARED and shared >= _SHARED_OF_ALL * len(here | there) and same_act(here, there) is not False
    )


def _is_silent(mailing: Mailing, row: LetterRow, other: LetterRow, sum_: Mention, sentence: str) -> bool:
    """Whether `other` is a twin of `row` that names no sum for this, as far as can be read."""
    apart = days_apart(row, other)
    if row is other or apart is None or apart > _TWIN_DAYS or not may_be_same_matter(row, other):
        return False
    if _UNREAD_SUM.search(sentence) or (other.confidence is not None and other.confidence < _READ_WELL):
        return False
    if any(m.role == sum_.role or m.amount == sum_.amount for m in mailing.mentions_of(other, "amount")):
        return False
    earlier, later = (row, other) if _comes_first(row, other) else (other, row)
    return not corrects(later) and not repeats_on_purpose(earlier, later, mailing.mentions_of(later, "date"))


def _comes_first(row: LetterRow, other: LetterRow) -> bool:
    return row.letter_date is None or other.letter_date is None or row.letter_date <= other.letter_date


def _say(row: LetterRow, letters: list[LetterRow], sum_: Mention) -> str:
    names = Names((row, *letters))
    repeat = "reprend" if len(letters) == 1 else "reprennent"
    states = f"{capital(names.letters([row]))} {say_sum(sum_)}"
    return f"{states}, {names.those(letters)} {repeat} ce passage sans nommer de somme."


_RETURN = "À défaut de restitution de vos équipements dans un délai de {} jours après mise en demeure, {}."
_WITH = _RETURN.format(7, "300 € vous seront facturés")
_WITHOUT = _RETURN.format(10, "le matériel vous sera facturé")

CHECK: Final = Check(
    code="missing_amount",
    description=(
        "Two letters of one sender to one recipient within three weeks share a passage; one states a "
        "penalty, a fee or a "
        "refund in it, the other no sum. Left out: reminders, corrections, other matters, letters read too "
        "badly to say "
        "what does not stand in them."
    ),
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
        ),
        example(
            "the sum comes last",
            letter("14/02/2015", text=_WITHOUT),
            letter("15/02/2015", text=_WITHOUT),
            letter("16/02/2015", amount(_WITH, "300")),
            message=(
                "Le courrier du 16/02/2015 annonce une pénalité de 300 €, ceux du 14/02/2015 et du 15/02/2015 "
                "reprennent ce "
                "passage sans nommer de somme."
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
