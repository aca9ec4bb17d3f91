"""A line's text → the clues it gives to the part of a letter it belongs to: labels, formulas, addresses, dates."""

import re
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache
from typing import Final

from pipeline.letters.datelines import is_date_line
from pipeline.letters.lexicon import find_phrases
from pipeline.letters.spelling import WORD, fold


class Clue(StrEnum):
    """What a line says of itself; one line may give several clues."""

    # by phrases (lexicon.yaml)
    SALUTATION = "salutation"
    CLOSING = "closing"
    SUBJECT = "subject"
    TITLE = "title"
    TITLE_NEXT = "title_next"
    ANNEX = "annex"
    REFERENCES = "references"
    SENT_BY = "sent_by"
    OPENING = "opening"
    ENCLOSURES = "enclosures"
    POSTSCRIPT = "postscript"
    COUPON = "coupon"
    FUNCTION = "function"
    COLLECTIVE = "collective"
    LEGAL = "legal"
    ACT = "act"  # «Vu le code ...», «Considérant ...»
    ARTICLE = "article"
    APPEAL = "appeal"  # ways and time limits of appeal, behind the signature
    DELIVERY = "delivery"
    BULLET = "bullet"  # an item of a list
    RECIPIENT_LABEL = "recipient_label"
    SENDER_LABEL = "sender_label"
    ORGANISATION = "organisation"
    # by form
    DATE_LINE = "date_line"  # «Toulon, le 13 février 2015», «Fait à Rennes, le 4 juin 2022», «6 Octobre 1952»
    POSTCODE = "postcode"  # «83200 Toulon», «5100 JAMBES»
    STREET = "street"  # «14 chemin des Restanques», «Rue du Lavoir, 87»
    PO_BOX = "po_box"  # «TSA 40312», «BP 62», «Cedex 9»
    CIVILITY = "civility"  # «Madame Odile Ferrandis», «M. et Mme Roux»
    CONTACT = "contact"  # «Tél. : 01 02 03 04 05», «www.orange.fr»
    NAME = "name"  # «Laurence Thouveny», «Docteur Hélène VASSEL», «SOCIÉTÉ DURAND»
    PROSE = "prose"  # a line of running text
    CAPITALS = "capitals"
    PAGE_NUMBER = "page_number"  # «Page 1/2», «- 2 -»
    LABEL = "label"  # «Patient : M. Le Bihan»
    AMOUNT = "amount"  # «31 258,00», «84 €»
    CODE = "code"  # «HV/MB n° 37»: short, with a number, no sentence


ADDRESS: Final = frozenset({Clue.POSTCODE, Clue.STREET, Clue.PO_BOX})

_OTHER_LABELS: Final = frozenset(
    {Clue.CIVILITY, Clue.CONTACT, Clue.OPENING, Clue.SENDER_LABEL, Clue.RECIPIENT_LABEL, Clue.SUBJECT, Clue.DELIVERY}
)

