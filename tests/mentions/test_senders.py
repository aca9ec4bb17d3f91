"""Letterheads, footers and signatures of all kinds of senders → organisation, department and address."""

from dataclasses import replace

import pytest

from pipeline.mentions.found import Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.sender import find_sender
from pipeline.mentions.window import find_block
from tests.mentions.zoned import letter_of

# (name, letter, organisation, department, address)
SENDERS = [
    (
        "an operator",
        """head | Orange
        head | Service Clients
        from | TSA 70018
        from | 59878 LILLE CEDEX 9
        to   | Monsieur Paul GARNIER
        to   | 8 rue des Acacias
        to   | 83000 TOULON
        body | Nous avons bien reçu votre demande.
        sign | Votre service client Orange
        foot | Orange, SA au capital de 9 875 310 204 € - 78 rue de Serres - 75015 Paris - 380 129 866 RCS Paris""",
        ("Orange", "Service Clients", "TSA 70018, 59878 LILLE CEDEX 9"),
    ),
    (
        "a logo that OCR cannot read: the legal line and the signature tell",
        """head | (@)
        to   | Madame Ida Blanc
        to   | 3 rue du Port
        to   | 56000 VANNES
        body | Votre ligne est résiliée.
        sign | Votre service client Norfibre
        foot | NORFIBRE SAS au capital de 30 000 € - RCS Rennes 512 345 678 - 12 quai Lamennais 35000 RENNES""",
        ("NORFIBRE", None, "12 quai Lamennais, 35000 RENNES"),
    ),
    (
        "an energy supplier, all on one line",
        """head | Lumélec - Service Relation Clients - TSA 21104 - 41974 BLOIS CEDEX 9
        to   | M. Jean Petit
        to   | 12 allée des Tilleuls
        to   | 41000 BLOIS
        body | Votre facture est disponible sur www.lumelec.fr.""",
        ("Lumélec", "Service Relation Clients", "TSA 21104, 41974 BLOIS CEDEX 9"),
    ),
    (
        "a water company under its group's legal line",
        """head | Eaux du Littoral
        head | Agence de Fréjus
        from | 145 avenue de l'Argens
        from | 83600 FRÉJUS
        body | Un technicien passera. Les Eaux du Littoral vous remercient.
        foot | SCA au capital de 2 207 287 340 € - RCS Paris 572 025 526 - siret 572 025 526 10945""",
        ("Eaux du Littoral", "Agence de Fréjus", "145 avenue de l'Argens, 83600 FRÉJUS"),
    ),
    (
        "a home for the aged, what it is below its name",
        """head | Résidence Les Tilleuls du Mail
        head | Établissement d'hébergement pour personnes âgées dépendantes
        to   | Monsieur Alain MARCHAL
        to   | 27 avenue de la Libération
        to   | 03200 VICHY
        body | Votre mère sera accueillie lundi.
        sign | Bernard LACOUR
        sign | Directeur""",
        ("Résidence Les Tilleuls du Mail", None, None),
    ),
    (
        "an agency of the State below its initials",
        """head | EFS
        head | Établissement français du sang
        from | 2 rue Voltaire
        from | 53000 LAVAL""",
        ("Établissement français du sang", None, "2 rue Voltaire, 53000 LAVAL"),
    ),
    (
        "a workshop and its trade",
        """head | Carrosserie Valmy
        head | Entreprise de peinture automobile
        from | 2 rue Voltaire
        from | 53000 LAVAL""",
        ("Carrosserie Valmy", None, "2 rue Voltaire, 53000 LAVAL"),
    ),
    (
        "a bank",
        """head | BANQUE DU VIEUX PORT
        head | Agence Marseille Préfecture
        from | 44 rue de Rome
        from | 13006 MARSEILLE
        sign | Sandrine Leroux
        sign | Conseillère clientèle
        foot | Banque du Vieux Port - Société anonyme au capital de 12 000 000 euros - RCS Marseille 054 806 542""",
        ("BANQUE DU VIEUX PORT", "Agence Marseille Préfecture", "44 rue de Rome, 13006 MARSEILLE"),
    ),
    (
        "a mutual insurer",
        """head | MUTUELLE DES ARTISANS
        head | Centre de gestion Santé
        from | CS 90012
        from | 79037 NIORT CEDEX 9
        sign | Le service Prestations""",
        ("MUTUELLE DES ARTISANS", "Centre de gestion Santé", "CS 90012, 79037 NIORT CEDEX 9"),
    ),
    (
        "a family fund, its name over three lines",
        """head | CAISSE
        head | D'ALLOCATIONS
        head | FAMILIALES
        from | 2 rue Voltaire
        from | 53094 LAVAL CEDEX 9
        sign | Le Directeur""",
        ("CAISSE D'ALLOCATIONS FAMILIALES", None, "2 rue Voltaire, 53094 LAVAL CEDEX 9"),
    ),
    (
        "a health fund",
        """head | L'Assurance Maladie
        head | CPAM de la Sarthe
        head | Service Indemnités journalières
        from | 178 avenue Bollée
        from | 72033 LE MANS CEDEX 9""",
        ("CPAM de la Sarthe", "Service Indemnités journalières", "178 avenue Bollée, 72033 LE MANS CEDEX 9"),
    ),
    (
        "the tax office",
        """head | Liberté Égalité Fraternité
        head | RÉPUBLIQUE FRANÇAISE
        head | DIRECTION GÉNÉRALE DES FINANCES PUBLIQUES
        head | Service des impôts des particuliers de Cahors
        from | 7 rue Bourseul
        from | 46009 CAHORS CEDEX""",
        (
            "DIRECTION GÉNÉRALE DES FINANCES PUBLIQUES",
            "Service des impôts des particuliers de Cahors",
            "7 rue Bourseul, 46009 CAHORS CEDEX",
        ),
    ),
    (
        "the tax office alone",
        """head | Service des impôts des particuliers de Cahors
        head | Accueil fiscal de proximité
        from | 7 rue Bourseul
        from | 46009 CAHORS CEDEX
        ref | Votre SIRET : 123 456 789 00012""",
        (
            "Service des impôts des particuliers de Cahors",
            "Accueil fiscal de proximité",
            "7 rue Bourseul, 46009 CAHORS CEDEX",
        ),
    ),
    (
        "a service within a name",
        """head | Échelon régional du service médical de Tulle
        head | Secrétariat du Contrôle médical
        from | Moulin de la Borie
        from | Route de Brive
        from | 19000 TULLE""",
        (
            "Échelon régional du service médical de Tulle",
            "Secrétariat du Contrôle médical",
            "Moulin de la Borie, Route de Brive, 19000 TULLE",
        ),
    ),
    (
        "contributions",
        """head | Urssaf Bretagne
        from | TSA 40015
        from | 93517 MONTREUIL CEDEX
        ref  | Service : Recouvrement amiable
        sign | Le directeur""",
        ("Urssaf Bretagne", "Recouvrement amiable", "TSA 40015, 93517 MONTREUIL CEDEX"),
    ),
    (
        "a town hall whose address is at the foot",
        """head | Ville de Pontarlac
        head | Le Maire
        date | Pontarlac, le 3 juin 2019
        to   | Mesdames et Messieurs les riverains
        sign | LE MAIRE
        sign | Docteur Anna CASTEL
        foot | Mairie de Pontarlac - 1 place Jean Jaurès - 12450 Pontarlac - www.pontarlac.fr""",
        ("Ville de Pontarlac", None, "1 place Jean Jaurès, 12450 Pontarlac"),
    ),
    (
        "a prefect's act, the reader's company named again and again",
        """head | SOUS-PRÉFECTURE DE BRIOUX
        head | Pôle Environnement
        body | Vu la demande de la Société GALVA-PLAST ; considérant que la Société GALVA-PLAST exploite
        body | une installation classée que la Société GALVA-PLAST doit mettre aux normes ;
        sign | Le Sous-Préfet de Brioux""",
        ("SOUS-PRÉFECTURE DE BRIOUX", "Pôle Environnement", None),
    ),
    (
        "a landlord of social housing",
        """head | Habitat Sud-Loire
        head | Direction de la proximité
        from | 10 bd Gambetta - BP 30215
        from | 44204 NANTES CEDEX 2
        sign | Pour Habitat Sud-Loire,
        sign | le responsable d'agence""",
        ("Habitat Sud-Loire", "Direction de la proximité", "10 bd Gambetta, BP 30215, 44204 NANTES CEDEX 2"),
    ),
    (
        "bailiffs",
        """head | SCP ROUSSEL & DANJOU
        head | Huissiers de Justice associés
        from | 5 place du Palais
        from | 35000 RENNES
        sign | Maître Aude ROUSSEL""",
        ("SCP ROUSSEL & DANJOU", "Huissiers de Justice associés", "5 place du Palais, 35000 RENNES"),
    ),
    (
        "an employer",
        """head | TRANSPORTS MERCEREAU SARL
        from | ZI des Grands Champs
        from | 86100 CHÂTELLERAULT
        sign | Thierry MERCEREAU
        sign | Gérant
        foot | SARL au capital de 15 000 € - RCS Poitiers 432 198 765""",
        ("TRANSPORTS MERCEREAU SARL", None, "ZI des Grands Champs, 86100 CHÂTELLERAULT"),
    ),
    (
        "a school",
        """head | ACADÉMIE DE NANTES
        head | Collège Jules Ferry
        from | 12 rue de l'École
        from | 85100 LES SABLES-D'OLONNE
        sign | Le Principal, M. Kerbrat""",
        ("Collège Jules Ferry", None, "12 rue de l'École, 85100 LES SABLES-D'OLONNE"),
    ),
    (
        "a union in a house, whose status stands at the foot",
        """head | Fédération départementale des chasseurs de la Haute-Verne
        from | Maison de la Chasse et de la Nature, Domaine des Bruyères, 58992 Montargy
        sign | Josiane Pernet
        foot | Syndicat professionnel régi par le code du travail - Siret 778 903 112 00024""",
        ("Fédération départementale des chasseurs de la Haute-Verne", None, "Domaine des Bruyères, 58992 Montargy"),
    ),
    (
        "an agency of a name of its own in a house",
        """head | Agence foncière rurale des Trois Rivières
        from | Maison de l'Agriculture
        from | 14 rue du Champ-de-Foire
        from | 58990 Vernay
        sign | Laurent Dargaud""",
        ("Agence foncière rurale des Trois Rivières", None, "14 rue du Champ-de-Foire, 58990 Vernay"),
    ),
    (
        "an association and what it is by law",
        """head | Les Sentiers du Morvan
        head | Association agréée au titre de la protection de l'environnement
        from | 3 rue Haute
        from | 58120 CHÂTEAU-CHINON
        sign | Paule Ravier""",
        ("Les Sentiers du Morvan", None, "3 rue Haute, 58120 CHÂTEAU-CHINON"),
    ),
    (
        "a house that is the sender",
        """head | Maison de la Presse
        from | 3 rue Haute
        from | 58120 CHÂTEAU-CHINON
        sign | Paule Ravier""",
        ("Maison de la Presse", None, "3 rue Haute, 58120 CHÂTEAU-CHINON"),
    ),
    (
        "an association",
        """head | Association Les Amis du Canal
        from | Maison des associations
        from | 3 quai Riquet
        from | 31500 Toulouse
        sign | La présidente
        sign | Odile Fabre
        foot | Association loi 1901 - SIRET 412 345 678 00012 - contact@amisducanal.org""",
        ("Association Les Amis du Canal", None, "Maison des associations, 3 quai Riquet, 31500 Toulouse"),
    ),
    (
        "a private person",
        """head | Gilles RONCEAU
        from | 5 ter rue Ampère
        from | 69002 LYON
        head | gilles.ronceau@orange.fr
        to   | Monsieur le Maire
        to   | Hôtel de Ville
        to   | 69002 LYON
        body | Je vous écris au sujet du marché de plein vent.
        bye  | Veuillez agréer, Monsieur le Maire, mes salutations distinguées.
        sign | Gilles RONCEAU""",
        ("Gilles RONCEAU", None, "5 ter rue Ampère, 69002 LYON"),
    ),
    (
        "a private person who only signs",
        """date | Le 4 mai 2012
        to   | Orange
        to   | Service Résiliation
        to   | 33734 BORDEAUX CEDEX 9
        body | Je souhaite résilier mon contrat.
        bye  | Recevez mes salutations.
        sign | Colette Sabourin""",
        ("Colette Sabourin", None, None),
    ),
    (
        "a clerk is named between the institution and its address",
        """head | Commune de Valmont
        head | Madame Colette Joly
        from | Rue du Lavoir, 87
        from | 5300 Valmont
        sign | Colette Joly""",
        ("Commune de Valmont", None, "Rue du Lavoir, 87, 5300 Valmont"),
    ),
    (
        "labels of an invoice",
        """head | ÉMETTEUR
        head | Studio Caravelle
        head | SIREN 812 345 678
        from | 45 avenue Foch, 69006 Lyon
        to   | DESTINATAIRE
        to   | Mairie de Vence
        to   | Place Clemenceau, 06140 Vence""",
        ("Studio Caravelle", None, "45 avenue Foch, 69006 Lyon"),
    ),
    (
        "a part whose words tell nothing, between the name and the address",
        """head | LYCÉE JEAN MONNET
        head | Vie scolaire
        from | 3 rue de l'Étang
        from | 29000 QUIMPER""",
        ("LYCÉE JEAN MONNET", "Vie scolaire", "3 rue de l'Étang, 29000 QUIMPER"),
    ),
    (
        "a slogan is no part",
        """head | Lumélec
        head | L'énergie de demain
        from | 3 rue de l'Étang
        from | 29000 QUIMPER""",
        ("Lumélec", None, "3 rue de l'Étang, 29000 QUIMPER"),
    ),
    (
        "a village without streets",
        """head | Commune de Vallon
        from | Le Bourg
        from | 12330 VALLON""",
        ("Commune de Vallon", None, "Le Bourg, 12330 VALLON"),
    ),
    (
        "a town hall named as a building",
        """head | Commune de Vallon
        head | Urbanisme
        from | Mairie
        from | 1, place de l'Église
        from | 12330 VALLON""",
        ("Commune de Vallon", "Urbanisme", "Mairie, 1, place de l'Église, 12330 VALLON"),
    ),
    (
        "a hospital",
        """head | CENTRE HOSPITALIER DE SAINT-BRICE
        head | Service des admissions
        from | 20 avenue du Général Leclerc
        from | 95350 SAINT-BRICE-SOUS-FORÊT
        sign | La Directrice des soins""",
        (
            "CENTRE HOSPITALIER DE SAINT-BRICE",
            "Service des admissions",
            "20 avenue du Général Leclerc, 95350 SAINT-BRICE-SOUS-FORÊT",
        ),
    ),
    (
        "a debt collector",
        """head | CREDIREC
        head | Service Recouvrement Amiable
        from | 14 allée S. Carnot
        from | 69795 SAINT PRIEST CEDEX
        body | CREDIREC agit pour le compte de la société Norfibre.
        sign | Le service recouvrement""",
        ("CREDIREC", "Service Recouvrement Amiable", "14 allée S. Carnot, 69795 SAINT PRIEST CEDEX"),
    ),
    (
        "damaged",
        """head | 0range
        head | Service C1ients
        from | T5A 7OO18
        from | 59878 LlLLE CEDEX 9""",
        ("Orange", "Service Clients", "TSA 70018, 59878 LILLE CEDEX 9"),
    ),
    (
        "a service without a letterhead signs and gives its address in the text",
        """date | Toulon, le 3 mai 2015
        to   | Madame Léa Morin
        to   | 4 rue Haute
        to   | 83000 TOULON
        body | Écrivez-nous à : Service Clients Opérateurs Tiers, TSA 10018, 59878 LILLE CEDEX 9.
        bye  | Nous vous prions d'agréer nos salutations distinguées.
        sign | Le Directeur du Service Clients Opérateurs Tiers""",
        (None, None, "TSA 10018, 59878 LILLE CEDEX 9"),
    ),
    (
        "a prefecture under the motto of the republic",
        """head | RÉPUBLIQUE FRANÇAISE
        head | Liberté - Égalité - Fraternité
        head | Préfecture de la Corrèze
        head | Bureau des étrangers
        from | 1 rue Souham - BP 250
        from | 19012 TULLE CEDEX
        sign | Pour le préfet et par délégation,
        sign | Le chef de bureau""",
        ("Préfecture de la Corrèze", "Bureau des étrangers", "1 rue Souham, BP 250, 19012 TULLE CEDEX"),
    ),
    (
        "a telephone exchange is no department",
        """head | Télécom Ouest
        from | TSA 30012
        from | 35069 RENNES CEDEX
        head | Standard : 02 99 00 11 22""",
        ("Télécom Ouest", None, "TSA 30012, 35069 RENNES CEDEX"),
    ),
    (
        "an agent whose name begins like a part",
        """head | Régie Immobilière Vauban
        head | Gestion locative
        from | 4 quai Perrache
        from | 69002 LYON
        sign | La régie
        foot | Régie Immobilière Vauban - SAS au capital de 50 000 € - RCS Lyon 412 345 678""",
        ("Régie Immobilière Vauban", "Gestion locative", "4 quai Perrache, 69002 LYON"),
    ),
    (
        "a workshop of an association in a hall with a name",
        """head | Association Les Planches
        head | Atelier théâtre
        from | Espace Jean-Vilar
        from | 12, avenue des Évens
        from | 44380 PORNICHET""",
        ("Association Les Planches", "Atelier théâtre", "Espace Jean-Vilar, 12, avenue des Évens, 44380 PORNICHET"),
    ),
    (
        "a branch",
        """head | Caisse Mutuelle de l'Orne
        head | Point conseil de Flers
        from | 3 rue de Paris
        from | 61100 FLERS""",
        ("Caisse Mutuelle de l'Orne", "Point conseil de Flers", "3 rue de Paris, 61100 FLERS"),
    ),
    (
        "a name that goes on below in small letters",
        """head | Caisse d'allocations
        head | familiales de l'Aude
        from | 18 avenue des Berges
        from | 11872 CARCASSONNE CEDEX 9""",
        ("Caisse d'allocations familiales de l'Aude", None, "18 avenue des Berges, 11872 CARCASSONNE CEDEX 9"),
    ),
    (
        "a private person in a residence",
        """head | Hélène WEISS
        from | Résidence Les Érables, 14, allée des Bouleaux
        from | 68100 MULHOUSE
        sign | Hélène WEISS""",
        ("Hélène WEISS", None, "Résidence Les Érables, 14, allée des Bouleaux, 68100 MULHOUSE"),
    ),
    (
        "a lawyers' partnership",
        """head | SELARL LEMOINE & ASSOCIÉS
        head | Avocats au barreau de Lille
        from | 22 rue Nationale
        from | 59000 LILLE
        sign | Maître Claire LEMOINE""",
        ("SELARL LEMOINE & ASSOCIÉS", "Avocats au barreau de Lille", "22 rue Nationale, 59000 LILLE"),
    ),
    (
        "the registry of a court",
        """head | TRIBUNAL JUDICIAIRE DE NIORT
        head | Greffe des affaires familiales
        from | Place du Palais
        from | 79000 NIORT
        sign | Le greffier""",
        ("TRIBUNAL JUDICIAIRE DE NIORT", "Greffe des affaires familiales", "Place du Palais, 79000 NIORT"),
    ),
    (
        "an agency of employment",
        """head | France Travail Occitanie
        head | Agence d'Albi
        from | 5 rue Gustave Eiffel
        from | 81000 ALBI""",
        ("France Travail Occitanie", "Agence d'Albi", "5 rue Gustave Eiffel, 81000 ALBI"),
    ),
    (
        "a hospital's accounts",
        """head | CHU de Limoges
        head | Recettes hospitalières
        from | 2 avenue Martin Luther King
        from | 87042 LIMOGES CEDEX""",
        ("CHU de Limoges", "Recettes hospitalières", "2 avenue Martin Luther King, 87042 LIMOGES CEDEX"),
    ),
    (
        "only signed",
        """date | Le 3 mai 2019
        to   | Madame Ida Blanc
        to   | 3 rue du Port
        to   | 56000 VANNES
        body | Votre dossier est complet.
        sign | Votre service client Solvéa
        foot | Solvéa, SAS au capital de 30 000 € - 9 rue du Lac 74000 ANNECY - RCS Annecy 512 345 678""",
        ("Solvéa", None, "9 rue du Lac, 74000 ANNECY"),
    ),
    (
        "a department of a council",
        """head | Conseil départemental de la Nièvre
        head | Direction de l'autonomie
        head | Pôle Prestations
        from | 64 rue de la Préfecture
        from | 58039 NEVERS CEDEX""",
        (
            "Conseil départemental de la Nièvre",
            "Direction de l'autonomie",
            "64 rue de la Préfecture, 58039 NEVERS CEDEX",
        ),
    ),
    (
        "a managing agent",
        """head | CABINET MERCIER
        head | Syndic de copropriété
        from | 8 place Gambetta
        from | 33000 BORDEAUX
        foot | Cabinet Mercier SARL au capital de 7 622 € - RCS Bordeaux 398 123 456""",
        ("CABINET MERCIER", "Syndic de copropriété", "8 place Gambetta, 33000 BORDEAUX"),
    ),
    (
        "notaries",
        """head | Étude de Maîtres ROY et PELTIER
        head | Notaires associés
        from | 1 rue de l'Hôpital
        from | 21000 DIJON""",
        ("Étude de Maîtres ROY et PELTIER", "Notaires associés", "1 rue de l'Hôpital, 21000 DIJON"),
    ),
    (
        "a craftsman: his legal status is no name",
        """head | MENUISERIE BÉRAUD
        head | Luc Béraud, artisan
        from | 4 rue des Forges
        from | 87000 LIMOGES
        to   | Mme Ida Blanc
        foot | Entreprise individuelle - SIRET 512 345 678 00014""",
        ("MENUISERIE BÉRAUD", "Luc Béraud, artisan", "4 rue des Forges, 87000 LIMOGES"),
    ),
    (
        "an institution under its status",
        """head | Caisse de retraite Belvaux
        to   | M. Jean Petit
        foot | Institution de retraite régie par le Code de la sécurité sociale - SIRET 512 345 678 00014""",
        ("Caisse de retraite Belvaux", None, None),
    ),
    (
        "a name above the street and the legal line in the footer; a vehicle's number is no company's",
        """to   | Madame Ida Blanc
        to   | 59200 TOURCOING
        body | Votre contrat de location portant sur le véhicule immatriculé FZ-317-RM prendra fin le 31 août prochain.
        foot | Belvaux Location - 3 quai des Salorges, 44100 Nantes
        foot | SAS au capital de 3 000 000 € - RCS Nantes 512 345 678""",
        ("Belvaux Location", None, "3 quai des Salorges, 44100 Nantes"),
    ),
    (
        "a name misread in the small print of the footer, and beside a drawing",
        """head | ASS Eaux de la Vorne
        head | Votre agence de la Vorne
        foot | Eaux de la Vome - SAS au capital de 30 000 € - 9 quai du Port, 56000 VANNES""",
        ("Eaux de la Vorne", "agence de la Vorne", "9 quai du Port, 56000 VANNES"),
    ),
    (
        "a name in small letters, as logos have it",
        """head | fibrazur
        foot | Fibrzur SAS au capital de 30 000 € - RCS Rennes 512 345 678 - www.fibrazur.fr""",
        ("Fibrazur", None, None),
    ),
    (
        "a body that tells its status at the foot, and only a branch of it above",
        """head | Agence de Nolay Centre
        from | 27 avenue de Dole, 21340 NOLAY
        foot | Par courriel : agence.nolay@travail-ouest.fr
        foot | Travail Ouest, établissement public à caractère administratif""",
        ("Travail Ouest", "Agence de Nolay Centre", "27 avenue de Dole, 21340 NOLAY"),
    ),
    (
        "a fund that tells its status between dashes",
        """head | Le service Allocations
        foot | Caisse d'Allocations du Val — organisme de sécurité sociale — 72000 LE MANS""",
        ("Caisse d'Allocations du Val", "Le service Allocations", "72000 LE MANS"),
    ),
    (
        "a firm's name that goes on with &",
        """head | MOREL
        head | & OLIVIER
        head | Notaires associés
        from | 8 place du Martroy
        from | 21340 NOLAY""",
        ("MOREL & OLIVIER", "Notaires associés", "8 place du Martroy, 21340 NOLAY"),
    ),
    (
        "a name over two lines",
        """head | DIRECTION DÉPARTEMENTALE DES FINANCES
        head | PUBLIQUES DE LA VIENNE
        head | Service des impôts des particuliers de Poitiers""",
        (
            "DIRECTION DÉPARTEMENTALE DES FINANCES PUBLIQUES DE LA VIENNE",
            "Service des impôts des particuliers de Poitiers",
            None,
        ),
    ),
    (
        "a name over two lines, at the foot in one",
        """head | Lycée professionnel
        head | Simone-Aubrac
        from | 4 rue des Tanneurs
        from | 37000 TOURS
        foot | Lycée professionnel Simone-Aubrac - 4 rue des Tanneurs - 37000 TOURS""",
        ("Lycée professionnel Simone-Aubrac", None, "4 rue des Tanneurs, 37000 TOURS"),
    ),
    (
        "the kind of a hospital, its name in another line",
        """head | CLINIQUE CHIRURGICALE
        head | Val des Roses
        body | Votre séjour est prévu le 4 mai.
        foot | Clinique chirurgicale Val des Roses - 8 avenue Foch - 54000 NANCY""",
        ("Clinique chirurgicale Val des Roses", None, "8 avenue Foch, 54000 NANCY"),
    ),
    (
        "initials, spelt out below",
        """head | SMEVO
        head | Syndicat mixte des eaux du Val d'Orle
        from | 2 place du Marché
        from | 21140 SEMUR
        foot | SMEVO - SIRET 123 456 789 00012""",
        ("Syndicat mixte des eaux du Val d'Orle", None, "2 place du Marché, 21140 SEMUR"),
    ),
    (
        "a brand that is no initials of what stands below",
        """head | OVELIA
        head | Assurances et prévoyance
        from | 2 place du Marché
        from | 21140 SEMUR
        foot | OVELIA, SA au capital de 40 000 € - RCS Dijon 123 456 789""",
        ("OVELIA", None, "2 place du Marché, 21140 SEMUR"),
    ),
    (
        "a court under its court of appeal",
        """head | COUR D'APPEL DE DIJON
        head | TRIBUNAL JUDICIAIRE DE MÂCON
        from | 8 rue de la Préfecture
        from | 71000 MÂCON""",
        ("TRIBUNAL JUDICIAIRE DE MÂCON", None, "8 rue de la Préfecture, 71000 MÂCON"),
    ),
    (
        "a court of appeal of itself",
        """head | COUR D'APPEL DE DIJON
        head | Greffe social
        from | 8 rue Amiral Roussin
        from | 21000 DIJON""",
        ("COUR D'APPEL DE DIJON", "Greffe social", "8 rue Amiral Roussin, 21000 DIJON"),
    ),
    (
        "a direction under its prefect",
        """head | PRÉFÈTE DE LA NIÈVRE
        head | Direction départementale de la protection des populations
        head | Service vétérinaire
        from | 1 rue du Ravelin
        from | 58000 NEVERS""",
        (
            "Direction départementale de la protection des populations",
            "Service vétérinaire",
            "1 rue du Ravelin, 58000 NEVERS",
        ),
    ),
    (
        "a commune of a département",
        """head | DÉPARTEMENT DU CHER
        head | COMMUNE DE VIGNOLES
        from | 1 place de la Mairie
        from | 18190 VIGNOLES""",
        ("COMMUNE DE VIGNOLES", None, "1 place de la Mairie, 18190 VIGNOLES"),
    ),
    (
        "a département, named at the foot",
        """head | Direction de l'autonomie
        body | Votre demande est à l'étude.
        foot | Département du Cher
        foot | 1 place Marcel Plaisant
        foot | 18000 BOURGES""",
        ("Département du Cher", "Direction de l'autonomie", "1 place Marcel Plaisant, 18000 BOURGES"),
    ),
    (
        "the mark of the taxes over the office that writes",
        """head | FINANCES PUBLIQUES
        head | Service des impôts des entreprises de Vierzon
        from | 5 rue Victor Hugo
        from | 18100 VIERZON""",
        ("Service des impôts des entreprises de Vierzon", None, "5 rue Victor Hugo, 18100 VIERZON"),
    ),
    (
        "the mark of the taxes, apart from the address of the office",
        """head | FINANCES PUBLIQUES
        head | Service des impôts des particuliers de Gien
        head | Pour nous joindre
        head | Téléphone : 02 38 00 00 00
        body | Votre réclamation est à l'étude.
        foot | 5 rue Victor Hugo - 45500 GIEN""",
        ("Service des impôts des particuliers de Gien", None, "5 rue Victor Hugo, 45500 GIEN"),
    ),
    (
        "a slogan above the name",
        """head | Votre santé, notre métier
        head | Pharmacie Delorme
        from | 3 rue de l'Église
        from | 18100 VIERZON""",
        ("Pharmacie Delorme", None, "3 rue de l'Église, 18100 VIERZON"),
    ),
    (
        "a name with the east in it",
        """head | Mutuelle des transports
        head | du Grand Est
        from | 3 rue de Metz
        from | 54000 NANCY""",
        ("Mutuelle des transports du Grand Est", None, "3 rue de Metz, 54000 NANCY"),
    ),
    (
        "a town that begins the second line of the foot",
        """head | VALDORE
        body | Votre dossier est complet.
        foot | VALDORE, société d'assurance mutuelle - siège social : 4 rue du Port, 88000
        foot | Remiremont - SIREN 123 456 789""",
        ("VALDORE", None, None),
    ),
    (
        "a service that signs is no organisation; the town goes on in the next line",
        """head | Ville de Bray-sur-
        head | Orle
        head | Service de l’APA
        from | 1 place du Marché
        from | 58200 Bray-sur-
        from | Orle
        sign | Le Service Logement""",
        ("Ville de Bray-sur-Orle", "Service de l’APA", "1 place du Marché, 58200 Bray-sur-Orle"),
    ),
    (
        "a telephone number behind the service, a town behind the name",
        """head | Lycée Marie-Brizard (Loiret)
        from | 1 rue du Bac
        from | 45500 GIEN
        ref | Service abonnés 3912 (gratuit)""",
        ("Lycée Marie-Brizard", "Service abonnés", "1 rue du Bac, 45500 GIEN"),
    ),
    (
        "a foot whose parts stand apart, without any sign between them",
        """head | vannes, le 3 mai 2025
        body | Votre maison avance.
        foot | Studio Dorvel Paysages   sarl de paysage   7 quai du Port   56000 VANNES""",
        ("Studio Dorvel Paysages", None, "7 quai du Port, 56000 VANNES"),
    ),
]


