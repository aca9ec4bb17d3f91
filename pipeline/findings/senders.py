"""Letters → by who sends them, though a scan spelt the name differently, or took another line of the page for it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.findings.matter import ACCOUNT, all_numbers_of, numbers_of
from pipeline.findings.meanings import plain_letters
from pipeline.findings.misreadings import looks_like, outline
from pipeline.findings.names import words_of_name
from pipeline.records import LetterRow

# «Orange SA» and «Orange» are one sender, «Maître Roy» and «Me Roy» too
_LEGAL_FORM: Final = frozenset({"sa", "sas", "sasu", "sarl", "eurl", "sca", "snc", "scop", "se", "sci", "scic"})
# One letter misread («Qrange Business»), but only in names long enough that no two real ones are so close; more
# letters where the two share a number or an address as well
_MISREAD_FROM_LENGTH: Final = 8
_SHORTEST: Final = 5
_LETTERS_PER_MISREADING: Final = 7
_SCRAP: Final = 4  # characters of a drawing read as letters: «ASS Eaux du Val d'Orne»
_WHOLE_NAME: Final = 10  # characters from which a name behind such a scrap is known again
_ALIKE: Final = 0.7  # from this likeness two names are looked at
_MOST_SHARING: Final = 20  # senders of one number that are held against another
_WORD: Final = 2  # letters that make a word of what a figure stands in
_HEAD, _FOOT = 12, 4  # lines of a letter in which its sender stands
_POSTCODE: Final = re.compile(r"(?<!\d)\d{5}(?!\d)")
_COMPANY: Final = re.compile(r"\b(?:rcs|siren|siret)\b")
_SIREN: Final = 9  # figures
_TELLING: Final = 6  # characters; two senders may number their readers with fewer
_PART: Final = re.compile(r"\s[-–—•|]+\s|[,;|•]\s")
# Where anybody has a mailbox
_MAIL_HOSTS: Final = re.compile(
    r"(?:gmail|hotmail|yahoo|outlook|live|msn|laposte|wanadoo|orange|free|sfr|neuf|bbox|aol|icloud|proton\w*)\.\w+"
)


def group_by_sender(letters: Sequence[LetterRow]) -> tuple[tuple[LetterRow, ...], ...]:
    """Letters of one sender, each group in the order given; a letter without sender is in none."""
    by_name: dict[str, _Sender] = {}
    for place, row in enumerate(letters):
        if name := name_of_sender(row):
            by_name.setdefault(name, _Sender(name)).letters.append((place, row))
    known: list[_Sender] = []
    names: dict[str, _Sender] = {}
    sharing: dict[str, list[_Sender]] = defaultdict(list)
    # what most letters print is right, and what is misread is held against it
    for sender in sorted(by_name.values(), key=lambda each: (-len(each.letters), each.letters[0][0])):
        same = next((each for each in _candidates(sender, names, sharing) if _is_one(sender, each)), None)
        if same:
            same.letters += sender.letters
            continue
        known.append(sender)
        names[sender.name] = sender
        for contact in sender.contacts | sender.numbers:
            sharing[contact].append(sender)
    groups = [sorted(sender.letters, key=lambda held: held[0]) for sender in known]
    return tuple(tuple(row for _, row in group) for group in sorted(groups, key=lambda group: group[0][0]))


def with_senders(letters: Sequence[LetterRow]) -> Iterator[LetterRow]:
    """One whose sender could not be read has that of the only sender who writes to its reader under its numbers."""
    bearing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in letters:
        if row.sender_organisation:
            for key in _bears(row):
                bearing[key].add(row.sender_organisation)
    for row in letters:
        if not row.sender_organisation and len(names := set[str]().union(*(bearing[key] for key in _bears(row)))) == 1:
            yield replace(row, sender_organisation=names.pop())
        else:
            yield row


def _bears(row: LetterRow) -> set[tuple[str, str]]:
    """What ties a letter to its sender, with the reader's name."""
    reader = " ".join(words_of_name(row.recipient_name))
    return {(reader, number) for number in {*contacts_of(row), *all_numbers_of(row)}} if reader else set()


def name_of_sender(row: LetterRow) -> str:
    """The words of its name in plain letters, without legal form and civility."""
    return " ".join(word for word in words_of_name(row.sender_organisation) if word not in _LEGAL_FORM)


