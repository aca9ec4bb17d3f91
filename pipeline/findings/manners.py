"""A ban and an order → whether the ban is on a manner only, and which clause of its sentence forbids."""

import re
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.opposites import ways_of
from pipeline.records import Mention

# How something is done, not whether: «ne payez pas en espèces», «n'envoyez pas d'originaux»
_MANNER: Final = re.compile(
    r"\b(?:sans(?! (?:plus )?(?:tarder|attendre|delai)| nous (?:l[ae]s? |l'|en )| (?:vous|lui|elle|eux)\b)"
    r"|en especes|en liquide|a l'encre"
    r"|par (?:cheque|mandat|courriel|mail|internet|fax|telecopie|la poste|courrier"
    r"|virement|telephone)"
    r"|(?:d'|des )originaux|d'original|l'original"
    r"|directement(?: (?:aux?|a|chez|entre) (?:l[ae]s? |l'|votre |vos |notre |nos )?[\w-]+)?"
    r"|(?:vous|eux|elles|soi)-memes?|en une (?:seule )?fois|seule?s?|incomplete?s?"
    r"|seule?ment|que si"
    r"|recommande|en pleine?)\b"
)
# «Ne prenez pas ce comprimé avec du lait», «la taille est interdite d'avril à juillet»: of what the order never speaks
_BESIDE: Final = re.compile(
    r"\b(?<!contact )(?:avec|en (?:presence|compagnie) d[eu']s?|au moyen d[eu']s?"
    r"|a l'aide d[eu']s?) ?(?P<what>[^,;.:]{3,30})"
)
_MONTH: Final = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_SEASON: Final = re.compile(
    rf"\b(?:d[e'] ?{_MONTH} a|entre (?:le \d+(?:er)? )?{_MONTH} et|du \d+(?:er)? {_MONTH} au|(?:en|l'|au"
    rf"|cet) ?(?:ete|hiver"
    r"|automne|printemps)|(?:de|la) nuit|de jour(?! en)|aux heures \w+|par temps|par grand)\b"
)
_ONESELF: Final = re.compile(r"[a-z]+-memes?$")
# «faites-le purger», «par le chauffagiste»
BY_OTHERS: Final = re.compile(
    r"\bfai(?:re|tes)\b(?:-\w+)? [a-z]{2,}(?:er|ir|re)\b|\bpar (?:l[ae]s? |l'|une? |nos |notre |votre )"
    r"|\b(?:confi|charge|mandat|adress)(?:er|ez)\b|\bprofessionnels?\b|\bappel a\b"
)
# «Veuillez l'envoyer à l'atelier», «n'apportez pas votre robot sur place»: what is sent is not brought
_POSTS: Final = re.compile(
    r"\b(?:envo[iy]\w+|enverr\w+|expedi\w+|post(?:er|ez|e|al\w*)|par (?:voie postale|courrier|colis))\b"
)
_COMES_WITH: Final = re.compile(
    r"\b(?:n(?:e |')(?:\w+ )?(?:apport|depos|amen|present|ven|pass)\w+ (?:pas|plus|rien|en aucun cas)"
    r"|(?:pas|plus|inutile|interdit\w*) (?:de |d')(?:apporter|deposer|amener|venir|vous (?:presenter|deplacer)))\b"
)
_ORIGINAL: Final = re.compile(r"\borigina(?:l|ux)\b")
# Why, or what follows else, tells not how far a ban goes: «..., car la facture nous parvient directement»
_REASON: Final = re.compile(
    r"(?:[,;:] (?:et )?(?:sinon|sous peine d|sans quoi|faute de quoi|ce qui|afin que"
    r"|(?:il|elle|ils|elles) (?!vous|nous|faut|conv|suff|import|y a|est \w+ (?:de |d'))\w+)"
    r"|[,;:] (?:nous|notre|nos|votre|l[ae]s?|l'|une?|cela)(?! (?:\w+ )?(?:doi|n'|ne |(?:demand|pri|invit"
    r"|recommand|conseill)))"
    r" ?(?:[\w'’-]+ ){0,5}?(?:l'|nous |vous |lui |leur )?(?:est|sont|sera|seront|[aà]|ont|avons|suffi\w*"
    r"|\w{3,}(?:ra|ront|ons))"
    r"|: aucune? \w+ ne (?:pourra|peut|sera|saurait) "
    r"|, (?:l[ae]s? |l['’]|une? |aucun |nos |notre |votre |vos )[^,;:]{1,40}? (?:n['’])?(?:étant|etant|ayant|devant"
    r"|pouvant|permettant)\b"
    r"|(?<!le )(?<!un )(?<!du )(?<!en )\b(?:car|puisqu\w*|parce qu\w*))\b.*",
    re.IGNORECASE,
)
# «Les règlements étant faits par virement, ce chèque ne doit pas être encaissé»
_REASON_AHEAD: Final = re.compile(
    r"^(?:l[ae]s? |l['’]|nos |notre |vos |votre |ces |cette |une? )[^,;:.]{1,60} (?:n['’])?(?:étant|etant|ayant|devant"
    r"|pouvant)\b[^,;:.]{1,80}, ",
    re.IGNORECASE,
)
_IN_PASSING: Final = re.compile(
    r", (?:qui|qu(?:e |['’])|dont|où|l(?:e|a|es)(?:quel|quelle|quels|quelles)|desquel(?:le)?s) ?(?:[^,;:.]{0,120})",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"[;:]|, (?:de sorte|si bien) qu|,(?= n['’e])| et (?=[^\W\d_]+ez\b)")
