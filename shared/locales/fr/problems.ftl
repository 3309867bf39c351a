# What can go wrong: what happened, what it means for the work, what to do.

problem-unknown = Il s’est produit quelque chose que cette version ne sait pas décrire ({ $code }). Rien de ce que vous avez écrit n’est perdu. Réessayez ; si cela continue, communiquez ce code à votre administrateur.

## The vault

problem-no-vault = Il n’y a pas de coffre dans { $folder }. Rien n’a été ouvert. Créez d’abord un coffre, ou indiquez le dossier qui contient le vôtre.
problem-vault-exists = Il y a déjà un coffre dans { $folder }. Il est resté tel quel. Déverrouillez-le, ou choisissez un autre dossier.
problem-wrong-passphrase = Ce n’est pas la phrase secrète de ce coffre. Rien n’a été modifié. Réessayez ; les majuscules et les minuscules comptent.
problem-passphrase-too-short = La phrase secrète est trop courte. Aucun coffre n’a été créé. Utilisez au moins { $least } caractères ; quelques mots sont faciles à retenir.
problem-not-a-vault = { $file } n’a pas été écrit par Satchel, ou est abîmé dès sa première page. Ce fichier est resté tel quel. Rétablissez une copie du dossier, ou rejoignez de nouveau votre bureau avec un nouveau coffre dans un autre dossier : tout ce qui a été envoyé est au siège.
problem-vault-key-missing = Le fichier de clef { $file } manque ; sans lui, aucune phrase secrète n’ouvre le coffre qui l’accompagne. Rien n’a été modifié. Rétablissez ce fichier ou une copie du dossier, ou choisissez un autre dossier.
problem-vault-damaged = Une partie du coffre sur ce disque est illisible ({ $reason }). Il est resté tel quel. Avant toute autre chose, copiez le dossier en lieu sûr, puis prévenez votre administrateur : tout ce qui a été envoyé est au siège.
problem-vault-too-new = Ce coffre a été écrit par une version plus récente de Satchel (format { $version }). Il est resté tel quel. Installez la version plus récente pour l’ouvrir.
problem-vault-in-use = Le coffre est ouvert dans une autre fenêtre ou par une autre commande. Rien n’a été modifié. Fermez d’abord l’autre.
problem-disk = Le disque n’a pas pu écrire ou lire { $file } ({ $reason }). Ce qui était conservé l’est toujours ; la dernière modification ne l’est pas. Vérifiez le disque et les droits d’accès au dossier, puis réessayez.
problem-disk-full = Le disque est plein. Ce qui était conservé l’est toujours ; la dernière modification ne l’est pas. Libérez de la place, puis continuez.
problem-database = Le coffre n’a pas répondu ({ $reason }). Ce qui était conservé l’est toujours. Réessayez ; si cela continue, fermez Satchel et ouvrez-le de nouveau.
problem-locked = Le coffre est verrouillé. Rien n’a été modifié. Déverrouillez-le avec votre phrase secrète.

## Records

problem-no-record = Il n’y a pas de fiche { $id } sur cet appareil. Elle n’est peut-être pas encore arrivée : synchronisez, puis réessayez.
problem-no-recommendation = Il n’y a pas de recommandation { $id } sur cet appareil. Rien n’a été lié. Synchronisez, ou cherchez-la de nouveau.
problem-read-only = Cette fiche peut être lue ici, mais pas modifiée : elle appartient à un autre bureau, ou votre fonction ne permet pas d’écrire. Demandez à ce bureau de la modifier.
problem-unknown-field = Une fiche de type { $kind } n’a pas de champ « { $path } ». Rien n’a été modifié. Ses champs sont : { $fields }.
problem-no-such-item = Il n’y a rien à « { $path } ». Rien n’a été modifié. Un collègue l’a peut-être retiré : consultez de nouveau la fiche.
problem-item-exists = L’élément « { $path } » existe déjà. Rien n’a été ajouté.
problem-wrong-value = « { $value } » ne convient pas pour « { $path } ». Valeur attendue : { $expected }. L’ancienne valeur est toujours là.
problem-not-a-text = « { $path } » n’est pas un texte long. Rien n’a été modifié. Donnez-lui plutôt une valeur.
problem-not-a-list = « { $path } » n’est pas une liste. Rien n’a été modifié.
problem-outside-text = Le texte de « { $path } » s’arrête avant cet endroit (il compte { $length } unités). Rien n’a été modifié.
problem-inside-character = À la position { $at }, { $path } contient un caractère qui occupe deux unités et ne peut pas être coupé en deux. Rien n’a été modifié. Comptez les positions en unités UTF-16, entre des caractères entiers.
problem-too-long = « { $path } » dépasserait { $limit } caractères. La dernière modification n’a pas été conservée. Raccourcissez le texte, ou mettez-en une partie en pièce jointe.
problem-too-many-items = « { $path } » compte { $limit } éléments, ce qui est le maximum. Rien n’a été ajouté.
problem-too-many-edits = Trop de modifications sont arrivées à la fois (plus de { $limit }). Aucune n’a été conservée.
problem-unknown-base = La fiche a été rouverte entre-temps. La dernière modification n’a pas été conservée. Rouvrez la fiche ; votre texte est encore dans la fenêtre et peut être copié.
problem-record-damaged = Cette fiche est arrivée illisible. Elle a été mise de côté ; toutes les autres suivent leur cours. Prévenez votre administrateur.
problem-no-such-value = « { $path } » n’a pas cette valeur parmi celles à choisir. Rien n’a été modifié. Consultez de nouveau le champ : le choix est peut-être déjà fait.
problem-bad-request = L’instruction n’a pas été comprise ({ $reason }). Rien n’a été modifié.

