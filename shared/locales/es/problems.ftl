# What can go wrong: what happened, what it means for the work, what to do.

problem-unknown = Ocurrió algo que esta versión no sabe explicar ({ $code }). No se perdió nada de lo que escribió. Vuelva a intentarlo y, si continúa, comunique este código a quien administra Satchel.

## The vault

problem-no-vault = No hay ninguna caja fuerte en { $folder }. No se abrió nada. Cree una primero o indique la carpeta que contiene la suya.
problem-vault-exists = Ya hay una caja fuerte en { $folder }. Quedó como estaba. Desbloquéela o elija otra carpeta.
problem-wrong-passphrase = Esta no es la frase de acceso de esta caja fuerte. No se cambió nada. Vuelva a intentarlo; las mayúsculas y las minúsculas cuentan.
problem-passphrase-too-short = La frase de acceso es demasiado corta. No se creó ninguna caja fuerte. Use { $least } caracteres o más; unas pocas palabras son fáciles de recordar.
problem-not-a-vault = Satchel no escribió { $file }, o el archivo está dañado desde la primera página. Quedó como estaba. Recupere una copia de la carpeta, o vuelva a unirse a su oficina con una caja fuerte nueva en otra carpeta: todo lo que se envió está en la sede.
problem-vault-key-missing = Falta el archivo de la llave { $file }, y sin él ninguna frase de acceso abre la caja fuerte que está a su lado. No se cambió nada. Recupere ese archivo o una copia de la carpeta, o elija otra carpeta.
problem-vault-damaged = No se puede leer una parte de la caja fuerte en este disco ({ $reason }). Quedó como estaba. Antes que nada, copie la carpeta en un lugar seguro y después informe a quien administra Satchel: todo lo que se envió está en la sede.
problem-vault-too-new = Esta caja fuerte se creó con una versión más reciente de Satchel (formato { $version }). Quedó como estaba. Instale la versión más reciente para abrirla.
problem-vault-in-use = La caja fuerte está abierta en otra ventana o por otra orden. No se cambió nada. Cierre primero la otra.
problem-disk = El disco no pudo guardar o leer { $file } ({ $reason }). Lo que ya estaba guardado sigue guardado; el último cambio, no. Compruebe el disco y los permisos de la carpeta y vuelva a intentarlo.
problem-disk-full = El disco está lleno. Lo que ya estaba guardado sigue guardado; el último cambio, no. Libere espacio y continúe.
problem-database = La caja fuerte no respondió ({ $reason }). Lo que ya estaba guardado sigue guardado. Vuelva a intentarlo; si continúa, cierre Satchel y vuelva a abrirlo.
problem-locked = La caja fuerte está bloqueada. No se cambió nada. Desbloquéela con su frase de acceso.

## Records

problem-no-record = En este dispositivo no hay ninguna ficha { $id }. Puede que aún no haya llegado: sincronice y vuelva a intentarlo.
problem-no-recommendation = En este dispositivo no hay ninguna recomendación { $id }. No se vinculó nada. Sincronice o vuelva a buscarla.
problem-read-only = Esta ficha se puede leer aquí, pero no modificar: pertenece a otra oficina, o su función no permite escribir. Pida a esa oficina que la modifique.
problem-unknown-field = Una ficha del tipo «{ $kind }» no tiene ningún campo «{ $path }». No se cambió nada. Sus campos son: { $fields }.
problem-no-such-item = No hay nada en «{ $path }». No se cambió nada. Puede que otra persona lo haya quitado: vuelva a mirar la ficha.
problem-item-exists = Ya hay un elemento «{ $path }». No se añadió nada.
problem-wrong-value = «{ $path }» admite { $expected }, no «{ $value }». El valor anterior se conserva.
problem-not-a-text = «{ $path }» no es un texto largo. No se cambió nada. Indique su valor completo.
problem-not-a-list = «{ $path }» no es una lista. No se cambió nada.
problem-outside-text = El texto de «{ $path }» termina antes de ese punto (tiene { $length } unidades). No se cambió nada.
problem-inside-character = { $path } tiene en la posición { $at } un carácter que ocupa dos unidades y no se puede dividir. No se cambió nada. Cuente las posiciones en unidades UTF-16, entre caracteres enteros.
problem-too-long = «{ $path }» tendría más de { $limit } caracteres. El último cambio no se guardó. Acorte el texto o ponga una parte en un archivo adjunto.
problem-too-many-items = «{ $path }» tiene { $limit } elementos, que es el límite. No se añadió nada.
problem-too-many-edits = Llegaron demasiados cambios a la vez (más de { $limit }). No se guardó ninguno.
problem-unknown-base = Entretanto la ficha se volvió a abrir. El último cambio no se guardó. Abra la ficha de nuevo; su texto sigue en la ventana y se puede copiar.
problem-record-damaged = Esta ficha no se puede leer tal como llegó. Se apartó y todas las demás siguen su curso. Informe a quien administra Satchel.
problem-no-such-value = «{ $path }» no tiene ese valor para elegir. No se cambió nada. Vuelva a mirar el campo: puede que ya se haya decidido.
problem-bad-request = No se entendió la petición ({ $reason }). No se cambió nada.

