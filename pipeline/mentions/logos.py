"""A line of a letterhead in large letters → whether it is the sender's mark: his addresses or his text bear it too."""

import re
from collections.abc import Collection, Sequence
from statistics import median
from typing import Final

from pipeline.mentions.cores import core_of, is_domain
from pipeline.mentions.layout import Stretch
from pipeline.mentions.organisations import is_institution
from pipeline.mentions.persons import find_person
from pipeline.records import Letter

_LARGE: Final = 1.4  # times the usual height of the letterhead
_SHORTEST: Final = 4  # letters
_FULL_NAME: Final = re.compile(r"(?:[A-ZÀ-Ý][a-zà-ÿ]+[ -]){1,3}[A-ZÀ-Ý][A-ZÀ-Ý' -]+")


def usual_height(header: Sequence[Stretch]) -> float:
    """Of the lines of a letterhead."""
    return median([stretch.line.height for stretch in header] or [0.0])


def is_large(stretch: Stretch, usual: float) -> bool:
    """Whether it stands out by its size."""
    return stretch.line.height >= _LARGE * usual


def is_vouched(letter: Letter, name: str, domains: Collection[str]) -> bool:
    """«boréal» of boreal.fr, or where the text speaks of «Boréal»."""
    if is_domain(name, domains):
        return True
    spoken = rf"(?<!\w){re.escape(name.strip())}(?!\w)"
    long = name.islower() and len(name.strip()) >= _SHORTEST
    return long and any(not m[0].islower() for m in re.finditer(spoken, letter.text, re.IGNORECASE))


def stands_over(name: str) -> bool:
    """Whether a large name tells that what stands below is its description, or who works there; a person's does not."""
    return len(name) >= _SHORTEST and find_person(name) is None


def is_member(name: str) -> bool:
    """«Paul MOREAU», «Dr Roux»: by shape a person; «Intrum Justitia» may be a brand."""
    person = find_person(name)
    return person is not None and (person.civil or bool(_FULL_NAME.fullmatch(person.name)))


def is_told_whole(header: Sequence[Stretch], name: str) -> bool:
    """«NOLAY» in large letters over «Mairie de Nolay»."""
    return any(is_institution(s.text) and set(core_of(name)) < set(core_of(s.text)) for s in header)
