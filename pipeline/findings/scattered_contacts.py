"""One sender, one purpose → different telephone numbers from letter to letter."""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.charter_values import PhoneNumber
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import Written, example, letter, named, phone
from pipeline.findings.mailing import Mailing, days_apart, in_order, is_doubtful
from pipeline.findings.matter import ACCOUNT, may_be_same_matter
from pipeline.findings.meanings import plain_letters
from pipeline.findings.wording import Says, capital, plain, say_phone
from pipeline.records import LetterRow, Mention, MentionKind

_NAMED: Final[dict[MentionKind, Says]] = {
    "phone": Says("numéros de téléphone", "telephone numbers"),
    "email": Says("adresses électroniques", "e-mail addresses"),
}
_NOT_THE_SENDERS: Final = frozenset({"recipient", "fax"})
# Topics that letters about anything may have
_ANY_PURPOSE: Final = frozenset(
    {"offer", "welcome", "contact_invited", "do_not_contact", "claim_answer", "appointment", "meeting"}
)
_MOST_NAMED: Final = 6  # groups of numbers that the message names
# «notre nouveau numéro», «le 3900 remplace le 3970»: the change is announced, not scattered
_CHANGE: Final = re.compile(
    r"\b(?:(?:nouveau|ancien) (?:numero|standard)|(?:notre|nos) nouve\w+ (?:adresse|ligne)"
    r"|change(?:ment)? de (?:numero|ligne)"
    r"|(?:numero|ligne|adresse|messagerie) (?:\w+ )?change\w*|remplac\w+|succed\w+|desormais|dorenavant|maintenant"
    r"|disparai\w+|n'est plus"
    r"|(?:etant|est|sera) ferme\w*|supprime\w*|a compter du|a partir du)\b"
)
# A number for something of its own: «en cas de vol», «depuis l'étranger», «sourds et malentendants»
_SPECIAL: Final = re.compile(
    r"\b(?:en cas de (?:nouvelle )?(?:vol|perte|urgence|panne|fuite)|urgences?|depuis l'etranger|de l'etranger"
    r"|malentendant"
    r"|opposition|mediateur|bloctel|info escroquerie)"
)
# A number of one person, to be held against another number of that person only
_DIRECT: Final = re.compile(
    r"\b(?:(?:ligne|numero|poste|telephone) directe?|direct \W*\d|ma ligne|mon (?:numero|poste))\b"
)
_FEWEST_TOLD: Final = 2
_LABEL_WORDS: Final = 5  # «Service clients, gratuit : 3900» is a line of the letterhead, more is a sentence

_Reach = dict[str, tuple[Mention, ...]]
"""By letter, the numbers under which it offers the sender to be reached."""


class Contacts(Section):
    """Over how many days the letters of one affair are compared, and which numbers may stand beside each other."""

    days: int = Field(ge=0)
    allowed: tuple[PhoneNumber, ...]


def _notice(mailing: Mailing, charter: Contacts) -> Iterator[Noticed]:
    for block, kind, direct in itertools.product(mailing.blocks, _NAMED, (False, True)):
        means = {row.letter_id: _means(mailing, row, kind, charter.allowed) for row in block}
        reach = {one: tuple(m for m in held if _is_direct(m) is direct) for one, held in means.items()}
        changed = _changed(reach.values())
        reach = {one: tuple(m for m in means if m.value not in changed) for one, means in reach.items()}
        for letters in _one_purpose([row for row in block if reach[row.letter_id]], reach, charter.days):
            scattered = _scattered(letters, reach)
            if not scattered:
                continue
            mentions = tuple(m for row in scattered for m in reach[row.letter_id])
            sure = [m for m in mentions if not is_doubtful(m)]
            doubtful = () if len({m.value for m in sure}) > 1 and _are_apart(scattered, sure) else _unsure(mentions)
            yield Noticed(tuple(scattered), mentions, _say(scattered, reach, kind), doubtful)


def _means(mailing: Mailing, row: LetterRow, kind: MentionKind, allowed: tuple[str, ...]) -> tuple[Mention, ...]:
    """The numbers or addresses under which the letter offers the sender to be reached."""
    mentions = [
        m
        for m in mailing.mentions_of(row, kind)
        if m.role not in _NOT_THE_SENDERS and m.value not in allowed and not _SPECIAL.search(plain_letters(m.sentence))
    ]
    return tuple(mentions)


def _is_direct(mention: Mention) -> bool:
    return bool(_DIRECT.search(plain_letters(mention.sentence)))


def _changed(reach: Iterable[tuple[Mention, ...]]) -> frozenset[str]:
    """The numbers that a letter tells of in one breath, or of which it says that one takes the other's place."""
    changed: set[str] = set()
    for means in reach:
        by_sentence: dict[str, set[str]] = {}
        for m in means:
            if not _is_label(m):
                by_sentence.setdefault(m.sentence, set()).add(m.value)
        changed |= {value for values in by_sentence.values() if len(values) >= _FEWEST_TOLD for value in values}
        if any(_CHANGE.search(plain_letters(m.sentence)) for m in means):
            changed |= {m.value for m in means}
    return frozenset(changed)


def _one_purpose(letters: list[LetterRow], reach: _Reach, days: int) -> Iterator[list[LetterRow]]:
    """Letters (in order of date) in chains of one purpose: each is of one service or subject with one before it."""
    chains: list[list[LetterRow]] = []
    for row in letters:
        joined = [c for c in chains if any(_is_one_purpose(known, row, reach, days) for known in reversed(c))]
        chains = [chain for chain in chains if chain not in joined]
        chains.append(sorted((*(known for chain in joined for known in chain), row), key=in_order))
    yield from chains


