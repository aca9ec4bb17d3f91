"""What people and offices write, and the topics it shows: sentences of our own, half of them without any."""

from typing import Final

# Enough by themselves, in the first sentence of a letter
SENTENCES: Final[tuple[tuple[str, set[str]], ...]] = (
    # endings
    ("Nous accusons réception de votre courrier et avons mis fin à votre abonnement au 31 mars.",
     {"termination_confirmed", "claim_answer"}),
    ("Votre contrat d'assurance prendra fin le 1er avril à minuit.", {"termination_confirmed"}),
    ("Conformément à votre souhait, votre ligne a été résiliée hier.", {"termination_confirmed"}),
    ("Par la présente, je vous donne congé du logement que j'occupe.", {"termination_request"}),
    ("Je vous prie de bien vouloir clore mon livret d'épargne.", {"termination_request"}),
    ("Nous avons décidé de ne pas reconduire la convention qui nous lie.", {"termination_request"}),
    ("J'ai l'honneur de vous présenter ma démission du poste de comptable.", {"termination_request", "employment"}),
    ("Je souhaite me désabonner de votre revue à la fin du trimestre.", {"termination_request"}),
    # money asked for
    ("Veuillez trouver ci-joint notre note d'honoraires.", {"invoice"}),
    ("Votre loyer du mois de mai, charges comprises, est à régler avant le 5.", {"invoice"}),
    ("Vous trouverez au verso le détail de votre consommation et le montant à payer.", {"invoice"}),
    ("La somme de 84 € sera débitée de votre compte le 10 juin.", {"invoice"}),
    ("Votre participation pour le mois d'avril s'élève à 62 €.", {"invoice"}),
    ("La facture qui solde votre compte vous parviendra sous un mois.", {"final_invoice"}),
    ("Malgré nos précédents courriers, vous n'avez toujours pas réglé votre cotisation.", {"payment_reminder"}),
    ("Votre banque a rejeté le prélèvement de votre échéance de mars.", {"payment_reminder"}),
    ("Votre compte locataire fait apparaître une dette de 740 €.", {"payment_reminder"}),
    ("Nous constatons que la somme de 210 € reste à devoir.", {"payment_reminder"}),
    ("Vous êtes mise en demeure de quitter les lieux.", {"formal_notice"}),
    ("Nous vous sommons de verser sous huit jours la somme due.", {"formal_notice", "payment_reminder"}),
    # money given back
    ("Un virement de 35,20 € a été émis en votre faveur.", {"reimbursement"}),
    ("Je sollicite la restitution de mon dépôt de garantie.", {"reimbursement"}),
    ("Un avoir de 12 € figurera sur votre prochaine facture.", {"reimbursement"}),
    # complaints
    ("Je conteste formellement le montant de cette facture.", {"claim"}),
    ("Je tiens à vous faire part de mon vif mécontentement.", {"claim"}),
    ("Nous vous signalons une erreur dans le relevé de notre compteur.", {"claim"}),
    ("J'ai bien pris connaissance de votre réclamation et vous en remercie.", {"claim_answer"}),
    ("Vous avez appelé notre attention sur la hausse de votre consommation.", {"claim_answer"}),
    ("Nous regrettons de ne pouvoir donner une suite favorable à votre demande.", {"claim_answer"}),
    # contracts
    ("Nos tarifs seront relevés de 2 % à compter du 1er juillet.", {"price_change"}),
    ("À compter du 1er juin, le prix du repas est porté à 3,80 €.", {"price_change"}),
    ("De nouvelles conditions générales s'appliqueront à votre compte le 1er août.", {"contract_change"}),
    ("Votre adhésion est enregistrée ; votre carte est jointe à cette lettre.", {"contract_confirmed"}),
    ("Nous avons le plaisir de vous confirmer l'inscription de votre fille.", {"contract_confirmed"}),
    ("Toute notre équipe vous souhaite la bienvenue parmi nos sociétaires.", {"welcome"}),
    ("Jusqu'au 31 mai, profitez d'une remise de 20 % sur nos forfaits.", {"offer"}),
    # dates to keep
    ("Vous êtes attendue le lundi 9 mars à 10 heures dans nos bureaux.", {"appointment"}),
    ("Un technicien se présentera à votre domicile le 12 mars.", {"appointment"}),
    ("L'état des lieux de sortie aura lieu le 30 juin à 14 heures.", {"appointment"}),
    ("Vous êtes invités à l'assemblée générale de l'amicale.", {"meeting"}),
    ("La réunion des parents d'élèves se tiendra jeudi au réfectoire.", {"meeting"}),
    # papers, supply, equipment, addresses
    ("Votre dossier est incomplet : il y manque votre avis d'imposition.", {"supporting_documents"}),
    ("Afin d'instruire votre demande, nous avons besoin d'une copie de votre bail.", {"supporting_documents"}),
    ("L'alimentation en eau sera coupée mardi de 8 heures à midi.", {"service_interruption"}),
    ("Merci de rapporter votre badge et vos clés au gardien.", {"equipment_return"}),
    ("Je vous informe que j'ai déménagé le 2 mars.", {"address_change"}),
    # authorities, insurance, work
    ("Le maire arrête : la circulation est interdite rue Haute. Arrêté municipal n° 12.", {"legal_order"}),
    ("Vous êtes assigné à comparaître devant le tribunal judiciaire.", {"legal_order"}),
    ("Votre avis de taxe foncière est disponible.", {"tax"}),
    ("Votre allocation de logement est suspendue depuis mars.", {"benefits"}),
    ("Vous avez déclaré un dégât des eaux survenu le 4 janvier.", {"insurance_claim"}),
    ("L'expert mandaté évaluera les dommages de votre véhicule.", {"insurance_claim"}),
    ("Vous êtes convoqué à un entretien préalable à un éventuel licenciement.", {"employment", "appointment"}),
    ("Nous avons le regret de ne pas retenir votre candidature.", {"employment", "claim_answer"}),
    ("Ne nous écrivez plus à cette adresse.", {"do_not_contact"}),
    ("Notre accueil vous répond au 02 40 11 22 33.", {"contact_invited"}),
)  # fmt: skip

