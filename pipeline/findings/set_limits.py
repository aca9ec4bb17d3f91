"""A sentence that names a day before its letter → whether it sets it as a limit, and does not look back on one."""

import re
from typing import Final

from pipeline.findings.duties import asks_reader
from pipeline.findings.meanings import plain_letters, words_of_list

# A limit to be kept, whoever must keep it
_NOW: Final = re.compile(
    r"\b(?:(?:au plus tard|avant) le|vous invitons|vous attend\w*"
    r"|(?:offre|proposition|prix|tarif|remise|reduction|promotion|bon|cheque|code|avantage)[^,;]{0,30}"
    r" (?:est|sont|tien\w+|va(?:ut|lent)|cour\w+) [^,;]{0,20}jusqu'a\w*"
    r"|(?:est|sont|reste\w*|demeure\w*) (?:\w+ )?(?:recu|accept|pris|admis|ouvert|possible|recevable|valable"
    r"|enregistr|traite)\w* [^,;]{0,30}jusqu'a\w*"
    r"|ser(?:a|ont) (?:\w+ )?(?:arrete|clo|ferme|recu|accept|pris|coup|interromp|effectu|examin)\w* (?:avant |au )?le"
    r"|convoque\w*|proposons (?:un |votre )?(?:rendez-vous|entretien)|aur(?:a|ont) lieu"
    r"|se (?:tiend|reuni|deroule)r(?:a|ont)|(?:avez|aurez|disposez|laiss\w+|pouvez|pourrez|vous reste)"
    r" [^,;]{0,40}jusqu'a\w*|[a-z]{2,}r(?:a|ont|ez) [^,;]{0,40}jusqu'a\w*|profitez\W|presentez-vous)\b"
)
_LEADS: Final = re.compile(r"\s*(?:(?:au plus tard|avant|jusqu.|d.ici|pour|dès|le|au|à|du)\s*)*$")
_PARTICIPLE: Final = re.compile(
    r"(?:(?<!\bn)[éÉ]e?s?|(?<!\bvo)(?<!\bno)(?<!\bto)(?<!\bpl)us|ues?|[mrqs]is(?:es)?|[uae]its?(?:es)?|erte?s?)$"
)
_ELIDED: Final = re.compile(r"[dl]['’]", re.IGNORECASE)  # «vos cartes d'identité»: a noun
_BE: Final = frozenset(
    {"etre", "etes", "est", "sont", "sera", "seront", "serait", "soit", "soient", "bien", "imperativement"}
)
# «la facture exigible le 15/01 reste impayée» looks back
_PAST: Final = re.compile(
    r"\b(?:avait|avaient|etait|etaient|etiez|deviez|pouviez|disposiez|devait|devaient|aurai\w+|auriez|avions|aviez"
    r"|(?:demand|invit|rappel|indiqu|sollicit|attend|fix|annonc|accord|adress|reclam|propos|laiss|mett)(?:ions|ais)"
    r"|n'(?:avons|avez|a|ont) (?:pas|plus|toujours)"
    r"|n(?:e |')(?:nous |m'|lui )?(?:est|sont|a|ont) (?:\w+ )?(?:pas|plus|jamais|point)"
    r"|manqu\w+|(?<!vous )reste\w*|echu\w*|depuis|impaye\w*|retard|depasse\w*|expire\w*"
    r"|passee?s?|ecoulee?s?|revolue?s?|initial\w*|prevu\w*"
    r"|(?:a|ont|avez|avons) (?:ete|bien|recu|comparu|assiste|renvoye)"
    # «le bail signé le 3 mars»; not «le bulletin, daté et signé», «l'engagement signé le 3 mars au plus tard»
    r"|precedent\w*|rappel\w*|sauf erreur|deja|souscrit\w*"
    r"|(?<! et )(?<!, )signe\w*(?! et | devr| doi| (?:est|sont) a | le [^,;.]{3,20} au plus tard)"
    r"|(?:merci|remerci\w+) d'avoir|close?s?|clotur\w+|(?<!etre )termin\w+|perime\w*"
    r"|(?:est|sont|etes|sommes) (?:(?:bien|deja|donc|pas|plus|jamais|encore|tou[st]\w*) )*"
    r"(?:parvenu|arrive|entre|passe|venu|revenu|intervenu|tombe)e?s?\b"
    r"|conclu\w*|loi|decret|ne\(?e?\)? le)\b"
)
# «vous avez répondu avant le 15/01», «il a été demandé»; not «vous avez reçu un avis à régler avant le 15/01»
_DID: Final = re.compile(
    r"\b(?:ai|as|a|avons|avez|ont)(?: (?:bien|déjà|donc|tous|toutes|pas|été))* "
    r"(?!droit|lieu|peu|fait|jusqu)\w{2,}(?:é|[^s]u|i|[mrp]is|it|ert|eint)e?s?\b"
    r"(?:(?! (?:à|de|d'|pour) ?\w+(?:er|ir|re)\b)[^,;:])*$",
    re.IGNORECASE,
)
# «Par lettre du 19 mai, nous vous avons adressé la facture, payable avant le 20 juin»: what was told then
_CITED: Final = re.compile(
    r"\b(?:lettres?|courriers?|avis|factures?|relances?|courriels?|messages?|envois?|demandes?) (?:\w+ )?"
    r"(?:du|en date du|date du) .*\b(?:avons|ai|avions|avais) (?:\w+ ){0,2}"
    r"(?:adresse|envoye|transmis|remis|indique|demande|informe|notifie|reclame|prie|invite|fait|accorde|fixe|laisse)"
)
# «Nous vous mettons en demeure de régler les sommes dues au plus tard le 3 mai»: by then one must act
_BIDDEN: Final = re.compile(
    r"\b(?:en demeure de|sommons de|vous (?:prions|invitons|demandons)|veuillez|merci d[e']|priere d[e']|devez|devrez"
    r"|exigeons|etes (?:\w+ )?(?:prie|tenu|invite|somme)e?s?|vous (?:nous |l[ae]s? |l'|lui |y |en )*[a-z]+rez"
    r"|(?:est|sont|reste\w*) a [a-z]+(?:er|ir|re)"
    r"|d(?:oi(?:t|vent)|evra|evront) (?:\w+ )?(?:etre|nous|parvenir|arriver))\b.*\bau plus tard\b"
)


def is_set_now(sentence: str, printed: str, *, told: bool) -> bool:
    """Whether something is to be done or to be by then; `printed`: the words of the day, `told`: an instruction."""
    plain = plain_letters(sentence)
    return (
        (told or asks_reader(sentence) or bool(_NOW.search(plain)))
        and not _PAST.search(plain)
        and not _CITED.search(plain.partition(plain_letters(printed))[0])
        and not _DID.search(sentence.partition(printed)[0])
        and (bool(_BIDDEN.search(plain)) or not _is_of_a_noun(sentence, printed))
    )


def _is_of_a_noun(sentence: str, printed: str) -> bool:
    """«un permis délivré avant le 19 janvier», «les revenus perçus jusqu'au 31 décembre»: not by when one must act."""
    before = " ".join(sentence.split()).partition(" ".join(printed.split()))[0]
    words = _LEADS.sub("", before).split()
    if not words[1:] or not _PARTICIPLE.search(words[-1]) or _ELIDED.match(words[-1]):
        return False
    return plain_letters(words[-2]) not in _BE | words_of_list("before_nouns")
