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


def is_spared(plain: str) -> bool:
    """Whether it says of something that it need not be done: an excuse, and no ban."""
    return bool(_SPARED.search(plain))
