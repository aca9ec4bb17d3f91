"""Who is the same: letters of one sender to one recipient, however a scan spelt them, and two that only look alike."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings import check_mailing
from pipeline.findings.customers import letters_by_customer
from pipeline.findings.examples import example, letter
from pipeline.findings.mailing import Mailing
from pipeline.findings.misreadings import is_other_letter, looks_like
from pipeline.records import LetterRow

PHONE, OTHER_PHONE = "+33494553012", "+33494553044"
QUAY, STATION = "3 quai des Salorges, 44100 Nantes", "12 rue de la Gare, 49000 Angers"


def rows(*letters: dict[str, Any]) -> tuple[LetterRow, ...]:
    return example("", *(letter("14/02/2015", **cells) for cells in letters)).letters


def are_one(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether they fall into one block, whichever comes first."""
    here, there = (Mailing(rows(*pair), ()).blocks for pair in ((one, other), (other, one)))
    assert len(here) == len(there)
    return len(here) == 1


def sent(name: str, phone: str | None = PHONE, company: str | None = None, **cells: Any) -> dict[str, Any]:
    if company:
        cells["refs"] = [("RCS Nantes", company)]
    return {"sender_organisation": name, "phones": (phone,) if phone else (), **cells}


# ---- one home ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "address", "one"),
    [
        ("Madame Sylvie Maupas", QUAY, True),
        ("Madame Sylvie Maupat", STATION, False),
        ("Madame Claire Maupat", QUAY, False),
        ("Sylvie", QUAY, False),
    ],
)
def test_a_name_that_ends_otherwise_is_the_same_reader_at_one_address(name: str, address: str, one: bool) -> None:
    letters = rows(
        {"recipient_name": "Madame Sylvie Maupat", "recipient_address": QUAY, "refs": [("N° client", "1904417")]},
        {"recipient_name": name, "recipient_address": address, "refs": [("N° client", "1904471")]},
    )
    assert bool(list(letters_by_customer(Mailing(letters, ())))) is one


# ---- senders ----------------------------------------------------------------------------------------------------

