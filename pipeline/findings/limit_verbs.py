"""Two clauses with a limit → whether their verbs say that other things are done: «échangé», «réparé»."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.meanings import acts_named, meaning_of, meanings_in, plain_letters, with_phrases
from pipeline.findings.passages import Passage

# «sera réparé», «à signaler», «signalez»
_VERB: Final = re.compile(
    r"\b(?:etre|est|sont|sera|seront) (?:[a-z]+ment )?(?P<done>[a-z]{3,}(?:e|i|u|is|it)e?s?)\b"
    r"|\b(?:a|de|pour|peut|peuvent|pouvez|doit|doivent|devez|faut) (?:[ln]'|nous )?"
    r"(?:venir |aller |passer |bien vouloir |faire )?(?P<to_do>[a-z]{3,}(?:er|ir|re))\b"
    r"|\b(?P<do>[a-z]{3,})ez\b"
)
# «est accepté jusqu'au», «seront closes le»: whatever is done
_TAKEN_IN: Final = re.compile(
    r"accept|recueill|recu|recev(?!abl)|parven|clos|clotur|ouvert|admi|enregistr|valid|fait|faire|tenu|dispos|statu"
)
_VERB_STEM: Final = 5


def happen_apart(one: str, other: str) -> bool:
    """Whether the verbs of the two say that other things are done: «peut être échangé», «sera réparé»."""
    here, there = _happens_in(one), _happens_in(other)
    return bool(here and there) and not (_is_said(here, meanings_in(other)) or _is_said(there, meanings_in(one)))


def _is_said(verbs: Passage, about: Passage) -> bool:
    """Whether one of the verbs stands there too, as a noun or of the same act: «saisi», «la saisine»."""
    return any(
        word.startswith(verb[:_VERB_STEM])
        or verb.startswith(word[:_VERB_STEM])
        or not acts_named(meaning_of(verb)).isdisjoint(acts_named(word))
        or (verb.startswith("recevable") and "answer" in acts_named(word))
        for verb in verbs
        for word in about
    )


@lru_cache(maxsize=4096)
def _happens_in(clause: str) -> Passage:
    found = (m["done"] or m["to_do"] or m["do"] or "" for m in _VERB.finditer(with_phrases(plain_letters(clause))))
    return frozenset(verb for verb in found if verb and meaning_of(verb) and not _TAKEN_IN.match(verb))
