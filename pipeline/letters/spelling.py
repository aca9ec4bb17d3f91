"""Words of a line, and their letters bare of case and accents."""

import re
import unicodedata
from typing import Final

WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")  # «d'Issoire», «J.-P.», «Saint-Denis»


def fold(text: str) -> str:
    """Lower case without accents, ligatures of spelling undone: «FÉVRIER» -> «fevrier», «Sœur» -> «soeur»."""
    plain = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
