"""The customer's name or address differs between letters to one customer."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.addresses import is_one_address
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.customers import letters_by_customer
from pipeline.findings.examples import Written, example, letter, named
from pipeline.findings.holders import differ, holders_in
from pipeline.findings.homes import homes_in, is_elsewhere, stand_apart
from pipeline.findings.joining import joined
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import ACCOUNT, corrects, may_be_same_matter
from pipeline.findings.meanings import plain_letters
from pipeline.findings.misreadings import is_other_letter
from pipeline.findings.parties import may_be_a_couple, may_be_one_name
from pipeline.findings.renamings import has_moved, is_renamed
from pipeline.findings.wording import Says, capital, plain
from pipeline.records import LetterRow, Mention

_SURE_LETTER: Final = 0.95
_HOLDERS: Final = frozenset({"contract", "customer"})
_WRITES: Final[dict[str, tuple[str, str]]] = {
    "name": ("écrit au même client sous plusieurs noms", "writes to the same customer under several names"),
    "address": ("écrit au même client à plusieurs adresses", "writes to the same customer at several addresses"),
    "home": ("donne au même client plusieurs adresses", "gives the same customer several addresses"),
    "holder": ("nomme pour une même chose plusieurs titulaires", "names several holders of one thing"),
}


class Days(Section):
    """Over how many days names and addresses are compared."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    yield from joined(_differences(mailing, charter))


