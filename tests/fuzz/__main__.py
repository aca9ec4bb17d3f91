"""Fuzz every target in a process of its own: `python -m tests.fuzz 60 [SEED]`. Exit code 1 where one broke."""

import multiprocessing
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.hunting import keep, tell_hunt
from tests.fuzz.targets import TARGETS, load_all

_LEAST = 0.1  # seconds of a target
_SLOW = ("decoding", "letter")  # a try may take seconds: they come first, and what they overrun all others share
_PATIENCE = 120  # beyond its time a target hangs


def main(seconds: float, seed: int) -> int:
    # forked: the language model and the files to be damaged are loaded once, and not once a target
    broken, context, until = 0, multiprocessing.get_context("fork"), time.monotonic() + seconds
    load_all()
    with tempfile.TemporaryDirectory() as folder:
        # in another order each time: what has taken long leaves less to those that come last
        order = sorted(random.Random(seed).sample(list(TARGETS), len(TARGETS)), key=lambda name: name not in _SLOW)
        for number, name in enumerate(order):
            share = max(_LEAST, (until - time.monotonic()) / (len(TARGETS) - number))
            trying, (ours, theirs) = Path(folder) / "trying", context.Pipe()
            process = context.Process(target=tell_hunt, args=(name, share, seed, trying, theirs))
            process.start()
            theirs.close()
            try:
                tries, problem = ours.recv() if ours.poll(share + _PATIENCE) else (0, "it hangs")
            except EOFError:
                process.join()
                tries, problem = 0, f"its process died ({process.exitcode})"
            process.kill()
            process.join()
            print(f"{name}: {problem or f'{tries} tries'}", flush=True)
            if problem:
                broken += 1
                print(f"    kept as {keep(name, trying.read_bytes()).name}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())))
