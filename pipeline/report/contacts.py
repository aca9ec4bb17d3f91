"""Phones, e-mails, sites and addresses of all letters → which letter gives which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.report.letters import LetterView, MentionView
from pipeline.report.notices import FindingView

_KINDS: Final = ("phone", "email", "url", "sender")  # a sender's mention with role `address` is where to write to
_OF_CONTACTS: Final = frozenset({"scattered_contacts", "premium_number", "contradictory_instruction"})
_MOST_COLUMNS: Final = 14  # letters that fit the width of a page; more are listed


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach somebody, and the numbers of the letters that give it."""

    kind: str
    value: str
    role: str
    senders: tuple[str, ...]
    letters: tuple[LetterView, ...]
    alerts: tuple[FindingView, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """Of the letters."""
        return frozenset(letter.number for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Contacts:
    """All of them; `columns`: the letters of the matrix, none where they are too many for one."""

    rows: tuple[Contact, ...]
    columns: tuple[LetterView, ...]


def gather_contacts(letters: Sequence[LetterView], findings: Sequence[FindingView]) -> Contacts:
    """Contacts by kind, then by the first letter that gives them."""
    held: dict[tuple[int, str, str], tuple[MentionView, dict[int, LetterView], set[str]]] = {}
    for letter in letters:
        for shown in letter.mentions:
            mention = shown.mention
            if mention.kind not in _KINDS or (mention.kind == "sender" and mention.role != "address"):
                continue
            key = _KINDS.index(mention.kind), shown.value, mention.role or ""
            _, among, ids = held.setdefault(key, (shown, {}, set()))
            among[letter.number] = letter
            ids.add(mention.mention_id)
    rows = tuple(
        _contact(*parts, findings) for _, parts in sorted(held.items(), key=lambda item: (item[0][0], min(item[1][1])))
    )
    return Contacts(rows, tuple(letters) if len(letters) <= _MOST_COLUMNS else ())


def _contact(
    shown: MentionView, among: dict[int, LetterView], ids: set[str], findings: Sequence[FindingView]
) -> Contact:
    is_address = shown.mention.kind == "sender"
    senders = dict.fromkeys(letter.row.sender_organisation or "" for letter in among.values())
    return Contact(
        kind=shown.role if is_address else shown.kind,
        value=shown.value,
        role="" if is_address else shown.role,
        senders=tuple(sender for sender in senders if sender),
        letters=tuple(among.values()),
        alerts=tuple(
            f for f in findings if f.finding.check in _OF_CONTACTS and ids.intersection(f.finding.mention_ids)
        ),
    )