def _differences(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for letters in letters_by_customer(mailing):
        if any(map(is_renamed, letters)):
            continue
        yield from _apart(mailing, letters, charter.days, "name", lambda row: row.recipient_name, _is_one_household)
    for block in mailing.blocks:
        if not any(map(has_moved, block)):
            yield from _apart(
                mailing, block, charter.days, "address", lambda row: row.recipient_address, is_one_address
            )
            yield from _live_apart(mailing, block, charter.days)
        yield from _held_apart(mailing, block, charter.days)


def _is_one_household(one: str, other: str) -> bool:
    if is_other_letter(*map(plain_letters, (one, other))):
        return False
    return may_be_one_name(one, other) or may_be_a_couple(one, other, surely=True)


def _held_apart(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[Noticed]:
    """One thing of which two letters name two holders in their text: «ouvert au nom de Mme Roy»."""
    told: set[str] = set()
    for one, other in itertools.combinations([held for row in block for held in holders_in(row)], 2):
        rows = one.letter, other.letter
        if one.name == other.name or rows[0] is rows[1] or not told.isdisjoint(row.letter_id for row in rows):
            continue
        if _is_comparable(*rows, days) and not corrects(rows[1]) and differ(one, other):
            told.update(row.letter_id for row in rows)
            dates = tuple(m for row in rows for m in mailing.mentions_of(row, "date") if m.date == row.letter_date)
            yield Noticed(rows, dates, _say([(one.name, rows[:1]), (other.name, rows[1:])], "holder"))


def _live_apart(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[Noticed]:
    """Addresses in the text: one thing with two, or the reader's with another than the one that other letters go to."""
    homes = [home for row in block for home in homes_in(row)]
    told: set[str] = set()
    pairs = [
        (a.letter, a.address, b.letter, b.address) for a, b in itertools.combinations(homes, 2) if stand_apart(a, b)
    ]
    pairs += [
        (row, row.recipient_address or "", home.letter, home.address)
        for home in homes
        if is_elsewhere(home)
        for row in block
        if row.recipient_address == home.letter.recipient_address
    ]
    for one, address, other, again in pairs:
        rows = one, other
        if one is other or not told.isdisjoint(row.letter_id for row in rows) or not _is_comparable(*rows, days):
            continue
        told.update(row.letter_id for row in rows)
        mentions = tuple(m for row in rows for m in mailing.mentions_of(row, "recipient") if m.role == "address")
        yield Noticed(rows, mentions, _say([(address, [one]), (again, [other])], "home"))


def _apart(
    mailing: Mailing,
    letters: Sequence[LetterRow],
    days: int,
    role: str,
    cell: Callable[[LetterRow], str | None],
    is_same: Callable[[str, str], bool],
) -> Iterator[Noticed]:
    """The letters by what stands in their cell, where that differs."""
    held: list[tuple[str, list[LetterRow]]] = []
    for row in letters:
        value = cell(row)
        near = [other for _, rows in held for other in rows]
        if not value or (near and not any(_is_comparable(other, row, days, role) for other in near)):
            continue
        known = next((rows for other, rows in held if is_same(other, value)), None)
        if known is None:
            held.append((value, [row]))
        else:
            known.append(row)
    if len(held) > 1:
        rows = tuple(row for _, group in held for row in group)
        mentions = tuple(m for row in rows for m in mailing.mentions_of(row, "recipient") if m.role == role)
        yield Noticed(rows, mentions, _say(held, role), _doubts(mentions))


def _doubts(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """What is not surely read; where one letter is all the difference, that takes more."""
    pairs = itertools.combinations({plain_letters(m.value) for m in mentions}, 2)
    least = _SURE_LETTER if all(is_other_letter(*pair) for pair in pairs) else 0.0
    return tuple(m for m in mentions if is_doubtful(m) or m.confidence < least)


def _is_comparable(one: LetterRow, other: LetterRow, days: int, role: str = "") -> bool:
    """Whether they are near, and not about two contracts; the name is the same in every file."""
    apart = days_apart(one, other)
    return (
        apart is not None and apart <= days and may_be_same_matter(one, other, _HOLDERS if role == "name" else ACCOUNT)
    )


def _say(held: Sequence[tuple[str, Sequence[LetterRow]]], role: str) -> Says:
    rows = [row for _, group in held for row in group]
    fr, en = french.Names(rows), english.Names(rows)
    each = [f"{french.quote(value)} ({fr.letters(group)})" for value, group in held]
    each_en = [f"{english.quote(value)} ({en.letters(group)})" for value, group in held]
    sender = capital(plain(rows[0].sender_organisation or ""))
    what, what_en = _WRITES[role]
    return Says(
        fr=f"{sender} {what}\N{NO-BREAK SPACE}: {french.say_list(each)}.",
        en=f"{sender} {what_en}: {english.say_list(each_en)}.",
    )


def _to(date: str, name: str, address: str | None = None, number: str = "571264938", **cells: Any) -> Written:
    mentions = [named("recipient", name, "name")]
    if address:
        mentions.append(named("recipient", address, "address"))
    refs = cells.pop("refs", [("N° client", number)])
    return letter(date, *mentions, refs=refs, recipient_name=name, recipient_address=address, **cells)


_HOME = "14 chemin des Restanques, 83200 Toulon"

CHECK: Final = Check(
    code="conflicting_recipient",
    description=Says(
        fr="Le nom ou l'adresse du client diffère entre des courriers d'un même expéditeur : le nom sous un même "
        "numéro de client ou de contrat (dans un foyer, sous tout autre numéro aussi), l'adresse sous un même nom ; "
        "de même le titulaire qu'ils nomment, ou l'adresse du client qu'ils donnent dans le texte, pour une même "
        "chose. Ne comptent pas : un nom ou une adresse plus ou moins complets, une lettre mal lue, un déménagement, "
        "un couple, d'autres contrats.",
        en="The customer's name or address differs between letters of one sender: the name under one customer or "
        "contract number (within one household, under any other number too), the address under one name; so the "
        "holder whom they name of one thing, or the customer's address that their text gives. Left out: a name or "
        "address more or less complete, a letter misread, a move, a couple, other contracts.",
    ),
    severity="warning",
    section=Days,
    notice=_notice,
    fires=(
        example(
            "a home in the text that is not the one in the window",
            _to("13/02/2015", "Odile Roy", _HOME, text="Une carte est en fabrication."),
            _to("15/02/2015", "Odile Roy", _HOME, text="Elle part à votre domicile, 240 cours de la Libération."),
            message=(
                "Orange donne au même client plusieurs adresses : « 14 chemin des Restanques, 83200 Toulon » (le "
                "courrier du 13/02/2015) et « 240 cours de la Libération » (le courrier du 15/02/2015)."
            ),
        ),
        example(
            "two first names under one card",
            _to("13/02/2015", "Odile Roy", refs=[("Carte n°", "CL4936")]),
            _to("15/02/2015", "Anne Roy", refs=[("Carte n°", "CL4936")]),
            message=(
                "Orange écrit au même client sous plusieurs noms : « Odile Roy » (le courrier du 13/02/2015) et "
                "« Anne Roy » (le courrier du 15/02/2015)."
            ),
        ),
        example(
            "two names under one number",
            _to("13/02/2015", "Odile Ferrandis"),
            _to("15/02/2015", "Odette Fernandez"),
            message=(
                "Orange écrit au même client sous plusieurs noms : « Odile Ferrandis » (le courrier du 13/02/2015) et "
                "« Odette Fernandez » (le courrier du 15/02/2015)."
            ),
            english=(
                "Orange writes to the same customer under several names: “Odile Ferrandis” (the letter of 13 February "
                "2015) and “Odette Fernandez” (the letter of 15 February 2015)."
            ),
        ),
        example(
            "two first names of one house under one file",
            _to("13/02/2015", "Mme Odile Roy", _HOME, refs=[("Réf.", "JJ/GM8301-975")]),
            _to("15/02/2015", "Mme Anne Roy", _HOME, refs=[("Réf.", "JJ/GM8301-975")]),
            message=(
                "Orange écrit au même client sous plusieurs noms : « Mme Odile Roy » (le courrier du 13/02/2015) et "
                "« Mme Anne Roy » (le courrier du 15/02/2015)."
            ),
        ),
        example(
            "a letter that no scan takes for the other",
            _to("13/02/2015", "Odile Ferrandis"),
            _to("15/02/2015", "Odile Ferrondis"),
            message=(
                "Orange écrit au même client sous plusieurs noms : « Odile Ferrandis » (le courrier du 13/02/2015) et "
                "« Odile Ferrondis » (le courrier du 15/02/2015)."
            ),
        ),
        example(
            "two addresses of one person",
            _to("13/02/2015", "Odile Ferrandis", _HOME),
            _to("15/02/2015", "Odile Ferrandis", "3 rue Pasteur, 83000 Toulon"),
            message=(
                "Orange écrit au même client à plusieurs adresses : « 14 chemin des Restanques, 83200 Toulon » (le "
                "courrier du 13/02/2015) et « 3 rue Pasteur, 83000 Toulon » (le courrier du 15/02/2015)."
            ),
        ),
    ),
    silent=(
        example(
            "a depot in the text",
            _to("13/02/2015", "Odile Roy", _HOME, text="Une carte est en fabrication."),
            _to("15/02/2015", "Odile Roy", _HOME, text="Elle vous attend au dépôt, 240 cours de la Libération."),
        ),
        example(
            "husband and wife",
            _to("13/02/2015", "Madame Odile Roy", _HOME),
            _to("15/02/2015", "Monsieur Paul Roy", _HOME),
        ),
        example(
            "a couple under one file",
            _to("13/02/2015", "Mme Odile Roy", _HOME, refs=[("Réf.", "JJ/GM8301-975")]),
            _to("15/02/2015", "M. Paul Roy", _HOME, refs=[("Réf.", "JJ/GM8301-975")]),
        ),
        example(
            "one number of a campaign, two households",
            _to("13/02/2015", "Mme Odile Roy", _HOME, refs=[("Réf.", "MAIL83019")]),
            _to("15/02/2015", "Mme Anne Petit", "3 rue Pasteur, 83000 Toulon", refs=[("Réf.", "MAIL83019")]),
        ),
        example(
            "more or less complete",
            _to("13/02/2015", "M. et Mme Ferrandis", _HOME),
            _to("15/02/2015", "Madame Odile FERRANDIS", "Bât. B, 14 ch. des Restanques, 83200 TOULON CEDEX"),
        ),
        example(
            "a letter misread",
            _to("13/02/2015", "Odile Ferrandis", _HOME),
            _to("15/02/2015", "Odile Ferrandls", "14 chemin des Restanqucs, 83200 Toulon"),
        ),
        example(
            "two customers", _to("13/02/2015", "Odile Ferrandis"), _to("15/02/2015", "Paul Petit", number="880415527")
        ),
        example(
            "a move",
            _to("13/02/2015", "Odile Ferrandis", _HOME),
            _to("15/02/2015", "Odile Ferrandis", "3 rue Pasteur, 06000 Nice", text="Votre nouvelle adresse est notée."),
        ),
        example(
            "two homes, two contracts",
            _to("13/02/2015", "Odile Ferrandis", _HOME, "1"),
            _to("15/02/2015", "Odile Ferrandis", "3 rue Pasteur, 06000 Nice", "2"),
        ),
        example(
            "a year apart",
            _to("13/02/2015", "Odile Ferrandis", _HOME),
            _to("15/02/2016", "Odile Ferrandis", "3 rue Pasteur, 06000 Nice"),
        ),
    ),
)
