"""Sentence with a day or a sum → whether it tells news: what will be, or that a sum comes to the reader."""

import re
from typing import Final

from pipeline.findings.meanings import plain_letters
from pipeline.findings.passages import sentences_around
from pipeline.records import LetterRow, Mention

# «sera coupée», «prendra effet», «va être remboursée», «est fixée au», «il vous sera demandé»
_WILL_BE: Final = re.compile(
    r"\b(?:[a-z]{2,}r(?:a|ont|ai|ons|ez)|va|vont|allons)\b"
    r"|\b(?:est|sont|etes) (?:\w+ )?(?:fixe|arrete|prevu|programme|avance|decide|convoque)\w*\b|\ben preparation\b"
    # of a day to come
    r"|\b(?:prend|cesse|ferme|ouvre|rouvre|quitte|part|change|commence|debute|s'arrete|s'acheve|s'installe|devient"
    r"|passe|arrive|court|reprend|finit|entre|vient|demenage|remplace|disparait|succede|rejoint|interromp|suspend)(?:nt)?\b"
    r"|\b(?:nous|j') ?(?:\w+ ){0,6}(?:confirm|inform|annonc|signal|avis)(?:ons|er|e)\b"
    # «nous organisons le 9 mai», «nous avons décidé la fermeture»
    r"|\bnous (?:\w+ ){0,2}(?!esperons|souhaitons|prions|remercions|demandons|rappelons|invitons)[a-z]{3,}ons\b"
    r"|\b(?:avons|a|ont) (?:\w+ )?(?:decide|fixe|arrete|prevu|programme|choisi|retenu)\w*"
)
_NO_FUTURE: Final = re.compile(
    r"\b(?:pourr(?:a|ont|ez|ons)|devr(?:a|ont|ez)|voudr(?:a|ez)|fera|feront|assurez|considera)\b"
)
# What the reader has to do, or is billed: a demand is repeated, not announced
_ASKED: Final = re.compile(
    r"\b(?:a (?:payer|regler|verser|acquitter|rendre|rapporter|retourner|renvoyer|remettre|deposer|adresser"
    r"|transmettre)"
    r"|payables?|exigibles?|avant l[ea]|au plus tard|(?<! et )jusqu'a\w* (?:\w+di )?(?=\d|la fin|fin |\w+di\b)"
    r"|d'ici|dernier delai|date (?:limite|butoir)"
    r"|veuillez|merci d[e']"
    r"|devez|doi(?:t|vent)|devr\w+|preleve\w*|prelevements?|echeances?|dues?|priere|prions"
    r"|valables?"
    r"|entre le|(?<!arrivee )(?:attendue?s?)(?! l[ea] \d)|(?:reponse|presence"
    r"|venue) (?:\w+ )?attendue?|redevable|reclam\w+|clotur\w+|recevrez"
    r"|parviendr\w+|adresse\w*|envoy\w+)\b"
)
# The sentence comes back to what was said: «comme annoncé», «la coupure étant proche»
_LOOKS_BACK: Final = re.compile(
    r"\b(?:comme|ainsi que (?:nous|je|vous|on|prevu|annonce|convenu|indique)"
    r"|rappel\w*|annoncee?s?|etant (?:proche|fixe|prevu|arrete)\w*|toujours|maintenue?s?|renonc\w+"
    r"|demeure\w*|inchange\w*"
    r"|confirm\w+ la date|[a-z]+r(?:a|ont) bien|comme prevu"
    r"|en vue|pour preparer|d'ici la|jusque-la|avant"
    r"|apres(?!-midi| le \d| (?:\S+ )?(?:ans|annees)\b| (?:\w+ )?(?:regularis|etude|examen|calcul|verific"
    r"|analyse|control)\w*))\b"
)
_TO_THE_READER: Final = re.compile(
    r"\b(?:rembours(?!able)\w+|trop-percu|trop percu|excedent\w*|avoir de|au credit|crediter\w*|credite"
    r"|crediteur|restitu\w+|revers\w+|a votre (?:credit|profit|benefice)|(?:vous devons|vous est due?)"
    r"|indemnis\w+"
    r"|(?:vous|votre compte) (?:\w+ )?(?:sera|seront|est|sont|revien\w+) (?:\w+ )?(?:rend|vers|vir|pay"
    r"|accord|attribu)\w+"
    r"|nous vous (?:vers|pay|pai|rend|attribu|accord|allou|regl)\w*ons\b"
    r"|en votre faveur"
    r"|vous (?:touch|percev|rend|rendr)\w+|vous revien\w+|reliquat|allou\w+|gratification|dedommag\w+)\b"
)
# «Si vous souhaitez être remboursé des 80 €, écrivez-nous»: it comes to who asks for it
_IF_WANTED: Final = re.compile(
    r"\b(?:(?:si|dans le cas ou|au cas ou) vous (?:le )?(?:souhait|prefer|voul|desir|opt|chois|demand)\w+"
    r"|pour (?:(?:en |vous )?(?:obtenir|percevoir|recuperer|toucher)|(?:\w+ )?etre (?:rembours|indemnis)\w*))\b"
)
# A sum that is taken off is no more announced: «l'avoir de 25 € en est déduit»
_TAKEN_OFF: Final = re.compile(
    r"\b(?:(?<!sera )(?<!seront )dedui\w+|deduction|(?<!sera )impute\w*"
    r"|reste (?:a|donc|du)|(?:tient|tenant|tenu) compte)\b"
)
# «Un trop-perçu en résulte. Il sera récupéré par retenues»
_TOO_MUCH: Final = re.compile(r"\btrop[- ]percus?\b")
_TAKEN_BACK: Final = re.compile(
    r"\b(?:recuper\w+|reten(?:u|ir|ons)\w*|retiendr\w+|solder?|vous (?:nous )?(?:dev|rembourser)ez)\b"
)
_NEGATED: Final = re.compile(
    r"\b(?:inutile|dispens\w+|n(?:e |')(?:\w+ ){1,4}(?:pas|rien|(?<!plus )aucune?)|sans que)\b"
)
# «..., que vous verrez le», «..., qui passera le»
_CLAUSE: Final = re.compile(r", (?:qu[ei]|qu'\w+|dont|o[uù]|a qui|au(?:quel|x)?|lors d\w+)\b[^,]*$")
# «Le compteur posé chez vous le», «L'assemblée du»
_OF_DAY: Final = re.compile(
    r"^(?:l[ae]s? |l'|votre |vos |notre |nos |ce |cette |ces )(?:(?!\b(?:est|sont|a|ont|des)\b)[^,;:])*"
    r"(?:\b[a-z]+(?:e|i|u|is|it)e?s?\b(?:(?!\b(?:est|sont|a|ont|des)\b)[^,;:])* le"
    r"|(?<!partir)(?<!compter) du)(?: \w+di)?$"
)
# «la loi du 6 janvier 1978»
_INSTEAD_OF: Final = re.compile(r"\bau lieu d[eu](?: \w+di)?$")
_OF_LAW: Final = re.compile(r"\b(?:loi|reglement|decret|arrete|ordonnance|directive)(?: [a-z]+){0,2} du(?: \w+di)?$")
_SINCE: Final = re.compile(r"\bdepuis le(?: \w+di)?$")  # «le règlement, applicable depuis le 25 mai 2018»
# «les places pour la sortie du 9 mai»; not «à compter du», «à la date du»
_OF_SOME_DAY: Final = re.compile(
    r"\b(?:pour|avant|apres|lors|pendant|durant|malgre|a|dans|avec|sur|de) (?:l[ae]s? |l'|votre |notre |cette? )?"
    r"(?:\w+ (?:la |l')?){1,6}"
    r"(?<!compter )(?<!partir )(?<!dater )(?<!date )(?<!effet )(?<!matinee )(?<!journee )(?<!nuit )(?<!soiree )"
    r"(?<!matin )(?<!courant )du(?: \w+di)?$"
)
# «vous n'aurez pas d'eau le 9 mai», «le marché ne se tiendra plus»: what will not be is news too
_WILL_NOT: Final = re.compile(
    r"\bn(?:e |')(?:(?:vous|y|en|se|s'|nous|l'|lui|leur) ?){0,2}[a-z]+r(?:a|ont|ez|ons)"
    r" (?:(?:donc|alors|ainsi) )?(?:pas|plus|aucune?)\b"
)
# «À partir du 9 mai, votre forfait sera prélevé le douze»: how it will be done from then on
_FROM_THEN: Final = re.compile(r"\b(?:a (?:partir|compter) d[eu]|des le|desormais|dorenavant)\b")
_DONE_TO: Final = re.compile(r"\b(?:preleve\w*|prelevements?|adresse\w*|envoy\w+|recevrez|parviendr\w+)\b")
_PART: Final = re.compile(r"(?<=[.!?;]) (?=\S)")
# «Il viendra le 30 mai, et votre présence n'est pas utile», «..., sans que vous soyez là», «..., les sports suivant»
_CLAUSE_BREAK: Final = re.compile(
    r",? (?:et|mais|car) (?=(?:vous|nous|ils?|elles?|on|vos|votre|notre|nos|ce|cela|chacune?)\b)"
    r"|,? sans (?=que |avoir )|, (?=(?:les?|la|l'|vos|votre|notre) ?\w+ \w{2,}ant\b)"
)
# «L'agence n'ouvrira pas entre le 3 et le 9 mai» is no time within which to do something
_SHUTS: Final = re.compile(r"\b(?:ferm|n'ouvr|interromp|interrup|suspen|coup[eu]|immobilis|indisponib|inaccessib)\w*")
_YOU_WILL: Final = re.compile(r"\bvous (?:\w+ )?[a-z]+rez\b")
_BETWEEN: Final = re.compile(r"\bentre le\b")


