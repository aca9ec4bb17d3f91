"""Hard scans: the least damaged form of a name is taken, dirt is nobody's name, damaged words are read as meant."""

import pytest

from pipeline.mentions.found import Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.persons import is_legible_name, is_surname, mend_civility
from pipeline.mentions.recipient import find_recipient
from pipeline.mentions.sender import find_sender
from pipeline.mentions.subject import find_subject
from pipeline.records import Box, PlacedWord
from tests.mentions.zoned import letter_of


def sender(notation: str, faint: str = "") -> dict[str | None, str]:
    letter = letter_of(notation, faint=faint)
    return {f.role: f.value for f in find_sender(Reading(letter, load_language()))}


@pytest.mark.parametrize(
    ("notation", "faint", "name"),
    [
        # the legal line was read worse than the letterhead
        (
            "head | Banque Armoricaine\nfoot | Barique Armoriceine, SA au capital de 12 000 €",
            "Barique",
            "Banque Armoricaine",
        ),
        # and the other way round
        (
            "head | Barique Armoriceine\nfoot | Banque Armoricaine, SA au capital de 12 000 €",
            "Armoriceine",
            "Banque Armoricaine",
        ),
        # read as surely, but the signature agrees with the letterhead
        (
            "head | Télécom Levant\nbye | Cordialement,\nsign | Votre service client Télécom Levant\n"
            "foot | Télécom Levaut, SA au capital de 12 000 €",
            "",
            "Télécom Levant",
        ),
        # cut off by a speck
        ("head | Télécom Levant\nfoot | Télécom Leva:t, SA au capital de 12 000 €", "", "Télécom Levant"),
        # the web domain decides
        (
            "head | Télécom Levaut\nhead | www.telecom-levant.fr\nfoot | Télécom Levant, SA au capital de 12 000 €",
            "",
            "Télécom Levant",
        ),
        # two names, not two readings
        ("head | Norfibre Habitat\nfoot | Norfibre, SA au capital de 12 000 €", "", "Norfibre"),
    ],
)
def test_the_least_damaged_form_of_the_senders_name(notation: str, faint: str, name: str) -> None:
    assert sender(notation, faint)["organisation"] == name


@pytest.mark.parametrize("dirt", ["(te", "n on", ">aen", "Ra nt", "e"])
def test_dirt_in_the_head_is_nobody(dirt: str) -> None:
    body = "hello | Madame,\nbody | Nous avons bien reçu votre lettre du 4 juin et nous vous en remercions."
    assert sender(f"head | {dirt}\n{body}", faint=dirt) == {}
    letter = letter_of(f"to | {dirt}\nto | 12 rue des Lilas\nto | 83000 TOULON\n{body}", faint=dirt)
    assert [f.role for f in find_recipient(Reading(letter, load_language()))] == ["address"]


@pytest.mark.parametrize(
    ("name", "confidence", "legible"),
    [
        ("Madame Marion Barbazan", 0.6, True),
        ("Madame Marion Barbazan", 0.2, False),
        ("nom, prénom", 1.0, True),  # a form that nobody filled in
        ("nom, prénom", 0.6, False),
        ("EDF", 0.9, True),
        ("n on", 0.9, False),
        ("(te", 0.95, False),
    ],
)
def test_what_may_be_a_name_at_all(name: str, confidence: float, legible: bool) -> None:
    assert is_legible_name(name, [PlacedWord(0, len(name), 1, Box(0, 0, 1, 1), confidence)]) is legible


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Madarne Marion Barbazan", "Madame Marion Barbazan"),
        ("Mensieur Paul Roux", "Monsieur Paul Roux"),
        ("Madame Roux", "Madame Roux"),
        ("Marianne Roux", "Marianne Roux"),
        ("Madère", "Madère"),
    ],
)
def test_a_civility_is_spelt_as_it_is_known(read: str, meant: str) -> None:
    assert mend_civility(read) == meant


@pytest.mark.parametrize(
    ("word", "surname"),
    [("VASSELIN", True), ("Morvan-Roux", True), ("Marie", True), ("Brt", False), ("Cordialement", False)],
)
def test_surnames(word: str, surname: bool) -> None:
    assert is_surname(word) is surname


@pytest.mark.parametrize(
    ("street", "address"),
    [
        ("1, plave Jean-Moulin", "1, plave Jean-Moulin, 42160 Saint-Aubin"),  # the word of the street is damaged
        ("12 Kerlann", "12 Kerlann, 42160 Saint-Aubin"),  # a hamlet has none
        ("3900 appel gratuit : voir au dos", "42160 Saint-Aubin"),
        ("2e Clients Particuliers", "42160 Saint-Aubin"),
    ],
)
def test_a_number_and_words_above_the_postcode_are_a_street(street: str, address: str) -> None:
    assert sender(f"head | Ville de Saint-Aubin\nfrom | {street}\nfrom | 42160 Saint-Aubin")["address"] == address


@pytest.mark.parametrize("department", ["Intendance", "Recettes hospitalières", "Service des admissions"])
def test_a_lone_part_below_the_letterhead_is_the_department(department: str) -> None:
    assert (
        sender(f"head | Centre hospitalier de Brioux\nhead | {department}\nto | M. Paul ROUX")["department"]
        == department
    )


@pytest.mark.parametrize(
    ("notation", "subject"),
    [
        ("subj | Compte de contrat : 12 345 678 Facture n° 998877\nsubj | Votre échéancier", "Votre échéancier"),
        ("subj | Compte de contrat : 12 345 678 Facture n° 998877\nbody | Concerne : votre échéancier",
         "votre échéancier"),
        ("subj | N° client : 12 345 678", None),
        ("subj | Location de vaisselle : caution de mai 2015", "Location de vaisselle : caution de mai 2015"),
        ("subj | Objet : Votre remboursement\nsubj | _-\nsubj | e Monsieur,\nbody | Bonjour", "Votre remboursement"),
        ("subj | Objet : Votre voyage\nsubj | à Nantes", "Votre voyage à Nantes"),
        ("subj | & Gbjet : Situation de votre compte", "Situation de votre compte"),
    ],
)  # fmt: skip
def test_a_reference_is_no_subject(notation: str, subject: str | None) -> None:
    found = list(find_subject(Reading(letter_of(notation), load_language())))
    assert [f.value for f in found] == ([subject] if subject else [])
