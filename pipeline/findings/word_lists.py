"""Name of a list in the editable `word_lists.yaml` → its words as part of a pattern."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def words_in(name: str) -> str:
    """Any of the words of this list, as part of a pattern."""
    return any_of(_lists()[name].split(","))


def any_of(words: Iterable[str]) -> str:
    """Any of the words, the longest first, as part of a pattern; one that ends in * stands for all that begin so."""
    forms = sorted((re.escape(word.strip()) for word in words), key=len, reverse=True)
    return f"(?:{'|'.join(form.replace(chr(92) + '*', '[a-z]*') for form in forms)})"


@cache
def _lists() -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load(files("pipeline.findings").joinpath("word_lists.yaml").read_text("utf-8"))
    return {name: " ".join(words.split()) for name, words in held.items()}
