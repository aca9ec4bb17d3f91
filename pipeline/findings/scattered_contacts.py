"""One sender, one purpose → different telephone numbers from letter to letter."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from pydantic import Field

from pipeline.findings.charter_values import PhoneNumber
from pipeline.findings.check import Check, Noticed
from pipeline.findings.conflicts import Said
from pipeline.findings.encoded import Read, are_given_for_one
from pipeline.findings.examples import Written, example, letter, named, phone
from pipeline.findings.joining import joined
from pipeline.findings.lines import (
    SPECIAL,
    are_kept_apart,
    are_labelled_apart,
    is_direct,
    is_for_anything,
    is_label,
    is_other_line,
    is_same_line,
    is_told,
    said_with,
)
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import ACCOUNT, may_be_same_matter
from pipeline.findings.meanings import plain_letters
from pipeline.findings.one_purpose import are_of_two_services, in_chains_of_one_purpose
from pipeline.findings.reach import NAMED, Reach, as_meant, doubts_of, say_numbers, scattered
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention, MentionKind

_NOT_THE_SENDERS: Final = frozenset({"recipient", "fax"})
# «notre nouveau numéro», «le 3900 remplace le 3970»: the change is announced, not scattered
_CHANGE: Final = re.compile(
    r"\b(?:(?:nouveau|ancien) (?:numero|standard)|(?:notre|nos) nouve\w+ (?:adresse|ligne)"
    r"|change(?:ment)? de (?:numero|ligne)"
    r"|(?:numero|ligne|adresse|messagerie) (?:\w+ )?change\w*|succed\w+|desormais|dorenavant|maintenant"
    r"|(?:numero|ligne|adresse|standard|\d\d|@)[^;]{0,60} (?:(?:a |est |sera )?remplac\w{1,4}|en remplacement)\b"
    r"|remplac(?:e|ent|ant|era|eront) (?:l[ae]s? |l'|notre |nos |votre )?(?:precedent\w* |ancien\w* )?"
    r"(?:numero|ligne|adresse|standard|\d\d)"
    r"|disparai\w+|n'est plus"
    r"|(?:etant|est|sera) ferme\w*|supprime\w*|a compter du|a partir du)\b"
)
_FEWEST_TOLD: Final = 2


class Contacts(Read):
    """Over how many days the letters of one affair are compared, and which numbers may stand beside each other."""

    days: int = Field(ge=0)
    allowed: tuple[PhoneNumber, ...]


def _notice(mailing: Mailing, charter: Contacts) -> Iterator[Noticed]:
    for block in mailing.blocks:
        by_purpose = list(_by_purpose(mailing, block, charter))
        told = {row.letter_id for noticed in by_purpose for row in noticed.letters}
        yield from joined(by_purpose)
        yield from _by_sentence(mailing, [row for row in block if row.letter_id not in told], charter)


def _by_purpose(mailing: Mailing, block: Sequence[LetterRow], charter: Contacts) -> Iterator[Noticed]:
    """The numbers of the letters of one purpose, whether they stand in the letterhead or in a sentence."""
    for kind, direct in itertools.product(NAMED, (False, True)):
        means = as_meant({row.letter_id: _means(mailing, row, kind, charter.allowed) for row in block})
        reach = {one: tuple(m for m in held if is_direct(m) is direct) for one, held in means.items()}
        changed = _changed(reach.values())
        reach = {one: tuple(m for m in means if m.value not in changed) for one, means in reach.items()}
        for letters in in_chains_of_one_purpose([row for row in block if reach[row.letter_id]], reach, charter.days):
            apart = scattered(letters, reach)
            if not apart:
                continue
            mentions = tuple(m for row in apart for m in reach[row.letter_id])
            yield Noticed(tuple(apart), mentions, say_numbers(apart, reach, kind), doubts_of(apart, mentions))


def _by_sentence(mailing: Mailing, block: Sequence[LetterRow], charter: Contacts) -> Iterator[Noticed]:
    """The numbers or addresses that sentences give for one thing, though the letterhead may have one in common."""
    told: set[str] = set()
    for kind in NAMED:
        given = as_meant({row.letter_id: _given_in_sentences(mailing, row, kind, charter.allowed) for row in block})
        changed = _changed(given.values())
        rows = [row for row in block if given[row.letter_id]]
        held: list[dict[str, tuple[LetterRow, Mention]]] = []
        for position, row in enumerate(rows):
            for other in itertools.takewhile(partial(_may_be_held, row, charter.days), rows[position + 1 :]):
                ids = {row.letter_id, other.letter_id}
                if told & ids or not may_be_same_matter(row, other, ACCOUNT):
                    continue
                found = _given_for_one_thing(row, other, given)
                if found is None and charter.reads(mailing):
                    found = _read_as_for_one_thing(mailing, row, other, given)
                if found and changed.isdisjoint(m.value for one in ids for m in given[one]):
                    group = next((one for one in held if ids & one.keys()), None)
                    if group is None:
                        held.append(group := {})
                    group |= {row.letter_id: (row, found[0]), other.letter_id: (other, found[1])} | group
        for group in held:
            told |= group.keys()
            yield _in_sentences(group, kind)


def _given_for_one_thing(row: LetterRow, other: LetterRow, given: Reach) -> tuple[Mention, Mention] | None:
    """The first two numbers that sentences give for one thing, by their words."""
    of_two = are_of_two_services(row, other)
    for one, again in itertools.product(given[row.letter_id], given[other.letter_id]):
        if one.value != again.value and is_same_line(Said(row, one), Said(other, again), of_two_services=of_two):
            return one, again
    return None


def _read_as_for_one_thing(
    mailing: Mailing, row: LetterRow, other: LetterRow, given: Reach
) -> tuple[Mention, Mention] | None:
    """The first two that the network takes to be given for one thing; not where a letter names the other's, too."""
    every = [[m for kind in NAMED for m in mailing.mentions_of(letter, kind)] for letter in (row, other)]
    named = [{m.value for m in held} for held in every]
    for one, again in itertools.product(given[row.letter_id], given[other.letter_id]):
        if one.value in named[1] or again.value in named[0] or is_other_line(one, again):
            continue
        here, there = Said(row, one), Said(other, again)
        if any(said.mention.text in (said.letter.subject or "") or is_for_anything(said) for said in (here, there)):
            continue
        if are_kept_apart(here, there) or are_labelled_apart(itertools.chain(*every), one, again):
            continue
        if are_given_for_one(here, there):
            return one, again
    return None