## Decisions

problem-not-enrolled = Este dispositivo todavía no pertenece a ninguna oficina. Todo lo que escribe se guarda aquí. Únase a su oficina con el código que le facilite quien administra Satchel; después se podrá enviar.
problem-already-enrolled = Este dispositivo ya pertenece a una oficina. No se cambió nada. Para otra oficina, cree una caja fuerte en otra carpeta.
problem-incomplete = No se envió: todavía falta lo siguiente: { $fields }. Todo está guardado. Rellénelo y vuelva a enviar.
problem-two-values = No se envió: estos campos tienen dos valores: { $fields }. Ambos están guardados. Elija uno y vuelva a enviar.
problem-role-may-not = Su función no permite hacer esto. No se cambió nada. Pídalo a otra persona cuya función lo permita o a quien administra Satchel.
problem-not-your-office = La ficha pertenece a otra oficina. No se cambió nada.
problem-not-submitted = La ficha todavía no se ha presentado. No se cambió nada.
problem-not-the-latest-version = Después se presentó una versión más reciente. No se cambió nada. Sincronice y mire la más reciente.
problem-already-submitted = Esta misma versión ya se presentó. No hace falta hacer nada.
problem-already-acknowledged = Ya se acusó recibo de esta versión. No hace falta hacer nada.
problem-not-for-this-kind = Las fichas de este tipo no admiten esa decisión. No se cambió nada.
problem-not-in-this-status = Lo que se ha decidido desde entonces no lo permite. No se cambió nada. Sincronice y mire las decisiones.
problem-no-open-question = Esta pregunta ya no está abierta; quizá la contestó un colega. No se cambió nada. Sincronice y mire las decisiones.
problem-no-such-partner = No se conoce ningún asociado con este identificador. No se cambió nada. Sincronice y elija uno de los que hay.
problem-no-consent = El Estado no lo consiente, o ya no. No se cambió nada. Registre primero su consentimiento, con la prueba.
problem-consent-to-earlier = El Estado consiente una versión anterior, no la última. No se cambió nada, y lo que consintió queda como está. Muéstrele la última versión y registre su consentimiento a ella.
problem-consent-incomplete = Un consentimiento necesita la autoridad que lo da y su prueba, y no puede terminar antes de empezar. No se registró nada. Complete lo que falta.
problem-not-published = Nada de esta ficha está publicado. No se cambió nada.
problem-no-such-fund = No existe ese fondo. No se anotó nada. Los fondos son vftc, upr_participation y upr_implementation.
problem-entry-incomplete = Una anotación necesita un donante o una ficha, un importe mayor que cero y una moneda con su tipo de cambio. No se anotó nada. Complete lo que falta.
problem-no-such-entry = Esa anotación del fondo ya no vale, o nada puede apoyarse en ella. No se anotó nada. Sincronice y vuelva a mirar las anotaciones.
problem-entry-in-use = Otras anotaciones se apoyan en esta. No se anuló nada. Anule primero aquellas.
problem-balance-too-low = Hay menos que eso. No se anotó nada. Anote un importe menor, o diga por qué se toma más de lo que hay.
problem-not-fundable = Solo se reserva dinero para solicitudes aceptadas y actividades compartidas. No se anotó nada. Elija una de ellas.
problem-not-a-table = El archivo no es una tabla que se pueda leer: { $reason }. No se anotó nada. Guárdelo como CSV o Excel con las columnas que se indican y elíjalo de nuevo.
problem-no-such-office = No se conoce esa oficina. No se cambió nada. Sincronice y elija una de las que hay.
problem-no-such-member = No se conoce a esa persona en esta oficina, o la ha dejado. No se cambió nada. Sincronice y elija una de las que hay.
problem-device-elsewhere = Ningún dispositivo de esta oficina admite eso: puede que ya se haya hecho. No se cambió nada. Sincronice y vuelva a mirar.
problem-not-your-device = Un dispositivo solo puede reemplazar su propia clave. No se cambió nada.
problem-key-unusable = Esa clave no se puede usar. La clave sigue siendo la de antes. Inténtelo de nuevo e informe a quien administra Satchel si vuelve a ocurrir.
problem-role-elsewhere = No existe esa función en una oficina de este tipo. No se cambió nada. Elija otra función.
problem-other-role = La persona tiene ahora otra función. No se invitó a nadie. Sincronice e invite de nuevo al dispositivo.
problem-last-lead = Nadie más tiene la coordinación de la oficina: sin ella no podría enviar nada ni consentir nada. No se cambió ninguna función. Dé primero la coordinación a otra persona.
problem-code-reused = Ese código ya se entregó antes. No se invitó a nadie con él. Cree otro.
problem-name-unusable = Hace falta un nombre de una sola línea y no demasiado largo. No se cambió nada. Escriba otro.
problem-states-missing = Una oficina de este tipo trabaja al menos para un Estado. No se añadió nada. Elija sus Estados.
problem-text-missing = Esta decisión necesita palabras: una pregunta, una respuesta o motivos. No se decidió nada. Escríbalas y decida de nuevo.
problem-text-too-long = El texto es demasiado largo. No se decidió nada. Acórtelo y decida de nuevo.

