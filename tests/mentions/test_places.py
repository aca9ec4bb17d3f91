"""Date lines → the place, and never a word that merely stands before a date."""

import pytest

from pipeline.mentions.found import Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.place import find_place
from tests.mentions.zoned import letter_of


@pytest.mark.parametrize(
    ("notation", "place"),
    [
        ("date | Toulon, le 13 février 2015", "Toulon"),
        ("date | Saint-Étienne, le vendredi 1er mars 2019", "Saint-Étienne"),
        ("date | Villeneuve d'Ascq, le 11/06/2015", "Villeneuve d'Ascq"),
        ("date | Bourg la Reine le 12 septembre 2018", "Bourg la Reine"),
        ("date | BOURG-EN-BRESSE, LE 9 AVRIL 2015", "BOURG-EN-BRESSE"),
        ("date | À Brest, ce 18 novembre 2009", "Brest"),
        ("date | Fait à La Roche-sur-Yon (85), le 2 mai 2011", "La Roche-sur-Yon"),
        ("date | L'Isle-d'Abeau, le treize mars deux mille dix", "L'Isle-d'Abeau"),
        ("date | LlLLE, le l3 févner 2O15", "LILLE"),
        ("date | Corval, le", "Corval"),
        ("ref | Nantes le 2 septembre 2016\nhello | Madame,", "Nantes"),
        ("body | Article 1\nbody | Article 2\nbody | Fait à Rennes, le 4 juin 2022\nsign | Le Préfet", "Rennes"),
        ("date | Lyon, le 3 mai 2011\nbody | a\nbody | b\nbody | Fait à Paris, le 2 mai 2011", "Lyon"),
        ("date | Toulon, 13/02/2015", "Toulon"),
        ("date | Toulon, lundi 9 février 2015", "Toulon"),
        ("date | Fait le 13 février 2015 à Toulon", "Toulon"),
        ("date | le 13/02/2015, à Aix-en-Provence", "Aix-en-Provence"),
        ("date | Rennes, le 17 juillet 2025 – Dossier n° RC-2025-4471", "Rennes"),
        ("date | Saint-Jean-du-Pin,\ndate | le 10 mars 2025", "Saint-Jean-du-Pin"),
        ("from | 29000 Morlaix\ndate | Morlaix\ndate | le 10 mars 2025", "Morlaix"),
        ("date | Service Clients\ndate | le 10 mars 2025", None),
        ("from | 29000 Morlaix\ndate | morlaix, le 10 mars 2025", "morlaix"),
        ("date | facture, le 10 mars 2025", None),
        ("date | Le 3 mars 2018", None),
        ("date | le 13 février 2015 à 14 heures", None),
        ("date | Vendredi 13 février 2015", None),
        ("date | Lundi, le 3 mars 2014", None),
        ("date | 17 mars 1956", None),
        ("ref | Date : 13/02/2015", None),
        ("ref | Prélèvement le 08/03/2015", None),
        ("ref | Né à Paris, le 3 mai 1970", None),
        ("body | Nous nous sommes vus à Toulon, le 13 février 2015, au sujet de votre contrat.", None),
    ],
)
def test_place(notation: str, place: str | None) -> None:
    letter = letter_of(notation)
    found = list(find_place(Reading(letter, load_language())))
    assert [f.value for f in found] == ([place] if place else [])
