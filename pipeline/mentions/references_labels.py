"""What may stand before a reference, and how much of a number the value behind it must be."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.plain import damaged, damaged_any
from pipeline.records import Zone

# "N°", "n*", "N'", "N °", "Numéro", "No"
_NUMBER: Final = r"(?:\bn\s?[°'\"*]\s?|\bn[o0]s?\.?(?:\s|(?=:))|\b" + damaged("numero") + r"s?\s)"
# What a number is given to: "N° client", "Contrat n°"
_NUMBERED: Final = (
    "client clients compte contrat dossier facture commande sinistre abonne abonnement allocataire adherent assure "
    "societaire matricule identifiant police devis mandat affaire avis pret credit quittance intervention reclamation "
    "demande ticket carte usager foyer compteur convention inscription etudiant bordereau acte proposition adhesion "
    "candidat beneficiaire patient locataire logement livraison colis permis agrement titre registre declaration "
    "tiers debiteur engagement suivi cotisant employeur affilie ressortissant redevable contribuable bail "
    "lot eleve licence envoi immatriculation salarie parcelle minute cheque badge immeuble evenement serie liasse "
    "branchement role ecrou souscripteur porteur brevet procedure requete ecriture remise "
    "lecteur lectrice emprunteur pensionne retraite apiculteur exploitant eleveur producteur donneur donateur stagiaire"
)
_NOUNS: Final = damaged_any(*_NUMBERED.split()) + "s?"
# Those that need no "n°": "Dossier : 2015-11-0034"
_SELF_EVIDENT: Final = (
    "client contrat dossier facture commande sinistre allocataire matricule identifiant police devis mandat affaire"
)
_ALONE: Final = damaged_any(*_SELF_EVIDENT.split())
# Those that need neither "n°" nor colon before a code: "votre police 123 456", "facture F2015-118"
_CODED: Final = (
    "contrat dossier facture commande sinistre allocataire matricule police devis mandat compte client reclamation "
    "declaration pret credit bail adhesion identifiant"
)
_BEFORE_A_CODE: Final = damaged_any(*_CODED.split())
# Those that are numbered whatever the next word says of them: "Compte de facturation 0853783119", "Dossier médical
# 445120"
_QUALIFIED: Final = damaged_any(*f"{_CODED} bail abonnement adhesion identifiant bon titre bordereau carte".split())
_QUALITY: Final = (
    r"(?:\s(?:de |d'|du |des )?(?!par\b|chez\b|avec\b|aupres\b|sous\b|depuis\b|pour\b|tel|mobile|portable|ligne|fax|"
    r"numero|ref)[a-z-]{3,15}){1,2}"
)
# What has a number of its own, which may be shaped as one to call: "Matricule 02 12 34 56 78"
_HOLDERS: Final = (
    "compte contrat matricule salarie adherent allocataire assure sinistre police mandat facture usager eleve "
    "locataire "
    "societaire cotisant identifiant immatriculation redevable contribuable immeuble logement titre carte badge lot"
)
_FISCAL: Final = (
    r"(?:fiscal|rg|parquet|portalis|rna|waldec|ine|nor|pdl|pce|prm|rae|nni|siv|spi|finess|adeli|rpps|orias|urssaf|"
    r"emetteur)"
)
_DOCUMENTS: Final = (
    r"(?:circulaire|arretes?|decision|deliberation|note|lettre|recommandee?|ar\b|annexe|instruction|avis)"
)
_OF: Final = r"(?:(?:de|du|d'|des|la|le|l'|a|au|en|avec|votre|notre|cette)\s?)"
_WORD: Final = r"(?:[a-z][a-z'.()-]{1,20}\s)"
# "N° client :", "votre numéro de client est le", "votre numéro de réclamation, soit"
_TO: Final = (
    r"\s{0,2}(?:[:;=]|(?:est|demeure|reste)(?: le)?\s"
    r"|,\s(?:soit(?: le)?\s|(?:a savoir )?le\s)?(?=(?:[a-z]{1,4}[ -])?(?:[0-9][ ./-]?){4}))?\s{0,2}"
)

_REFERENCE: Final = (
    rf"(?:\b(?:votre|vos|notre|nos|mon|ma|mes|[nv]\s?[./]{{1,2}})\s?)?\b{damaged('ref')}(?:{damaged('erences')}?|"
    rf"s)?[.,]?"
)
_WORDS_TO_COLON: Final = rf"(?:\s(?:{_OF}){{0,2}}[a-z-]{{2,15}}){{0,5}}(?:\s?\([a-z]{{2,6}}\))?(?=\s?[:;])"
# Words that begin a label of something else
_NO_LABEL: Final = (
    r"(?!(?:n° )?(?:d'|de )?(?:tel|fax|telecopie|te[lti1]ephon\w*|portable|mobile|ligne|appel|vert|azur|standard|"
    r"accueil|"
    r"service|urgences?|contact|conseill\w+|assistance|date|le\b|heures?|horaires?|ouvert|ouverture|jours?|periode|"
    r"annee|"
    r"exercice|echeance|e-?mail|mel|"
    r"courriel|adresse|code postal|page|objet|art\b|article|montant|total|net\b|solde|prelevement|prix|tarif|"
    r"capital|surface|superficie|puissance|consommation|quantite|"
    r"loi|decret|ordonnance|directive|reglement|code (?:de|du|civil|general)|bp|tsa|cs|poste\b|bureau|batiment|bat\b|"
    r"appartement|appt|etage|escalier|porte|chambre|salle|guichet|rue|avenue|boulevard|place)\b)"
)
# "Circulaire n°8", "Arrêté n° 2022 – 518", "(N° 3)", "FACTURE" above "2019-047"
_TITLES: Final = (
    rf"\b{_DOCUMENTS}\s(?:{_WORD}){{0,2}}{_NUMBER}{_TO}",
    rf"(?:^|(?<=[\n(])){_NUMBER}{_TO}",
    rf"(?:^|(?<=\n)){_NOUNS}[ ]?\n(?=\S{{4,30}}(?:\n|$))",
)
# "N° de parcelle :", whatever it is
_ANY_NUMBER: Final = rf"{_NUMBER}{_NO_LABEL}{_OF}{{0,2}}[a-z-]{{3,18}}{_WORDS_TO_COLON}{_TO}"
# "Parcelle n° AB 234", whatever it is
_ANY_GIVEN: Final = rf"{_NUMBER}{_NO_LABEL}{_OF}{{1,2}}[a-z-]{{4,18}}\s(?=[a-z]{{0,3}}[0-9])"
# In running text "Requête n° 1502334", but neither "bus n° 1245" nor a law
_ANY_NUMBERED_IN_TEXT: Final = (
    rf"{_NO_LABEL}(?!(?:[a-z]{{1,2}}')?(?:bus|batiment|decrets?|ordonnance|reglement|loi|voie|quai|zone|classe|"
    rf"edition|chapitre|tableau|figure|question|point|phase|"
    rf"tranche|etape|annexe|prefectora\w+|ministeriel\w*|municipa\w+|organique|modifie\w*|tram\w*|train|vol|arretes?|"
    rf"deliberation|circulaire|directive|bulletin|journal)\b)\b[a-z][a-z'-]{{2,20}} {_NUMBER}{_TO}"
)
# "IMEI : 356938035643809" alone on its line, whatever it is
_ANY_LINE: Final = (
    rf"(?:^|(?<=\n)){_NO_LABEL}[a-z][a-z' ./()°-]{{2,40}}\s?:\s{{0,2}}"
    rf"(?=(?:[0-9]{{8,20}}|(?=[a-z/-]{{0,12}}[0-9]{{3}})(?=[0-9/-]{{0,12}}[a-z])[a-z0-9/-]{{6,24}})\s?(?:\n|$))"
)
_ANY_NUMBERED: Final = rf"(?:^|(?<=\n)){_NO_LABEL}[a-z][a-z'-]{{2,20}}(?: [a-z'-]{{2,15}}){{0,2}} {_NUMBER}{_TO}"
# Above the body any label will do: "Point de livraison : 18 737 853 162 545"; but not these
_ANY_LABEL: Final = rf"{_NO_LABEL}[a-z][a-z' ./()°-]{{2,40}}\s?:\s{{0,2}}"
# In the block of references it may even lack its colon: "Code abonné  A 123 456"
_BARE_LABEL: Final = rf"(?:^|(?<=\n)){_NO_LABEL}[a-z][a-z' ./()°-]{{2,30}}[ ]{{1,3}}(?=[a-z0-9 ./-]{{4,30}}(?:\n|$))"

_CALLED: Final = r"tel\b|telephon|mobile|portable|ligne|fax|appel|contact|joindre"
# A label behind which even ten digits in pairs are no number to call: "Compte de facturation", "N° de dossier"
HOLDER: Final = re.compile(
    rf"(?!.{{0,60}}(?:{_CALLED}))(?:.{{0,40}}\b{damaged_any(*_HOLDERS.split())}|.{{0,40}}{_NUMBER}{_OF}{{0,2}}{_NOUNS}|"
    rf".{{0,40}}(?<!votre)(?<!notre)(?<=[a-z]{{4}})\sn\s?[°'\"*])"
)

# "numéro permanent de patient, le 0081 5520", "immatriculation, relevée sur place, est CK-528-VN": a sentence says it
_STATED: Final = (
    rf"\b(?:votre\s)?(?:{damaged('numero')}(?!.{{0,40}}(?:{_CALLED}|surtaxe|gratuit|service))|immatriculation|matricule"
    r"|identifiant)(?:\s[a-z'-]{1,18}){0,6}(?:,[^,.;:]{3,60}(?=,))?"
    r"(?:,?\s(?:qui\s)?(?:est|reste|demeure|devient)(?:\s(?:bien|toujours|desormais|maintenant))?(?:\sle)?\s"
    r"|,\s(?:soit\s)?le\s)(?=(?:[a-z]{1,4}[ -])?(?:[0-9][ ./-]?){4}|[a-z]{2}-[0-9]{3}-[a-z]{2}\b)"
)

ABOVE: Final = frozenset({Zone.REFERENCES, Zone.LETTERHEAD, Zone.SUBJECT, Zone.DATE_LINE, Zone.SENDER_ADDRESS})


@dataclass(frozen=True, slots=True)
class Label:
    """What may stand before a value, how many digits the value then holds, and where it counts (everywhere: no zones).

    A `vague` label may as well stand before a telephone number or a year; one that `opens` stands first in its cell.
    """

    pattern: re.Pattern[str]
    digits: int
    zones: frozenset[Zone] = frozenset()
    vague: bool = False
    opens: bool = False


LABELS: Final = (
    # "Vos réf. :", "N/Réf :", "Références à rappeler :", "Référence unique de mandat (RUM) :", "Réf. n°"
    Label(re.compile(rf"{_REFERENCE}(?:{_WORDS_TO_COLON}\s?[:;]|\s?-\s|(?<=[.,])\s|\s?{_NUMBER}){_TO}"), 1),
    # "Réf. client 0417733902"
    Label(re.compile(rf"{_REFERENCE}(?:\s(?:{_OF}){{0,2}}(?:{_NOUNS}|{_FISCAL}))?(?<=[a-z.])\s"), 5),
    # "sous la référence ABC/12", "référencée 15-R-0087"
    Label(
        re.compile(rf"\b(?:sous|porte|rappel\w+|indiqu\w+|mentionn\w+)\s(?:la|votre|notre)\s{damaged('reference')}\s"),
        2,
    ),
    Label(re.compile(rf"\b{damaged('reference')}e?s?\s(?:sous\s)?(?:le\s)?{_NUMBER}?(?=\S{{0,30}}\d)"), 4, vague=True),
    # "N° client :", "Votre numéro de client :", "Numéro fiscal :", "Numéro d'allocataire :", "n° de suivi est le"
    Label(
        re.compile(
            rf"(?:\b(?:votre|notre|mon)\s)?{_NUMBER}{_OF}{{0,2}}(?:{_NOUNS}|{_FISCAL})\b(?:{_WORDS_TO_COLON})?{_TO}"
        ),
        2,
    ),
    Label(re.compile(_STATED), 3, vague=True),
    # "Contrat n°", "Facture n°", "Lettre recommandée avec AR n°", "facture impayée n°"
    Label(
        re.compile(
            rf"\b(?:{_NOUNS}|rg|parquet|{damaged('recommandee')}?)\b\s(?:{_OF}?{_WORD}){{0,2}}\(?{_NUMBER}{_TO}"
        ),
        1,
    ),
    # "suivi sous le numéro 2015-44871", "rappeler le numéro 45-8871-B", "votre plan a reçu le numéro 0058 2214"
    Label(
        re.compile(
            rf"\b(?:sous|rappel\w+|indiqu\w+|mentionn\w+|port(?:e|ent|era|eront|ait)|recu|attribu\w+|affect\w+"
            rf"|garde|conserve)"
            rf"\s(?:desormais\s|toujours\s)?(?:le|votre|notre)\s{_NUMBER}"
            rf"|\b(?:class|rang|enregistr|repertori|inscrit|suivi|suivons)\w{{0,3}}\s(?:chez nous\s)?au\s{_NUMBER}"
        ),
        4,
        vague=True,
    ),
    # "Merci de citer DRH-15-0087 dans votre réponse", "en rappelant le CR8154350", "portera la mention 374241"
    Label(
        re.compile(
            r"\b(?:cit|rappel|mentionn|indiqu)(?:er|ez|ant)\s(?:le\s)?(?=[a-z]{1,5}(?:[-/][0-9]|[0-9]{5}))"
            r"|\bport(?:e|er|era|ez|ant)\s(?:au dos\s)?la mention\s(?=[a-z]{0,4}[0-9]{4})"
        ),
        3,
    ),
    # "Identifiant :", "Dossier :", "RUM :", "ICS :", "NOR :"
    Label(re.compile(rf"\b(?:{_ALONE}|{_FISCAL}|rum|ics)(?:\s{_NOUNS})?\s?(?::|est(?: le)?\s)\s{{0,2}}"), 5),
    # "Livraison : BL45", "Devis : DV12": in the head letters and figures in one make a code, however short
    Label(re.compile(rf"\b{_NOUNS}\s?:\s{{0,2}}(?=[a-z]{{1,4}}[0-9]{{2,8}}(?![a-z0-9]))"), 2, ABOVE),
    # "RUM ++SEPA0012345", "Code client 4471-A"
    Label(re.compile(r"\b(?:rum|ics|pdl|pce|prm|(?:neph|rg|imei|ine)(?=\s[a-z]{0,4}[0-9]))\s"), 5),
    # "affaire 2519" alone on its line
    Label(re.compile(rf"(?:^|(?<=\n)){_ALONE}\s(?=[0-9]{{4,12}}\s?(?:\n|$))"), 4, ABOVE, vague=True),
    Label(re.compile(rf"\bcode\s{_OF}?{_NOUNS}\s?:?\s"), 4, vague=True),
    # "Point de livraison : 01 234 567 890 123"
    Label(re.compile(r"\bpoint de (?:livraison|comptage)(?: et d'estimation)?\s?:?\s"), 10),
    # "référence unique RUM-7740-0093"
    Label(re.compile(rf"\b{damaged('reference')}\s(?:{_WORD}){{1,2}}(?=[a-z]{{1,4}}-?[0-9]{{3}})"), 4, vague=True),
    # "véhicule immatriculé AB-123-CD", "Immatriculation : AB-123-CD"
    Label(re.compile(rf"\bimmatricul\w{{1,7}}\s?:?\s(?:sous\s(?:le\s)?{_NUMBER})?"), 3, vague=True),
    # "votre police 123 456", "police AU 330 717 09", "facture F2015-118"
    Label(re.compile(rf"\b{_BEFORE_A_CODE}\s(?=\S{{0,20}}\d|[a-z]{{2}}\s\d{{3}}\s\d)"), 5, vague=True),
    # "dossier DS-4953-L", "votre demande, numéro RC-055-P": letters, a hyphen and figures make a code, however short
    Label(re.compile(rf"(?:\b{_BEFORE_A_CODE}\s|{_NUMBER})(?=[a-z]{{1,4}}-[0-9]{{3}})"), 3, vague=True),
    *(Label(re.compile(pattern), 1, ABOVE) for pattern in _TITLES),
    # "Compte de facturation 0853783119", "Contrat de location : 2011-0457-B"
    Label(
        re.compile(rf"\b(?:(?:votre|notre|mon)\s)?{_QUALIFIED}{_QUALITY}\s?:?\s(?=[a-z-]{{0,5}}[0-9])"), 5, vague=True
    ),
    Label(re.compile(_ANY_NUMBER), 3, vague=True),
    Label(re.compile(_ANY_GIVEN), 4, vague=True),
    Label(re.compile(_ANY_NUMBERED_IN_TEXT), 5, vague=True),
    Label(re.compile(_ANY_LINE), 5, vague=True),
    Label(re.compile(_ANY_NUMBERED), 1, frozenset({Zone.REFERENCES, Zone.SUBJECT}), vague=True),
    Label(re.compile(_ANY_LABEL), 3, ABOVE | {Zone.RECIPIENT}, vague=True, opens=True),
    Label(re.compile(_BARE_LABEL), 4, frozenset({Zone.REFERENCES}), vague=True),
)

# "HV/MB n° 37": the writers' initials and a running number
INITIALS: Final = re.compile(
    r"(?<![A-Za-z0-9/])[A-Z]{2,4}(?:/[A-Za-z]{2,4}){1,3}\s?(?:[nN][°ºo*]\s?)?[0-9][0-9/.-]{0,12}(?![\w€])"
)

# "1008842 GT/EC": the number of a file, then the writers' initials, alone on their line
NUMBERED_INITIALS: Final = re.compile(r"(?:^|(?<=\n))\d{4,12} [A-Z]{2,4}(?:/[A-Za-z]{2,4}){1,3}(?=\n|$)")

# "2C 098 765 4321 0", "RR 123 456 789 FR": a registered letter, whatever stands before it
REGISTERED: Final = re.compile(r"(?<![a-z0-9])(?:\d[a-z](?:[ ]?\d){11}|r[a-z](?:[ ]?\d){9}[ ]?fr)(?![a-z0-9])")

# "Votre billet : QZK7RM", "Code de réservation : QZKTRM", "(réservation QZK7RM)": six capitals and figures, with the
# label as printed
BOOKED: Final = re.compile(
    r"\b((?:(?:[Vv]otre|(?:[Nn]uméro|[Nn]°|[Cc]ode|[Dd]ossier) d[eu]) )?(?:[Bb]illet|[Rr][ée]servation|[Vv]oyage|PNR))"
    r"(?:\s?(?:n°)?\s?:\s?((?=[A-Z]{0,6}\d|[A-Z]{6}\b(?<!ANNULE))[A-Z0-9]{5,8})"
    r"|\s(?:n°\s?)?((?=[A-Z]{1,5}\d)[A-Z0-9]{6}))(?![\w-])"
)

# "Votre sociétaire n°", "Bon de commande", "Numéro de point de livraison": what of a label stands before its known
# words
BEFORE: Final = re.compile(
    r"\b(?:(?:^|(?<=\n))(?:votre|vos|notre|mon)\s)?(?:(?:numero|compte|bon|code|lettre)\s(?:de\s|du\s|d'))?$(?<=.)"
)

# ---- labels that stand in a cell of their own -------------------------------------------------------------------

# What every one of them holds
HINT: Final = re.compile(rf"{_NUMBER}|ref|code|ident|matric|rum|ics|p[dcr][lem]|{_NOUNS}")
_WORDS: Final = rf"(?:\s(?:{_OF}){{0,2}}[a-z.-]{{2,15}}){{0,4}}"
# "N° facture", "Vos références", "Numéro d'allocataire", "Code client", "CONTRAT No"
CELL: Final = re.compile(
    rf"(?:(?:votre|notre|vos|nos|mon)\s)?(?:{_NUMBER}{_NO_LABEL}{_OF}{{0,2}}(?:{_NOUNS}|{_FISCAL}|"
    rf"[a-z-]{{4,18}}){_WORDS}"
    rf"|(?:votre|notre|mon)\s{damaged('numero')}s?|{_REFERENCE}{_WORDS}|(?:code|identifiant|matricule|"
    rf"immatriculation)(?!\spostal){_WORDS}|rum|ics|pdl|pce|prm|neph"
    rf"|{_NOUNS}\s(?:{_OF}?{_WORD}){{0,1}}{_NUMBER})\s?[:.]?\s?"
)
# "Client", "Contrat": enough beside other headings
CELL_AMONG_CELLS: Final = re.compile(rf"(?:(?:(?:votre|notre)\s)?{_ALONE}s?|(?:votre|notre)\s{_NOUNS})\s?[:.]?")
# The heads of a table of goods, whose numbers are those of the goods: "Référence | Désignation | Quantité | Prix"
OF_GOODS: Final = re.compile(
    r"\b(?:designation|quantite|qte|libelle|prix|article|taille|description|produit|unite|p\.?u\.?)\b"
)
# "Point de livraison", any words: in the block of references
ANY_CELL: Final = re.compile(rf"{_NO_LABEL}[a-z][a-z' /()°.-]{{3,40}}\s?:?")