_TAIL: Final = 12  # characters by which a mention is found again in its clause
# «Aucun chèque n'est à nous envoyer»: who may also pay by transfer still pays
_MEANS: Final = re.compile(r"\b(?:cheque|virement|mandat(?= cash)|carte bancaire|prelevement|tip|especes)")


def main_clause(sentence: str) -> str:
    """The sentence without the clause that gives the reason."""
    return _REASON.sub("", _REASON_AHEAD.sub("", " ".join(sentence.split())))


def forbidding_clause(sentence: str) -> str:
    """The main clause without what it says in passing of the thing: «..., qui seraient remboursés deux fois»."""
    return _IN_PASSING.sub(" ", main_clause(sentence))


def is_of_means(ban: Said, order: Said) -> bool:
    """Whether it forbids to pay in one way, and the order names another, too."""
    here, there = (set(_MEANS.findall(plain_letters(said.mention.sentence))) for said in (ban, order))
    of_means = order.mention.value == "pay" or order.mention.value.startswith("by:")
    return of_means and bool(here and there - here)


def is_beside(ban: Said, order: Said) -> bool:
    """Whether the ban is on doing it with something, or at a season, that the letter of the order never names."""
    plain = plain_letters(_own_clause(ban.mention))
    told = plain_letters(f"{order.letter.subject or ''}. {order.letter.text}")
    if any(season not in told for season in _SEASON.findall(plain_letters(forbidding_clause(ban.mention.sentence)))):
        return True
    spoken = meanings_in(told)
    return any(
        (named := meanings_in(m["what"])) and spoken.isdisjoint(named)
        for m in _BESIDE.finditer(plain[plain.find(plain_letters(ban.mention.text)) :])
    )


def is_in_manner(ban: Mention, order: str) -> bool:
    """Whether the clause that forbids is on a manner in which the order, in plain letters, does not bid it."""
    banned = [m[0] for m in _MANNER.finditer(plain_letters(_own_clause(ban)))]
    ways = [(manner, ways_of(manner)) for manner in banned]
    told = ways_of(order)
    by_one = any(way & told for _, way in ways)  # «ni par téléphone ni par internet»: each of them is forbidden
    return any(not (by_one if way else _is_manner_of(manner, order)) for manner, way in ways)


def _is_manner_of(manner: str, order: str) -> bool:
    """Whether the order, in plain letters, is of that manner too: «envoyez l'original», «pas d'original»."""
    if _ORIGINAL.search(manner):
        return bool(_ORIGINAL.search(order))
    if _ONESELF.match(manner):  # who is told to do it does it himself
        return not BY_OTHERS.search(order)
    return manner.startswith(("par ", "en especes", "en liquide", "directement ")) and manner in order


def _own_clause(mention: Mention) -> str:
    """The clause that forbids, without what goes before: «le reçu se fait sans papier : n'envoyez rien»."""
    parts = _PARTS.split(forbidding_clause(mention.sentence))
    text = " ".join(mention.text.split())
    clauses = [" ".join(part.split()) for part in parts]
    return next((one for end in (text[:_TAIL], text[-_TAIL:]) for one in clauses if end in one), mention.sentence)


def is_posted(*sentences: str) -> bool:
    """Whether one asks to send what the other asks not to bring."""
    one, other = map(plain_letters, sentences)
    return any(
        _POSTS.search(order) and not _POSTS.search(ban) and _COMES_WITH.search(ban)
        for ban, order in ((one, other), (other, one))
    )
