"""Pairs of letters, written by many hands with everything that does not fit in them → labelled pairs of sentences.

A file of `letter_pairs/` holds blocks: `##` and a name, `A:` with the subject line of the earlier letter and its
sentences, one by line behind `-`, then `B:`; `= I 2 4` says that sentence 2 of A and sentence 4 of B do not fit, by the
letters of `encoder_rows.BY_LETTER`. Every limit and every sum stands in brackets.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from pipeline.encoder import Question, Side
from pipeline.findings.promises import is_to_come
from tests.model.encoder_rows import BY_LETTER, Line

_FIGURE: Final = re.compile(r"\[(?!tel|mail|site|url)[^\]]*\d?[^\]]*\]")
_SUM: Final = re.compile(r"\d[^\]]*(?:€|euros?|centimes?|francs?\b|F\b)")
_SAMPLED: Final[dict[Question, int]] = {
    "instruction": 8,
    "told again": 4,
    "already sent": 6,
}  # of what opposes nothing, of two letters
_CROSSED: Final = 5  # announcements of other letters, of each paper that is brought
_OPPOSED: Final[tuple[Question, ...]] = ("deadline", "amount")


@dataclass(slots=True)
class LetterPair:
    """Two letters, the earlier first; `told`: the numbers of the sentences, from 0, to which a question is answered."""

    hand: str
    name: str
    subjects: list[str] = field(default_factory=list)
    sentences: list[list[str]] = field(default_factory=list)
    told: set[tuple[Question, int, int]] = field(default_factory=set)

    def pairs(self, question: Question) -> Iterator[tuple[tuple[int, int], Line]]:
        """Every pair of sentences to which it may be asked, with its numbers."""
        for one, other in ((a, b) for a in range(len(self.sentences[0])) for b in range(len(self.sentences[1]))):
            texts = [_marked(self.sentences[n][at], question) for n, at in enumerate((one, other))]
            if all(texts):
                sides = [Side(*side) for side in zip(self.subjects, texts, strict=True)]
                told = (question, one, other) in self.told
                if question == "already sent":  # letters may be of one day: what is to come is the second side
                    sides.sort(key=lambda side: is_to_come(side.sentence))
                    if not told and is_to_come(sides[0].sentence) == is_to_come(sides[1].sentence):
                        continue
                yield (one, other), Line(self.hand, told, question, *sides)


def read_letter_pairs(folder: Path = Path(__file__).parent / "letter_pairs") -> list[LetterPair]:
    """All hands."""
    return [pair for path in sorted(folder.glob("*.txt")) for pair in _pairs_in(path)]


def lines_of(pairs: Sequence[LetterPair], chance: random.Random) -> list[Line]:
    """All that is answered yes, and some of what is not."""
    lines = []
    for pair in pairs:
        for question in (*_SAMPLED, *_OPPOSED):
            asked = [line for _, line in pair.pairs(question)]
            other = [line for line in asked if not line.told]
            lines += [line for line in asked if line.told]
            many = min(_SAMPLED.get(question, len(other)), len(other))
            if question == "told again":  # most are about two things: those that share words tell more
                other.sort(key=lambda line: -fuzz.token_set_ratio(line.one.sentence, line.other.sentence))
                lines += other[: many // 2]
                other, many = other[many // 2 :], many - many // 2
            lines += chance.sample(other, min(many, len(other)))
    return [*lines, *_crossed([line for line in lines if line.told and line.question == "already sent"], chance)]


def _crossed(brought: Sequence[Line], chance: random.Random) -> Iterator[Line]:
    """What is announced, and the paper of another letter of the hand: it says that it is here, and is not the one."""
    by_hand: dict[str, list[Line]] = defaultdict(list)
    for line in brought:
        by_hand[line.hand].append(line)
    for line in brought:
        for other in chance.choices(by_hand[line.hand], k=_CROSSED):
            if other is not line:
                there = Side(line.other.subject, other.other.sentence)
                yield Line(line.hand, told=False, question="already sent", one=line.one, other=there)


def _marked(sentence: str, question: Question) -> str:
    """The sentence with one figure in brackets, of the kind that is meant; empty where it has none."""
    if question not in _OPPOSED:
        return sentence.translate({ord("["): None, ord("]"): None})
    wanted = [found for found in _FIGURE.finditer(sentence) if bool(_SUM.search(found[0])) == (question == "amount")]
    if not wanted:
        return ""
    start, end = wanted[0].span()
    parts = sentence[:start], sentence[start + 1 : end - 1], sentence[end:]
    before, figure, behind = (part.translate({ord("["): None, ord("]"): None}) for part in parts)
    return f"{before}[{figure}]{behind}"


def _pairs_in(path: Path) -> Iterator[LetterPair]:
    pair: LetterPair | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        mark, _, text = line.strip().partition(" ")
        if mark == "##":
            if pair:
                yield pair
            pair = LetterPair(path.stem, text.strip())
        elif not mark:
            continue
        elif pair is None:
            raise ValueError(f"{path.name}, line {number}: no block has begun")
        elif mark in ("A:", "B:"):
            pair.subjects.append(text.strip())
            pair.sentences.append([])
        elif mark == "-":
            pair.sentences[-1].append(text.strip())
        elif mark == "=":
            letter, one, other = text.split()
            told = BY_LETTER[letter], int(one) - 1, int(other) - 1
            if not all(0 <= at < len(side) for at, side in zip(told[1:], pair.sentences, strict=True)):
                raise ValueError(f"{path.name}, line {number}: there is no such sentence")
            pair.told.add(told)
        else:
            raise ValueError(f"{path.name}, line {number}: {mark!r} is no mark")
    if pair:
        yield pair
