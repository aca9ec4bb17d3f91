"""Drawn mailings for development → labelled pairs: what findings rightly oppose, and sentences that oppose nothing."""

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.encoder import Question, Side
from pipeline.findings.bodies import body_of
from pipeline.findings.passages import sentences_of
from pipeline.records import LetterRow, Mention
from tests.eval.findings import SEED, judge_drawn, read_findings
from tests.eval.matches import judge
from tests.mailings.write import MailingTruth, read_truth
from tests.model.encoder_rows import Line

_ASKED: Final[dict[str, Question]] = {
    "contradictory_instruction": "instruction",
    "redundant_topic": "told again",
    "announced_already_sent": "already sent",
    "scattered_contacts": "contact",
    "conflicting_deadline": "deadline",
    "conflicting_amount": "amount",
    "conflicting_reference": "reference",
}
_KINDS: Final[dict[Question, str]] = {
    "contact": "phone",
    "deadline": "deadline",
    "amount": "amount",
    "reference": "reference",
}
_FEWEST: Final = 15  # characters of a sentence
_EACH: Final = 3  # pairs of two letters that say nothing against each other, of a question
_MOST: Final = 2  # mentions of a letter in a finding
_MASK: Final = {"phone": "tel", "email": "mail"}


def lines_in(out: Path, chance: random.Random) -> list[Line]:
    """Draws them into `out`, unless they are there."""
    if not (out / "tables" / "findings.parquet").exists():
        judge_drawn(out, "dev", None, SEED)
    return [line for truth in read_truth(out / "tables") for line in _lines_of(out / "tables", truth, chance)]


def _lines_of(held: Path, truth: MailingTruth, chance: random.Random) -> Iterator[Line]:
    letters = {x.letter_id: x for x in map(tables.letter_of, tables.read_rows(held, "letters", truth.mailing))}
    mentions = {x.mention_id: x for x in map(tables.mention_of, tables.read_rows(held, "mentions", truth.mailing))}
    yield from _told(held, truth, letters, mentions)
    numbers = {f"{truth.mailing}/{name}": number for number, name in enumerate(truth.letters, 1)}
    known = [x for x in letters.values() if _file_of(x.letter_id) in numbers]
    ordered = sorted(known, key=lambda x: numbers[_file_of(x.letter_id)])
    for one, other in itertools.combinations(ordered, 2):
        both = {numbers[_file_of(x.letter_id)] for x in (one, other)}
        for check, question in _ASKED.items():
            if any(both <= set(things) for things in truth.truth.get(check, ())):
                continue
            sides = [list(_sides_of(letter, question, [*mentions.values()])) for letter in (one, other)]
            pairs = [pair for pair in itertools.product(*sides) if pair[0].sentence != pair[1].sentence]
            for pair in chance.sample(pairs, min(_EACH, len(pairs))):
                yield Line("mailings", told=False, question=question, one=pair[0], other=pair[1])


def _told(
    held: Path, truth: MailingTruth, letters: Mapping[str, LetterRow], mentions: Mapping[str, Mention]
) -> Iterator[Line]:
    """What findings that are right oppose."""
    rows = list(tables.read_rows(held, "findings", truth.mailing))
    findings = read_findings(held, truth)
    right = {(x.check, x.letters) for x in judge(truth, findings) if x.verdict == "right"}
    for row, said in zip(rows, findings, strict=True):
        question = _ASKED.get(row["check"])
        if question is None or (said.check, said.letters) not in right:
            continue
        by_letter: dict[str, list[Mention]] = defaultdict(list)
        for mention in map(mentions.__getitem__, row["mention_ids"]):
            by_letter[mention.letter_id].append(mention)
        for ones, others in itertools.combinations(by_letter.values(), 2):
            for one, other in itertools.product(ones[:_MOST], others[:_MOST]):
                if one.value != other.value or question not in _KINDS:
                    sides = [_side_of(letters[m.letter_id], m, question) for m in (one, other)]
                    yield Line("mailings", told=True, question=question, one=sides[0], other=sides[1])


def _sides_of(letter: LetterRow, question: Question, mentions: Sequence[Mention]) -> Iterator[Side]:
    kind = _KINDS.get(question)
    if kind is None:
        title = _plain(letter.subject or "")
        yield from (Side(title, _plain(x)) for x in sentences_of(body_of(letter.text)) if len(x) > _FEWEST)
    else:
        own = [m for m in mentions if m.letter_id == letter.letter_id and m.kind == kind]
        yield from (_side_of(letter, mention, question) for mention in own)


def _side_of(letter: LetterRow, mention: Mention, question: Question) -> Side:
    sentence, text = _plain(mention.sentence), _plain(mention.text)
    if question in _KINDS:
        sentence = sentence.replace(text, f"[{_MASK.get(mention.kind, text)}]", 1)
    return Side(_plain(letter.subject or ""), sentence)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _file_of(letter_id: str) -> str:
    return letter_id.rpartition("#")[0].rpartition(".")[0]
