"""The words around a span → its role: the nearest cue wins, within the sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.found import Reading

REACH: Final = 90  # characters looked at on either side; a longer way round is another thought


@dataclass(frozen=True, slots=True)
class Cue:
    """What may stand before or after a span that has this role, in plain letters.

    `before` is searched for its last place before the span, `after` for its first place behind it.
    """

    role: str
    before: str | None = None
    after: str | None = None


class Cues:
    """A table of cues, compiled once; where two are equally near, the one higher in the table wins."""

    def __init__(self, cues: Sequence[Cue], *, after_penalty: int = 8) -> None:
        self._before = [(c.role, re.compile(c.before)) for c in cues if c.before]
        self._after = [(c.role, re.compile(c.after)) for c in cues if c.after]
        self._penalty = after_penalty

    def role_of(self, reading: Reading, start: int, end: int, default: str) -> str:
        """The role whose cue stands nearest to `text[start:end]`."""
        first, last = reading.sentence_at(start)
        before = reading.flow[max(first, start - REACH) : start]
        after = reading.flow[end : max(end, min(last, end + REACH))]
        best, role = REACH + 1, default
        for name, pattern in self._before:
            distance = min((len(before) - m.end() for m in pattern.finditer(before)), default=REACH + 1)
            if distance < best:
                best, role = distance, name
        for name, pattern in self._after:
            m = pattern.search(after)
            if m and m.start() + self._penalty < best:
                best, role = m.start() + self._penalty, name
        return role
