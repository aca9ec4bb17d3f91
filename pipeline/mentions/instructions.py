"""Letter → its instructions: what the reader is told to do, invited to do, or told not to do.

Patterns (`told.py`) find where an order stands that is put as most are; the n-grams of its sentence (`pipeline/speech`)
say whether to believe it, and find what is put otherwise: «passez-nous un coup de fil», «oubliez notre relance».
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.told import LEANT, find_told, sentences_that_tell
from pipeline.speech import RULES, Speech, read_speech

# Measured on sentences of other hands, see docs/decisions/0011-speech.md
_BELIEVED: Final = 0.7  # an order in a sentence in which patterns have found none
_BESIDE: Final = 0.85  # one more beside those that patterns have found
_DOUBTED: Final = 0.5  # one that a pattern has found
_EVEN: Final = 0.15  # told hardly more likely than forbidden: a negation tells which
_NEGATION: Final = re.compile(
    r"\b(?:n['’]|ne )(?:[\w'’-]{1,30} ){1,3}(?:pas|plus|jamais|rien|aucune?|point|nullement)\b", re.IGNORECASE
)
# Ways of one act: where a pattern tells the way, the other is not told again
_WAYS: Final = (("call", "contact", "write", "reply"), ("send", "return"))
# «Vous souhaitez nous contacter ?» tells nothing yet; «Pourriez-vous nous renvoyer ... ?» does
_ASKS_HIM: Final = re.compile(r"^(?!.*-(?:vous|tu)\b).*\?$", re.IGNORECASE)
# «Plus tôt vous nous en parlez, plus il est facile d'agir» forbids nothing
_COMPARES: Final = re.compile(r"^\W*(?:plus|moins|mieux) [^,]+, (?:et )?(?:plus|moins|mieux) ", re.IGNORECASE)
# «Zone Est :»: of 80 such scraps in the labelled sentences 2 tell something
_FEWEST_WORDS: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
# «Merci de nous avoir communiqué la pièce»: it is done
_THANKS: Final = re.compile(
    r"^[^,;:.]{0,40}\b(?:merci|remerci\w{1,5}) (?:de |d['’])(?:nous |m['’])?avoir (?:bien |aussi |déjà )?"
    r"\w{2,}(?:é|i|u|is|it|ert)e?s?\b",
    re.IGNORECASE,
)


def find_instructions(reading: Reading) -> Iterator[Found]:
    """Every instruction in the body; `value` is the act, `not:` before it where the reader is told not to."""
    told = list(find_told(reading))
    for start, end in sentences_that_tell(reading):
        here = [found for found in told if start <= found.start < end]
        speech = read_speech(" ".join(reading.letter.text[start:end].split("\n")), frozenset(f.value for f in here))
        yield from (found for found in here if found.value not in RULES or _is_believed(found, speech))
        scrap = len(_WORD.findall(speech.sentence)) < _FEWEST_WORDS
        if not (scrap or _ASKS_HIM.search(speech.sentence) or _THANKS.search(speech.sentence)):
            yield from _told_otherwise(speech, start, {found.value for found in here})


def _is_believed(found: Found, speech: Speech) -> bool:
    """Of what clauses only lean to one in thirty is told where the n-grams do not say so by themselves."""
    return _likely(speech, found.value) > (_BELIEVED if found.confidence == LEANT else _DOUBTED)


def _likely(speech: Speech, value: str) -> float:
    """How likely the act is told in this way or another: «retournez le formulaire» sends it, too."""
    how, _, act = value.rpartition(":")
    ways = next((ways for ways in _WAYS if act in ways), (act,))
    return max(speech.acts[f"{how}:{way}" if how else way] for way in ways)


def _told_otherwise(speech: Speech, start: int, known: set[str]) -> Iterator[Found]:
    """What the sentence tells beyond what patterns have found in it, surest first; an act is told or forbidden once."""
    held = {value.removeprefix("not:") for value in known}
    for value, sure in sorted(speech.acts.items(), key=lambda one: (-one[1], one[0])):
        act = value.removeprefix("not:")
        if act != value and _COMPARES.search(speech.sentence):
            continue
        if (
            sure <= (_BESIDE if known else _BELIEVED)
            or act in held
            or any(act in ways and held.intersection(ways) for ways in _WAYS)
        ):
            continue
        held.add(act)
        begin, end = speech.spot(value)
        if value == act and sure - speech.acts[f"not:{act}"] < _EVEN and _is_negated(speech.sentence, begin, end):
            value = f"not:{act}"
        yield Found("instruction", start + begin, start + end, value, sure)


def _is_negated(sentence: str, begin: int, end: int) -> bool:
    """Whether a negation encloses the words: «n'utilisez plus cet appareil»."""
    return any(m.start() < end and begin < m.end() for m in _NEGATION.finditer(sentence))


