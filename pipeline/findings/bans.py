"""A ban and an order → whether the ban holds only at times, in a way or for a purpose, and of which of several."""

import re
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.manners import forbidding_clause, is_beside, is_in_manner, is_of_means, main_clause
from pipeline.findings.meanings import is_anything, meanings_in, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.occasions import are_of_one_occasion, are_of_two_occasions, without_occasions
from pipeline.findings.others import is_about_else, spoken_of
from pipeline.findings.passages import sentence_ahead
from pipeline.findings.same_day import are_of_one_day
from pipeline.records import Mention

# To get in touch is one act whatever for; to pay or send something is the same act only for the same thing
OPEN_ACTS: Final = frozenset({"call", "write"})
_NEAR: Final = 30  # characters behind the word for a limit, in which it is named
_CALLING: Final = meanings_in("appeler service client conseiller question numero telephone equipe")
# A ban that holds only at times, for something or for one number forbids nothing else: «ne pas appeler avant le 15»
_LIMITED: Final = re.compile(
    r"\b(?:(?<!situe )(?<!situee )avant(?! nous| vous)|tant que|pendant|jusqu|entre \d"
    r"|le week-end|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi"
    r"|ce(?:tte)? (?:jour|matin|soir|nuit|semaine|date)-la|durant|cet apres-midi"
    r"|la nuit|le soir|le matin|entre midi|jours? feries?|en dehors|apres|depuis l'etranger"
    r"|ce numero|(?:un|des|les|tout) numeros? (?:\w+ )?(?:recue?s?|inconnue?s?|affiche|laisse|transmis|qui|que|dans)"
    r"|cette adresse|l'ancien\w*)\b"
)
_UNTIL: Final = re.compile(
    r"\b(?:(?<!situe )(?<!situee )avant(?! nous| vous)|tant que|jusqu(?!'a nouvel ordre)|jusque|pendant|durant|d'ici la"
    r"|le temps (?:de|d'|du|que)|ce(?:tte)? (?:jour|semaine|periode)-la|dans l'attente d\w*)\b"
)
# Until something has come about, and not until a day
_UNTIL_IT_IS: Final = re.compile(
    r"\b(?:tant que|jusqu'(?:a (?:ce que|l[ae]|l'|votre|notre|reception)|au(?! \d))"
    r"|le temps (?:de|d'|du|que)|avant que|dans l'attente (?:de|d'|du)"
    r"|(?:pendant|durant) (?:l[ae]|l'|cette?|votre|notre)) ?"
)
_AWAITED: Final = frozenset({"not:pay", "not:send", "not:return", "not:sign", "not:fill_in"})
# What the ban waited for may be told in other words: «Au vu des conclusions de l'expert»
_HAPPENED: Final = re.compile(
    r"\b(?:suite|issue|apres|reception|conclu\w+|decision|rapport|resultats?|reponse|refus\w*|rejet\w*|termin\w+"
    r"|achev\w+"
    r"|clos\w*|clotur\w+|maintenant|desormais|a present|comme convenu|avons bien recu|au vu|vous pouvez)\b"
)
_THAT_DAY: Final = "ce jour-la"
# An order that waits for nothing overrides a ban until something has come: «nonobstant cette réclamation»
_AT_ONCE: Final = re.compile(
    r"\b(?:nonobstant|sans (?:plus )?(?:attendre|tarder)|sans delai|immediatement|sur-le-champ|tout de suite"
    r"|des (?:maintenant|aujourd'hui|a present|reception|cette semaine|ce (?:jour|soir|matin)|demain)|n'attendez pas"
    r"|meme (?:si|en cas d))\b"
)
_DURING: Final = re.compile(r"\b(?:pendant|durant) (?=votre |vos )")
_CLAUSES: Final = re.compile(r"[,;:.]")
# «avant lundi», «avant le 5 mai»
_DAY: Final = re.compile(r"\d+|(?:lun|mar|mercre|jeu|vendre|same)di\b|dimanche\b")
_PERFECT: Final = re.compile(
    r"(?<!n')\b(?:a|ont|est|sont|etant|ayant)(?: bien| enfin| deja)? (?![a-z]+re\b)[a-z]{2,}(?:e|i|u|is|it|ert)e?s?\b"
)
_TILL_THEN: Final = re.compile(r"\b(?:d'ici(?: la| au?)?|en attendant|dans l'attente|avant|tant que|jusqu'\w+)\b")
# The order says itself that it holds until then: «vous pouvez continuer à rouler en attendant la pièce»
_MEANWHILE: Final = re.compile(
    r"\b(?:en attendant|d'ici (?:la|au|a)|dans l'intervalle|entre-temps|continu(?:er|ez) (?:a|d[e'])"
    r"|poursuiv(?:re|ez))\b"
)
# It says itself that what the ban waits for is not waited for
_UNAWAITED: Final = re.compile(
    r"\b(?:sans attendre (?:que |l[ae]s? |l'|votre |notre )|n'attendez pas (?:que |l[ae]s? |l'|votre |notre )"
    r"|nonobstant"
    r"|malgre (?:l[ae]|cette|l'|votre|notre) ?(?:expertise|reclamation|contestation|recours|enquete|litige|procedure)"
    r"|avant (?:meme )?(?:la fin|que))"
)
# A number for emergencies is for nothing else
_EMERGENCY: Final = re.compile(r"\b(?:urgences?|panne|fuite|danger|vol|perte|opposition|sinistre|odeur de gaz)\b")
# What a ban or an order is for; for anything at all where it says so, or says nothing
_FOR: Final = re.compile(
    r"\b(?:pour\b|concernant|au sujet (?:de|du|d')|a propos (?:de|du|d')|relati\w+ (?:a|au)|quant a"
    r"|s'agissant d\w+|en vue d\w+"
    r"|dans le cadre d\w+) ?(?P<what>.*)"
)
# «Vous pouvez nous appeler, mais seulement pour fixer l'heure»: for nothing else that the ban is for
_ONLY_FOR: Final = re.compile(r"\bpour l[ea]s? (?:seule?|simple)s?\b|\b(?:uniquement|exclusivement|seulement) pour\b")
# «pour fixer la date de l'intervention», «pour convenir du jour»
_APPOINTMENT: Final = re.compile(
    r"\b(?:fixer|convenir|arreter|choisir|planifier|programmer|determiner)\b[^,;.]{0,20}"
    r"\b(?:date|jour|heure|creneau|moment)s?\b|\brendez-vous\b"
)
_ANYTHING: Final = re.compile(
    r"\b(?:quelque (?:motif|raison)|quel\w* que soi\w*|toute?s? (?:autre )?(?:questions?|raisons?|motifs?|demandes?"
    r"|reclamations?|renseignements?|informations?|complements?))\b(?! (?:sur|concernant|relati))"
    r"|\b(?:tout|aucun)e? (?:appel|communication|entretien|echange|coup de fil)\b(?! (?:sur|concernant|relati|pour))"
)
# What need not be done again, or only if it is done already: «si vous avez payé, ne payez pas une seconde fois»
_AGAIN: Final = re.compile(
    r"\b(?:si|en cas d[e']|sauf|a nouveau|de nouveau|une (?:seconde|deuxieme) fois|deux fois|en double"
    r"|double (?:paiement|envoi)|deja|(?:aucune?|d)['e ]{1,2}autres?|au-dela|(?:de|en) plus|davantage)\b"
)
# «Gardez l'ancienne, y compris lorsque la nouvelle sera en service» holds in every case
EVEN_THEN: Final = re.compile(
    r"\b(?:y compris|meme)(?: \w+)? (?:si|s'il|lorsqu\w*|quand|en cas|apres|pendant|en|avec)\b[^,;.]*"
)
# Which one of several
_WHICH: Final = re.compile(
    r"\b(?:an dernier|annee (?:derniere|precedente|passee|prochaine|suivante)|ancien(?:ne)?s?"
    r"|nouve(?:au|lle|l(?! ordre))s?"
    r"|precedente?s?|prochaine?s?|premiere?s?|seconde?|deuxieme|troisieme)\b"
    r"(?! (?:retrait|usage|utilisation|appel|au dernier|courrier|lettre|envoi|fois|jours?|passage|temps|lieu"
    r"|semaines?|mois|annees?|heures?))"
)
_IS_NEW: Final = re.compile(r"nouve\w+|ancien\w*")  # «une nouvelle carte» is «la carte» where no other is named


