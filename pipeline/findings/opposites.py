"""Verb → the deeds it stands for, and which deed undoes which, by the editable lexicon `opposites.yaml`."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import permutations
from typing import Any, Final

import yaml

from pipeline.findings.meanings import acts_named, meaning_of, meanings_in, plain_letters
from pipeline.findings.word_lists import any_of

# «purgez», «purger», «purgée», «purgerez» -> «purg»
_ENDING: Final = re.compile(
    r"(?:eront|erez|era|(?<=[itd])(?:ra|ront|rez)|iez|(?<!la)issez|issent|ez|er|ees?|es?|ent|ir|is|it|ies?|i|oir|re"
    r"|ues?|us?)$"
)
# «laisserez», «gardiez», «apportera», «remettront»: as «laissez», «gardez», «apportez», «remettez»
_AS_IMPERATIVE: Final = re.compile(r"(?:er|i)ez$|er(?:a|ont)$|(?<=tt)r(?:a|ont|ez)$")
_FUTURE: Final = re.compile(r"(?<=i)r(?:a|ont|ez)$|(?<=[dt])r(?:a|ont|ez)$")  # «munira», «rendront»
_SHORT: Final = 5  # letters of a word that is looked at as it is: «repas»
_FEWEST: Final = 3  # letters of a stem
_NOUN_LONGER: Final = 2  # letters by which a noun is longer than the stem of its verb: «réparation», «répar»
_NOUN_SHARES: Final = 4
_OF_DEEDS: Final = ("needing", "handling", "of_body", "of_deeds")  # lists of the lexicon that name deeds
# Acts that two sentences do not share by one word: to reach the sender is compared by name, and by this lexicon others
_APART: Final = frozenset({"call", "answer", "come", "keep", "declare"})
AS_IS: Final = "as_is"
PUT: Final = "put"  # where, tells what is done: «sortez le bac sur le trottoir», «ne le laissez pas sur le trottoir»
AT: Final = "at:"
WAY: Final = "by:"
ONLY: Final = "only:"
_GIVE: Final = frozenset({"=send", "=pay", "hand_over"})


@lru_cache(maxsize=4096)
def deeds_of(word: str) -> frozenset[str]:
    """What a verb in any form, or the word for a state, stands for; acts of `meanings.yaml` as «=pay»."""
    plain = _AS_IMPERATIVE.sub("ez", word)
    spelt = {word, plain, _FUTURE.sub(lambda m: "r" if word[m.start() - 1] == "i" else "re", word)}
    spelt |= {form[:-1] for form in spelt if form.endswith("s") and len(form) > _SHORT}
    acts = {f"={act}" for act in acts_named(meaning_of(plain)) - _APART}
    if "=return" in acts:
        acts.add("=send")
    return frozenset(deed for deed, forms in _forms().items() if any(map(forms.fullmatch, spelt))) | acts


@lru_cache(maxsize=4096)
def stem_of(verb: str) -> str:
    """«purgez» -> «purg»; the word itself where hardly anything would be left."""
    stem = _ENDING.sub("", verb)
    return stem if len(stem) >= _FEWEST else verb


@lru_cache(maxsize=4096)
def is_one_stem(one: str, other: str) -> bool:
    """Whether two stems are of one verb, or of a verb and its noun: «répar», «réparation»."""
    short, long = sorted((one, other), key=len)
    of_noun = len(short) >= _NOUN_SHARES and len(long) >= len(short) + _NOUN_LONGER
    return short == long or (of_noun and long.startswith(short))


@lru_cache(maxsize=4096)
def are_opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one of these deeds undoes one of those, and they have none in common."""
    if one & other:
        return False
    if (AS_IS in one and handles(other)) or (AS_IS in other and handles(one)):
        return True
    return any((here, there) in _pairs() for here in one for there in other)


@cache
def handles(deeds: frozenset[str]) -> bool:
    """Whether who may not touch a thing may not do this."""
    return not deeds.isdisjoint(_words("handling"))


@cache
def is_of_body(deeds: frozenset[str]) -> bool:
    """Whether it is done with nothing: to come, to stay, to wait."""
    return not deeds.isdisjoint(_words("of_body"))


@cache
def is_of_deeds(deeds: frozenset[str]) -> bool:
    """Whether it may be done to what somebody does: to stop, to go on with a payment."""
    return not deeds.isdisjoint(_words("of_deeds"))


@cache
def gives(deeds: frozenset[str]) -> bool:
    """Whether somebody gets something: then to whom may tell two deeds apart."""
    return not deeds.isdisjoint(_GIVE)


@cache
def carries_state(verb: str) -> bool:
    """Whether the verb says in what state a thing is to be: «laissez ... ouvert»."""
    return stem_of(verb) in _stems("carriers")


