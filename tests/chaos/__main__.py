"""Kill a real run at many moments: `python -m tests.chaos 50 [SEED]`. Exit code 1 where its tables were torn."""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.chaos.killing import Kill, disturb
from tests.chaos.mailings import lay_ground

MOST_CHANGES = 70  # a run over the drawn mailings changes its folder about so often, as far as one who looks can see


def main(count: int, seed: int) -> int:
    rng = random.Random(seed)
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        ground = lay_ground(Path(folder))
        for number in range(count):
            changes = round(MOST_CHANGES * (number + rng.random()) / count)
            kill = Kill("parent" if number % 3 == 2 else "group", changes, rng.choice((0, 0, 0.001, 0.01, 0.1)))
            outcome = disturb(ground, kill, "disturbed")
            tally["killed"] += outcome.killed
            tally["over before"] += not outcome.killed
            tally["between old and new"] += bool(outcome.killed and outcome.old and outcome.new)
            tally["torn"] += bool(outcome.wrong)
            print(
                f"{number + 1:3} {kill} -> {outcome.old} old, {outcome.new} new",
                *outcome.wrong,
                sep="\n    ",
                flush=True,
            )
    print(", ".join(f"{what}: {times}" for what, times in tally.items()))
    return 1 if tally["torn"] or not tally["killed"] else 0


if __name__ == "__main__":
    arguments = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*arguments, *(50, 2015)[len(arguments) :]))
