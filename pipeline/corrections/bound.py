"""Corrections and the files of a mailing → which letter each speaks of now, and which of none any more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.records import Correction, Document


@dataclass(frozen=True, slots=True)
class Bound:
    """`holding`: each with the letter's name of today; `stale`: those that fell away; `kept`: all, bound to bytes."""

    kept: tuple[Correction, ...]
    holding: tuple[Correction, ...]
    stale: tuple[Correction, ...]


def bind_corrections(corrections: Iterable[Correction], documents: Iterable[Document], mailing: str) -> Bound:
    """A correction goes with the bytes it was made on, also where the file was renamed.

    One that does not say which is bound to those of today. One of a file that the mailing has not is kept as it is: the
    caller knows no such letter.
    """
    hash_of = {d.source: d.sha256 for d in documents if d.sha256 and d.status != "duplicate"}
    sources: dict[str, list[str]] = {}
    for source, sha256 in hash_of.items():
        sources.setdefault(sha256, []).append(source)
    kept, holding, stale = [], [], []
    for correction in corrections:
        source, page = _letter(correction, hash_of, mailing)
        bound = correction.sha256 or hash_of.get(source)
        there = sources.get(bound or "", [])
        kept.append(replace(correction, sha256=bound))
        if not bound:
            holding.append(correction)
        elif not there:
            stale.append(correction)
        else:
            now = source if source in there else there[0]
            holding.append(replace(correction, letter_id=f"{now}#{page}", sha256=bound))
    return Bound(tuple(kept), tuple(holding), tuple(stale))


def _letter(correction: Correction, known: Mapping[str, str], mailing: str) -> tuple[str, str]:
    """Source and first page of «courrier-1.jpg#1» or «orange-2015/courrier-1.jpg#1»."""
    source, _, page = correction.letter_id.rpartition("#")
    full = f"{mailing}/{source}"
    return (full if source not in known and full in known else source), page
