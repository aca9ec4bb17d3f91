"""Block of letters → what two of them announce that no mention stands for: papers, persons, changes without a day."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.changes import changes_in, is_same_change
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import plain_letters
from pipeline.findings.nouns import are_qualified_apart
from pipeline.findings.passages import Passage, objects_of
from pipeline.findings.promises import PERIODIC, name_paper, named_first, promised_in, sentences_to_come
from pipeline.findings.repeats import are_near, differ_in_figures, may_repeat
from pipeline.findings.takeovers import takeovers_in
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention

_NO_PAPER: Final = re.compile(
    r"\b(?:inutile|deja|dispens\w+|n(?:e |')(?:\w+ ){1,4}(?:pas|plus|rien|aucune?)|sans que)\b"
    r"|\b(?:pourri\w+|le cas echeant|eventuel\w*)\b"  # «les aides auxquelles vous pourriez prétendre»
    r"|€|\b(?:euros|rembours\w*|credit\w*|virement)\b"
)
Told = tuple[LetterRow, Mention]


def papers_again(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[tuple[list[Told], Says]]:
    """What is to come by another letter, promised twice: «une nouvelle carte vous sera expédiée»."""
    promised = [(row, sentence, name) for row in block for sentence, name in _promises(row.text)]
    for position, (row, sentence, name) in enumerate(promised):
        for other, again, called in promised[position + 1 :]:
            if (
                name != called
                or plain_letters(sentence) == plain_letters(again)  # the sender's phrase for all its letters
                or are_told_apart(sentence, again)
                or differ_in_figures(plain_letters(sentence), plain_letters(again))
            ):
                continue
            if are_qualified_apart(sentence, again) or not may_repeat(mailing, row, other, days):
                continue
            paper = name_paper(sentence, name)
            says = Says(f"un envoi à venir ({french.quote(paper)})", f"what will follow ({english.quote(paper)})")
            yield from _by_dates(mailing, (row, other), says)


def persons_again(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[tuple[list[Told], Says]]:
    """Who now looks after the reader's affair, presented twice: «Madame Roy suivra désormais votre dossier»."""
    presented = [(row, surname, name) for row in block for surname, name in takeovers_in(row)]
    for position, (row, surname, name) in enumerate(presented):
        for other, called, _ in presented[position + 1 :]:
            if surname == called and may_repeat(mailing, row, other, days):
                says = Says(f"l'arrivée de {french.quote(name)}", f"the arrival of {english.quote(name)}")
                yield from _by_dates(mailing, (row, other), says)


def changes_again(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[tuple[list[Told], Says]]:
    """What will be otherwise, without a day: «la mairie ouvrira le samedi dès septembre»."""
    changes = [change for row in block for change in changes_in(row)]
    for position, first in enumerate(changes):
        for other in changes[position + 1 :]:
            if not are_near(first.letter, other.letter, days):
                break  # in order of date
            if is_same_change(first, other) and may_repeat(mailing, first.letter, other.letter, days):
                said, said_en = (words.quote(first.sentence) for words in (french, english))
                says = Says(f"ce qui va changer ({said})", f"what will change ({said_en})")
                yield from _by_dates(mailing, (first.letter, other.letter), says)


def _by_dates(mailing: Mailing, rows: Sequence[LetterRow], says: Says) -> Iterator[tuple[list[Told], Says]]:
    """Told by the dates of the letters, where no mention stands for the thing."""
    dates = ((row, m) for row in rows for m in mailing.mentions_of(row, "date"))
    told = [(row, m) for row, m in dates if m.date == row.letter_date]
    if {row.letter_id for row, _ in told} == {row.letter_id for row in rows}:
        yield told, says


@lru_cache(maxsize=4096)
def _promises(text: str) -> tuple[tuple[str, Passage], ...]:
    sentences = (one for one in sentences_to_come(text) if not _NO_PAPER.search(plain_letters(one)))
    named = ((one, objects_of(named_first(one))) for one in sentences)
    return tuple((one, name) for one, name in named if name and not name & PERIODIC and promised_in(one) & name)
