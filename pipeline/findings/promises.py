"""Sentence → whether it says that something will come, or that here it is; and what that is."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.nouns import nouns_in_order
from pipeline.findings.passages import Passage, objects_of, sentences_of
from pipeline.speech import how_likely_said

# Verbs by which a sender brings something to the reader, by their beginning
BRINGS: Final = (
    r"(?:adress|envoy|enver|transm|communiqu|expedi|remett?|remis|deliv|achemin|post|fourni|indiqu|precis|expliqu"
    r"|expos|detaill|donn|rend|livr|presente|notifi|deposer|etabli|distribu|imprim|edit|redig|di|fe)"
)
_NOT_YOURS: Final = r"(?<!vous nous )(?<!vous me )(?<!vous lui )(?<!vous leur )"
_LETTER: Final = r"(?:courriers?|lettres?|plis?|envois?|messages?|courriels?|missives?|enveloppes?)"
_OTHER: Final = r"(?:autre|prochaine?|seconde?|deuxieme|nouve(?:au|l|lle)|futur|ulterieur)"
# «vous sera adressé», «nous vous ferons parvenir», «va vous être délivrée», «un prochain pli vous indiquera»
_TO_COME: Final = re.compile(
    rf"\b(?:(?:sera|seront|va|vont)(?: (?:vous|etre|aussitot|donc|egalement|\w+ment)){{0,3}} {BRINGS}\w*"
    rf"|(?:nous|on|je) vous (?:l[ae]s? )?(?!(?:de)?livrons\b){BRINGS}\w*r(?:ons|ont|a|ai)"
    rf"|vous (?:l[ae]s? |l')?{_NOT_YOURS}{BRINGS}\w*r(?:a|ont)"
    rf"|(?:doi\w+|devr\w+|reste\w*|demeure\w*) (?:a |encore |vous |etre ){{1,3}}{BRINGS}\w*"
    rf"|en (?:preparation|fabrication|impression)"
    rf"|(?:tarder|manquer|empresser|allons|va|vont|point|charger)\w*(?: (?:pas|a|de|d'))* vous {BRINGS}\w*"
    r"|(?:tarder|manquer|allons|va|vont|point)\w*(?: (?:pas|a|de|d'))* (?:vous )?(?:faire )?(?:parvenir|etre \w+)"
    r"|vous (?:recevrez|aurez|obtiendrez|trouverez dans un|decouvrirez|serez destinataire)"
    r"|vous allez (?:\w+ment )?(?:recevoir|trouver|avoir)|vous (?:en )?parviendr(?:a|ont)"
    r"|(?:parviendra|parviendront|arrivera|arriveront|partira|partiront)"
    r"|(?:suivra|suivront)(?! (?:votre|vos|notre|nos|l[ae]s?|l'|cet?t?e?|ces|de pres))"  # «suivra votre dossier»
    rf"|{_OTHER} (?:\w+ )?{_LETTER}|{_LETTER} (?:\w+ )?(?:separee?s?|distincte?s?|suivante?s?|ulterieure?s?"
    rf"|a part|a venir)"
    r"|sous pli separe|(?:est|sont) en (?:cours|voie) d[e'] ?(?:envoi|impression|expedition|edition|preparation"
    r"|etablissement"
    r"|fabrication|redaction)|en cours d'(?:envoi|impression|expedition|edition)"
    rf"|fer(?:a|ont) l'objet d'une? (?:\w+ )?(?:envoi|{_LETTER})"
    r"|prochainement|(?<!mois )(?<!jours )(?<!semaines )(?<!annees )a venir"
    r"|bientot|sous peu|sous huitaine|sous quinzaine|d'ici peu|ulterieure\w*"
    r"|plus tard(?<!au plus tard)"
    r"|(?:dans|d'ici|sous) (?:a )?(?:les |la |quelques )(?:prochaine?s )?(?:jours|semaines?|mois|quinzaine|fin d\w+)"
    r"|incessamment)\b"
)
# Said so plainly that no table of n-grams is asked: «n'est pas encore imprimée», «en cours d'émission»
_SURELY_TO_COME: Final = re.compile(
    r"\b(?:n'(?:est|a|ont|sont) (?:pas encore|encore pas|toujours pas) (?:pu )?(?:ete |etre )?(?:imprim|edit|etabli"
    r"|expedi"
    r"|envoy|adress|pret|disponible|redig)\w*"
    r"|(?:est|sont) (?:actuellement |encore )?(?:sous presse|chez l'imprimeur"
    r"|en (?:cours |voie )?(?:d'|de )?(?:preparation|fabrication|impression|emission|edition))"
    r"|(?:compte[rz]|patiente[rz]) (?:\w+ ){1,5}(?:pour|avant de) l[ae]s? (?:recevoir|avoir)"
    r"|attende[rz] (?:notre|nos|de recevoir (?:notre|nos|votre|vos|l[ae]s?))"
    r"|part(?:ent|iront|ira)? (?:de \w+ \w+ )?(?:demain|cette semaine|ces jours-ci))\b"
)
# «Votre demande est en cours de préparation»: nothing that is sent
_REPLY: Final = re.compile(
    r"\b(?:votre|vos|la|les?) (?:\w+ )?(?:demande|dossier|reclamation|remboursement|changement|travaux|facture)s?"
    r" (?:est|sont|n'est)\b"
)
_NEVER: Final = re.compile(r"\bne (?:vous )?ser(?:a|ont) (?:jamais|pas|plus)\b")  # «ne vous sera jamais demandé»
# The reader is who sends: «vous nous adresserez», «merci de nous renvoyer»
_YOURS: Final = re.compile(
    r"\b(?:vous (?:nous|me|lui|leur) \w+|de votre part|attend\w+ (?:que|de) vous|que nous (?:recev|aur|attend)\w+"
    r"|(?:merci de|veuillez|priere de) (?:nous|me))\b"
)
# «Nous vous exposons les conditions de la restitution» gives them
_GIVES_NOW: Final = re.compile(
    r"\b(?:nous vous (?:expos|indiqu|precis|detaill|rappel|present)ons|je vous (?:expos|indiqu|precis)e)\b"
)
_YOU_WILL: Final = re.compile(r"\bvous (?:nous|me|lui|leur) [a-z]+rez\b")  # «vous nous adresserez»
_HERE_IT_IS: Final = re.compile(
    r"\b(?:voici|(?:est|sont) (?:le|la|les) suivante?s?\b|ci-(?:joint|dessous|apres|inclus|annexe|contre)\w*"
    r"|(?:ce|cette|le present|la presente) (?:pli|envoi|enveloppe|courrier|lettre) (?:\w+ )?(?:contien|comport"
    r"|renferm|compren)\w*"
    r"|vous trouverez(?! (?:bientot|prochainement))"
    r"|(?:veuillez|je vous prie de|priere de|prions de) trouver"
    rf"|(?:sous|dans|avec|a|de|en|accompagn\w+) (?:ce|cette|la|le) (?:presente? )?(?:meme )?(?:{_LETTER}|presente?)"
    rf"|accompagn\w+ (?:ce|cette|la|le) (?:presente? )?(?:{_LETTER}|presente?)"
    r"|(?:le|la|les|l'|votre|vos) ?(?:\w+ ){1,3}jointe?s?\b"  # «le chèque joint solde votre demande»
    r"|(?:est|sont) (?:ici |egalement )?(?:jointe?s?|annexee?s?|incluse?s?|inseree?s?|reproduite?s?)"
    r"|en (?:piece jointe|annexe)|pieces? jointes?|(?:au|du|le) (?:verso|dos|recto)|(?:en|au) (?:bas|haut|pied) d[eu]"
    r"|ci-(?:avant|dessus)|page (?:suivante|\d)|(?:de|sur|a) cette (?:meme )?page|feuillet"
    r"|(?:plaisir|honneur|heureu\w+|ravie?s?) de vous (?:adresser|communiquer|remettre|transmettre|envoyer)"
    r"|nous (?:vous (?:adressons|envoyons|remettons|transmettons|delivrons|communiquons|faisons (?:tenir|parvenir))"
    r"|joignons|annexons)|(?:le|ce|la|cette|au) presente?)\b"
)
# «La notice vous a été remise», «Vous avez reçu en décembre la carte»; not «la somme qui vous a été versée»
_WAS_GIVEN: Final = re.compile(
    r"\b(?:vous (?:a|ont) (?:deja |bien )?ete|nous vous (?:l[ae]s? )?avons(?: deja| bien)?)"
    r" (?:remis|adresse|envoye|expedie|delivre|transmis|donne|confie)e?s?\b"
    r"|\bvous avez (?:deja |bien )?recu (?:en \w+ |le \d+ \w+ )?(?:le|la|les|l'|votre|vos)\b"
    r"|\bagrafee?s? (?:a|au) (?:ce|cette|present|la presente)\b"
)
# «Elle est collée au bas de la présente», «vous le trouverez sous ce pli»: the sentence before names it
_IT_IS: Final = re.compile(
    r"(?:son|sa|ses|leurs?) |(?:il|elle|ils|elles) (?:est|sont|figure)|vous l[ae]s? trouverez|detachez-l"
)
# Words for the way something comes, and when
_ENVELOPE: Final = meanings_in(
    "pli separe distinct prochain bientot peu semaine poste domicile voie postale part tout parviendra parvenir "
    "feront "
    "ferons quelques delivrer delivree acheminer arriver arrivera suivra recevrez recevoir allez aurez main "
    "mains tarderons "
    "manquerons point prepare preparation fabrication impression expliquera expliquee expliquer precisee "
    "preciser exposee "
    "donnee objet fera seront venir bref huitaine quinzaine veillerons soin soins exemplaire precedemment "
    "courriel message "
    "adresserons enverrons remettrons transmettrons communiquerons expedierons posterons edition emission presse "
    "imprimeur imprimer pret prete commande compter comptez "
    "ecrite ecrit demandee sollicitee attendue reclamee prevue lettre enveloppe trouverez joints jointe etablir "
    "etabli "
    "savoir connaitre boite etude tenir agence cabinet dossier dos verso recto bas page annexe cours redaction "
    "detaille detaillee detailles detaillees"
)

# «Vous n'êtes pas sans ignorer que le calendrier ...», «Nous vous informons que ...»
_INTRODUCES: Final = re.compile(
    r"^.{0,60}?\b(?:ignor\w+|sav\w+|not\w+|inform\w+|signal\w+|rappel\w+|précis\w+|confirm\w+|annonc\w+"
    r"|indiqu\w+) qu(?:e |')",
    re.IGNORECASE,
)
# «Par ailleurs, ...», «Pour vous y préparer, ...»
_OPENING: Final = re.compile(
    r"^(?:par|en|de|à|d'autre|d'ici|dès|aux?|sous|dans|avec|après|avant|comme|quant)\b[^,]{0,60},\s", re.IGNORECASE
)
# Where the name of the thing ends: «le relevé dont vous aurez besoin», «la grille fera», «le constat, que vous ...»
_VERB: Final = re.compile(
    r",|\b(?:dont|qui|que|qu'|afin|pour|est|sont|sera|seront|va|vont|fera|feront|reste|restent|vous|nous)\b|\w(?:ra"
    r"|ront)\b",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(
    r",\s(?:qu'|que|qui|dont|lequel|laquelle)[^,]*(?:,|$)"
)  # «le formulaire, qu'il faudra remplir, ...»
_LONGEST_NAME: Final = 7  # words
# «L'échéancier n'a pas encore été établi», «le jour de la visite reste à fixer»
_NOT_YET: Final = re.compile(
    r"\bn(?:e |')[a-z]+ (?:pas encore|encore pas|toujours pas)\b|\breste(?:nt)? a \w+(?:er|ir|re)\b"
    r"|\b(?:est|sont) (?:encore |toujours )?(?:en (?:preparation|cours|fabrication|impression)|sous presse"
    r"|chez l'imprimeur|a l'impression|commandee?s?)\b"
)
# Measured on sentences of other hands, see docs/decisions/0011-speech.md
_BELIEVED, _DOUBTED = 0.8, 0.02
_MOST_THINGS: Final = 0.6  # of what is announced stands also where it is brought
_TITLE: Final = 2  # telling words

# There is one every month
PERIODIC: Final = meanings_in("facture quittance releve decompte bulletin appel commande echeance")


@lru_cache(maxsize=4096)
def is_to_come(sentence: str) -> bool:
    """Whether it says that something will be sent, rather than brings it."""
    plain = plain_letters(sentence)
    if _NEVER.search(plain):
        return False
    surely = _SURELY_TO_COME.search(plain) and not _REPLY.search(plain)
    told = bool(surely or _TO_COME.search(plain)) and not _YOURS.search(plain)
    if not told and _GIVES_NOW.search(plain):
        return False
    return not _YOU_WILL.search(plain) and bool((told and surely) or _is_likely(told, sentence, "will_come"))


def is_not_yet(sentence: str) -> bool:
    """Whether it says of something that it is not there or not settled yet."""
    return bool(_NOT_YET.search(plain_letters(sentence)))


def is_put_off(sentence: str) -> bool:
    """Whether words say so that are said of what is sent: «sera communiqué», not «le technicien interviendra»."""
    plain = plain_letters(sentence)
    return bool(_TO_COME.search(plain) or _SURELY_TO_COME.search(plain))


def words_to_come(sentence: str) -> str:
    """The words of a sentence by which it says so, and what follows: «vous seront adressées très prochainement ...»."""
    words, plain = sentence.split(), plain_letters(sentence)
    found = _SURELY_TO_COME.search(plain) or _TO_COME.search(plain)
    first = plain[: found.start()].count(" ") if found else 0
    if first and plain_letters(words[first - 1]) in ("vous", "ne", "en"):
        first -= 1
    return " ".join(words[first:]).rstrip(".;: ")


@lru_cache(maxsize=8192)  # several checks ask for the same letters
def sentences_to_come(text: str) -> tuple[str, ...]:
    """The sentences of a letter's body that say so."""
    return tuple(filter(is_to_come, sentences_of(body_of(text))))


