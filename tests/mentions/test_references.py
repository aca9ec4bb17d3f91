"""Labels, headings and prose → references; what looks like one and is none."""

import re

import pytest

from pipeline.mentions.found import Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.references import find_references
from pipeline.records import Box, Letter, Line, PlacedWord, Zone
from tests.mentions.letter_of import letter_from_text
from tests.mentions.zoned import letter_of

PROSE = [
    ("Nous avons bien reçu votre demande concernant votre contrat n° 12-345.", ["12-345"]),
    ("Votre demande est enregistrée sous la référence ABC/12.", ["ABC/12"]),
    ("Votre dossier est suivi sous le numéro 2015-44871.", ["2015-44871"]),
    ("Votre police 123 456 couvre ce dommage.", ["123456"]),
    ("Je suis titulaire du compte 00045678912 ouvert dans votre agence.", ["00045678912"]),
    ("Merci de rappeler le numéro 45-8871-B dans vos courriers.", ["45-8871-B"]),
    ("Le véhicule immatriculé AB-123-CD a été endommagé.", ["AB-123-CD"]),
    ("Votre facture du 12 mai 2015, référence F15-00871, reste impayée.", ["F15-00871"]),
    ("Le mandat de prélèvement RUM ++SEPA0012345 est révoqué.", ["++SEPA0012345"]),
    ("Votre sinistre 15-774512 est survenu le 3 mai.", ["15-774512"]),
    ("Nous avons payé la facture n° F24-\n118340 du 3 mars.", ["F24-118340"]),
    ("Il reste sur la facture n° 25-\n300 € à payer.", ["25"]),
    ("Le train (réservation\nQKT7RM) est arrivé.", ["QKT7RM"]),
    ("Les factures n° 15001, 15002 et 15007 restent dues.", ["15001", "15002", "15007"]),
    ("La facture F2015-118 du 3 mars a été réglée.", ["F2015-118"]),
    ("Ma lettre recommandée 1A 098 765 4321 0 est restée sans réponse.", ["1A09876543210"]),
    ("Votre réclamation, référencée 15-R-00871, a été étudiée.", ["15-R-00871"]),
    ("Votre demande (dossier 44-8871) est en cours.", ["44-8871"]),
    ("SEM au capital de 850 000 € - 396 501 42 1 RCS Vichy", ["396501421"]),
    ("SA au capital de 12 450 000 € - 512\n345 679 RCS Rennes", ["512345679"]),
    ("Votre n° de suivi est le 6A 1234 5678 901.", ["6A12345678901"]),
    ("Rappelez votre numéro d'allocataire, qui est le 4471 902, dans vos envois.", ["4471902"]),
    ("Votre numéro de dossier médical est le 8812-04417.", ["8812-04417"]),
    ("Son immatriculation, relevée par notre expert, est FK-207-QD.", ["FK-207-QD"]),
    ("Votre identifiant de connexion, à garder secret, est le 55012874.", ["55012874"]),
    ("Au guichet, indiquez votre numéro permanent d'élève, le 30 441 907.", ["30441907"]),
    ("Les plans portent désormais le numéro\nDT-87-0567.", ["DT-87-0567"]),
    ("Votre compteur (n° 09 455 781) sera remplacé.", ["09455781"]),
    ("Vous êtes connu chez nous sous l'identifiant MJ-55120.", ["MJ-55120"]),
    ("Le prêt 0044178-Z est soldé.", ["0044178-Z"]),
    ("Nous la suivons au numéro 55-AB-7781.", ["55-AB-7781"]),
    ("Merci de citer DRH-15-0087 dans votre réponse.", ["DRH-15-0087"]),
    ("Appelez-nous en rappelant le CR8154350.", ["CR8154350"]),
    ("Le chèque doit porter la mention 374241 au dos.", ["374241"]),
    ("Votre police AU 330 717 09 couvre ce sinistre.", ["AU33071709"]),
    ("Nous instruisons le dossier DT-87-0567. L'enquête publique suivra.", ["DT-87-0567"]),
    ("La rente que vous touchez depuis trois ans déjà sous le n° RA 54\n862 99 n'est pas interrompue.", ["RA5486299"]),
]
NONE_IN_PROSE = [
    "un prêt de 15000 euros, un crédit 24 mois, votre adhésion 2015",
    "Rappelez-nous entre 9 h et 17 h et citez votre nom.",
    "Le chèque doit porter la mention « loyer 2015 » au dos. Votre police au 12 03 2015 et au 1er juin",
    "Votre numéro de client, le 3 mai 2015, a été modifié.",
    "Notre numéro d'appel, non surtaxé, est le 0 800 123 456.",
    "Votre numéro de dossier, qui est la clé de tout, compte 10 chiffres.",
    "Votre numéro de passage est le 112. Le code postal de votre commune est le 83 200.",
    "Conformément à l'article L. 121-20 du code de la consommation",
    "le décret n° 2015-123 du 4 février 2015",
    "la loi n° 89-462 du 6 juillet 1989",
    "en application de l'ordonnance n° 2016-131 et du règlement (UE) n° 2016/679",
    "ligne de bus n° 123, bâtiment n° 245, bureau n° 112, page n° 123 sur 240",
    "au 125 rue de la Paix, appartement n° 301",
    "Composez le numéro 0 800 123 456 ou le 39 70.",
    "pour un montant de 1 234,56 € sous 15 jours",
    "le contrat 2015 prévoit une hausse, votre contrat 24 mois aussi",
    "votre facture 2014, votre compte 2014-2015, un compte 1250,50",
    "votre facture 12500 kWh, un dossier 12345 pages",
    "ouverte au 1 rue du Client\n75015 PARIS",
]
ABOVE = [
    ("ref", "Référence à rappeler : 2015/VX/889", ["2015/VX/889"]),
    ("ref", "Livraison : BL45 du 23/10/2017", ["BL45"]),
    ("ref", "Parcelle n° AB 234", ["AB234"]),
    ("ref", "Immatriculation : AB-123-CD", ["AB-123-CD"]),
    ("ref", "Espace client : 778 123 45", ["77812345"]),
    ("head", "N/Réf. BR/CL 2015-112", ["BR/CL2015-112"]),
    ("head", "Code client 4471-A", ["4471-A"]),
    ("subj", "Objet : résiliation du contrat n°AZ-44871", ["AZ-44871"]),
    ("subj", "Objet : facture 2015-0087", ["2015-0087"]),
    ("ref", "Dossier n° : 15.02.0881", ["15.02.0881"]),
    ("ref", "Clé web : 8841-2277-KL", ["8841-2277-KL"]),
    ("ref", "Vos références : contrat 447 812 / client 99 812", ["447812", "99812"]),
    ("ref", "V/Réf : votre lettre du 3 mai 2015", []),
    ("ref", "Réf. : 12 mai 2015", []),
    ("ref", "Tél. : 04 94 12 34 56", []),
    ("ref", "Date d'échéance : 12/03/2015", []),
    ("ref", "Période : 2014-2015", []),
    ("ref", "Montant : 1250,00", []),
    ("ref", "Horaires : 9h-12h", []),
    ("head", "Ouvert : 8h30-12h00 13h30-17h00", []),
    ("head", "CS 12345 - 83000 Toulon Cedex", []),
    ("subj", "Objet : recensement 2015", []),
    ("ref", "Immeuble 6782", ["6782"]),
    ("ref", "Lot : 23 – Compte : 0712-C-00418", ["0712-C-00418"]),
    ("ref", "Tribunal judiciaire de Nolay – RG 25/00714", ["25/00714"]),
    ("ref", "affaire 4417", ["4417"]),
    ("ref", "Affaire 2025", []),
    ("ref", "NEPH 250312204411", ["250312204411"]),
    ("head", "1004417 AM/PF", ["1004417AM/PF"]),
    ("ref", "Dossier : DP 021 044 24\nref | 00147", ["DP0210442400147"]),
    ("ref", "Dossier : 12 345\nref | 75001", ["12345"]),
    ("from", "Immeuble : 3226", ["3226"]),
    ("ref", "Salarié n° 02 64 66 55 69", ["0264665569"]),
    ("ref", "Compte de facturation : 06 47 54 57 40", ["0647545740"]),
    ("head", "Appelez-nous : +33 4 65 71 06 61", []),
    ("ref", "Mon numéro : 06 12 34 56 78", []),
]
TABLES = [
    ("N° facture      Date         N° client\n2018-AVRO-33    09/11/2018   KX40917", ["2018-AVRO-33", "KX40917"]),
    ("N° client | Date | Référence\n4471-22 | 12/03/2015 | AB/77", ["4471-22", "AB/77"]),
    ("Vos références\n12-34567/B", ["12-34567/B"]),
    ("Vos références             Date limite de paiement\n78 451 223 556             12/04/2015", ["78451223556"]),
    ("DATE    NUMERO DE FACTURE   COMMANDE\n14 mai 2018    2018-206            BDC7719", ["2018-206", "BDC7719"]),
    ("N° client          Montant          Échéance\n00123456           145,20 €         12/04/2015", ["00123456"]),
    ("N° facture     Date          Dû\nF15-0012       12/01/2015    9,00 €\nF15-0045       12/02/2015    8,00 €",
     ["F15-0012", "F15-0045"]),
    ("Numéro de téléphone      Numéro client\n04 94 12 34 56           7 554 221", ["7554221"]),
    ("N° d'adhérent                    Madame Anne MARTIN\n123 456 78                       12 rue des Lilas",
     ["12345678"]),
    ("Code client          Année      N° avis\n2015-A77             2015       15 83 1234567 89",
     ["2015-A77", "1583123456789"]),
    ("N° de client               7 441 208 B", ["7441208B"]),
    ("Référence     Désignation       Quantité   Prix\nPROD-1234     Cahier grand      2          3,50", []),
    ("N° de dossier\nMadame MARTIN Anne\n12345 VILLE", []),
    ("Référence client\n12 rue des Lilas\n83000 TOULON", []),
    ("Client\n83000", []),
]  # fmt: skip
TABLES_ABOVE = [
    ("Contrat           Événement\nPF30841043        E56/63793", ["PF30841043", "E56/63793"]),
    ("N° de locataire   Logement\n165050            B90-551", ["165050", "B90-551"]),
    ("Identifiant       Compte de facturation\nNL-760690         07 60 94 19 88", ["NL-760690", "0760941988"]),
    ("Compte cotisant :                Madame,\n827 999 565 059", ["827999565059"]),
    ("Notre référence :                nous avons reçu\nMED-98623535                     votre courrier",
     ["MED-98623535"]),
    ("Téléphone :       Service\n04 65 71 06 61    2015", []),
]  # fmt: skip