## Decisions

problem-not-enrolled = Cet appareil n’appartient encore à aucun bureau. Tout ce que vous écrivez est conservé ici. Rejoignez votre bureau avec le code remis par votre administrateur ; l’envoi sera alors possible.
problem-already-enrolled = Cet appareil appartient déjà à un bureau. Rien n’a été modifié. Pour un autre bureau, créez un coffre dans un autre dossier.
problem-incomplete = Rien n’est parti. Champs encore à remplir : { $fields }. Tout est conservé. Remplissez-les, puis envoyez de nouveau.
problem-two-values = Rien n’est parti. Champs qui ont deux valeurs : { $fields }. Les deux valeurs sont conservées. Choisissez-en une, puis envoyez de nouveau.
problem-role-may-not = Votre fonction ne permet pas cela. Rien n’a été modifié. Adressez-vous à un collègue dont la fonction le permet, ou à votre administrateur.
problem-not-your-office = La fiche appartient à un autre bureau. Rien n’a été modifié.
problem-not-submitted = La fiche n’a pas encore été soumise. Rien n’a été modifié.
problem-not-the-latest-version = Une version plus récente a été soumise depuis. Rien n’a été modifié. Synchronisez, puis consultez la plus récente.
problem-already-submitted = Cette version a déjà été soumise. Il n’y a rien à faire.
problem-already-acknowledged = La réception de cette version a déjà été confirmée. Il n’y a rien à faire.
problem-not-for-this-kind = Les fiches de ce type ne connaissent pas cette décision. Rien n’a été modifié.
problem-not-in-this-status = Ce qui a été décidé depuis ne le permet pas. Rien n’a été modifié. Synchronisez, puis consultez les décisions.
problem-no-open-question = Cette question n’est plus ouverte ; un collègue y a peut-être répondu. Rien n’a été modifié. Synchronisez, puis consultez les décisions.
problem-no-such-partner = Aucun partenaire n’est connu sous cet identifiant. Rien n’a été modifié. Synchronisez, puis choisissez parmi ceux qui sont là.
problem-no-consent = L’État n’y consent pas, ou n’y consent plus. Rien n’a été modifié. Consignez d’abord son consentement, avec la preuve.
problem-consent-to-earlier = L’État consent à une version antérieure, pas à la dernière. Rien n’a été modifié, et ce à quoi il a consenti reste tel quel. Montrez-lui la dernière version et consignez son consentement à celle-ci.
problem-consent-incomplete = Un consentement demande l’autorité qui le donne et sa preuve, et ne peut pas finir avant de commencer. Rien n’a été consigné. Complétez ce qui manque.
problem-not-published = Rien de cette fiche n’est publié. Rien n’a été modifié.
problem-no-such-fund = Ce fonds n’existe pas. Rien n’a été inscrit. Les fonds sont vftc, upr_participation et upr_implementation.
problem-entry-incomplete = Une écriture demande un donateur ou une fiche, un montant supérieur à zéro, et une monnaie avec son cours. Rien n’a été inscrit. Complétez ce qui manque.
problem-no-such-entry = Cette écriture du fonds n’est plus valable, ou rien ne peut s’y rattacher. Rien n’a été inscrit. Synchronisez, puis consultez de nouveau les écritures.
problem-entry-in-use = D’autres écritures s’y rattachent. Rien n’a été annulé. Annulez d’abord celles-là.
problem-balance-too-low = Il y a moins que cela. Rien n’a été inscrit. Inscrivez un montant plus petit, ou dites pourquoi prendre plus que ce qu’il y a.
problem-not-fundable = On ne réserve de l’argent que pour les demandes acceptées et les activités partagées. Rien n’a été inscrit. Choisissez l’une d’elles.
problem-not-a-table = Le fichier n’est pas un tableau lisible : { $reason }. Rien n’a été inscrit. Enregistrez-le en CSV ou Excel avec les colonnes indiquées, puis choisissez-le de nouveau.
problem-no-such-office = Ce bureau n’est pas connu. Rien n’a été modifié. Synchronisez, puis choisissez parmi ceux qui sont là.
problem-no-such-member = Cette personne n’est pas connue dans ce bureau, ou l’a quitté. Rien n’a été modifié. Synchronisez, puis choisissez parmi celles qui sont là.
problem-device-elsewhere = Aucun appareil de ce bureau ne s’y prête : c’est peut-être déjà fait. Rien n’a été modifié. Synchronisez, puis vérifiez.
problem-not-your-device = Un appareil ne peut remplacer que sa propre clé. Rien n’a été changé.
problem-key-unusable = Cette clé est inutilisable. La clé reste ce qu’elle était. Réessayez, et prévenez votre administrateur si cela se reproduit.
problem-role-elsewhere = Cette fonction n’existe pas dans un bureau de ce type. Rien n’a été modifié. Choisissez une autre fonction.
problem-other-role = Cette personne a désormais une autre fonction. Personne n’a été invité. Synchronisez, puis invitez de nouveau l’appareil.
problem-last-lead = Personne d’autre n’est chef de file du bureau : sans chef de file, il ne pourrait rien envoyer ni consentir à rien. Aucune fonction n’a été modifiée. Nommez d’abord un autre chef de file.
problem-code-reused = Ce code a déjà été donné. Il n’a invité personne. Créez-en un autre.
problem-name-unusable = Il faut un nom d’une seule ligne et pas trop long. Rien n’a été modifié. Donnez-en un autre.
problem-states-missing = Un bureau de ce type travaille pour au moins un État. Rien n’a été ajouté. Choisissez ses États.
problem-text-missing = Cette décision demande des mots : une question, une réponse ou des motifs. Rien n’a été décidé. Écrivez-les, puis décidez de nouveau.
problem-text-too-long = Le texte est trop long. Rien n’a été décidé. Raccourcissez-le, puis décidez de nouveau.

