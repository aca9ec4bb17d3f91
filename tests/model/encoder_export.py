"""A fitted encoder → models/encoder.onnx: the pieces of words that French uses alone, weights by bytes."""

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from sentencepiece import SentencePieceProcessor
from torch import nn

from pipeline.encoder import BEGIN, END, MODEL, PAD, PIECES, UNKNOWN
from tests.model.encoder_base import Base
from tests.model.encoder_net import Encoder

_OPSET = 17
_NAMES = ("ids", "side", "kind")


def export(net: Encoder, base: Base, target: Path = MODEL) -> None:
    """The pieces are those that `models/encoder.pieces` holds."""
    splitter = SentencePieceProcessor(model_proto=PIECES.read_bytes())
    place = {piece: number for number, piece in enumerate(base.pieces)}
    special = [BEGIN, PAD, END, UNKNOWN]
    kept = special + [place[splitter.id_to_piece(n)] for n in range(len(special), splitter.get_piece_size())]
    net.words = nn.Embedding.from_pretrained(net.words.weight.data[kept])
    net.eval()
    ids = torch.tensor([[BEGIN, 5, 6, END, END, 7, 8, END], [BEGIN, 5, END, END, 7, END, PAD, PAD]])
    side = torch.tensor([[0, 0, 0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 1, 1, 0, 0]])
    with tempfile.TemporaryDirectory() as folder:
        whole, plain = (str(Path(folder) / name) for name in ("whole.onnx", "plain.onnx"))
        torch.onnx.export(
            net,
            (ids, side, torch.tensor([0, 1])),
            whole,
            input_names=list(_NAMES),
            output_names=["odds"],
            dynamic_axes={"ids": {0: "rows", 1: "pieces"}, "side": {0: "rows", 1: "pieces"}, "kind": {0: "rows"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        quant_pre_process(whole, plain, skip_symbolic_shape=True)
        # by seven bits: with eight, processors without VNNI count otherwise than those with it
        quantize_dynamic(
            plain,
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
