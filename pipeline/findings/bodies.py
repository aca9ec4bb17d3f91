"""Text of a letter → its body: what stands between the salutation and the closing formula."""

import re
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
_CLOSING: Final = re.compile(
    r"^\W*(?:(?:veuillez (?:agreer|croire|recevoir)|nous vous prions d|je vous prie d|dans (?:l'|cette )attente|recevez"
    r"|restant|cordialement|bien a vous|avec nos|avec mes|croyez|soyez assure|en vous (?:remerciant|souhaitant)"
    r"|nous vous assurons)\b|.{0,80}\b(?:salutations|sentiments|consideration|devouement)\b)"
)


@lru_cache(maxsize=1024)
def body_of(text: str) -> str:
    """The text between salutation and closing formula, without footers; all of it where there is neither."""
    lines = [line for line in text.replace("\f", "\n").splitlines() if not _FOOTER.search(plain_letters(line))]
    plain = [plain_letters(line) for line in lines]
    begin = next((i + 1 for i, line in enumerate(plain) if _SALUTATION.match(line)), 0)
    end = next((i for i in range(begin + 1, len(plain)) if _CLOSING.match(plain[i])), len(lines))
    return "\n".join(lines[begin:end])
