"""A sentence with a sum or a limit → whether a sentence of another letter says the same without it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from pipeline.findings.bodies import body_of
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import may_be_same_matter
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import same_act, sentence_before, sentence_behind, sentences_of
from pipeline.findings.twins import words_of
from pipeline.records import LetterRow, Mention, MentionKind

# The passage without the sum keeps at least this share of all stems of both; «merci de restituer vos équipements» alone
# is no twin of «tout équipement non restitué sera facturé 300 €»
_SHARED_OF_ALL: Final = 0.5
FEWEST_SHARED: Final = 3
# The passage has a sum or a limit that was not read
_UNREAD_SUM: Final = re.compile(r"€|\beuros?\b|\beur\b")
_UNREAD_LIMIT: Final = re.compile(
    r"\b(?:(?<!a )jours?|(?<!aux )heures?|semaines?|mois|huitaine|quinzaine|(?<!meilleurs )delais?"
    r"|avant le|au plus tard|d'ici)\b"
)
# What names a sum without its figure: «le voyageur sans titre s'expose à une amende»
SUM_WORDS: Final = meanings_in(
    "frais pénalité amende indemnité facturé facturation majoration remboursement remboursé dédommagement forfait"
    " supplément surcoût redevance participation franchise retenue prime allocation versement somme débité prélevé"
    " commission dédit payant payante taxe cotisation astreinte honoraires caution consigne arrhes acompte"
    " contribution ristourne rabais pension gratification débours"
)
# Nothing is owed or to be done there: «il n'y a pas lieu de verser la provision»
_NOT_OWED: Final = re.compile(
    r"\bn'(?:y a|avez|aurez|etes|est|sera|a|ont)\b[^,;:]{0,40}\b(?:a|lieu|redevables?|dues?|du|payable"
    r"|exigible|demande|percu)\b"
    r"|\bne (?:versez|payez|reglez|devez|doit|donne|sera|seront)\b"
    r"|\baucune?s? (?:versement|paiement|reglement|somme|frais|penalite|amende|indemnite|retenue)\b"
    r"|\b(?:inutile d|dispens|exempt|exoner|sans (?:aucune? )?(?:frais|penalite|indemnite|supplement|majoration|cout)"
    r"|offert|gratuit|absten|gardez-vous|evite)"
    # another letter tells it: «son montant vous a été indiqué»
    r"|\b(?:montant|date|delai|somme)\b[^,;:.]{0,30}\b(?:indiqu|communiqu|donne|precis|rappel|annonc)\w+"
)
_EVENT: Final = re.compile(r"^ (?:d[eu]|des|qui|suivant)\b[^,.;]*")  # «... de la réception du présent acte»
# What is done, or is not so: «a été faite», «ne peuvent plus»
_TURNED: Final = re.compile(
    r"\b(?:n(?:e |')[^,;]{1,40}\b(?:pas|plus|aucun\w*|rien|jamais)"
    r"|(?:a|ont) (?:bien |deja )?ete [a-z]+|(?:avez|avons|ont) (?:bien |deja )?[a-z]+(?:e|i|u|is)e?s?)\b"
)
_WORD_FOR_WORD: Final = 0.8  # of the words of both, in order, without the figure
_FEWEST_WORDS: Final = 5
_ALL_BUT: Final = 0.9  # so much where the figure alone was taken out
_ENOUGH_WORDS: Final = 6
_TWIN_DAYS: Final = 45


def is_not_owed(sentence: str) -> bool:
    """Whether nothing is owed there, or another letter tells how much."""
    return bool(_NOT_OWED.search(plain_letters(sentence)))


def says_without(said: str, sentence: str) -> bool:
    """Whether nothing explains why the sum or the limit is not there: «rien n'est dû», «a été faite»."""
    plain = plain_letters(sentence)
    return not is_not_owed(sentence) and bool(_TURNED.search(plain)) == bool(_TURNED.search(plain_letters(said)))