def sentences_that_bring(text: str) -> Iterator[str]:
    """The sentences of a letter's body that say that something lies in it; each item of a list that follows one.

    «Vous trouverez joints : / - l'ordre du jour ; / - le budget.»
    """
    in_list, sentences = False, sentences_of(body_of(text))
    for before, sentence in zip(("", *sentences), sentences, strict=False):
        here = is_here(sentence) or was_given(sentence)
        if (here or in_list) and not is_to_come(sentence):
            yield f"{before} {sentence}".strip() if _IT_IS.match(plain_letters(sentence)) else sentence
        in_list = (here and sentence.endswith(":")) or (in_list and sentence.endswith(";"))


@lru_cache(maxsize=4096)
def was_given(sentence: str) -> bool:
    """Whether it says that the reader has it already: «La notice vous a été remise lors de la signature»."""
    return bool(_WAS_GIVEN.search(plain_letters(sentence)))


@lru_cache(maxsize=4096)
def is_here(sentence: str) -> bool:
    """Whether it says that something lies in the letter, or stands in it."""
    return _is_likely(bool(_HERE_IT_IS.search(plain_letters(sentence))), sentence, "enclosed")


def is_surely_here(sentence: str) -> bool:
    """Whether its n-grams say so, whatever patterns tell."""
    return how_likely_said(" ".join(sentence.split()), "enclosed") > _BELIEVED


