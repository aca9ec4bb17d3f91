"""Two sentences → whether marks say that they speak of two things: other codes, other ranks, other rhythms."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.meanings import plain_letters

# «la facture n° F-898911», «la facture GH-4123»
_CODE: Final = re.compile(
    r"(?:\bn° ?|\bnumero )(?=[\w/-]*\d)(?P<numbered>[\w/-]+)"
    r"|\b(?P<coded>[a-z]{1,4}\d?-\d{3,}[\w-]*|[a-z]{1,4}\.\d{3,}(?:\.\d{2,})*)"
)

# «la taxe foncière 2014», «l'exercice 2015»; not the year of a day
_YEAR: Final = re.compile(
    r"\b(?:annee|exercice|taxe \w+|impot\w* \w+|campagne|saison|cotisation|revenus"
    r"|millesime) (?:d[e'] ?)?((?:19|20)\d\d)\b"
)

NUMBERS: Final = {  # numbers in words
    "deux": "2",
    "trois": "3",
    "quatre": "4",
    "cinq": "5",
    "six": "6",
    "sept": "7",
    "huit": "8",
    "neuf": "9",
    "dix": "10",
    "douze": "12",
    "quinze": "15",
    "vingt": "20",
    "trente": "30",
    "quarante": "40",
    "cinquante": "50",
    "soixante": "60",
    "cent": "100",
    "mille": "1000",
}
# «trente ans», «120 m3», «2 pièces»; not a sum, nor a time that may be a limit
_MEASURE: Final = re.compile(
    rf"(?<![\d,./-])\b(?P<number>\d+|(?:{'|'.join(NUMBERS)})\b) ?"
    r"(?P<what>(?!jours?|heures?|mois|semaines?|euros?|h\b"
    r"|ouvre|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)(?:[a-z]{2,}|[a-z]+\d))"
)

# «le train du 3 mars»; not «à compter du 3 mars»
_DATED: Final = re.compile(
    r"\b(?!compter|partir|dater|date|courrier|lettre|envoi)(?P<what>[a-z]{4,}) du"
    r" (?P<day>\d{1,2}(?:er)? [a-z]{3,9}|\d{1,2}[/.]\d{1,2})\b"
)

_COMPOUND: Final = re.compile(r"\b(?:contre|demi|sous|avant|apres|pre|semi)-([a-z]{4,})\b")

_NAME: Final = re.compile(r"(?<=[a-zß-ÿ,] )(?:[dl]['’])?[A-ZÀ-Ý][a-zß-ÿ-]+|(?<=['’])[A-ZÀ-Ý][a-zß-ÿ-]+")

_CHILD: Final = re.compile(
    r"\b(?:[Vv]otre|[Nn]otre) (?:petite? )?(?:fils|fille|enfant|petite?|aînée?|cadette?) ([A-ZÀ-Ý][a-zà-ÿ-]+)"
)

# In each row words of which one excludes the other: the monthly rent is not the yearly one
_MARKS: Final[dict[str, dict[str, str]]] = {
    "rank": {
        "1": r"premiere?|1re|1er(?= trim| sem| app| acom| vers| tour)",
        "2": r"deuxieme|seconde?|2e|2eme",
        "3": r"troisieme|3e|3eme",
        "4": r"quatrieme|4e|4eme",
        "last": r"derniere? (?:mensualite|echeance|tranche|trimestre|versement|quittance|acompte|appel)",
    },
    "rhythm": {
        "hour": r"par heure|horaire",
        "day": r"par jour|journalier\w*|journaliere",
        "week": r"hebdomadaires?|par semaine|chaque semaine",
        "month": r"mensuel\w*|par mois|chaque mois|mensualite",
        "quarter": r"trimestriel\w*|par trimestre|chaque trimestre|trimestre",
        "year": r"annuel\w*|par an|chaque annee",
    },
    "tax": {
        "without": r"ht|hors (?:taxes?|tva)|avant taxes?",
        "with": r"ttc|toutes taxes comprises|(?:taxes?|tva)(?: (?:de|a|sur) [^.;:]{1,25})? (?:comprise|incluse)s?",
    },
    "charges": {
        "without": r"hors charges|sans les charges",
        "with": r"(?:toutes )?charges (?:comprises|incluses)"
        r"|(?:avec|y compris|plus) (?:les |vos )?(?:provisions (?:pour|sur|de) )?charges",
    },
    "fine": {
        "early": r"minoree?s?|(?<!non )(?<!pas )(?:payee?s?|reglee?s?) (?:tout de suite"
        r"|immediatement|sur-le-champ|dans les|sous)",
        "late": r"majoree?s?|(?:non|pas) (?:payee?|reglee?)s?|impayee?s?",
    },
    "channel": {
        "web": r"en ligne|par internet|sur (?:le |notre )?site|par courriel|teleservice",
        "paper": r"sur papier|au guichet|par courrier|par la poste|sur place",
    },
    "child": {"daughter": r"fille", "son": r"fils", "elder": r"aine", "younger": r"cadet"},
    "energy": {"gas": r"gaz", "power": r"electricite", "water": r"eau"},
    "insured": {
        "car": r"automobile|auto|voiture|vehicule",
        "bike": r"moto\w{0,8}|scooter",
        "home": r"habitation|logement",
        "life": r"vie|deces",
    },
    "remedy": {
        "gracieux": r"gracieux",
        "hierarchique": r"hierarchique",
        "contentieux": r"contentieux|tribunal",
        "opposition": r"opposition",
        "appel": r"(?:faire|interjeter|former) appel|cour d'appel",
        "mediation": r"mediat\w+",
        "retractation": r"retract\w+",
    },
    "sum": {
        "given": r"indemnites?|remboursements?|allocations?",
        "borne": r"franchises?",
        "kept": r"cautions?|depots? de garantie|consignes?",
        "rent": r"loyers?",
        "charges": r"charges",
        "honorarium": r"honoraires",
        "insured": r"capital",
        "premium": r"primes?|cotisations?",
        "tax": r"impots?|taxes?",
        "taken": r"prelevements?",
    },
    "share": {"whole": r"montant (?:total )?d[e']s?|totale?|cout(?:e|ent|era|eront)?", "part": r"quote-part|part"},
    "flow": {
        "back": r"rembours\w*|(?:pris\w*|prenons) en charge|vous (?:est|sera|sont|seront) (?:verse|rendu|restitue)\w*",
        "cost": r"cout\w*|a payer|tarif|prix|vendue?s?",
    },
    "risk": {"theft": r"vols?", "fire": r"incendies?", "water": r"degats? des eaux", "glass": r"bris de glaces?"},
    "size": {"small": r"petite?s?", "large": r"grande?s?"},
    "quarter": {"north": r"nord", "south": r"sud"},
    "span": {
        "up to": r"jusqu'a \d+ (?!jan|fev|mar|avr|mai|jui|aou|sep|oct|nov|dec)|moins de|inferieure?s?|en dessous",
        "beyond": r"au-dela|au dela|plus de|superieure?s?|au-dessus",
    },
    "from": {
        "here": r"de (?:la|notre) (?:commune|ville)|habitants?|residents?|riverains?",
        "elsewhere": r"(?:autres?|hors) (?:communes?|villes?)|exterieure?s?|hors commune|non-residents?",
    },
    "day": {"half": r"demi-journees?|demie journee", "whole": r"(?<!demi-)journees? (?:entieres?|completes?|pleines?)"},
    "week": {
        "end": r"week-ends?|samedis?|dimanches?|feries?",
        "days": r"en semaine|jours? ouvre\w*|du lundi au vendredi|(?:lun|mar|mercre|jeu|vendre)dis?(?! \d)",
    },
    "net": {"before": r"brute?s?", "after": r"net(?:te)?s?(?! a payer)"},
    "colour": {
        "blue": r"bleue?s?",
        "white": r"blanc(?:he)?s?",
        "red": r"rouges?",
        "green": r"verte?s?",
        "yellow": r"jaunes?",
        "grey": r"grise?s?",
        "pink": r"roses?",
    },
    "warmth": {"cold": r"froide?s?", "hot": r"chaude?s?"},
    "peak": {"off": r"heures? creuses?|(?:de|la) nuit", "full": r"heures? pleines?|de jour|(?:de|la) journee"},
    "when": {
        "last": r"(?:l'an|l'annee|exercice|saison) (?:passee?|derni(?:er|ere)|precedente?|ecoulee?)",
        "this": r"cette (?:annee|saison)|(?:annee|exercice|saison) en cours",
        "next": r"(?:l'an|l'annee|exercice|saison) (?:prochaine?|suivante?)",
    },
    "exemplar": {"first": r"(?:d'|l')?origina(?:l|ux)", "copy": r"(?:photo)?copies?|duplicatas?"},
    "age": {
        "child": r"enfants?|moins de \d+ ans|jeunes?|1\d-2\d ans",
        "adult": r"adultes?|parents?",
        "old": r"seniors?|retraites?",
    },
    "payer": {"own": r"assure|famille\w*", "other": r"employeur|mairie|commune|departement|region|caisse"},
    "side": {
        "asked": r"demandee?s?|sollicitee?s?|souhaitee?s?|avez (?:demande|sollicite|souhaite)",
        "granted": r"accordee?s?|retenue?s?|allouee?s?|(?:attribu|octroy)\w+",
    },
    "stage": {"ahead": r"devis|estim(?:e|ee|ons|ation)s?", "after": r"factur(?:e|ee|ons)s?"},
    "served": {
        "brought": r"livree?s?|a domicile|chez vous|a emporter",
        "there": r"(?:pris\w*|consomme\w*|serv\w+) sur place",
    },
    "room": {"empty": r"(?:non meuble|vide)s?", "furnished": r"meublee?s?"},
    "place": {
        "living": r"salon|salle de sejour",
        "bed": r"chambres?",
        "kitchen": r"cuisine",
        "cellar": r"caves?",
        "attic": r"grenier|combles",
        "bath": r"salle de bains?|douche",
        "outside": r"balcons?|terrasses?|jardin",
        "hall": r"hall|couloirs?|palier",
    },
    "party": {"landlord": r"proprietaires?|bailleurs?", "tenant": r"locataires?"},
    "part": {
        "down": r"acompte|arrhes",
        "rest": r"solde|reliquat|reste a",
        "ahead": r"provisions?",
        "after": r"regularisation|(?:depense|part|cout|consommation|montant|charge)s? reel(?:le)?s?",
    },
}
_PATTERNS: Final = {
    (row, name): re.compile(rf"\b(?:{pattern})\b") for row, names in _MARKS.items() for name, pattern in names.items()
}


def are_told_apart(one: str, other: str, but: str = "") -> bool:
    """Whether both have a mark of one kind, and no such mark in common; whatever the kind `but` says."""
    here, there = _marks_of(one), _marks_of(other)
    return _are_compounds_apart(one, other) or any(
        here[row].isdisjoint(there[row]) for row in (here.keys() & there.keys()) - {but}
    )


@lru_cache(maxsize=4096)
def _are_compounds_apart(one: str, other: str) -> bool:
    """Whether the one names a thing, and the other only what is called after it: «la visite», «la contre-visite»."""
    here, there = ({m[1]: m[0] for m in _COMPOUND.finditer(plain_letters(text))} for text in (one, other))
    return any(
        re.search(rf"(?<!-)\b{thing}\b", plain_letters(text)) and name not in plain_letters(text)
        for compounds, text in ((here, other), (there, one))
        for thing, name in compounds.items()
    )


def are_of_two_children(one: str, other: str) -> bool:
    """Whether one is about a daughter and the other about a son, or about children of other names: «votre fils Léo»."""
    here, there = set(_CHILD.findall(one)), set(_CHILD.findall(other))
    if here and there:
        return here.isdisjoint(there)
    marks = [_marks_of(text).get("child", frozenset()) for text in (one, other)]
    return bool(marks[0] and marks[1]) and marks[0].isdisjoint(marks[1])


def are_named_apart(one: str, other: str) -> bool:
    """Whether both have proper names within, none in common: «l'arrêt Mairie», «l'arrêt Gare»."""
    here, there = set(_NAME.findall(one)), set(_NAME.findall(other))
    return bool(here and there and here.isdisjoint(there))


def are_measured_apart(one: str, other: str) -> bool:
    """Whether both count or measure the same and come to other numbers: «trente ans», «cinquante ans»."""
    here, there = _measures_in(one), _measures_in(other)
    return any(here[what].isdisjoint(there[what]) for what in here.keys() & there.keys())


@lru_cache(maxsize=4096)
def _measures_in(sentence: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for m in _MEASURE.finditer(plain_letters(sentence)):
        found.setdefault(m["what"].rstrip("s"), set()).add(NUMBERS.get(m["number"], m["number"]))
    return {what: frozenset(numbers) for what, numbers in found.items()}


def are_dated_apart(one: str, other: str) -> bool:
    """Whether both name one thing by its day, and it is another: «le train du 3 mars», «le train du 9 mars»."""
    here, there = _dated_in(one), _dated_in(other)
    return any(here[what] != there[what] for what in here.keys() & there.keys())


@lru_cache(maxsize=4096)
def _dated_in(sentence: str) -> dict[str, str]:
    return {m["what"]: m["day"] for m in _DATED.finditer(plain_letters(sentence))}


def share_code(one: str, other: str) -> bool:
    """Whether one number of a bill or a file stands in both sentences."""
    return not _marks_of(one).get("code", frozenset()).isdisjoint(_marks_of(other).get("code", frozenset()))


def name_other_codes(one: str, other: str) -> bool:
    """Whether both name a bill, a line or a file by its number, and not the same: «ligne FX-2075», «ligne MO-1394»."""
    return differ_in("code", one, other)


def share_name(one: str, other: str) -> bool:
    """Whether both call their sum by one telling name: «le dépôt de garantie», «la franchise»."""
    return not _marks_of(one).get("sum", frozenset()).isdisjoint(_marks_of(other).get("sum", frozenset()))


@lru_cache(maxsize=4096)
def differ_in(row: str, one: str, other: str) -> bool:
    """Whether both have marks of a row, and none in common: «votre contrat automobile», «votre contrat habitation»."""
    here, there = (_marks_of(text).get(row, frozenset()) for text in (one, other))
    return bool(here and there) and here.isdisjoint(there)


@lru_cache(maxsize=4096)
def _marks_of(sentence: str) -> dict[str, frozenset[str]]:
    plain = plain_letters(sentence)
    found: dict[str, set[str]] = {}
    for m in _CODE.finditer(plain):
        found.setdefault("code", set()).add(re.sub(r"\W", "", m["numbered"] or m["coded"]))
    found |= {"year": set(years)} if (years := _YEAR.findall(plain)) else {}
    for (row, name), pattern in _PATTERNS.items():
        if pattern.search(plain):
            found.setdefault(row, set()).add(name)
    return {row: frozenset(names) for row, names in found.items()}
