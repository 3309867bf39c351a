# The interface. Short, plain, the field's own words.
#
# Names of fields follow the schema: field-KIND-PATH and hint-KIND-PATH with hyphens between the parts of a path,
# section-KIND-NAME, code-KIND-PATH-CODE, and for lists add-KIND-PATH and empty-KIND-PATH.

product = Satchel
back = Retour
close = Fermer
try-again = Réessayer
needed = à remplir
label-within = { $outer } : { $field }
not-chosen = Aucun choix
yes = Oui
no = Non
language = Langue

## The first pages

front-unreachable = Satchel ne répond pas
window-stopped = Cette fenêtre s’est arrêtée. Ce qui était marqué comme conservé est en sûreté sur cet appareil. Fermez la fenêtre et ouvrez-la de nouveau.
create-title = Choisissez une phrase secrète
create-what = Tout ce que vous écrivez est conservé sur cet appareil, dans un coffre que seule votre phrase secrète ouvre. Quelques mots faciles à retenir valent mieux qu’un seul mot difficile.
create-unrecoverable = Personne ne peut retrouver une phrase secrète : ni un collègue, ni un administrateur, ni le siège. Sans elle, ce qui n’a pas été envoyé est perdu.
create-do = Créer le coffre
create-busy = Création du coffre
passphrase = Phrase secrète
passphrase-again = La même phrase secrète une seconde fois
passphrase-hint = Au moins { $count } caractères.
passphrase-show = Afficher
passphrase-hide = Masquer
passphrase-too-short = La phrase secrète compte moins de { $count } caractères. Ajoutez un mot.
passphrase-different = Les deux phrases ne sont pas identiques. Saisissez de nouveau la phrase secrète.
unlock-title = Déverrouillez votre coffre
unlock-what = Ce que vous avez écrit est sur cet appareil, sous clef. Votre phrase secrète l’ouvre ; aucune connexion n’est nécessaire.
unlock-do = Déverrouiller
unlock-busy = Déverrouillage

## Joining an office

join-title = Rejoignez votre bureau
join-what = Vous pouvez écrire sans rejoindre un bureau. Pour envoyer vos textes au siège et écrire avec vos collègues, saisissez ce qui figure sur votre invitation. Une connexion est nécessaire, une seule fois.
join-url = Adresse du siège
join-url-hint = Elle commence par https:// et figure sur l’invitation.
join-code = Code
join-code-hint = Il sert une seule fois, pour cet appareil.
join-do = Rejoindre
join-busy = Inscription en cours
membership-title = Votre bureau
member-name = Nom
member-role = Fonction
member-office = Bureau
member-office-kind = Type de bureau
member-states = États
member-hub = Siège
role-drafter = Rédaction
role-lead = Chef de file
role-desk = Responsable de dossier
role-fund = Fonds
role-partner = Partenaire
role-mandate = Mandat
role-admin = Administrateur
office-field-office = Bureau extérieur
office-nhri = Institution nationale des droits de l’homme
office-agency = Organisme des Nations Unies
office-headquarters = Siège
office-mandate = Procédure spéciale

## The rail

rail = Rubriques principales
rail-work = Mon travail
rail-request = Demandes
rail-practice = Pratiques
rail-activity = Activités
rail-discussion = Réunions-débats
rail-observation = Observations
rail-recommendations = Recommandations
rail-join = Rejoindre votre bureau
rail-membership = Votre bureau
rail-no-office = Aucun bureau pour l’instant
rail-lock = Verrouiller
rail-palette = Commandes
rail-menu = Menu

## The bag

bag-empty = Rien en attente
bag-waiting =
    { $count ->
        [one] { $count } modification dans la sacoche
       *[other] { $count } modifications dans la sacoche
    }
bag-all-sent = Dernier envoi complet au siège : { $when }.
bag-never-sent = Le siège n’a encore rien reçu de cet appareil.
bag-no-office = Conservé sur cet appareil seulement. Rejoignez votre bureau pour l’envoyer.
bag-set-aside =
    { $count ->
        [one] { $count } fiche mise de côté
       *[other] { $count } fiches mises de côté
    }
bag-failed = La dernière synchronisation n’a pas abouti. Ouvrez pour en voir la raison.

## Sync

sync-do = Synchroniser maintenant
sync-stop = Arrêter la synchronisation
sync-title = Ce qui attend et ce qui a été envoyé
sync-waiting = Dans la sacoche
sync-nothing-waits = Rien n’attend. Ce que vous écrirez ensuite attendra ici.
sync-link = La connexion
sync-in-touch = Rester en contact
sync-in-touch-explained = Tant qu’il y a une connexion, ce que vous écrivez part un instant plus tard et ce qu’écrivent vos collègues arrive de soi-même.
files-to-come =
    { $count ->
        [one] { $count } fichier de ces dossiers n’est pas encore arrivé.
       *[other] { $count } fichiers de ces dossiers ne sont pas encore arrivés.
    }