def is_limited(ban: Said, order: Said) -> bool:
    """Whether the ban holds only at times, for one number, or for a purpose that the order does not name."""
    if _is_limited_else(ban.mention.sentence, order) or are_of_two_occasions(
        *(plain_letters(said.mention.sentence) for said in (ban, order))
    ):
        return True
    if all(_APPOINTMENT.search(plain_letters(said.mention.sentence)) for said in (ban, order)):
        return False
    if _is_for_emergencies(ban) != _is_for_emergencies(order):
        return True
    if is_about_else(main_clause(ban.mention.sentence), order, _CALLING):
        return True
    forbidden, bidden = _purpose(ban.mention), _purpose(order.mention)
    if bidden and _ONLY_FOR.search(plain_letters(order.mention.sentence)):
        return bidden.isdisjoint(meanings_in(ban.mention.sentence))
    return forbidden is not None and forbidden.isdisjoint(bidden or meanings_in(order.mention.sentence))


def _is_limited_else(ban: str, order: Said) -> bool:
    """Whether the ban has a limit that the order has not: «avant le 15»; not «avant votre entrée», said of both."""
    told = plain_letters(order.mention.sentence)
    ahead = plain_letters(sentence_ahead(order.mention.sentence, order.letter.text))
    till = f"{ahead} {told}" if _TILL_THEN.match(ahead) else told
    for limit in _LIMITED.finditer(main := plain_letters(forbidding_clause(ban))):
        named = meanings_in(main[limit.end() : limit.end() + _NEAR])
        if _UNTIL.match(limit[0]) and _is_till_then(named, till):
            continue
        if limit[0] not in told or named.isdisjoint(meanings_in(told.partition(limit[0])[2][:_NEAR])):
            return True
    return False