@pytest.mark.parametrize(("notation", "expected"), [s[1:] for s in SENDERS], ids=[s[0] for s in SENDERS])
def test_sender(notation: str, expected: tuple[str | None, str | None, str | None]) -> None:
    found = {f.role: f.value for f in find_sender(Reading(letter_of(notation), load_language()))}
    assert tuple(found.get(role) for role in ("organisation", "department", "address")) == expected


def test_the_readers_address_is_never_the_senders() -> None:
    letter = letter_of("""to | Madame Ida Blanc
        to   | 3 rue du Port
        to   | 56000 VANNES
        body | Bonjour""")
    assert not list(find_sender(Reading(letter, load_language())))


def test_scribbles_of_a_logo_are_no_name() -> None:
    letter = letter_of(
        """head | Esa de Exa
        foot | Mairie de Corval - 21 cours Pascal - 20251 Corval""",
        faint="Esa de Exa",
    )
    found = {f.role: f.value for f in find_sender(Reading(letter, load_language()))}
    assert found == {"organisation": "Mairie de Corval", "address": "21 cours Pascal, 20251 Corval"}


def test_the_readers_firm_above_his_address_is_no_sender() -> None:
    """Its letters are taller than the rest of his block, and it was taken for a part of the letterhead."""
    letter = letter_of("""head | Belvaux Location
        head | SARL MENUISERIE DELPECH
        to   | 14 TUE GES TANNEURS
        to   | 59200 TOURCOING""")
    sender, firm, street, _ = letter.lines
    box = replace(street.box, y0=street.box.y0 - firm.height, y1=street.box.y0)
    letter = replace(letter, lines=(sender, replace(firm, box=box), *letter.lines[2:]))
    found = {f.role: f.value for f in find_sender(Reading(letter, load_language()))}
    assert found["organisation"] == "Belvaux Location"
    assert letter.line_text(find_block(letter)[0][0]) == "SARL MENUISERIE DELPECH"


