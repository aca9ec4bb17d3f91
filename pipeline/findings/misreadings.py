"""Two readings of a word → whether a scan may have made one of the other by letters of one shape."""

from typing import Final

# What print makes alike, longest first: «d'Orne» and «d'Ome», «Armorfibre» and «Armorfbre»
_SHAPES: Final = (("rn", "m"), ("ri", "n"), ("vv", "w"), ("ci", "d"), ("fi", "f"), ("ii", "u"))
_LETTERS: Final = str.maketrans("0156l|89", "oisbiibg")


def outline(text: str) -> str:
    """The text with the letters that a scan takes for each other as one; l is i by then."""
    text = text.translate(_LETTERS)
    for read, shape in _SHAPES:
        text = text.replace(read, shape)
    return text


def looks_like(one: str, other: str) -> bool:
    """Whether both have one outline, blanks aside."""
    return outline(one).replace(" ", "") == outline(other).replace(" ", "")
