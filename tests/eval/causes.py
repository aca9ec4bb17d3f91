"""A row, its truth and the text that was read -> why each wrong field is wrong."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from tests.eval.fields import LISTS, SINGLE, score_fields
from tests.paper.printed import missing_values

Row = Mapping[str, Any]

# cause -> what it means; an invented example for each stands on the page
CAUSES: Final = {
    "no letter": "the letter was cut elsewhere, so none of its fields can be right",
    "misread": "the value was printed, and its characters were not read: «2O15» for «2015»",
    "not found": "the value was read, and no rule took it: a number under a label no rule knows",
    "other value": "another value of the letter was taken: the reader's name for the sender's",
    "made up": "something was given where nothing is to be found: an account number taken for a telephone",
    "wording": "a topic said in words the lexicon does not know, or words of an aside taken for the topic",
}


def find_causes(row: Row | None, truth: Row) -> Iterator[tuple[str, str]]:
    """(field, cause) of every field that is not right."""
    names = (*SINGLE, *LISTS)
    if row is None:
        yield from ((name, "no letter") for name in names)
        return
    figures = score_fields([row], [truth])
    unread = {value.partition(":")[0] for value in missing_values(dict(truth), row["text"])}
    for name in names:
        if not figures[name]["right"]:
            yield name, _cause(name, row, truth, unread)


def _cause(name: str, row: Row, truth: Row, unread: set[str]) -> str:
    if name == "topics":
        return "wording"
    if name in unread or (name == "signatory_anonymous" and {"signatory_name", "signatory_title"} & unread):
        return "misread"
    if name in SINGLE:
        if truth[name] is None:
            return "made up"
        return "not found" if row[name] is None else "other value"
    keys = LISTS[name]
    return "not found" if keys(truth[name]) - keys(row[name]) else "made up"
