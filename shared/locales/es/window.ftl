# The interface. Short, plain, the field's own words.
#
# Names of fields follow the schema: field-KIND-PATH and hint-KIND-PATH with hyphens between the parts of a path,
# section-KIND-NAME, code-KIND-PATH-CODE, and for lists add-KIND-PATH and empty-KIND-PATH.

product = Satchel
back = Atrás
close = Cerrar
try-again = Volver a intentarlo
needed = obligatorio
label-within = { $outer }: { $field }
not-chosen = Sin elegir
yes = Sí
no = No
language = Idioma

## The first pages

front-unreachable = No se puede acceder a Satchel
window-stopped = Esta ventana se ha detenido. Lo que figuraba como guardado está a salvo en este dispositivo. Cierre la ventana y vuelva a abrirla.
create-title = Elija una frase de acceso
create-what = Todo lo que escriba se guarda en este dispositivo, en una caja fuerte que solo se abre con su frase de acceso. Unas pocas palabras que pueda recordar son mejores que una sola palabra difícil.
create-unrecoverable = Nadie puede recuperar una frase de acceso: ni sus colegas, ni quien administra Satchel, ni la sede. Sin ella se pierde lo que no se haya enviado.
create-do = Crear la caja fuerte
create-busy = Creando la caja fuerte
passphrase = Frase de acceso
passphrase-again = La misma frase de acceso otra vez
passphrase-hint = Al menos { $count } caracteres.
passphrase-show = Mostrar
passphrase-hide = Ocultar
passphrase-too-short = La frase de acceso tiene menos de { $count } caracteres. Añada una palabra.
passphrase-different = Las dos frases no son iguales. Vuelva a escribir la frase de acceso.
unlock-title = Desbloquee su caja fuerte
unlock-what = Lo que escribió está en este dispositivo, bajo llave. Se abre con su frase de acceso; no hace falta conexión.
unlock-do = Desbloquear
unlock-busy = Desbloqueando

## Joining an office

join-title = Únase a su oficina
join-what = Puede escribir sin unirse a una oficina. Para enviar a la sede lo que escriba, y para escribir con colegas, introduzca los datos de su invitación. Para ello hace falta conexión una vez.
join-url = Dirección de la sede
join-url-hint = Empieza por https:// y figura en la invitación.
join-code = Código
join-code-hint = Sirve una sola vez, para este dispositivo.
join-do = Unirse
join-busy = Uniéndose
membership-title = Su oficina
member-name = Nombre
member-role = Función
member-office = Oficina
member-office-kind = Tipo de oficina
member-states = Estados
member-hub = Sede
role-drafter = Redacción
role-lead = Coordinación
role-desk = Sección encargada
role-fund = Fondo
role-partner = Entidad asociada
role-mandate = Mandato
role-admin = Administración
office-field-office = Oficina sobre el terreno
office-nhri = Institución nacional de derechos humanos
office-agency = Organismo de las Naciones Unidas
office-headquarters = Sede
office-mandate = Procedimiento especial

## The rail

rail = Lugares principales
rail-work = Mi trabajo
rail-request = Solicitudes
rail-practice = Prácticas
rail-activity = Actividades
rail-discussion = Mesas redondas
rail-observation = Observaciones
rail-recommendations = Recomendaciones
rail-join = Unirse a su oficina
rail-membership = Su oficina
rail-no-office = Aún sin oficina
rail-lock = Bloquear
rail-palette = Acciones
rail-menu = Menú

## The bag

bag-empty = Nada por enviar
bag-waiting =
    { $count ->
        [one] { $count } cambio en la cartera
       *[other] { $count } cambios en la cartera
    }
bag-all-sent = Último envío completo a la sede: { $when }.
bag-never-sent = La sede aún no ha recibido nada de este dispositivo.
bag-no-office = Guardado solo en este dispositivo. Únase a su oficina para enviarlo.
bag-set-aside =
    { $count ->
        [one] { $count } ficha apartada
       *[other] { $count } fichas apartadas
    }
bag-failed = La última sincronización no se completó. Abra para ver el motivo.

## Sync

sync-do = Sincronizar ahora
sync-stop = Detener la sincronización
sync-title = Lo que espera y lo que se envió
sync-waiting = En la cartera
sync-nothing-waits = Nada por enviar. Lo próximo que escriba aparecerá aquí.
sync-link = La conexión
sync-in-touch = Mantenerse en contacto
sync-in-touch-explained = Mientras haya conexión, lo que usted escribe se envía un momento después y lo que escriben sus colegas llega por sí solo.
files-to-come =
    { $count ->
        [one] Aún no ha llegado { $count } archivo de estas fichas.
       *[other] Aún no han llegado { $count } archivos de estas fichas.
    }
