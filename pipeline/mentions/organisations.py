"""A stretch of a letterhead or footer → the organisation and the department it names."""

import re
from typing import Final

from pipeline.mentions.cores import core_of
from pipeline.mentions.persons import find_person
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import POSTCODE_TOWN, is_street
from pipeline.mentions.spelling import WordList, blur, words_of
from pipeline.mentions.titles import is_function

INSTITUTIONS: Final = WordList("institutions")
DEPARTMENTS: Final = WordList("departments")
LEGAL_FORMS: Final = WordList("legal_forms")
MOTTOS: Final = WordList("mottos")
KINDS: Final = WordList("kinds")
_COUNTIES: Final = WordList("counties", near=False)

_PART_WORDS: Final = (
    "service",
    "services",
    "direction",
    "departement",
    "agence",
    "centre de",
    "centre financier",
    "relation client",
    "relations client",
    "espace client",
)
# «Orange Service Clients Opérateurs Tiers»: from here on the line names the department
_DEPARTMENT: Final = re.compile(rf"(?<=\s)(?:{'|'.join(map(blur, _PART_WORDS))})\b")
_RUNS_ON: Final = re.compile(r"(?:\b(?:de|du|des|la|le|les|et|en|aux?|pour)|[dl]')\s*$")  # «Échelon du service médical»
# A part that is always a part, whatever stands above it; «Direction générale ...» alone may be the whole
_CLEAR_PART: Final = re.compile(
    blur(
        r"^(?:le |la |les |votre |nos |l')?(?:service|services|bureau|cellule|unite|section|secretariat|pole"
        r"|relation|relations|gestion|espace) "
    )
)
# Begins like a part, and is a whole: «Centre hospitalier de Brest», «Pôle emploi», «Direction générale des
# Finances publiques»
_WHOLE: Final = re.compile(
    r"^(?:l')?(?:centres? (?:hospitaliers?|communal|intercommunal|departemental|national|culturel|social)"
    r"|pole emploi|cabinet (?!du\b|de la\b)\w+"
    r"|directions? (?:generale|departementale|regionale|interdepartementale|interregionale|nationale) "
    r"|agence (?:regionale|nationale|de l'eau|francaise)"
    r"|service (?:departemental|public|national) "
    r"|mission (?:locale|nationale|regionale))"
)
# A part of the State's finances that writes in its own name: «Service des impôts des particuliers de Cahors»
_OFFICE: Final = re.compile(
    r"services? (?:des impots des (?:particuliers|entreprises)|de gestion comptable|de la publicite fonciere)"
    r" (?:de |du |des |d')?\w"
)
# «SA au capital de 10 000 €», «SAS au capital», «RCS Paris», «R.C.S. VERSAILLES», «SIRET»: the legal line of a company
LEGAL: Final = re.compile(
    r"\bau capital\b|\bcapital social\b|\br\.?\s?c\.?\s?s\b\.?|\bsiret\b|\bsiren\b|\binscrite? (?:au|a l')"
    r"|\bimmatricul|\brna\b|\bloi 1901\b"
)
# «Emploi Ouest, établissement public à caractère administratif», «Caisse du Val — organisme de sécurité sociale»
_STATED: Final = re.compile(
    r"(?P<name>[^,;:|]{2,60}?)\s*(?:,|\s-|[;|])\s+(?:une? )?"
    r"(?:etablissements? (?:public|de credit|de paiement|de sante|prive|d'enseignement)"
    r"|organisme (?:de|prive|public|agree|paritaire|gestionnaire|d'interet)"
    r"|(?:association|fondation|federation) (?:agreee?|declaree?|reconnue?|regie|sans but|a but|loi|d'utilite)"
    r"|(?:mutuelle|union|institution|entreprise|caisse|societe)s? (?:de \w+ )?(?:regie|soumise|agreee|relevant)"
    r"|societe (?:d'assurances?|anonyme|par actions|cooperative|civile|publique|d'economie mixte|a responsabilite)"
    r"|service (?:public|de l'etat|departemental|a comptabilite)|collectivite|office public"
    r"|autorite (?:administrative|publique))"
)
_CONTACT: Final = re.compile(
    r"@|\bwww\b|https?:|\.(?:fr|com|org|net|eu)\b|^(?:tel|fax|telephone|telecopie|mobile|port|courriel|e-?mail|mail|site|horaires|ouvert"
    r"|du lundi|page|ref|vos? |nos? |n/|v/|affaire|dossier|date|objet|siret|siren|tva|rcs|ape|naf|iban|bic|code)\b"
    r"|(?:\d[ .]?){8}|\ben date du\b|\bn°"
)
_PROSE: Final = re.compile(
    r"\b(?:vous|nous|(?<!grand )(?<!')est|sont|avez|avons|merci|veuillez|pour tout|a rappeler|ci-dessous|ci-joint"
    r"|chevalier|officier)\b|\bdepuis (?:\d{4}|l'|\w+ ans)"
)
# A status, no name: «Association loi 1901», «Association à but non lucratif», «Entreprise individuelle», «SAS au
# capital de», «Institution de retraite régie par le Code»
_STATUS: Final = re.compile(
    r"(?:entreprise|entrepreneur)s? individuel|(?:auto|micro)[- ]?entrepr"
    r"|(?:s\.?a\.?s?\.?u?|s\.?a\.?r\.?l\.?|eurl|sca|snc|scop|societe(?: \w+){0,5}) au? capital\b"
    r"|societe (?:par actions simplifiee|anonyme|a responsabilite limitee)\b"
    r"|(?:institution|societe|mutuelle|union|organisme|entreprise|caisse|compagnie|etablissement|groupement)s?"
    r" (?:(?:d'|de |des |a |et )?(?:assurances?|mutuelles?|retraite|prevoyance|complementaire|forme|cotisations?"
    r"|fixes?|variables?|solidarite|credit|paiement) ){0,4}(?:agreee?|regie?|soumise?|relevant) "
    r"|(?:societe|scp|selarl|selas|cabinet|etude) (?:civile |interprofessionnelle )?(?:professionnelle )?(?:d'|de )"
    r"(?:avocats?|notaires?|huissiers?|architectes?|architecture|expertise comptable|experts-comptables)"
    r"(?: associes?| (?:a|au|aux|de|pres|inscrit\w*|d')\b.*)?$"
    r"|association (?:(?:regie|declaree|reconnue|soumise|sans|a) (?:par |selon |d'|a |but )?|de (?:type )?)?"
    r"(?:(?:la )?loi|but non|but lucratif|non lucrati|utilite)"
    # «Syndicat professionnel régi par le code du travail», «Association agréée au titre de la protection de la nature»
    r"|(?:association|federation|union|syndicat|fondation|confederation|organisme|etablissement|office|service|structure"
    r"|groupement|cooperative|centre|collectivite|ecole)s? "
    r"(?:(?:professionnel|public|prive|departemental|national|local)\w* ){0,2}"
    r"(?:agree|regi|reconnu|declare|habilite|affilie|conventionne|certifie|place|delegatair|soumis)e?s? "
    r"(?:par|au titre|d'utilite|d'interet|sous|aupres|de la|de l'|du|en|a|aux?) "
)
# «Espace Camille-Flammarion», «Point du Jour» are places; «Espace clients», «Point conseil de Rethel» parts
_PLACE: Final = re.compile(r"(?:Espace|ESPACE|Point|POINT|Centre|Antenne)\s+(?:[A-ZÀ-Ý][\w'’]+-[A-ZÀ-Ý]|[Dd]u [A-Z])")
# A kind of house, and what it does or for whom: no ministry, fund or town hall, whose name is made that way
_TRADE: Final = re.compile(
    r"(?:etablissements?|laboratoires?|cabinet|ecole|entreprise|societe|agence|maison|clinique|association|institut"
    r"|garage|etude|residence|structure|foyer|centre)"
    r"(?! (?:regional|national|departemental|communal|intercommunal|hospitalier|francais|municipal)\w*)"
    r" (?:d[eu]s? |d'|pour |a |medic|dentaire|prive|veterinaire|immobili|associati|notarial|comptable|infirmier"
    r"|scolaire|medico|polyvalent)"
)
_PROPER: Final = re.compile(r"[A-ZÀ-ÝŒ0-9]")
_ARTICLE: Final = re.compile(
    r"(?:le|la|les|l'|un|une|votre|notre|nos|vos|ensemble|avec|pour)\b"
)  # a slogan, or «Le Maire»
_SPEAKS: Final = re.compile(r"\b(?:vos|votre|nos|notre|ensemble|chaque jour|au service|avec vous|pour tous)\b")
# «Votre contrat portant sur le véhicule immatriculé»: prose
_POINTED_AT: Final = re.compile(r"(?:votre|notre|vos|nos|ce|cette|ces|un|une|mon|ma) ")
_LEADING_FORM: Final = re.compile(
    r"s\.?a\.?r\.?l\.?|s\.?a\.?s\.?u?\.?|e\.?u\.?r\.?l\.?|sci|unipersonnelle"
)  # «SARL Durand, RCS Nantes»
_POSSESSIVES: Final = frozenset(("votre", "notre", "vos", "nos"))
MAX_WORDS: Final = 12
_EDGES: Final = " \t,;:.*_|()«»\"'~-–—•·#+=>»/\\&"