def _is_likely(told: bool, sentence: str, says: str) -> bool:
    """What patterns tell, unless the n-grams of the sentence speak against it; or what these say by themselves."""
    sure = how_likely_said(" ".join(sentence.split()), says)
    goes_on = sentence.endswith(":")  # «Le calendrier doit encore être distribué : il le sera d'ici la fin du mois»
    return sure > _BELIEVED or (told and (goes_on or sure > _DOUBTED))


@lru_cache(maxsize=4096)
def promised_in(sentence: str) -> Passage:
    """The things that a sentence says will come, without the words that promise them."""
    return objects_of(meanings_in(_ASIDE.sub(" ", sentence))) - _ENVELOPE


@lru_cache(maxsize=4096)
def head_of(sentence: str) -> str:
    """The first thing that a sentence names beside the way it comes: what is promised."""
    named = (
        meaning
        for meaning in nouns_in_order(_INTRODUCES.sub("", _OPENING.sub("", sentence)))
        if meaning not in _ENVELOPE
    )
    return next(named, "")


def named_first(sentence: str) -> Passage:
    """What the noun that is promised is called, up to the verb: «la grille des tarifs», not who gets it and how."""
    parts = _VERB.split(_INTRODUCES.sub("", _OPENING.sub("", " ".join(sentence.split()))))
    named = (frozenset(nouns_in_order(part)) - _ENVELOPE for part in parts)
    return next((one for one in named if one), frozenset())


