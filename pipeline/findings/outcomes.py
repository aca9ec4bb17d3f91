"""Letter → the decision it says will be told, and whether another letter has told it."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.meanings import is_anything, is_somebody, is_transaction, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.passages import Passage, sentences_of
from pipeline.findings.promises import is_put_off, is_to_come
from pipeline.records import LetterRow

# «Sa décision vous sera communiquée», «le résultat vous parviendra»
_DECISION: Final = re.compile(
    r"^(?:[^,;]{1,60}, )?(?:la|sa|cette|notre|les?|son|l'|une?) ?"
    r"(?P<what>decision|reponse|resultats?|avis|verdict|suite qui y sera donnee)\b(?! d(?:'|e )(?:impos|somme"
    r"|passage|situation))"
)
_ANOTHER: Final = re.compile(r"\b(?:definiti\w+|final\w*|nouve\w+|second\w*|autres?|recours|appel|reexam\w+)\b")
# «Une place est réservée à votre enfant», «le jury a retenu votre candidature», «avis favorable»
_TOLD: Final = re.compile(
    r"\b(?:(?:a|ont|avons|est|sont|ai) (?:\w+ment |donc |ete |bien |pas ){0,2}"
    r"(?:accord|accept|refus|rejet|attribu|reserv|agre|approuv|ecart)e{1,2}s?"
    r"|(?:a|ont|avons|est|sont|ai) (?:\w+ment |donc |ete |bien |pas ){0,2}(?:retenue?s?|admise?s?|decide)"
    r"|suite favorable|avis (?:de)?favorable|(?:n'a|n'avons|n'ont|ne) (?:peut |pu )(?:vous )?(?:y |etre |l[ae]s? )?"
    r"(?:retenir|accorder|donner suite|accueillir|accordee?|retenue?))\b"
)
_NOT_TOLD: Final = re.compile(
    r"\b(?:si|lorsque|quand|des que|sous reserve|en cas|avant que|ser(?:a|ont)|enregistr\w+)\b"
)


def decisions_promised(row: LetterRow) -> Iterator[tuple[str, str]]:
    """Each sentence that says that a decision will be told, and the noun for it."""
    for sentence in sentences_of(body_of(row.text)):
        plain = plain_letters(sentence)
        found = _DECISION.match(plain)
        if found and is_to_come(sentence) and is_put_off(sentence) and not _ANOTHER.search(plain):
            yield sentence, found["what"]


def decision_in(earlier: LetterRow, row: LetterRow) -> str:
    """The sentence by which the earlier letter tells how the matter was decided that the later one still awaits."""
    matter = _things(row.subject or "")
    told = (
        sentence
        for sentence in sentences_of(body_of(earlier.text))
        if _TOLD.search(plain := plain_letters(sentence))
        and not _NOT_TOLD.search(plain)
        and not matter.isdisjoint(_things(earlier.subject or "") | _things(sentence))
        and not are_told_apart(row.subject or "", earlier.subject or "")
    )
    return next(told, "")


def _things(text: str) -> Passage:
    return frozenset(m for m in things_named(text) if not (is_anything(m) or is_transaction(m) or is_somebody(m)))
