"""Two readings of a word → whether a scan may have made one of the other by letters of one shape."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.encoder import pieces_in
from pipeline.findings.meanings import plain_letters

# What print makes alike, longest first: «d'Orne» and «d'Ome», «Armorfibre» and «Armorfbre»
_SHAPES: Final = (("rn", "m"), ("ri", "n"), ("vv", "w"), ("ci", "d"), ("fi", "f"), ("ii", "u"))
_LETTERS: Final = str.maketrans("0156l|89", "oisbiibg")
# Letters that are taken for each other, small or capital
_ONE_SHAPE: Final = tuple(
    map(frozenset, ("aes", "ceo", "oqdgc", "iljtf", "nuhmrw", "hbk", "gqy", "uvyw", "befprs", "kx", "sz", "ar", "bd"))
)


def outline(text: str) -> str:
    """The text with the letters that a scan takes for each other as one; l is i by then."""
    text = text.translate(_LETTERS)
    for read, shape in _SHAPES:
        text = text.replace(read, shape)
    return text


def looks_like(one: str, other: str) -> bool:
    """Whether both have one outline, blanks aside."""
    return outline(one).replace(" ", "") == outline(other).replace(" ", "")


def is_other_letter(one: str, other: str) -> bool:
    """Whether one letter stands for another that no scan takes for it: «Delorme» and «Delarme», not «Delcrme»."""
    if len(one) != len(other):
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and "".join(apart[0]).isalpha() and not is_of_one_shape(*apart[0])


def is_of_one_shape(one: str, other: str) -> bool:
    """Whether a scan takes one small letter or figure for the other."""
    here, there = outline(one), outline(other)
    return here == there or any({here, there} <= group for group in _ONE_SHAPE)


_SHORT: Final = 4  # letters
_LONG: Final = 6  # of a common word one letter inside it may be any other, where that makes no word: «contrut»
# What French words end in: «passible», «évacuation», «prépayé»
_ENDING: Final = re.compile(
    r"(?:[aei]n[ct]|[aiou]it|[aeo]ir|[aeio]n[cst]?e|eur|eus|eux|aux|[aeiou]l|[ai]l?le|i[ft]|ive|ure|[cst]ion|eau|ique"
    r"|is[mt]e|age|oire|[dt]re|[bcdfghjklmnpqrstvz](?:e[erz]?|i[er]?|ons)|ie[erz]?|u[er]?)s?$"
)
_ADDED: Final = frozenset({"s", "x", "t", "r", "nt"})  # behind a common word: «livre|s», «paye|r»


def are_misread(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether words are one text, as printed, but for letters that a scan takes for others.

    «delai» is «délai», «c1ient» is «client», «miseen» is «mise en». «impossible» is not «possible», nor is «Dumont»
    «Dupont»: what is spelt as words are is a word.
    """
    if not old or not new:
        return False
    if len(old) == len(new):
        return all(map(_is_misread, old, new))
    here, there = plain_letters("".join(old)), plain_letters("".join(new))
    return looks_like(here, there) and (not re.search(r"\d", here + there) or _is_word_with_figures(here, there))


def _is_misread(one: str, other: str) -> bool:
    here, there = plain_letters(one), plain_letters(other)
    if here == there:
        return True
    if re.search(r"\d", here + there):
        return False
    known = sum(len(pieces_in(word.lower())) == 1 for word in (one, other))
    if min(len(here), len(there)) < _SHORT:
        if _is_in_capitals(one, other) or _is_in_capitals(other, one):
            return False
        return looks_like(here, there) or (known == 1 and here.replace("o", "c") == there.replace("o", "c"))
    return known < 2 and (looks_like(here, there) or (known == 1 and _is_one_letter_off(one, other)))


def _is_one_letter_off(one: str, other: str) -> bool:
    """Whether one letter inside a long word is another, which leaves no word; no name, of which none knows."""
    here, there = plain_letters(one), plain_letters(other)
    if len(here) != len(there) or len(here) < _LONG or one[0].isupper() or other[0].isupper():
        return False
    apart = [n for n, (a, b) in enumerate(zip(here, there, strict=True)) if a != b]
    inside = len(apart) == 1 and 0 < apart[0] < len(here) - 1
    return inside and not (_may_be_word(one) and _may_be_word(other))


def _is_in_capitals(one: str, other: str) -> bool:
    """Whether one word is, and no scan has put an I into the other: «CP» and «OP», «SL» and «si»; not «II» and «Il»."""
    return one.isupper() and other != "l" and not other.istitle()


def _may_be_word(word: str) -> bool:
    _, *rest = pieces_in(word.lower())
    return not rest or (len(rest) == 1 and rest[0] in _ADDED) or bool(_ENDING.search(plain_letters(word)))


def _is_word_with_figures(one: str, other: str) -> bool:
    """«c1ient» and «client»: figures inside the one word, fewer than its letters, and none in the other."""
    figures, letters = (re.findall(sign, one) or re.findall(sign, other) for sign in (r"\d", r"[a-z]"))
    return bool(re.search(r"\d", one)) != bool(re.search(r"\d", other)) and len(letters) > len(figures) + 1