files-without-room = Fichiers qui restent au siège, car ceux de ce coffre prendraient plus de { $limit } Mo : { $count }.
sync-metered = La liaison est facturée au volume
sync-metered-explained = Les textes partent à chaque synchronisation. Les pièces jointes attendent que vous les envoyiez.
sync-files-now = Envoyer et recevoir les fichiers maintenant
courier-title = Par courrier
courier-explained = Là où aucun réseau n’arrive, un fichier porte ce qu’une synchronisation porterait. Ce qui est préparé attend ici jusqu’à la réponse.
courier-to = Pour
courier-headquarters = Siège
courier-pack = Enregistrer une sacoche
courier-open = Ouvrir une sacoche
courier-packed = Préparé : { $size }. Le fichier est chiffré et seul son destinataire peut l’ouvrir. Confiez-le au courrier.
courier-joined = Cet appareil fait désormais partie de : { $office }.
courier-from = De { $name }.
courier-from-headquarters = Du siège.
courier-received = Reçus : { $count }.
courier-files = Fichiers arrivés en entier : { $count }.
courier-accepted = Pris en compte par le siège : { $count }.
courier-refused = Refusés par le siège : { $count }.
courier-set-aside = Mis de côté pour l’instant : { $count }.
sync-set-aside = Mis de côté
sync-set-aside-explained = Ces fiches n’ont pu être ni envoyées ni reçues. Toutes les autres suivent leur cours.
sync-retry = Réessayer
sync-log = Ce qui a été envoyé
sync-no-log = Rien n’a encore été envoyé de cet appareil.
sync-progress =
    { $count ->
        [0] Tout est en route. { $seconds } s.
        [one] Encore { $count } modification à envoyer. { $seconds } s.
       *[other] Encore { $count } modifications à envoyer. { $seconds } s.
    }
waiting-changes = Modifications, en attente depuis : { $since }
waiting-decision = { $event }, en attente depuis : { $since }
waiting-files = Pièces jointes, modifiées : { $since }
report-moved =
    { $sent ->
        [0] Rien à envoyer,
        [one] { $sent } envoyée,
       *[other] { $sent } envoyées,
    } { $received ->
        [0] rien de nouveau reçu.
        [one] { $received } reçue.
       *[other] { $received } reçues.
    }
report-files = Fichiers : { $sent } envoyés, { $received } reçus.
report-refused = Refus du siège : { $count }.
report-pending = Encore à envoyer : { $count }.
report-differs = Cet appareil et le siège n’ont toujours pas le même contenu : prévenez le siège.
report-cost =
    { $requests ->
        [one] { $requests } échange,
       *[other] { $requests } échanges,
    } { $up } envoyés, { $down } reçus.

## The list

search = Chercher une fiche
search-hint = Chercher une fiche  /
filters = Fiches à afficher
filter-all = Toutes
filter-drafts = Brouillons
filter-submitted = Soumises
filter-two-values = Deux valeurs
new = Nouvelle fiche
new-request = Nouvelle demande
new-practice = Nouvelle pratique
new-activity = Nouvelle activité
new-discussion = Nouvelle réunion-débat
new-observation = Nouvelle observation
untitled-request = Demande sans titre
untitled-record = Fiche sans titre
untitled-practice = Pratique sans titre
untitled-activity = Activité sans titre
untitled-discussion = Réunion-débat sans thème
untitled-observation = Observation sans texte
list-count =
    { $count ->
        [one] { $shown } fiche
       *[other] { $shown } fiches
    }
list-empty = Rien ici pour l’instant. Créez une fiche : elle est conservée sur cet appareil dès le premier mot.
list-empty-desk = Aucune demande ne vous attend. Les nouvelles arrivent avec la prochaine synchronisation.
list-empty-others = Rien ici pour l’instant. Ce que d’autres écrivent de ce type, et vous laissent voir, arrive avec une synchronisation.
list-none-drafts = Aucun brouillon ici. Ce qui est soumis se trouve sous « Soumises ».
list-none-submitted = Rien n’a encore été soumis dans cette liste.
list-none-two-values = Aucun champ n’a deux valeurs. Quand deux personnes remplissent le même champ chacune de son côté, les deux valeurs attendent ici.
list-no-hit = Aucune fiche ne contient « { $text } ». Avec moins de lettres, vous trouverez davantage.
nothing-open = Choisissez une fiche, ou créez-en une avec N.
nothing-open-desk = Choisissez une fiche pour la lire.
nothing-open-join = Vous pouvez écrire maintenant et rejoindre votre bureau plus tard : tout attend dans la sacoche.
status-version = { $status }, version { $version }
row-edited-since = modifiée depuis
row-conflicts =
    { $count ->
        [one] { $count } champ a deux valeurs
       *[other] { $count } champs ont deux valeurs
    }
row-refused = refusée
safety-here = non envoyée
safety-at-headquarters = au siège
safety-shared = synchronisée
safety-set-aside = mise de côté

## A record

sections = Parties de la fiche
section-left = { $count } à remplir
section-done = complète
section-next = Suite : { $section }
kept = Conservé sur cet appareil
kept-ago = Conservé sur cet appareil, { $ago }
kept-not-yet = Pas encore conservé
kept-failed = Non conservé
nothing-written = Rien d’écrit.
remove = Retirer
remove-named = Retirer { $name }
remove-item = Retirer le numéro { $place }
total = Total
total-in = Total, { $currency }
total-bare = Total, aucune monnaie choisie
total-no-source = Source non choisie
number-not-one = Seuls des chiffres peuvent figurer ici. Le dernier nombre est toujours conservé.
number-not-whole = Seul un nombre entier peut figurer ici. Le dernier est toujours conservé.
number-too-fine = Cette monnaie a moins de décimales. Le dernier montant est toujours conservé.
number-too-large = Ce nombre est trop grand. Le dernier est toujours conservé.
no-such-state = Aucun État ne porte ce nom. Choisissez-en un dans la liste, ou saisissez son code de trois lettres.
no-such-language = Aucune langue ne porte ce nom. Choisissez-en une dans la liste, ou saisissez son code, par exemple pt-BR.
no-such-choice = Rien ici ne porte ce nom. Choisissez dans la liste.
attachment-gone = Une pièce jointe qui a été retirée
no-such-currency = Aucune monnaie n’a ce code. Choisissez-en une dans la liste.
values-of = Deux valeurs : { $field }
values-explained =
    { $count ->
        [one] une valeur a été saisie séparément. Rien n’est perdu : utilisez-la, ou écrivez-en une autre.
        [2] deux valeurs ont été saisies séparément. Rien n’est perdu : choisissez-en une, ou écrivez-en une troisième.
       *[other] { $count } valeurs ont été saisies séparément. Rien n’est perdu : choisissez-en une, ou écrivez-en une autre.
    }