def is_department(text: str) -> bool:
    """«Service Clients», «Direction des ressources humaines», «État-major interarmées», «Votre agence de Lyon»."""
    words = _words(text)
    bare = text.strip(_EDGES)
    return bool(words) and words[0] in DEPARTMENTS and not _is_whole(bare) and not _PLACE.match(bare)


def is_clear_department(text: str) -> bool:
    """A department that cannot be the whole organisation: «Service Clients», not «Direction générale des Finances»."""
    bare = text.strip(_EDGES)
    clear = bool(_CLEAR_PART.match(blur(text).strip(_EDGES) + " "))
    return clear and not _is_whole(bare) and not _PLACE.match(bare)


def is_office(text: str) -> bool:
    """«Service des impôts des particuliers de Cahors»: the sender, unless what it belongs to stands above it."""
    return bool(_OFFICE.match(plain(text).strip(_EDGES)))


def is_institution(text: str) -> bool:
    """«Mairie de Nolay», «Préfet de la région Bretagne», «Société Durand», «DUPONT SARL», «La Banque Postale»."""
    words = _words(text)
    if not words:
        return False
    if _is_whole(text.strip(_EDGES)) or words[-1] in LEGAL_FORMS:
        return True
    return words[0] in INSTITUTIONS and words[0] not in DEPARTMENTS


