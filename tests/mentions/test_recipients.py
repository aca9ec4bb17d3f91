"""Address blocks and words of address of all kinds → name and address of the reader."""

from dataclasses import replace

import pytest

from pipeline.mentions.found import Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.recipient import find_recipient
from pipeline.records import Box, Letter, Zone
from tests.mentions.zoned import letter_of


def addressed(letter: Letter) -> tuple[str | None, str | None]:
    found = {f.role: f.value for f in find_recipient(Reading(letter, load_language()))}
    return found.get("name"), found.get("address")


BLOCKS = [
    ("Caen, le 14 août 2021 / Lycée du 8 mai 1945 / 3 rue du Port / 14000 CAEN", "Lycée du 8 mai 1945",
     "3 rue du Port, 14000 CAEN"),
    ("Monsieur Jean DUPUIS / 12 rue des Lilas / 83000 TOULON", "Monsieur Jean DUPUIS",
     "12 rue des Lilas, 83000 TOULON"),
    ("MME MARTIN ANNE / APPT 12 / BATIMENT B / 14 AVENUE FOCH / 06000 NICE", "MME MARTIN ANNE",
     "APPT 12, BATIMENT B, 14 AVENUE FOCH, 06000 NICE"),
    ("M. et Mme / DUPUIS Paul / Résidence Les Pins / 3 rue de la Mer / 83000 TOULON", "M. et Mme DUPUIS Paul",
     "Résidence Les Pins, 3 rue de la Mer, 83000 TOULON"),
    ("SARL GALVA-PLAST / A l'attention de M. Roux / ZI Nord / 49310 VERNEFORT", "SARL GALVA-PLAST",
     "ZI Nord, 49310 VERNEFORT"),
    ("Monsieur le Maire / Hôtel de Ville / Place de la Halle / BP 62 / 12450 PONTARLAC Cedex", "Monsieur le Maire",
     "Hôtel de Ville, Place de la Halle, BP 62, 12450 PONTARLAC Cedex"),
    ("Hôtel de Ville / Place de la Halle / BP 62 / 12450 PONTARLAC", "Hôtel de Ville",
     "Place de la Halle, BP 62, 12450 PONTARLAC"),
    ("Mesdames et Messieurs / les Élèves du Conservatoire",
     "Mesdames et Messieurs les Élèves du Conservatoire", None),
    ("A l'attention du Professeur Durand, directeur du / Laboratoire de botanique et du Docteur Meyer",
     "Professeur Durand", None),
    ("Destinataire : / Studio Caravelle / 45 avenue Foch, 69006 Lyon", "Studio Caravelle",
     "45 avenue Foch, 69006 Lyon"),
    ("LETTRE RECOMMANDÉE AVEC AR / 1A 012 345 6789 0 / M DURAND PIERRE / 3 CHE DES VIGNES / 33000 BORDEAUX",
     "M DURAND PIERRE", "3 CHE DES VIGNES, 33000 BORDEAUX"),
    ("Orange / Service Résiliation / 33734 BORDEAUX CEDEX 9", "Orange", "33734 BORDEAUX CEDEX 9"),
    ("Ruth Villard / Rue des Glycines, 18/07 / 5100 JAMBES", "Ruth Villard", "Rue des Glycines, 18/07, 5100 JAMBES"),
    ("Indivision ROCHE / chez Maître Paul BLIN / 8 place du Marché / 50100 CHERBOURG / FRANCE", "Indivision ROCHE",
     "chez Maître Paul BLIN, 8 place du Marché, 50100 CHERBOURG"),
    ("M0NSIEUR PAUL GARN1ER / l2 RUE DES ACAC1AS / 83OOO T0ULON", "MONSIEUR PAUL GARNIER",
     "12 RUE DES ACACIAS, 83000 TOULON"),
    ("Docteur Ida BLANC / Cabinet médical / 3 quai Riquet / 31500 TOULOUSE / SIRET 412 345 678 00012",
     "Docteur Ida BLANC",
     "3 quai Riquet, 31500 TOULOUSE"),
    ("KX29 104877 T05 03/26 / MME ODILE MERLE / LE BOURG / 29800 LANDERNEAU", "MME ODILE MERLE",
     "LE BOURG, 29800 LANDERNEAU"),
    ("SEA-33-2/0415 ◄ / M. LUC PAVIE / BP 40217 / 33000 BORDEAUX", "M. LUC PAVIE", "BP 40217, 33000 BORDEAUX"),
    ("0012 AK 771 0451 3/4 / M. LUC PAVIE / 3 RUE DU PORT / 05000 GAP", "M. LUC PAVIE", "3 RUE DU PORT, 05000 GAP"),
    ("SEA-33-2/0415 «4 / M. LUC PAVIE / 3 RUE DU PORT / 05000 GAP", "M. LUC PAVIE", "3 RUE DU PORT, 05000 GAP"),
    ("Par courrier / Madame Anne MARTIN / 3 rue du Port / 05000 GAP", "Madame Anne MARTIN", "3 rue du Port, 05000 GAP"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "name", "address"), BLOCKS, ids=[b[0][:40] for b in BLOCKS])
