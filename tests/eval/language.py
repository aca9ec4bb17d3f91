"""French spaCy models side by side, for what a letter needs of them: who is told what, and the names of persons.

    python tests/eval/language.py [MODEL ...]        default: fr_core_news_sm fr_core_news_md

Each model is measured in a process of its own: time to load, memory held, time per thousand words, instructions found
(with only the components the pipeline loads, and with none) and persons named (by the model's own entity recogniser,
which the pipeline does not load).
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

ROUNDS = 20

# A line of a letter and the person it names, or none
PERSONS = (
    ("Laurence Thouveny\nDirectrice Relation Clients", "Laurence Thouveny"),
    ("P/O Le Directeur\nDenis Quillet", "Denis Quillet"),
    ("M. Jean-Michel VALENTIN\nInspecteur des Finances publiques", "Jean-Michel VALENTIN"),
    ("Affaire suivie par : Mme Agnès Pradel", "Agnès Pradel"),
    ("Solène Le Dantec de Rosny\nDirectrice générale adjointe", "Solène Le Dantec de Rosny"),
    ("Le Maire,\nYann Le Berre", "Yann Le Berre"),
    ("Maître Inès Carrade, huissier de justice", "Inès Carrade"),
    ("Votre conseillère\nSamira Oulhaj", "Samira Oulhaj"),
    ("MONSIEUR PAUL ARNOUX\n12 RUE DES LILAS\n83000 TOULON", "PAUL ARNOUX"),
    ("Madame Noémie Barral\nBâtiment B, 3e étage", "Noémie Barral"),
    ("Le Chef du service Contentieux\nR. CHASSAING", "R. CHASSAING"),
    ("Antoine Rouvier, Directeur d'agence", "Antoine Rouvier"),
    ("Votre service client Orange", None),
    ("Le Directeur du Service Clients Opérateurs Tiers", None),
    ("Montant TTC en EUR : 87,45", None),
    ("Tél. 03 88 15 40 60 / Fax 03 88 15 40 61", None),
    ("Vos références : DGRH/MP/14-0387", None),
    ("TSA 50018\n59878 LILLE CEDEX 9", None),
    ("Caisse d'Allocations Familiales du Var", None),
    ("Objet : Résiliation de votre abonnement Livebox", None),
    ("Veuillez agréer, Madame, Monsieur, nos salutations distinguées.", None),
    ("Saint-Malo, le vendredi 1er avril 2016", None),
)


def main() -> None:
    """Measure every model and print them side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", default=["fr_core_news_sm", "fr_core_news_md"])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.models[0])))
        return
    columns = {model: _in_own_process(model) for model in arguments.models}
    print(f"{'':44}" + "".join(f"{model:>18}" for model in columns))
    for row in next(iter(columns.values())):
        print(f"{row:44}" + "".join(f"{column[row]:18.2f}" for column in columns.values()))


def _in_own_process(model: str) -> dict[str, float]:
    out = subprocess.run([sys.executable, __file__, "--one", model], check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(out.stdout)
    return figures


def measure(model: str) -> dict[str, float]:
    """The figures of one model, this process having loaded nothing else."""
    import spacy

    from pipeline.mentions import language

    empty = _megabytes()
    start = time.perf_counter()
    nlp = language.load_language(model)
    loaded, held = time.perf_counter() - start, _megabytes() - empty

    from tests.mentions.instruction_sentences import SENTENCES

    words = sum(len(sentence.split()) for sentence, _ in SENTENCES)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in nlp.pipe(sentence for sentence, _ in SENTENCES):
            pass
        times.append(time.perf_counter() - start)
    instructions = _score_instructions(nlp, SENTENCES)
    untagged = _score_instructions(spacy.blank("fr"), SENTENCES)
    persons = _score_persons(spacy.load(model))
    return {
        "load, seconds": loaded,
        "memory held, MB": held,
        "milliseconds per 1000 words": 1e6 * sorted(times)[ROUNDS // 2] / words,
        f"instructions, precision ({len(SENTENCES)} sentences)": instructions[0],
        "instructions, recall": instructions[1],
        "instructions, precision without the model": untagged[0],
        "instructions, recall without the model": untagged[1],
        f"persons, precision ({len(PERSONS)} passages)": persons[0],
        "persons, recall": persons[1],
        "memory held with all components, MB": _megabytes() - empty,
    }


def _megabytes() -> float:
    """Peak resident memory of this process; ru_maxrss counts kilobytes on Linux and bytes on macOS."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def _score_instructions(nlp: object, sentences: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[float, float]:
    from spacy.language import Language

    from pipeline.mentions import find_mentions
    from tests.mentions.letter_of import letter_from_text

    assert isinstance(nlp, Language)
    hits = found = wanted = 0
    for sentence, told in sentences:
        values = [m.value for m in find_mentions(letter_from_text(sentence), nlp) if m.kind == "instruction"]
        found, wanted = found + len(values), wanted + len(told)
        left = list(told)
        for value in values:
            if value in left:
                left.remove(value)
                hits += 1
    return hits / found, hits / wanted


def _score_persons(nlp: object) -> tuple[float, float]:
    from spacy.language import Language

    assert isinstance(nlp, Language)
    hits = found = 0
    for passage, person in PERSONS:
        names = [entity.text for entity in nlp(passage).ents if entity.label_ == "PER"]
        found += len(names)
        hits += person in names
    return hits / found, hits / sum(person is not None for _, person in PERSONS)


if __name__ == "__main__":
    main()