def is_kind(text: str) -> bool:
    """«Lycée polyvalent», «CENTRE HOSPITALIER», «Mutuelle d'assurance»: what an organisation is, and not its name."""
    words = core_of(text)
    if not words or not (words[0] in INSTITUTIONS or _WHOLE.match(plain(text).strip(_EDGES))):
        return False
    return all(w in KINDS for w in words[1:])


def is_county(text: str) -> bool:
    """«JURA», beside «LE DÉPARTEMENT» in large letters."""
    words = core_of(text)
    return bool(words) and all(w in _COUNTIES for w in words)


def _is_county_council(text: str) -> bool:
    """«Département du Jura»; «Département des achats» is a part."""
    words = core_of(text)
    return words[:1] == ("departement",) and is_county(" ".join(words[1:]))


def is_lone_kind(text: str) -> bool:
    """«PRÉFET», «CABINET», «Hôpitaux»: the kind of an organisation without its name."""
    words = _words(text)
    return len(words) == 1 and (words[0] in INSTITUTIONS or words[0] in DEPARTMENTS)


def can_be_name(text: str) -> bool:
    """Whether a stretch may name an organisation at all: with capitals, no number, address, motto or prose."""
    bare = text.strip(_EDGES)
    folded = plain(bare)
    letters = sum(c.isalpha() for c in bare)
    words = words_of(folded)
    if letters < 2 or letters < 0.6 * len(bare.replace(" ", "")) or not 1 <= len(words) <= MAX_WORDS:
        return False
    if not _PROPER.search(bare) or _CONTACT.search(folded) or _PROSE.search(folded) or _STATUS.match(folded):
        return False
    if is_street(bare) or POSTCODE_TOWN.search(bare) or all(w in MOTTOS for w in words):
        return False
    if all(w in _POSSESSIVES for w in words):
        return False  # «Votre SIRET : ...»
    return not is_function(bare) or is_institution(bare)


