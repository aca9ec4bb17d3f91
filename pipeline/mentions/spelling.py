"""Words as OCR left them → forms that compare well, and forms that read well."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.mentions.plain import plain

# What Tesseract takes for each other inside a word: «c1ient», «0range», «Résillation», «T5A»
_LOOK_ALIKE: Final = str.maketrans({"1": "i", "l": "i", "0": "o", "5": "s"})
# The same, told apart by the case of the neighbours: «PAR1BAS» → «PARIBAS», «Té1écom» → «Télécom»
_MEND_UPPER: Final = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B", "l": "I", "|": "I"})
_MEND_LOWER: Final = str.maketrans({"0": "o", "1": "l", "5": "s", "|": "l"})
_WORD_BREAK: Final = re.compile(r"(?<=[a-zà-ÿ])!(?=[a-zà-ÿ])")
_TOKEN: Final = re.compile(r"\S+")
_LONG: Final = 7  # from this length a word with one wrong letter is still itself: «Résponsable», «Diretion»
_VERY_LONG: Final = 10  # and from this one with two: «Resporisable»
_CONSONANTS: Final = "bcdfghjklmnpqrstvwxz"


def blur(text: str) -> str:
    """`plain`, and letters that OCR takes for each other made equal: only for comparing words with words."""
    return plain(text).translate(_LOOK_ALIKE)


def mend(text: str) -> str:
    """Digits inside words made letters again («B0RDEAUX CEDEX 9» → «BORDEAUX CEDEX 9»); spaces made one."""
    return " ".join(_mend_token(token) for token in text.split())


def _mend_token(token: str) -> str:
    if len(token) > 2 and re.match(r"[dlDL]['’]", token):
        return token[:2] + _mend_token(token[2:])  # «l’APA»
    if re.match(r"l[bcdfgmnpqrstv]", token):  # no French word begins so: «lnspecteur»
        token = f"I{token[1:]}"
    letters = [c for c in token if c.isalpha()]
    strange = [c for c in token if not c.isalpha() and c not in "'’.,-()&/:;«»\""]
    capitals = [c for c in letters if c.isupper()]
    if len(letters) <= len(strange) or len(letters) < 2:
        return token
    if len(capitals) == len(letters) or (len(letters) > 3 and len(capitals) >= len(letters) - letters.count("l")):
        return token.translate(_MEND_UPPER)
    token = _WORD_BREAK.sub("l", token)  # «Thio!lier»
    mended = token[0].translate(_MEND_UPPER if token[0].isdigit() else {})
    for before, c, after in zip(token, token[1:], [*token[2:], ""], strict=False):
        # «serv1ce» has an i between two consonants, «Re1ation» an l beside a vowel
        between = before.lower() in _CONSONANTS and after.lower() in _CONSONANTS and after
        mended += "i" if c == "1" and between else c.translate(_MEND_LOWER)
    return mended


@cache
def _read_lists() -> dict[str, str]:
    lists: dict[str, str] = yaml.safe_load(files("pipeline.mentions").joinpath("words.yaml").read_text("utf-8"))
    return lists


class WordList:
    """One list of `words.yaml`, known by their blurred form; where `near`, a long word also with one letter wrong."""

    def __init__(self, name: str, *, near: bool = True) -> None:
        self._spelling = {blur(w): plain(w) for w in _read_lists()[name].split()}
        self._exact = frozenset(self._spelling)
        self._long = tuple(w for w in self._exact if near and len(w) >= _LONG)

    def _near(self, blurred: str) -> bool:
        return any(
            abs(len(w) - len(blurred)) <= (most := 1 + (len(w) >= _VERY_LONG))
            and DamerauLevenshtein.distance(w, blurred, score_cutoff=most) <= most
            for w in self._long
        )

    def spelt(self, word: str) -> str | None:
        """The word of the list, in plain letters, that a long word is with one of them wrong; None for any other."""
        blurred = blur(word)
        several = word[-1:] in "sS" and blur(word[:-1]) in self._exact  # «maraîchers»
        if len(blurred) < _LONG or blurred in self._exact or several:
            return None
        near = {w for w in self._long if len(w) == len(blurred) and DamerauLevenshtein.distance(w, blurred) == 1}
        return self._spelling[near.pop()] if len(near) == 1 else None

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        blurred = blur(word).strip(".,;:'\"()_-*")
        return blurred in self._exact or (len(blurred) >= _LONG and self._near(blurred))


def words_of(text: str) -> list[str]:
    """The words of a line, without the quotes and stops around them; «l'adjoint» is two."""
    return [w for w in re.split(r"[\s'’]+|(?<=\w)[,;:](?=\w)", text) if w.strip('.,;:()_-*«»"')]
