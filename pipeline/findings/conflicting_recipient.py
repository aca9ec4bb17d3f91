"""The customer's name or address differs between letters to one customer."""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from pydantic import Field
from rapidfuzz.distance import Levenshtein

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import Written, example, letter, named
from pipeline.findings.holders import differ, holders_in
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import ACCOUNT, corrects, may_be_same_matter, numbers_of
from pipeline.findings.meanings import plain_letters
from pipeline.findings.parties import may_be_one_name
from pipeline.findings.wording import Says, capital, plain
from pipeline.records import LetterRow

# What is written out or not: «av.» and «avenue», «bd» and «boulevard»
_SHORT_WORDS: Final = {
    "av": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "r": "rue",
    "pl": "place",
    "ch": "chemin",
    "st": "saint",
    "ste": "sainte",
}
_DROPPED: Final = frozenset({"cedex", "bis", "ter", "de", "du", "des", "la", "le", "les", "l", "d", "france"})
_MOVE: Final = re.compile(
    r"\b(?:votre (?:nouvelle adresse|changement d'adresse|nouveau (?:domicile|logement)|demenagement)|avez demenage)\b"
)

# Given to one person, as a customer's number is: «Carte n° CL4936», «Votre identifiant»
_PERSONAL: Final = re.compile(r"\b(?:cartes?|identifiant|badge|login)\b(?! d'identite)")
# The sender's own, on all its letters
_OF_SENDER: Final = re.compile(r"\b(?:rcs|siren|siret|tva|iban|bic|ics|naf|ape|orias|rna|recommande|loi|code)\b")
_CIVILITIES: Final = {"m": ("m", "mr", "monsieur"), "f": ("mme", "mlle", "madame", "mademoiselle")}
_FEWEST_FIGURES: Final = 5
_WRITES: Final[dict[str, tuple[str, str]]] = {
    "name": ("écrit au même client sous plusieurs noms", "writes to the same customer under several names"),
    "address": ("écrit au même client à plusieurs adresses", "writes to the same customer at several addresses"),
    "holder": ("nomme pour une même chose plusieurs titulaires", "names several holders of one thing"),
}