_POSTCODE: Final = re.compile(
    r"(?:^\W*(?:[FBL]\s?[-–]\s?)?\d\d\s?\d{3}|[,–-]\s*\d{5}|\s\d{5}|^[\dOolI]{5})\s+(?!(?:EUR|Euro|FRF|Franc|Fr?\b))[A-ZÀ-Ý][\w'’.-]"
)
_FOREIGN_POSTCODE: Final = re.compile(r"^(?:[BLC]H?\s?[-–]\s?)?\d{4} [A-ZÀ-Ý][\w'’-]+(?: [\w'’-]+){0,3}$")
# before 1972 the number of the département: «94-VITRY-SUR-SEINE»; in large towns that of the quarter: «PARIS (8e)»
_OLD_POSTCODE: Final = re.compile(
    r"^\W*\d\d\s?[-–]\s?[A-ZÀ-Ý]{3}|^(?i:paris|lyon|marseille)[ ,(-]{1,3}(?:\d{1,2}|[XVI]{1,5})\s?[eè]"
)
_STREET_KIND: Final = (
    r"(?:rue|avenue|av\.?|ave|boulevard|bd|bld|blvd|place|pl\.|chemin|ch\.|impasse|allées?|allee|route|rte|quai|cours"
    r"|square|passage|faubourg|fbg|résidence|residence|lotissement|lot\.|hameau|lieu-dit|lieudit|ruelle|villa|esplanade"
    r"|promenade|montée|traverse|rond-point|parvis|zone (?:industrielle|artisanale|commerciale|d.activit)|z\.?a\.?"
    r"|z\.?i\.?|zac|bâtiment|bat\.|bât\.|immeuble|tour|escalier|appartement|appt|apt)"
)
_STREET: Final = re.compile(
    rf"^\W*(?:\d{{1,4}}(?:\s?[-/]\s?\d{{1,4}})?\s?(?:bis|ter|quater|[a-d]\b)?\s?,?\s?)?{_STREET_KIND}\b(?!\s?:\s?\d)",
    re.IGNORECASE,
)  # «Immeuble : 8599» is a number of a file
_STREET_INSIDE: Final = re.compile(rf"\b\d{{1,4}}\s?(?:bis|ter|quater)?\s?,?\s{_STREET_KIND}\s[^\W\d]", re.IGNORECASE)
_PO_BOX: Final = re.compile(r"\b(?:B\.?P\.?|C\.?S\.?|TSA|T\.S\.A\.)\s?(?:n°)?\s?\d|\bcedex\b", re.IGNORECASE)
_CIVILITY: Final = re.compile(
    r"^\W*(?:M\.|MM\.?|M[Rr]\.?|M(?:me|ME)s?|M(?:lle|LLE)|M(?= [A-ZÀ-Ý])|Monsieur|Madame|Mademoiselle|Mesdames"
    r"|Messieurs|MONSIEUR|MADAME|MADEMOISELLE|Ma[iî]tre|Docteur|Professeur|Me|Dr|Pr"
    r"|(?:P[èe]re|S(?:œ|oe)ur|Abb[ée]|Monseigneur)(?= [A-ZÀ-Ý]))(?!\w)"
)
_CONTACT: Final = re.compile(
    r"\b(?:t[ée]l(?:[ée]phone|\.)?|fax|t[ée]l[ée]copie|mobile|portable|e-?mail|m[ée]l|courriel|site)\b"
    r"|@|\bwww\.|https?:|(?:\b0|\+33 ?(?:\(0\))? ?)\d(?:[ .-]?\d\d){4}\b|^\W*(?:standard|appelez)\b",
    re.IGNORECASE,
)
# «Par courrier» over an address in a box of contacts: where to write to
_BY_POST: Final = re.compile(
    r"^\W*(?:par (?:courrier|voie postale|la poste)|(?:adresse )?courrier|[ée]crivez-nous"
    r"|(?:vos|nos) (?:contacts|coordonn[ée]es))\W*$",
    re.IGNORECASE,
)
# «Accueil : mardi et jeudi de 10 h à 12 h»: days of the week and hours
_HOURS: Final = re.compile(
    r"^.{0,40}\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)\b[^.]{0,40}\d\s?[hb]\s?(?:\d\d)?\s?(?:à|[-–])\s?\d{1,2}\s?h",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"^\W*[àÀ]\W*$")  # «Le Principal» / «à» / «Madame Roux»
_PAGE_NUMBER: Final = re.compile(
    r"^\W*(?:(?:page|p\.|pag[ec]|feuillet)\W*)?(?P<number>\d{1,3})(?:\W*(?:/|sur|de)\s?(?P<total>\d{1,3}))?\W*$",
    re.IGNORECASE,
)
_LONGEST_NUMBER: Final = 24  # signs: «— Page 12 sur 14 —»
_PAGE_INSIDE: Final = re.compile(
    r"\bpage\s?:?\s?(?P<number>\d{1,3})\s?(?:/|sur|de)\s?(?P<total>\d{1,3})\b", re.IGNORECASE
)
_BULLET: Final = re.compile(r"^(?:[-–—•*>+»·▪■●○◦✓✔➢►]\s|\(?[a-z\d][).]\s|\d{1,2}\s?[-–—)/.°]\s)")
# «Élève n° 549431», «Lot n° L702»
_NUMBERED: Final = re.compile(r"^\W*[^\W\d_][\w'’.]*(?: [\w'’.]+){0,3} [nN]\s?[°º]\s?:?\s?[\w/.-]*\d[\w/. -]*$")
# «Sportivement,», «Bien syndicalement,»: any adverb that ends a letter, no «paiement» without a comma
# nor «Recouvrement,», the end of who signs: an adverb is made of «syndical», «sportif», «chaleureux», «républicain»
_ADVERB: Final = re.compile(
    r"^\W*(?:(?:bien|très|tout) )?(?!signal|renouvel)[^\W\d_]+(?:[ae]l|iv|eus|iqu|ain|ois|air|[eè]r|èl|dr|anch)ement"
    r"(?: vôtre| à vous)?\s?,$",
    re.IGNORECASE,
)
# «æ Madame,»: a fold or a hole of the paper read as letters
_DIRTY_GREETING: Final = re.compile(
    r"^\W*(?!(?:[àa]|et|le|la|ma)\b)\w{1,2}\W+"
    r"(?=(?:Madame|Monsieur|Mesdames|Messieurs|Ch[eè]re?s?)\b[^.:]{0,40},$)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"^\W*[^\W\d_][\w'’./°]*(?: [\w'’./°]+){0,3}\s?:\s*\S")
