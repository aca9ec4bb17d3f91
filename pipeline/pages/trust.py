"""Words of a text layer → whether they are good text, and lie where ink is."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.records import Box, Picture

# «(cid:84)»: a glyph whose letter the PDF does not tell; U+FFFD and private-use characters say the same
_UNTOLD: Final = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
# UTF-8 read as Latin-1: «crÃ©dit», «lâ€™offre», «NÂ° client»
_MOJIBAKE: Final = re.compile(r"Ã[\u0080-\u00bf\u2018-\u203a€™œŸ ]|â€|Â[°«»\u00a0€]")
_LETTERS: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŸ]+")
_PRINTED: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŸ0-9\s!-/:-@\[-`{-~«»‹›“”„‘’‚–—…•·°ºª€£§©®™±×²³¹½¼¾µ†‡→←►▪■□☐☑✓✔-]")
_VOWEL: Final = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]", re.IGNORECASE)
# the commonest short words of French, and of English: a letter table that is shifted or scrambled shows none of them
_COMMON: Final = re.compile(
    r"de|la|le|les|des|et|en|une?|du|[àa]|aux?|par|pour|sur|dans|est|que|qui|ne|pas|vous|votre|vos|nous|notre|nos|ou|ce|je"
    r"|the|of|to|and|in|is|for|on"
)
_BAD_CHARACTERS: Final = 0.02  # share of untold or mojibake characters
_UNPRINTED: Final = 0.15  # share of characters no French letter prints
_VOWELLED: Final = 0.7  # share of words of 3 letters or more with a vowel; «SARL», «TVA», «CEDEX» pass, «XQRTZ» not
_COMMON_SHARE: Final = 0.05  # French prose has 0.35 to 0.5, an invoice 0.1
_PROSE_WORDS: Final = 12  # fewer words in small letters may hold no common one: an address, a label
_INK: Final = 40  # grey levels between paper and ink of the palest print that is still read


def is_good_text(texts: Sequence[str]) -> bool:
    """Whether words are text that a person would read on the page: not mojibake, untold glyphs or scrambled letters."""
    whole = " ".join(texts)
    if not whole.strip():
        return False
    bad = sum(len(m.group()) for m in _UNTOLD.finditer(whole)) + sum(len(m.group()) for m in _MOJIBAKE.finditer(whole))
    if bad > _BAD_CHARACTERS * len(whole):
        return False
    if len(whole) - len(_PRINTED.findall(whole)) > _UNPRINTED * len(whole):
        return False
    words = _LETTERS.findall(whole)
    long = [word for word in words if len(word) > 2]
    if sum(bool(_VOWEL.search(word)) for word in long) < _VOWELLED * len(long):
        return False
    prose = [word for word in words if word.islower()]
    return len(prose) < _PROSE_WORDS or sum(bool(_COMMON.fullmatch(word)) for word in prose) >= _COMMON_SHARE * len(
        prose
    )


def meets_ink(box: Box, picture: Picture) -> bool:
    """Whether something is printed in the box: dark on light, or light on dark."""
    height, width = picture.shape[:2]
    y0, y1 = int(box.y0 * height), max(int(box.y0 * height) + 1, round(box.y1 * height))
    x0, x1 = int(box.x0 * width), max(int(box.x0 * width) + 1, round(box.x1 * width))
    patch = picture[y0:y1, x0:x1]
    return patch.size > 0 and int(patch.max()) - int(patch.min()) >= _INK