class Days(Section):
    """Over how many days names and addresses are compared."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for letters in _customers(mailing):
        yield from _apart(mailing, letters, charter.days, "name", lambda row: row.recipient_name, may_be_one_name)
    for block in mailing.blocks:
        if not any(_MOVE.search(plain_letters(row.text)) or "address_change" in row.topics for row in block):
            yield from _apart(mailing, block, charter.days, "address", lambda row: row.recipient_address, _is_address)
        yield from _held_apart(mailing, block, charter.days)


def _held_apart(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[Noticed]:
    """One thing of which two letters name two holders in their text: «ouvert au nom de Mme Roy»."""
    told: set[str] = set()
    for one, other in itertools.combinations([held for row in block for held in holders_in(row)], 2):
        rows = one.letter, other.letter
        if rows[0] is rows[1] or not told.isdisjoint(row.letter_id for row in rows):
            continue
        if _is_comparable(*rows, days) and not corrects(rows[1]) and differ(one, other):
            told.update(row.letter_id for row in rows)
            dates = tuple(m for row in rows for m in mailing.mentions_of(row, "date") if m.date == row.letter_date)
            yield Noticed(rows, dates, _say([(one.name, rows[:1]), (other.name, rows[1:])], "holder"))


def _customers(mailing: Mailing) -> Iterator[list[LetterRow]]:
    """Letters that bear one sender's number of one customer, contract or line, whatever name stands above.

    Or any other number, where they go to one household: «Réf. : JJ/GM 8301-975».
    """
    by_number: dict[tuple[str, ...], list[LetterRow]] = defaultdict(list)
    told: list[frozenset[str]] = []
    addressed = [(row, sender) for row in mailing.letters if (sender := plain_letters(row.sender_organisation or ""))]
    for row, sender in addressed:
        lines = {m.value for m in mailing.mentions_of(row, "phone") if m.role == "recipient"}
        for value in sorted(lines):
            by_number[sender, f"line {value}"].append(row)
        for kind, values in sorted(numbers_of(row.references, ACCOUNT).items()):
            for value in sorted(values):
                by_number[sender, f"{kind} {value}"].append(row)
        for reference in row.references:
            if _PERSONAL.search(plain_letters(reference.label)):
                by_number[sender, f"card {reference.value}"].append(row)
    for row, sender in addressed:
        for value, household in itertools.product(_numbers_in(row), _households(row)):
            by_number[sender, f"any {value}", household].append(row)
    for held in by_number.values():
        ids = frozenset(row.letter_id for row in held)
        if len(ids) > 1 and not any(ids <= known for known in told):
            told.append(ids)
            yield held


def _numbers_in(row: LetterRow) -> set[str]:
    """Every number that says what the letter is about, and not who sends it."""
    return {
        reference.value
        for reference in row.references
        if sum(c.isdigit() for c in reference.value) >= _FEWEST_FIGURES
        and not _OF_SENDER.search(plain_letters(reference.label))
    }


def _households(row: LetterRow) -> Iterator[str]:
    """A last name, or an address, with the civility: a couple may hold one number."""
    words = plain_letters(row.recipient_name or "").replace(".", "").split()
    if len(words) > 1:
        civility = next((sex for sex, forms in _CIVILITIES.items() if words[0] in forms), "")
        yield f"{civility} {words[-1]}"
        if row.recipient_address:
            yield f"{civility} {' '.join(_words(row.recipient_address))}"


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
        if not value or (near and not any(_is_comparable(other, row, days) for other in near)):
            continue
        known = next((rows for other, rows in held if is_same(other, value)), None)
        if known is None:
            held.append((value, [row]))
        else:
            known.append(row)
    if len(held) > 1:
        rows = tuple(row for _, group in held for row in group)
        mentions = tuple(m for row in rows for m in mailing.mentions_of(row, "recipient") if m.role == role)
        yield Noticed(rows, mentions, _say(held, role), tuple(filter(is_doubtful, mentions)))


def _is_comparable(one: LetterRow, other: LetterRow, days: int) -> bool:
    apart = days_apart(one, other)
    return apart is not None and apart <= days and may_be_same_matter(one, other, ACCOUNT)


def _is_address(one: str, other: str) -> bool:
    """The same numbers, and words alike but for misreading; a line more or less is no difference."""
    here, there = _words(one), _words(other)
    codes = [{w for w in words if re.fullmatch(r"\d{5}", w)} for words in (here, there)]
    if codes[0] and codes[1] and codes[0].isdisjoint(codes[1]):
        return False
    house = [{w for w in words if re.fullmatch(r"\d{1,4}", w)} for words in (here, there)]
    if house[0] and house[1] and house[0].isdisjoint(house[1]):
        return False
    words = [[_SHORT_WORDS.get(w, w) for w in ws if not w.isdigit() and w not in _DROPPED] for ws in (here, there)]
    fewer, more = sorted(words, key=len)
    strange = [w for w in fewer if not any(Levenshtein.normalized_similarity(w, known) >= 0.7 for known in more)]
    return len(strange) <= len(fewer) // 3


def _words(text: str) -> list[str]:
    return re.findall(r"\d+|[a-z]+", plain_letters(text))


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
        "de même le titulaire qu'ils nomment pour une même chose. Ne comptent pas : un nom ou une adresse plus ou "
        "moins complets, une lettre mal lue, un déménagement, un couple, d'autres contrats.",
        en="The customer's name or address differs between letters of one sender: the name under one customer or "
        "contract number (within one household, under any other number too), the address under one name; so the "
        "holder whom they name of one thing. Left out: a name or address more or less complete, a letter misread, a "
        "move, a couple, other contracts.",
    ),
    severity="warning",
    section=Days,
    notice=_notice,
    fires=(
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
