"""Texts of PDF layers -> trusted or not, and mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.textlayer import mend
from pipeline.pages.trust import is_good_text

PROSE = "Nous avons bien reçu votre demande de résiliation du contrat et nous vous en remercions."


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (PROSE, True),
        ("SARL DUPONT & FILS TVA FR 32 123456789 Total HT 1 234,56 € Net à payer 1 481,47 €", True),
        ("M. Jean-Luc L’Hœst 12 bis, rue de l’Église 59000 LILLE CEDEX", True),
        ("Dear Sir, we have received your letter of 3 May and thank you for it.", True),
        ("1 234,56 12/02/2015 14:30 450,00", True),
        ("", False),
        ("(cid:12)(cid:45)(cid:9) (cid:3)(cid:88)", False),
        (PROSE.replace("é", "Ã©").replace("ç", "Ã§") * 2 + " crÃ©dit lâ€™offre NÂ° client", False),
        ("\ue012\ue034\ue056 \ue011\ue017", False),
        ("Qrxv dyrqv elhq uhfx yrwuh ghpdqgh gh uhvloldwlrq gx frqwudw " * 2, False),
        ("Ñ®¿¡ ¬¦þ Ðß¤ ¥¶¸ ¹º¼ " * 4, False),
        ("你好 世界 這是 一封 信 " * 5, False),
    ],
)
def test_good_text_is_told_from_garbage(text: str, good: bool) -> None:
    assert is_good_text(text.split()) is good


def test_vowels_alone_are_not_enough_on_a_full_page() -> None:
    assert not is_good_text(["bato", "ruli", "sepa", "mino"] * 30)
    assert is_good_text(PROSE.split() * 6)


@given(st.lists(st.text(max_size=12), max_size=20))
def test_any_words_are_judged(texts: list[str]) -> None:
    assert is_good_text(texts) in {True, False}


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("o\ufb03ciel", "officiel"),
        ("con\ufb01rmation", "confirmation"),
        ("rési\u00adlia\u200btion", "résiliation"),
        ("re\u0301siliation", "résiliation"),
        ("\ufeffMadame", "Madame"),
        ("1er\u00a0", "1er"),
        ("x²", "x²"),
    ],
)
def test_words_are_mended(printed: str, mended: str) -> None:
    assert mend(printed) == mended