value-here = sur cet appareil, { $when }
value-by = { $by }, { $when }
value-empty = Laissé vide
value-use = Utiliser cette valeur


## Recommendations

recommendations = Recommandations
recommendations-what = Recommandations de l’Examen périodique universel et engagements volontaires, sur cet appareil. La recherche ne demande aucune connexion.
recommendations-seek = Chercher par mots, État ou cote
recommendations-none = Aucune recommandation sur cet appareil pour l’instant. Elles arrivent avec une synchronisation, ou par un fichier que votre administrateur vous remet.
recommendations-no-hit = Sur { $known }, aucune ne contient tous ces mots. Avec moins de lettres, vous trouverez davantage.
recommendations-known = { $known } sur cet appareil. Écrivez quelques mots pour trouver celle qu’il vous faut.
recommendations-found =
    { $count ->
        [one] { $shown } sur { $known }
       *[other] { $shown } sur { $known }
    }
recommendation-pick = Lier une recommandation
recommendation-write = En saisir une qui n’est pas dans la liste
recommendation-linked = liée
recommendation-sdgs = ODD { $targets }
recommended-by = État auteur : { $state }
position-supported = acceptée
position-noted = notée
source-upr = Examen périodique universel
source-pledge = engagement volontaire
source-treaty_body = organe conventionnel
source-special_procedure = procédure spéciale
source-other = autre source

## Decisions

submit = Soumettre…
submit-title = Soumettre la version { $version }
submit-copy = Une copie de la fiche dans son état actuel part au siège avec la prochaine synchronisation. Les brouillons précédents, et qui a écrit quoi, restent dans votre bureau.
submit-later = Vous pouvez continuer à écrire. Ce que vous modifierez ensuite formera la version suivante et ne changera jamais celle-ci.
submit-join-first = Cet appareil n’appartient encore à aucun bureau. Rejoignez d’abord votre bureau ; tout est conservé d’ici là.
submit-missing =
    { $count ->
        [one] Un champ est encore à remplir :
       *[other] { $count } champs sont encore à remplir :
    }
submit-two-values =
    { $count ->
        [one] Un champ a deux valeurs. Choisissez d’abord l’une d’elles :
       *[other] { $count } champs ont deux valeurs. Choisissez d’abord une valeur pour chacun :
    }
submit-do = Soumettre
submit-busy = Soumission en cours
submit-not-yet = Pas encore
acknowledge = Accuser réception
decision-waits = attend la prochaine synchronisation
refused-by-headquarters = Le siège n’a pas accepté la dernière décision. { $why }
submit-by-lead = Un responsable de votre bureau la soumet.
decide = Décider…
decide-title = Décider
decide-what = Que décidez-vous ?
decide-field = Sur quoi porte la question ?
whom-referred = Quel partenaire ?
nobody-referred = Aucun partenaire n’est connu sur cet appareil. Synchronisez, ou demandez à votre administrateur d’en ajouter un.
decide-do = Décider
decide-later = Elle part avec la prochaine synchronisation. Une fois acceptée par le siège, elle ne change plus : une autre décision la suit.
decided-here = sur cet appareil
decisions-open = Décisions
decisions = Décisions
decisions-explained = Dans l’ordre qui compte. Ce qui attend d’être envoyé vient en dernier.
decisions-empty = Rien n’a encore été décidé.
decision-answers = À : « { $question } »
names-referred = aide demandée à : { $name }
decision-refused = Le siège ne l’a pas acceptée. { $why }
question-here = Le siège demande :
question-open = Pas encore de réponse.
question-answer = Répondre
questions-open =
    { $count ->
        [one] Une question du siège attend une réponse.
       *[other] { $count } questions du siège attendent une réponse.
    }
questions-see = Voir les décisions
event-submitted = Soumission
event-acknowledged = Accusé de réception
event-clarification_asked = Question
event-clarification_answered = Réponse
event-accepted = Acceptation
event-declined = Refus
event-referred = Renvoi à un autre bureau
event-delivery_started = Début de l’exécution
event-completed = Achèvement
event-withdrawn = Retrait
do-clarification_asked = Demander des précisions
do-accepted = Accepter
do-declined = Refuser
do-referred = Demander l’aide d’un partenaire
do-delivery_started = L’exécution a commencé
do-completed = L’exécution est achevée
do-withdrawn = Retirer
says-clarification_asked = Votre question
says-accepted = Motifs ou conditions (peut rester vide)
says-declined = Motifs
says-referred = Motifs
says-delivery_started = Note (peut rester vide)
says-completed = Note (peut rester vide)
says-withdrawn = Motifs

## Commands and keys

palette = Commandes
palette-hint = Écrivez une commande ou le titre d’une fiche
palette-none = Rien ne porte ce nom.
command-submit = Soumettre cette fiche…
command-find = Chercher une fiche
command-language = Langue : { $language }
command-sync = Synchroniser maintenant
command-sync-panel = Ce qui attend et ce qui a été envoyé
command-work = Aller à mon travail
command-request = Aller aux demandes
command-practice = Aller aux pratiques
command-activity = Aller aux activités
command-discussion = Aller aux réunions-débats
command-observation = Aller aux observations
command-recommendations = Aller aux recommandations
command-join = Rejoindre votre bureau
command-membership = Votre bureau
command-lock = Verrouiller
command-shortcuts = Touches
command-theme-system = Clair ou sombre, selon le système
command-theme-light = Clair
command-theme-dark = Sombre
keys = Touches
keys-palette = Commandes
keys-search = Chercher une fiche
keys-new = Nouvelle fiche
keys-list = Se déplacer dans la liste
keys-page = Parcourir la liste page par page
keys-ends = Premier et dernier de la liste
keys-open = Ouvrir ce qui est sélectionné
keys-sections = Passer d’une partie à l’autre, depuis le nom d’une partie
keys-next = Champ suivant
keys-back = Quitter le champ, puis revenir à la liste
keys-shortcuts = Ces touches
key-ctrl = Ctrl
key-shift = Maj
key-enter = Entrée
key-tab = Tab
key-esc = Échap
key-page-up = Page préc.
key-page-down = Page suiv.
key-home = Début
key-end = Fin

