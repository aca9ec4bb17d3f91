"""How sure a value is: by what speaks for it, never surer for being read worse."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RunError
from pipeline.mentions import find_mentions, load_language
from pipeline.mentions.fields import fill_fields, rate_fields
from pipeline.mentions.found import Found
from pipeline.mentions.trust import FIGURES, Marks, find_marks, key_of, load_trust
from tests.mentions.letter_of import letter_from_text
from tests.mentions.zoned import letter_of

WELL = Marks(rule=0.95, mean=0.95, least=0.94, page=0.95, again=0.0)
FOUND = [Found("phone", 0, 1, "1014", 0.9), Found("sender", 0, 1, "Orange", 0.9, role="organisation")]
share = st.floats(0, 1)


@pytest.mark.parametrize("found", FOUND)
@given(marks=st.builds(Marks, share, share, share, share, st.sampled_from([0.0, 1.0]), share), other=share)
def test_what_is_read_better_is_never_less_sure(found: Found, marks: Marks, other: float) -> None:
    rate = load_trust().rate
    assert 0 <= rate(found, marks) <= 1
    for name in ("rule", "mean", "least", "page", "figures"):
        low, high = sorted((other, getattr(marks, name)))
        assert rate(found, replace(marks, **{name: low})) <= rate(found, replace(marks, **{name: high}))
    assert rate(found, replace(marks, again=0.0)) <= rate(found, replace(marks, again=1.0))


@pytest.mark.parametrize("found", FOUND)
def test_a_clean_page_passes_and_a_damaged_word_does_not(found: Found) -> None:
    trust = load_trust()
    assert trust.rate(found, WELL) > trust.review
    assert trust.rate(found, replace(WELL, mean=0.2, least=0.1, page=0.75, rule=0.3)) < trust.review


@pytest.mark.parametrize(
    "sentence",
    [
        "Vous disposez de 15 jours à réception pour payer.",
        "Répondez avant le 15 mars 2015.",
        "Vous nous devez 15 € ce jour.",
        "Votre contrat n° 15048213 prend fin.",
    ],
)
def test_a_value_that_hangs_on_a_disputed_figure_is_to_be_looked_at(sentence: str) -> None:
    """A second reader that disagrees leaves a figure at 0.2, whatever the words around it are worth."""
    letter = letter_of(f"hello | Madame,\nbody | {sentence}")
    words = (replace(w, confidence=0.2 if letter.text.startswith("15", w.start) else 0.99) for w in letter.words)
    mentions = find_mentions(replace(letter, words=tuple(words)), load_language())
    hanging = [m.confidence for m in mentions if m.kind in FIGURES and "15" in m.text]
    assert hanging
    assert max(hanging) < load_trust().review


def test_a_figure_that_stands_twice_does_not_hang_on_one_of_its_readings() -> None:
    trust, disputed = load_trust(), replace(WELL, figures=0.2)
    assert trust.rate(FOUND[0], replace(disputed, again=1.0)) > trust.review > trust.rate(FOUND[0], disputed)


def test_a_kind_without_truth_keeps_reliability_times_legibility() -> None:
    found = Found("instruction", 0, 1, "call", 0.8)
    assert load_trust().rate(found, replace(WELL, rule=0.8, mean=0.5)) == pytest.approx(0.4)


def test_every_field_of_the_table_has_its_bias() -> None:
    letter = letter_of("""head | Orange
        head | Service Clients
        from | 33734 BORDEAUX CEDEX 9
        to   | Madame Ida BLANC
        to   | 56000 VANNES
        ref  | N° client : 571264938
        date | Lille, le 13 février 2015
        subj | Objet : votre résiliation
        body | Nous confirmons la résiliation de votre contrat.
        body | Payez 30 € avant le 3 mai 2015 sur www.orange.fr, au 3900 ou à aide@orange.fr.
        bye  | Cordialement,
        sign | Anne Vial
        sign | Directrice""")
    mentions = find_mentions(letter, load_language())
    kinds = {key_of(Found(m.kind, 0, 1, "", 1.0, role=m.role)) for m in mentions} - {"instruction"}
    assert len(kinds) >= 15
    assert kinds <= load_trust().bias.keys()


def test_a_value_that_stands_twice_is_said_so() -> None:
    letter = letter_from_text("1014 et 1014 et 3000")
    found = [Found("phone", 0, 4, "1014", 0.9), Found("phone", 8, 12, "1014", 0.9), Found("phone", 16, 20, "3000", 0.9)]
    assert [marks.again for marks in find_marks(letter, found)] == [1.0, 1.0, 0.0]


def test_a_list_is_as_sure_as_its_least_sure_value_by_its_surest_mention() -> None:
    letter = letter_of("body | Appelez le 3900, oui, le 3900, ou le 3000.")
    (phones,) = fill_fields(find_mentions(letter, load_language()), ())["phones"][:1]
    held = [replace(phones, value=v, confidence=c) for v, c in (("3900", 0.4), ("3900", 0.9), ("3000", 0.8))]
    assert [(s.field, s.confidence) for s in rate_fields({"phones": tuple(held), "urls": ()})] == [("phones", 0.8)]


def test_without_its_table_nothing_can_be_rated(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"confidence\.yaml is not there"):
        load_trust(tmp_path / "confidence.yaml")
