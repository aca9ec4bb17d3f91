"""A name of a letterhead → whether it is the house that whoever writes belongs to, or a part of one."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from pipeline.mentions.cores import core_of
from pipeline.mentions.layout import Stretch
from pipeline.mentions.organisations import (
    can_be_name,
    is_clear_department,
    is_county,
    is_institution,
    is_lone_kind,
    is_office,
    is_person,
    is_slogan,
)
from pipeline.mentions.plain import plain

_UMBRELLA: Final = re.compile(
    r"(?:l'|le |la )?(?:academie|ministere|region academique|groupe|reseau|assurance maladie|assurance retraite"
    r"|federation|groupement)\b"
)
# houses that write themselves, unless one of these stands in the letterhead too
_HOUSES: Final = (
    (r"cour d'appel", r"tribunal|tribunaux|conseil de prud"),
    (r"(?:prefete?|prefecture) ", r"directions? (?:regional|departemental|inter)|sous-prefecture|unite departementale"),
    (r"(?:archi)?diocese|eveche|archeveche", r"(?:paroisse|ensemble paroissial|aumonerie|ecole|college|lycee)s?\b"),
    (
        r"departement (?:du|de|des|d')\b",
        r"(?:commune|mairie|ville|village|college|communaute|maison departementale)s?\b|syndicat (?:mixte|inter)",
    ),
)
_OVER: Final = tuple(
    (re.compile(rf"(?:l'|le |la )?(?:{a})"), re.compile(rf"(?:l'|le |la )?(?:{b})")) for a, b in _HOUSES
)
_TAX: Final = re.compile(r"(?:les )?(?:finances publiques|impots)\W*$")  # the mark alone
_FACULTY: Final = re.compile(r"(?:faculte|ufr|unite de formation|departement|ecole doctorale)\b")
# «Hôtel du Département», «Maison de la Forêt», «Cité administrative»: where who is named above them has his desk
_BUILDING: Final = re.compile(
    r"(?:l'|le |la )?(?:hotel (?:de|du)|maison (?:de|des|du)|cite administrative|palais (?:de|du|des)"
    r"|centre (?:administratif|d'affaires)|immeuble|batiment)\b"
)
_EDGES: Final = " \t,;:.*_|()«»\"'~-–—•·#+=>»/\\&"


def is_umbrella(text: str) -> bool:
    """«ACADÉMIE DE NANTES», «Ministère de la Justice», «L'Assurance Maladie»: printed above the body that writes."""
    return bool(_UMBRELLA.match(plain(text).strip(_EDGES)))


def is_house(text: str, header: Sequence[Stretch]) -> bool:
    """«COUR D'APPEL DE LYON» over «TRIBUNAL JUDICIAIRE DE ROANNE»; so «Faculté de droit» of a university."""
    name = plain(f"Département de {text}" if is_county(text) else text).strip(_EDGES)
    others = [plain(s.text).strip(_EDGES) for s in header if is_institution(s.text) and not is_lone_kind(s.text)]
    if any(over.match(name) and any(under.match(other) for other in others) for over, under in _OVER):
        return True
    if _BUILDING.match(name):
        above = takewhile(lambda stretch: text not in stretch.text, header)
        return any(_may_be_whole(stretch.text) for stretch in above)
    if _TAX.match(name):
        return any(is_office(s.text) for s in header)
    return bool(_FACULTY.match(name)) and any(core_of(other)[:1] == ("universite",) for other in others)


def _may_be_whole(text: str) -> bool:
    """«Agence foncière rurale des Trois Rivières»; no part, person, slogan or building."""
    name = plain(text).strip(_EDGES)
    part = is_clear_department(text) or (is_person(text) and not is_institution(text))
    return can_be_name(text) and not (part or is_slogan(text) or _BUILDING.match(name))