HOUSE = "Clinique des Salorges\nGroupe Santé Loire\nMadame,\nVotre dossier est prêt."
PAGE = "Mutuelle des Salorges\n3 quai des Salorges\nMadame,\nVotre carte est prête.\nRégie par le code de la mutualité"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (sent("Eaux du Morvan", None), sent("Eaux du Morvan", None), True),
        (sent("Syndicat de la Vorne", None), sent("Syndicat de la Vome", None), True),  # rn and m are of one outline
        (sent("Orange", None), sent("0range", None), True),
        (sent("Fibre Azur", None), sent("Fbre Azur", None), True),
        (sent("Mutuelle des Salorges"), sent("MUTUELLE DES SA1ORCES"), True),
        (sent("Mutuelle des Salorges"), sent("AS Mutuelle des Salorges"), True),  # a logo read as letters
        (sent("Mutuelle des Salorges", None), sent("AS Mutuelle des Salorges", None), False),
        (sent("Veolis"), sent("Veulis"), True),
        (sent("Veolis", None), sent("Veulis", None), False),  # too short to tell where nothing else is shared
        (sent("Mutuelle des Salorges"), sent("Régie par le code de la mutualité", text=PAGE), True),
        (sent("Mutuelle des Salorges"), sent("Régie par le code de la mutualité", OTHER_PHONE, text=PAGE), False),
        # each name is on both pages, and they know the reader by one number
        (
            sent("Clinique des Salorges", None, refs=[("N° patient", "100159948")], text=HOUSE),
            sent("Groupe Santé Loire", None, refs=[("N° patient", "100159948")], text=HOUSE),
            True,
        ),
        (
            sent("Clinique des Salorges", None, refs=[("N° patient", "100159948")], text=HOUSE),
            sent("Groupe Santé Loire", None, refs=[("N° patient", "100159948")], text="Groupe Santé Loire\nMadame,"),
            False,
        ),
        (sent("Lycée Monge 2"), sent("Lycée Monge 3"), False),
        (sent("Alvéa Vie"), sent("Alvéa Dommages"), False),  # of one house, under one telephone
        (sent("Mairie de Nolay"), sent("Trésorerie de Nolay"), False),
        (sent("Agence Nord", company="552081317"), sent("Agence Sud", company="552081317"), False),
        (
            sent("Salorges Vie", company="552081317"),
            sent("Autre ligne", company="410522001", text="Salorges Vie\nMadame,"),
            False,  # each has a company number of its own
        ),
        (
            sent("Salorges Vie", company="552081317"),
            sent("Autre ligne", company="552081377", text="Salorges Vie\nMadame,"),
            True,  # a figure of it was misread
        ),
        (
            sent("Mairie de Lille", None, sender_address="BP 1, 59000 Lille"),
            sent("Mairie de Lisle", None, sender_address="BP 1, 24350 Lisle"),
            False,
        ),
    ],
)
def test_one_sender(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert are_one(one, other) is same


def test_most_letters_tell_how_the_name_is_spelt() -> None:
    """What is two misreadings from another misreading is still one from the name."""
    names = ("Mutuelle des Sa1orgcs", "Mutuelle des Salorges", "Mutuelle des Salorges", "Mutuelle dcs Salorges")
    assert [len(block) for block in Mailing(rows(*map(sent, names)), ()).blocks] == [4]


NAMES = (
    "Mutuelle des Salorges",
    "Eaux du Val de Sarthe",
    "Cabinet Ferrandis-Collin",
    "Garantie Fluviale",
    "Orvalis",
    "Ville de Cornillon",
    "Centre hospitalier de Vernon",
    "Fibre Azur",
)
CONFUSIONS = (
    *(("rn", "m"), ("m", "rn"), ("fi", "f"), ("cl", "d"), ("i", "l"), ("l", "1"), ("o", "0"), ("e", "c"), ("s", "5")),
    *(("a", "o"), ("u", "n"), ("v", "y"), ("r", ""), ("l", ""), ("é", "e"), (" ", "")),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_a_misreading_never_splits_a_block(name: str, chance: random.Random, capitals: bool, first: bool) -> None:
    may = [(read, shape) for read, shape in CONFUSIONS if read in name]
    read, shape = chance.choice(may)
    at = chance.choice([i for i in range(len(name)) if name.startswith(read, i)])
    damaged = name[:at] + shape + name[at + len(read) :]
    damaged = damaged.upper() if capitals else damaged
    names = (damaged, name, name) if first else (name, name, damaged)
    assert [len(block) for block in Mailing(rows(*map(sent, names)), ()).blocks] == [3]


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_two_names_stay_apart(one: str, other: str) -> None:
    assert are_one(sent(one), sent(other)) is (one == other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Val d'Orne", "Val d'Ome", True),
        ("clef", "def", True),
        ("fibre", "fbre", True),
        ("0 494", "o 494", True),
        ("Delorme", "Delarme", False),
        ("Lyon", "Lion", False),
    ],
)
def test_looks_like(one: str, other: str, alike: bool) -> None:
    assert looks_like(one, other) is looks_like(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("delorme", "delarme", True),
        ("durand", "durant", True),
        ("ferrandis", "ferrandls", False),
        ("delorme", "delcrme", False),
        ("martin 2", "martin 3", False),
        ("delorme", "delormes", False),
        ("delorme", "dalarme", False),
    ],
)
def test_a_letter_that_no_scan_takes_for_the_other(one: str, other: str, apart: bool) -> None:
    assert is_other_letter(one, other) is is_other_letter(other, one) is apart


ROY: dict[str, Any] = {"recipient_name": "Mme Odile Roy", "recipient_address": QUAY}


