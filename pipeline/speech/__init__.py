"""A sentence of a letter → what it tells its reader to do, and whether it speaks of something sent or to be sent.

Speech acts, read from the sentence's own n-grams by weights in `models/speech.npz` (`make model` fits them on sentences
of many hands, `docs/decisions/0011-speech.md` says how well that goes). Imported by `mentions` and by `findings`.
"""

from pipeline.speech.grams import Gram, grams_of, texts_of
from pipeline.speech.table import Table, lines_of, read_table
from pipeline.speech.weights import ACTS, MODEL, RULES, SAYS, Speech, how_likely_said, read_speech

__all__ = [
    "ACTS",
    "MODEL",
    "RULES",
    "SAYS",
    "Gram",
    "Speech",
    "Table",
    "grams_of",
    "how_likely_said",
    "lines_of",
    "read_speech",
    "read_table",
    "texts_of",
]