def has_unread(sentence: str, kind: MentionKind, both: Iterable[str] = ()) -> bool:
    """Whether the sentence has a sum or a limit that was not read; `both`: figures that stand in both letters."""
    left = " ".join(sentence.split())
    for figure in both:
        left = left.replace(" ".join(figure.split()), " ")
    return bool((_UNREAD_SUM if kind == "amount" else _UNREAD_LIMIT).search(plain_letters(left)))


def without_figure(sentence: str, figure: str) -> set[str]:
    """The sentence, also without the sum or the limit, and without that from which the limit counts."""
    if not figure.strip():  # a person's value that stands nowhere in the letter
        return {sentence}
    before, _, behind = " ".join(sentence.split()).partition(" ".join(figure.split()))
    return {sentence, f"{before} {behind}", f"{before} {_EVENT.sub('', behind)}"}


@lru_cache(maxsize=4096)
def is_twin_passage(said: str, sentence: str) -> bool:
    """Whether both say most of the same, and do the same."""
    here, there = meanings_in(said), meanings_in(sentence)
    shared = len(here & there)
    if shared < _SHARED_OF_ALL * len(here | there) or same_act(here, there) is False:
        return False
    return shared >= FEWEST_SHARED or is_word_for_word(said, sentence)


@lru_cache(maxsize=4096)
def is_word_for_word(one: str, other: str) -> bool:
    """One sentence but for the figure, and hardly a word more or less."""
    here, there = ([plain_letters(word) for word in words_of(sentence)] for sentence in (one, other))
    return min(len(here), len(there)) >= _FEWEST_WORDS and Indel.normalized_similarity(here, there) >= _WORD_FOR_WORD


@lru_cache(maxsize=4096)
def is_all_but_figure(one: str, other: str) -> bool:
    """One sentence from which the figure was taken out, and no word besides: «Chaque badge vous sera compté»."""
    here, there = ([plain_letters(word) for word in words_of(sentence)] for sentence in (one, other))
    return min(len(here), len(there)) >= _ENOUGH_WORDS and Indel.normalized_similarity(here, there) >= _ALL_BUT


def is_said_otherwise(
    mailing: Mailing, row: LetterRow, other: LetterRow, value: Mention, both: Collection[str]
) -> bool:
    """Whether what only the other letter says names a sum or a limit too, or says that none is owed."""
    held = set(sentences_of(body_of(row.text)))
    new = [sentence for sentence in sentences_of(body_of(other.text)) if sentence not in held]
    stated = {" ".join(m.sentence.split()) for m in mailing.mentions_of(other, value.kind) if m.text not in both}
    return any(is_not_owed(one) or has_unread(one, value.kind, both) or one in stated for one in new)


def says_without_in_place(row: LetterRow, said: str, sentence: str) -> bool:
    """So; or where «Le supplément est de 54 €. Il n'est pas remboursé» became «Le supplément n'est pas remboursé»."""
    if says_without(said, sentence):
        return True
    behind = sentence_behind(said, row.text)
    return sentence_before(behind, row.text) != "" and says_without(f"{said} {behind}", sentence)


def stated_in_both(mailing: Mailing, row: LetterRow, other: LetterRow, value: Mention) -> tuple[str, ...]:
    """What of its kind is printed in the other letter and stated in this one too."""
    held = {(m.amount, m.date, m.quantity, m.unit) for m in mailing.mentions_of(row, value.kind)}
    every = mailing.mentions_of(other, value.kind)
    return tuple(m.text for m in every if (m.amount, m.date, m.quantity, m.unit) in held)


def with_neighbours(dated: Sequence[LetterRow]) -> Iterator[tuple[Sequence[LetterRow], LetterRow]]:
    """Each letter, in order of date, with the others of its matter that are near enough to be its twins."""
    first = last = 0
    for row in dated:
        while (days_apart(dated[first], row) or 0) > _TWIN_DAYS:
            first += 1
        while last < len(dated) and (days_apart(row, dated[last]) or 0) <= _TWIN_DAYS:
            last += 1
        yield [other for other in dated[first:last] if other is not row and may_be_same_matter(row, other)], row