## What can go wrong in the window itself; everything else is in problems.ftl

problem-window-answer-unreadable = Satchel a donné une réponse que cette fenêtre ne peut pas lire ({ $reason }). Ce qui est indiqué comme conservé l’est. Fermez la fenêtre et ouvrez-la de nouveau.
problem-submit-not-kept = Rien n’a été soumis : les derniers mots n’ont pas pu être conservés sur cet appareil. Ils sont encore à l’écran. Lisez ce qui est indiqué au-dessus du titre, puis soumettez de nouveau.
problem-lock-not-kept = Le coffre n’est pas verrouillé : les derniers mots n’ont pas encore pu être conservés sur cet appareil. Ils sont encore à l’écran. Lisez ce qui est indiqué au-dessus du titre, puis verrouillez de nouveau.
problem-lock-files-coming = Le coffre n’est pas verrouillé : un fichier est encore en cours d’ajout à une fiche et serait perdu. Attendez qu’il soit joint, répondez à la question posée à son sujet ou arrêtez l’ajout, puis verrouillez de nouveau.
problem-value-not-read = Un champ contient un texte qu’il ne peut pas prendre et qui n’est pas conservé. Trouvez le champ qui le signale, puis écrivez de nouveau la valeur ou laissez-le vide.

## History and comments

undo = Annuler
undo-keys = Annuler ce que vous venez de faire (Ctrl+Z)
redo = Rétablir
redo-keys = Rétablir ce que vous avez annulé (Ctrl+Maj+Z)
history = Historique
history-open = Historique
history-empty = Rien n’a encore été écrit ici.
history-reading = Lecture de l’historique…
history-wrote = { $by } a modifié { $fields }
history-wrote-here = Vous avez modifié { $fields }
history-commented = { $by } a commenté
history-commented-here = Vous avez commenté
history-chose = { $by } a choisi entre les valeurs de : { $fields }
history-chose-here = Vous avez choisi entre les valeurs de : { $fields }
history-stood = { $field } : il y avait { $values } ; désormais { $chosen }
history-at-headquarters = Au siège au plus tard : { $when }
history-more =
    { $count ->
        [one] { $count } autre champ
       *[other] { $count } autres champs
    }
history-submitted = La version { $version } a été soumise
history-moment = { $told }, { $when }
history-back = Tout l’historique
history-compare = Ce qui a changé depuis
history-look = Telle qu’elle était
history-with = Comparé avec
history-now = la fiche telle qu’elle est maintenant
compared-same = Rien n’est différent à présent.
compared-gone = supprimé :
compared-new = ajouté :
restore = Restaurer…
restore-explained = La fiche reprend ce contenu ; c’est une nouvelle modification de votre main. Ce qui a été écrit depuis reste dans l’historique et peut être restauré de la même façon. Les commentaires ne changent pas.
restore-do = Restaurer ce contenu
restore-not = Pas maintenant
comments = Commentaires
comments-open =
    { $count ->
        [0] Commentaires
       *[other] Commentaires ({ $count })
    }
comments-explained = Ils restent dans votre bureau : aucune version ne les contient.
comments-empty = Aucun commentaire pour l’instant.
comment-on = À propos de
comment-on-record = Toute la fiche
comment-new = Votre commentaire
comment-add = Ajouter le commentaire
comment-here = Commenter
comments-here =
    { $count ->
        [one] { $count } commentaire
       *[other] { $count } commentaires
    }
comment-answer = Répondre
comment-resolve = Marquer comme réglé
comment-reopen = Rouvrir
comment-resolved = réglé
comment-by-nobody = Un ou une collègue
keys-undo = Annuler votre dernière modification
keys-redo = La rétablir
problem-restore-not-kept = Rien n’a été restauré : les derniers mots n’ont pas pu être conservés sur cet appareil. Ils sont encore à l’écran. Lisez ce qui est indiqué au-dessus du titre, puis restaurez de nouveau.

## Narrowing and ordering lists

list-none-narrowed = Aucune fiche ne répond à tout ce qui est demandé. Retirez un filtre ou effacez-les.
narrow =
    { $count ->
        [0] Filtrer et trier
       *[other] Filtrer et trier ({ $count })
    }
narrow-kind = Type
narrow-status = État d’avancement
standing-draft = Brouillon
standing-submitted = Soumise
standing-acknowledged = Réception confirmée
standing-clarification_asked = Précisions demandées
standing-clarification_answered = Précisions données
standing-accepted = Acceptée
standing-declined = Refusée
standing-referred = Renvoyée
standing-in_delivery = En cours d’exécution
standing-completed = Achevée
standing-shared = Partagé
standing-open = Ouvert
standing-withdrawn = Retirée
narrow-state = État
narrow-theme = Thème
narrow-year = Année
narrow-any = Indifférent
narrow-order = Ordre
order-edited = Derniers modifiés d’abord
order-title = Par titre
order-state = Par État
order-year = Année la plus récente d’abord
filters-saved = Filtres conservés
filter-name = Nom de ce filtre
filter-save = Conserver le filtre
filters-clear = Effacer
filter-forget = Oublier le filtre « { $name } »