files-without-room = Archivos que se quedan en la sede, porque los de este cofre ocuparían más de { $limit } MB: { $count }.
sync-metered = La conexión se paga por volumen
sync-metered-explained = Los textos se envían en cada sincronización. Los adjuntos esperan a que usted los envíe.
sync-files-now = Enviar y recibir archivos ahora
courier-title = Por mensajero
courier-explained = Donde no llega ninguna red, un archivo lleva lo que llevaría una sincronización. Lo preparado sigue esperando aquí hasta que llegue la respuesta.
courier-to = Para
courier-headquarters = Sede
courier-pack = Guardar una cartera
courier-open = Abrir una cartera
courier-packed = Preparado: { $size }. El archivo está cifrado y solo su destinatario puede abrirlo. Entrégueselo al mensajero.
courier-joined = Este dispositivo forma parte ahora de { $office }.
courier-from = De { $name }.
courier-from-headquarters = De la sede.
courier-received = Recibido: { $count }.
courier-files = Archivos que llegaron completos: { $count }.
courier-accepted = Aceptado por la sede: { $count }.
courier-refused = Rechazado por la sede: { $count }.
courier-set-aside = Apartado por ahora: { $count }.
sync-set-aside = Fichas apartadas
sync-set-aside-explained = No se pudieron enviar o recibir. Todas las demás siguen su curso.
sync-retry = Intentar de nuevo
sync-log = Lo que se envió
sync-no-log = Todavía no se ha enviado nada desde este dispositivo.
sync-progress =
    { $count ->
        [0] Todo está en camino. { $seconds } s.
        [one] Falta { $count } cambio por enviar. { $seconds } s.
       *[other] Faltan { $count } cambios por enviar. { $seconds } s.
    }
waiting-changes = Modificada, desde: { $since }
waiting-decision = { $event }, desde: { $since }
waiting-files = Adjuntos, modificados: { $since }
report-moved =
    { $sent ->
        [0] Nada que enviar;
        [one] Se envió { $sent };
       *[other] Se enviaron { $sent };
    } { $received ->
        [0] no llegó nada nuevo.
        [one] llegó { $received }.
       *[other] llegaron { $received }.
    }
report-files = Archivos: { $sent } enviados, { $received } recibidos.
report-refused = No admitidos por la sede: { $count }.
report-pending = Por enviar: { $count }.
report-differs = Este dispositivo y la sede siguen sin tener lo mismo: avise a la sede.
report-cost =
    { $requests ->
        [one] { $requests } intercambio,
       *[other] { $requests } intercambios,
    } { $up } de envío, { $down } de recepción.

## The list

search = Buscar fichas
search-hint = Buscar  /
filters = Qué fichas
filter-all = Todas
filter-drafts = Borradores
filter-submitted = Presentadas
filter-two-values = Dos valores
new = Nueva
new-request = Nueva solicitud
new-practice = Nueva práctica
new-activity = Nueva actividad
new-discussion = Nueva mesa redonda
new-observation = Nueva observación
untitled-request = Solicitud sin título
untitled-record = Ficha sin título
untitled-practice = Práctica sin título
untitled-activity = Actividad sin título
untitled-discussion = Mesa redonda sin tema
untitled-observation = Observación sin texto
list-count =
    { $count ->
        [one] { $shown } ficha
       *[other] { $shown } fichas
    }
list-empty = Todavía no hay nada aquí. Cree una ficha: se guarda en este dispositivo desde la primera palabra.
list-empty-desk = Ninguna solicitud espera su respuesta. Las nuevas llegarán con la próxima sincronización.
list-empty-others = Aún no hay nada aquí. Lo que otros escriban de este tipo y le dejen ver llegará con una sincronización.
list-none-drafts = Aquí no hay borradores. Lo que se presenta pasa a «Presentadas».
list-none-submitted = Todavía no se ha presentado nada de esta lista.
list-none-two-values = Ningún campo tiene dos valores. Cuando dos personas escriben por separado en un mismo campo, ambos valores esperan aquí.
list-no-hit = Ninguna ficha contiene «{ $text }». Con menos letras se encuentra más.
nothing-open = Elija una ficha o cree una nueva con N.
nothing-open-desk = Elija una ficha para leerla.
nothing-open-join = Puede escribir ahora y unirse a su oficina más tarde: todo espera en la cartera.
status-version = { $status }, versión { $version }
row-edited-since = con cambios posteriores
row-conflicts =
    { $count ->
        [one] { $count } campo tiene dos valores
       *[other] { $count } campos tienen dos valores
    }
row-refused = no admitida
safety-here = sin enviar
safety-at-headquarters = en la sede
safety-shared = sincronizada
safety-set-aside = apartada

## A record

sections = Partes de la ficha
section-left = { $count } por rellenar
section-done = completa
section-next = Siguiente: { $section }
kept = Guardado en este dispositivo
kept-ago = Guardado en este dispositivo, { $ago }
kept-not-yet = Aún sin guardar
kept-failed = No guardado
nothing-written = Nada escrito.
remove = Quitar
remove-named = Quitar { $name }
remove-item = Quitar el número { $place }
total = Total
total-in = Total, { $currency }
total-bare = Total, sin moneda elegida
total-no-source = Fuente sin elegir
number-not-one = Aquí solo se admiten cifras. Se conserva el último número.
number-not-whole = Aquí solo se admite un número entero. Se conserva el último.
number-too-fine = Esta moneda tiene menos decimales. Se conserva el último importe.
number-too-large = Este número es demasiado grande. Se conserva el último.
no-such-state = Ningún Estado tiene este nombre. Elija uno de la lista o escriba su código de tres letras.
no-such-language = Ningún idioma tiene este nombre. Elija uno de la lista o escriba su etiqueta, por ejemplo pt-BR.
no-such-choice = Nada de esta lista tiene ese nombre. Elija una de las opciones.
attachment-gone = Un archivo adjunto que se quitó
no-such-currency = Ninguna moneda tiene este código. Elija una de la lista.
values-of = Dos valores de { $field }
values-explained =
    { $count ->
        [one] hay un valor escrito por separado. Nada se ha perdido: use ese valor o escriba otro.
        [2] hay dos valores escritos por separado. Nada se ha perdido: elija uno o escriba un tercero.
       *[other] hay { $count } valores escritos por separado. Nada se ha perdido: elija uno o escriba otro.
    }
