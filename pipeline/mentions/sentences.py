"""Letter → the spans of its sentences, each within one block of lines."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.records import Letter, Line, Zone

# Zones whose lines run on into each other; elsewhere (address, references, footer) each line stands for itself.
RUNNING: Final = frozenset({Zone.BODY, Zone.CLOSING, Zone.POSTSCRIPT, Zone.SUBJECT})

# "... votre demande. Nous vous ..." but not "M. Dupont", "art. L. 121", "n° 3. 5", "R. CHASSAING", "Tél. 04"
_STOP: Final = re.compile(r"(?<=[.!?…])[»\"”)]?\s+(?=[«\"“(]?[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜŒ0-9•–—-])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:M|MM|Mr|Mme|Mmes|Mlle|Me|Dr|Pr|St|Ste|Tél|Tel|Réf|Ref|Fax|Mob|art|Art|al|av|bd|boul|chap|cf|Cf|env|"
    r"éd|ex|hab|"
    r"max|min|No|no|Nos|obj|Obj|p|P|pp|rés|Sté|vol|janv|févr|fév|avr|juil|sept|oct|nov|déc|[A-Z])|"
    r"(?<![\wÀ-ÿ])[0-9]{1,2})\.$"
)
_ENDS: Final = frozenset(".:!?,;")
_LONGEST: Final = 2000  # characters; the longest sentences of decrees have 1500
_BULLET: Final = re.compile(r"\n\s{0,20}(?:[•▪●■◦\-–—*]|\d{1,2}[.)])\s+")
# "Allocation journalière 43,17 €" and "Durée 548 jours" below it: rows of a table, without stops
_ROW: Final = re.compile(r"(?<=\d)\s?(?:€|EUR|euros?)(?:\s(?:TTC|HT))?\n(?=\s{0,20}[A-ZÀÂÇÉÈÊ][a-zà-ÿ'’])")


def find_sentences(letter: Letter) -> tuple[tuple[int, int], ...]:
    """(start, end) of every sentence, in order; together they hold every character of every line."""
    return tuple(sentence for run in _runs(letter) for sentence in _split(letter.text, *run))


def _runs(letter: Letter) -> Iterator[tuple[int, int]]:
    """Stretches of text in which a sentence may go over the end of the line."""
    held: list[Line] = []
    for line in letter.lines:
        if held and not _runs_on(letter, held[-1], line):
            yield held[0].start, held[-1].end
            held = []
        held.append(line)
    if held:
        yield held[0].start, held[-1].end


def _runs_on(letter: Letter, before: Line, line: Line) -> bool:
    if before.page != line.page:
        return False
    if before.block != line.block and not _is_cut(letter.line_text(before), letter.line_text(line)):
        return False
    if before.zone is Zone.BODY and line.zone is Zone.DATE_LINE:  # "... avant le / 08/09/2012." is no date line
        return letter.line_text(before).rstrip()[-1:] not in _ENDS
    return before.zone is line.zone and line.zone in RUNNING


def _is_cut(before: str, line: str) -> bool:
    """Whether two blocks are one sentence that the layout cut: no stop above, a small letter below."""
    return before.rstrip()[-1:] not in _ENDS and line.lstrip()[:1].islower()


def _no_longer_than(most: int, text: str, start: int, cuts: list[int]) -> Iterator[int]:
    """The cuts, and more where a stretch without a stop is longer than any sentence: at a space, if it can be."""
    for cut in cuts:
        while cut - start > most:
            space = max(text.rfind(" ", start + 1, start + most), text.rfind("\n", start + 1, start + most))
            start = space if space > start else start + most
            yield start
        yield cut
        start = cut


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = [
        m.end() for m in _STOP.finditer(text, start, end) if not _ABBREVIATION.search(text[start : m.start()][-12:])
    ]
    cuts += [m.start() + 1 for m in _BULLET.finditer(text, start, end)]
    cuts += [m.end() for m in _ROW.finditer(text, start, end)]
    here = start
    for cut in _no_longer_than(_LONGEST, text, start, sorted({*cuts, end})):
        stretch = text[here:cut]
        if stretch.strip():
            lead = len(stretch) - len(stretch.lstrip())
            yield here + lead, here + len(stretch.rstrip())
        here = cut
