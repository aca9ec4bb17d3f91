"""The lexicon of meanings tells a mistake in it when it is read, not while letters are compared."""

import pytest

from pipeline.findings.meanings import read_lexicon

LISTS = "acts: {pay: payer}\nthings: {box: modem}\ncourtesies: merci\n"


@pytest.mark.parametrize("wrong", ["dépôt de garantie: caution", "depot de garantie: sûreté", "Un car: autocar"])
def test_a_phrase_that_no_letter_can_hold_is_refused(wrong: str) -> None:
    assert read_lexicon(f"{LISTS}phrases:\n  depot de garantie: caution\n")
    with pytest.raises(ValueError, match="in plain letters"):
        read_lexicon(f"{LISTS}phrases:\n  {wrong}\n")