def _in_sentences(group: dict[str, tuple[LetterRow, Mention]], kind: MentionKind) -> Noticed:
    rows, mentions = (tuple(cells) for cells in zip(*group.values(), strict=True))
    reach: Reach = {mention.letter_id: (mention,) for mention in mentions}
    return Noticed(rows, mentions, say_numbers(list(rows), reach, kind), doubts_of(rows, mentions))


def _may_be_held(row: LetterRow, days: int, other: LetterRow) -> bool:
    apart = days_apart(row, other)
    return apart is not None and apart <= days


def _given_in_sentences(
    mailing: Mailing, row: LetterRow, kind: MentionKind, allowed: tuple[str, ...]
) -> tuple[Mention, ...]:
    given = (m for m in mailing.mentions_of(row, kind) if m.role not in _NOT_THE_SENDERS and m.value not in allowed)
    return tuple(m for m in given if is_told(Said(row, m)) and not is_direct(m))


def _means(mailing: Mailing, row: LetterRow, kind: MentionKind, allowed: tuple[str, ...]) -> tuple[Mention, ...]:
    """The numbers or addresses under which the letter offers the sender to be reached."""
    mentions = [
        m
        for m in mailing.mentions_of(row, kind)
        if m.role not in _NOT_THE_SENDERS and m.value not in allowed and not SPECIAL.search(plain_letters(m.sentence))
    ]
    return tuple(mentions)


def _changed(reach: Iterable[tuple[Mention, ...]]) -> frozenset[str]:
    """The numbers that a letter tells of in one breath, or of which it says that one takes the other's place."""
    changed: set[str] = set()
    for means in reach:
        by_sentence: dict[str, set[str]] = {}
        for m in means:
            if not is_label(m):
                by_sentence.setdefault(m.sentence, set()).add(m.value)
        changed |= {value for values in by_sentence.values() if len(values) >= _FEWEST_TOLD for value in values}
        if any(_CHANGE.search(plain_letters(said_with(m))) for m in means):
            changed |= {m.value for m in means}
    return frozenset(changed)


def _of_service(date: str, *numbers: Mention, **cells: Any) -> Written:
    return letter(date, *numbers, **{"topics": ("termination",), "sender_department": "Service Clients", **cells})