def _is_till_then(named: frozenset[str], order: str) -> bool:
    """Whether the order, in plain letters, holds up to what is named: «d'ici à sa décision»."""
    told = (meanings_in(order[m.end() :][:_NEAR]) for m in _TILL_THEN.finditer(order))
    return any(not named.isdisjoint(one) for one in told)


def _is_for_emergencies(said: Said) -> bool:
    """Whether the sentence or the subject line says so: «que faire en cas de fuite de gaz»."""
    return bool(_EMERGENCY.search(plain_letters(f"{said.letter.subject or ''} {said.mention.sentence}")))


def _purpose(mention: Mention) -> frozenset[str] | None:
    """What the act is for; None where it is for anything."""
    sentence = plain_letters(mention.sentence)
    if _ANYTHING.search(sentence) or not (found := _FOR.search(sentence)):
        return None
    named = frozenset(m for m in meanings_in(found["what"]) - _CALLING if not is_anything(m))
    return named or None  # «pour cette demande», «au sujet de ce dossier»: for all that the letters are about


def same_number(ban: Mention, order: Mention) -> bool:
    """A ban on one number says nothing of another: «n'appelez plus le 3970», «appelez le 3900»."""
    banned, told = _numbers_in(ban), _numbers_in(order)
    return not banned or not told or not banned.isdisjoint(told)


def names_number(mention: Mention) -> bool:
    """Whether its sentence names a telephone number."""
    return bool(_numbers_in(mention))


def _numbers_in(mention: Mention) -> frozenset[str]:
    return frozenset(re.findall(r"\d{4,}", re.sub(r"(?<=\d)[\s.()/-]+(?=\d)", "", mention.sentence)))


