"""A clean page and its words → the hand-drawn ink on it that no printed word explains."""

from collections.abc import Sequence

from pipeline.records import Mark, Picture, Word


def find_marks(picture: Picture, words: Sequence[Word]) -> tuple[Mark, ...]:
    """The hand-drawn marks on the page."""
    return ()