## Follow-up of recommendations

rail-gaps = Suivi
gaps = Suivi
command-gaps = Aller au suivi
gaps-what = Quelles recommandations acceptées par un État ont une demande ou une activité sur cet appareil, et lesquelles n’en ont pas encore. Un rapport à mi-parcours commence ici.
narrow-cycle = Cycle
narrow-session = Cycle ou session
narrow-position = Position
narrow-source = Source
cycle = Cycle { $number }
session = Session { $number }
gaps-summary = Recommandations et engagements acceptés qui ont une demande ou une activité : { $linked } sur { $total }.
gaps-by-session = Par session
gaps-by-theme = Par thème
gaps-of = { $linked } sur { $total }
gaps-no-session = Hors de l’examen
gaps-open = Rien encore ({ $count })
gaps-begun = Commencé ({ $count })
gaps-practice = Ni demande ni activité pour l’instant, mais une pratique y est liée :
gaps-nothing-accepted = Rien de ce que cet État a accepté pour ces sessions ne se trouve sur cet appareil.
narrow-only =
    { $count ->
        [0] Filtrer
       *[other] Filtrer ({ $count })
    }

## Copies, printing, and what is amiss

copy-record = Copier
copy-explained = Créer une nouvelle fiche avec le même contenu
print-open = Imprimer…
print-do = Imprimer
print-title = À imprimer
print-explained = Les champs et pièces confidentiels ainsi que les commentaires sont laissés de côté.
rule-ends-before-it-begins = La fin précède le début.
rule-outside-the-period = Ceci est en dehors de la période de la fiche.
rule-not-an-address = Une adresse comporte un @ entre deux parties.
rule-no-currency = Choisissez la monnaie de ce montant.
rule-no-quantity = Combien ? Sans nombre, cette ligne ne compte dans aucun total.
rule-unknown-code = Cette version ne connaît pas ce code. Il est conservé tel quel.

## Fichiers joints

attachments-limits = Jusqu’à { $size } par fichier, { $count } fichiers par fiche. Choisissez-en plusieurs à la fois, déposez-les ici ou collez-les.
attachment-coming = « { $name } » est en cours d’ajout
attachment-stop = Arrêter
files-coming =
    { $count ->
        [one] { $count } fichier en cours d’ajout
       *[other] { $count } fichiers en cours d’ajout
    }
files-asking = Une image attend votre réponse
attachment-show = Afficher
attachment-hide = Masquer
attachment-save = Enregistrer…
attachment-remove = Retirer
attachment-remove-title = Retirer « { $name } » de la fiche ?
attachment-remove-text = La fiche ne le mentionne plus. Les moments antérieurs de son historique le mentionnent encore.
pictures = Images
pictures-title = Ce qui est fait des images
pictures-location = On peut lire dans l’une de ces images le lieu où elle a été prise.
pictures-large = L’une de ces images dépasse { $side } pixels.
pictures-smaller = Réduire les grandes images ({ $side } pixels)
pictures-without-location = Retirer le lieu des images
pictures-remembered = Ce choix est retenu pour les autres images et peut être modifié près de la liste des fichiers.
pictures-attach = Joindre
pictures-leave-out = Ne pas joindre celle-ci
pictures-keeps-location = Le lieu où « { $name } » a été prise peut s’y lire, et ne peut pas être retiré d’un fichier de ce type.
pictures-attach-anyway = Joindre quand même
attachment-preview = Aperçu de « { $name } »

## Bureaux et personnes

rail-offices = Bureaux
command-offices = Bureaux
offices-search = Chercher un bureau
office-add = Ajouter un bureau
office-add-do = Ajouter
office-name = Nom du bureau
office-states-hint = Ceux pour lesquels il travaille. On peut en choisir plusieurs.
office-members = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}
office-invited = { $count ->
    [one] dont { $count } personne invitée
   *[other] dont { $count } personnes invitées
}
office-reason = Motif (peut rester vide)
people = Personnes et appareils
people-nobody = Personne n’a encore été invité.
invite = Inviter une personne
invite-device = Inviter un autre appareil
invite-title = Inviter
invite-other-device = Le code permet à un autre appareil de la même personne de rejoindre le bureau.
invite-do = Créer un code
invited-give = Remettez ceci à { $name }. Le code ne sera plus affiché.
invited-once = Le code est valable après votre prochaine synchronisation : une fois, pour un appareil, pendant { $days } jours.
invited-qr = L’adresse et le code sous forme de code QR
member-nameless = Sans nom
member-role-of = Fonction de { $name }
member-left-at = départ : { $when }
member-invited-until = invitation jusqu’au { $when }
member-invitation-over = l’invitation a expiré
device-here = cet appareil
device-joined = arrivée : { $when }
device-revoked-at = accès retiré : { $when }
device-rescued-at = sauvetage autorisé : { $when }
do-role_changed = Changer la fonction
do-member_left = A quitté le bureau
do-device_revoked = Retirer l’accès
do-rescue_allowed = Autoriser un sauvetage
do-key_replaced = Remplacer la clé
means-role_changed = Nouvelle fonction de { $name } : { $role }. Chacun de ses appareils l’apprend à sa prochaine synchronisation.
means-member_left = Aucun appareil de { $name } ne pourra plus rien envoyer ni recevoir. Ce qui a été écrit et décidé reste.
means-device_revoked = Cet appareil de { $name } ne pourra plus rien envoyer ni recevoir et n’affichera plus aucune fiche. Ce qu’il n’avait pas envoyé pourra y être enregistré dans un fichier pour le siège.
means-rescue_allowed = Ce que cet appareil de { $name } n’avait pas envoyé est accepté si le siège le reçoit sous forme de fichier. L’accès de l’appareil reste retiré. Assurez-vous que personne d’autre ne l’a eu en main.
means-key_replaced = Cet appareil se donne une autre clé et signe avec elle dès que le siège la connaît, à votre prochaine synchronisation. Une copie de l’ancienne clé ne sert plus à rien. Tout ce qui a été écrit et décidé reste.
event-office_added = Bureau ajouté
event-member_invited = Invitation
event-role_changed = Changement de fonction
event-member_left = Départ du bureau
event-device_revoked = Accès de l’appareil retiré
event-rescue_allowed = Sauvetage autorisé
event-key_replaced = Clé remplacée