def is_partial(ban: Said, order: Said) -> bool:
    """Whether it forbids a second time or a manner, or until something has come: «ne payez pas en espèces»."""
    sentence, told = (EVEN_THEN.sub(" ", plain_letters(said.mention.sentence)) for said in (ban, order))
    if is_of_means(ban, order):
        return True
    main = EVEN_THEN.sub(" ", plain_letters(forbidding_clause(ban.mention.sentence)))
    if _AGAIN.search(without_occasions(main) if are_of_one_occasion(sentence, told) else main):
        return True
    if are_of_two_occasions(sentence, told):
        return True
    if is_in_manner(ban.mention, told) or is_beside(ban, order):
        return True
    if (
        (is_at_once(told) and not _has_come_about(sentence, order))
        or _MEANWHILE.search(told)
        or not (limits := _UNTIL.findall(sentence))
        or _end_is_unheard_of(ban, order)
    ):
        return False
    if set(limits) == {_THAT_DAY}:  # «Vous n'avez pas à venir ce jour-là»: the day of which the other speaks
        return not are_of_one_day(ban.letter, order.letter, ban.mention.sentence, order.mention.sentence)
    return not _end_alike(sentence, told, order.letter.subject or "")


def _has_come_about(ban: str, order: Said) -> bool:
    """Whether the order tells that what the ban, in plain letters, waits for is done: «l'assureur a répondu : ...»."""
    awaited = [meanings_in(_CLAUSES.split(ban[m.end() :][:_NEAR])[0]) for m in _UNTIL.finditer(ban)]
    said = f"{sentence_ahead(order.mention.sentence, order.letter.text)}; {order.mention.sentence}"
    told = [meanings_in(clause) for clause in _CLAUSES.split(plain_letters(said)) if _PERFECT.search(clause)]
    return any(not one.isdisjoint(done) for one in awaited for done in told)


def _end_is_unheard_of(ban: Said, order: Said) -> bool:
    """Of an order not before the ban: whether its letter tells nothing of what the ban waits for, and no news at all.

    «Tant que l'examen n'est pas terminé, ne payez pas la facture»; a month later: «Veuillez payer la facture».
    """
    days = ban.letter.letter_date, order.letter.letter_date
    told = plain_letters(f"{order.letter.subject or ''}. {body_of(order.letter.text)}")
    if ban.mention.value not in _AWAITED or _HAPPENED.search(told):
        return False
    if not (days[0] and days[1] and days[0] <= days[1]):
        return False
    sentence = plain_letters(ban.mention.sentence)
    named = frozenset(
        thing
        for m in _UNTIL_IT_IS.finditer(sentence)
        for thing in things_named(sentence[m.end() :][:_NEAR])
        if not is_anything(thing)
    )
    return bool(named) and named.isdisjoint(spoken_of(order.letter))


def is_unawaited(order: str) -> bool:
    """Whether the order, in plain letters, names what others would wait for: «sans attendre l'avis de l'expert»."""
    return bool(_UNAWAITED.search(order))


def is_at_once(order: str) -> bool:
    """Whether the order, in plain letters, waits for nothing; that one may now is told when the wait is over."""
    return bool(_AT_ONCE.search(order)) and "vous pouvez" not in order


def _end_alike(ban: str, order: str, title: str) -> bool:
    """Whether the order names what the ban waits for: «avant le passage de l'expert», «avant que l'expert passe».

    Or its subject line names the time during which the ban holds: «Votre absence cet hiver».
    """
    if any(meanings_in(ban[m.end() :][:_NEAR]) & meanings_in(title) for m in _DURING.finditer(ban)):
        return True
    here, there = (
        [meanings_in(near := told[m.end() :][:_NEAR]) | set(_DAY.findall(near)) for m in _UNTIL.finditer(told)]
        for told in (ban, order)
    )
    return any(not one.isdisjoint(other) for one in here for other in there)


def which_named(sentence: str) -> frozenset[str]:
    """The words that tell which one of several is meant: «nouvelle», «premier»."""
    return frozenset(_WHICH.findall(plain_letters(sentence)))


def are_of_two_times(ban: str, order: str) -> bool:
    """Whether one is about another year, number or rank than the other: «la cotisation de l'an dernier»."""
    here, there = which_named(ban), which_named(order)
    if here & there and (here <= there or there <= here):
        return False  # «Coupez l'ancienne carte dès que la nouvelle est là», «l'ancienne carte doit être remise»
    return here != there and bool((here and there) or {mark for mark in here | there if not _IS_NEW.fullmatch(mark)})