def values_of(letter: Letter) -> list[str]:
    return [f.value for f in sorted(find_references(Reading(letter, load_language())), key=lambda f: f.start)]


@pytest.mark.parametrize(("text", "values"), [*PROSE, *((text, []) for text in NONE_IN_PROSE)])
def test_references_in_prose(text: str, values: list[str]) -> None:
    assert values_of(letter_from_text(text)) == values


@pytest.mark.parametrize(("zone", "text", "values"), ABOVE)
def test_references_above_the_body(zone: str, text: str, values: list[str]) -> None:
    assert values_of(letter_of(f"{zone} | {text}")) == values


@pytest.mark.parametrize("split", [False, True], ids=["rows are lines", "cells are lines"])
@pytest.mark.parametrize(("table", "values"), TABLES)
def test_values_stand_below_or_beside_their_labels(table: str, values: list[str], split: bool) -> None:
    assert values_of(printed_table(table, split=split)) == values


@pytest.mark.parametrize("split", [False, True], ids=["rows are lines", "cells are lines"])
@pytest.mark.parametrize(("table", "values"), TABLES_ABOVE)
def test_above_the_text_any_label_has_its_value(table: str, values: list[str], split: bool) -> None:
    assert values_of(printed_table(table, split=split, zone=Zone.LETTERHEAD)) == values


