"""All tables of one mailing → every law that is broken in them."""

from collections.abc import Collection, Iterator

from pipeline.audit.backing import check_values
from pipeline.audit.breach import Breach, ReadWords, Rows
from pipeline.audit.counts import check_documents, check_files, check_findings, check_letters, check_words
from pipeline.audit.letters import by_letter
from pipeline.audit.places import check_mentions


def audit_mailing(rows: Rows, read_words: ReadWords, sources: Collection[str] | None = None) -> Iterator[Breach]:
    """What breaks a law; `sources`: the files of the mailing, where they are known."""
    if sources is not None:
        yield from check_files(rows, sources)
    for law in (check_documents, check_letters, check_findings):
        yield from law(rows)
    yield from check_words(rows, read_words)
    for found in by_letter(rows, read_words):
        if isinstance(found, Breach):
            yield found
        else:
            letter, mentions, words = found
            yield from check_mentions(letter, mentions, words)
            yield from check_values(letter, mentions)
