"""What a check is: a code, a description, a rule over one mailing, and examples that are also its tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.findings.mailing import Mailing
from pipeline.records import LetterRow, Mention, Severity


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a check saw: the letters in the order the message names them, the evidence, one French sentence.

    `doubtful`: the mentions whose reading is too unsure to accuse anybody; the finding becomes a `cannot_tell`.
    `severity` only where it differs from the check's own.
    """

    letters: tuple[LetterRow, ...]
    mentions: tuple[Mention, ...]
    message: str
    doubtful: tuple[Mention, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A small mailing and what must be said of it: `message` as a whole, or None where the check must be silent."""

    what: str
    letters: tuple[LetterRow, ...]
    mentions: tuple[Mention, ...]
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check."""

    code: str
    description: str
    severity: Severity
    notice: Callable[[Mailing], Iterable[Noticed]]
    fires: tuple[Example, ...]
    silent: tuple[Example, ...]
