"""The door for spaCy."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
import srsly

from pipeline.errors import RunError
from pipeline.mentions import load_language
from pipeline.mentions.language import MODEL, UNUSED, shorten


def test_the_model_is_loaded_once() -> None:
    assert load_language() is load_language()


def test_a_missing_model_is_said_in_one_sentence() -> None:
    with pytest.raises(RunError, match="fr_no_such_model is not installed: run `make setup`"):
        load_language("fr_no_such_model")


_WORDS = (
    *(
        "Saint-Étienne",
        "saint-Étienne-du-Rouvray",
        "SAINT-ÉTIENNE",
        "Jean-Pierre",
        "porte-clés",
        "rendez-vous",
        "contre-la-montre",
    ),
    *("Châlons-en-Champagne", "Villeneuve-d'Ascq", "Marie-Thérèse", "pierre-1", "Neuville-2", "anti-œdème", "e-mail"),
    *(
        "Boulogne-sur-Mer",
        "Nogent-l'Artaud",
        "r'habiller",
        "grand'mère",
        "vice_président",
        "demi-",
        "-mi",
        "télé–vision",
    ),
)


def test_hyphened_words_are_tokens_as_the_model_has_them() -> None:
    [path] = Path(str(spacy.util.get_package_path(MODEL))).glob("*/tokenizer")
    pattern = srsly.msgpack_loads(path.read_bytes())["token_match"]
    before, now = re.compile(pattern), re.compile(shorten(pattern))
    assert len(shorten(pattern)) < len(pattern) / 50
    matched = [word for word in _WORDS if before.match(word)]
    assert matched == [word for word in _WORDS if now.match(word)]
    assert 5 < len(matched) < len(_WORDS)


def test_a_sentence_is_understood_as_by_the_model_itself() -> None:
    text = "Le porte-clés de Jean-Pierre Dupont, à Saint-Étienne : c'est-à-dire qu'il l'a, aujourd'hui, rendu à M. Roy."
    ours, theirs = load_language()(text), spacy.load(MODEL, exclude=UNUSED)(text)
    assert [(t.text, t.pos_, str(t.morph)) for t in ours] == [(t.text, t.pos_, str(t.morph)) for t in theirs]


def test_nobody_loads_what_compiles_for_seconds() -> None:
    code = "import pipeline.mentions as m, sys; m.load_language(); assert 'spacy.lang.fr' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
