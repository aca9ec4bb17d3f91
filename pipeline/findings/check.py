"""What a check is: a code, a description, a rule over one mailing, a section of the charter, and examples."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from pipeline.findings.mailing import Mailing
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention, Severity


class Section(BaseModel):
    """What the charter says of a check: whether it runs, how grave it is; a check's own parameters stand beside them.

    The default of every parameter of a check stands in `charter.yaml`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    run: bool = True
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a check saw: the letters in the order the message names them, the evidence, one sentence in each language.

    `doubtful`: the mentions whose reading is too unsure to accuse anybody; the finding becomes a `cannot_tell`.
    `severity` only where it differs from the check's own.
    """

    letters: tuple[LetterRow, ...]
    mentions: tuple[Mention, ...]
    says: Says
    doubtful: tuple[Mention, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A small mailing and what must be said of it: `message` (French) as a whole, or None where nothing may be said.

    `english`: the same sentence in English, where the example shows it. `charter`: what a mailing's charter.yaml holds.
    """

    what: str
    letters: tuple[LetterRow, ...]
    mentions: tuple[Mention, ...]
    message: str | None = None
    english: str | None = None
    charter: str = ""


S = TypeVar("S", bound=Section)


@dataclass(frozen=True, slots=True)
class Check(Generic[S]):
    """One check.

    `unsure_if`: review reasons under which a letter is not to be built on: what the check finds there is `cannot_tell`.
    """

    code: str
    description: Says
    severity: Severity
    notice: Callable[[Mailing, S], Iterable[Noticed]]
    section: type[S]
    fires: tuple[Example, ...]
    silent: tuple[Example, ...]
    unsure_if: frozenset[str] = field(default=frozenset())
