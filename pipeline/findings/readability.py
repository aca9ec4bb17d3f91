"""Text → how hard it is to read: the French readability measure of Kandel and Moles, and what makes it hard."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.findings.meanings import plain_letters
from pipeline.findings.passages import sentences_of

_WORD: Final = re.compile(r"[^\W\d_]{2,}|\b[aàyôAÀYÔ]\b")  # «l'» and «d'» are spoken with the word behind them
_VOWELS: Final = re.compile(r"(?:y(?![aeiouàâäéèêëîïôöùûüœæ])|[aeiouàâäéèêëîïôöùûüœæ])+")  # «vo-yage», but «pay-s»
# «ré-agir», «cré-é», «ma-ïs»
_HIATUS: Final = re.compile(r"(?<=[éèïëü])(?=[aeiouyàâäéèêëîïôöùûüœæ])|(?<=[aeiouéè])(?=[ïëü])|(?<=o)(?=é)")
# «cli-ent», «ouvri-er», «pa-ys»: two vowels behind two consonants, and one word and its family
_SPLIT: Final = re.compile(r"(?<=[bcdfgptv][lr]i)(?=[aeoéè](?!s?$))|(?<=\bpa)(?=ys)")
_SILENT_U: Final = re.compile(r"(?<=[qg])u(?=[aeiouéèêàâîôy])")  # «quel-que», «gui-chet»
_MUTE: Final = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])es?$|(?<=[éiuy])es?$")  # «contrat(e)», «payé(e)s»
_PASSIVE: Final = re.compile(
    r"\b(?:est|sont|sera|seront|serait|seraient|soit|soient|ete|etre|etait|etaient|fut|furent)"
    r"(?: (?:donc|alors|ainsi|egalement|bien|deja|pas|plus|toujours|jamais|\w+ment))*"
    r" \w{2,}(?:ees?|es?|is?e?s?|us?e?s?|its?|ites?|erts?|aints?)\b(?<!tres)(?<!libre)(?<!possible)(?<!necessaire)"
)
_FEWEST_SENTENCES: Final = 2
_FEWEST_WORDS: Final = 60  # a note of three lines is neither easy nor hard


@dataclass(frozen=True, slots=True)
class Reading:
    """The measure (100: a child reads it; below 30: a lawyer), the longest sentence, passives, jargon found."""

    score: float
    longest: str
    longest_words: int
    passives: int
    jargon: tuple[str, ...]


def measure(text: str, jargon: Iterable[str]) -> Reading | None:
    """How hard the text is; None where it is too short to tell."""
    sentences = [(sentence, words_of_speech(sentence)) for sentence in sentences_of(text)]
    spoken = [(sentence, words) for sentence, words in sentences if len(words) > 2]
    count = sum(len(words) for _, words in spoken)
    if len(spoken) < _FEWEST_SENTENCES or count < _FEWEST_WORDS:
        return None
    syllables = sum(count_syllables(word) for _, words in spoken for word in words)
    longest, longest_words = max(spoken, key=lambda one: len(one[1]))
    plain = plain_letters(text)
    found = tuple(phrase for phrase in jargon if _standing(plain_letters(phrase)).search(plain))
    passives = sum(bool(_PASSIVE.search(plain_letters(sentence))) for sentence, _ in spoken)
    # Kandel and Moles 1958: Flesch's formula for French
    score = 207 - 1.015 * count / len(spoken) - 73.6 * syllables / count
    return Reading(score, longest, len(longest_words), passives, found)


@lru_cache
def _standing(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(phrase)}")


def words_of_speech(text: str) -> list[str]:
    """The words that are spoken, without numbers."""
    return _WORD.findall(text)


@lru_cache(maxsize=50_000)
def count_syllables(word: str) -> int:
    """As spoken, without the mute e at the end: «ré-si-lia-tion», «con-trat», «vous»."""
    spoken = _MUTE.sub("", _SPLIT.sub("-", _SILENT_U.sub("", word.lower())))
    return max(1, sum(len(_HIATUS.split(group)) for group in _VOWELS.findall(spoken)))
