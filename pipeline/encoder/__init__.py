"""Two sentences of two letters → how likely they do not fit, as a network that has read both says.

A cross-encoder, `models/encoder.onnx`: `make encoder` fits it on letters and sentences of many hands,
docs/decisions/0016-encoder.md says how well that goes. Imported by `findings` alone.
"""

from pipeline.encoder.network import (
    BEGIN,
    END,
    LONGEST,
    MODEL,
    PAD,
    PIECES,
    UNKNOWN,
    load_network,
    pieces_in,
    row_of,
)
from pipeline.encoder.pairs import IN_ORDER, QUESTIONS, Question, Side, how_likely, read_of

__all__ = [
    "BEGIN",
    "END",
    "IN_ORDER",
    "LONGEST",
    "MODEL",
    "PAD",
    "PIECES",
    "QUESTIONS",
    "UNKNOWN",
    "Question",
    "Side",
    "how_likely",
    "load_network",
    "pieces_in",
    "read_of",
    "row_of",
]
