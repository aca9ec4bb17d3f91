"""Names of persons and organisations → the words that tell one from another."""

import re
from typing import Final

from pipeline.findings.meanings import plain_letters

CIVILITIES: Final = {"m": ("m", "mr", "monsieur"), "f": ("mme", "mlle", "madame", "mademoiselle")}
CIVILITY: Final = frozenset({*CIVILITIES["m"], *CIVILITIES["f"], "me", "maitre", "dr"})


def words_of_name(name: str | None) -> list[str]:
    """In plain letters, without civility: «M. Jean MARTIN», «Maître Roy»."""
    words = re.findall(r"[^\W_]+", plain_letters(name or "").replace(".", ""))
    return [word for word in words if word not in CIVILITY]