## Headquarters

problem-bad-address = « { $address } » n’est pas une adresse du siège. Rien n’a été envoyé. L’adresse commence par https:// et figure sur l’invitation.
problem-bad-code = Ce n’est pas un code d’invitation. Rien n’a été envoyé. Un code se compose de six groupes de quatre lettres et chiffres, comme sur l’invitation.
problem-code-unknown = Le siège ne connaît pas ce code. Rien n’a été modifié. Comparez-le avec l’invitation, ou demandez-en un nouveau.
problem-code-used = Ce code a déjà été utilisé ; chaque code vaut pour un seul appareil. Rien n’a été modifié. Demandez-en un nouveau.
problem-code-expired = Ce code n’est plus valable. Rien n’a été modifié. Demandez-en un nouveau.
problem-too-many-tries = Trop de codes ont été essayés. Rien n’a été modifié. Attendez quelques minutes, puis réessayez.
problem-hub-unreachable = Pas de connexion avec { $hub } ({ $reason }). Tout est conservé sur cet appareil et attend. Continuez à travailler, et synchronisez quand il y aura une connexion.
problem-sync-stopped = Vous avez arrêté la synchronisation. Ce que le siège avait déjà confirmé est envoyé ; le reste attend sur cet appareil, et la prochaine synchronisation reprendra à cet endroit.
problem-hub-refused = Le siège n’a pas accepté l’envoi ({ $reason }). Tout est conservé sur cet appareil et attend. Prévenez votre administrateur.
problem-not-a-hub = Ce n’est pas le siège qui répond à cette adresse (réponse { $status }) ; c’est peut-être la page d’accès d’un réseau. Tout est conservé sur cet appareil et attend. Ouvrez un navigateur pour vous connecter au réseau, ou vérifiez l’adresse.
problem-wrong-hub = La réponse ne vient pas du siège qui a invité cet appareil. Rien n’y a été envoyé et tout est conservé ici. Comparez l’adresse avec l’invitation, et prévenez votre administrateur.
problem-bad-reply = La réponse du siège est illisible ({ $reason }). Tout est conservé sur cet appareil et attend. Synchronisez de nouveau.
problem-hub-unavailable = Le siège ne peut pas répondre pour le moment. Tout est conservé sur cet appareil et attend. Synchronisez de nouveau plus tard.
problem-attachment-too-large = Le siège n’accepte pas un fichier de cette taille. Il est conservé sur cet appareil. Joignez-en un plus petit.
problem-no-such-problem = Rien n’est mis de côté sous le numéro { $number }. La liste des problèmes donne les numéros.
problem-office-full = Le siège n’a plus de place pour les fichiers de ce bureau. Le fichier est conservé sur cet appareil et tout le reste continue. Prévenez le siège.
problem-attachment-other-length = Le siège connaît ce fichier avec une autre longueur. Il est conservé sur cet appareil. Joignez-le une nouvelle fois.
problem-attachment-damaged = Ce que le siège a reçu d’un fichier est endommagé et a été écarté. Le fichier est conservé sur cet appareil et repartira à la prochaine synchronisation.
problem-unknown-device = Le siège ne connaît pas cet appareil. Tout est conservé ici. Prévenez votre administrateur.
problem-device-revoked = Le siège a retiré l’accès à cet appareil. Tout est conservé ici. Prévenez votre administrateur.
problem-key-replaced = La clé de cet appareil a été remplacée, et ceci est une copie plus ancienne de son coffre. Le siège n’en accepte plus rien. Tout est conservé ici, chiffré. Continuez avec le coffre qui a la nouvelle clé, ou prévenez votre administrateur.
problem-wrong-signature = Une signature n’est pas valable ; rien de cet envoi n’a été accepté. Tout ce que vous avez écrit est conservé. Prévenez votre administrateur.
problem-counter-replayed = Le siège a déjà reçu de cet appareil un envoi plus récent : le coffre est peut-être une ancienne copie. Tout est conservé ici. Prévenez votre administrateur.
problem-protocol-unknown = Le siège utilise une autre version de Satchel. Tout est conservé sur cet appareil et attend. Installez la version indiquée par le siège.
problem-pack-unreadable = Des modifications sont arrivées illisibles. Elles ont été mises de côté ; tout le reste suit son cours. Prévenez votre administrateur.
problem-pack-too-large = Les modifications de cette fiche sont trop volumineuses pour être envoyées en une fois. Elles sont conservées ici. Prévenez votre administrateur.
problem-pack-not-as-signed = Des modifications sont arrivées qui ne sont pas celles qui ont été signées. Elles ont été mises de côté ; tout le reste suit son cours. Prévenez votre administrateur.
problem-foreign-actor = Des modifications sont arrivées sous le nom d’un autre appareil. Elles ont été mises de côté ; tout le reste suit son cours. Prévenez votre administrateur.
problem-actor-reused = Le siège a d’autres modifications sous le même numéro : le coffre est peut-être une ancienne copie. Tout est conservé ici. Prévenez votre administrateur.
problem-missing-changes = Des modifications antérieures de cette fiche ne sont pas encore arrivées. Elle a été mise de côté ; toutes les autres suivent leur cours. Synchronisez de nouveau plus tard.
problem-missing-version = Une décision est arrivée sans la version sur laquelle elle porte. Elle a été mise de côté ; tout le reste suit son cours. Prévenez votre administrateur.
problem-kind-differs = Des modifications d’un autre type sont arrivées pour cette fiche. Elles ont été mises de côté ; tout le reste suit son cours. Prévenez votre administrateur.
problem-update-unreadable = Un élément est arrivé illisible. Il a été mis de côté ; tout le reste suit son cours. Prévenez votre administrateur.
problem-version-unreadable = Le siège n’a pas pu lire la version soumise. Tout est conservé ici. Soumettez de nouveau ; si cela continue, prévenez votre administrateur.
problem-version-of-another-record = Avec cette décision, le siège a reçu la version d’une autre fiche. Tout est conservé ici. Prévenez votre administrateur.
problem-decision-id-reused = Le siège a une autre décision sous le même numéro : le coffre est peut-être une ancienne copie. Tout est conservé ici. Prévenez votre administrateur.
problem-message-unreadable = Un message est illisible. Tout est conservé sur cet appareil et attend. Synchronisez de nouveau.
problem-message-too-large = Un message est plus volumineux que ce que le siège accepte. Tout est conservé sur cet appareil. Prévenez votre administrateur.

