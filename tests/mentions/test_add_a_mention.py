"""The kind that docs/add-a-mention.md shows works as it stands there."""

import re
from pathlib import Path
from typing import Any

from pipeline.mentions import load_language
from pipeline.mentions.found import Kind, Reading
from tests.mentions.letter_of import letter_from_text

PAGE = Path(__file__).parents[2] / "docs" / "add-a-mention.md"


def test_the_kind_of_the_page_passes_its_own_examples() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert code
    scope: dict[str, Any] = {}
    exec(compile(code[1], "percentages.py", "exec"), scope)  # our own page
    kind: Kind = scope["PERCENTAGES"]
    for example in kind.examples:
        letter = letter_from_text(example.sentence)
        found = [(letter.text[f.start : f.end], f.value) for f in kind.find(Reading(letter, load_language()))]
        assert tuple(found) == example.found
