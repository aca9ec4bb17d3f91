"""Letter → whether it says that its reader has one thing of a kind: «votre seul compte», «pas d'autre commande»."""

import re
from functools import cache

from pipeline.findings.meanings import plain_letters


def says_only_one(words: str, text: str) -> bool:
    """Whether a letter says so of what these words, a pattern for plain letters, name."""
    return bool(_only_one(words).search(plain_letters(text)))


@cache
def _only_one(words: str) -> re.Pattern[str]:
    thing = rf"(?:{words})s?\b"
    have = r"vous (?:n'avez|n'aviez|ne (?:detenez|possedez|disposez|souscri\w+))"
    return re.compile(
        rf"\b(?:(?:votre|le|la|du|de la) (?:seule?|unique) {thing}"
        rf"|{have} (?:(?:chez nous|a ce jour|actuellement|aupres de nous) )?(?:d')?qu'(?:une?|1)(?: seule?)? {thing}"
        rf"|(?:pas|aucune?|ni) (?:d')?autre {thing}"
        rf"|(?:une? )seule? {thing} (?:est|a votre nom|chez nous|en cours|ouverte?)"
        rf"|{thing}[^.]{{0,80}}\. (?:c'|il |elle )est (?:le|la) seule? (?:que|qui|a votre)\b)"
    )