## Un appareil dont l’accès est retiré

revoked-title = Le siège a retiré l’accès à cet appareil
revoked-when = Il ne peut plus rien envoyer ni recevoir depuis : { $when }.
revoked-what = Vos fiches restent ici, chiffrées, et ne sont plus affichées. Ce que le siège n’a pas encore peut être enregistré dans un fichier que seul le siège peut ouvrir. Demandez à votre administrateur d’autoriser un sauvetage et envoyez-lui le fichier.
revoked-save = Enregistrer ce qui n’a pas été envoyé
revoked-saved = Enregistré : { $size }. Envoyez le fichier à votre administrateur.
revoked-nothing = Le siège a tout. Il n’y a rien à enregistrer.

## Ce que lit le public, et ce à quoi l’État consent

event-consent_given = Consentement de l’État
event-consent_withdrawn = Consentement retiré
event-shared = Partagé avec d’autres bureaux
event-published = Publié
event-unpublished = N’est plus publié
share = Partager…
share-title = Partager la version { $version }
share-copy = Une copie de la fiche telle qu’elle est maintenant part avec la prochaine synchronisation vers le siège ainsi que vers les bureaux et organismes qui travaillent dans son État. Ce qui est confidentiel ne va qu’au siège.
share-do = Partager
share-busy = Partage en cours
public-open = Public
public-title = Ce que lit le public
public-seen = Le public lit ceci :
public-would = Le public n’en lit rien. Si la fiche était publiée telle quelle, il lirait ceci :
public-newer = Le siège a une version plus récente, que le public ne lit pas encore. Il y lirait ceci :
public-edited = Ce qui a été écrit depuis l’envoi de la dernière version n’y figure pas. Le siège peut le publier une fois que c’est envoyé.
public-no-longer = Elle est publiée, mais le public n’en lit rien, faute de consentement en vigueur. Avec un consentement, il lirait ceci :
public-publish = Publier
public-unpublish = Retirer de la publication
public-needs-consent = Il faut un consentement au registre public, en vigueur aujourd’hui.
public-share = Partager avec d’autres bureaux
public-share-needs-consent = Il faut un consentement au partage avec d’autres bureaux, en vigueur aujourd’hui.
consents = Ce à quoi l’État consent
scope-network = Autres bureaux et organismes
scope-network-means = Ils lisent la pratique, sans ce qui est confidentiel.
scope-council = Conseil des droits de l’homme
scope-council-means = Ses rapports et débats peuvent en parler.
scope-public = Registre public
scope-public-means = Tout le monde lit ce qui figure ci-dessus.
consent-none = Aucun consentement n’a été consigné.
consent-on = le { $day }
consent-until = en vigueur jusqu’au { $day }
consent-over = a pris fin le { $day }
consent-to-earlier = Il porte sur une version antérieure : ce qui a été soumis depuis demande un consentement propre.
consent-attached = (joint)
consent-record = Consigner un consentement
consent-replace = En consigner un autre à sa place
consent-authority = Qui consent pour l’État
consent-given-on = Le
consent-holds-until = En vigueur jusqu’au
consent-holds-until-hint = Vide : jusqu’à son retrait.
consent-evidence = Preuve
consent-evidence-hint = Une note verbale, une lettre, un procès-verbal : là où on peut la relire.
consent-file = La preuve parmi les documents joints
consent-do = Consigner
consent-withdraw = L’État le retire

## Les comptes des fonds

rail-funds = Fonds
command-funds = Fonds
event-contribution = Contribution
event-allocation = Allocation
event-expenditure = Dépense
event-reversal = Annulation
fund-pledge = Annonce de contribution
fund-received = Reçu
fund-pledged = Annoncé
fund-allocated = Réservé
fund-spent = Dépensé
fund-available = Disponible
fund-balance = Solde
fund-no-entries = Rien n’a encore été inscrit. Il faut d’abord une contribution.
fund-reversed = Annulée
fund-left = reste { $amount }
fund-due = { $amount } encore attendus
fund-rate = { $amount } à { $rate } dollar l’unité, cours du { $day }
fund-give = Inscrire une contribution
fund-receive = Reçue…
fund-donor = Donateur
fund-amount = Montant
fund-amount-usd = Montant en dollars des États-Unis
fund-currency = Monnaie
fund-rate-of = Valeur d’une unité en dollars
fund-rate-on = Cours du
fund-on = Date
fund-note = Remarque
fund-is-pledge = Annoncée, pas encore reçue
fund-allocate = Réserver une somme
fund-for = Pour quelle demande ou activité
fund-spend = En dépenser une partie
fund-overdraft = Pourquoi prendre plus que ce qu’il y a
fund-overdraft-told = Plus que ce qu’il y a : { $why }
fund-enter = Inscrire
fund-reverse = Annuler
fund-import = Contributions tirées d’un tableau
fund-import-what = Un fichier CSV ou Excel avec les colonnes donor, amount, currency, rate, rate_on et on ; status (received ou pledged) et note sont facultatives. Vous voyez chaque ligne avant que rien ne soit inscrit.
fund-import-do = { $count ->
    [one] Inscrire { $count } contribution
   *[other] Inscrire { $count } contributions
}
fund-row-wrong = Ligne { $line } : { $why } « { $cell } »
fund-row-entered = La ligne { $line } figure déjà dans le livre et est laissée de côté.
fund-export = Enregistrer comme tableau
row-donor = Aucun donateur n’est nommé.
row-amount = Ce n’est pas un montant supérieur à zéro.
row-currency = Aucune monnaie n’a ce code.
row-rate = Ce n’est pas un cours de change.
row-day = Ce n’est pas une date, comme 2026-03-31.
row-status = Ce n’est ni received ni pledged.
row-entry = Quelque chose est trop long ou trop grand dans cette ligne.

