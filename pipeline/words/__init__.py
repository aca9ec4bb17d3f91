"""From clean scans to words: the only door for Tesseract."""

from pipeline.words.confidence import mean_confidence
from pipeline.words.engine import Engine, Manner
from pipeline.words.opening import open_engine, open_second
from pipeline.words.opinion import SecondReader, ask_second
from pipeline.words.order import order_words
from pipeline.words.reading import read_words
from pipeline.words.rotation import guess_turn
from pipeline.words.signed import read_signed

__all__ = [
    "Engine",
    "Manner",
    "SecondReader",
    "ask_second",
    "guess_turn",
    "mean_confidence",
    "open_engine",
    "open_second",
    "order_words",
    "read_signed",
    "read_words",
]