# Said in letters of every kind, about nothing in particular
ASIDES: Final = (
    "Vous trouverez ci-joint un document d'information.",
    "Nous restons attentifs à la qualité de nos services.",
    "Les informations recueillies sont nécessaires au traitement de votre dossier.",
    "Vous disposez d'un droit d'accès, de rectification et d'opposition en justifiant de votre identité.",
    "En cas de litige, vous pouvez saisir le médiateur de l'assurance.",
    "Pour toute réclamation, adressez-vous à notre service consommateurs.",
    "En cas de déménagement, pensez à nous communiquer votre nouvelle adresse.",
    "Si vous avez réglé entre-temps, ne tenez pas compte de cette lettre.",
    "Si vous souhaitez résilier votre contrat, un préavis d'un mois s'applique.",
    "Vous pouvez résilier à tout moment depuis votre espace client.",
    "Tout retard de paiement entraîne des pénalités de trois fois le taux légal.",
    "À défaut de règlement, votre contrat pourra être résilié après mise en demeure.",
    "Ce document est à conserver sans limitation de durée.",
    "Merci de rappeler vos références dans toute correspondance.",
    "Joignez le talon ci-dessous à votre chèque.",
    "Pièces jointes : 2",
    "P.J. : un relevé d'identité bancaire, une copie de la facture",
    "Société anonyme au capital de 50 000 euros, tribunal de commerce de Lyon.",
    "Nos bureaux sont ouverts du lundi au vendredi, sans rendez-vous.",
    "Retrouvez toutes nos actualités sur notre site.",
    "Dans l'attente de votre réponse, je reste confiant.",
    "Le paiement en ligne est simple, rapide et sécurisé.",
    "Vous pouvez télécharger vos factures et vos attestations dans votre espace personnel.",
    "Le recensement des jeunes de seize ans se fait à la mairie.",
    "Il a plu toute la semaine à Quimper.",
    "Nous vous remercions de votre confiance et de votre fidélité.",
    "La bibliothèque sera fermée le lundi de Pentecôte.",
    "Aucun escompte n'est accordé pour paiement anticipé.",
    "Une pièce d'identité vous sera demandée au guichet.",
    "Le médiateur de l'énergie peut être saisi gratuitement après une réclamation écrite.",
    "Sous réserve de l'encaissement de votre chèque, votre place est gardée.",
    "Pour être remboursé, conservez votre ticket.",
    "Sans réponse de votre part, nous considérerons que vous êtes d'accord.",
    "Ces frais figurent dans nos conditions générales.",
    "Le formulaire est disponible en mairie ou sur notre site.",
    "Nos conseillers ont étudié votre situation avec soin.",
    "Cette offre n'est pas cumulable.",
    "Toute l'équipe vous présente ses meilleurs vœux.",
    "Les enfants visiteront le musée mardi matin.",
    "Un accusé de réception est joint à la lettre recommandée.",
    "Le présent courrier annule et remplace le précédent.",
    "Votre interlocutrice sera absente du 3 au 10 mai.",
    "Le secrétariat du service des sinistres a changé d'étage.",
    "Nous attirons votre attention sur les horaires d'été.",
    "Le nouveau gymnase a été inauguré par le maire.",
    "En cas d'absence, un avis de passage est déposé.",
    "Le versement a lieu chaque mois, quel que soit le calendrier.",
    "Les frais de dossier ne sont pas remboursables.",
    "Veuillez ne pas agrafer les feuilles.",
    "Pensez à garder une copie de ce courrier.",
    "Les dispositions de l'article 12 du code s'appliquent.",
    "Elle avait promis d'écrire à sa cousine dès son retour.",
    "Le jardin partagé cherche des volontaires.",
    "Pour consulter vos relevés, munissez-vous de votre identifiant.",
    "La facture d'électricité de la salle est prise en charge par la commune.",
    "Les chiens doivent être tenus en laisse.",
)

