"""Letter → whether it tells that the reader has moved, or has another name from now on."""

import re
from typing import Final

from pipeline.findings.meanings import plain_letters
from pipeline.records import LetterRow

_MOVE: Final = re.compile(
    r"\b(?:votre (?:nouvelle adresse|changement d'adresse|nouveau (?:domicile|logement)|demenagement)|avez demenage"
    r"|vous (?:habitez|residez|demeurez|logez) (?:desormais|maintenant|depuis)|habiter \w+ [^.]{1,30}depuis"
    r"|votre adresse (?:\w+ )?a (?:\w+ )?change)\b"
)
# «votre nouveau prénom», «le jugement qui modifie votre prénom», «votre nom d'usage»
_RENAMED: Final = re.compile(
    r"\b(?:nouveau (?:pre)?nom|nouvel etat civil|(?:changement|modification|rectification) (?:de votre |d'|de )"
    r"(?:pre)?(?:nom|etat civil)"
    r"|(?:modifi|chang|corr|rectifi)\w+ (?:(?:de )?l'orthographe )?(?:de )?(?:votre )?(?:pre)?nom\b"
    r"|(?<!\ba )votre (?:pre)?nom [^.;]{0,30}\b(?:mal (?:ecrit|saisi|note|transcrit|recopie|orthographie)"
    r"|corrige|rectifie|errone)"
    r"|(?:faute|erreur|coquille)\b[^.;]{0,30} votre (?:pre)?nom\b|nom (?:d'usage|d'epouse|marital)"
    r"|nom de votre (?:mari|epou(?:x|se)|conjointe?)"
    r"|repren\w+ (?:votre )?nom de (?:jeune fille|naissance))\b"
)


def has_moved(row: LetterRow) -> bool:
    """Whether it tells of a new address of the reader."""
    return "address_change" in row.topics or bool(_MOVE.search(plain_letters(row.text)))


def is_renamed(row: LetterRow) -> bool:
    """Whether it tells of a new name of the reader, or puts the old one right."""
    return bool(_RENAMED.search(plain_letters(row.text)))