value-here = en este dispositivo, { $when }
value-by = { $by }, { $when }
value-empty = En blanco
value-use = Usar este


## Recommendations

recommendations = Recomendaciones
recommendations-what = Recomendaciones del examen periódico universal y compromisos voluntarios, en este dispositivo. Se puede buscar sin conexión.
recommendations-seek = Buscar por palabras, Estado o referencia
recommendations-none = Todavía no hay recomendaciones en este dispositivo. Llegan con una sincronización o en un archivo que le facilita quien administra Satchel.
recommendations-no-hit = Ninguna de las { $known } contiene todas estas palabras. Con menos letras se encuentra más.
recommendations-known = { $known } en este dispositivo. Escriba para encontrar la que necesita.
recommendations-found =
    { $count ->
        [one] { $shown } de { $known }
       *[other] { $shown } de { $known }
    }
recommendation-pick = Vincular una recomendación
recommendation-write = Escribir una que no está en la lista
recommendation-linked = vinculada
recommendation-sdgs = ODS { $targets }
recommended-by = recomendación de { $state }
position-supported = apoyada
position-noted = se tomó nota
source-upr = examen periódico universal
source-pledge = compromiso voluntario
source-treaty_body = órgano de tratado
source-special_procedure = procedimiento especial
source-other = otra fuente

## Decisions

submit = Presentar…
submit-title = Presentar la versión { $version }
submit-copy = Con la próxima sincronización se enviará a la sede una copia de la ficha tal como está ahora. Los borradores anteriores, y quién escribió cada cosa, se quedan en su oficina.
submit-later = Puede seguir escribiendo. Lo que cambie después será la próxima versión y nunca modificará esta.
submit-join-first = Este dispositivo todavía no pertenece a ninguna oficina. Únase primero a su oficina; hasta entonces todo queda guardado.
submit-missing =
    { $count ->
        [one] Todavía falta un campo:
       *[other] Todavía faltan { $count } campos:
    }
submit-two-values =
    { $count ->
        [one] Un campo tiene dos valores. Elija antes uno:
       *[other] { $count } campos tienen dos valores. Elija antes uno de cada campo:
    }
submit-do = Presentar
submit-busy = Presentando
submit-not-yet = Aún no
acknowledge = Acusar recibo
decision-waits = espera la próxima sincronización
refused-by-headquarters = La sede no admitió la última decisión. { $why }
submit-by-lead = La presenta un responsable de su oficina.
decide = Decidir…
decide-title = Decidir
decide-what = ¿Qué decide?
decide-field = ¿A qué se refiere la pregunta?
whom-referred = ¿Qué asociado?
nobody-referred = En este dispositivo no se conoce ningún asociado. Sincronice, o pida a su administrador que añada uno.
decide-do = Decidir
decide-later = Sale con la próxima sincronización. Una vez que la sede la ha admitido, no se cambia: la sigue otra decisión.
decided-here = en este dispositivo
decisions-open = Decisiones
decisions = Decisiones
decisions-explained = En el orden que cuenta. Lo que espera ser enviado está al final.
decisions-empty = Todavía no se ha decidido nada.
decision-answers = A: «{ $question }»
names-referred = se pide ayuda a: { $name }
decision-refused = La sede no la admitió. { $why }
question-here = La sede pregunta:
question-open = Todavía no hay respuesta.
question-answer = Responder
questions-open =
    { $count ->
        [one] Una pregunta de la sede espera respuesta.
       *[other] { $count } preguntas de la sede esperan respuesta.
    }
questions-see = Ver las decisiones
event-submitted = Presentada
event-acknowledged = Con acuse de recibo
event-clarification_asked = Pregunta
event-clarification_answered = Respuesta
event-accepted = Aceptada
event-declined = Rechazada
event-referred = Remitida a otra oficina
event-delivery_started = Ejecución iniciada
event-completed = Concluida
event-withdrawn = Retirada
do-clarification_asked = Pedir una aclaración
do-accepted = Aceptar
do-declined = Rechazar
do-referred = Pedir a un asociado que ayude
do-delivery_started = La ejecución ha empezado
do-completed = La ejecución ha concluido
do-withdrawn = Retirar
says-clarification_asked = Su pregunta
says-accepted = Motivos o condiciones (puede quedar vacío)
says-declined = Motivos
says-referred = Motivos
says-delivery_started = Nota (puede quedar vacía)
says-completed = Nota (puede quedar vacía)
says-withdrawn = Motivos

## Commands and keys

palette = Acciones
palette-hint = Escriba una acción o el título de una ficha
palette-none = No hay nada con ese nombre.
command-submit = Presentar esta ficha…
command-find = Buscar fichas
command-language = Idioma: { $language }
command-sync = Sincronizar ahora
command-sync-panel = Lo que espera y lo que se envió
command-work = Ir a mi trabajo
command-request = Ir a las solicitudes
command-practice = Ir a las prácticas
command-activity = Ir a las actividades
command-discussion = Ir a las mesas redondas
command-observation = Ir a las observaciones
command-recommendations = Ir a las recomendaciones
command-join = Unirse a su oficina
command-membership = Su oficina
command-lock = Bloquear
command-shortcuts = Teclas
command-theme-system = Claro u oscuro, como el dispositivo
command-theme-light = Claro
command-theme-dark = Oscuro
keys = Teclas
keys-palette = Acciones
keys-search = Buscar fichas
keys-new = Nueva ficha
keys-list = Moverse por la lista
keys-page = Moverse por la lista por páginas
keys-ends = Primero y último de la lista
keys-open = Abrir lo marcado
keys-sections = Pasar de una parte a otra, desde el nombre de una parte
keys-next = Campo siguiente
keys-back = Salir del campo y después volver a la lista
keys-shortcuts = Estas teclas
key-ctrl = Ctrl
key-shift = Mayús
key-enter = Intro
key-tab = Tab
key-esc = Esc
key-page-up = Re Pág
key-page-down = Av Pág
key-home = Inicio
key-end = Fin