@pytest.mark.parametrize(
    ("cells", "same"),
    [
        ({"phones": (PHONE,), **ROY}, True),
        ({"refs": [("N° patient", "100159948")], **ROY}, True),
        (ROY, False),
        ({"phones": (PHONE,), "recipient_name": "M. Luc Garnier", "recipient_address": QUAY}, False),
        ({"phones": (PHONE,)}, False),
        # the reader writes to the clinic
        ({"refs": [("N° patient", "100159948")], "recipient_name": "Clinique des Salorges"}, False),
    ],
)
def test_a_letter_whose_sender_was_not_read_is_of_who_writes_under_its_numbers(
    cells: dict[str, Any], same: bool
) -> None:
    known = sent("Clinique des Salorges", refs=[("N° patient", "100159948")], **ROY)
    held = Mailing(rows(known, {"sender_organisation": None, "phones": (), **cells}), ())
    assert [len(block) for block in held.blocks] == ([2] if same else [1])
    assert sorted(row.sender_organisation or "" for row in held.letters)[0] == ("Clinique des Salorges" if same else "")


def test_a_number_of_two_senders_tells_nothing_of_a_letter_without_sender() -> None:
    two = (sent(name, refs=[("Dossier", "100159948")], **ROY) for name in ("Clinique des Salorges", "Mairie de Nantes"))
    held = Mailing(rows(*two, sent("", None, refs=[("Dossier", "100159948")], **ROY)), ())
    assert [len(block) for block in held.blocks] == [1, 1]


# ---- recipients -------------------------------------------------------------------------------------------------


def to(name: str | None, address: str | None = QUAY, client: str = "880415527", bill: str = "") -> dict[str, Any]:
    bills = [("Facture n°", bill)] if bill else []
    return {"recipient_name": name, "recipient_address": address, "refs": [("N° client", client), *bills]}


def under(label: str, number: str, name: str = "M. Jean Fauvel") -> dict[str, Any]:
    return to(name) | {"refs": [(label, number)]}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (to("Mme Sylvie Garnier"), to("Mme Sylvie Gamier"), True),
        (to("Mme Sylvie Garnier"), to("Mme SYLVIE GARNIER"), True),
        (to("M. Jean Fauvel"), to("M. Jean Fauvergne"), True),  # one customer of one house: the name is wrong in one
        (to("M. Jean Fauvel"), to("M. Jean Fauvergne", client="880415599"), False),
        (to("M. Jean Fauvel", bill="F-2201"), to("M. Jean Fauvergne", client="880415572", bill="F-2201"), True),
        (to("M. Jean Fauvel"), to("M. Jean Fauvergne", STATION), False),
        (to("M. Jean Fauvel"), to("M. Jean Fauvergne", QUAY.replace("3", "30", 1)), True),  # of one street
        (to("M. Jean Fauvel"), to("Mme Anne Fauvel"), False),  # of one household
        (to("M. Jean Fauvel"), to("M. Luc Fauvel"), True),
        (to("M. Jean Fauvel"), to("M. Luc Fauvel", client="880415599"), False),  # father and son
        (under("Facture", "F-2025-118"), under("Facture", "F-2025-118", "M. Jean Fauvergne"), True),
        (under("RCS Nantes", "512408337"), under("RCS Nantes", "512408337", "M. Jean Fauvergne"), False),
        (to("M. Jean Fauvel"), to("14 rue des Tanneurs"), True),  # a line of the address was read as his name
    ],
)
def test_one_recipient(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert are_one(one, other) is same


@pytest.mark.parametrize(("number", "named"), [("571264938", True), ("880415527", False)])
def test_the_holder_of_your_contract_is_one_under_one_number(number: str, named: bool) -> None:
    texts = (
        "Madame,\nLa titulaire de votre contrat est actuellement madame Odile Ferrand.\nBien à vous",
        "Madame,\nPour mémoire, le titulaire de votre contrat est madame Rose Abadie.\nBien à vous",
    )
    held = [{"text": text, "refs": [("N° client", n)]} for text, n in zip(texts, ("571264938", number), strict=True)]
    letters = rows(*held)
    assert any(one.check == "conflicting_recipient" for one in check_mailing(letters, ())) is named
