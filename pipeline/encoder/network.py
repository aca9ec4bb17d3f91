"""Rows of pieces of words → odds, by the weights that lie in `models/`; one thread, so that mailings may run beside."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
_WORD_BEGINS: Final = "\N{LOWER ONE EIGHTH BLOCK}"  # as the pieces mark it


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


@lru_cache(maxsize=4096)
def pieces_in(word: str) -> tuple[str, ...]:
    """What a word is made of, one piece where it is common: «contrat», «restitu|tion». RunError as below."""
    first, *rest = _load_splitter().encode(word, out_type=str) or [""]
    return tuple(filter(None, (first.removeprefix(_WORD_BEGINS), *rest)))


@cache
def load_network() -> Network:
    """Raises RunError where a part is not there, or not whole."""
    _stands_there(MODEL, PIECES)
    # onnxruntime as it comes tells its makers that and on what machine it runs; it looks here when it is loaded
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from onnxruntime import InferenceSession, SessionOptions  # late: a third of a second, and few mailings need it

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ONLY_ERRORS
    try:
        session = InferenceSession(MODEL, options, providers=["CPUExecutionProvider"])
    except Exception as damage:  # the library raises whatever it likes
        raise RunError(f"The file {MODEL} is damaged: run from a whole checkout.") from damage
    return Network(session, _read_splitter())


def _read_splitter() -> "SentencePieceProcessor":
    from sentencepiece import SentencePieceProcessor

    _stands_there(PIECES)
    try:
        splitter = SentencePieceProcessor(model_proto=PIECES.read_bytes())
        if not splitter.get_piece_size():
            raise ValueError("no pieces")
    except Exception as damage:  # so does this one
        raise RunError(f"The file {PIECES} is damaged: run from a whole checkout.") from damage
    return splitter


_load_splitter: Final = cache(_read_splitter)  # a tenth of a second


def _stands_there(*paths: Path) -> None:
    for path in paths:
        if not path.is_file():
            raise RunError(f"The file {path} is not there: run from a whole checkout.")