# Débats, et qui répond d’une demande.
whom-choose = Choisissez
whom-invited = Quel bureau ?
nobody-invited = Aucun bureau à inviter n’est connu sur cet appareil. Synchronisez, ou demandez à votre administrateur d’en ajouter un.
whom-assigned = Qui en répond ?
nobody-assigned = Aucun membre du service n’est connu sur cet appareil. Synchronisez d’abord.
assign-oneself = { $name } (vous)
names-invited = à : { $name }
names-assigned = à : { $name }
names-invitation_answered = { $name }
answer-what = Votre bureau vient-il ?
answer-yes = Nous venons
answer-no = Nous ne pouvons pas venir
answered-yes = vient
answered-no = ne vient pas
answered-not-yet = pas encore de réponse
guests = Invités
assigned-to = { $name } en répond
event-assigned = Attribution
event-theme_proposed = Thème proposé
event-theme_approved = Thème approuvé
event-invited = Invitation
event-invitation_answered = Réponse à l’invitation
event-discussion_closed = Débat clos
do-assigned = Dire qui en répond
do-theme_approved = Approuver le thème
do-invited = Inviter un bureau
do-invitation_answered = Répondre à l’invitation
do-discussion_closed = Clore le débat
says-theme_approved = Motifs ou conditions (facultatif)
says-invited = Texte de l’invitation (facultatif)
says-invitation_answered = Ce que vous en dites (facultatif)
says-discussion_closed = Ce qui en est sorti, ou pourquoi il n’a pas lieu
standing-proposed = Proposé
standing-approved = Approuvé
standing-closed = Clos
propose = Proposer…
propose-title = Proposer le thème (version { $version })
propose-copy = Une copie de la fiche telle qu’elle est maintenant part avec la prochaine synchronisation vers les services du siège. Personne d’autre ne la lit tant que le thème n’est pas approuvé et que des bureaux ne sont pas invités.
propose-do = Proposer
propose-busy = Proposition en cours
programme = Envoyer aux invités…
programme-title = Envoyer la version { $version } aux invités
programme-copy = Une copie de la fiche telle qu’elle est maintenant part avec la prochaine synchronisation vers les services du siège et vers les bureaux invités. Ce qui est confidentiel ne va qu’au siège.
programme-do = Envoyer
programme-busy = Envoi en cours

# Le tableau du service.
rail-board = Tableau
command-board = Tableau
board-filters = Quelles demandes
board-whose = Qui en répond
board-of-nobody = Personne n’est désigné
board-overdue = En retard seulement
board-unread = nouvelle version
board-empty = Aucune demande n’est en cours. Celles que les bureaux soumettent arrivent ici à la prochaine synchronisation.
board-none-so = Aucune demande ne correspond. Choisissez moins pour en voir plus.
board-more = { $count } de plus
steps = Durée de chaque étape
levels = Délais de service
levels-explained = En combien de jours ouvrés, du lundi au vendredi, une demande avance. Ce qui dure plus longtemps apparaît en retard sur le tableau du service de ce bureau.
level-acknowledge = Pour accuser réception
level-decide = Pour demander ou décider
level-answer = Pour que le bureau réponde
level-start = Jusqu’au début de l’assistance
levels-set = Fixer
event-levels_set = Délais de service fixés
board-days =
    { $days ->
        [0] moins d’un jour ouvré
        [one] { $days } jour ouvré
       *[other] { $days } jours ouvrés
    }
board-late =
    { $days ->
        [one] { $days } jour de retard
       *[other] { $days } jours de retard
    }
board-late-count =
    { $count ->
        [one] { $count } en retard
       *[other] { $count } en retard
    }
board-level =
    { $days ->
        [one] sous { $days } jour ouvré
       *[other] sous { $days } jours ouvrés
    }

# Ce qu’une fiche a en commun avec d’autres.
related-open = En lien
related-title = Fiches en lien
related-explained = Pour autant qu’elles soient connues sur cet appareil. Celles qui ont le plus en commun viennent en premier.
related-none = Rien sur cet appareil n’a de thème, de recommandation, ou d’État et de période en commun avec elle.
related-linked = Liées
related-activities = Activités qui se recoupent par l’État, le sujet et la période
related-requests = Demandes semblables
related-practices = Pratiques sur les mêmes sujets
related-observations = Ce que les procédures spéciales ont vu dans l’État
related-themes = mêmes thèmes : { $themes }
plan-activity = Prévoir une activité pour elle
related-recommendations =
    { $count ->
        [one] { $count } recommandation en commun
       *[other] { $count } recommandations en commun
    }
related-days =
    { $days ->
        [one] en même temps { $days } jour
       *[other] en même temps { $days } jours
    }

# Par où l’on commence.
rail-home = Aujourd’hui
command-home = Aujourd’hui
home-title = Aujourd’hui
home-nothing = Rien ne vous attend.
home-no-news = Personne d’autre n’a rien décidé depuis votre dernier passage.
home-news = Nouveau depuis votre dernier passage
home-more = Et sur { $count } autres.
home-earlier = et { $count } auparavant
home-seen = J’ai vu
todo-answer =
    { $count ->
        [one] Une fiche a des questions sans réponse
       *[other] { $count } fiches ont des questions sans réponse
    }
