"""Sentences of many hands, labelled by them -> models/speech.npz: `python -m tests.model.speech`, and in `make model`.

A line of `speech_lines/`: acts, what is said of a thing sent, the sentence; `-` for none. Those of `test/` are written
by hands of their own and never fitted on. `--measure` fits nothing and tells how well instructions are found in them.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

from pipeline.mentions import load_language
from pipeline.mentions.found import Reading
from pipeline.mentions.instructions import find_instructions
from pipeline.mentions.kinds import KINDS
from pipeline.mentions.told import find_told
from pipeline.speech import ACTS, MODEL, RULES, SAYS, read_speech, texts_of
from pipeline.speech.weights import LABELS, RULE
from tests.mentions.instruction_sentences import SENTENCES
from tests.mentions.letter_of import letter_from_text
from tests.mentions.order_sentences import BIDDEN, FORBIDDEN, TOLD_NOTHING

LINES: Final = Path(__file__).with_name("speech_lines")
_MOST_GRAMS: Final = 80_000
_FEWEST: Final = 2  # sentences an n-gram must stand in
_FIRMNESS: Final = 30.0  # C of the regressions
_BELIEVED_SAYS: Final = 0.8
_HARD: Final = Path(__file__).parents[1] / "mentions" / "hard" / "instructions.yaml"
_COPIES: Final = 4  # so much counts a sentence that a test holds
_NEVER: Final = -10.0  # log odds of a label that no line bears
# Few sentences hold an act: one that does counts as many as do not
_COMMON: Final = frozenset(("do", "dont"))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and its labels; `says` is None where nobody has said."""

    acts: frozenset[str]
    says: str | None
    sentence: str


def read_lines(split: str) -> list[Line]:
    """All hands of a split."""
    rows = [row.split("\t") for path in sorted((LINES / split).glob("*.tsv")) for row in _rows(path)]
    return [Line(frozenset(acts.split()) - {"-"}, says.removeprefix("-"), sentence) for acts, says, sentence in rows]


def tested_lines() -> list[Line]:
    """The sentences that the tests of instructions hold: they shall be understood as there."""
    told = [*SENTENCES, *FORBIDDEN, *BIDDEN, *((sentence, ()) for sentence in TOLD_NOTHING)]
    told += [(sentence, acts) for sentence, *acts in yaml.safe_load(_HARD.read_text("utf-8"))]
    return [Line(frozenset(acts), None, " ".join(sentence.split())) for sentence, acts in told] * _COPIES


