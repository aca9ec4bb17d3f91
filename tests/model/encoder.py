"""Letters and sentences of many hands → models/encoder.onnx, which compares two sentences: `make encoder`.

Fitted on all hands but those held out, and on drawn mailings for development; then once more, on what it says wrongly
of letters that it was fitted on. Tells how well it does on the hands held out (docs/decisions/0016-encoder.md). Some
hours on two cores; it needs what `encoder.lock` has (torch, and the encoder that is fitted).
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

from pipeline.encoder import PAD, QUESTIONS, UNKNOWN
from pipeline.findings.contrary import how_opposed
from tests.model.encoder_base import read_base, splitter_of
from tests.model.encoder_export import export
from tests.model.encoder_letters import LetterPair, lines_of, read_letter_pairs
from tests.model.encoder_mailings import lines_in
from tests.model.encoder_net import Encoder
from tests.model.encoder_rows import Line, Splitter, batches_of, read_lines, row_of

HELD_OUT: Final = frozenset({"mixed", "fifth", "sixth", "sante", "vente"})
_SURE: Final = (0.5, 0.8, 0.9)
_SEED: Final = 0
_AT_ONCE: Final = 32
_ROUNDS: Final = 3
_RATE: Final = 7e-5  # at twice as much it forgot all it knew
_RATE_AGAIN: Final = 4e-5
_HARD: Final = 4  # pairs of sentences of two letters, said wrongly, that are fitted again
_ASKED: Final = 12  # of two letters, among which these are
_WARM: Final = 0.08  # of the steps, in which it learns ever faster
_BLANKED: Final = 0.05  # of the pieces, others each time
_SOFT: Final = 0.02  # no label is quite sure


def fit(
    lines: Sequence[Line], net: Encoder, splitter: Splitter, chance: random.Random, rounds: int = 1, rate: float = _RATE
) -> None:
    """Tells on the way what is lost."""
    fitted = [weight for weight in net.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(fitted, lr=rate, weight_decay=0.01)
    steps = rounds * len(batches_of(lines, _AT_ONCE, chance))
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, step / (_WARM * steps)) * max(0.0, 1 - step / steps)
    )
    net.train()
    for _ in range(rounds):
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


def hardest(pairs: Sequence[LetterPair], net: Encoder, splitter: Splitter) -> Iterator[Line]:
    """Of what opposes nothing, in the sentences that a mailing would ask about, what is likeliest said wrongly."""
    for pair in pairs:
        lines = [line for _, line in pair.pairs("instruction")]
        lines.sort(key=lambda line: -how_opposed(line.one.sentence) * how_opposed(line.other.sentence))
        right = [line for line in lines[:_ASKED] if not line.told]
        sure = likely(right, net, splitter)
        yield from (line for _, line in sorted(zip(sure, right, strict=True), key=lambda x: -x[0])[:_HARD])


def measure_letters(pairs: Sequence[LetterPair], net: Encoder, splitter: Splitter) -> Iterator[str]:
    """Of two letters, the likeliest pair of sentences: whether there is one at all, and whether it is that one."""
    yield f"{'letters':>9}  said  with one  that very one"
    best = []
    for pair in pairs:
        lines = [line for _, line in pair.pairs("instruction")]
        sure = likely(lines, net, splitter)
        at = int(np.argmax(sure))
        best.append((sure[at], any(line.told for line in lines), lines[at].told))
    for least in _SURE:
        said = [told for odds, *told in best if odds >= least]
        yield f"{len(best):>5} {least:.1f}{len(said):7}{sum(x for x, _ in said):10}{sum(x for _, x in said):15}"
    yield f"{sum(x for _, x, _ in best)} have one"


def _tensors(lines: Sequence[Line], splitter: Splitter, turned: Sequence[bool]) -> tuple[torch.Tensor, ...]:
    rows = [row_of(line, splitter, turned=turn) for line, turn in zip(lines, turned, strict=True)]
    ids = torch.full((len(rows), max(len(row) for row, _ in rows)), PAD)
    side = torch.zeros_like(ids)
    for number, (row, second) in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        side[number, second : len(row)] = 1
    return ids, side, torch.tensor([QUESTIONS.index(line.question) for line in lines])


def measure(lines: Sequence[Line], sure: Sequence[float]) -> Iterator[str]:
    """Of each question: how well what is so stands before what is not (area under the curve), precision and recall."""
    yield f"{'question':14}{'pairs':>6}{'area':>7}" + "".join(f"  P {x:<4} R {x:<3}" for x in _SURE)
    for question in QUESTIONS:
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
    parser.add_argument("--start", type=Path, help="begin with the weights that were kept in this file")
    args = parser.parse_args()
    torch.manual_seed(_SEED)
    by_chance = random.Random(_SEED)
    every = read_lines()
    with tempfile.TemporaryDirectory() as folder:
        drawn = lines_in(args.mailings or Path(folder), by_chance)
    letters = read_letter_pairs()
    own, others = ([x for x in letters if (x.hand in HELD_OUT) is held] for held in (False, True))
    known = [line for line in every if line.hand not in HELD_OUT] + drawn + lines_of(own, by_chance)
    unknown = [line for line in every if line.hand in HELD_OUT]
    by_chance.shuffle(known)
    by_chance.shuffle(unknown)
    known, unknown = known[: args.few], unknown[: args.few]
    own, others = own[: args.few], others[: args.few]
    base = read_base()
    encoder, pieces = Encoder(base), splitter_of(base)
    if args.start:
        encoder.load_state_dict(torch.load(args.start), strict=False)
    fit(known, encoder, pieces, by_chance, _ROUNDS)
    yes = [line for line in known if line.told]
    fit([*known, *yes, *hardest(own, encoder, pieces)], encoder, pieces, by_chance, rate=_RATE_AGAIN)
    if args.keep:
        torch.save({name: x for name, x in encoder.state_dict().items() if not name.startswith("words")}, args.keep)
    print(*measure(unknown, likely(unknown, encoder, pieces)), sep="\n")
    print(*measure_letters(others, encoder, pieces), sep="\n")
    if not args.few:
        export(encoder, base)