@pytest.mark.parametrize("filler", ["\n", "\n\n", " ", "N° ", "réf. ", "Contrat\n", "n° client : "])
def test_long_stretches_come_to_an_end(filler: str) -> None:
    values_of(letter_from_text(filler * (30_000 // len(filler))))


def printed_table(table: str, *, split: bool, zone: Zone = Zone.BODY) -> Letter:
    """Cells, two spaces apart or more, where they stand in the string; each row is one line, or each cell."""
    text, lines, words, height = "", list[Line](), list[PlacedWord](), 0.009
    for nth, row in enumerate(table.splitlines()):
        top, bottom = 0.1 + nth * 2 * height, 0.1 + (nth * 2 + 1) * height
        cells = list(re.finditer(r"\S+(?: \S+)*", row))
        for group in [[cell] for cell in cells] if split else [cells]:
            start = len(text)
            for cell in group:
                text += " " if len(text) > start else ""
                for word in re.finditer(r"\S+", cell[0]):
                    x0, x1 = (0.1 + (cell.start() + i) * 0.008 for i in word.span())
                    span = len(text) + word.start(), len(text) + word.end()
                    words.append(PlacedWord(*span, 1, Box(x0, top, x1, bottom), 0.95))
                text += cell[0]
            box = Box(0.1 + group[0].start() * 0.008, top, 0.1 + group[-1].end() * 0.008, bottom)
            lines.append(Line(start, len(text), 1, 0, box, height, zone))
            text += "\n"
    return Letter("a.pdf#1", "a.pdf", 1, 1, "letter", text, tuple(words), tuple(lines), (), 0.95, 1.0)
