"""A name that may be the sender's, where it is printed and who bears witness to it."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.spelling import mend
from pipeline.records import Letter

_CUT: Final = re.compile(r"\s+[-–—•·|/]+\s+|\s*[,;|•·]\s+|\s*:\s+")
_EDGES: Final = " ,;:-–—•|*#_~.()«»"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name printed at `text[start:end]`, who bears witness to it, and what that is worth (0-1)."""

    start: int
    end: int
    name: str
    worth: float
    witness: str


def split_parts(text: str) -> list[tuple[int, int]]:
    """The parts of a line between dashes, commas and bullets, bare of what stands around them."""
    edges = [0, *(e for m in _CUT.finditer(text) for e in m.span()), len(text)]
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        bare = text[start:end].strip(_EDGES)
        if bare:
            start += text[start:end].index(bare)
            parts.append((start, start + len(bare)))
    return parts


def candidate_at(letter: Letter, start: int, end: int, worth: float, witness: str) -> Candidate:
    """The name that the letter prints there, mended."""
    return Candidate(start, end, mend(letter.text[start:end]).strip(_EDGES), worth, witness)
