"""The turns by which a clause bids or forbids its reader a deed, whatever the verb. All for plain letters."""

import re
from typing import Final, NamedTuple

from pipeline.findings.word_lists import words_in


class Told(NamedTuple):
    """A verb that a clause bids or forbids, by its place in the clause."""

    start: int
    end: int
    verb: str
    forbidden: bool


# «-re» only as verbs have it: not «lettre», «facture», «votre»
VERB: Final = (
    r"(?P<verb>(?!(?:avoir|rester(?! (?:present|absent|a votre domicile|a jeun|la\b|chez|ouvert|ferme|allume"
    r"|eteint|branche"
    r"|debout|assis|allonge))|proscrire|bannir|exclure|loyer|courrier|dossier|papier|atelier|premier|dernier"
    r"|hier|cher|foyer|quartier"
    r"|plaisir|avenir|collier|chantier|panier|cahier)\b)"
    r"(?!etre\b)[a-z]{0,16}(?:[a-z]{2}er|[a-z][^\Wo]ir|[eaio]ndre|erdre|oudre|mettre|battre|[ao]itre|crire|lire|dire"
    r"|uire|ivre|ompre"
    r"|surseoir|clure|faire|traire|boire|revoir|cevoir)|(?:etre|rester|demeurer)"
    r"(?= (?:present|absent|accompagn|a jeun|la\b|chez|seule?\b|ouvert|ferme|allume|eteint|branche|debout|assis"
    r"|allonge)))\b"
)
_CLITICS: Final = r"(?:(?:(?:me|nous|vous|le|la|les|lui|leur|y|en|se|tout|tous|donc|bien|plus|pas) |l'|s'|m'){0,4})"
# «de ne retirer ni pots ni jardinières»
_NOT: Final = (
    r"(?P<not>(?:ne |n')(?:surtout )?(?:pas|plus|jamais|rien|en aucun cas) "
    r"|(?:ne |n')(?=(?:(?:y|en) )?[a-z]{2,18}(?:er|ir|re)\b[^,;]{0,40} (?:ni|aucune?|nulle?|a personne)\b))?"
)
_TOLD: Final = rf"{_NOT}(?P<told>{_CLITICS}{VERB})"
_DE: Final = r"(?:de|d')"
_BID: Final = (
    rf"veuillez(?: bien)?|merci (?:de bien vouloir|{_DE})|prieres? {_DE}|bien vouloir"
    r"|(?:faut|faudra|faudrait)(?: donc| \w+ment)?"
    rf"|(?:convien|import)\w+(?: \w+)? {_DE}|(?:appartien|incomb|revien)\w+ (?:[a-z' ]{{0,20}})?{_DE}|lieu {_DE}"
    r"|(?<!n'avez )vous (?:devez|devrez|avez a|aurez a|voudrez|pouvez|pourrez)(?: bien)?(?: \w+ment| donc| aussi)?"
    r"|(?<!nous nous )(?:invit|convi|pri|ten|somm|oblig|engag|autoris)(?:e|ee|es|ees|eons|ons|ue|u|us|ues)"
    r" (?:\w+ment |donc )?(?:de|d'|a)"
    rf"|(?:prions|prie|demandons|demande|recommandons|conseillons|enjoignons|gre|aimable|demeure)(?: \w+ment)? {_DE}"
    rf"|demand(?:ee?|ons)(?: (?:a|aux?)(?: chaque| la)? \w+)? {_DE}"
    rf"|veillez(?: bien)? a|pre(?:nez|ndrez)(?: bien)? (?:soin|garde) (?:de|d'|a)|faites(?: bien)? attention a"
    r"|(?:pensez|songez)(?: bien)? a(?= ne )|ayez soin d(?:e|')|efforcez-vous d(?:e|')"
    rf"|compt\w+ sur vous pour|suffi\w* {_DE}|libre a vous {_DE}|^\W*a(?: nous| me)?"
    rf"|(?:imperatif|indispensable|necessaire|obligatoire|prudent|recommande|preferable|urgent|important) {_DE}"
    rf"|(?<!n')(?:est|sont|reste|restent|sera|seront)"
    r"(?: \w+| pour (?:cette|ces) raisons?| de ce fait| a ce titre)? a"
    rf"|(?:charge (?:a|pour)|a) (?:vous|lui) {_DE}"
)
_FORBID: Final = (
    rf"(?:(?:pas|plus) la peine|inutile|superflu|mal ?venu|peine perdue|prematuree?) {_DE}"
    rf"|(?:^\W*|fait )(?:defense|interdiction)(?: (?:formelle|expresse|absolue|(?:vous )?est faite?)){{0,2}}"
    rf"(?: (?:au |aux |a l[ae]? ?|a l')[\w'-]{{2,20}})? {_DE}"
    rf"|(?<!pas )(?<!plus )(?:interdi|defendu|dispens|exclu|prohib|proscri|deconseill)\w*(?: \w+)? {_DE}"
    r"|n'(?:avez|aurez|a|auront|ont)(?: \w+)? (?:pas|plus|rien)(?: besoin)? (?:a|de|d')"
    r"|n'(?:avez|aurez)(?: \w+)? aucune? (?:autre )?\w+ a|sans (?:avoir|que vous ayez) a|rien ne vous oblige a"
    r"|ne (?:devez|devrez|pouvez|pourrez|doit|doivent|peut|peuvent|devra|devront|saurait|sauriez)"
    r"(?: \w+)?(?: pas| plus| jamais| rien| en aucun cas)?"
    rf"|ne (?:vous )?demand\w+ (?:pas|plus|nullement)(?: (?:a|aux?)(?: chaque| la)? \w+)? {_DE}|ne sert a rien {_DE}"
    r"|ne (?:faut|faudra)(?: \w+)? (?:pas|plus|rien|jamais)"
    rf"|n'y a (?:\w+ )?(?:pas|plus|nul|aucun) (?:lieu|besoin) {_DE}"
    r"|n'(?:est|etes|sera)(?: \w+)? (?:pas|plus|nullement) (?:tenue?s?|oblige\w*|force\w*|necessaire|utile|question"
    r"|permis|autorise\w*|possible|besoin|opportun|souhaitable|obligatoire|prevu|a vous)(?: de| d'| a)?"
    r"|(?:rien|aucune? [a-z' -]{1,40}) (?:n'est|ne sont|ne reste) (?:\w+ )?a"
    r"|(?:nul|personne|rien|aucune? [a-z' -]{1,40}) n'a(?:ura)? (?:a|besoin (?:de|d'))"
    rf"|(?:n'est|ne sont|n'a) (?:\w+ )?(?:pas|plus|jamais) a|(?:pas|plus|nul|aucun) besoin {_DE}|hors de question {_DE}"
    rf"|(?:abstenir|abstenez-vous|gardez-vous|garderez)(?: bien)? {_DE}"
    rf"|nous nous (?:chargeons|occupons|chargerons|occuperons) {_DE}"
    r"|seule?s? (?:[\w'-]+ ){1,6}(?:peut|peuvent|pourra|doit|doivent|devra|est habilitee? a|sont habilite\w* a)"
)
HEADS: Final = re.compile(rf"(?:^\W*|\b)(?:(?P<forbid>{_FORBID})|(?P<bid>{_BID}))(?:(?<=')|\s){_TOLD}")
# «le carton est à conserver»
IS_TO: Final = re.compile(
    r"(?<!rien )(?:\bn'|\bne |(?<!n')(?<!\bne )\b)(?:est|sont|reste|restent|sera|seront)"
    r"(?: (?:donc|bien|aussi|toujours|encore|pas|plus|jamais|\w+ment"
    r"|pour (?:cette|ces) raisons?|de ce fait|a ce titre)){0,3} a$"
)
# «..., ne rien ouvrir et ne pas déplacer»: goes on with what bids before
AND: Final = re.compile(rf"(?:^\s*|\b(?:et|ou|ni|puis) )(?:de |d'|a )?{_TOLD}")
# «Attendez notre relance avant de payer», «attendez l'accord de l'expert pour réparer»
WAITS: Final = re.compile(
    r"\b(?:attend(?:ez|rez|re)|patiente[rz]) (?:[\w'-]+ ){1,7}?(?:avant (?:de |d')|pour (?!nous |savoir|connaitre"
    r"|recevoir))"
    rf"(?P<told>{_CLITICS}{VERB})"
)
BARE: Final = re.compile(rf"^\W*(?:ne |n')(?:pas|plus|jamais|rien) (?P<told>{_CLITICS}{VERB})")
# «Joignez la photo sans la coller»
WITHOUT: Final = re.compile(rf"\b(?P<told>sans (?:(?:l[ae]s?|y|en|rien) |l')?{VERB})")
# «Nous souhaitons que vous gardiez ...», «il n'est pas utile que vous soyez ...»
THAT: Final = re.compile(
    r"\b(?:que|qu') ?vous (?P<not>ne |n')?(?P<told>(?:nous |la |le |les |l'|y |en ){0,2}"
    r"(?P<verb>[a-z]{2,18}iez|soyez))\b"
)
WISHES: Final = re.compile(
    r"\b(?:souhait|demand|import|convien|faut|faudra|prefer|veill|voul|exige|aim|attend|necessaire|utile|essentiel"
    r"|imperatif)"
)
NEEDLESS: Final = re.compile(r"\bn(?:e |')[^,]{0,40}\b(?:pas|plus|nullement)\b")
IMPERATIVE: Final = re.compile(
    r"(?<![\w-])(?P<before>(?:(?:ne|me|nous|le|la|les|lui|leur|y|en|vous) |n'|l'){0,3})"
    r"(?P<verb>[a-z]{2,20}ez|faites|refaites)\b"
)
NO_IMPERATIVE: Final = re.compile(
    r"(?:ch|ass|n|r|av|dev|pouv|voul|sav|all|et|s|recev|aur|ser|pourr|devr|verr|saur|voudr|veuill|trouver"
    r"|merc|permett|compt|sach|croy|abstien|absten|gagner|excus|not|beneficier)ez"
)
# «vous laisserez», «vous ouvrirez», in plain letters apart from «vous gérez», «vous retirez»
WILL: Final = re.compile(
    r"(?!(?:ger|liber|oper|recuper|inser|consider|esper|transfer|prefer|adher|refer|confer|suger|toler|declar|inter"
    r"|remuner|differ|rencontrer|constater|remarquer|disposer|retir|entr|montr)ez)"
    r"[a-z]{2,}(?:erez|ettrez|endrez|iendrez|indrez|vrirez|rtirez|mplirez|urnirez|uirez|crirez|isserez)"
)
NO: Final = re.compile(
    r"^(?:-\w+)? ?(?:\w+ ){0,2}?(?:pas|plus|jamais|rien|aucune?|ni|point|en aucun cas|nullement|sous aucun)\b"
)
BUT: Final = re.compile(r"\bqu(?:e\b|')")  # «n'ouvrez que le vantail gauche»
# What the reader may be called
READER: Final = rf"{words_in('readers')}e?s?"
# «doit être laissé ouvert», «ne sera plus fermé», «doit rester ouvert», «resteront fermées»
PASSIVE: Final = re.compile(
    r"(?P<told>(?P<not>\bne |\bn')?(?:\b(?:doi(?:t|vent)|devr(?:a|ont)|peu(?:t|vent)|pourr(?:a|ont)|saur(?:ait|aient))"
    r"(?: (?:\w+ )?(?:pas|plus|jamais|(?:en|sous) aucun \w+))?(?: \w+ment| donc)?"
    r" (?:ni )?(?:etre|avoir ete|rester|demeurer)"
    r"|(?:a|ont) (?:pas|plus|nullement) a (?:etre|rester)"
    r"|\b(?<!vous )(?:sera|seront|restera|resteront|demeureront)(?: (?:pas|plus|jamais|(?:en|sous) aucun \w+))?)"
    r"(?: \w+ment| toujours| bien| ni| donc)?"
    r" (?P<verb>(?!(?:dans|sous|aussi|ainsi|puis|sans|suite|ensuite|apres|entre)\b)[a-z]{2,20}[eistu]s?))\b"
    r"(?P<by>(?: [\w'-]+){0,3} par (?:l[ae]s? |l'|une? |nos |nous-memes|notre |une? de nos )(?!" + READER + r"\b))?"
)
# «ne saurait être changée ni commandée»
AND_DONE: Final = re.compile(r"^(?: [\w'-]+){0,2}? (?:et|ou|ni) (?P<told>(?P<verb>[a-z]{3,20}[eiu]e?s?))\b")
# «aucune réparation ne doit être entreprise», «toute purge est interdite», «votre présence est requise»
NOUN: Final = re.compile(
    r"^\W*(?:(?:et|or|donc|aussi|enfin) )?(?:(?P<none>(?:plus )?aucune?|nulle?) |(?:toute?|la|le|une?|cette|votre|sa"
    r"|son|leur) |l')"
    r"(?:nouvelle |autre |simple |petit |leger )?(?P<verb>[a-z]{4,20})\b"
)
# «Port du casque obligatoire», «Accès interdit»
SHORT: Final = re.compile(
    r"^\W*(?P<verb>[a-z]{4,20})(?: [\w'-]+){0,6}? (?:(?P<un>interdit|proscrit|prohibe|inutile)"
    r"|obligatoire|exige|requis|indispensable|imperati(?:f|ve))e?s?\W*$"
)
NEGATES: Final = re.compile(r" (?:ne |n')")
UNWANTED: Final = re.compile(
    r"\b(?:(?:est|sont|sera|serait|reste)(?: \w+ment| donc)? (?:interdit|proscrit|prohibe|exclu|deconseille|premature"
    r"|refuse|defendu|inutile|superflu|malvenu|facultati|optionnel|(?:laisse\w* )?a votre (?:choix|convenance)"
    r"|sans (?:objet|utilite|interet))\w*|(?:est"
    r"|sont|reste|restent)(?: donc| \w+ment)? a (?:exclure|proscrire|eviter|bannir)"
    r"|(?:n'est|n'a|ne sont)(?: \w+)? (?:pas|plus|nullement) (?:lieu|requis|souhait|necess|utile|oblig|attend|demand"
    r"|autoris|permis|possible|admis|prevu|exig)\w*|(?:est|sera) (?:notre affaire|a notre charge)|nous incombe"
    r"|(?:releve(?:nt)?(?: \w+ment)?"
    r"|(?:est|sont|sera|reste) (?:du (?:seul )?ressort|l'affaire)) d(?:e l'|e la |u |es |e )(?!" + READER + r"\b)"
    r"|(?:est|sera) (?:fait|faite|effectue|effectuee) par nos soins)"
)
WANTED: Final = re.compile(
    r"\b(?:(?:est|sont|sera|seront|reste)(?: \w+ment| donc)? (?:requis|obligatoire|indispensable|necessaire|attendu"
    r"|exige|imperati|souhait|conseille|recommande|autorise|permis|admis|tolere|accepte|reclame|demande"
    r"|de rigueur)\w*|s'impose\w*|(?:incombe|appartient|revient) (?:a |au |aux )"
    r"|(?:est|reste|sera) (?:l'affaire|a la charge|du ressort|de la responsabilite) d(?:e l'|e la |u |es |e )"
    + READER
    + r"\b"
    r"|vous (?:incombe|revient|appartient)|est (?:votre affaire|a votre charge)"
    r"|doi(?:t|vent) (?:avoir lieu|intervenir|etre (?:fait|effectue|entrepris|engage|realise|pass)\w*))"
)
# Nouns that say what somebody does: «réparation», «présence», «ouverture», «retrait»
OF_VERB: Final = re.compile(rf"{words_in('ends_of_deeds')}$")
# «seul le chauffagiste touche aux purgeurs»
ONLY: Final = re.compile(
    r"\bseule?s? (?:[\w'-]+ ){1,4}?(?P<told>(?P<verb>[a-z]{3,20}e(?:nt)?)) (?=a |au|l|d|s|v|n|c|m)"
)
# «continuez d'alimenter», «faites-le tamponner», «évitez d'ouvrir»: it is the second verb that tells what is to be done
CHAIN: Final = re.compile(
    r"^(?:-(?:le|la|les|vous))?(?: donc| bien| pas| plus| jamais| surtout| rien| aussi| (?:en|sous) aucun \w+"
    r"| \w+ment){0,3}(?: de | d'| a | pour | )"
    rf"(?P<told>(?:nous |vous |le |la |les |l'|y |en ){{0,2}}{VERB})"
)
LEADS: Final = re.compile(r"fai(?:re|tes)|(?:continu|pens|commenc|veill|song|tent|essay|laiss|voudr|voulo|ven|tach)\w+")
LEADS_AWAY: Final = re.compile(
    r"(?:cess|arret|evit|renonc|abst|suspend|interromp|surse|refus|dispens|epargn|tard|hesit|attend|oubli|omett"
    r"|manqu)\w+|gardez|garderez"
)
KEEPS: Final = re.compile(r"garde(?:z|rez)(?!-vous)")  # «gardez-vous de toute ouverture»; «gardez l'emballage»
# «procédez à l'ouverture», «passez la commande», «faites une déclaration»: the noun tells what is done
LIGHT: Final = re.compile(
    r"(?:proced\w+|effectu\w+|execut\w+|passer|passez|faire|faites|realis\w+|entrepren\w+|oper\w+|appos\w+)"
)
WITH_NOUN: Final = re.compile(
    r"^(?:-\w+)? (?:pas |plus |donc )?(?:(?:a|au|aux|d|de|la|le|les|une?|votre|vos|aucune?|toute?) |l'|a l'|d'){1,2}"
    r"(?P<verb>[a-z]{4,20})\b"
)
CUT: Final = re.compile(r"[;:,()]| (?:mais|car|puis|puisque|parce|afin|pour que|sans que|sauf)(?= )")
# What a clause says that begins so is said of a case, or of what is named before
UNDER: Final = re.compile(
    r"\W*(?:et |ou )?(?:si|s'il\w*|lorsqu\w*|quand|tant|comme|qui|que|dont|ou|sans|avant|apres|des qu\w*|a moins)\b"
)
