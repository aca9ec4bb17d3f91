"""E-mail and web addresses of one letter, and the sender's name → the domain meant where one of them was misread.

A domain is read as another only where the other is printed elsewhere in the letter, or is the sender's own name;
nothing is invented, and the text stays as printed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.mentions.cores import core_of
from pipeline.mentions.found import Found
from pipeline.mentions.plain import plain

_HOST: Final = re.compile(r"^(?:www\.)?(?P<name>(?:[a-z0-9-]+\.)*[a-z0-9-]{5,})\.(?P<ending>[a-z]{2,5})(?=/|$)")
_LONG: Final = 12  # from this length a name may be two letters off: «eaux-val-alites»
_MELTED: Final = (("m", "rn"), ("w", "vv"), ("d", "cl"))
_NUMBER: Final = re.compile(r"\d{2,}")
_AGREED: Final = 0.85  # what a domain that had to be understood by another keeps of its confidence


def agree_domains(found: Sequence[Found]) -> list[Found]:
    """The findings, with each damaged domain as the letter prints it elsewhere; one address is given once a place."""
    counts = Counter(host for f in found if (host := _host_of(f)))
    names = {"-".join(core_of(f.value)) for f in found if f.kind == "sender" and f.role == "organisation"}
    # «transports-guivarch.fr» of «Transports Guivarc'h»
    solid = {re.sub(r"[^a-z0-9]", "", plain(f.value)) for f in found if f.kind == "sender" and f.role == "organisation"}
    return [f if _is_named(_host_of(f) or "", solid) else _agree(f, counts, names, solid) for f in found]


def _host_of(found: Found) -> str | None:
    """«exemple.fr» of an address."""
    m = _HOST.match(found.value.rpartition("@")[2]) if found.kind in ("email", "url") else None
    return f"{m['name']}.{m['ending']}" if m else None


def _agree(found: Found, counts: Counter[str], names: set[str], solid: set[str]) -> Found:
    host = _host_of(found)
    if host is None or _is_named(host, names):
        return found
    name, _, ending = host.rpartition(".")
    if meant := _unmelted(name, ending, names | solid):
        return replace(found, value=found.value.replace(host, meant), confidence=found.confidence * _AGREED)
    vouched = {other for other in counts if _is_named(other, names) or counts[other] > counts[host]}
    vouched |= {f"{own}.{ending}" for own in names if own.count("-") or len(own) >= _LONG}
    near = {other for other in vouched if other != host and _is_misread(name, other.rpartition(".")[0])}
    if len(near) != 1:
        return found
    return replace(found, value=found.value.replace(host, near.pop()), confidence=found.confidence * _AGREED)


def _unmelted(name: str, ending: str, names: set[str]) -> str | None:
    """«eaux-valorne.fr» of «Eaux du Val d'Orne» where two letters were read as one: «eaux-valome.fr»."""
    for one, two in _MELTED:
        for m in re.finditer(one, name):
            meant = f"{name[: m.start()]}{two}{name[m.end() :]}.{ending}"
            if _is_named(meant, names):
                return meant
    return None


def _is_named(host: str, names: set[str]) -> bool:
    """«mairie-nolay.fr» of «Mairie de Nolay»."""
    bare = host.rpartition(".")[0].replace("-", "")
    return any(bare == own.replace("-", "") for own in names)


def _is_misread(read: str, meant: str) -> bool:
    """Whether letters are misread; a number in the name is meant («ville-nolay21»)."""
    if _NUMBER.findall(read) != _NUMBER.findall(meant):
        return False
    most = 1 + (len(meant) >= _LONG)
    return 0 < DamerauLevenshtein.distance(read, meant, score_cutoff=most) <= most
