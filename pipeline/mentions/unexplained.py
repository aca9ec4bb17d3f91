"""A letter and its mentions → the figures in it that no rule explains: a sign that something was missed."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.mentions.plain import plain
from pipeline.records import Letter, Mention, Zone

# «7134» under «Immeuble», «07 19 34 24 00», «48 heures à l'avance», «30 jours»; «9 heures» is a time of the day
_FIGURE: Final = re.compile(
    r"(?<![\w,.])\d(?:[ .\-/]?\d){3,30}(?!\w)|(?<![\w,.])(?:24|48|72) heures|(?<!\d)\d{1,2} jours?\b"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LAW: Final = re.compile(r"\b(?:articles?|art\.?|loi|decret|ordonnance|code)\W{1,3}(?:n\W{0,3})?(?:[a-z]\W?)?$")
_BEFORE: Final = 24  # characters in which a law is named
_WORDY: Final = frozenset(("subject", "instruction"))  # kinds that claim words without reading their figures
_ZONES: Final = frozenset((Zone.REFERENCES, Zone.SUBJECT, Zone.BODY, Zone.POSTSCRIPT, Zone.COUPON))


def find_unexplained(letter: Letter, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """As printed, in the order of the letter; years and numbers of articles of law explain themselves."""
    claimed = bytearray(len(letter.text))
    for mention in (m for m in mentions if m.kind not in _WORDY):
        claimed[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    return tuple(
        letter.text[line.start + m.start() : line.start + m.end()]
        for line in letter.lines_in(*_ZONES)
        for m in _FIGURE.finditer(plain(letter.line_text(line)))
        if not any(claimed[line.start + m.start() : line.start + m.end()])
        and not _YEAR.fullmatch(m[0])
        and not _LAW.search(plain(letter.text[max(0, line.start + m.start() - _BEFORE) : line.start + m.start()]))
    )