@dataclass
class _Sender:
    """The letters under one name, with their places in the mailing."""

    name: str
    letters: list[tuple[int, LetterRow]] = field(default_factory=list)

    @cached_property
    def contacts(self) -> frozenset[str]:
        """What only one sender has: company number, telephone, e-mail domain."""
        return frozenset(contact for _, row in self.letters for contact in contacts_of(row))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """What its readers are known by: a customer's number, a contract's, a file's."""
        held = (values for _, row in self.letters for values in numbers_of(row.references, ACCOUNT).values())
        return frozenset(value for values in held for value in values if len(value) >= _TELLING)

    @cached_property
    def companies(self) -> frozenset[str]:
        return frozenset(number for _, row in self.letters for number in _companies(row))

    @cached_property
    def postcodes(self) -> frozenset[str]:
        return frozenset(code for _, row in self.letters for code in _POSTCODE.findall(row.sender_address or ""))

    @cached_property
    def printed(self) -> tuple[str, ...]:
        """The lines, and their parts, at the head and at the foot of the first letter: its own name is among them."""
        lines = self.letters[0][1].text.replace("\f", "\n").split("\n")
        ends = lines if len(lines) <= _HEAD + _FOOT else (*lines[:_HEAD], *lines[-_FOOT:])
        return tuple(" ".join(re.findall(r"[^\W_]+", plain_letters(p))) for line in ends for p in _PART.split(line))


def contacts_of(row: LetterRow) -> Iterator[str]:
    """What only its sender has: company number, telephone, e-mail domain, address."""
    yield from _companies(row)
    yield from row.phones
    for email in row.emails:
        host = email.rpartition("@")[2].lower()
        if not _MAIL_HOSTS.fullmatch(host):
            yield host
    if row.sender_address:
        yield plain_letters(row.sender_address)


def _companies(row: LetterRow) -> Iterator[str]:
    for reference in row.references:
        figures = re.sub(r"\D", "", reference.value)
        if len(figures) >= _SIREN and _COMPANY.search(plain_letters(reference.label)):
            yield figures[:_SIREN]


def _candidates(sender: _Sender, names: dict[str, _Sender], sharing: dict[str, list[_Sender]]) -> list[_Sender]:
    """Those with a name much like this, then those with a number of this one."""
    near = process.extract(sender.name, names.keys(), scorer=Levenshtein.normalized_similarity, score_cutoff=_ALIKE)
    held = [names[name] for name, *_ in near]
    for contact in sorted(sender.contacts | sender.numbers):
        held += sharing[contact][:_MOST_SHARING] if contact in sharing else ()
    return held


def _is_one(one: _Sender, other: _Sender) -> bool:
    """Whether the names are one, misread; or they share a number, and the name of one stands on the other's page."""
    shares = not one.contacts.isdisjoint(other.contacts)
    if _figures(one.name) == _figures(other.name) and _is_misread(one, other, shares=shares):
        return True
    if _are_two_companies(one, other):
        return False
    if shares and (_prints(one, other) or _prints(other, one)):
        return True
    # one house under two names, each of which is on both pages: «Centre hospitalier», «Groupement hospitalier»
    return not one.numbers.isdisjoint(other.numbers) and _prints(one, other) and _prints(other, one)


def _figures(name: str) -> list[str]:
    """A figure apart is another name («Mairie du 15e»), but for one read in the midst of a word («0range»)."""
    return [word for word in name.split() if any(c.isdigit() for c in word) and sum(c.isalpha() for c in word) < _WORD]


def _is_misread(one: _Sender, other: _Sender, *, shares: bool) -> bool:
    a, b = one.name, other.name
    if not shares and one.postcodes and other.postcodes and one.postcodes.isdisjoint(other.postcodes):
        return False
    if looks_like(a, b):
        return True
    shorter = min(len(a), len(b))
    if shorter < (_SHORTEST if shares else _MISREAD_FROM_LENGTH):
        return False
    most = max(1, shorter // _LETTERS_PER_MISREADING) if shares else 1
    return Levenshtein.distance(outline(a), outline(b), score_cutoff=most) <= most or (shares and _has_scrap(a, b))


def _has_scrap(a: str, b: str) -> bool:
    """Whether one is the other behind two or three characters of its logo."""
    short, long = sorted((a, b), key=len)
    scrap, _, rest = long.partition(" ")
    return len(scrap) < _SCRAP and len(rest) >= _WHOLE_NAME and looks_like(rest, short)


def _are_two_companies(one: _Sender, other: _Sender) -> bool:
    """Whether the company number of one is surely none of the other's; a figure of it may be misread."""
    return bool(one.companies and other.companies) and not any(
        Levenshtein.distance(a, b, score_cutoff=1) <= 1 for a in one.companies for b in other.companies
    )


def _prints(page: _Sender, sender: _Sender) -> bool:
    """Whether the name stands alone on a line, or between dashes, at the head or at the foot of the page."""
    name = outline(sender.name)
    most = len(name) // _LETTERS_PER_MISREADING
    return any(
        line
        and (
            looks_like(line, sender.name)
            or Levenshtein.distance(outline(line), name, score_cutoff=most) <= most
            or _has_scrap(line, sender.name)
        )
        for line in page.printed
    )