## What can go wrong in the window itself; everything else is in problems.ftl

problem-window-answer-unreadable = Satchel dio una respuesta que esta ventana no puede leer ({ $reason }). Lo que aparecía como guardado está guardado. Cierre la ventana y vuelva a abrirla.
problem-submit-not-kept = No se presentó: las últimas palabras no se pudieron guardar en este dispositivo. Siguen en la pantalla. Lea lo que se indica encima del título y vuelva a presentar.
problem-lock-not-kept = No se bloqueó: las últimas palabras aún no se pudieron guardar en este dispositivo. Siguen en la pantalla. Lea lo que se indica encima del título y vuelva a bloquear.
problem-lock-files-coming = No se bloqueó: todavía se está adjuntando un archivo a una ficha y se perdería. Espere a que quede adjuntado, responda a lo que se pregunta sobre él o detenga la operación, y vuelva a bloquear.
problem-value-not-read = Un campo contiene un texto que no puede admitir y que no se guarda. Busque el campo que lo indica y escriba de nuevo el valor o déjelo vacío.

## History and comments

undo = Deshacer
undo-keys = Deshacer lo último que hizo (Ctrl+Z)
redo = Rehacer
redo-keys = Rehacer lo que deshizo (Ctrl+Mayús+Z)
history = Historial
history-open = Historial
history-empty = Aquí todavía no se ha escrito nada.
history-reading = Leyendo el historial…
history-wrote = { $by } modificó { $fields }
history-wrote-here = Usted modificó { $fields }
history-commented = { $by } comentó
history-commented-here = Usted comentó
history-chose = { $by } eligió entre los valores de: { $fields }
history-chose-here = Usted eligió entre los valores de: { $fields }
history-stood = { $field }: figuraban { $values }; ahora { $chosen }
history-at-headquarters = En la sede a más tardar: { $when }
history-more =
    { $count ->
        [one] { $count } campo más
       *[other] { $count } campos más
    }
history-submitted = Se presentó la versión { $version }
history-moment = { $told }, { $when }
history-back = Todo el historial
history-compare = Qué ha cambiado desde entonces
history-look = Tal como estaba
history-with = Comparado con
history-now = la ficha como está ahora
compared-same = Ahora no hay ninguna diferencia.
compared-gone = suprimido:
compared-new = añadido:
restore = Restaurar…
restore-explained = La ficha recupera este contenido como una nueva modificación suya. Lo escrito desde entonces queda en el historial y puede restaurarse de la misma manera. Los comentarios no cambian.
restore-do = Restaurar este contenido
restore-not = Ahora no
comments = Comentarios
comments-open =
    { $count ->
        [0] Comentarios
       *[other] Comentarios ({ $count })
    }
comments-explained = Se quedan en su oficina: ninguna versión los contiene.
comments-empty = Todavía no hay comentarios.
comment-on = Sobre
comment-on-record = Toda la ficha
comment-new = Su comentario
comment-add = Añadir el comentario
comment-here = Comentar
comments-here =
    { $count ->
        [one] { $count } comentario
       *[other] { $count } comentarios
    }
comment-answer = Responder
comment-resolve = Marcar como resuelto
comment-reopen = Reabrir
comment-resolved = resuelto
comment-by-nobody = Un o una colega
keys-undo = Deshacer su última modificación
keys-redo = Rehacerla
problem-restore-not-kept = No se restauró: las últimas palabras no se pudieron guardar en este dispositivo. Siguen en la pantalla. Lea lo que se indica encima del título y vuelva a restaurar.

## Narrowing and ordering lists

list-none-narrowed = Ninguna ficha cumple todo lo pedido. Quite un filtro o bórrelos.
narrow =
    { $count ->
        [0] Filtrar y ordenar
       *[other] Filtrar y ordenar ({ $count })
    }
narrow-kind = Tipo
narrow-status = Situación
standing-draft = Borrador
standing-submitted = Presentada
standing-acknowledged = Con acuse de recibo
standing-clarification_asked = Aclaración pedida
standing-clarification_answered = Aclaración dada
standing-accepted = Aceptada
standing-declined = Rechazada
standing-referred = Remitida
standing-in_delivery = En ejecución
standing-completed = Concluida
standing-shared = Compartido
standing-open = Abierta
standing-withdrawn = Retirada
narrow-state = Estado
narrow-theme = Tema
narrow-year = Año
narrow-any = Cualquiera
narrow-order = Orden
order-edited = Últimos modificados primero
order-title = Por título
order-state = Por Estado
order-year = Año más reciente primero
filters-saved = Filtros guardados
filter-name = Nombre de este filtro
filter-save = Guardar filtro
filters-clear = Borrar
filter-forget = Olvidar el filtro «{ $name }»

## Follow-up of recommendations

