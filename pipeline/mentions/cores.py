"""A sender's name → the words that tell it from another, and whether a web or e-mail address is made of it."""

import re
from collections.abc import Iterable
from typing import Final

from pipeline.mentions.plain import plain
from pipeline.mentions.spelling import WordList, words_of

_SMALL: Final = WordList("small_words", near=False)
_LEADING: Final = re.compile(r"^\W*(?:l'|le |la |les )")
_STOPS: Final = ',;:.()«»"'
_SHORTEST: Final = 6  # letters of a name that is compared with all its small words


def core_of(name: str) -> tuple[str, ...]:
    """«ORANGE SA» → («orange»,): the words that tell one name from another."""
    words = (w.strip(_STOPS) for w in words_of(plain(name)))
    return tuple(w for w in words if len(w) > 1 and w not in _SMALL)


def is_domain(name: str, domains: Iterable[str]) -> bool:
    """«Télécom Horizon» in telecom-horizon.fr, «Free» in free.fr, «L'Atelier du Bois» in atelierdubois.fr."""
    joined = "".join(core_of(name)).replace("-", "")
    whole = re.sub(r"[^a-z0-9]", "", _LEADING.sub("", plain(name)))
    return any(
        (len(joined) > 2 and (joined in d or (len(d) > 3 and d in joined))) or (len(whole) >= _SHORTEST and whole in d)
        for d in domains
    )
