"""Can an encoder that has read much French compare two letters? `make encoder`: fits one, and tells how well it does.

Fitted on the pairs of all hands but those held out, and on drawn mailings for development;
docs/decisions/0016-encoder.md has the figures. An hour or two on two cores; it needs what `encoder.lock` has (torch,
and the encoder that is fitted).
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from tests.model.encoder_base import read_base, splitter_of
from tests.model.encoder_mailings import lines_in
from tests.model.encoder_net import Encoder
from tests.model.encoder_rows import ASKED, PAD, UNKNOWN, Line, Splitter, batches_of, read_lines, row_of

HELD_OUT: Final = frozenset({"mixed", "fifth", "sixth"})
_SURE: Final = (0.5, 0.8, 0.9)
_SEED: Final = 0
_AT_ONCE: Final = 32
_ROUNDS: Final = 3
_RATE: Final = 7e-5  # at twice as much it forgot all it knew
_WARM: Final = 0.08  # of the steps, in which it learns ever faster
_BLANKED: Final = 0.05  # of the pieces, others each time
_SOFT: Final = 0.02  # no label is quite sure


def fit(lines: Sequence[Line], net: Encoder, splitter: Splitter, chance: random.Random) -> None:
    """Tells on the way what is lost."""
    fitted = [weight for weight in net.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(fitted, lr=_RATE, weight_decay=0.01)
    steps = _ROUNDS * len(batches_of(lines, _AT_ONCE, chance))
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, step / (_WARM * steps)) * max(0.0, 1 - step / steps)
    )
    net.train()
    for _ in range(_ROUNDS):
        lost = []
        for some in batches_of(lines, _AT_ONCE, chance):
            ids, side, kind = _tensors(some, splitter, [chance.random() < 0.5 for _ in some])
            ids = ids.masked_fill((torch.rand(ids.shape) < _BLANKED) & (ids > UNKNOWN), UNKNOWN)
            wanted = torch.tensor([float(line.told) for line in some]) * (1 - 2 * _SOFT) + _SOFT
            with torch.autocast("cpu", torch.bfloat16):
                odds = net(ids, side, kind)
            loss = functional.binary_cross_entropy_with_logits(odds.float(), wanted)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(fitted, 1.0)
            optimiser.step()
            pace.step()
            lost.append(loss.item())
        print(f"lost {np.mean(lost):.3f}", flush=True)


def likely(lines: Sequence[Line], net: Encoder, splitter: Splitter) -> list[float]:
    """Of each line, 0-1; where either letter may come first, by the mean of both orders."""
    net.eval()
    told: list[float] = []
    for at in range(0, len(lines), _AT_ONCE):
        some = lines[at : at + _AT_ONCE]
        with torch.inference_mode():
            both = [net(*_tensors(some, splitter, [turned] * len(some))) for turned in (False, True)]
        told += torch.sigmoid(sum(both) / len(both)).tolist()
    return told


def _tensors(lines: Sequence[Line], splitter: Splitter, turned: Sequence[bool]) -> tuple[torch.Tensor, ...]:
    rows = [row_of(line, splitter, turned=turn) for line, turn in zip(lines, turned, strict=True)]
    ids = torch.full((len(rows), max(len(row) for row, _ in rows)), PAD)
    side = torch.zeros_like(ids)
    for number, (row, second) in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        side[number, second : len(row)] = 1
    return ids, side, torch.tensor([ASKED.index(line.question) for line in lines])


def measure(lines: Sequence[Line], sure: Sequence[float]) -> Iterator[str]:
    """Of each question: how well what is so stands before what is not (area under the curve), precision and recall."""
    yield f"{'question':14}{'pairs':>6}{'area':>7}" + "".join(f"  P {x:<4} R {x:<3}" for x in _SURE)
    for question in ASKED:
        asked = [(line.told, odds) for line, odds in zip(lines, sure, strict=True) if line.question == question]
        told, odds = np.array(asked, float).reshape(-1, 2).T
        if told.all() or not told.any():
            continue
        ranks, ones = np.argsort(np.argsort(odds)) + 1, told.sum()
        area = (ranks[told == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(told) - ones))
        found = [told[odds >= least] for least in _SURE]
        figures = "".join(f"  {x.mean() if len(x) else 0:.3f}  {x.sum() / ones:.3f}" for x in found)
        yield f"{question:14}{len(told):6}{area:7.3f}{figures}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--few", type=int, help="fit and measure on so many lines only, to see whether it works")
    parser.add_argument("--mailings", type=Path, help="keep the drawn mailings in this folder")
    parser.add_argument("--keep", type=Path, help="keep the weights in this file of torch")
    args = parser.parse_args()
    torch.manual_seed(_SEED)
    by_chance = random.Random(_SEED)
    every = read_lines()
    with tempfile.TemporaryDirectory() as folder:
        drawn = lines_in(args.mailings or Path(folder), by_chance)
    known = [line for line in every if line.hand not in HELD_OUT] + drawn
    unknown = [line for line in every if line.hand in HELD_OUT]
    by_chance.shuffle(known)
    by_chance.shuffle(unknown)
    known, unknown = known[: args.few], unknown[: args.few]
    whole = read_base()
    encoder, pieces = Encoder(whole), splitter_of(whole)
    fit(known, encoder, pieces, by_chance)
    if args.keep:
        torch.save(encoder.state_dict(), args.keep)
    print(*measure(unknown, likely(unknown, encoder, pieces)), sep="\n")
