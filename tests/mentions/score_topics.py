"""Letters of our own with the topics they are about -> precision, recall and F1, batch by batch.

`python -m tests.mentions.score_topics --misses third` tells what was wanted and what was given in that batch; without
`--misses` the figures alone.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from pipeline.mentions.found import Found, Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.subject import find_subject
from pipeline.mentions.topics import find_topics
from pipeline.records import Letter
from tests.mentions.zoned import letter_of

BATCHES: Final = Path(__file__).with_name("topic_letters")
HELD_OUT: Final = frozenset(("mixed-post", "social-security"))  # by hands that nothing is fitted on or looked at for
# Nearly every letter invites its reader to call: that is told of a letter where its writer tells it
_ALWAYS_ALLOWED: Final = frozenset(("contact_invited",))


@dataclass(frozen=True, slots=True)
class TopicLetter:
    """A letter, the topics it is about, and those one may say it is about too."""

    letter: Letter
    topics: frozenset[str]
    allowed: frozenset[str]


def load_batch(name: str) -> list[TopicLetter]:
    """The letters of one file."""
    raw: list[dict[str, Any]] = yaml.safe_load((BATCHES / f"{name}.yaml").read_text("utf-8"))
    return [
        TopicLetter(
            letter_of("\n".join([f"subj | Objet : {entry['subject']}", "hello | Madame, Monsieur,", *_body(entry)])),
            frozenset(entry["topics"]),
            frozenset(entry.get("also", ())) | _ALWAYS_ALLOWED,
        )
        for entry in raw
    ]


def _body(entry: dict[str, Any]) -> list[str]:
    return [f"body | {line}" for line in entry["text"].strip().splitlines()]


def topics_in(letter: Letter) -> list[Found]:
    """What it is found to be about."""
    return list(find_topics(read_letter(letter)))


def read_letter(letter: Letter) -> Reading:
    """The letter with its subject claimed."""
    reading = Reading(letter, load_language())
    reading.claim(find_subject(reading))
    return reading


def score_batch(batch: Sequence[TopicLetter]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each topic was rightly found, wrongly found and missed."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for x in batch:
        given = {f.value for f in topics_in(x.letter)}
        right.update(given & x.topics)
        wrong.update(given - x.topics - x.allowed)
        missed.update(x.topics - given)
    return right, wrong, missed


def f1(right: int, wrong: int, missed: int) -> float:
    """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
    return 2 * right / whole if (whole := 2 * right + wrong + missed) else 1.0


def main(misses: Sequence[str]) -> None:
    """Print a line for each batch, and what was missed in those asked for."""
    print(f"{'batch':16}{'letters':>8}{'P':>8}{'R':>8}{'F1':>8}")
    for path in sorted(BATCHES.glob("*.yaml")):
        batch = load_batch(path.stem)
        right, wrong, missed = (counts.total() for counts in score_batch(batch))
        shares = (right / max(1, right + wrong), right / max(1, right + missed), f1(right, wrong, missed))
        print(f"{path.stem:16}{len(batch):8}" + "".join(f"{x:8.3f}" for x in shares))
        if path.stem in misses:
            for x in batch:
                show_misses(x)


def show_misses(x: TopicLetter) -> None:
    """The letter and the words each topic was found at, where something is missing or too much."""
    found = topics_in(x.letter)
    given = {f.value for f in found}
    if x.topics <= given <= x.topics | x.allowed:
        return
    text = " ".join(x.letter.text.split())
    print(f"- {text}\n  wanted {sorted(x.topics)}, missed {sorted(x.topics - given)}, wrong:")
    for f in found:
        if f.value not in x.topics | x.allowed:
            print(f"    {f.value} at «{x.letter.text[f.start : f.end]}» ({f.confidence:.2f})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", nargs="+", default=[], metavar="BATCH")
    main(parser.parse_args().misses)
