"""The table of speech: n-grams, how it is fitted, and what it makes of sentences it was not fitted on."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RunError
from pipeline.speech import ACTS, SAYS, grams_of, read_speech, texts_of, weights
from tests.model.speech import count_instructions, fit, read_lines

_SURE, _BELIEVED = 0.5, 0.8


def test_ngrams_of_words_and_letters() -> None:
    grams = {gram.text: (gram.start, gram.end) for gram in grams_of("Payez 15 €, l'été !")}
    assert grams["payez 00"] == (0, 8)
    assert grams["l ete !"] == (12, 19)
    assert grams["#<pay"] == (0, 5)
    assert grams["#ete>"] == (14, 17)


@given(st.text(max_size=200))
def test_reads_whatever_stands_there(sentence: str) -> None:
    speech = read_speech(sentence)
    assert all(0 <= sure <= 1 for sure in (*speech.acts.values(), *speech.says.values()))
    assert list(texts_of(sentence)) == [gram.text for gram in grams_of(sentence)]
    start, end = speech.spot("not:pay")
    assert 0 <= start <= end <= len(sentence)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Passez-nous un coup de fil entre neuf heures et midi.", "call"),
        ("Nos bureaux ne prennent plus aucun appel, inutile de nous téléphoner.", "not:call"),
        ("La somme ci-dessus est à verser au plus vite.", "pay"),
        ("Vous n'avez pas un centime à débourser.", "not:pay"),
        ("Jetez sans hésiter votre ancienne carte.", "destroy"),
        ("Conservez soigneusement ce reçu.", "keep"),
        ("Ne renvoyez surtout pas le boîtier.", "not:return"),
        ("Nous comptons sur votre signature au bas du contrat.", "sign"),
    ],
)
def test_understands_what_it_has_not_been_told(sentence: str, act: str) -> None:
    acts = read_speech(sentence).acts
    assert acts[act] > _SURE
    assert max(acts, key=lambda one: acts[one]) == act


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Votre nouvelle carte vous parviendra sous dix jours.", "will_come"),
        ("Vous trouverez sous ce pli votre relevé annuel.", "enclosed"),
        ("Votre chèque nous est bien parvenu.", "received"),
        ("Nos bureaux ouvrent à neuf heures.", ""),
        ("Nos tarifs restent inchangés cette année.", ""),
    ],
)
def test_knows_what_is_said_of_a_thing(sentence: str, says: str) -> None:
    told = {name for name, sure in read_speech(sentence).says.items() if sure > _BELIEVED}
    assert told == ({says} if says else set())


def test_a_rule_that_found_an_act_makes_it_likelier() -> None:
    sentence = "Voilà qui serait à faire pour le dossier."
    assert read_speech(sentence, frozenset({"send"})).acts["send"] > read_speech(sentence).acts["send"]


def test_the_same_lines_give_the_same_table() -> None:
    """Whatever hand wrote them; `make model` is to change nothing where nothing was changed."""
    lines = read_lines("train")[::60]
    first, second = fit(lines), fit(lines)
    assert all(np.array_equal(first[name], second[name]) for name in first)
    assert first["weights"].shape == (len(first["idf"]), len(weights.LABELS))


def test_without_its_table_a_run_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "MODEL", tmp_path / "none.npz")
    weights.load_table.cache_clear()
    with pytest.raises(RunError, match="whole checkout"):
        read_speech("Une phrase que nul n'a encore lue.")
    weights.load_table.cache_clear()


@pytest.mark.slow
def test_finds_more_than_patterns_in_the_sentences_of_other_hands() -> None:
    patterns, all_told = count_instructions(read_lines("test")[::4])
    assert all_told["right"] > 1.3 * patterns["right"]
    assert all_told["right"] / all_told["found"] > 0.9 * patterns["right"] / patterns["found"]


def test_every_line_bears_known_labels() -> None:
    told = {f"{how}{act}" for act in (*ACTS, "other") for how in ("", "not:")}
    for line in (*read_lines("train"), *read_lines("test")):
        assert line.acts <= told
        assert line.says in {*SAYS, ""}
        assert line.sentence.strip()


def test_no_sentence_is_both_fitted_and_tested_on() -> None:
    fitted = {line.sentence for line in read_lines("train")}
    assert not [line.sentence for line in read_lines("test") if line.sentence in fitted]
