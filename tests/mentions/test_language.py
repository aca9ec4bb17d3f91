"""The door for spaCy."""

import pytest

from pipeline.errors import RunError
from pipeline.mentions import load_language


def test_the_model_is_loaded_once() -> None:
    assert load_language() is load_language()


def test_a_missing_model_is_said_in_one_sentence() -> None:
    with pytest.raises(RunError, match="fr_no_such_model is not installed: run `make setup`"):
        load_language("fr_no_such_model")