INSTRUCTIONS: Final = Kind(
    name="instruction",
    description="What the reader is told, asked or invited to do: `call`, `contact`, `write`, `return`, `pay`, "
    "`send`, `sign`, `fill_in`, `reply`, `visit`, `keep`, `destroy`, `use`, `cancel`, `inform`, `check`, `unplug`, "
    "`wait`, `ignore`; `not:call` and the like where told not to. "
    "Read from the body; closing formulas are none.",
    find=find_instructions,
    examples=(
        Example("Veuillez retourner le matériel.", (("Veuillez retourner", "return"),)),
        Example("Merci de nous faire parvenir un chèque.", (("Merci de nous faire parvenir", "send"),)),
        Example("Merci d'appeler le secrétariat.", (("Merci d'appeler", "call"),)),
        Example("Contactez-nous au 39 70.", (("Contactez", "call"),)),
        Example("Nous vous invitons à contacter votre agence.", (("Nous vous invitons à contacter", "contact"),)),
        Example("Vous pouvez nous joindre du lundi au samedi.", (("Vous pouvez nous joindre", "call"),)),
        Example("Vous pouvez joindre un conseiller au 3000.", (("Vous pouvez joindre", "call"),)),
        Example("Merci de joindre un RIB.", (("Merci de joindre", "send"),)),
        Example("Le matériel doit être restitué en boutique.", (("doit être restitué", "return"),)),
        Example("Signez le mandat et renvoyez-le.", (("Signez", "sign"), ("renvoyez", "return"))),
        Example(
            "Nous vous demandons de ne plus appeler notre service.",
            (("Nous vous demandons de ne plus appeler", "not:call"),),
        ),
        Example(
            "Nous vous prions de ne plus appeler et de vous adresser à votre opérateur.",
            (("Nous vous prions de ne plus appeler", "not:call"), ("adresser", "contact")),
        ),
        Example("Pour payer, rendez-vous sur notre site.", (("rendez-vous", "visit"),)),
        Example("N'appelez plus ce numéro.", (("N'appelez", "not:call"),)),
        Example("Inutile de nous téléphoner.", (("Inutile de nous téléphoner", "not:call"),)),
        Example("Vous n'avez rien à payer.", (("n'avez rien à payer", "not:pay"),)),
        Example(
            "Il n'est pas nécessaire de nous retourner ce document.",
            (("n'est pas nécessaire de nous retourner", "not:return"),),
        ),
        Example("Notre service client reste à votre disposition.", (("reste à votre disposition", "contact"),)),
        # no instructions
        Example("Veuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées."),
        Example("Vous appelez souvent notre service et vous payez vos factures."),
        Example("Nous vous enverrons un courrier et nous allons vous rembourser."),
        Example("Vous avez demandé à résilier votre contrat."),
        Example("Votre rendez-vous à Lyon est fixé."),
        Example("Pour régler votre facture, plusieurs moyens existent."),
        Example("Zone Est :"),
        Example("Merci de nous avoir communiqué la radiographie panoramique."),
    ),
)