rail-gaps = Seguimiento
gaps = Seguimiento
command-gaps = Ir al seguimiento
gaps-what = Qué recomendaciones aceptadas por un Estado tienen una solicitud o una actividad en este dispositivo, y cuáles no tienen ninguna todavía. Un informe de mitad de período empieza aquí.
narrow-cycle = Ciclo
narrow-session = Ciclo o período de sesiones
narrow-position = Posición
narrow-source = Fuente
cycle = Ciclo { $number }
session = Período de sesiones { $number }
gaps-summary = Recomendaciones y compromisos aceptados que tienen una solicitud o una actividad: { $linked } de { $total }.
gaps-by-session = Por período de sesiones
gaps-by-theme = Por tema
gaps-of = { $linked } de { $total }
gaps-no-session = Fuera del examen
gaps-open = Nada todavía ({ $count })
gaps-begun = Empezado ({ $count })
gaps-practice = Todavía sin solicitud ni actividad, pero hay una práctica vinculada:
gaps-nothing-accepted = Nada de lo que este Estado aceptó en estos períodos de sesiones está en este dispositivo.
narrow-only =
    { $count ->
        [0] Filtrar
       *[other] Filtrar ({ $count })
    }

## Copies, printing, and what is amiss

copy-record = Copiar
copy-explained = Crear una ficha nueva con el mismo contenido
print-open = Imprimir…
print-do = Imprimir
print-title = Para imprimir
print-explained = Quedan fuera los campos y adjuntos confidenciales y los comentarios.
rule-ends-before-it-begins = El final es anterior al comienzo.
rule-outside-the-period = Está fuera del período de la ficha.
rule-not-an-address = Una dirección tiene una @ con algo antes y después.
rule-no-currency = Elija la moneda de este importe.
rule-no-quantity = ¿Cuántos? Sin un número no cuenta en ningún total.
rule-unknown-code = Esta versión no conoce este código. Se conserva tal cual.

## Archivos adjuntos

attachments-limits = Hasta { $size } por archivo y { $count } archivos por ficha. Elija varios a la vez, suéltelos aquí o péguelos.
attachment-coming = Se está adjuntando «{ $name }»
attachment-stop = Detener
files-coming =
    { $count ->
        [one] { $count } archivo en camino
       *[other] { $count } archivos en camino
    }
files-asking = Una imagen espera su respuesta
attachment-show = Mostrar
attachment-hide = Ocultar
attachment-save = Guardar…
attachment-remove = Retirar
attachment-remove-title = ¿Retirar «{ $name }» de la ficha?
attachment-remove-text = La ficha deja de mencionarlo. Los momentos anteriores de su historial lo siguen mencionando.
pictures = Imágenes
pictures-title = Qué se hace con las imágenes
pictures-location = En una de estas imágenes se puede leer el lugar donde se tomó.
pictures-large = Una de estas imágenes supera los { $side } píxeles.
pictures-smaller = Reducir las imágenes grandes ({ $side } píxeles)
pictures-without-location = Quitar el lugar de las imágenes
pictures-remembered = Se recuerda para otras imágenes y puede cambiarse junto a la lista de archivos.
pictures-attach = Adjuntar
pictures-leave-out = No adjuntar esta
pictures-keeps-location = En «{ $name }» se puede leer quizá el lugar donde se tomó, y no es posible quitarlo de un archivo de este tipo.
pictures-attach-anyway = Adjuntar de todos modos
attachment-preview = Vista previa de «{ $name }»

## Oficinas y personas

rail-offices = Oficinas
command-offices = Oficinas
offices-search = Buscar oficinas
office-add = Añadir una oficina
office-add-do = Añadir
office-name = Nombre de la oficina
office-states-hint = Aquellos para los que trabaja. Se pueden elegir varios.
office-members = { $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
}
office-invited = { $count ->
    [one] { $count } con invitación
   *[other] { $count } con invitación
}
office-reason = Motivo (puede quedar vacío)
people = Personas y dispositivos
people-nobody = Todavía no se ha invitado a nadie.
invite = Invitar a una persona
invite-device = Invitar otro dispositivo
invite-title = Invitar
invite-other-device = El código permite que otro dispositivo de la misma persona entre en la oficina.
invite-do = Crear un código
invited-give = Entregue esto a { $name }. No se volverá a mostrar.
invited-once = El código vale después de su próxima sincronización: una vez, para un dispositivo, durante { $days } días.
invited-qr = La dirección y el código como código QR
member-nameless = Sin nombre
member-role-of = Función de { $name }
member-left-at = salida: { $when }
member-invited-until = invitación hasta { $when }
member-invitation-over = la invitación ha vencido
device-here = este dispositivo
device-joined = alta: { $when }
device-revoked-at = baja: { $when }
device-rescued-at = rescate permitido: { $when }
do-role_changed = Cambiar la función
do-member_left = Ha dejado la oficina
do-device_revoked = Dar de baja
do-rescue_allowed = Permitir un rescate
do-key_replaced = Reemplazar la clave
means-role_changed = Nueva función de { $name }: { $role }. Cada uno de sus dispositivos lo sabrá con su próxima sincronización.
means-member_left = Ningún dispositivo de { $name } podrá enviar ni recibir nada más. Lo escrito y lo decidido permanece.
means-device_revoked = Este dispositivo de { $name } no podrá enviar ni recibir nada más, ni mostrará ninguna ficha. Lo que no había enviado se puede guardar allí en un archivo para la sede.
means-rescue_allowed = Lo que este dispositivo de { $name } no había enviado se admite si la sede lo recibe como archivo. El dispositivo sigue de baja. Asegúrese de que nadie más lo tuvo en sus manos.
means-key_replaced = Este dispositivo se hace otra clave y firma con ella en cuanto la sede la conozca, con su próxima sincronización. Quien tenga una copia de la clave anterior ya no puede hacer nada con ella. Todo lo escrito y decidido se mantiene.
event-office_added = Oficina añadida
event-member_invited = Invitación
event-role_changed = Cambio de función
event-member_left = Salida de la oficina
event-device_revoked = Dispositivo dado de baja
event-rescue_allowed = Rescate permitido
event-key_replaced = Clave reemplazada

