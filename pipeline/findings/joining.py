"""What one check says several times of the same letters → one finding."""

from collections.abc import Iterable, Iterator

from pipeline.findings.check import Noticed
from pipeline.findings.wording import Says


def joined(found: Iterable[Noticed]) -> Iterator[Noticed]:
    """One for each set of letters, where nothing of it is in doubt: another name and another street are one thing."""
    by_letters: dict[frozenset[str], list[Noticed]] = {}
    for noticed in found:
        by_letters.setdefault(frozenset(row.letter_id for row in noticed.letters), []).append(noticed)
    for held in by_letters.values():
        if any(one.doubtful for one in held) or len(held) == 1:
            yield from held
            continue
        fr, en = (
            " ; ".join(noticed.says.in_language(language).rstrip(".") for noticed in held) for language in ("fr", "en")
        )
        mentions = tuple(mention for noticed in held for mention in noticed.mentions)
        yield Noticed(held[0].letters, mentions, Says(fr=f"{fr}.", en=f"{en}."))
