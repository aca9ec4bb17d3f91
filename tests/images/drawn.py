"""Small drawn pages: French lines in print, on white paper, at 150 dpi."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from pipeline.records import Box, Picture, Word
from tests.paper.fonts import load_font

DPI = 150
A4 = (1240, 1754)
LINES = (
    "Nous avons bien reçu votre demande de résiliation du contrat numéro 48 512.",
    "Celle-ci prendra effet à la date indiquée dans votre courrier du 13 février 2015.",
    "Vous disposez d'un délai de quinze jours pour nous renvoyer votre équipement complet,",
    "faute de quoi une indemnité de trois cents euros vous sera facturée après relance.",
    "Pour toute question, notre service reste à votre disposition du lundi au samedi,",
    "de huit heures à vingt heures, par téléphone ou sur notre site, rubrique contact.",
    "Nous vous prions d'agréer, Madame, Monsieur, l'expression de nos salutations distinguées.",
)
SIZE = 23  # pixels: 11 points at 150 dpi
LEFT, TOP, PITCH = 140, 300, 44


def blank_page(size: tuple[int, int] = A4) -> Image.Image:
    return Image.new("L", size, 255)


def text_page(lines: tuple[str, ...] = LINES, rounds: int = 3, font: str = "roboto", size: int = SIZE) -> Image.Image:
    page = blank_page()
    draw = ImageDraw.Draw(page)
    y = TOP
    for _ in range(rounds):
        for line in lines:
            draw.text((LEFT, y), line, font=load_font(font, size), fill=20)
            y += PITCH * size // SIZE
        y += PITCH
    return page


def words_of(page: Image.Image, lines: tuple[str, ...] = LINES, rounds: int = 3) -> tuple[Word, ...]:
    """The words of `text_page`, as a perfect engine would read them."""
    draw, face, words, y = ImageDraw.Draw(page), load_font("roboto", SIZE), [], TOP
    for _ in range(rounds):
        for line in lines:
            x = float(LEFT)
            for part in line.split(" "):
                x0, y0, x1, y1 = draw.textbbox((x, y), part, font=face)
                words.append(
                    Word(part, 0.95, Box(x0 / page.width, y0 / page.height, x1 / page.width, y1 / page.height))
                )
                x += draw.textlength(part + " ", font=face)
            y += PITCH
        y += PITCH
    return tuple(words)


def turned(page: Picture, degrees: float, paper: int = 255) -> Picture:
    """The page turned counter-clockwise, nothing cut off."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    wide = int(abs(turn[0, 0]) * width + abs(turn[0, 1]) * height) + 1
    high = int(abs(turn[0, 1]) * width + abs(turn[0, 0]) * height) + 1
    turn[:, 2] += (wide - width) / 2, (high - height) / 2
    picture = cv2.warpAffine(page, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(paper,) * 3)
    return np.asarray(picture, dtype=np.uint8)
