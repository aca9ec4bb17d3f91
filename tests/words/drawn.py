"""Lines of text -> a page picture drawn in one type, as an engine is to read it."""

import numpy as np
from PIL import Image, ImageDraw

from pipeline.records import Picture
from tests.paper.fonts import load_font

LETTER = (
    "Toulon, le 13 février 2015",
    "Objet : résiliation de votre contrat n° 123456",
    "Madame, Monsieur,",
    "Nous avons bien reçu votre courrier et vous en remercions.",
    "La Livebox est à rendre sous trente jours ; à défaut, la somme",
    "de 300 € vous sera facturée après mise en demeure.",
    "Notre service client répond au 3900, du lundi au samedi.",
    "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
    "Votre service client",
)


def draw_page(lines: tuple[str, ...] = LETTER, size: int = 34, height: int = 900) -> Picture:
    """A grey page at 200 dpi."""
    sheet = Image.new("L", (1240, height), 250)
    pen = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        pen.text((80, 90 + number * size * 2.2), line, font=load_font("roboto", size), fill=30)
    return np.asarray(sheet)
