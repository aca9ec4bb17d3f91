"""One sender, one matter → letters written from several places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pydantic import Field
from rapidfuzz.distance import Levenshtein

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import example, letter, named
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import ACCOUNT, may_be_same_matter
from pipeline.findings.meanings import plain_letters
from pipeline.findings.wording import Says, capital, plain
from pipeline.records import LetterRow, Mention

# «TSA 40312, 83087 Toulon Cedex 9» → «Toulon»
_TOWN: Final = re.compile(r"\b\d{2} ?\d{3}\s+(?P<town>[^\W\d_][^\d,]*?)(?:\s+cedex\b.*)?(?:,| - |$)", re.IGNORECASE)
_MOVE: Final = re.compile(
    r"\b(?:nous (?:avons |allons )?(?:demenag\w+|transfer\w+|changeons d'adresse|quittons|nous installons)"
    r"|(?:siege|agences?|bureaux?|services?|locaux) (?:social )?(?:quitte|demenage"
    r"|(?:est|sont) transfere|s'installe)\w*"
    r"|(?:transfert|demenagement|changement) de (?:notre|nos|l')"
    r"|(?:desormais|depuis [^.;]{3,20}),? nous vous (?:accueill|recev)(?:ons|rons) (?:a|au) "
    r"|(?:suivi|repris|gere|traite|instruit)e? (?:desormais |maintenant )?par notre"
    r" (?:agence|antenne|site|centre) (?:de|d')"
    r"|no(?:tre|s) (?:\w+ ){0,3}?(?:demenag\w+|transfer\w+|nouvelle adresse|nouveaux? (?:locaux|siege)"
    r"|change d'adresse))\b"
)
# What of the sender may be at another place: «Notre équipe sera à Metz», «transmis à l'agence de Metz»
_OF_THE_SENDER: Final = (
    r"\b(?:nous|no(?:tre|s) [a-z'-]+|agences?|antennes?|bureaux?|services?|centres?|sites?|equipes?|siege"
    r"|delegations?|directions?|etablissements?|plates?-?formes?|permanences?|depots?|entrepots?|ateliers?"
    r"|magasins?|unites?|poles?|laboratoires?|cliniques?|caisses?|succursales?|guichets?|etudes?|cabinets?|tribunal"
    r"|experts?|technicien(?:ne)?s?|conseill(?:er|ere)s?|collegues?|confreres?|confiee?s?|transmise?s?|envoyee?s?|traitee?s?)\b"
)


class Days(Section):
    """Over how many days the places of one affair are compared."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for block in mailing.blocks:
        placed = [(row, place) for row in block if (place := _place_of(row))]
        for held in _affairs(placed, charter.days):
            by_place = _by_place(held)
            letters = tuple(row for row, _ in held)
            if len(by_place) > 1 and not _are_explained(letters, by_place):
                mentions = tuple(m for row in letters for m in _evidence(mailing, row))
                yield Noticed(letters, mentions, _say(letters[0], by_place), tuple(filter(is_doubtful, mentions)))


def _are_explained(letters: Sequence[LetterRow], places: Iterable[str]) -> bool:
    """Whether a letter tells of a move, or all places but one are told of elsewhere: «Notre équipe sera à Metz»."""
    if any(_MOVE.search(plain_letters(row.text)) for row in letters):
        return True
    unsaid = [place for place in places if not any(_tells_of(row, place) for row in letters)]
    told = [place for place in places if place not in unsaid]
    return bool(told) and len(unsaid) <= 1


def _tells_of(row: LetterRow, place: str) -> bool:
    """Whether the letter, which is from another place, tells of the sender at that one."""
    here = _place_of(row) or ""
    return not _is_same(place, here) and _is_sender_there(place, plain_letters(body_of(row.text)))


def _is_sender_there(place: str, body: str) -> bool:
    """Whether the body, in plain letters, tells of the sender at that place: not «dans le train Tours - Nantes»."""
    named = re.escape(plain_letters(place))
    return bool(re.search(rf"{_OF_THE_SENDER}(?: [\w'’-]+){{0,5}}? (?:a|de|d'|du|en|sur|-) ?{named}\b", body))


def _place_of(row: LetterRow) -> str | None:
    """Where the date line says the letter was written, else the town of the sender's address."""
    if row.letter_place:
        return row.letter_place
    town = _TOWN.search(row.sender_address or "")
    return town["town"].strip() if town else None


def _affairs(placed: Sequence[tuple[LetterRow, str]], days: int) -> Iterator[list[tuple[LetterRow, str]]]:
    """Letters of one matter in chains, each near enough to the one before it."""
    chains: list[list[tuple[LetterRow, str]]] = []
    for row, place in placed:
        for chain in chains:
            apart = days_apart(chain[-1][0], row)
            if apart is not None and apart <= days and may_be_same_matter(chain[-1][0], row, ACCOUNT):
                chain.append((row, place))
                break
        else:
            chains.append([(row, place)])
    yield from chains


def _by_place(held: Sequence[tuple[LetterRow, str]]) -> dict[str, list[LetterRow]]:
    """The letters by place; a place misread by a letter is the same place."""
    by_place: dict[str, list[LetterRow]] = {}
    for row, place in held:
        known = next((name for name in by_place if _is_same(name, place)), place)
        by_place.setdefault(known, []).append(row)
    return by_place


def _is_same(one: str, other: str) -> bool:
    here, there = (
        re.sub(r"\bst\b", "saint", re.sub(r"[\W_]+", " ", plain_letters(name))).strip() for name in (one, other)
    )
    if here.startswith(there) or there.startswith(here):  # «Paris», «Paris La Défense»
        return True
    return min(len(here), len(there)) >= 5 and Levenshtein.distance(here, there, score_cutoff=1) <= 1