## Headquarters

problem-bad-address = «{ $address }» no es la dirección de una sede. No se envió nada. Una dirección empieza por https:// y figura en la invitación.
problem-bad-code = Este no es un código de invitación. No se envió nada. Un código consta de seis grupos de cuatro letras y cifras, como figura en la invitación.
problem-code-unknown = La sede no conoce este código. No se cambió nada. Compárelo con la invitación o pida uno nuevo.
problem-code-used = Este código ya se usó; cada código sirve para un solo dispositivo. No se cambió nada. Pida uno nuevo.
problem-code-expired = Este código ha caducado. No se cambió nada. Pida uno nuevo.
problem-too-many-tries = Se probaron demasiados códigos. No se cambió nada. Espere unos minutos y vuelva a intentarlo.
problem-hub-unreachable = No hay conexión con { $hub } ({ $reason }). Todo está guardado en este dispositivo y espera. Siga trabajando y sincronice cuando haya conexión.
problem-sync-stopped = Usted detuvo la sincronización. Lo que la sede confirmó antes está enviado; lo demás espera en este dispositivo, y la próxima sincronización continuará desde ahí.
problem-hub-refused = La sede no admitió la petición ({ $reason }). Todo está guardado en este dispositivo y espera. Informe a quien administra Satchel.
problem-not-a-hub = Lo que responde en esta dirección no es la sede (estado { $status }); puede ser la página de acceso de una red. Todo está guardado en este dispositivo y espera. Abra un navegador para acceder a la red, o compruebe la dirección.
problem-wrong-hub = Respondió una sede distinta de la que invitó a este dispositivo. No se le envió nada y todo está guardado aquí. Compare la dirección con la invitación e informe a quien administra Satchel.
problem-bad-reply = No se pudo leer la respuesta de la sede ({ $reason }). Todo está guardado en este dispositivo y espera. Sincronice de nuevo.
problem-hub-unavailable = La sede no puede responder en este momento. Todo está guardado en este dispositivo y espera. Sincronice de nuevo más tarde.
problem-attachment-too-large = La sede no acepta un archivo de este tamaño. Está guardado en este dispositivo. Adjunte uno más pequeño.
problem-no-such-problem = No hay nada apartado con el número { $number }. Los números están en la lista de problemas.
problem-office-full = La sede ya no tiene espacio para los archivos de esta oficina. El archivo está guardado en este dispositivo y todo lo demás continúa. Avise a la sede.
problem-attachment-other-length = La sede conoce este archivo con otra longitud. Está guardado en este dispositivo. Adjúntelo de nuevo.
problem-attachment-damaged = Lo que la sede recibió de un archivo está dañado y se ha descartado. El archivo está guardado en este dispositivo y se enviará de nuevo con la próxima sincronización.
problem-unknown-device = La sede no conoce este dispositivo. Todo está guardado aquí. Informe a quien administra Satchel.
problem-device-revoked = La sede ha dado de baja este dispositivo. Todo está guardado aquí. Informe a quien administra Satchel.
problem-key-replaced = La clave de este dispositivo se reemplazó, y esta es una copia anterior de su bóveda. La sede ya no acepta nada de ella. Todo está guardado aquí, cifrado. Siga con la bóveda que tiene la clave nueva, o informe a quien administra Satchel.
problem-wrong-signature = Una firma no era válida, así que no se tomó nada de lo que llegó con ella. Todo lo que escribió está guardado. Informe a quien administra Satchel.
problem-counter-replayed = La sede ya ha visto una petición posterior de este dispositivo: la caja fuerte puede ser una copia antigua. Todo está guardado aquí. Informe a quien administra Satchel.
problem-protocol-unknown = La sede usa otra versión de Satchel. Todo está guardado en este dispositivo y espera. Instale la versión que indique la sede.
problem-pack-unreadable = Llegaron cambios que no se pudieron leer. Se apartaron y todo lo demás sigue su curso. Informe a quien administra Satchel.
problem-pack-too-large = Los cambios de esta ficha son demasiado grandes para enviarlos de una vez. Están guardados aquí. Informe a quien administra Satchel.
problem-pack-not-as-signed = Llegaron cambios que no coinciden con lo que se firmó. Se apartaron y todo lo demás sigue su curso. Informe a quien administra Satchel.
problem-foreign-actor = Llegaron cambios a nombre de otro dispositivo. Se apartaron y todo lo demás sigue su curso. Informe a quien administra Satchel.
problem-actor-reused = La sede tiene otros cambios con el mismo número: la caja fuerte puede ser una copia antigua. Todo está guardado aquí. Informe a quien administra Satchel.
problem-missing-changes = Todavía no han llegado cambios anteriores de esta ficha. Se apartó y todas las demás siguen su curso. Sincronice de nuevo más tarde.
problem-missing-version = Llegó una decisión sin la versión a la que se refiere. Se apartó y todo lo demás sigue su curso. Informe a quien administra Satchel.
problem-kind-differs = Llegaron para esta ficha cambios que son de otro tipo. Se apartaron y todo lo demás sigue su curso. Informe a quien administra Satchel.
problem-update-unreadable = Llegó algo que no se pudo leer. Se apartó y todo lo demás sigue su curso. Informe a quien administra Satchel.
problem-version-unreadable = La sede no pudo leer la versión presentada. Todo está guardado aquí. Vuelva a presentarla; si continúa, informe a quien administra Satchel.
problem-version-of-another-record = Con esta decisión la sede recibió una versión de otra ficha. Todo está guardado aquí. Informe a quien administra Satchel.
problem-decision-id-reused = La sede tiene otra decisión con el mismo número: la caja fuerte puede ser una copia antigua. Todo está guardado aquí. Informe a quien administra Satchel.
problem-message-unreadable = No se pudo leer un mensaje. Todo está guardado en este dispositivo y espera. Sincronice de nuevo.
problem-message-too-large = Un mensaje es más grande de lo que admite la sede. Todo está guardado en este dispositivo. Informe a quien administra Satchel.