@lru_cache(maxsize=4096)
def name_of(sentence: str) -> Passage:
    """What the noun that is promised is called, wherever in the sentence it stands."""
    head, parts = head_of(sentence), _VERB.split(_INTRODUCES.sub("", _OPENING.sub("", " ".join(sentence.split()))))
    named = (frozenset(nouns_in_order(part)) - _ENVELOPE for part in parts)
    return next((one for one in named if head in one), frozenset())


def name_paper(sentence: str, things: Passage) -> str:
    """The thing as the sentence prints it: «attestation d'assurance»."""
    words = re.findall(r"[\w']+", sentence)
    own = [number for number, word in enumerate(words) if meanings_in(word) & things]
    if not own:  # by words that say one thing together, «bon de retour», or by the sentence before
        threes = (" ".join(words[number : number + 3]) for number in range(len(words)))
        return next((three for three in threes if meanings_in(three) & things), " ".join(words[:_LONGEST_NAME]))
    return " ".join(words[own[0] : own[-1] + 1]) if own[-1] - own[0] < _LONGEST_NAME else words[own[0]]


def is_same_paper(things: Passage, there: Passage, sentence: Passage) -> bool:
    """Whether what is announced, or most of it, stands in a letter's subject line and sentence, some in the latter."""
    shared = things & there
    return len(shared) >= _MOST_THINGS * len(things) and not shared.isdisjoint(sentence)


def is_titled(subject: Passage, announced: str) -> bool:
    """Whether the announcement names the letter by its whole subject line: «l'avis des sommes à payer»."""
    return len(subject) >= _TITLE and subject <= meanings_in(announced)
