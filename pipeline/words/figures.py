"""From the words of a page to those that spell a decisive number: a sum, a date, a telephone number, a limit.

Only their shape is looked at, whatever the letter says about them: what a number means is found later, elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from pipeline.records import Word

_DIGIT: Final = r"[\dOolI|]"  # «3O0 €», «l2,50 €»
_SHAPES: Final = re.compile(
    rf"(?:(?<!\w)\+33|(?<!\w)0)[ .-]?\d[ .-]?(?:{_DIGIT}{{2}}[ .-]?){{3}}{_DIGIT}{{2}}(?!\w)"  # 02 99 12 34 56
    rf"|(?<!\w){_DIGIT}{{1,2}}(?:er)? +[^\W\d]{{3,9}}\.? +\d{_DIGIT}{{3}}(?!\w)"  # 1er mars 2015, «ler mars 2015»
    rf"|(?<!\w){_DIGIT}{{1,2}}[/.]{_DIGIT}{{1,2}}[/.]{_DIGIT}{{2,4}}(?!\w)"  # 31/12/2015
    rf"|(?<!\w){_DIGIT}{{1,3}}(?:[ .]?{_DIGIT}{{3}}){{0,6}}(?:[,.] ?{_DIGIT}{{2}})? ?(?:€|£|EUR|E\b|euros?\b)"  # 1,50 €
    rf"|(?<!\w){_DIGIT}{{1,6}} (?:jours?|mois|semaines?|heures?|ans?|années?)\b"  # 15 jours
    rf"|(?<!\w){_DIGIT}{{1,6}},{_DIGIT}{{2}}(?!\w)"  # 29,99 in a column of sums
    r"|(?<!\w)(?:3\d ?\d\d|10\d\d|118 ?\d{3})(?!\w)",  # 3900, 39 00, 1014, 118 712
    re.IGNORECASE,
)
_ALIKE: Final = str.maketrans("OolI|", "00111")
_LETTERS: Final = re.compile(r"[^\W\d_]+|\|+")
_CENTS: Final = re.compile(r"(\d+|\d{1,3}(?:[.,]\d{3})+)[.,](\d\d)")  # «120,50», «120.50», «2.224,75»


def find_numbers(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The words of each decisive number, line by line; no word is in two of them."""
    for _, line in groupby(words, key=lambda word: word.line):
        yield from find_in_line(tuple(line))


def find_in_line(line: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The words of each decisive number in a line."""
    starts = [0]
    for word in line:
        starts.append(starts[-1] + len(word.text) + 1)
    taken = 0
    for match in _SHAPES.finditer(" ".join(word.text for word in line)):
        own = [i for i in range(taken, len(line)) if starts[i] < match.end() and starts[i + 1] - 1 > match.start()]
        if own and any(map(str.isdigit, match[0])):
            taken = own[-1] + 1
            yield tuple(line[i] for i in own)


def figures_of(text: str) -> str:
    """What counts in a number: its digits, and the comma before cents; `O` and `l` beside digits are digits."""
    tokens = [_LETTERS.sub(_as_digits, token) for token in text.split() if any(map(str.isdigit, token))]
    signs = re.sub(r"[^\d.,]", "", "".join(tokens)).strip(".,")
    cents = _CENTS.fullmatch(signs)
    return re.sub(r"\D", "", cents[1]) + "," + cents[2] if cents else re.sub(r"\D", "", signs)


def _as_digits(letters: re.Match[str]) -> str:
    """«OO» in «3OO€» is a number, «jours» in «8jours» none."""
    digits = letters[0].translate(_ALIKE)
    return digits if digits.isdigit() else ""
