"""Rows of pieces of words → odds, by the weights that lie in `models/`; one thread, so that mailings may run beside."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from pipeline.errors import RunError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from sentencepiece import SentencePieceProcessor

_MODELS: Final = Path(__file__).parents[2] / "models"
MODEL: Final = _MODELS / "encoder.onnx"
PIECES: Final = _MODELS / "encoder.pieces"
BEGIN, PAD, END, UNKNOWN = range(4)
LONGEST: Final = 72  # pieces of a side
_ONLY_ERRORS: Final = 3  # of what the library logs


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights, and what takes a text to pieces."""

    session: "InferenceSession"
    splitter: "SentencePieceProcessor"

    def pieces_of(self, text: str) -> tuple[int, ...]:
        """The numbers of its pieces."""
        return tuple(self.splitter.encode(text))

    def odds(self, one: Sequence[int], other: Sequence[int], question: int) -> float:
        """Log odds, of the pieces of two sides, that the answer to the question, by its number, is yes."""
        row, second = row_of(one, other)
        ids = np.array([row], np.int64)
        side = np.zeros_like(ids)
        side[:, second:] = 1
        (odds,) = self.session.run(None, {"ids": ids, "side": side, "kind": np.array([question], np.int64)})
        return float(odds[0])


def row_of(one: Sequence[int], other: Sequence[int]) -> tuple[list[int], int]:
    """The pieces of both sides in one row, and where the second begins."""
    first, second = one[:LONGEST], other[:LONGEST]
    return [BEGIN, *first, END, END, *second, END], len(first) + 2


@cache
def load_network() -> Network:
    """Raises RunError where a part is not there, or not whole."""
    for path in (MODEL, PIECES):
        if not path.is_file():
            raise RunError(f"The file {path} is not there: run from a whole checkout.")
    # onnxruntime as it comes tells its makers that and on what machine it runs; it looks here when it is loaded
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from onnxruntime import InferenceSession, SessionOptions  # late: a third of a second, and few mailings need it
    from sentencepiece import SentencePieceProcessor

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ONLY_ERRORS
    try:
        session = InferenceSession(MODEL, options, providers=["CPUExecutionProvider"])
        splitter = SentencePieceProcessor(model_proto=PIECES.read_bytes())
        if not splitter.get_piece_size():
            raise ValueError("no pieces")
        return Network(session, splitter)
    except Exception as damage:  # both libraries raise whatever they like
        raise RunError(f"The file {MODEL} or {PIECES} is damaged: run from a whole checkout.") from damage
