"""Two sums → turns of phrase by which one says that it is another: net of something, on top, raised, for several.

A word of these says little alone («240 €, aide déduite» may be the price that the other letter tells): they are signs
for the table; a few are enough to leave it to the table alone whether two sums that share a thing are one.
"""

import re
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import plain_letters
from pipeline.findings.nouns import are_qualified_apart
from pipeline.findings.passages import NEXT_TERM
from pipeline.findings.sums import told

# «aide déduite», «après remise», «compte tenu de l'avance»
_NET: Final = re.compile(
    r"\b(?:dedui\w*|deduction|retranch\w*|otee?s?|oter|defalqu\w*|soustrai\w*|compte tenu|retenues? faites?"
    r"|apres (?:l'|(?:votre|la|les|nos|une|cette) )?(?:aides?|remise|abattement|intervention|application"
    r"|prise en charge|ristourne|reduction|retenues?|imputation)"
    r"|avant (?:l'|(?:toute|la|votre) )?(?:aides?|remise|deduction|impots?|abattement|reduction|avenant)"
    r"|(?:sociaux|cotisations|commission|frais|taxes?) (?:\w+ )?retir\w+"
    r"|sans (?:l'|(?:la|le) )?(?:aide|reduction|remise))\b"
)
# «quant au ménage», «en plus du loyer», «le reste»
_BESIDES: Final = re.compile(
    r"\b(?:quant aux?|quant a|en (?:plus|sus|supplement|outre) |s'ajoute\w*|y ajoute\w*|complement\w*|par ailleurs"
    r"|le reste(?! etant)|(?:lui|elle) aussi|(?:elle|lui|eux)-memes?)\b"
)
# «une somme distincte du supplément», «à ne pas confondre avec»: it is another, and says so
_SET_APART: Final = re.compile(
    r"\b(?:distincte?s? d[eu']s?|(?:pas|non) (?:a )?confond\w+|independa\w+ d[eu']s?|sans rapport avec"
    r"|ne (?:compren\w+|couvre\w*|concerne\w*) (?:pas|ni))\b"
)
# «74 € par mois, au lieu de 71,50 € actuellement»: what it was
_REPLACED: Final = re.compile(r"\b(?:au lieu (?:de|des|d')|en remplacement de) ?$")
# «appels et messages compris», «sans appels ni messages»
_WITH: Final = re.compile(r"\b([a-z]{4,})(?: et (?:l[ae]s? |l')?([a-z]{4,}))? (?:compris|inclus)e?s?\b")
_WITHOUT: Final = re.compile(r"\b(?:sans|ni) (?:l[ae]s? |l')?([a-z]{4,})\b")
_ESTIMATE: Final = re.compile(
    r"\b(?:estim\w+|evalu\w+|devis|chiffr\w+|prevision\w*|environ|indicati\w+|proposee?s?|proposons)\b"
)
# «si vous partez avant, il en coûterait 60 €»
_IF: Final = re.compile(
    r"\b(?:si (?:vous|tu|elle|il|l)|vous (?:auriez|pourriez|paieriez)|reviendrait|serait|couterait|ferait)\b"
)
# «vous avez déjà versé 40 €», «le loyer était de 510 €»
_BEFORE: Final = re.compile(
    r"\b(?:avez (?:deja )?(?:recu|verse|paye|regle|acquitte)|aviez|avez \w+ verse|avance|etai(?:t|ent)|s'etait|deja"
    r"|restait|laisse)\b"
)
# «portée à 45 €», «indexé», «retombe à 12 €»
_RAISED: Final = re.compile(
    r"\b(?:port(?:e|ee|ons|era|erons|ant)s? (?:[\w']+ ){0,4}?a|index\w+|retomb\w+|tombe a|ramen\w+)\b"
)
# In the subject line: «Révision de votre loyer», «Avenant à votre contrat»
_CHANGED: Final = re.compile(
    r"\b(?:revis\w*|revaloris\w*|hausse|baisse|augment\w*|avenant|changement|nouve\w+|reduction|indexation|supplement"
    r"|complement|acompte|avance|solde|suite)\b"
)
# «réglée sous quinze jours, l'amende est de 90 €»
_EARLY: Final = re.compile(
    r"\b(?:minoree?s?|(?<!non )(?<!pas )(?:payee?s?|reglee?s?) (?:tout de suite|immediatement|sur-le-champ"
    r"|dans les|sous))\b"
)
_NEXT_TERM: Final = re.compile(rf"\b{NEXT_TERM}\b")
_SEVERAL: Final = 2
_FINES: Final = frozenset({"penalty", "fee"})  # these are not paid in parts
_ONE_FIGURE: Final = re.compile(r"\b(?:franchise|plafon|caution|depot de garantie)")  # of these a contract has one
_CENT: Final = 0.01


def turns_of(one: Said, other: Said) -> dict[str, float]:
    """Each turn that tells of a pair, as a sign; `one` stands in the earlier letter."""
    here, there = _plain(one), _plain(other)
    titles = one.letter.subject or "", other.letter.subject or ""
    return {
        "net later": float(_is_later(_NET, here, there)),
        "besides later": float(_is_later(_BESIDES, here, there)),
        "if later": float(_is_later(_IF, here, there)),
        "raised later": float(_is_later(_RAISED, here, there)),
        "changed title": float(_is_later(_CHANGED, *map(plain_letters, titles))),
        "estimate once": float(_is_once(_ESTIMATE, here, there)),
        "before once": float(_is_once(_BEFORE, here, there)),
        "titles qualified": float(are_qualified_apart(*titles)),
    }


def turn_apart(one: Said, other: Said) -> bool:
    """Whether a thing in common is not enough: one is paid early, of next year, or several times the other."""
    here, there = _plain(one), _plain(other)
    titled = [f"{plain_letters(said.letter.subject or '')} {plain}" for said, plain in ((one, here), (other, there))]
    return _is_once(_EARLY, here, there) or _is_once(_NEXT_TERM, *titled) or _is_multiple(one, other)


def is_set_apart(said: Said) -> bool:
    """Whether the sentence of a sum, or the one it points back to, says that it is another, or was one."""
    sentence = said.mention.sentence
    replaced = _REPLACED.search(plain_letters(sentence.partition(said.mention.text)[0]))
    return bool(replaced or _SET_APART.search(plain_letters(told(said))))


def leaves_out(one: Said, other: Said) -> bool:
    """Whether the one sum is without what the other is with."""
    held = {word for found in _WITH.findall(_plain(other)) for word in found if word}
    return not held.isdisjoint(_WITHOUT.findall(_plain(one)))


def _is_multiple(one: Said, other: Said) -> bool:
    """Whether one is the other so many times, «620 € par élève», «pour vos deux enfants, 1 240 €», in other words."""
    if {one.mention.role, other.mention.role} <= _FINES or all(
        _ONE_FIGURE.search(_plain(said)) for said in (one, other)
    ):
        return False
    less, more = sorted(abs(float(said.mention.amount or 0)) for said in (one, other))
    times = round(more / less) if less else 0
    return times >= _SEVERAL and abs(more - times * less) < _CENT and one.about != other.about


def _plain(said: Said) -> str:
    return plain_letters(said.mention.sentence.replace(said.mention.text, " "))


def _is_later(turn: re.Pattern[str], here: str, there: str) -> bool:
    return bool(turn.search(there)) and not turn.search(here)


def _is_once(turn: re.Pattern[str], here: str, there: str) -> bool:
    return bool(turn.search(there)) != bool(turn.search(here))
