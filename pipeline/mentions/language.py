"""Nothing → the French spaCy pipeline, loaded once a process and stripped of what no rule uses."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import srsly
from spacy import util
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from pipeline.errors import RunError

MODEL: Final = "fr_core_news_sm"  # measured against md in docs/decisions/0002-spacy-model.md

# Sentences come from the lines and the punctuation (`sentences.py`), so neither a parser nor a splitter is needed.
UNUSED: Final = ("parser", "ner", "lemmatizer", "attribute_ruler", "senter")

# spaCy refuses texts above a million characters to protect the parser's memory, which is not loaded here.
MAX_CHARACTERS: Final = 100_000_000

# «Saint-Étienne», «porte-clés» are one token by a pattern that lists the letters of all alphabets 480 times: to compile
# it takes 2.5 s, twice a process. Python names letters in a word
_ALPHABETS: Final = re.compile(r"\[[^\]]{200,}\]")
_LETTER: Final = r"[^\W\d_]"
_ALSO_JOINED: Final = rf"(?:{_LETTER}|[-–—‐‑'’])"


class _French(Language):  # type: ignore[no-untyped-call]
    """As spaCy's own, which compiles that pattern when it is imported; what it says of tokens, the model holds, too."""

    lang = "fr"


@cache
def load_language(model: str = MODEL) -> Language:
    """The French pipeline (half a second, then free). RunError where the model is not installed."""
    try:
        path = next(util.get_package_path(model).glob(f"{model}-*"))
    except (ImportError, StopIteration) as missing:
        raise RunError(f"The French language model {model} is not installed: run `make setup`.") from missing
    exclude = [*UNUSED, "tokenizer"]
    nlp = _French.from_config(
        util.load_config(path / "config.cfg"), exclude=exclude, meta=util.load_meta(path / "meta.json")
    )
    nlp.from_disk(path, exclude=exclude)
    nlp.tokenizer = Tokenizer(nlp.vocab).from_bytes(_tokenizer_of(path))
    nlp.max_length = MAX_CHARACTERS
    return nlp


def _tokenizer_of(path: Path) -> bytes:
    """What the model holds of its tokenizer, its pattern of hyphened words shortened."""
    held = srsly.msgpack_loads((path / "tokenizer").read_bytes())
    held["token_match"] = shorten(held["token_match"])
    return bytes(srsly.msgpack_dumps(held))


def shorten(pattern: str) -> str:
    """A pattern that matches the same French words, with letters for the lists of them."""
    return _ALPHABETS.sub(lambda listed: _ALSO_JOINED if "’" in listed[0] else _LETTER, pattern)
