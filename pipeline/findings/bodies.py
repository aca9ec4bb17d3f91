"""Text of a letter → its body: what stands between the salutation and the closing formula."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.findings.meanings import plain_letters

# «Madame, Monsieur,», «Cher Monsieur,» -- but not «Madame Odile Ferrandis» of the address
_CIVILITY: Final = r"(?:chere?|monsieur|madame|mademoiselle|mesdames|messieurs|bonjour|maitre|docteur)"
_SALUTATION: Final = re.compile(rf"^\W*{_CIVILITY}(?:\b.{{0,50}},|(?:,? (?:et )?{_CIVILITY}){{0,3}}\W*)$")
# Legal mentions of the letterhead that stand between two pages of the body
_FOOTER: Final = re.compile(
    r"\b(?:rcs|siren|siret|au capital de|capital social)\b|^\W*page \d+(?: ?(?:/|sur) ?\d+)?\W*$"
)
# What closes a letter wherever it stands; not «prise en considération»
_CLOSING: Final = re.compile(
    r"^\W*(?:(?:veuillez (?:agreer|croire|recevoir)|cordialement|bien a vous)\b"
    r"|.{0,80}\b(?:salutations|sentiments|(?<!en )consideration|devouement)\b)"
)
# What may close it, or be a line of its middle: «Restant à votre écoute», «le montant / restant dû»
_MAY_CLOSE: Final = re.compile(
    r"^\W*(?:dans (?:l'|cette )attente|recevez|restant|avec nos|avec mes|croyez|soyez assure"
    r"|(?:nous|je) vous pri(?:ons|e) d|en vous (?:remerciant|souhaitant)|nous vous assurons)\b"
)
_LONGEST_FORMULA: Final = 3  # lines


@lru_cache(maxsize=1024)
def body_of(text: str) -> str:
    """The text between salutation and closing formula, without footers; all of it where there is neither."""
    lines = [line for line in text.replace("\f", "\n").splitlines() if not _FOOTER.search(plain_letters(line))]
    plain = [plain_letters(line) for line in lines]
    begin = next((i + 1 for i, line in enumerate(plain) if _SALUTATION.match(line)), 0)
    return "\n".join(lines[begin : _end_of(plain, begin + 1)])


def _end_of(plain: Sequence[str], begin: int) -> int:
    """The line that closes the letter; one that may close it does right above, or where nothing else does."""
    may = [i for i in range(begin, len(plain)) if _MAY_CLOSE.match(plain[i])]
    closing = next((i for i in range(begin, len(plain)) if _CLOSING.match(plain[i])), None)
    if closing is None:
        return may[-1] if may else len(plain)
    return next((i for i in may if closing - _LONGEST_FORMULA < i < closing), closing)
