"""Text → the stems of its telling words, its sentences, and how alike two passages are."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Words that stand in any sentence about a limit or a sum and tell nothing of what it is for
_EMPTY_WORDS: Final = """
ainsi alors apres aucun aucune aupres aussi autre avant avec avez avoir avons aux bien car ce cela celle celui
ces cet cette ceux chez comme compter courrier dans date dela delai des deux devez devra devront dont dernier du
elle elles ensemble est et ete etes etre euro euros eur fait faire faut fin fois francs heure heures ici ils
jour jours jusqu laquelle le les lequel leur leurs lors lorsque madame mademoiselle maximum merci minimum mois
moins monsieur montant ne non nos notre nous ont ou ouvres ouvrables par pas pendant plus pour pouvez presente prie
prions puis quand que quel quelle qui quoi sans se semaine semaines sera seront serez ses si soit somme sommes
son sont sous sur tard tous tout toute toutes ttc tres un une vers veuillez vos votre vous voir
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())
_STEM_LENGTH: Final = 6  # «restitution», «restitués», «restituer» -> «restit»; «équipement(s)» -> «equipe»
# combining marks, as «e» + «´»
_ACCENT: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_WORD: Final = re.compile(r"[a-z]{3,}")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;:])\s+(?=\S)|\f|\n\s*\n")

# When something is to be done is a value, not the thing itself
_TIME_WORDS: Final = """
janvie fevrie mars avril mai juin juille aout septem octobr novemb decemb
lundi mardi mercre jeudi vendre samedi
"""
_TIMES: Final = frozenset(_TIME_WORDS.split())

# What somebody does by a limit or for a sum, by stem; two passages that do different things are not about the same
_ACT_WORDS: Final = {
    "return": "restit retour renvoy rendre rendu rendus renvoi remett remis remise depose depot",
    "pay": "payer paieme paye regler reglem regle acquit verser versem vireme solder",
    "send": "adress envoye envoi transm fourni produi remett remis remise depose depot parven",
    "answer": "repond repons contes recour oppose",
    "cancel": "resili retrac annule annula denonc",
}
_ACTS: Final = {act: frozenset(stems.split()) for act, stems in _ACT_WORDS.items()}

# Passages of which one says hardly more than the other are about the same; where each has words of its own they must be
# few: «Livebox non restituée après mise en demeure» and «décodeur non restitué ...» share 4 of 6 and stay apart
_MOST_OF_BOTH: Final = 0.75
_FEWEST_SHARED: Final = 2


@lru_cache(maxsize=8192)
def plain_letters(text: str) -> str:
    """Lower case without accents, ligatures undone, blanks as single spaces; curly apostrophes straight."""
    spread = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    return " ".join(_ACCENT.sub("", spread).split())


@lru_cache(maxsize=20_000)
def stems_of(text: str) -> frozenset[str]:
    """The first letters of the words that tell what a passage is about; numbers do not count."""
    return frozenset(word[:_STEM_LENGTH] for word in _WORD.findall(plain_letters(text)) if word not in _EMPTY)


@lru_cache(maxsize=100_000)
def is_same_passage(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two passages are about the same thing, by their stems; words for one act are one word."""
    one, other = _by_act(one), _by_act(other)
    shared = len(one & other)
    if shared < _FEWEST_SHARED:
        return False
    return shared == min(len(one), len(other)) or shared >= _MOST_OF_BOTH * len(one | other)


@lru_cache(maxsize=20_000)
def _by_act(passage: frozenset[str]) -> frozenset[str]:
    """The stems, each word for an act replaced by the act: «régler», «payer», «verser»; times left out."""
    acts = {stem: act for act, stems in reversed(_ACTS.items()) for stem in stems}
    return frozenset(acts.get(stem, stem) for stem in passage - _TIMES)


@lru_cache(maxsize=20_000)
def acts_of(passage: frozenset[str]) -> frozenset[str]:
    """What somebody does in a passage, by its stems."""
    return frozenset(act for act, stems in _ACTS.items() if stems & passage)


@lru_cache(maxsize=100_000)
def same_act(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Whether something is done in both passages that is the same; None where one of them names no act."""
    here, there = acts_of(one), acts_of(other)
    return None if not here or not there else not here.isdisjoint(there)


# Words that say of no thing which one it is
_ANY_WORDS: Final = "demeur mise contra client servic factur demand resili abonne montan dispos elevent eleve"
_ANY_THING: Final = frozenset(_ANY_WORDS.split())


# «Les modalités de restitution vous seront adressées», «un autre courrier vous précisera comment»
_TO_COME: Final = re.compile(
    r"\b(?:vous (?:recevrez|parviendra|parviendront|trouverez dans un|precisera|indiquera|donnera)"
    r"|vous (?:sera|seront) (?:\w+ment )?(?:adress|envoy|transmis|communiqu|expedi|remis|indiqu|precis)\w*"
    r"|nous vous (?:adresserons|enverrons|ferons|transmettrons|communiquerons|indiquerons|preciserons)"
    r"|(?:un|dans un) (?:autre|prochain|second|nouveau) (?:courrier|envoi|message)|prochainement|a venir"
    r"|ulterieure\w*)\b"
)


@lru_cache(maxsize=20_000)
def is_to_come(sentence: str) -> bool:
    """Whether it says that something will be sent, rather than brings it."""
    return bool(_TO_COME.search(plain_letters(sentence)))


def same_object(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a telling word besides the act itself stands in both."""
    return bool((one & other) - frozenset().union(*_ACTS.values()) - _ANY_THING - _TIMES)


@lru_cache(maxsize=8192)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a letter's text, line breaks within them taken out."""
    return tuple(" ".join(part.split()) for part in _SENTENCE_END.split(text) if part and part.strip())


_MONTH_NAMES: Final = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_MONTHS: Final = tuple(_MONTH_NAMES.split())
_MONTH: Final = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_NUMERIC_MONTH: Final = re.compile(r"\b(?:\d{1,2}[/.-])?(\d{1,2})[/.-]\d{4}\b")  # «01/2015», «31/01/2015»


def periods_of(text: str) -> frozenset[int]:
    """The months (1-12) a passage names: «facture de janvier», «du 01/01/2015 au 31/01/2015»."""
    plain = plain_letters(text)
    named = {_MONTHS.index(name) + 1 for name in _MONTH.findall(plain)}
    return frozenset(named | {int(month) for month in _NUMERIC_MONTH.findall(plain)})
