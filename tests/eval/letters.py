"""Scans with truth -> what the rules make of each letter, and how long they take for it."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.records import Letter, Mention
from pipeline.tables import letter_row
from tests.eval.outcomes import Outcome, judge_mentions
from tests.eval.scans import Scans

Row = Mapping[str, Any]
Judge = Callable[[Letter, Language], tuple[tuple[Mention, ...], float]]


@dataclass(frozen=True, slots=True)
class Understood:
    """One letter: its row, its truth where one begins there, the outcomes of its values, CPU seconds it took."""

    row: Row
    truth: Row | None
    outcomes: tuple[Outcome, ...]
    seconds: float


def understand(scans: Scans) -> Iterator[Understood]:
    """Every letter of the scans, in their order."""
    truth = {(row["source"], row["page_start"]): row for row in scans.truth}
    language = load_language()
    for letter in scans.letters:
        start = time.process_time()
        mentions = find_mentions(letter, language)
        row = letter_row(summarise_letter(letter, mentions))
        seconds = time.process_time() - start
        wanted = truth.get((letter.source, letter.page_start))
        outcomes = tuple(judge_mentions(letter, mentions, row, wanted)) if wanted else ()
        yield Understood(row, wanted, outcomes, seconds)


def time_rules(scans: Scans, language: Language) -> float:
    """CPU seconds a letter with this language, in the middle."""
    took = []
    for letter in scans.letters:
        start = time.process_time()
        summarise_letter(letter, find_mentions(letter, language))
        took.append(time.process_time() - start)
    return sorted(took)[len(took) // 2]