## Un dispositivo dado de baja

revoked-title = La sede ha dado de baja este dispositivo
revoked-when = No puede enviar ni recibir nada desde: { $when }.
revoked-what = Sus fichas siguen aquí, cifradas, y ya no se muestran. Lo que la sede aún no tiene se puede guardar en un archivo que solo la sede puede abrir. Pida a quien administra Satchel que permita un rescate y envíele el archivo.
revoked-save = Guardar lo que no se envió
revoked-saved = Guardado: { $size }. Envíe el archivo a quien administra Satchel.
revoked-nothing = La sede lo tiene todo. No hay nada que guardar.

## Lo que lee el público, y lo que el Estado consiente

event-consent_given = Consentimiento del Estado
event-consent_withdrawn = Consentimiento retirado
event-shared = Compartido con otras oficinas
event-published = Publicado
event-unpublished = Ya no está publicado
share = Compartir…
share-title = Compartir la versión { $version }
share-copy = Una copia de la ficha tal como está ahora sale con la próxima sincronización hacia la sede y hacia las oficinas y organismos que trabajan en su Estado. Lo confidencial va solo a la sede.
share-do = Compartir
share-busy = Compartiendo
public-open = Público
public-title = Lo que lee el público
public-seen = El público lee esto:
public-would = El público no lee nada de ella. Si se publicara tal como está, leería esto:
public-newer = La sede tiene una versión más reciente, que el público aún no lee. Leería esto:
public-edited = Lo escrito desde que se envió la última versión no está incluido. La sede puede publicarlo cuando se envíe.
public-no-longer = Está publicada, pero el público no lee nada porque no hay un consentimiento vigente. Con uno leería esto:
public-publish = Publicar
public-unpublish = Retirar de la publicación
public-needs-consent = Hace falta un consentimiento al registro público que esté vigente hoy.
public-share = Compartir con otras oficinas
public-share-needs-consent = Hace falta un consentimiento para compartir con otras oficinas que esté vigente hoy.
consents = Lo que el Estado consiente
scope-network = Otras oficinas y organismos
scope-network-means = Leen la práctica, sin lo confidencial.
scope-council = Consejo de Derechos Humanos
scope-council-means = Sus informes y debates pueden hablar de ella.
scope-public = Registro público
scope-public-means = Todo el mundo lee lo que figura arriba.
consent-none = No se ha registrado ningún consentimiento.
consent-on = el { $day }
consent-until = vigente hasta el { $day }
consent-over = terminó el { $day }
consent-to-earlier = Es a una versión anterior: lo que se presentó después necesita un consentimiento propio.
consent-attached = (adjunto)
consent-record = Registrar un consentimiento
consent-replace = Registrar otro en su lugar
consent-authority = Quién consiente por el Estado
consent-given-on = El
consent-holds-until = Vigente hasta el
consent-holds-until-hint = Vacío: hasta que se retire.
consent-evidence = Prueba
consent-evidence-hint = Una nota verbal, una carta, un acta: dónde se puede volver a leer.
consent-file = La prueba entre los documentos adjuntos
consent-do = Registrar
consent-withdraw = El Estado lo retira

## Las cuentas de los fondos

rail-funds = Fondos
command-funds = Fondos
event-contribution = Contribución
event-allocation = Asignación
event-expenditure = Gasto
event-reversal = Anulación
fund-pledge = Promesa de contribución
fund-received = Recibido
fund-pledged = Prometido
fund-allocated = Reservado
fund-spent = Gastado
fund-available = Disponible
fund-balance = Saldo
fund-no-entries = Todavía no se ha anotado nada. Primero hace falta una contribución.
fund-reversed = Anulada
fund-left = quedan { $amount }
fund-due = { $amount } por llegar
fund-rate = { $amount } a { $rate } dólares por unidad, tipo de cambio del { $day }
fund-give = Anotar una contribución
fund-receive = Recibida…
fund-donor = Donante
fund-amount = Importe
fund-amount-usd = Importe en dólares de los Estados Unidos
fund-currency = Moneda
fund-rate-of = Valor de una unidad en dólares
fund-rate-on = Tipo de cambio del
fund-on = Fecha
fund-note = Nota
fund-is-pledge = Prometida, aún no recibida
fund-allocate = Reservar dinero
fund-for = Para qué solicitud o actividad
fund-spend = Gastar una parte
fund-overdraft = Por qué se toma más de lo que hay
fund-overdraft-told = Más de lo que hay: { $why }
fund-enter = Anotar
fund-reverse = Anular
fund-import = Contribuciones de una tabla
fund-import-what = Un archivo CSV o Excel con las columnas donor, amount, currency, rate, rate_on y on; status (received o pledged) y note pueden faltar. Verá cada fila antes de que se anote nada.
fund-import-do = { $count ->
    [one] Anotar { $count } contribución
   *[other] Anotar { $count } contribuciones
}
fund-row-wrong = Línea { $line }: { $why } «{ $cell }»
fund-row-entered = La línea { $line } ya está en el libro y se omite.
fund-export = Guardar como tabla
row-donor = No se nombra a ningún donante.
row-amount = No es un importe mayor que cero.
row-currency = Ninguna moneda tiene este código.
row-rate = No es un tipo de cambio.
row-day = No es una fecha, como 2026-03-31.
row-status = No es ni received ni pledged.
row-entry = Algo en esta fila es demasiado largo o demasiado grande.

