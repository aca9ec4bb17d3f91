"""The encoder as torch fits it: rows of pieces → how likely the answer to a question is yes."""

from typing import Final

import torch
from torch import nn
from torch.nn import functional

from pipeline.encoder import LONGEST, PAD, QUESTIONS
from tests.model.encoder_base import Base

_HEADS: Final = 12
_MOST: Final = 2 * LONGEST + 16  # pieces of two sides and what stands between them
_LINEAR: Final = ("q", "k", "v", "ao", "fi", "fo")  # query, key, value, attended, and the wide layer there and back
_NORMS: Final = ("aln", "oln")


class _Layer(nn.Module):  # type: ignore[misc, unused-ignore]
    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        for name in _LINEAR:
            bias = base.weights[f"l{number}.{name}.b"]
            weight = base.weights[f"l{number}.{name}.w"].reshape(len(bias), -1)
            linear = nn.Linear(weight.shape[1], len(bias))
            linear.weight.data, linear.bias.data = torch.tensor(weight), torch.tensor(bias)
            setattr(self, name, linear)
        for name in _NORMS:
            setattr(self, name, _norm_of(base, f"l{number}.{name}"))

    def forward(self, x: torch.Tensor, held: torch.Tensor) -> torch.Tensor:
        rows, length, width = x.shape

        def headed(y: torch.Tensor) -> torch.Tensor:
            return y.view(rows, length, _HEADS, width // _HEADS).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(
            headed(self.q(x)), headed(self.k(x)), headed(self.v(x)), attn_mask=held
        )
        x = self.aln(x + self.ao(seen.transpose(1, 2).reshape(rows, length, width)))
        out: torch.Tensor = self.oln(x + self.fo(functional.gelu(self.fi(x))))
        return out


class Encoder(nn.Module):  # type: ignore[misc, unused-ignore]
    """Rows of pieces, the side each stands on, the question → log odds of the rows. The words' own weights stay."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        width = base.width
        self.words = nn.Embedding.from_pretrained(torch.tensor(base.weights["emb.word"].reshape(-1, width)))
        places = base.weights["emb.pos"].reshape(-1, width) + base.weights["emb.type"].reshape(-1, width)[:1]
        self.places = nn.Parameter(torch.tensor(places[:_MOST]))
        self.norm = _norm_of(base, "emb.ln")
        self.layers = nn.ModuleList(_Layer(base, n) for n in range(base.layers))
        self.side = nn.Parameter(torch.zeros(2, width))
        self.kind = nn.Parameter(torch.randn(len(QUESTIONS), width) * 0.02)
        self.pooled, self.told = nn.Linear(width, width), nn.Linear(width, len(QUESTIONS))

    def forward(self, ids: torch.Tensor, side: torch.Tensor, kind: torch.Tensor) -> torch.Tensor:
        held = ids != PAD
        x = self.words(ids) + self.places[: ids.shape[1]] + self.side[side] + self.kind[kind][:, None]
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, held[:, None, None, :])
        mean = (x * held[..., None]).sum(1) / held.sum(1, keepdim=True)
        told: torch.Tensor = self.told(torch.tanh(self.pooled(mean)))
        return told.gather(1, kind[:, None])[:, 0]


def _norm_of(base: Base, name: str) -> nn.LayerNorm:
    weight, bias = base.weights[f"{name}.w"], base.weights[f"{name}.b"]
    norm = nn.LayerNorm(len(bias), eps=1e-12)
    norm.weight.data, norm.bias.data = torch.tensor(weight), torch.tensor(bias)
    return norm