CHECK: Final = Check(
    code="scattered_contacts",
    description=Says(
        fr="Un expéditeur donne à un même destinataire des numéros de téléphone (ou des adresses électroniques) "
        "différents d'un courrier à l'autre pour un même but (même service, signataire ou sujet, à moins de deux "
        "mois), ou une même personne plusieurs lignes directes. Ne comptent pas : le numéro du destinataire, la "
        "télécopie, les numéros d'urgence ou depuis l'étranger, un changement annoncé, les courriers qui ont un numéro "
        "en commun (sauf deux numéros donnés en toutes lettres pour la même chose), les autres contrats, les numéros "
        "que la charte admet ensemble. Dans un envoi de peu de courriers, un réseau de neurones lit ce que nulle règle "
        "ne compare.",
        en="One sender gives one recipient different telephone numbers (or e-mail addresses) from letter to letter for "
        "one purpose (same service, signatory or topic, within two months), or one person several direct lines. Left "
        "out: the recipient's own number, fax, numbers for emergencies or from abroad, an announced change of number, "
        "letters that share a number (but for two numbers that sentences give for one thing), other contracts, numbers "
        "that the charter allows beside each other. In mailings of few letters a neural network reads what no rule "
        "compares.",
    ),
    section=Contacts,
    unsure_if=frozenset({"doubtful_sender"}),
    severity="warning",
    notice=_notice,
    fires=(
        example(
            "four numbers for one termination",
            _of_service("14/02/2015", phone("1014"), phone("3000")),
            _of_service("15/02/2015", phone("3970")),
            letter("16/02/2015", phone("+33494123456"), topics=("termination",)),
            letter("17/02/2015", phone("3970"), sender_department="Service clients"),
            message=(
                "Orange donne 4 numéros de téléphone pour une même affaire : 1014 et 3000 dans le courrier du "
                "14/02/2015, 3970 dans les courriers du 15/02/2015 et du 17/02/2015, 04 94 12 34 56 dans le courrier "
                "du 16/02/2015."
            ),
            english=(
                "Orange gives 4 telephone numbers for one matter: 1014 and 3000 in the letter of 14 February 2015, "
                "3970 in the letters of 15 February 2015 and of 17 February 2015, 04 94 12 34 56 in the letter of "
                "16 February 2015."
            ),
        ),
        example(
            "one person, two direct lines",
            letter("14/02/2015", phone("+33494123456", "Ma ligne directe : 04 94 12 34 56."), signatory_name="Luc Roy"),
            letter("15/02/2015", phone("+33494785612", "Ma ligne directe : 04 94 78 56 12."), signatory_name="Luc Roy"),
            message=(
                "Orange donne 2 numéros de téléphone pour une même affaire : 04 94 12 34 56 dans le courrier du "
                "14/02/2015, 04 94 78 56 12 dans le courrier du 15/02/2015."
            ),
        ),
        example(
            "two e-mail addresses",
            _of_service("14/02/2015", named("email", "aide@orange.fr")),
            _of_service("15/02/2015", named("email", "clients@orange.fr")),
            message=(
                "Orange donne 2 adresses électroniques pour une même affaire : aide@orange.fr dans le courrier du "
                "14/02/2015, clients@orange.fr dans le courrier du 15/02/2015."
            ),
        ),
        example(
            "one figure apart may be one misread",
            _of_service("14/02/2015", phone("+33494123456")),
            _of_service("15/02/2015", phone("+33494123458")),
            message=(
                "À vérifier, car la lecture de « +33494123456 » (1.pdf, page 1) et « +33494123458 » (2.pdf, page 1) "
                "est incertaine : Orange donne 2 numéros de téléphone pour une même affaire : 04 94 12 34 56 dans le "
                "courrier du 14/02/2015, 04 94 12 34 58 dans le courrier du 15/02/2015."
            ),
        ),
    ),
    silent=(
        example(
            "numbers that the charter allows",
            _of_service("14/02/2015", phone("3900")),
            _of_service("15/02/2015", phone("+33494123456")),
            charter="scattered_contacts: {allowed: [3900, 04 94 12 34 56]}",
        ),
        example("one number", _of_service("14/02/2015", phone("3900")), _of_service("15/02/2015", phone("3900"))),
        example(
            "a number in common",
            _of_service("14/02/2015", phone("3900"), phone("1014")),
            _of_service("15/02/2015", phone("3900")),
        ),
        example(
            "two services",
            letter("14/02/2015", phone("3900"), sender_department="Service Sinistres", topics=("claim",)),
            letter("15/02/2015", phone("3970"), sender_department="Service Recouvrement", topics=("reminder",)),
        ),
        example(
            "two senders",
            _of_service("14/02/2015", phone("3900")),
            _of_service("15/02/2015", phone("1023"), sender_organisation="SFR"),
        ),
        example(
            "the recipient's own number",
            _of_service("14/02/2015", phone("3900")),
            _of_service("15/02/2015", phone("+33494123456", role="recipient")),
        ),
        example(
            "a new number, announced",
            _of_service("14/02/2015", phone("3970")),
            _of_service("15/02/2015", phone("3900", "Notre nouveau numéro est le 3900.")),
        ),
        example(
            "one address, once misread",
            _of_service("14/02/2015", named("email", "aide@eaux-du-marne.fr")),
            _of_service("15/02/2015", named("email", "aide@eaux-du-mame.fr")),
        ),
        example(
            "a number for emergencies",
            _of_service("14/02/2015", phone("3970")),
            _of_service("15/02/2015", phone("+33800473333", "Urgence gaz : 0 800 47 33 33")),
        ),
        example(
            "two contracts",
            _of_service("14/02/2015", phone("3970"), refs=[("Contrat", "111")]),
            _of_service("15/02/2015", phone("3900"), refs=[("Contrat", "222")]),
        ),
    ),
)
