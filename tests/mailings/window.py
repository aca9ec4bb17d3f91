"""Who a letter is for: name and address as they stand in the window."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from tests.mailings.notation import LetterPlan
from tests.mailings.values import Drawer
from tests.paper.corpus import Corpus


@dataclass(frozen=True)
class Recipient:
    """`name` with civility; `address` line by line."""

    civility: str
    name: str
    address: list[str]


def draw_recipient(corpus: Corpus, drawer: Drawer) -> Recipient:
    """Somebody who has not been drawn yet."""
    name = drawer.fresh(drawer.person)
    return Recipient(name.split(" ")[0], name, drawer.fresh(drawer.address).split("\n"))


def write_window(recipient: Recipient, plan: LetterPlan, write: Callable[[str], str]) -> list[str]:
    """The lines of the window, with what the scenario changes."""
    name = write(plan.recipient) if plan.recipient else recipient.name
    address = write(plan.address).split("\n") if plan.address else recipient.address
    lines = [name, *address]
    return [_capitals(line) for line in lines] if plan.written == "capitals" else lines


def _capitals(line: str) -> str:
    """«7, rue des Glycines» -> «7 RUE DES GLYCINES»: as machines address letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", line) if not unicodedata.combining(c))
    return plain.upper().replace(",", "").replace("MADAME", "MME").replace("MONSIEUR", "M.")