# Debates, y quién responde de una solicitud.
whom-choose = Elija
whom-invited = ¿Qué oficina?
nobody-invited = En este dispositivo no se conoce ninguna oficina que se pueda invitar. Sincronice, o pida a su administrador que añada una.
whom-assigned = ¿Quién responde de ella?
nobody-assigned = En este dispositivo no se conoce a nadie de la mesa. Sincronice primero.
assign-oneself = { $name } (usted)
names-invited = a: { $name }
names-assigned = a: { $name }
names-invitation_answered = { $name }
answer-what = ¿Viene su oficina?
answer-yes = Vamos
answer-no = No podemos ir
answered-yes = viene
answered-no = no viene
answered-not-yet = sin respuesta todavía
guests = Invitados
assigned-to = Responde { $name }
event-assigned = Asignación
event-theme_proposed = Tema propuesto
event-theme_approved = Tema aprobado
event-invited = Invitación
event-invitation_answered = Respuesta a la invitación
event-discussion_closed = Debate cerrado
do-assigned = Decir quién responde
do-theme_approved = Aprobar el tema
do-invited = Invitar a una oficina
do-invitation_answered = Responder a la invitación
do-discussion_closed = Cerrar el debate
says-theme_approved = Motivos o condiciones (puede quedar vacío)
says-invited = Texto de la invitación (puede quedar vacío)
says-invitation_answered = Lo que dice a ello (puede quedar vacío)
says-discussion_closed = Qué resultó de él, o por qué no se celebra
standing-proposed = Propuesto
standing-approved = Aprobado
standing-closed = Cerrado
propose = Proponer…
propose-title = Proponer el tema (versión { $version })
propose-copy = Una copia de la ficha tal como está ahora sale con la próxima sincronización hacia las mesas de la sede. Nadie más la lee hasta que se apruebe el tema y se invite a oficinas.
propose-do = Proponer
propose-busy = Proponiendo
programme = Enviar a los invitados…
programme-title = Enviar la versión { $version } a los invitados
programme-copy = Una copia de la ficha tal como está ahora sale con la próxima sincronización hacia las mesas de la sede y hacia las oficinas invitadas. Lo confidencial va solo a la sede.
programme-do = Enviar
programme-busy = Enviando

# El tablero de la mesa.
rail-board = Tablero
command-board = Tablero
board-filters = Qué solicitudes
board-whose = Quién responde
board-of-nobody = Nadie designado
board-overdue = Solo con retraso
board-unread = versión nueva
board-empty = No hay ninguna solicitud en curso. Las que presenten las oficinas llegan aquí con la próxima sincronización.
board-none-so = No hay ninguna solicitud así. Elija menos para ver más.
board-more = { $count } más
steps = Tiempo de cada paso
levels = Plazos de servicio
levels-explained = En cuántos días hábiles, de lunes a viernes, avanza una solicitud. Lo que tarda más aparece con retraso en el tablero de la mesa de esta oficina.
level-acknowledge = Para acusar recibo
level-decide = Para preguntar o decidir
level-answer = Para que la oficina responda
level-start = Hasta que empieza la ejecución
levels-set = Fijar
event-levels_set = Plazos de servicio fijados
board-days =
    { $days ->
        [0] menos de un día hábil
        [one] { $days } día hábil
       *[other] { $days } días hábiles
    }
board-late =
    { $days ->
        [one] { $days } día de retraso
       *[other] { $days } días de retraso
    }
board-late-count =
    { $count ->
        [one] { $count } con retraso
       *[other] { $count } con retraso
    }
board-level =
    { $days ->
        [one] en { $days } día hábil
       *[other] en { $days } días hábiles
    }

# Lo que una ficha tiene en común con otras.
related-open = Relacionadas
related-title = Fichas relacionadas
related-explained = Hasta donde se conocen en este dispositivo. Las que más tienen en común van primero.
related-none = Nada en este dispositivo tiene un tema, una recomendación, o un Estado y un período en común con ella.
related-linked = Vinculadas
related-activities = Actividades que coinciden en Estado, asunto y período
related-requests = Solicitudes parecidas
related-practices = Prácticas sobre los mismos asuntos
related-observations = Lo que vieron los procedimientos especiales en el Estado
related-themes = mismos temas: { $themes }
plan-activity = Planear una actividad para ella
related-recommendations =
    { $count ->
        [one] { $count } recomendación en común
       *[other] { $count } recomendaciones en común
    }
related-days =
    { $days ->
        [one] coinciden { $days } día
       *[other] coinciden { $days } días
    }

# Por donde se empieza.
rail-home = Hoy
command-home = Hoy
home-title = Hoy
home-nothing = No le espera nada.
home-no-news = Nadie más ha decidido nada desde la última vez que miró.
home-news = Nuevo desde la última vez que miró
home-more = Y sobre { $count } más.
home-earlier = y { $count } antes
home-seen = Lo he visto
todo-answer =
    { $count ->
        [one] Una ficha tiene preguntas por responder
       *[other] { $count } fichas tienen preguntas por responder
    }