todo-refused =
    { $count ->
        [one] Le siège n’a pas pris une décision
       *[other] Le siège n’a pas pris { $count } décisions
    }
todo-resolve =
    { $count ->
        [one] Une fiche a des champs à deux valeurs
       *[other] { $count } fiches ont des champs à deux valeurs
    }
todo-overdue =
    { $count ->
        [one] Une demande attend depuis trop longtemps
       *[other] { $count } demandes attendent depuis trop longtemps
    }
todo-read =
    { $count ->
        [one] Une version à lire
       *[other] { $count } versions à lire
    }
todo-decide =
    { $count ->
        [one] Une demande à trancher
       *[other] { $count } demandes à trancher
    }
todo-assist =
    { $count ->
        [one] Votre aide est demandée pour une demande
       *[other] Votre aide est demandée pour { $count } demandes
    }
todo-reply =
    { $count ->
        [one] Une invitation sans réponse
       *[other] { $count } invitations sans réponse
    }
todo-renew =
    { $count ->
        [one] Un consentement prend fin dans le mois, ou a pris fin
       *[other] { $count } consentements prennent fin dans le mois, ou ont pris fin
    }
todo-approve =
    { $count ->
        [one] Un thème à approuver
       *[other] { $count } thèmes à approuver
    }
todo-publish =
    { $count ->
        [one] Une fiche à publier : l’État y consent
       *[other] { $count } fiches à publier : l’État y consent
    }
todo-start =
    { $count ->
        [one] Une demande acceptée attend que quelqu’un commence
       *[other] { $count } demandes acceptées attendent que quelqu’un commence
    }
todo-deliver =
    { $count ->
        [one] Une demande est en cours de réalisation
       *[other] { $count } demandes sont en cours de réalisation
    }
todo-allocate =
    { $count ->
        [one] Une demande acceptée n’a pas encore de fonds
       *[other] { $count } demandes acceptées n’ont pas encore de fonds
    }
todo-collect =
    { $count ->
        [one] Une promesse n’est pas encore venue
       *[other] { $count } promesses ne sont pas encore venues
    }
todo-join =
    { $count ->
        [one] Une personne invitée n’est pas encore là
       *[other] { $count } personnes invitées ne sont pas encore là
    }
todo-rescue =
    { $count ->
        [one] L’accès d’un appareil est retiré : ce qu’il n’avait pas envoyé peut-il être pris chez d’autres ?
       *[other] L’accès de { $count } appareils est retiré : ce qu’ils n’avaient pas envoyé peut-il être pris chez d’autres ?
    }
todo-send-again =
    { $count ->
        [one] Une fiche a changé depuis son envoi
       *[other] { $count } fiches ont changé depuis leur envoi
    }
todo-finish =
    { $count ->
        [one] Un brouillon à finir
       *[other] { $count } brouillons à finir
    }

# What the desk thinks of a request.
rail-assessment = Appréciations
new-assessment = Nouvelle appréciation
untitled-assessment = Appréciation sans titre
command-assessment = Aller aux appréciations
assessment-open = Appréciation
assessment-explained = Ce que le service pense de cette demande. Cela ne quitte jamais le siège.

# Qui fait quoi, où et quand.
rail-coordination = Qui fait quoi
command-coordination = Qui fait quoi, où et quand
coordination-explained = Les activités et les demandes d’un État connues sur cet appareil. Il y a recoupement quand deux bureaux travaillent sur un thème en même temps ; il y a lacune quand un thème est demandé et que personne n’y travaille.
coordination-filters = Quelles activités
coordination-from = Pas finies avant le
coordination-to = Commencées le
coordination-none = Aucune activité et aucune demande de cet État n’est connue ici. Synchronisez, ou choisissez un autre État ou une autre période.
coordination-matrix = Activités par thème et par bureau
coordination-requests = Demandé
coordination-notice = À regarder
coordination-gap = lacune
coordination-no-theme = Sans thème
coordination-no-time = sans date
coordination-when = du { $from } au { $to }
coordination-timeline = Dans le temps
coordination-overlaps =
    { $count ->
        [one] { $count } recoupement
       *[other] { $count } recoupements
    }

## What a State, or an institution, can say in the general debate

rail-statement = Dossiers de déclaration
command-statement = Dossiers de déclaration pour le débat général
statement-explained = Ce qu’un État, ou une institution, peut dire au débat général au titre du point 10 : expériences, résultats, difficultés et besoins, dans les mots des versions que le siège a reçues. Seul y figure ce que l’État consent à présenter au Conseil.
statement-speaker = Qui parle
statement-nobody = Choisir
statement-of = Dossier de déclaration : { $name }
statement-print = Imprimer le dossier de déclaration
statement-empty = Le siège n’a encore rien de ce qui est connu sur cet appareil. Ce qui a été soumis ou partagé peut être réuni ici.
statement-none = Rien ne peut encore en être présenté au Conseil. Ce qui manque est indiqué ci-dessous.
statement-experiences = Expériences
statement-achievements = Résultats
statement-challenges = Difficultés
statement-needs = Besoins
statement-consent = consentement de { $authority }, { $on }
statement-until = jusqu’au { $until }
statement-no-consent = l’État ne consent pas à ce que cela soit présenté au Conseil
statement-not-for-debate = non destiné au débat général
statement-not-here = son texte n’est pas sur cet appareil
statement-left-out =
    { $count ->
        [one] { $count } dossier n’y figure pas
       *[other] { $count } dossiers n’y figurent pas
    }
