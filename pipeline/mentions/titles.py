"""A stretch of a signature block → whether it is a function, a service that signs, or a delegation."""

import re
from typing import Final

from pipeline.mentions.plain import plain
from pipeline.mentions.spelling import WordList, blur, words_of

# What a person may be: «Directrice Relation Clients», «Le Comptable public», «Huissier de Justice»
FUNCTIONS: Final = WordList("functions")
# What may sign without being a person: «Votre service client Orange», «L'équipe Sosh», «La Direction»
SERVICES: Final = WordList("services")
_ARTICLE: Final = re.compile(
    blur(r"^(?:le|la|les|l'|v.tre|vos|n.tre|nos|toute? l'|toutes? (?:les|nos)|un|une|mon|ma)\s*")
)
# «P/O Le Directeur», «P.O.», «p.p.», «Pour le Préfet et par délégation,», «Par délégation», «Pour ordre»; not «Pour la
# société X»
_ORDER: Final = re.compile(
    r"^(?:p\s?[/.]\s?[o0]{1,2}\b\.?|p\.?\s?[oip]\.(?=\s|$)|(?:pour|par) ordre|par (?:delegation|interim)"
    r"|par intérim)[\s,:]*"
)
_DELEGATION: Final = re.compile(r"^(?:p[/.]|pour|po|et par)\s*(?:le|la|les|l'|madame|monsieur|m\.|mme)?\s*")
_BY_DELEGATION: Final = re.compile(
    r"par\s+(?:delegation|intErim|interim|ordre|subdelegation|suppleance|empechement)|delegation"
)
# «Pour le Préfet, et par délé», the rest under the pen
_CUT_DELEGATION: Final = re.compile(r"(?<=\bpar )d[ée]l[ée]g?\w{0,6}(?=\W*$)")
_HEAD_WORD: Final = re.compile(r"\W*(?:(?:[Ll]e|[Ll]a|LE|LA|[Vv]otre)\s+|[Ll]['’]\s?)?([^\W\d_]+)")
_LONG: Final = 7  # letters of a word that is known with one wrong
_LINK: Final = re.compile(r"^(?:(?:de|du|des|et|a|au|aux|pour|en|sur|chargee?)\b|d'|&|-)")
# «Le Direct eur du Service»: a word broken in two
_BROKEN: Final = re.compile(
    rf"^({'|'.join(map(blur, ('direct', 'respons', 'conseill', 'secret', 'presid', 'inspect')))})\s(?=\w{{2,5}}\b)"
)
_NOT_TITLE: Final = re.compile(
    r"\b(?:veuillez|nous|vous|votre disposition|je|il|elle|est|sont|sera|avez|avons|agreer|prie|salutations"
    r"|dans l'attente|tel|fax|www|http)\b|@"
)
_PART: Final = re.compile(
    r"\b(?:du|de la|de l'|aux?|des) ?(?:services?|poles?|departement|bureau|cellule|unite|secteur)$"
)
_MIN_LETTERS: Final = 4  # of a line that goes on with a title; a scribble gives «= a»
_MAX_WORDS: Final = 16
_FEW_WORDS: Final = 4  # of a line in small letters that goes on with a title


def is_order(text: str) -> bool:
    """«P/O», «Par délégation,»: somebody signs for another."""
    return bool(_ORDER.match(plain(text).strip()))


def is_delegation(text: str) -> bool:
    """«Pour le Préfet et par délégation,», «Pour la Directrice,», «P/O Le Directeur»."""
    folded = plain(text).strip()
    if order := _ORDER.match(folded):
        rest = folded[order.end() :]
        return not rest or is_function(rest) or is_service(rest)
    if match := _DELEGATION.match(folded):
        return bool(_BY_DELEGATION.search(folded)) or is_function(folded[match.end() :])
    return False


def completes_delegation(text: str) -> bool:
    """Whether the text ends with the words that hand over: «..., et par délégation,»."""
    return bool(_BY_DELEGATION.search(plain(text)))


def is_function(text: str) -> bool:
    """«LE MAIRE», «Directrice Relation Clients», «Votre conseillère», «l'adjoint», «Co-gérants»."""
    words = _bare_words(text)
    if not words:
        return False
    if any(word in FUNCTIONS for word in (words[0], *words[0].split("-"))):  # «Médecin-conseil», «Aide-comptable»
        return True
    # «Vice Président», «Premier adjoint», «Ancien maire», «1er adjoint», «Jeune notaire»
    return len(words) > 1 and words[1] in FUNCTIONS and blur(words[0]) in _QUALIFIERS


def is_service(text: str) -> bool:
    """«Votre service client Orange», «L'équipe Sosh», «La Direction des Relations Clientèle»."""
    words = _bare_words(text)
    return bool(words) and (
        words[0] in SERVICES or (len(words) > 1 and words[1] in SERVICES and blur(words[0]) in _QUALIFIERS)
    )


def mend_title(text: str) -> str:
    """«le sccrétaire général» with its function as spelt, «et par délé» with its formula whole."""
    text = _CUT_DELEGATION.sub("délégation", text)
    head = _HEAD_WORD.match(text)
    word = head[1] if head else ""
    if len(word) < _LONG or blur(word) in SERVICES:
        return text
    spelt = FUNCTIONS.spelt(word)
    if head is None or spelt is None or len(spelt) != len(word):
        return text
    mended = "".join(
        a if blur(a) == blur(b) else b.upper() if a.isupper() else b for a, b in zip(word, spelt, strict=True)
    )
    return text[: head.start(1)] + mended + text[head.end(1) :]


def goes_on(before: str, text: str) -> bool:
    """Whether `text` is the rest of the title `before`: «de l'Agence Nationale ... et / d'appui des communes»."""
    folded, upper = plain(text).strip(), plain(before).rstrip()
    if sum(c.isalpha() for c in folded) < _MIN_LETTERS or _NOT_TITLE.search(folded) or len(folded.split()) > _MAX_WORDS:
        return False
    few = len(folded.split()) <= _FEW_WORDS
    if few and _PART.search(upper) and not is_function(text):
        return True  # «La responsable du service» / «Indemnités journalières»
    if few and text.strip()[:1].islower() and upper[-1:].isalpha() and not is_function(text):
        return True  # «Le correspondant du service Risques» / «professionnels»
    return bool(
        re.search(r"(?:\b(?:de|du|des|la|le|les|et|a|au|aux|pour|en|sur)|[dl]'|&|-)$", upper) or _LINK.match(folded)
    )


_QUALIFIERS: Final = frozenset(
    blur(w)
    for w in [
        "vice",
        "co",
        "sous",
        "premier",
        "premiere",
        "1er",
        "second",
        "2e",
        "ancien",
        "grand",
        "haut",
        "jeune",
        "bon",
        "cher",
        "pole",
    ]
)


def _is_known(blurred: str) -> bool:
    words = words_of(blurred)
    return bool(words) and (words[0] in FUNCTIONS or words[0] in SERVICES)


def _bare_words(text: str) -> list[str]:
    """The words after the article, where the whole can be a title at all."""
    folded = plain(text).strip(" \t.,;:*_-\"'()|")
    if _NOT_TITLE.search(folded):
        return []
    blurred = blur(text).strip(" \t.,;:*_-\"'()|")
    m = _ARTICLE.match(blurred)
    if m and m.end() and blurred[m.end() - 1].isalpha() and _is_known(blurred):
        m = None  # «Maire» begins like «ma»
    bare = blurred[m.end() :] if m else blurred
    bare = _BROKEN.sub(r"\1", bare)
    words = words_of(bare)
    return words if 1 <= len(words) <= _MAX_WORDS else []
