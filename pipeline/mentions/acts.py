"""French verbs → the act they ask of a reader: the lexicon of the instructions."""

from typing import Final

# act -> infinitives in plain letters
_ACTS: Final[dict[str, str]] = {
    "call": "appeler rappeler telephoner composer joindre",
    "contact": "contacter rapprocher solliciter prendre tourner",
    "write": "ecrire",
    "return": "retourner renvoyer restituer rapporter rendre remettre redonner reexpedier ramener revenir",
    "pay": "payer regler acquitter verser solder regulariser approvisionner rembourser debourser crediter",
    "send": "envoyer adresser transmettre expedier fournir communiquer poster parvenir "
    "suivre tenir deposer produire acheminer confier apporter procurer donner laisser presenter fournir "
    "faxer telecharger "
    "televerser soumettre livrer",
    "sign": "signer parapher souscrire contresigner",
    "fill_in": "completer remplir renseigner",
    "reply": "repondre",
    "visit": "connecter visiter deplacer venir passer aller assister",
    "keep": "conserver garder",
    "destroy": "jeter detruire decouper dechirer broyer debarrasser defaire",
    "use": "utiliser employer",
    "cancel": "resilier annuler denoncer interrompre rompre",
    "inform": "informer signaler prevenir aviser declarer connaitre savoir",
    "check": "verifier controler",
    "unplug": "debrancher",
    "wait": "patienter attendre",
}
ACT_OF: Final = {verb: act for act, verbs in _ACTS.items() for verb in verbs.split()}

_IRREGULAR: Final = {  # "vous ..." of the verbs that do not end in -er
    "joindre": "joignez",
    "ecrire": "ecrivez",
    "rendre": "rendez",
    "remettre": "remettez",
    "transmettre": "transmettez",
    "fournir": "fournissez",
    "remplir": "remplissez",
    "repondre": "repondez",
    "prevenir": "prevenez",
    "attendre": "attendez",
    "parvenir": "parvenez",
    "produire": "produisez",
    "venir": "venez",
    "revenir": "revenez",
    "souscrire": "souscrivez",
    "soumettre": "soumettez",
    "tenir": "tenez",
    "suivre": "suivez",
    "prendre": "prenez",
    "detruire": "detruisez",
    "defaire": "defaites",
    "interrompre": "interrompez",
    "rompre": "rompez",
}
_PARTICIPLES: Final = {
    "joindre": "joint",
    "rendre": "rendu",
    "remettre": "remis",
    "transmettre": "transmis",
    "fournir": "fourni",
    "produire": "produit",
    "remplir": "rempli",
    "souscrire": "souscrit",
    "soumettre": "soumis",
    "detruire": "detruit",
    "interrompre": "interrompu",
    "rompre": "rompu",
}
IMPERATIVES: Final = {_IRREGULAR.get(verb, verb.removesuffix("er") + "ez"): verb for verb in ACT_OF}
"""«retournez» → «retourner», for capitals at the start of a sentence that the tagger takes for a name."""
SUBJUNCTIVES: Final = {form.removesuffix("ez") + "iez": verb for form, verb in IMPERATIVES.items()}
"""«retourniez» → «retourner», for «nous souhaitons que vous nous retourniez»."""
_BASE_PARTICIPLES: Final = {
    _PARTICIPLES.get(v, v.removesuffix("er") + "e"): v for v in ACT_OF if v.endswith("er") or v in _PARTICIPLES
}
PARTICIPLES: Final = {
    form + ending: verb for form, verb in _BASE_PARTICIPLES.items() for ending in ("", "e", "s", "es")
}
"""«retournée» (in plain letters) → «retourner», for «doit être retournée»."""
