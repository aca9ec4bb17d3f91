"""Sentence, in plain letters → whether it says that something need not be done, and for what: «inutile d'appeler»."""

import re
from typing import Final

# «Vous n'avez pas à», «il n'est pas nécessaire de»; «n'est pas à payer» forbids
_NEED_NOT: Final = (
    r"\bn(?:'(?:avez|aurez|as|y a|est|etes)|e (?:sera|serez|sont|seront))\b[^,;.]{0,25}? (?:pas|plus|nullement|rien) "
    r"(?:(?<!est pas )(?<!est plus )(?<!sont pas )a |besoin|necess|utile|requis|exig|demand|lieu|tenu|oblig|attend)"
)
_SPARED: Final = re.compile(
    rf"{_NEED_NOT}|\bn'(?:avez|aurez) aucun|\b(?:inutile|superflu|dispens\w+|sans objet|facultati\w+)"
)
# «Vous n'avez pas à présenter d'ordonnance pour le rappel»
_SPARED_FOR: Final = re.compile(rf"{_NEED_NOT}[^,;.]*?\bpour (?P<what>(?:l[ae]s? |l'|une? |cet |cette )[^,;.]{{3,40}})")


def is_spared(plain: str) -> bool:
    """Whether it says of something that it need not be done: an excuse, and no ban."""
    return bool(_SPARED.search(plain))


def spared_for(plain: str) -> str:
    """What it need not be done for; empty where nothing is said of that."""
    found = _SPARED_FOR.search(plain)
    return found["what"] if found else ""