def _evidence(mailing: Mailing, row: LetterRow) -> Iterator[Mention]:
    if row.letter_place:
        yield from (m for m in mailing.mentions_of(row, "place") if m.value == row.letter_place)
    else:
        yield from (m for m in mailing.mentions_of(row, "sender") if m.role == "address")


def _say(first: LetterRow, by_place: dict[str, list[LetterRow]]) -> Says:
    sender = capital(plain(first.sender_organisation or ""))
    letters = [row for held in by_place.values() for row in held]
    fr, en = french.Names(letters), english.Names(letters)
    places = [f"{plain(place)} ({fr.letters(held)})" for place, held in by_place.items()]
    places_en = [f"{plain(place)} ({en.letters(held)})" for place, held in by_place.items()]
    return Says(
        fr=f"{sender} écrit de plusieurs lieux dans une même affaire\N{NO-BREAK SPACE}: {french.say_list(places)}.",
        en=f"{sender} writes from several places on one matter: {english.say_list(places_en)}.",
    )


_TOULON: Final[dict[str, Any]] = {"sender_address": "TSA 40312, 83087 Toulon Cedex 9"}

CHECK: Final = Check(
    code="scattered_places",
    description=Says(
        fr="Un expéditeur écrit à un même destinataire, dans une même affaire, de plusieurs lieux : celui de la ligne "
        "de date, sinon la ville de son adresse. Ne comptent pas : autres contrats, un déménagement annoncé, un autre "
        "lieu dont parle un courrier, des courriers éloignés.",
        en="One sender writes to one recipient, on one matter, from several places: that of the date line, else the "
        "town of the sender's address. Left out: other contracts, a move that is announced, another place a letter "
        "speaks of, letters far apart.",
    ),
    severity="info",
    section=Days,
    notice=_notice,
    fires=(
        example(
            "two towns",
            letter("13/02/2015", named("place", "Toulon"), letter_place="Toulon"),
            letter("15/02/2015", named("place", "Bordeaux"), letter_place="Bordeaux"),
            message=(
                "Orange écrit de plusieurs lieux dans une même affaire : Toulon (le courrier du 13/02/2015) et "
                "Bordeaux (le courrier du 15/02/2015)."
            ),
            english=(
                "Orange writes from several places on one matter: Toulon (the letter of 13 February 2015) and Bordeaux "
                "(the letter of 15 February 2015)."
            ),
        ),
        example(
            "the town of the address where the date line has none",
            letter("13/02/2015", named("sender", "TSA 40312", "address"), **_TOULON),
            letter("15/02/2015", letter_place="Bordeaux"),
            message=(
                "Orange écrit de plusieurs lieux dans une même affaire : Toulon (le courrier du 13/02/2015) et "
                "Bordeaux (le courrier du 15/02/2015)."
            ),
        ),
        example(
            "three towns, of which letters tell of one only",
            letter("13/02/2015", letter_place="Toulon", text="Vous pouvez aller à notre agence de Bordeaux."),
            letter("15/02/2015", letter_place="Bordeaux"),
            letter("18/02/2015", letter_place="Nice"),
            message=(
                "Orange écrit de plusieurs lieux dans une même affaire : Toulon (le courrier du 13/02/2015), Bordeaux "
                "(le courrier du 15/02/2015) et Nice (le courrier du 18/02/2015)."
            ),
        ),
        example(
            "the other town named, without the sender being there",
            letter(
                "13/02/2015",
                named("place", "Toulon"),
                letter_place="Toulon",
                text="Vous avez pris le car de Bordeaux sans billet.",
            ),
            letter("15/02/2015", named("place", "Bordeaux"), letter_place="Bordeaux"),
            message=(
                "Orange écrit de plusieurs lieux dans une même affaire : Toulon (le courrier du 13/02/2015) et "
                "Bordeaux (le courrier du 15/02/2015)."
            ),
        ),
    ),
    silent=(
        example(
            "an office opened in the other town",
            letter("13/02/2015", letter_place="Toulon"),
            letter("15/02/2015", letter_place="Nice", text="Depuis mars, nous vous accueillons à Nice."),
        ),
        example("one town", letter("13/02/2015", letter_place="Toulon"), letter("15/02/2015", **_TOULON)),
        example(
            "a journey that a letter tells of",
            letter("13/02/2015", letter_place="Toulon", text="Notre équipe sera à Bordeaux cette semaine."),
            letter("15/02/2015", letter_place="Bordeaux"),
        ),
        example(
            "a town misread", letter("13/02/2015", letter_place="Toulon"), letter("15/02/2015", letter_place="Toulcn")
        ),
        example(
            "an agency of the other town, named",
            letter("13/02/2015", letter_place="Toulon", text="Votre dossier est transmis à notre agence de Bordeaux."),
            letter("15/02/2015", letter_place="Bordeaux"),
        ),
        example("no town", letter("13/02/2015"), letter("15/02/2015", letter_place="Toulon")),
        example(
            "two senders",
            letter("13/02/2015", letter_place="Toulon"),
            letter("15/02/2015", letter_place="Bordeaux", sender_organisation="SFR"),
        ),
        example(
            "two contracts",
            letter("13/02/2015", letter_place="Toulon", refs=[("Contrat", "111")]),
            letter("15/02/2015", letter_place="Bordeaux", refs=[("Contrat", "222")]),
        ),
        example(
            "a move",
            letter("13/02/2015", letter_place="Toulon"),
            letter("15/02/2015", letter_place="Bordeaux", text="Notre service déménage à Bordeaux."),
        ),
        example(
            "a year apart",
            letter("13/02/2015", letter_place="Toulon"),
            letter("15/02/2016", letter_place="Bordeaux"),
        ),
    ),
)
