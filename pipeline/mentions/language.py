"""Nothing → the French spaCy pipeline, loaded once a process and stripped of what no rule uses."""

from functools import cache
from typing import Final

import spacy
from spacy.language import Language

from pipeline.errors import RunError

MODEL: Final = "fr_core_news_sm"  # measured against md in docs/decisions/0002-spacy-model.md

# Sentences come from the lines and the punctuation (`sentences.py`), so neither a parser nor a splitter is needed.
UNUSED: Final = ("parser", "ner", "lemmatizer", "attribute_ruler", "senter")

# spaCy refuses texts above a million characters to protect the parser's memory, which is not loaded here.
MAX_CHARACTERS: Final = 100_000_000


@cache
def load_language(model: str = MODEL) -> Language:
    """The French pipeline (about a second, then free). RunError where the model is not installed."""
    try:
        nlp = spacy.load(model, exclude=list(UNUSED))
    except OSError as missing:
        raise RunError(f"The French language model {model} is not installed: run `make setup`.") from missing
    nlp.max_length = MAX_CHARACTERS
    return nlp