LARGE = [
    (
        "what it is stands under its name",
        """head | L'Atelier des Voix
        head | École de chant associative - 14 rue de la Poterne - 21200 BEAUNE
        head | secretariat@atelierdesvoix-beaune.fr""",
        "L'Atelier des Voix",
    ),
    (
        "a logo in small letters",
        """head | boréal
        head | Agence de Nolay
        from | 4 place Monge, 21340 NOLAY
        head | www.boreal.fr""",
        "boréal",
    ),
    (
        "a logo in small letters of which the text speaks",
        """head | novélia
        head | Agence de Nolay
        from | 4 place Monge, 21340 NOLAY
        body | Toute l'équipe de Novélia vous souhaite la bienvenue dans votre nouvelle maison.""",
        "novélia",
    ),
    (
        "who works in the house is not the house",
        """head | MOREL & ASSOCIÉS
        head | Avocats au barreau de Nolay
        head | Anne ROUX
        from | 4 place Monge
        from | 21340 NOLAY""",
        "MOREL & ASSOCIÉS",
    ),
    (
        "a town's name in large letters over what it is",
        """head | NOLAY
        head | Mairie de Nolay
        from | 4 place Monge, 21340 NOLAY
        head | www.nolay21.fr""",
        "Mairie de Nolay",
    ),
]


@pytest.mark.parametrize(("notation", "organisation"), [x[1:] for x in LARGE], ids=[x[0] for x in LARGE])
def test_the_first_line_of_a_letterhead_in_large_letters(notation: str, organisation: str) -> None:
    letter = letter_of(notation)
    letter = replace(letter, lines=(replace(letter.lines[0], height=0.02), *letter.lines[1:]))
    found = {f.role: f.value for f in find_sender(Reading(letter, load_language()))}
    assert found["organisation"] == organisation