def test_block(block: str, name: str, address: str | None) -> None:
    lines = "\n".join(f"to | {line}" for line in block.split(" / "))
    assert addressed(letter_of(f"head | Norfibre\n{lines}\nbody | Bonjour")) == (name, address)


def test_a_block_in_the_window_is_the_readers_although_no_zone_says_so() -> None:
    letter = letter_of(
        """head | Norfibre
        date | Monsieur Paul GARNIER
        date | 8 rue des Acacias
        date | 83000 TOULON
        hello | Monsieur,
        body | Nous vous écrivons."""
    )
    assert addressed(letter) == ("Monsieur Paul GARNIER", "8 rue des Acacias, 83000 TOULON")


def test_a_name_taken_for_a_letterhead_is_joined_to_its_address() -> None:
    letter = letter_of(
        """head | Norfibre
        to   | Monsieur Étienne GARNIER
        to   | 8 rue des Acacias
        to   | 83000 TOULON"""
    )
    lines = [replace(x, zone=Zone.LETTERHEAD) if "GARNIER" in letter.line_text(x) else x for x in letter.lines]
    assert addressed(replace(letter, lines=tuple(lines))) == (
        "Monsieur Étienne GARNIER",
        "8 rue des Acacias, 83000 TOULON",
    )


def test_a_name_read_as_two_lines_is_put_together_from_left_to_right() -> None:
    letter = letter_of("to | Étienne\nto | Monsieur\nto | 8 rue des Acacias\nto | 83000 TOULON")
    right, left = letter.lines[:2]
    row = [
        replace(right, box=Box(0.65, 0.1, 0.75, 0.11)),
        replace(left, box=Box(0.55, 0.1, 0.64, 0.11), zone=Zone.LETTERHEAD),
    ]
    words = [replace(w, box=line.box) for w, line in zip(letter.words, row, strict=False)]
    torn = replace(letter, lines=(*row, *letter.lines[2:]), words=(*words, *letter.words[2:]))
    assert addressed(torn) == ("Monsieur Étienne", "8 rue des Acacias, 83000 TOULON")


@pytest.mark.parametrize(
    ("notation", "name"),
    [
        ("ref | A l'attention de Madame Anne MARTIN\nbody | Bonjour", "Madame Anne MARTIN"),
        (
            "date | à Mesdames et Messieurs\ndate | les Délégués syndicaux",
            "Mesdames et Messieurs les Délégués syndicaux",
        ),
        ("ref | Monsieur VIDALENC\nbody | Il a été décidé que les portes seraient fermées.", "Monsieur VIDALENC"),
        ("ref | Madame la Directrice de l'école\nbody | Bonjour", "Madame la Directrice de l'école"),
        ("hello | Monsieur,\nbody | Bonjour", None),
        ("hello | Monsieur le Maire,\nbody | Bonjour", None),
        ("body | Nous avons écrit à Madame Martin le 3 mai dernier au sujet de votre contrat.", None),
        ("head | Monsieur Paul GARNIER\nfrom | 8 rue des Acacias\nfrom | 83000 TOULON\nbody | Bonjour", None),
    ],
)
def test_named_without_an_address(notation: str, name: str | None) -> None:
    assert addressed(letter_of(notation)) == (name, None)


def test_the_heading_of_a_table_far_right_of_the_name_is_no_part_of_it() -> None:
    letter = letter_of("to | Mme Anne MARTIN Date Client\nto | 12 route du Pin\nto | 89130 TOUCY\nbody | Bonjour")
    first = letter.lines[0]
    words = [
        replace(w, box=Box(0.8, w.box.y0, 0.9, w.box.y1)) if w.start > 14 and w.end <= 27 else w for w in letter.words
    ]
    torn = replace(
        letter,
        words=tuple(words),
        lines=(replace(first, box=Box(0.55, first.box.y0, 0.9, first.box.y1)), *letter.lines[1:]),
    )
    assert addressed(torn) == ("Mme Anne MARTIN", "12 route du Pin, 89130 TOUCY")


def test_what_was_read_of_a_bar_code_is_no_part_of_the_name() -> None:
    bars = "LI DELE CELL FU OU FT"
    letter = letter_of(
        f"to | {bars}\nto | M. LUC PAVIE\nto | 3 RUE DU PORT\nto | 05000 GAP\nbody | Bonjour", faint=bars
    )
    assert addressed(letter) == ("M. LUC PAVIE", "3 RUE DU PORT, 05000 GAP")
