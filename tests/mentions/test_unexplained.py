"""Figures that no rule explains, and those that explain themselves."""

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.mentions.unexplained import find_unexplained
from tests.mentions.zoned import letter_of


@pytest.mark.parametrize(
    ("notation", "figures"),
    [
        ("body | Le bâtiment 713482 sera fermé.", ("713482",)),
        ("body | Le tirage 71 34 82 a gagné.", ("71 34 82",)),
        ("body | Prévoyez 48 heures de travaux.", ("48 heures",)),
        ("body | Nous ouvrons de 9 heures à 12 heures.", ()),
        ("body | Le Code des assurances, article L113-3, et l'article 1730.", ()),
        ("body | Depuis 2015, rien n'a changé.", ()),
        ("body | Payez 1 234,50 € avant le 3 mai 2015 au 01 99 00 12 34.", ()),
        ("ref | N° client : 571264938", ()),
        ("foot | 12345678 exemplaires", ()),
    ],
)
def test_unexplained_figures(notation: str, figures: tuple[str, ...]) -> None:
    letter = letter_of(f"hello | Madame,\n{notation}")
    assert find_unexplained(letter, find_mentions(letter, load_language())) == figures
