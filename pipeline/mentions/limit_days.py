"""Text in plain letters around a day to come → whether it is a limit, though no «avant» or «jusqu'au» says so."""

import re
from typing import Final

_WEEKDAY: Final = r"(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )"
_DAY: Final = rf" {_WEEKDAY}?$"
# "le 3 avril", "vendredi 3 avril"; and, where something lacks, "à la date du 3 avril"
_BARE: Final = rf"(?<! le )(?<! au )(?<! du )(?={_WEEKDAY})"
_ON: Final = rf" (?P<at>(?:pour )?(?:le|au) |{_BARE}){_WEEKDAY}?$"
_BY: Final = rf" (?P<at>(?:(?:pour )?(?:le|au)|a la date du) |{_BARE}){_WEEKDAY}?$"
# What is given, paid, sent or done to the end
_GIVE: Final = (
    r"(?:rendre|rapporter|ramener|retourner|renvoyer|remettre|deposer|adresser|envoyer|expedier|poster|transmettre"
    r"|fournir|donner|communiquer|restituer|verser|payer|regler|solder|acquitter|confirmer|completer|produire|apporter"
    r"|(?:faire )?parvenir)"
)
_GIVEN: Final = (
    r"(?:rendu|rapporte|ramene|retourne|renvoye|remis|depose|adresse|envoye|expedie|poste|transmis|fourni|donne"
    r"|communique|restitue|verse|paye|regle|solde|acquitte|confirme|complete|produit|apporte|parvenu|arrive|recu"
    r"|rentre|revenu|signe|libere|vide|enregistre|justifie|inscrit|repondu|choisi|opte|retire|reclame|declare"
    r"|renouvele|manifeste|debute|commence)(?:e?s?)"
)
# What else is missed where a sentence says that it has not been done: «qui ne se seront pas prononcés le 16 juin»
_DONE: Final = (
    rf"(?:{_GIVEN}|(?:credite|encaisse|connu|prononce|signale|effectue|valide|transfere|vire|formule|designe|decide"
    r"|exprime|tranche|leve|apure|regularise|honore|execute|accepte|approuve|consigne|actualise|annule|decommande"
    r"|demande|fixe|etabli|saisi|corrige|mis a jour|mis en regle|fait (?:connaitre|savoir|parvenir)"
    r"|porte a (?:la|notre|sa|leur|votre) connaissance|portee?s? a (?:la|notre|sa|leur|votre) connaissance)(?:e?s?))"
)
# "si vous n'avez pas signalé votre venue à la réunion prévue le 3 mai": the day of something else
_OF_ELSE: Final = (
    r"(?![^.;,]{0,80}\b(?:prevue?s?|programmee?s?|convoque\w*|(?<!la )datee?s?|convenue?s?|lettre|courrier"
    r"|reunion|rendez-vous|visite|seance|audience|assemblee|passage)\b)"
)
_THERE: Final = (
    r"(?:la|chez nous|entre nos mains|en notre possession|a l'etude"
    r"|(?:dans|sur) (?:notre|nos|le|la) [a-z]+(?: de [a-z]+)?)"
)
_BE_OR_HAVE: Final = (
    r"(?:a|ai|avez|avons|ont|aura\w*|auront|aurez|ayez|ayant|est|etes|sont|sera\w*|seront|serez|soit|soient)"
)
# What there is to bring or to pay; never a person, who is «attendu le 3 mai» for something else
PAPERS: Final = (
    r"(?:versements?|paiements?|reglements?|reponses?|sommes?|echeances?|cotisations?|soldes?|loyers?|dossiers?"
    r"|pieces?|certificats?|attestations?|justificatifs?|fiches?|formulaires?|questionnaires?|autorisations?"
    r"|retours?|documents?|devis|contrats?|mandats?|declarations?|releves?|echeanciers?|fonds|moitie|tiers|quart"
    r"|accord|choix|cheques?|bulletins?|signatures?|remarques?|observations?|candidatures?|inscriptions?)"
)
CALLS: Final = (
    r"(?:inscri\w+|candidatures?|souscri\w+|depots?|registre|liste|reservations?|offre|option|arrangement|proposition"
    r"|commandes?|demandes?|(?:tele)?declarations?|actualisation|oppositions?|votes?|engagements|adhesions?|voeux"
    r"|promotion|enquete|consultation|bon|coupon|cheque|devis)"
)

_SIGNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # "votre contrat sera résilié au 26 avril": what takes effect
        r"\b(?:resili\w+|mis fin|mettre fin|cesse\w*|interrompu\w*|radie\w*|prend\w* (?:fin|effet)|supprime\w*)\b"
        rf"[^.;]{{0,60}}? (?P<at>au){_DAY}",
        # "avant l'échéance du 16 mars", "avant notre réunion du 24 mars"
        r"(?<!minutes )(?<!heures )(?<!heure )\b(?P<at>avant) (?:l'|l[ae] |les |notre |votre |cette |cet |ce )"
        rf"[a-z][a-z' -]{{2,40}} du{_DAY}",
        # "Tout dossier qui ne serait pas chez nous le 31 mars sera écarté", "Si nous n'avons rien reçu au 31 mars, ..."
        r"\b(?:(?:qui|s'il|s'ils|si (?!vous)[^.;,]{3,40}?) n(?:e |')(?:nous )?(?:ser(?:a|ait|ont|aient)|est|sont"
        r"|parvient|figure) pas|si nous n'(?:avons|avions) (?:pas|rien|aucun\w*))\b"
        r"(?! (?:presente?s?|disponibles?|libres?|la|venue?s?|invite\w*|chez vous)\b)[^.;,]{0,60}"
        rf" (?P<at>au|le){_DAY}",
        # "La fiche est à rendre signée le 3 mai", "à nous retourner le 3 mai"
        r"\b(?:(?:est|sont|sera|seront|restent?|etait|etaient) (?:[a-z]+ )?a (?:nous |me |lui )?|a (?:nous|me) )"
        rf"{_GIVE}\b[^.;,]{{0,50}}{_ON}",
        # "doit être rendu vide le 30 juin", "devra nous avoir été remise le 4 février", "ayez répondu le 15 janvier"
        rf"\b(?:doi\w+ |devr\w+ |condition d'|demande d'|ayez |soi(?:t|ent) )(?:nous |lui )?(?:[a-z]+ment )?"
        rf"(?:(?:etre|avoir(?: ete)?) )?(?:nous )?{_GIVEN}\b[^.;,]{{0,50}}{_ON}",
        rf"\b(?:doi(?:t|vent)|devr(?:a|ont)) (?:[a-z]+ )?(?:etre|se trouver|figurer) {_THERE}{_ON}",
        # "doivent nous parvenir le 14 avril", "Vous êtes tenu de libérer les lieux le 20 mars"
        rf"\b(?:devez|devrez|(?:tenue?s?|obligee?s?|contrainte?s?) d[e'])\s?(?:nous |donc |en |l[ae]s? )?"
        rf"(?:{_GIVE}|liberer|quitter|vider)(?! (?:par|au plus))\b[^.;,]{{0,40}}{_ON}",
        rf"\b(?:doi(?:t|vent)|devr(?:a|ont)) (?:nous parvenir|etre (?:encaisse|libre|complet|vide|rempli"
        rf"|credite)e?s?)\b"
        rf"[^.;,]{{0,40}}{_ON}",
        rf"\b(?:soit|soient) (?:complet|complete|libre|vide|en regle)s?\b[^.;,]{{0,30}}{_ON}",
        # "Tout retour postérieur au 20 mars sera facturé"
        rf"\b(?:tout\w*|chaque|aucune?|les?) [^.;,]{{2,40}}\bposterieur(?:e?s?) (?P<at>au){_DAY}",
        # "Déposez votre dossier entre le 2 et le 20 mars", "Les dossiers sont recevables du 2 au 20 mars"
        rf"\b(?:{_GIVE[3:-1]}|deposez|adressez|envoyez|transmettez|remettez|retournez|rendez|inscri(?:re|vez"
        rf"|ptions?)|recevables?"
        rf"|candidatures?|souscri\w+|retirer|retirez|voter|votez|declarer|declarez|depots?)\b[^.;]{{0,50}}"
        rf" (?:entre le|du) (?:1er|\d{{1,2}})(?: [a-z]+)?(?: \d{{4}})? (?P<at>et le|au){_DAY}",
        # "Vous pouvez échanger la vôtre à la loge du 3 au 14 novembre": the last day on which one may
        r"\b(?:pouvez|pourrez|peut|peuvent|pourra|pourront) (?:[a-z]+ )?(?:etre )?(?:vous |l[ae]s? |l'|y |en |s'|se )*"
        r"(?:echanger?|retirer?|recuperer?|rapporter?|deposer?|rendre|reclamer?|contester?|modifier?|choisir|opter"
        r"|inscrire|rembourser?|completer?|corriger?|annuler?|repondre|adresser?)(?:e?s?)\b[^.;]{0,60}"
        r" (?:entre le|du) (?:1er|\d{1,2})(?: [a-z]+)?(?: \d{4})? (?P<at>et le|au)"
        rf"{_DAY}",
        # "si les bulletins nous manquent encore le 29 novembre", "Non retiré le 11 mai, ..."
        rf"\bsi [^.;,]{{2,50}} (?:manqu\w+(?: encore)?|encore [^.;,]{{2,30}}){_ON}",
        rf"\b(?:non {_DONE}|manquante?s?|(?:encore|toujours) sur place){_ON}",
        # "n'ayant pas confirmé le 5 juin", "si votre facture ne nous a pas été remise le 26 novembre"
        rf"\bn(?:e |')(?:[a-z]{{1,4}}[ '])?{_BE_OR_HAVE} (?:(?:pas|rien|point|encore|toujours|bien) ){{0,2}}"
        rf"(?:ete )?{_GIVEN}\b[^.;,]{{0,60}}{_ON}",
        # "Si vos créneaux ne nous sont pas connus vendredi 14 mars", "qui n'aura pas été porté à sa connaissance le 11"
        rf"\b(?:si|s'ils?|s'elles?|tant que|qui|dont|au cas ou|quand) (?:[^.;,]{{0,60}} )?n(?:e |')"
        rf"(?:[a-z]{{1,4}}[ ']){{0,2}}{_BE_OR_HAVE} (?:(?:pas|rien|point|encore|toujours|bien) ){{0,2}}(?:ete )?"
        rf"{_OF_ELSE}{_DONE}\b[^.;,]{{0,60}}{_BY}",
        # "Si nous ne connaissons pas votre choix vendredi 14 mars"
        rf"\bsi (?:nous|je|l'[a-z]+|le [a-z]+|la [a-z]+) n(?:e |')(?:connai\w+|recoi\w+|recev\w+|dispos\w+|deten\w+"
        rf"|possed\w+|enregistr\w+|savons) (?:pas|rien|aucune?|toujours pas){_OF_ELSE}[^.;,]{{0,60}}{_BY}",
        # "si le bulletin est rentré le 19 avril", "si elle est dans notre boîte le 23 avril"
        rf"\bsi [^.;,]{{2,50}}? (?:est|sont|nous a ete|nous ont ete) (?:{_GIVEN}|{_THERE})\b[^.;,]{{0,30}}{_ON}",
        # "plus d'inscription après le 18 novembre", "ne seront plus recueillis après le 15 avril"
        rf"\b(?:n(?:e |')[^.;,]{{1,60}} plus|plus (?:aucune? |d'|de )|trop tard |perdue?s? )"
        rf"(?:[^.;,]{{0,70}} )?(?P<at>apres le){_DAY}",
        rf"\b(?:annoncee?s?|{_GIVEN})(?: (?:a|chez|au|en|dans) [^.;,]{{2,25}})? (?P<at>apres le){_DAY}",
        # "Les réservations s'arrêtent le 22 avril", "l'offre tombe le 31 mai", "Demande close le 5 juillet"
        rf"\b{CALLS}\b[^.;,:]{{0,45}} (?:ferm(?:e|ent|era|eront|ees?|es)|se clo(?:t|ra|ront|sent|turent)"
        rf"|s'arret\w+|s'achev\w+|se termin\w+|closes?"
        r"|cess\w+|s'etei\w+|tomb(?:e|ent|era|eront)|perim\w+)(?: d'etre valables?| de valoir| sa validite)?"
        rf" (?P<at>le|au){_DAY}",
        # "Nous fermerons la liste des convives le 9 mars"
        rf"\b(?:clot\w*|ferm\w+|boucl\w+|arret\w+) (?:la|les|l'|sa|ses|le|nos|notre) ?{CALLS}\b[^.;,]{{0,40}}"
        rf" (?P<at>le|au){_DAY}",
        rf"\bcloture (?:d\w+ |d'){CALLS}?[^.;,:]{{0,40}}(?: ?:)?(?: (?P<at>le|au))?{_DAY}",
        # "Votre certificat est attendu le 30 novembre", "La seconde moitié nous est due le 15 février"
        rf"\b{PAPERS}\b[^.;,]{{0,40}} (?:est|sont|sera|seront) (?:attendu|exige|reclame)e?s?(?: [a-z ]{{2,20}})?{_ON}",
        rf"\b(?:(?:est|sont|sera|seront) due?s?|se (?:regle|pai[et]|pay[et]|rend|remet|depose|verse)[a-z]{{0,4}}){_ON}",
        rf"\bcondition d'avoir [^.;,]{{3,40}}{_ON}",
        rf"\b(?<!vous )attend(?:ons|s) (?:votre|vos|le|la|les) {PAPERS}\b[^.;,]{{0,40}}{_ON}",
        # "Il nous faut les actes de naissance pour le 5 mai", "Donnez votre accord pour le 9 mai"
        rf"\b(?:il (?:nous|me) (?:faut|faudra|faudrait)|devons (?:donc )?avoir)\b[^.;,]{{0,70}}{_ON}",
        r"\b(?:donne|rend(?!ez-vous)|ramene|rapporte|remett|rentr|verse|libere|vide|termine|nettoy|solde"
        r"|signe)[a-z]{0,5}\b[^.;]{0,60}"
        rf" (?P<at>pour le){_DAY}",
        # "nous repoussons le retour au 25 mars"
        r"\b(?:report|repouss|differ)\w+ [^.;,]{0,40}\b(?:terme|remise|retour|paiement|remboursement|versement"
        rf"|reglement|echeance|depot|limite|delai|solde)\b[^.;,]{{0,40}} (?P<at>au){_DAY}",
    )
)
_LACKS: Final = r"(?:^|[.;,:] ?|\bque )(?:sans|faute d[e']|a defaut d[e']|en l'absence d[e'])[^.;,]{1,90}"
# What stands before the day, and what must follow it
_FRAMES: Final = tuple(
    (re.compile(before), re.compile(after))
    for before, after in (
        # "Au 31 mars prochain, faute d'avoir reçu votre attestation, ..."
        (
            r"(?:^|[.;] ?)(?P<at>au) $",
            r" ?(?:prochain ?)?, (?:faute|a defaut|sans|en l'absence|si (?:vous|votre|nous|aucun))\b",
        ),
        # "Sans autorisation de sortie signée le 27 mars, votre enfant ne pourra pas partir"
        # "Si, au 15 septembre, vous n'avez rien demandé, ..."
        (r", (?P<at>au) $", r", [^.;,]{0,30}\bn(?:e |')"),
        # "nous repoussons au 27 novembre la date de paiement"
        (
            r"\b(?:repouss|report|differ)\w+ (?P<at>au) $",
            r" (?:la|le|votre) [^.;,]{0,20}(?:paiement|remise|retour|reglement)\b",
        ),
        (_LACKS + _ON, r" ?(?:prochain|au soir|a midi|a minuit|inclus|a \d\d? ?h\w*)?(?:,| au plus tard)"),
        # "Après le 31 mars, plus aucun dossier ne sera reçu": the last day on which it will be
        (
            r"(?:^|[.;:!] ?)(?P<at>apres) le $",
            r",? ?(?:plus (?:aucun|rien|personne)|aucune?|il sera trop tard|nous ne|toute"
            r"|[^.;]{0,60}\bn(?:e |')[^.;]{0,30}\bplus)\b",
        ),
    )
)