## The window

problem-window-token-missing = Cette page a été ouverte sans sa clef. Rien n’a été modifié. Ouvrez en entier l’adresse indiquée par Satchel.
problem-back-end-gone = Satchel ne répond pas : son programme s’est arrêté. Tout ce qui est indiqué comme conservé l’est. Relancez-le.
problem-back-end-failed = Satchel n’a pas pu terminer cette opération. Tout ce qui est indiqué comme conservé l’est. Réessayez ; si cela continue, relancez Satchel.
problem-empty-comment = Un commentaire doit contenir au moins un mot. Rien n’a été ajouté. Écrivez ce que vous voulez dire, puis ajoutez-le de nouveau.
problem-no-such-moment = L’historique de cette fiche ne contient pas « { $moment } » sur cet appareil. Rien n’a été modifié. Ouvrez de nouveau l’historique et choisissez-y une entrée ou une version.

## Fichiers joints

problem-file-too-large = « { $name } » dépasse { $limit } Mo, la limite pour un fichier. Il n’a pas été joint. Joignez une copie plus petite, ou divisez-le.
problem-too-many-files = Cette fiche compte { $limit } fichiers, ce qui est la limite. Rien n’a été joint. Retirez ce qui n’est plus nécessaire, ou réunissez plusieurs documents en un fichier.
problem-vault-full = Les fichiers de ce coffre dépasseraient { $limit } Mo, ce qui est la limite. Le fichier n’a pas été joint. Joignez une copie plus petite.
problem-file-incomplete = Le fichier n’est pas arrivé en entier et n’a pas été joint. Tout le reste est conservé. Joignez-le de nouveau.
problem-no-such-file = Cette fiche n’a pas de fichier « { $name } ». Rien n’a été écrit. Consultez de nouveau la liste de ses fichiers.
problem-file-not-here = Le fichier « { $name } » a été joint sur un autre appareil et son contenu n’est pas sur celui-ci. Demandez-le à la personne qui l’a joint, ou consultez-le là-bas.
problem-file-damaged = « { $name } » n’est plus tel qu’il a été joint : une partie du coffre est peut-être endommagée. Rien n’a été écrit. Joignez de nouveau le fichier d’origine.
problem-file-exists = Il existe déjà un fichier { $name }. Il a été laissé tel quel. Choisissez un autre nom.
problem-picture-keeps-location = Le lieu où « { $name } » a été prise n’a pas pu être retiré. L’image n’a pas été jointe. Joignez une copie enregistrée en JPEG ou en PNG, ou joignez-la avec son lieu.
problem-picture-stays-large = « { $name } » n’a pas pu être réduite sur cet appareil. Elle a été jointe dans sa taille d’origine.
problem-not-a-satchel = « { $name } » n’est pas une sacoche : rien n’y peut être ouvert. Rien n’a été changé. Demandez le fichier à nouveau ou choisissez-en un autre.
problem-satchel-for-another = « { $name } » a été préparé pour { $to }, et personne d’autre ne peut l’ouvrir. Rien n’a été changé. Transmettez-lui le fichier.
problem-satchel-of-another-version = « { $name } » a été préparé par une autre version de Satchel. Rien n’en a été repris et rien n’a été modifié ici. Gardez le fichier, installez la même version des deux côtés, puis lisez-le de nouveau.
problem-no-such-device = Aucun autre appareil de votre bureau n’est connu ici sous le nom « { $name } ». Rien n’a été préparé. Consultez la liste des appareils ; celui d’un nouveau collègue est connu dès que sa sacoche ou une réponse du siège a été ouverte ici.
problem-several-devices = Plusieurs appareils de votre bureau sont connus ici sous le nom « { $name } ». Rien n’a été préparé. Désignez l’un d’eux par son identifiant.
problem-satchel-damaged = Une partie de la sacoche est endommagée. Tout ce qui était bon a été gardé. Ouvrez-la à partir d’une autre copie ou redemandez-la ; l’ouvrir deux fois ne nuit pas.
problem-no-hub-address = Cet appareil a été inscrit par courrier et ne connaît pas l’adresse du siège. Tout est gardé ici. Préparez une sacoche pour le siège, ou inscrivez-vous encore une fois avec l’adresse et le même code.
problem-already-invited = Ce bureau est déjà invité. Rien n’a été envoyé. Attendez sa réponse, ou invitez-en un autre.
problem-already-assigned = La même personne en répond déjà. Rien n’a changé.
problem-levels-impossible = Un délai de service va de 1 à 365 jours ouvrés, pour un bureau du siège. Rien n’a changé. Donnez au moins un jour à chaque étape.