## The window

problem-window-token-missing = Esta página se abrió sin su llave. No se cambió nada. Abra completa la dirección que mostró Satchel.
problem-back-end-gone = Satchel no responde: su programa se ha cerrado. Todo lo que aparecía como guardado está guardado. Vuelva a iniciarlo.
problem-back-end-failed = Satchel no pudo terminar esto. Todo lo que aparecía como guardado está guardado. Vuelva a intentarlo; si continúa, reinicie Satchel.
problem-empty-comment = Un comentario necesita al menos una palabra. No se añadió nada. Escriba lo que quiere decir y vuelva a añadirlo.
problem-no-such-moment = El historial de esta ficha no tiene «{ $moment }» en este dispositivo. No se cambió nada. Abra de nuevo el historial y elija en él una entrada o una versión.

## Archivos adjuntos

problem-file-too-large = «{ $name }» supera los { $limit } MB, que es el límite de un archivo. No se adjuntó. Adjunte una copia más pequeña o divídalo.
problem-too-many-files = Esta ficha tiene { $limit } archivos, que es el límite. No se adjuntó nada. Retire lo que ya no haga falta o reúna varios documentos en un archivo.
problem-vault-full = Los archivos de esta caja fuerte superarían los { $limit } MB, que es el límite. No se adjuntó. Adjunte una copia más pequeña.
problem-file-incomplete = El archivo no llegó entero y no se adjuntó. Todo lo demás se conserva. Adjúntelo de nuevo.
problem-no-such-file = Esta ficha no tiene ningún archivo «{ $name }». No se escribió nada. Consulte de nuevo la lista de sus archivos.
problem-file-not-here = El archivo «{ $name }» se adjuntó en otro dispositivo y su contenido no está en este. Pídaselo a quien lo adjuntó o consúltelo allí.
problem-file-damaged = «{ $name }» no está como se adjuntó: puede que parte de la caja fuerte esté dañada. No se escribió nada. Adjunte de nuevo el archivo original.
problem-file-exists = Ya hay un archivo { $name }. Se dejó como estaba. Elija otro nombre.
problem-picture-keeps-location = No se pudo quitar de «{ $name }» el lugar donde se tomó. No se adjuntó. Adjunte una copia guardada como JPEG o PNG, o adjúntela con su lugar.
problem-picture-stays-large = No se pudo reducir «{ $name }» en este dispositivo. Se adjuntó en su tamaño original.
problem-not-a-satchel = «{ $name }» no es una cartera: no hay en él nada que se pueda abrir. No se ha cambiado nada. Pida el archivo de nuevo o elija otro.
problem-satchel-for-another = «{ $name }» se preparó para { $to } y nadie más puede abrirlo. No se ha cambiado nada. Hágale llegar el archivo.
problem-satchel-of-another-version = «{ $name }» fue preparado por otra versión de Satchel. No se tomó nada de él ni se cambió nada aquí. Conserve el archivo, instale la misma versión en ambos lados y léalo de nuevo.
problem-no-such-device = Aquí no se conoce ningún otro dispositivo de su oficina como «{ $name }». No se ha preparado nada. Consulte la lista de dispositivos; el de un colega nuevo se conoce cuando se ha abierto aquí su cartera o una respuesta de la sede.
problem-several-devices = Aquí se conocen varios dispositivos de su oficina como «{ $name }». No se ha preparado nada. Indique uno de ellos por su identificador.
problem-satchel-damaged = Una parte de la cartera está dañada. Se ha guardado todo lo que estaba bien. Ábrala desde otra copia o pídala de nuevo; abrirla dos veces no hace daño.
problem-no-hub-address = Este dispositivo se inscribió por mensajero y no conoce la dirección de la sede. Todo se guarda aquí. Prepare una cartera para la sede o inscríbase otra vez con la dirección y el mismo código.
problem-already-invited = Esta oficina ya está invitada. No se envió nada. Espere su respuesta, o invite a otra.
problem-already-assigned = La misma persona ya responde de ello. No ha cambiado nada.
problem-levels-impossible = Un plazo de servicio es de 1 a 365 días hábiles, de una oficina de la sede. No ha cambiado nada. Dé al menos un día a cada paso.