todo-refused =
    { $count ->
        [one] La sede no tomó una decisión
       *[other] La sede no tomó { $count } decisiones
    }
todo-resolve =
    { $count ->
        [one] Una ficha tiene campos con dos valores
       *[other] { $count } fichas tienen campos con dos valores
    }
todo-overdue =
    { $count ->
        [one] Una solicitud lleva demasiado tiempo
       *[other] { $count } solicitudes llevan demasiado tiempo
    }
todo-read =
    { $count ->
        [one] Una versión por leer
       *[other] { $count } versiones por leer
    }
todo-decide =
    { $count ->
        [one] Una solicitud por decidir
       *[other] { $count } solicitudes por decidir
    }
todo-assist =
    { $count ->
        [one] Se le pide ayuda con una solicitud
       *[other] Se le pide ayuda con { $count } solicitudes
    }
todo-reply =
    { $count ->
        [one] Una invitación por responder
       *[other] { $count } invitaciones por responder
    }
todo-renew =
    { $count ->
        [one] Un consentimiento termina dentro de un mes, o ya terminó
       *[other] { $count } consentimientos terminan dentro de un mes, o ya terminaron
    }
todo-approve =
    { $count ->
        [one] Un tema por aprobar
       *[other] { $count } temas por aprobar
    }
todo-publish =
    { $count ->
        [one] Un registro por publicar: el Estado consiente
       *[other] { $count } registros por publicar: el Estado consiente
    }
todo-start =
    { $count ->
        [one] Una solicitud aceptada espera que alguien comience
       *[other] { $count } solicitudes aceptadas esperan que alguien comience
    }
todo-deliver =
    { $count ->
        [one] Una solicitud está en ejecución
       *[other] { $count } solicitudes están en ejecución
    }
todo-allocate =
    { $count ->
        [one] Una solicitud aceptada no tiene dinero todavía
       *[other] { $count } solicitudes aceptadas no tienen dinero todavía
    }
todo-collect =
    { $count ->
        [one] Una promesa no ha llegado todavía
       *[other] { $count } promesas no han llegado todavía
    }
todo-join =
    { $count ->
        [one] Una persona invitada no ha entrado
       *[other] { $count } personas invitadas no han entrado
    }
todo-rescue =
    { $count ->
        [one] Se dio de baja un dispositivo: ¿puede tomarse de otros lo que no había enviado?
       *[other] Se dieron de baja { $count } dispositivos: ¿puede tomarse de otros lo que no habían enviado?
    }
todo-send-again =
    { $count ->
        [one] Una ficha cambió desde que se envió
       *[other] { $count } fichas cambiaron desde que se enviaron
    }
todo-finish =
    { $count ->
        [one] Un borrador por terminar
       *[other] { $count } borradores por terminar
    }

# What the desk thinks of a request.
rail-assessment = Valoraciones
new-assessment = Nueva valoración
untitled-assessment = Valoración sin título
command-assessment = Ir a las valoraciones
assessment-open = Valoración
assessment-explained = Lo que la mesa piensa de esta solicitud. Nunca sale de la sede.

# Quién hace qué, dónde y cuándo.
rail-coordination = Quién hace qué
command-coordination = Quién hace qué, dónde y cuándo
coordination-explained = Las actividades y solicitudes de un Estado que se conocen en este dispositivo. Hay coincidencia cuando dos oficinas trabajan en un tema al mismo tiempo; hay vacío cuando se pide un tema y nadie trabaja en él.
coordination-filters = Qué actividades
coordination-from = No terminadas antes del
coordination-to = Empezadas hasta el
coordination-none = Aquí no se conoce ninguna actividad ni solicitud de este Estado. Sincronice, o elija otro Estado u otro tiempo.
coordination-matrix = Actividades por tema y oficina
coordination-requests = Se pide
coordination-notice = Para mirar
coordination-gap = vacío
coordination-no-theme = Sin tema
coordination-no-time = sin fecha
coordination-when = del { $from } al { $to }
coordination-timeline = En el tiempo
coordination-overlaps =
    { $count ->
        [one] { $count } coincidencia
       *[other] { $count } coincidencias
    }

## What a State, or an institution, can say in the general debate

rail-statement = Dosieres de declaración
command-statement = Dosieres de declaración para el debate general
statement-explained = Lo que un Estado, o una institución, puede decir en el debate general sobre el tema 10: experiencias, logros, dificultades y necesidades, con las palabras de las versiones que tiene la sede. Solo contiene lo que el Estado consiente que se presente al Consejo.
statement-speaker = Quién habla
statement-nobody = Elegir
statement-of = Dosier de declaración: { $name }
statement-print = Imprimir el dosier de declaración
statement-empty = La sede aún no tiene nada de lo que se conoce en este dispositivo. Lo que se presentó o compartió puede reunirse aquí.
statement-none = Nada de ello puede presentarse aún al Consejo. Abajo se indica lo que falta.
statement-experiences = Experiencias
statement-achievements = Logros
statement-challenges = Dificultades
statement-needs = Necesidades
statement-consent = consentimiento de { $authority }, { $on }
statement-until = hasta el { $until }
statement-no-consent = el Estado no consiente que se presente al Consejo
statement-not-for-debate = no destinada al debate general
statement-not-here = su texto no está en este dispositivo
statement-left-out =
    { $count ->
        [one] Un registro no está incluido
       *[other] { $count } registros no están incluidos
    }