def _is_one_purpose(one: LetterRow, other: LetterRow, reach: _Reach, days: int) -> bool:
    """Same matter, close in time, and the same service, topic or signatory."""
    apart = days_apart(one, other)
    if apart is None or apart > days or not may_be_same_matter(one, other, ACCOUNT):
        return False
    if any(_is_direct(m) for m in reach[one.letter_id]):
        return _has_same(one, other, "signatory_name")
    here, there = (plain_letters(row.sender_department or "") for row in (one, other))
    if here and there and here != there:
        return False  # each service has its own number
    if (set(one.topics) & set(other.topics)) - _ANY_PURPOSE:
        return True
    cells = ("sender_department", "signatory_name", "signatory_title")
    return any(_has_same(one, other, cell) for cell in cells) and _are_given_alike(one, other, reach)


def _has_same(one: LetterRow, other: LetterRow, cell: str) -> bool:
    here, there = (plain_letters(getattr(row, cell) or "") for row in (one, other))
    return bool(here) and here == there


def _are_given_alike(one: LetterRow, other: LetterRow, reach: _Reach) -> bool:
    """Both in the letterhead or both in a sentence: one that is given for something of its own is no other number."""
    here, there = ({_is_label(m) for m in reach[row.letter_id]} for row in (one, other))
    return not here.isdisjoint(there)


def _is_label(mention: Mention) -> bool:
    return len(re.findall(r"[a-z]{2,}", plain_letters(mention.sentence))) <= _LABEL_WORDS


def _scattered(letters: list[LetterRow], reach: _Reach) -> list[LetterRow]:
    """The letters that have no number in common with some other; none where all can be reached under one."""
    values = {row.letter_id: {m.value for m in reach[row.letter_id]} for row in letters}
    if set.intersection(*values.values()):
        return []
    return [
        row for row in letters if any(values[row.letter_id].isdisjoint(values[other.letter_id]) for other in letters)
    ]


def _are_apart(letters: list[LetterRow], sure: list[Mention]) -> bool:
    """Whether two letters still have different numbers, more than one misread figure apart, by what is surely read."""
    values = [{m.value for m in sure if m.letter_id == row.letter_id} for row in letters]
    held = [value for value in values if value]
    return any(
        all(not _one_figure_apart(a, b) and a != b for a in here for b in there) for here in held for there in held
    )


def _one_figure_apart(one: str, other: str) -> bool:
    """«04 94 12 34 56» and «04 94 12 34 58» may be one number, misread; short numbers are told apart by one figure."""
    return len(one) == len(other) > 6 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _unsure(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """What to look at: the doubtful readings, else all that differ by one figure."""
    doubtful = tuple(m for m in mentions if is_doubtful(m))
    return doubtful or tuple(m for m in mentions if any(_one_figure_apart(m.value, n.value) for n in mentions))


def _say(letters: list[LetterRow], reach: _Reach, kind: MentionKind) -> Says:
    fr, en = french.Names(letters), english.Names(letters)
    by_numbers: dict[tuple[str, ...], list[LetterRow]] = {}
    for row in letters:
        by_numbers.setdefault(tuple(dict.fromkeys(m.value for m in reach[row.letter_id])), []).append(row)
    count = len({number for numbers in by_numbers for number in numbers})
    parts = [
        Says(
            fr=f"{french.say_list([say_phone(number) for number in numbers])} dans {fr.letters(held)}",
            en=f"{english.say_list([say_phone(number) for number in numbers])} in {en.letters(held)}",
        )
        for numbers, held in list(by_numbers.items())[:_MOST_NAMED]
    ]
    if len(by_numbers) > _MOST_NAMED:
        parts.append(Says("d'autres dans d'autres courriers", "others in other letters"))
    sender = capital(plain(letters[0].sender_organisation or ""))
    listed, listed_en = ", ".join(part.fr for part in parts), ", ".join(part.en for part in parts)
    what = _NAMED[kind]
    return Says(
        fr=f"{sender} donne {count} {what.fr} pour une même affaire\N{NO-BREAK SPACE}: {listed}.",
        en=f"{sender} gives {count} {what.en} for one matter: {listed_en}.",
    )


def _of_service(date: str, *numbers: Mention, **cells: Any) -> Written:
    return letter(date, *numbers, **{"topics": ("termination",), "sender_department": "Service Clients", **cells})


CHECK: Final = Check(
    code="scattered_contacts",
    description=Says(
        fr="Un expéditeur donne à un même destinataire des numéros de téléphone (ou des adresses électroniques) "
        "différents d'un courrier à l'autre pour un même but (même service, signataire ou sujet, à moins de deux "
        "mois), ou une même personne plusieurs lignes directes. Ne comptent pas : le numéro du destinataire, la "
        "télécopie, les numéros d'urgence ou depuis l'étranger, un changement annoncé, les courriers qui ont un numéro "
        "en commun, les autres contrats, les numéros que la charte admet ensemble.",
        en="One sender gives one recipient different telephone numbers (or e-mail addresses) from letter to letter for "
        "one purpose (same service, signatory or topic, within two months), or one person several direct lines. Left "
        "out: the recipient's own number, fax, numbers for emergencies or from abroad, an announced change of number, "
        "letters that share a number, other contracts, numbers that the charter allows beside each other.",
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