# Whole letters: the subject and the first sentences tell, the rest stands beside
LETTERS: Final[tuple[tuple[str, set[str]], ...]] = (
    ("""subj | Objet : facture n° 2015-118
        body | Madame, vous trouverez ci-après le détail des travaux réalisés le 3 mars.
        body | En cas de retard, des pénalités sont exigibles.""", {"invoice"}),
    ("""subj | Objet : demande de résiliation
        body | Titulaire du contrat cité plus haut, je vous serais obligé de faire le nécessaire pour le 30 juin.
        body | Vous voudrez bien me confirmer la date de fin et m'envoyer la facture de clôture.""",
     {"termination_request", "final_invoice"}),
    ("""subj | Objet : votre demande de résiliation
        body | Nous avons bien enregistré votre demande de résiliation. Elle prendra effet le 2 mai.""",
     {"termination_confirmed"}),
    ("""subj | Objet : confirmation de résiliation
        body | Votre demande a été traitée ; votre accès sera fermé le 2 mai.""", {"termination_confirmed"}),
    ("""subj | Objet : dernier avis avant poursuites
        body | Malgré nos lettres, la somme de 120 € demeure impayée.""", {"formal_notice", "payment_reminder"}),
    ("""subj | Objet : régularisation de charges 2014
        body | Le décompte annuel fait apparaître un solde de 112 € à votre charge.""", {"invoice"}),
    ("""subj | Objet : cantine scolaire
        body | Nous vous rappelons que les menus sont affichés à l'entrée de l'école.
        body | Merci de joindre une attestation en cas d'allergie.""", set()),
    ("""subj | Objet : vœux du maire
        body | Le conseil et moi-même vous convions à partager un moment amical.
        body | Pour être remboursé de vos frais, transmettez-nous vos justificatifs avant le 3.""", set()),
    ("""subj | Objet : travaux rue des Écoles
        body | La chaussée sera refaite entre le 4 et le 22 mai. Le stationnement sera interdit.
        body | Nous vous prions d'excuser la gêne occasionnée.""", set()),
    ("""subj | Objet : pièces à fournir
        body | Nous avons commencé l'étude de votre demande de prêt.
        body | Il nous faut vos trois derniers bulletins de salaire.""", {"supporting_documents"}),
    ("""subj | Objet : contestation de l'amende
        body | Je n'étais pas au volant ce jour-là.""", {"claim"}),
    ("""subj | Objet : votre nouveau contrat
        body | Nous vous confirmons votre souscription et vous en remercions.""", {"contract_confirmed"}),
)  # fmt: skip
