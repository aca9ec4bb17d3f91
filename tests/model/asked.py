"""Letters of many hands → models/asked.npz: which sentences are worth asking about: `python -m tests.model.asked`.

Most sentences of a letter tell its reader nothing that another letter could oppose, and the encoder is slow. One
logistic regression over the n-grams of a sentence, of whether it was opposed; also in `make model`.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

from pipeline.findings.contrary import ASKED
from pipeline.speech import texts_of
from tests.model.encoder_letters import LetterPair, read_letter_pairs

_MOST_GRAMS: Final = 20_000
_FEWEST: Final = 3  # sentences an n-gram must stand in
_FIRMNESS: Final = 3.0  # C of the regression
_PER_LETTERS: Final = (5, 8, 10, 15, 20)  # pairs of sentences asked about, of two letters

Sentence = tuple[int, int]
"""Which letter of two, and the number of the sentence in it."""


def fit(pairs: Sequence[LetterPair]) -> dict[str, NDArray[Any]]:
    """The arrays of the table."""
    rows = [row for pair in pairs for row in _rows(pair)]
    said, opposed = [_masked(text) for _, text, _ in rows], np.array([told for *_, told in rows])
    first = TfidfVectorizer(analyzer=_texts, min_df=_FEWEST, sublinear_tf=True)
    telling = np.nan_to_num(chi2(first.fit_transform(said), opposed)[0])
    kept = np.sort(np.argsort(-telling, kind="stable")[:_MOST_GRAMS])
    grams = first.get_feature_names_out()[kept]
    vectorizer = TfidfVectorizer(analyzer=_texts, vocabulary=list(grams), sublinear_tf=True)
    model = LogisticRegression(solver="liblinear", C=_FIRMNESS, class_weight="balanced", random_state=0)
    model.fit(vectorizer.fit_transform(said), opposed)
    scale = np.abs(model.coef_).max() / 127
    return {
        "grams": np.frombuffer("\n".join(grams).encode(), np.uint8),
        "idf": vectorizer.idf_.astype(np.float32),
        "weights": np.round(model.coef_.T / scale).astype(np.int8),
        "scale": np.array([scale], np.float32),
        "bias": model.intercept_.astype(np.float32),
    }


def measure(pairs: Sequence[LetterPair]) -> Iterator[str]:
    """Of sentences that do not fit, how many stand among the first of two letters, each hand by the others' weights."""
    found = dict.fromkeys(_PER_LETTERS, 0)
    wanted = 0
    for hand in sorted({pair.hand for pair in pairs}):
        table = fit([pair for pair in pairs if pair.hand != hand])
        vectorizer = TfidfVectorizer(
            analyzer=_texts, vocabulary=table["grams"].tobytes().decode().split("\n"), sublinear_tf=True
        )
        vectorizer.idf_ = table["idf"]
        for pair in (pair for pair in pairs if pair.hand == hand):
            rows = list(_rows(pair))
            odds = vectorizer.transform([_masked(text) for _, text, _ in rows]) @ (table["weights"] * table["scale"])
            likely = dict(zip((at for at, *_ in rows), expit(odds[:, 0] + table["bias"][0]), strict=True))
            asked = sorted(pair.pairs("instruction"), key=lambda x: -likely[0, x[0][0]] * likely[1, x[0][1]])
            told = [line.told for _, line in asked]
            wanted += sum(told)
            for many in found:
                found[many] += sum(told[:many])
    yield f"{len(pairs)} pairs of letters, {wanted} pairs of sentences that do not fit"
    yield from (f"{many:3} of two letters asked: {right / wanted:.3f} of these" for many, right in found.items())


def _rows(pair: LetterPair) -> Iterator[tuple[Sentence, str, bool]]:
    opposed = {(n, at) for question, *told in pair.told if question == "instruction" for n, at in enumerate(told)}
    for number, sentences in enumerate(pair.sentences):
        for at, text in enumerate(sentences):
            yield (number, at), text, (number, at) in opposed


def _masked(text: str) -> str:
    return re.sub(r"\d", "0", re.sub(r"[\[\]]", "", text))


def _texts(sentence: str) -> list[str]:
    return list(texts_of(sentence))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="write nothing; tell what is found, hand by hand")
    if parser.parse_args().measure:
        print(*measure(read_letter_pairs()), sep="\n")
    else:
        np.savez_compressed(ASKED, allow_pickle=False, **fit(read_letter_pairs()))