def find_day(before: str, after: str) -> int | None:
    """Where in `before` the words begin that make the day between the two a limit, if it is to come."""
    for sign in _SIGNS:
        if m := sign.search(before):
            return m.start("at") if m["at"] is not None else len(before)
    for frame, follows in _FRAMES:
        if follows.match(after) and (m := frame.search(before)):
            return m.start("at")
    return None


_FROM_THEN: Final = r"(?P<at>a (?:compter|partir|dater) du|des le)"
_TOO_LATE: Final = r"(?:il|ce) (?:sera|serait|est) (?:donc |alors |malheureusement |helas )?trop tard"
_SENT_IN: Final = (
    r"(?:inscriptions?|candidatures?|reservations?|commandes?|demandes?|reclamations?|contestations?|dossiers?|bulletins?"
    r"|reponses?|modifications?|annulations?|votes?|adhesions?|retours?|echanges?)"
)
# not «les demandes par courrier», «les dossiers incomplets»: another way will be taken
_NO_MORE: Final = (
    rf"(?:plus aucune? {_SENT_IN} ne|(?:aucune?|l[ae]s?|vos|votre) {_SENT_IN} ne)"
    r" (?:sera|seront|pourra|pourront) (?:plus )?(?:etre )?(?:recue?s?|acceptee?s?|prise?s?|admise?s?|enregistree?s?"
    r"|recevables?|recueillie?s?|traitee?s?|possibles?)(?: en compte)?"
    r"(?= ?(?:[.;,]|$| a (?:compter|partir|dater) du| des le))"
)
# "Il sera trop tard à partir du 21 mars": the last day on which it is time is the one before
_EVES: Final = tuple(re.compile(rf"\b{no}[^.;,]{{0,60}} {_FROM_THEN}{_DAY}") for no in (_TOO_LATE, _NO_MORE))
# "À compter du 21 mars, il sera trop tard pour déposer un bulletin"
_STARTS_THEN: Final = re.compile(rf"(?:^|[.;:!] ?|\bcar )(?:{_FROM_THEN}|(?P<on>le)){_DAY}")
_THEN_NO_MORE: Final = re.compile(rf",? (?:en effet,? |donc )?(?:(?P<late>{_TOO_LATE})\b|{_NO_MORE})")


def find_eve(before: str, after: str) -> int | None:
    """Where in `before` the words begin that make the day between the two the first on which it is too late."""
    for sign in _EVES:
        if m := sign.search(before):
            return m.start("at")
    starts, then = _STARTS_THEN.search(before), _THEN_NO_MORE.match(after)
    if starts and then and (starts["at"] or then["late"]):
        return starts.start("at") if starts["at"] else starts.start("on")
    return None