_AMOUNT: Final = re.compile(r"\d[.,]\d\d\b(?![./])|\d\s?€|\bEUR\b")
_POSSESSIVES: Final = frozenset(["votre", "vos", "notre", "nos"])
_PARTICLES: Final = frozenset(["de", "du", "des", "d", "la", "le", "les", "van", "von", "et", "ben", "el"])
_LONGEST_LABEL: Final = 9  # words: «Lettre recommandée avec demande d'avis de réception»
_SHORT: Final = 6  # words of a name, a function, a label
_PROSE_WORDS: Final = 6
_PROSE_SHARE: Final = 0.55  # of its words begin in lower case


@lru_cache(maxsize=32768)  # every stage asks again; a file of 500 pages has as many lines
def read_clues(text: str) -> frozenset[Clue]:
    """All clues of a line."""
    text = _DIRTY_GREETING.sub("", text)
    found = {Clue(name) for name in find_phrases(text)}
    found |= {clue for clue, pattern in _PATTERNS if pattern.search(text)}
    if Clue.REFERENCES not in found and is_date_line(text):  # «Échéance 15/04/2016» is no date line
        found.add(Clue.DATE_LINE)
    words = WORD.findall(text)
    small = sum(word[0].islower() for word in words)
    if len(words) >= _PROSE_WORDS and small >= _PROSE_SHARE * len(words):
        found.add(Clue.PROSE)
        if len(words) > _LONGEST_LABEL:
            found.discard(Clue.SENT_BY)  # «Par lettre citée en référence, vous avez ...»
    if Clue.SENDER_LABEL in found and _BY_POST.match(text):
        found -= {Clue.SENT_BY, Clue.REFERENCES}
    if _is_name(text, words):
        found.add(Clue.NAME)
    found |= _who_signs(text)
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) >= 4 and sum(sign.isupper() for sign in letters) > 0.85 * len(letters):
        found.add(Clue.CAPITALS)
    if read_page_number(text):
        found.add(Clue.PAGE_NUMBER)
    if len(words) > 3 and fold(words[0]) in _POSSESSIVES and not (":" in text or any(s.isdigit() for s in text)):
        found.discard(Clue.REFERENCES)  # «Votre ligne est résiliée» begins like «Votre ligne : 04 94 00 11 22»
    if len(words) <= _SHORT and any(sign.isdigit() for sign in text):
        found.add(Clue.CODE)
    return frozenset(found)


_PATTERNS: Final = (
    (Clue.POSTCODE, _POSTCODE),
    (Clue.POSTCODE, _FOREIGN_POSTCODE),
    (Clue.POSTCODE, _OLD_POSTCODE),
    (Clue.STREET, _STREET),
    (Clue.STREET, _STREET_INSIDE),
    (Clue.PO_BOX, _PO_BOX),
    (Clue.CIVILITY, _CIVILITY),
    (Clue.CONTACT, _CONTACT),
    (Clue.OPENING, _HOURS),
    (Clue.RECIPIENT_LABEL, _TO),
    (Clue.SENDER_LABEL, _BY_POST),
    (Clue.LABEL, _LABEL),
    (Clue.AMOUNT, _AMOUNT),
    (Clue.BULLET, _BULLET),
    (Clue.REFERENCES, _NUMBERED),
    (Clue.CLOSING, _ADVERB),
)


def is_reference(clues: Collection[Clue]) -> bool:
    """«N° client : 88 120», «Recommandé avec accusé de réception», «Patient : M. Le Bihan», not «Tél. : 3900»."""
    if ADDRESS & set(clues):
        return False
    labelled = Clue.LABEL in clues and not _OTHER_LABELS & set(clues)
    return labelled or Clue.REFERENCES in clues or Clue.SENT_BY in clues


def read_page_number(text: str) -> tuple[int, int | None] | None:
    """«Page 2/3» -> (2, 3), «- 2 -» -> (2, None), None where the line is no page number."""
    alone = _PAGE_NUMBER.match(text) if len(text) <= _LONGEST_NUMBER else None
    match = alone or _PAGE_INSIDE.search(text)
    if match is None:
        return None
    total = match.group("total")
    return int(match.group("number")), int(total) if total else None


def _is_name(text: str, words: list[str]) -> bool:
    """Up to six words, each with a capital or a particle: «Ern. MARSAUX», «Anne-Lise de La TOUR»."""
    if not 1 < len(words) <= _SHORT or any(sign.isdigit() for sign in text) or text.rstrip().endswith((":", ";")):
        return False
    return all(word[0].isupper() or fold(word) in _PARTICLES for word in words)


def _who_signs(text: str) -> frozenset[Clue]:
    """«Élodie Charpin, directrice de la relation aux usagers»: a name and what it is, in one line."""
    name, _, function = text.partition(",")
    if "," in function or not _is_name(name, WORD.findall(name)) or Clue.FUNCTION not in find_phrases(function):
        return frozenset()
    return frozenset({Clue.NAME, Clue.FUNCTION})