def _rows(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def read_sentence(sentence: str) -> Reading:
    """A letter of that sentence, with what is found before instructions are."""
    reading = Reading(letter_from_text(sentence), load_language())
    for kind in KINDS[: [kind.name for kind in KINDS].index("instruction")]:
        reading.claim(tuple(kind.find(reading)))
    return reading


def fit(lines: Sequence[Line]) -> dict[str, NDArray[Any]]:
    """The arrays of the table."""
    vectorizer = TfidfVectorizer(analyzer=_texts, min_df=_FEWEST, sublinear_tf=True)
    values = vectorizer.fit_transform([line.sentence for line in lines])
    truth = np.array([_truth(line) for line in lines])
    telling = np.max([np.nan_to_num(chi2(values, truth[:, label])[0]) for label in range(len(LABELS))], axis=0)
    kept = np.sort(np.argsort(-telling, kind="stable")[:_MOST_GRAMS])
    grams = vectorizer.get_feature_names_out()[kept]
    vectorizer = TfidfVectorizer(analyzer=_texts, vocabulary=list(grams), sublinear_tf=True)
    values = vectorizer.fit_transform([line.sentence for line in lines])
    told = csr_matrix([_rules(line.sentence) for line in lines]) * RULE
    weights = np.zeros((len(grams) + len(RULES), len(LABELS)))
    bias = np.zeros(len(LABELS))
    for nth, label in enumerate(LABELS):
        if not truth[:, nth].any():
            bias[nth] = _NEVER
            continue
        rows = [n for n, line in enumerate(lines) if line.says is not None or not label.startswith("says:")]
        model = LogisticRegression(
            solver="liblinear", C=_FIRMNESS, class_weight=None if label in _COMMON else "balanced", random_state=0
        )
        model.fit(hstack([values, told]).tocsr()[rows], truth[rows, nth])
        weights[:, nth], bias[nth] = model.coef_[0], model.intercept_[0]
    scale = np.maximum(np.abs(weights[: len(grams)]).max(axis=0), 1e-9) / 127
    return {
        "grams": np.frombuffer("\n".join(grams).encode(), np.uint8),
        "idf": vectorizer.idf_.astype(np.float32),
        "weights": np.round(weights[: len(grams)] / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "rules": weights[len(grams) :].astype(np.float32),
        "bias": bias.astype(np.float32),
    }


def _texts(sentence: str) -> list[str]:
    return list(texts_of(sentence))


def _truth(line: Line) -> list[bool]:
    told = {f"{how}{act}" for act in ACTS for how in ("", "not:") if f"{how}{act}" in line.acts}
    held = told | {f"any:{act.removeprefix('not:')}" for act in told} | {f"says:{line.says}"}
    if any(not act.startswith("not:") for act in line.acts):
        held.add("do")
    if any(act.startswith("not:") for act in line.acts):
        held.add("dont")
    return [label in held for label in LABELS]


def _rules(sentence: str) -> list[float]:
    told = {found.value for found in find_told(read_sentence(sentence))}
    return [float(rule in told) for rule in RULES]


def measure(lines: Iterable[Line]) -> str:
    """Precision, recall and F1 of instructions by patterns alone and with speech, and of what is said of a thing."""
    lines = list(lines)
    counts = dict(zip(("patterns", "instructions"), count_instructions(lines), strict=True))
    counts |= {name: Counter[str]() for name in SAYS}
    for line in lines:
        says = {says for says, sure in read_speech(line.sentence).says.items() if sure > _BELIEVED_SAYS}
        for name in SAYS:
            _count(counts[name], says & {name}, {line.says or ""} & {name})
    return "\n".join(f"{name:13}{_figures(count)}" for name, count in counts.items())


def count_instructions(lines: Iterable[Line]) -> tuple[Counter[str], Counter[str]]:
    """«right», «found», «wanted» of the instructions in these sentences: by patterns alone, and by all there is."""
    patterns, every = Counter[str](), Counter[str]()
    for line in lines:
        reading = read_sentence(line.sentence)
        wanted = line.acts & set(RULES)
        _count(patterns, {f.value for f in find_told(reading)} & set(RULES), wanted)
        _count(every, {f.value for f in find_instructions(reading)} & set(RULES), wanted)
    return patterns, every


def _count(counts: Counter[str], found: set[str] | frozenset[str], wanted: set[str] | frozenset[str]) -> None:
    counts["right"] += len(found & wanted)
    counts["found"] += len(found)
    counts["wanted"] += len(wanted)


def _figures(counts: Counter[str]) -> str:
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / max(1, counts["wanted"])
    f1 = 2 * counts["right"] / max(1, counts["found"] + counts["wanted"])
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {counts['wanted']}"


def write(target: Path = MODEL) -> None:
    """Fit on all hands but those of `test/`."""
    np.savez_compressed(target, allow_pickle=False, **fit([*read_lines("train"), *tested_lines()]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="tell how well it does on sentences of other hands")
    if not parser.parse_args().measure:
        write()
    for path in sorted((LINES / "test").glob("*.tsv")):
        rows = [row.split("\t") for row in _rows(path)]
        print(path.stem)
        print(measure(Line(frozenset(a.split()) - {"-"}, s.removeprefix("-"), text) for a, s, text in rows))