def can_be_part(text: str) -> bool:
    """Whether a line below a name may name a part or a trade: «Vie scolaire», «Syndic de copropriété»."""
    if is_institution(text) or is_person(text) or _ARTICLE.match(plain(text).strip(_EDGES)):
        return False
    return can_be_name(text) or (is_function(text) and text.strip(_EDGES)[:1].isupper())


def is_person(text: str) -> bool:
    """«Monsieur Ruben Castagne», «Gilles RONCEAU»: by shape; many a brand has it too («Intrum Justitia»)."""
    return find_person(text) is not None


def department_in(text: str) -> int | None:
    """Where in «Orange Service Clients Opérateurs Tiers» the department begins."""
    starts = (m.start() for m in _DEPARTMENT.finditer(blur(text)))
    return next((at for at in starts if at > 1 and not _RUNS_ON.search(plain(text[:at]))), None)


def company_in(text: str) -> tuple[int, int] | None:
    """The company of a legal line: «Orange SA au capital de ...» → «Orange»."""
    folded = plain(text)
    legal = LEGAL.search(folded)
    if not legal:
        return None
    if _POINTED_AT.match(folded):
        return None
    head = re.split(r"\s[-–—]\s|[,;:•·|(]|\s-", folded[: legal.start()])
    end = len(head[0].rstrip(_EDGES))
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", folded[:end])]
    while words and _is_form(folded[slice(*words[-1])]):
        words.pop()
    while words and _LEADING_FORM.fullmatch(folded[slice(*words[0])]):
        words.pop(0)
    if not words:
        return None
    start, end = words[0][0], words[-1][1]
    name = text[start:end].strip(_EDGES)
    return (
        (start, start + len(text[start:end].rstrip(_EDGES))) if can_be_name(name) and not is_lone_kind(name) else None
    )


def stated_in(text: str) -> tuple[int, int] | None:
    """Of «Emploi Ouest, établissement public à caractère administratif» the name, whose status the line tells."""
    stated = _STATED.match(plain(text))
    name = text[: stated.end("name")].rstrip(_EDGES) if stated else ""
    start = len(name) - len(name.lstrip(_EDGES))
    return (start, len(name)) if can_be_name(name[start:]) and not is_lone_kind(name[start:]) else None


def is_description(text: str) -> bool:
    """«École de musique associative»: the kind of an organisation in small letters, without a name of its own."""
    words = text.strip(_EDGES).split()
    return len(words) > 1 and words[0][:1].isupper() and not any(c.isupper() for w in words[1:] for c in w)


def is_trade(text: str) -> bool:
    """«Établissement d'hébergement pour personnes âgées dépendantes» below a name: what the house is, not its name."""
    return bool(_TRADE.match(plain(text).strip(_EDGES))) and (is_description(text) or text.isupper())


def _is_whole(bare: str) -> bool:
    return bool(_WHOLE.match(plain(bare))) or _is_county_council(bare)


def is_slogan(text: str) -> bool:
    """«Le meilleur ami de vos amis»: it speaks to the reader."""
    return bool(_SPEAKS.search(plain(text)))


def _is_form(word: str) -> bool:
    letters = word.replace(".", "").strip(_EDGES)
    return letters in LEGAL_FORMS or letters in (
        "societe",
        "anonyme",
        "simplifiee",
        "par",
        "actions",
        "responsabilite",
        "limitee",
        "a",
        "au",
    )


def _words(text: str) -> list[str]:
    words = words_of(plain(text.strip(_EDGES)).replace("s.a.r.l", "sarl").replace("s.a.", "sa "))
    return words[1:] if words and words[0] in ("le", "la", "les", "l", "votre", "vos", "notre", "nos") else words
