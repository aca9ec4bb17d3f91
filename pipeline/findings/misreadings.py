"""Two readings of a word → whether a scan may have made one of the other by letters of one shape."""

from typing import Final

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