def announces(row: LetterRow, mention: Mention) -> bool:
    """Whether the letter tells with this day, or this sum, something that its reader does not know yet."""
    sentence, day = plain_letters(mention.sentence), plain_letters(" ".join(mention.text.split()))
    part = next((part for part in _PART.split(sentence) if day in part), sentence)
    if mention.kind == "amount":
        around = plain_letters(f"{mention.sentence} {sentences_around(mention.sentence, row.text)}")
        owed = _TOO_MUCH.search(sentence) and _TAKEN_BACK.search(around)
        owed = owed or _IF_WANTED.search(sentence)
        to_come = _TO_THE_READER.search(sentence) and not _TAKEN_OFF.search(sentence) and not owed
        return mention.amount is not None and bool(to_come) and not _is_back_or_not(sentence)
    if not (row.letter_date and mention.date and mention.date > row.letter_date):
        return False
    clause = next((one for one in _CLAUSE_BREAK.split(part) if day in one), part)
    told = clause if says_firmly(clause) else part
    return is_announced(told) and not _is_in_passing(sentence, day)


def says_firmly(plain: str) -> bool:
    """Whether a verb says that it will be; else a day is named and no more."""
    return bool(_WILL_BE.search(_NO_FUTURE.sub(" ", plain)))


def is_announced(plain: str) -> bool:
    """Whether it may tell news: nothing that the reader has to do, or knows already, and no denial."""
    asked = _DONE_TO.sub(" ", plain) if _FROM_THEN.search(plain) else plain
    if _SHUTS.search(plain) or (says_firmly(plain) and not _YOU_WILL.search(plain)):
        asked = _BETWEEN.sub(" ", asked)
    return not _is_back_or_not(_WILL_NOT.sub(" ", plain)) and not _ASKED.search(asked)


def will_not_be(plain: str) -> bool:
    """Whether it says of something that it will not be."""
    return bool(_WILL_NOT.search(plain))


def _is_back_or_not(plain: str) -> bool:
    return bool(_NEGATED.search(plain) or _LOOKS_BACK.search(plain))


def _is_in_passing(sentence: str, day: str) -> bool:
    """«L'expert, que vous verrez le 23 avril, notera les dégâts»: the day is taken as known."""
    if not day:
        return False
    before, _, behind = sentence.partition(day)
    before = before.rstrip()
    if any(pattern.search(before) for pattern in (_OF_LAW, _SINCE, _OF_SOME_DAY, _INSTEAD_OF)):
        return True
    if _OF_DAY.search(before) and not _WILL_BE.search(before):
        return bool(_WILL_BE.search(behind))
    return "," in behind and bool(_CLAUSE.search(before))