def with_states(words: str) -> str:
    """The words with those that say a state together put as one word: «chez-vous», «en-l-etat»."""
    return _states().sub(lambda m: m[0].replace(" ", "-").replace("'", "-"), words)


@cache
def _states() -> re.Pattern[str]:
    forms = {form for forms in _lexicon()["deeds"].values() for form in forms.split() if "-" in form}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(rf"\b{_form(form)}\b" for form in longest_first).replace(r"\-", "[ ']"))


@cache
def is_alike(thing: str) -> bool:
    """Whether what a noun means is one of several alike: «l'exemplaire»."""
    return thing in frozenset(map(meaning_of, _words("alike")))


@cache
def is_set_apart(verb: str) -> bool:
    """Whether nothing it bids could be undone: «sachez», «voyez»."""
    return stem_of(verb) in _stems("set_apart")


@cache
def is_needed_for(deeds: frozenset[str]) -> bool:
    """Whether who does not need a thing need not do this with it: to bring, to wear it."""
    return not deeds.isdisjoint(_words("needing"))


@cache
def brings(deeds: frozenset[str]) -> bool:
    """Whether somebody comes because of it, who might be told not to."""
    return not deeds.isdisjoint(_words("brought"))


@cache
def named_ways() -> re.Pattern[str]:
    """The words for every way in which something may be done."""
    return _any_of(*(words for group in _groups() for words in group.values()))


@lru_cache(maxsize=1024)
def ways_of(words: str) -> frozenset[str]:
    """The ways that the words name: «par courrier recommandé» is by post, and registered."""
    return frozenset(
        f"{WAY}{way}" for group in _groups() for way, forms in group.items() if _any_of(forms).search(words)
    )


@cache
def is_way(deeds: frozenset[str]) -> bool:
    """Whether it is no deed but the way in which one is done."""
    return any(deed.startswith(WAY) for deed in deeds)


@cache
def is_way_of_body(deeds: frozenset[str]) -> bool:
    """Whether somebody comes or is in this way: «à jeun», «accompagné»."""
    return not deeds.isdisjoint(f"{WAY}{way}" for way in _words("ways_of_body"))


@cache
def words_of_ways(ways: frozenset[str]) -> frozenset[str]:
    """The things that tell only in which of such ways something is done: «le portail», «le papier»."""
    groups = [group for group in _groups() if any(f"{WAY}{way}" in ways for way in group)]
    words = (words.replace("*", "") for group in groups for words in group.values())
    return frozenset(meaning for forms in words for meaning in meanings_in(forms))


def _groups() -> list[dict[str, str]]:
    return [*_lexicon()["ways"], *_lexicon()["either"]]


@cache
def _any_of(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(word for one in forms for word in one.split(','))}\b")


@cache
def _lexicon() -> dict[str, Any]:
    return read_opposites(files("pipeline.findings").joinpath("opposites.yaml").read_text("utf-8"))


def read_opposites(text: str) -> dict[str, Any]:
    """The lexicon as the file holds it. Raises ValueError for words no letter could hold and deeds it knows not."""
    held: dict[str, Any] = yaml.safe_load(text)
    for words in held["deeds"].values():
        if (plain := plain_letters(words)) != " ".join(words.split()):
            raise ValueError(f"opposites.yaml: write {plain!r} instead of {words!r}, in plain letters.")
    told = " ".join((*held["opposites"], *(held[name] for name in _OF_DEEDS))).split()
    if unknown := sorted(set(told) - held["deeds"].keys()):
        raise ValueError(f"opposites.yaml: {', '.join(unknown)}: no such deed.")
    return held


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lexicon()[name].split())


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(map(stem_of, _words(name)))


@cache
def _pairs() -> frozenset[tuple[str, ...]]:
    told = [tuple(line.split()) for line in _lexicon()["opposites"]]
    ways = [pair for group in _groups() for pair in permutations(group, 2)]
    told += [(f"{ONLY}{WAY}{one}", f"{WAY}{other}") for one, other in ways]
    told += [
        (f"{WAY}{one}", f"{WAY}{other}") for group in _lexicon()["either"] for one, other in permutations(group, 2)
    ]
    return frozenset(pair for one in told for pair in (one, one[::-1]))


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    return {deed: re.compile("|".join(map(_form, forms.split()))) for deed, forms in _lexicon()["deeds"].items()}


def _form(word: str) -> str:
    """«garder» is there for «gardez», «gardées», «gardent», too; «munir» for «munissez», «munie»."""
    if word.endswith("er"):
        return re.escape(word[:-2]) + "(?:er|ez|ees?|es?|ent)"
    if word.endswith("ir"):
        return re.escape(word[:-2]) + "(?:ir|issez|issent|is|it|ies?|i)"
    return re.escape(word.replace("'", "-")).replace(r"\*", "[a-z]*")
