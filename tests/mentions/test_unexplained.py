"""Figures that look like a missed value, and those that explain themselves."""

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.mentions.unexplained import find_unexplained
from pipeline.records import Box, Mention
from tests.mentions.zoned import letter_of

# as if no rule had found anything: what in the line looks like a value that was missed
MISSED = (
    # sums: the unit, or cents behind a word of money
    ("body | Le solde de 45 € reste impayé.", ("45",)),
    ("body | Il vous en coûtera 120 euros.", ("120",)),
    ("body | La somme s'élève à EUR 45,00 ce jour.", ("45,00",)),
    ("body | Une amende de 300 francs est prévue.", ("300",)),
    ("body | Total à payer : 1 234,56", ("1 234,56",)),
    ("slip | Montant TTC 154,20", ("154,20",)),
    ("body | Solde débiteur au jour de l'arrêté : 87,15", ("87,15",)),
    ("body | Vos frais s'établissent à 2 000 € cette année.", ("2 000",)),
    # dates
    ("body | Nous vous recevrons le 13/02/2015 au matin.", ("13/02/2015",)),
    ("body | Nous vous recevrons le 13.02.15 au matin.", ("13.02.15",)),
    ("body | Nous vous recevrons le 13 février au matin.", ("13",)),
    ("body | À compter du 1er mars, tout change.", ("1",)),
    # limits
    ("body | Répondez sous 30 jours.", ("30 jours",)),
    ("body | Vous disposez de 15 jours pour répondre.", ("15 jours",)),
    ("body | Prévenez-nous 48 heures à l'avance.", ("48 heures",)),
    ("body | Il vous reste 8 jours.", ("8 jours",)),
    ("body | Passé un délai de deux mois, nous agirons.", ("deux mois",)),
    ("body | Un préavis de trois semaines est demandé.", ("trois semaines",)),
    ("body | Prévoyez 48 heures de travaux.", ("48 heures",)),
    # telephone numbers
    ("body | Appelez le 01 99 00 12 34.", ("01 99 00 12 34",)),
    ("body | Une urgence : 0199001234", ("0199001234",)),
    ("body | Composez le 3949 à toute heure.", ("3949",)),
    ("body | Joignez notre serveur vocal au 36 46.", ("36 46",)),
    # references: the label, the block, the length
    ("ref | N° client : 571264938", ("571264938",)),
    ("ref | Vos réf. 4711", ("4711",)),
    ("ref | Suivi AB-4711-C", ("AB-4711-C",)),
    ("ref | 2015-04712", ("2015-04712",)),
    ("body | Votre dossier 2015-0412 est clos.", ("2015-0412",)),
    ("body | Votre contrat n° 48213 prend fin.", ("48213",)),
    ("body | Rappelez la référence FR48213B dans vos envois.", ("FR48213B",)),
    ("slip | Votre espace : 48213", ("48213",)),
    ("body | Le 713482 est le vôtre.", ("713482",)),
    ("body | Le tirage 71 34 82 a gagné.", ("71 34 82",)),
    ("body | Indiquez 123 456 789 au guichet.", ("123 456 789",)),
    ("subj | Objet : facture 48213", ("48213",)),
    # a label at the end of the line before
    ("body | Veuillez noter le code\nbody | 48213 pour la suite.", ("48213",)),
)
HARMLESS = (
    "body | Nous ouvrons de 9 heures à 12 heures.",
    "body | Ouvert de 9.00-12.00 et de 14.00-17.30 le lundi.",
    "body | Le fichier des clients compte 12 500 noms.",
    "body | La réunion se tient à 20h30.",
    "body | Le service répond 24 heures sur 24, 7 jours sur 7.",
    "body | Selon le référentiel n° 345 et le référentiel n° 3456.",
    "body | L'article 12 et l'article 1730 du code civil.",
    "body | Le Code des assurances, article L113-3, et les articles 1382 et 1383.",
    "body | La loi n° 78-17 et la loi Informatique et Libertés n° 2004-801.",
    "body | Le règlement (UE) 2016/679 s'applique.",
    "body | Le décret en Conseil d'État n° 2012-1246 le dit.",
    "body | Vu l'arrêté préfectoral n° 2014-1234.",
    "body | Conforme à la norme NF C 15-100 et à la norme ISO 9001.",
    "body | Remplissez le formulaire Cerfa n° 12345.",
    "body | Depuis 2015, rien n'a changé.",
    "body | L'année scolaire 2014-2015 et la saison 2015/16 furent belles.",
    "body | La réunion a rassemblé 2 000 personnes.",
    "body | Notre ville compte 12 500 habitants et 4500 logements.",
    "body | Le questionnaire comporte 50 questions.",
    "body | Environ 125000 abonnés nous lisent.",
    "body | Votre consommation est de 12345 kWh.",
    "body | Consommation de 123 456 kWh relevée, index 048213 lu.",
    "body | Une surface de 1250 m² et une parcelle de 1400 m.",
    "body | La participation est de 85 % et de 12,5 %.",
    "body | Les enfants de 3 à 11 ans et de 45 ans.",
    "body | La permanence a lieu salle 2104, bureau n° 1208.",
    "body | Au 1250 de la rue, bâtiment 7134.",
    "body | Notre agence de 75011 Paris vous accueille.",
    "body | Garantie pendant 30 jours.",
    "body | Absent depuis 15 jours.",
    "body | Il y a 8 jours déjà.",
    "body | Un stage de 5 jours et 3 jours de congé.",
    "body | Les 30 jours de retard sont constatés.",
    "body | Les 15 derniers mois et les 12 mois passés.",
    "body | La voiture pèse 1450 kg et roule à 130 km.",
    "body | La photo est de 1024 x 768 et pèse 2048 ko.",
    "body | Page 2/3, annexe 4 et chapitre 1204.",
    "body | La chambre 1204 et le parking 2208 sont prêts.",
    "body | Vous avez payé en 3 fois, 2 fois en retard.",
    "body | La note de 12 sur 20 vaut pour 4 élèves.",
    "body | Chaque 1er janvier de chaque année, le 2e et le 3e.",
    "body | Le bilan moral est au point 4.",
    "foot | 12345678 exemplaires",
)


@pytest.mark.parametrize(("notation", "figures"), MISSED)
def test_a_missed_value_is_a_reason(notation: str, figures: tuple[str, ...]) -> None:
    assert find_unexplained(letter_of(f"hello | Madame,\n{notation}"), ()) == figures


@pytest.mark.parametrize("notation", HARMLESS)
def test_a_harmless_figure_is_none(notation: str) -> None:
    letter = letter_of(f"hello | Madame,\n{notation}")
    assert find_unexplained(letter, find_mentions(letter, load_language())) == ()


@pytest.mark.parametrize("notation", [notation for notation, _ in MISSED])
def test_a_claimed_figure_is_none(notation: str) -> None:
    letter = letter_of(f"hello | Madame,\n{notation}")
    text, everywhere = letter.text, Box(0, 0, 1, 1)
    whole = Mention("x/1", "x", "x", 1, "reference", text, text, everywhere, 1.0, text, 0, len(text))
    assert find_unexplained(letter, (whole,)) == ()
