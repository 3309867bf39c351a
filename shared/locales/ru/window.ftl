# The interface. Short, plain, the field's own words.
#
# Names of fields follow the schema: field-KIND-PATH and hint-KIND-PATH with hyphens between the parts of a path,
# section-KIND-NAME, code-KIND-PATH-CODE, and for lists add-KIND-PATH and empty-KIND-PATH.

product = Satchel
back = Назад
close = Закрыть
try-again = Повторить
needed = обязательно
label-within = { $outer }: { $field }
not-chosen = Не выбрано
yes = Да
no = Нет
language = Язык

## The first pages

front-unreachable = Satchel недоступен
window-stopped = Это окно остановилось. То, что было отмечено как сохраненное, в безопасности на этом устройстве. Закройте окно и откройте его снова.
create-title = Выберите парольную фразу
create-what = Все, что вы пишете, хранится на этом устройстве в хранилище, которое открывает только ваша парольная фраза. Несколько слов, которые вы запомните, лучше одного сложного слова.
create-unrecoverable = Восстановить парольную фразу не может никто: ни коллега, ни администратор, ни штаб-квартира. Без нее все, что не было отправлено, будет утрачено.
create-do = Создать хранилище
create-busy = Хранилище создается
passphrase = Парольная фраза
passphrase-again = Та же парольная фраза еще раз
passphrase-hint = Не менее { $count } символов.
passphrase-show = Показать
passphrase-hide = Скрыть
passphrase-too-short = Парольная фраза короче { $count } символов. Добавьте слово.
passphrase-different = Фразы не совпадают. Введите парольную фразу еще раз.
unlock-title = Откройте свое хранилище
unlock-what = Все, что вы написали, находится на этом устройстве под замком. Его открывает ваша парольная фраза; связь не нужна.
unlock-do = Открыть
unlock-busy = Хранилище открывается

## Joining an office

join-title = Присоединение к отделению
join-what = Писать можно и без присоединения. Чтобы отправлять написанное в штаб-квартиру и писать вместе с коллегами, введите данные из приглашения. Для этого один раз нужна связь.
join-url = Адрес штаб-квартиры
join-url-hint = Он начинается с https:// и указан в приглашении.
join-code = Код
join-code-hint = Действует один раз, для этого устройства.
join-do = Присоединиться
join-busy = Идет присоединение
membership-title = Ваше отделение
member-name = Имя
member-role = Роль
member-office = Отделение
member-office-kind = Вид отделения
member-states = Государства
member-hub = Штаб-квартира
role-drafter = Составитель
role-lead = Руководитель
role-desk = Куратор
role-fund = Фонд
role-partner = Партнер
role-mandate = Мандатарий
role-admin = Администратор
office-field-office = Отделение на местах
office-nhri = Национальное правозащитное учреждение
office-agency = Учреждение Организации Объединенных Наций
office-headquarters = Штаб-квартира
office-mandate = Специальная процедура

## The rail

rail = Основные разделы
rail-work = Моя работа
rail-request = Запросы
rail-practice = Практики
rail-activity = Мероприятия
rail-discussion = Дискуссии
rail-observation = Наблюдения
rail-recommendations = Рекомендации
rail-join = Присоединиться к отделению
rail-membership = Ваше отделение
rail-no-office = Отделения пока нет
rail-lock = Закрыть хранилище
rail-palette = Команды
rail-menu = Меню

## The bag

bag-empty = Ничего не ждет отправки
bag-waiting =
    { $count ->
        [one] { $count } изменение в портфеле
        [few] { $count } изменения в портфеле
        [many] { $count } изменений в портфеле
       *[other] { $count } изменения в портфеле
    }
bag-all-sent = Последний раз все было отправлено в штаб-квартиру: { $when }.
bag-never-sent = С этого устройства в штаб-квартиру пока ничего не поступало.
bag-no-office = Хранится только на этом устройстве. Чтобы отправить, присоединитесь к отделению.
bag-set-aside =
    { $count ->
        [one] { $count } запись отложена
        [few] { $count } записи отложены
        [many] { $count } записей отложено
       *[other] { $count } записи отложены
    }
bag-failed = Последняя синхронизация не удалась. Откройте, чтобы узнать причину.

## Sync

sync-do = Синхронизировать
sync-stop = Остановить синхронизацию
sync-title = Что ждет отправки и что отправлено
sync-waiting = В портфеле
sync-nothing-waits = Ничего не ждет отправки. Здесь появится то, что вы напишете дальше.
sync-link = Связь
sync-in-touch = Оставаться на связи
sync-in-touch-explained = Пока есть связь, написанное вами уходит через мгновение, а написанное коллегами приходит само.
files-to-come =
    { $count ->
        [one] Еще не пришел { $count } файл этих записей.
        [few] Еще не пришли { $count } файла этих записей.
       *[other] Еще не пришли { $count } файлов этих записей.
    }
files-without-room = Файлов, которые остаются в штаб-квартире, так как файлы этого хранилища заняли бы более { $limit } МБ: { $count }.
sync-metered = Связь оплачивается по объему
sync-metered-explained = Тексты уходят при каждой синхронизации. Вложения ждут, пока вы их не отправите.
sync-files-now = Отправить и получить файлы сейчас
courier-title = Через курьера
courier-explained = Там, куда не доходит сеть, файл несёт то же, что и синхронизация. Упакованное ждёт здесь, пока не придёт ответ.
courier-to = Кому
courier-headquarters = Штаб-квартира
courier-pack = Сохранить сумку
courier-open = Открыть сумку
courier-packed = Упаковано: { $size }. Файл зашифрован, открыть его может только получатель. Передайте его курьеру.
courier-joined = Это устройство присоединено: { $office }.
courier-from = От: { $name }.
courier-from-headquarters = От штаб-квартиры.
courier-received = Получено: { $count }.
courier-files = Файлов пришло целиком: { $count }.
courier-accepted = Принято штаб-квартирой: { $count }.
courier-refused = Отклонено штаб-квартирой: { $count }.
courier-set-aside = Пока отложено: { $count }.
sync-set-aside = Отложено
sync-set-aside-explained = Эти записи не удалось отправить или принять. С остальными работа продолжается.
sync-retry = Попробовать снова
sync-log = Что отправлено
sync-no-log = С этого устройства пока ничего не отправлено.
sync-progress =
    { $count ->
        [0] Отправляется все. { $seconds } с.
        [one] Осталось отправить { $count } изменение. { $seconds } с.
        [few] Осталось отправить { $count } изменения. { $seconds } с.
        [many] Осталось отправить { $count } изменений. { $seconds } с.
       *[other] Осталось отправить { $count } изменения. { $seconds } с.
    }
waiting-changes = Правки, первая: { $since }
waiting-decision = { $event }: { $since }
waiting-files = Вложения, правка: { $since }
report-moved =
    { $sent ->
        [0] Отправлять было нечего,
       *[other] Отправлено: { $sent },
    } { $received ->
        [0] нового не поступило.
       *[other] получено: { $received }.
    }
report-files = Файлы: отправлено { $sent }, получено { $received }.
report-refused = Не принято штаб-квартирой: { $count }.
report-pending = Осталось отправить: { $count }.
report-differs = Содержимое этого устройства и штаб-квартиры по-прежнему различается: сообщите в штаб-квартиру.
report-cost =
    { $requests ->
        [one] { $requests } обращение,
        [few] { $requests } обращения,
        [many] { $requests } обращений,
       *[other] { $requests } обращения,
    } отправлено { $up }, получено { $down }.

## The list

search = Поиск записей
search-hint = Поиск  /
filters = Какие записи
filter-all = Все
filter-drafts = Черновики
filter-submitted = Представленные
filter-two-values = Два значения
new = Создать
new-request = Новый запрос
new-practice = Новая практика
new-activity = Новое мероприятие
new-discussion = Новая дискуссия
new-observation = Новое наблюдение
untitled-request = Запрос без названия
untitled-record = Запись без названия
untitled-practice = Практика без названия
untitled-activity = Мероприятие без названия
untitled-discussion = Дискуссия без темы
untitled-observation = Наблюдение без текста
list-count =
    { $count ->
        [one] { $shown } запись
        [few] { $shown } записи
        [many] { $shown } записей
       *[other] { $shown } записи
    }
list-empty = Здесь пока ничего нет. Создайте новую запись: она сохраняется на этом устройстве с первого слова.
list-empty-desk = Нет запросов, которые ждут вас. Новые поступят при следующей синхронизации.
list-empty-others = Здесь пока ничего нет. То, что другие напишут и дадут вам увидеть, придет с синхронизацией.
list-none-drafts = Черновиков здесь нет. Все, что представлено, находится в разделе «Представленные».
list-none-submitted = Из этого списка пока ничего не представлено.
list-none-two-values = Полей с двумя значениями нет. Если два человека порознь заполнят одно поле, оба значения будут ждать здесь.
list-no-hit = Ни в одной записи нет «{ $text }». Чем меньше букв, тем больше найдется.
nothing-open = Выберите запись или создайте новую клавишей N.
nothing-open-desk = Выберите запись, чтобы прочитать ее.
nothing-open-join = Можно писать сейчас, а присоединиться к отделению позже: все ждет в портфеле.
status-version = { $status }, версия { $version }
row-edited-since = изменено после этого
row-conflicts =
    { $count ->
        [one] { $count } поле с двумя значениями
        [few] { $count } поля с двумя значениями
        [many] { $count } полей с двумя значениями
       *[other] { $count } поля с двумя значениями
    }
row-refused = не принято
safety-here = не отправлено
safety-at-headquarters = в штаб-квартире
safety-shared = синхронизировано
safety-set-aside = отложено

## A record

sections = Части записи
section-left = осталось { $count }
section-done = заполнено
section-next = Далее: { $section }
kept = Сохранено на этом устройстве
kept-ago = Сохранено на этом устройстве: { $ago }
kept-not-yet = Еще не сохранено
kept-failed = Не сохранено
nothing-written = Ничего не написано.
remove = Удалить
remove-named = Удалить: { $name }
remove-item = Удалить номер { $place }
total = Итого
total-in = Итого, { $currency }
total-bare = Итого, валюта не выбрана
total-no-source = Источник не выбран
number-not-one = Здесь могут быть только цифры. Сохранено прежнее число.
number-not-whole = Здесь может быть только целое число. Сохранено прежнее.
number-too-fine = В этой валюте меньше знаков после запятой. Сохранена прежняя сумма.
number-too-large = Это число слишком велико. Сохранено прежнее.
no-such-state = Государства с таким названием нет. Выберите государство из списка или введите код из трех букв.
no-such-language = Языка с таким названием нет. Выберите язык из списка или введите обозначение, например pt-BR.
no-such-choice = С таким названием здесь ничего нет. Сделайте выбор из списка.
attachment-gone = Приложение, которое было удалено
no-such-currency = Валюты с таким кодом нет. Выберите валюту из списка.
values-of = Два значения: { $field }
values-explained =
    { $count ->
        [one] записано { $count } раз, пока вы работали порознь. Ничего не потеряно: выберите значение или запишите другое.
        [2] записано дважды, пока вы работали порознь. Ничего не потеряно: выберите одно значение или запишите третье.
        [few] записано { $count } раза, пока вы работали порознь. Ничего не потеряно: выберите одно значение или запишите другое.
        [many] записано { $count } раз, пока вы работали порознь. Ничего не потеряно: выберите одно значение или запишите другое.
       *[other] записано { $count } раза, пока вы работали порознь. Ничего не потеряно: выберите одно значение или запишите другое.
    }
value-here = на этом устройстве, { $when }
value-by = { $by }, { $when }
value-empty = Оставлено пустым
value-use = Выбрать это


## Recommendations

recommendations = Рекомендации
recommendations-what = Рекомендации универсального периодического обзора и добровольные обязательства на этом устройстве. Для поиска связь не нужна.
recommendations-seek = Поиск по словам, государству или условному обозначению
recommendations-none = Рекомендаций на этом устройстве пока нет. Они поступают при синхронизации или из файла, который даст ваш администратор.
recommendations-no-hit = Просмотрено: { $known }. Всех этих слов нет ни в одной рекомендации. Чем меньше букв, тем больше найдется.
recommendations-known = На этом устройстве: { $known }. Начните вводить слова, чтобы найти нужную.
recommendations-found =
    { $count ->
        [one] { $shown } из { $known }
        [few] { $shown } из { $known }
        [many] { $shown } из { $known }
       *[other] { $shown } из { $known }
    }
recommendation-pick = Привязать рекомендацию
recommendation-write = Ввести ту, которой нет в списке
recommendation-linked = привязана
recommendation-sdgs = ЦУР { $targets }
recommended-by = рекомендующее государство: { $state }
position-supported = поддержана
position-noted = принята к сведению
source-upr = универсальный периодический обзор
source-pledge = добровольное обязательство
source-treaty_body = договорный орган
source-special_procedure = специальная процедура
source-other = другой источник

## Decisions

submit = Представить…
submit-title = Представить версию { $version }
submit-copy = При следующей синхронизации в штаб-квартиру поступит копия записи в ее нынешнем виде. Прежние черновики и сведения о том, кто что написал, остаются в вашем отделении.
submit-later = Вы можете писать дальше. Последующие правки составят следующую версию и никогда не изменят эту.
submit-join-first = Это устройство пока не относится ни к одному отделению. Сначала присоединитесь к отделению; до тех пор все хранится здесь.
submit-missing =
    { $count ->
        [one] Осталось заполнить { $count } поле:
        [few] Осталось заполнить { $count } поля:
        [many] Осталось заполнить { $count } полей:
       *[other] Осталось заполнить { $count } поля:
    }
submit-two-values =
    { $count ->
        [one] { $count } поле имеет два значения. Сначала выберите одно:
        [few] { $count } поля имеют по два значения. Сначала выберите по одному:
        [many] { $count } полей имеют по два значения. Сначала выберите по одному:
       *[other] { $count } поля имеют по два значения. Сначала выберите по одному:
    }
submit-do = Представить
submit-busy = Запись представляется
submit-not-yet = Не сейчас
acknowledge = Подтвердить получение
decision-waits = ждет следующей синхронизации
refused-by-headquarters = Штаб-квартира не приняла последнее решение. { $why }
submit-by-lead = Представляет руководитель вашего отделения.
decide = Решить…
decide-title = Решение
decide-what = Что вы решаете?
decide-field = К чему относится вопрос?
whom-referred = Какой партнер?
nobody-referred = На этом устройстве не известен ни один партнер. Проведите синхронизацию или попросите администратора добавить партнера.
decide-do = Решить
decide-later = Уходит при следующей синхронизации. После принятия штаб-квартирой не меняется: за ним может следовать другое решение.
decided-here = на этом устройстве
decisions-open = Решения
decisions = Решения
decisions-explained = В том порядке, который имеет силу. То, что ждет отправки, стоит последним.
decisions-empty = Пока ничего не решено.
decision-answers = На вопрос: «{ $question }»
names-referred = о содействии попросили: { $name }
decision-refused = Штаб-квартира этого не приняла. { $why }
question-here = Штаб-квартира спрашивает:
question-open = Ответа пока нет.
question-answer = Ответить
questions-open =
    { $count ->
        [one] { $count } вопрос штаб-квартиры ждет ответа.
        [few] { $count } вопроса штаб-квартиры ждут ответа.
        [many] { $count } вопросов штаб-квартиры ждут ответа.
       *[other] { $count } вопроса штаб-квартиры ждут ответа.
    }
questions-see = Посмотреть решения
event-submitted = Представлено
event-acknowledged = Получение подтверждено
event-clarification_asked = Вопрос
event-clarification_answered = Ответ
event-accepted = Принято
event-declined = Отклонено
event-referred = Передано другому отделению
event-delivery_started = Выполнение начато
event-completed = Завершено
event-withdrawn = Отозвано
do-clarification_asked = Запросить разъяснения
do-accepted = Принять
do-declined = Отклонить
do-referred = Попросить партнера о содействии
do-delivery_started = Выполнение началось
do-completed = Выполнение завершено
do-withdrawn = Отозвать
says-clarification_asked = Ваш вопрос
says-accepted = Основания или условия (можно не заполнять)
says-declined = Основания
says-referred = Основания
says-delivery_started = Примечание (можно не заполнять)
says-completed = Примечание (можно не заполнять)
says-withdrawn = Основания

## Commands and keys

palette = Команды
palette-hint = Введите команду или название записи
palette-none = С таким названием ничего нет.
command-submit = Представить эту запись…
command-find = Поиск записей
command-language = Язык: { $language }
command-sync = Синхронизировать
command-sync-panel = Что ждет отправки и что отправлено
command-work = Перейти к моей работе
command-request = Перейти к запросам
command-practice = Перейти к практикам
command-activity = Перейти к мероприятиям
command-discussion = Перейти к дискуссиям
command-observation = Перейти к наблюдениям
command-recommendations = Перейти к рекомендациям
command-join = Присоединиться к отделению
command-membership = Ваше отделение
command-lock = Закрыть хранилище
command-shortcuts = Клавиши
command-theme-system = Светлое или темное оформление, как в системе
command-theme-light = Светлое оформление
command-theme-dark = Темное оформление
keys = Клавиши
keys-palette = Команды
keys-search = Поиск записей
keys-new = Новая запись
keys-list = Перемещение по списку
keys-page = Перемещение по списку на страницу
keys-ends = Первая и последняя строка списка
keys-open = Открыть выделенное
keys-sections = Переход между частями, когда выбрано название части
keys-next = Следующее поле
keys-back = Выйти из поля, затем вернуться к списку
keys-shortcuts = Эти клавиши
key-ctrl = Ctrl
key-shift = Shift
key-enter = Enter
key-tab = Tab
key-esc = Esc
key-page-up = Page Up
key-page-down = Page Down
key-home = Home
key-end = End

## What can go wrong in the window itself; everything else is in problems.ftl

problem-window-answer-unreadable = Satchel дал ответ, который это окно не может прочитать ({ $reason }). Все, что было отмечено как сохраненное, сохранено. Закройте окно и откройте его снова.
problem-submit-not-kept = Не представлено: последние слова не удалось сохранить на этом устройстве. Они остаются на экране. Прочитайте сообщение над названием и представьте запись еще раз.
problem-lock-not-kept = Хранилище не закрыто: последние слова пока не удалось сохранить на этом устройстве. Они остаются на экране. Прочитайте сообщение над названием и закройте хранилище еще раз.
problem-lock-files-coming = Хранилище не закрыто: к записи еще прилагается файл, и при закрытии он был бы потерян. Дождитесь, пока он будет приложен, ответьте на вопрос о нем или остановите его и закройте хранилище еще раз.
problem-value-not-read = В одном из полей стоит текст, который оно не может принять, и этот текст не сохранен. Найдите поле, где об этом сказано, и введите значение заново или оставьте его пустым.

## History and comments

undo = Отменить
undo-keys = Отменить последнее действие (Ctrl+Z)
redo = Вернуть
redo-keys = Вернуть отмененное (Ctrl+Shift+Z)
history = История
history-open = История
history-empty = Здесь пока ничего не написано.
history-reading = История читается…
history-wrote = Изменения ({ $by }): { $fields }
history-wrote-here = Ваши изменения: { $fields }
history-commented = Комментарий ({ $by })
history-commented-here = Ваш комментарий
history-chose = Выбор между значениями ({ $by }): { $fields }
history-chose-here = Ваш выбор между значениями: { $fields }
history-stood = { $field }: стояли значения { $values }; теперь { $chosen }
history-at-headquarters = В штаб-квартире не позднее: { $when }
history-more =
    { $count ->
        [one] еще { $count } поле
        [few] еще { $count } поля
        [many] еще { $count } полей
       *[other] еще { $count } поля
    }
history-submitted = Представлена версия { $version }
history-moment = { $told }, { $when }
history-back = Вся история
history-compare = Что изменилось с тех пор
history-look = Как было тогда
history-with = В сравнении с
history-now = записью, как она есть сейчас
compared-same = Сейчас различий нет.
compared-gone = удалено:
compared-new = добавлено:
restore = Восстановить…
restore-explained = Запись снова получит это содержание как ваше новое изменение. Все, что написано позже, остается в истории и может быть восстановлено так же. Комментарии не меняются.
restore-do = Восстановить это содержание
restore-not = Не сейчас
comments = Комментарии
comments-open =
    { $count ->
        [0] Комментарии
       *[other] Комментарии ({ $count })
    }
comments-explained = Они остаются в вашем отделении: ни одна версия их не содержит.
comments-empty = Комментариев пока нет.
comment-on = О чем
comment-on-record = Вся запись
comment-new = Ваш комментарий
comment-add = Добавить комментарий
comment-here = Комментировать
comments-here =
    { $count ->
        [one] { $count } комментарий
        [few] { $count } комментария
        [many] { $count } комментариев
       *[other] { $count } комментария
    }
comment-answer = Ответить
comment-resolve = Отметить как решенный
comment-reopen = Открыть снова
comment-resolved = решен
comment-by-nobody = Коллега
keys-undo = Отменить ваше последнее изменение
keys-redo = Вернуть его
problem-restore-not-kept = Не восстановлено: последние слова не удалось сохранить на этом устройстве. Они остаются на экране. Прочитайте сообщение над названием и восстановите еще раз.

## Narrowing and ordering lists

list-none-narrowed = Ни одна запись не отвечает всем условиям. Снимите один из фильтров или очистите их.
narrow =
    { $count ->
        [0] Фильтры и порядок
       *[other] Фильтры и порядок ({ $count })
    }
narrow-kind = Вид
narrow-status = Состояние
standing-draft = Черновик
standing-submitted = Представлено
standing-acknowledged = Получение подтверждено
standing-clarification_asked = Запрошены разъяснения
standing-clarification_answered = Разъяснения даны
standing-accepted = Принято
standing-declined = Отклонено
standing-referred = Передано
standing-in_delivery = Выполняется
standing-completed = Завершено
standing-shared = Передано другим
standing-open = Открыто
standing-withdrawn = Отозвано
narrow-state = Государство
narrow-theme = Тема
narrow-year = Год
narrow-any = Все
narrow-order = Порядок
order-edited = Сначала последние измененные
order-title = По названию
order-state = По государству
order-year = Сначала последний год
filters-saved = Сохраненные фильтры
filter-name = Название этого фильтра
filter-save = Сохранить фильтр
filters-clear = Очистить
filter-forget = Удалить фильтр «{ $name }»

## Follow-up of recommendations

rail-gaps = Выполнение
gaps = Выполнение
command-gaps = Перейти к выполнению
gaps-what = По каким принятым государством рекомендациям на этом устройстве есть запрос или мероприятие, а по каким еще нет. Здесь начинается среднесрочный доклад.
narrow-cycle = Цикл
narrow-session = Цикл или сессия
narrow-position = Позиция
narrow-source = Источник
cycle = Цикл { $number }
session = Сессия { $number }
gaps-summary = Принятые рекомендации и обязательства, по которым есть запрос или мероприятие: { $linked } из { $total }.
gaps-by-session = По сессиям
gaps-by-theme = По темам
gaps-of = { $linked } из { $total }
gaps-no-session = Вне обзора
gaps-open = Пока ничего ({ $count })
gaps-begun = Начато ({ $count })
gaps-practice = Просьбы или мероприятия пока нет, но есть связанная практика:
gaps-nothing-accepted = На этом устройстве нет ничего, что это государство приняло на этих сессиях.
narrow-only =
    { $count ->
        [0] Фильтр
       *[other] Фильтр ({ $count })
    }

## Copies, printing, and what is amiss

copy-record = Копировать
copy-explained = Создать новую запись с тем же содержанием
print-open = Печать…
print-do = Печатать
print-title = Для печати
print-explained = Конфиденциальные поля и приложения, а также комментарии не печатаются.
rule-ends-before-it-begins = Окончание раньше начала.
rule-outside-the-period = Это вне периода записи.
rule-not-an-address = В адресе есть знак @, а до и после него — текст.
rule-no-currency = Выберите валюту этой суммы.
rule-no-quantity = Сколько? Без числа строка не входит в итог.
rule-unknown-code = Эта версия не знает такого кода. Он сохраняется как есть.

## Приложенные файлы

attachments-limits = До { $size } на файл, файлов на запись: { $count }. Выберите несколько сразу, перетащите их сюда или вставьте.
attachment-coming = Прилагается «{ $name }»
attachment-stop = Остановить
files-coming =
    { $count ->
        [one] Прилагается { $count } файл
        [few] Прилагаются { $count } файла
        [many] Прилагаются { $count } файлов
       *[other] Прилагаются { $count } файла
    }
files-asking = Изображение ждет вашего ответа
attachment-show = Показать
attachment-hide = Скрыть
attachment-save = Сохранить…
attachment-remove = Убрать
attachment-remove-title = Убрать «{ $name }» из записи?
attachment-remove-text = Запись больше не будет его называть. Прежние моменты ее истории по-прежнему называют его.
pictures = Изображения
pictures-title = Что делать с изображениями
pictures-location = По одному из этих изображений можно узнать, где оно снято.
pictures-large = Одно из этих изображений больше { $side } пикселей.
pictures-smaller = Уменьшать большие изображения ({ $side } пикселей)
pictures-without-location = Убирать из изображений место съемки
pictures-remembered = Это запомнится для других изображений; изменить можно рядом со списком файлов.
pictures-attach = Приложить
pictures-leave-out = Не прилагать это изображение
pictures-keeps-location = По файлу «{ $name }» можно, возможно, узнать место съемки; из файлов такого вида его убрать нельзя.
pictures-attach-anyway = Все равно приложить
attachment-preview = Просмотр «{ $name }»

## Отделения и люди

rail-offices = Отделения
command-offices = Отделения
offices-search = Поиск отделений
office-add = Добавить отделение
office-add-do = Добавить
office-name = Название отделения
office-states-hint = Те, для которых оно работает. Можно выбрать несколько.
office-members = { $count ->
    [one] { $count } сотрудник
    [few] { $count } сотрудника
   *[other] { $count } сотрудников
}
office-invited = { $count ->
    [one] из них приглашен { $count }
   *[other] из них приглашены { $count }
}
office-reason = Причина (можно не указывать)
people = Люди и устройства
people-nobody = Пока никто не приглашен.
invite = Пригласить человека
invite-device = Пригласить еще одно устройство
invite-title = Приглашение
invite-other-device = По этому коду присоединится другое устройство того же человека.
invite-do = Создать код
invited-give = Передайте это: { $name }. Больше код не показывается.
invited-once = Код действует после вашей следующей синхронизации: один раз, для одного устройства, { $days } дн.
invited-qr = Адрес и код в виде QR-кода
member-nameless = Без имени
member-role-of = Роль: { $name }
member-left-at = выбытие: { $when }
member-invited-until = приглашение до { $when }
member-invitation-over = срок приглашения истек
device-here = это устройство
device-joined = подключено: { $when }
device-revoked-at = доступ отозван: { $when }
device-rescued-at = спасение разрешено: { $when }
do-role_changed = Сменить роль
do-member_left = Больше не работает здесь
do-device_revoked = Отозвать доступ
do-rescue_allowed = Разрешить спасение
do-key_replaced = Заменить ключ
means-role_changed = { $name }: новая роль — { $role }. Каждое устройство узнает об этом при своей следующей синхронизации.
means-member_left = Ни одно устройство ({ $name }) больше не сможет ничего отправить или получить. Написанное и решенное остается.
means-device_revoked = Это устройство ({ $name }) больше не сможет ничего отправить или получить и не будет показывать записи. Неотправленное можно сохранить там в файл для штаб-квартиры.
means-rescue_allowed = Неотправленное с этого устройства ({ $name }) принимается, если штаб-квартира получит его файлом. Доступ устройства остается отозванным. Убедитесь, что оно не было в чужих руках.
means-key_replaced = Устройство создаст себе другой ключ и будет подписывать им, как только штаб-квартира о нем узнает, при следующей синхронизации. Копия старого ключа больше ни на что не годится. Все написанное и решенное остается.
event-office_added = Отделение добавлено
event-member_invited = Приглашение
event-role_changed = Смена роли
event-member_left = Больше не работает здесь
event-device_revoked = Доступ устройства отозван
event-rescue_allowed = Спасение разрешено
event-key_replaced = Ключ заменен

## Устройство с отозванным доступом

revoked-title = Штаб-квартира отозвала доступ этого устройства
revoked-when = Оно ничего не отправляет и не получает: { $when }.
revoked-what = Ваши записи остаются здесь в зашифрованном виде и больше не показываются. То, чего у штаб-квартиры еще нет, можно сохранить в файл, который откроет только она. Попросите администратора разрешить спасение и отправьте ему файл.
revoked-save = Сохранить неотправленное
revoked-saved = Сохранено: { $size }. Отправьте файл администратору.
revoked-nothing = У штаб-квартиры есть все. Сохранять нечего.

## Что читает общественность и на что согласно государство

event-consent_given = Согласие государства
event-consent_withdrawn = Согласие отозвано
event-shared = Передано другим отделениям
event-published = Опубликовано
event-unpublished = Больше не публикуется
share = Передать…
share-title = Передать версию { $version }
share-copy = Копия записи в ее нынешнем виде уйдет при следующей синхронизации в штаб-квартиру, а также отделениям и учреждениям, которые работают в этом государстве. Конфиденциальное получит только штаб-квартира.
share-do = Передать
share-busy = Передача
public-open = Публично
public-title = Что читает общественность
public-seen = Общественность читает это:
public-would = Общественность ничего из этого не читает. Если опубликовать запись в нынешнем виде, она прочтет это:
public-newer = У штаб-квартиры есть более новая версия, которую публика пока не видит. Она прочла бы вот что:
public-edited = Написанное после отправки последней версии сюда не входит. Штаб-квартира сможет опубликовать это после отправки.
public-no-longer = Запись опубликована, но не читается: действующего согласия нет. При наличии согласия читалось бы это:
public-publish = Опубликовать
public-unpublish = Снять с публикации
public-needs-consent = Нужно действующее сегодня согласие на публичный реестр.
public-share = Передать другим отделениям
public-share-needs-consent = Нужно действующее сегодня согласие на передачу другим отделениям.
consents = На что согласно государство
scope-network = Другие отделения и учреждения
scope-network-means = Они читают описание практики без конфиденциального.
scope-council = Совет по правам человека
scope-council-means = Об этом можно говорить в его докладах и обсуждениях.
scope-public = Публичный реестр
scope-public-means = Все читают то, что показано выше.
consent-none = Согласие не зафиксировано.
consent-on = { $day }
consent-until = действует до { $day }
consent-over = истекло { $day }
consent-to-earlier = Оно дано на более раннюю версию: для представленного позже нужно отдельное согласие.
consent-attached = (приложено)
consent-record = Зафиксировать согласие
consent-replace = Зафиксировать другое вместо него
consent-authority = Кто дает согласие от имени государства
consent-given-on = Дата
consent-holds-until = Действует до
consent-holds-until-hint = Пусто: до отзыва.
consent-evidence = Подтверждение
consent-evidence-hint = Вербальная нота, письмо, протокол: где это можно прочесть снова.
consent-file = Подтверждение среди приложенных документов
consent-do = Зафиксировать
consent-withdraw = Государство отзывает согласие

## Книги фондов

rail-funds = Фонды
command-funds = Фонды
event-contribution = Взнос
event-allocation = Выделение средств
event-expenditure = Расход
event-reversal = Отмена записи
fund-pledge = Объявленный взнос
fund-received = Получено
fund-pledged = Объявлено
fund-allocated = Выделено
fund-spent = Израсходовано
fund-available = Можно выделить
fund-balance = Остаток
fund-no-entries = Записей пока нет. Сначала нужен взнос.
fund-reversed = Отменено
fund-left = осталось { $amount }
fund-due = ожидается ещё { $amount }
fund-rate = { $amount } по { $rate } доллара за единицу, курс на { $day }
fund-give = Записать взнос
fund-receive = Получен…
fund-donor = Донор
fund-amount = Сумма
fund-amount-usd = Сумма в долларах США
fund-currency = Валюта
fund-rate-of = Одна единица в долларах
fund-rate-on = Курс на
fund-on = Дата
fund-note = Примечание
fund-is-pledge = Объявлен, ещё не получен
fund-allocate = Выделить средства
fund-for = На какой запрос или мероприятие
fund-spend = Израсходовать часть
fund-overdraft = Почему берётся больше, чем есть
fund-overdraft-told = Больше, чем есть: { $why }
fund-enter = Записать
fund-reverse = Отменить
fund-import = Взносы из таблицы
fund-import-what = Файл CSV или Excel со столбцами donor, amount, currency, rate, rate_on и on; столбцы status (received или pledged) и note необязательны. Вы увидите каждую строку, прежде чем что-либо будет записано.
fund-import-do = { $count ->
    [one] Записать { $count } взнос
    [few] Записать { $count } взноса
    [many] Записать { $count } взносов
   *[other] Записать { $count } взноса
}
fund-row-wrong = Строка { $line }: { $why } «{ $cell }»
fund-row-entered = Строка { $line } уже есть в книге и пропускается.
fund-export = Сохранить таблицей
row-donor = Донор не назван.
row-amount = Это не сумма больше нуля.
row-currency = Валюты с таким кодом нет.
row-rate = Это не обменный курс.
row-day = Это не дата вида 2026-03-31.
row-status = Это ни received, ни pledged.
row-entry = Что-то в этой строке слишком длинное или слишком большое.

# Дискуссии, и кто отвечает за запрос.
whom-choose = Выберите
whom-invited = Какое отделение?
nobody-invited = На этом устройстве не известно отделений, которые можно пригласить. Проведите синхронизацию или попросите администратора добавить отделение.
whom-assigned = Кто отвечает?
nobody-assigned = На этом устройстве не известен ни один сотрудник отдела. Сначала проведите синхронизацию.
assign-oneself = { $name } (вы)
names-invited = кому: { $name }
names-assigned = кому: { $name }
names-invitation_answered = { $name }
answer-what = Придет ли ваше отделение?
answer-yes = Мы придем
answer-no = Мы не сможем прийти
answered-yes = придет
answered-no = не придет
answered-not-yet = ответа пока нет
guests = Приглашены
assigned-to = Отвечает { $name }
event-assigned = Назначение
event-theme_proposed = Тема предложена
event-theme_approved = Тема утверждена
event-invited = Приглашение
event-invitation_answered = Ответ на приглашение
event-discussion_closed = Дискуссия закрыта
do-assigned = Указать, кто отвечает
do-theme_approved = Утвердить тему
do-invited = Пригласить отделение
do-invitation_answered = Ответить на приглашение
do-discussion_closed = Закрыть дискуссию
says-theme_approved = Основания или условия (можно оставить пустым)
says-invited = Текст приглашения (можно оставить пустым)
says-invitation_answered = Что вы отвечаете (можно оставить пустым)
says-discussion_closed = Чем она закончилась или почему не состоится
standing-proposed = Предложено
standing-approved = Утверждено
standing-closed = Закрыто
propose = Предложить…
propose-title = Предложить тему (версия { $version })
propose-copy = Копия записи в ее нынешнем виде уйдет при следующей синхронизации отделам штаб-квартиры. Никто другой не прочтет ее, пока тема не утверждена и никто не приглашен.
propose-do = Предложить
propose-busy = Тема предлагается
programme = Отправить приглашенным…
programme-title = Отправить версию { $version } приглашенным
programme-copy = Копия записи в ее нынешнем виде уйдет при следующей синхронизации отделам штаб-квартиры и приглашенным отделениям. Конфиденциальное получит только штаб-квартира.
programme-do = Отправить
programme-busy = Отправка

# Доска отдела.
rail-board = Доска
command-board = Доска
board-filters = Какие запросы
board-whose = Кто отвечает
board-of-nobody = Никто не назначен
board-overdue = Только просроченные
board-unread = новая версия
board-empty = Запросов в работе нет. Те, что представят отделения, появятся здесь при следующей синхронизации.
board-none-so = Таких запросов нет. Снимите часть условий, чтобы увидеть больше.
board-more = Еще { $count }
steps = Время на каждый шаг
levels = Сроки обслуживания
levels-explained = За сколько рабочих дней, с понедельника по пятницу, запрос идет дальше. Что длится дольше, отмечается на доске отдела как просроченное.
level-acknowledge = Подтвердить получение
level-decide = Задать вопрос или принять решение
level-answer = Ответ отделения
level-start = До начала работ
levels-set = Установить
event-levels_set = Установлены сроки обслуживания
board-days =
    { $days ->
        [0] меньше рабочего дня
        [one] { $days } рабочий день
        [few] { $days } рабочих дня
        [many] { $days } рабочих дней
       *[other] { $days } рабочего дня
    }
board-late =
    { $days ->
        [one] просрочен на { $days } день
        [few] просрочен на { $days } дня
        [many] просрочен на { $days } дней
       *[other] просрочен на { $days } дня
    }
board-late-count =
    { $count ->
        [one] { $count } просрочен
       *[other] { $count } просрочено
    }
board-level =
    { $days ->
        [one] за { $days } рабочий день
        [few] за { $days } рабочих дня
        [many] за { $days } рабочих дней
       *[other] за { $days } рабочего дня
    }

# Что у записи общего с другими.
related-open = Связанное
related-title = Связанные записи
related-explained = Насколько они известны на этом устройстве. Первыми стоят те, у которых больше общего.
related-none = На этом устройстве нет ничего с той же темой, рекомендацией или тем же государством и временем.
related-linked = Связаны
related-activities = Мероприятия, которые пересекаются по государству, предмету и времени
related-requests = Похожие запросы
related-practices = Практика по тем же предметам
related-observations = Что видели специальные процедуры в этом государстве
related-themes = те же темы: { $themes }
plan-activity = Запланировать мероприятие
related-recommendations =
    { $count ->
        [one] { $count } общая рекомендация
        [few] { $count } общие рекомендации
        [many] { $count } общих рекомендаций
       *[other] { $count } общей рекомендации
    }
related-days =
    { $days ->
        [one] одновременно { $days } день
        [few] одновременно { $days } дня
        [many] одновременно { $days } дней
       *[other] одновременно { $days } дня
    }

# С чего начинают.
rail-home = Сегодня
command-home = Сегодня
home-title = Сегодня
home-nothing = Вас ничто не ждет.
home-no-news = С тех пор, как вы смотрели, никто больше ничего не решил.
home-news = Новое с тех пор, как вы смотрели
home-more = И еще о записях: { $count }.
home-earlier = и еще { $count } до этого
home-seen = Просмотрено
todo-answer =
    { $count ->
        [one] У { $count } записи вопросы без ответа
       *[other] У { $count } записей вопросы без ответа
    }
todo-refused =
    { $count ->
        [one] Штаб-квартира не приняла { $count } решение
       *[other] Штаб-квартира не приняла решений: { $count }
    }
todo-resolve =
    { $count ->
        [one] У { $count } записи поля с двумя значениями
       *[other] У { $count } записей поля с двумя значениями
    }
todo-overdue =
    { $count ->
        [one] { $count } запрос ждет слишком долго
       *[other] Запросов, которые ждут слишком долго: { $count }
    }
todo-read =
    { $count ->
        [one] Прочитать { $count } версию
       *[other] Прочитать версий: { $count }
    }
todo-decide =
    { $count ->
        [one] Решить по { $count } запросу
       *[other] Решить по запросам: { $count }
    }
todo-assist =
    { $count ->
        [one] Вас просят помочь с { $count } запросом
       *[other] Вас просят помочь с запросами: { $count }
    }
todo-reply =
    { $count ->
        [one] Ответить на { $count } приглашение
       *[other] Ответить на приглашения: { $count }
    }
todo-renew =
    { $count ->
        [one] { $count } согласие заканчивается в течение месяца или уже закончилось
       *[other] Согласий, которые заканчиваются в течение месяца или уже закончились: { $count }
    }
todo-approve =
    { $count ->
        [one] Утвердить { $count } тему
       *[other] Утвердить темы: { $count }
    }
todo-publish =
    { $count ->
        [one] Опубликовать { $count } запись: государство согласно
       *[other] Опубликовать записи, на которые государство согласно: { $count }
    }
todo-start =
    { $count ->
        [one] { $count } принятый запрос ждет начала работы
       *[other] Принятые запросы, которые ждут начала работы: { $count }
    }
todo-deliver =
    { $count ->
        [one] { $count } запрос выполняется
       *[other] Запросы, которые выполняются: { $count }
    }
todo-allocate =
    { $count ->
        [one] На { $count } принятый запрос еще нет средств
       *[other] Принятых запросов без средств: { $count }
    }
todo-collect =
    { $count ->
        [one] { $count } обещание еще не выполнено
       *[other] Обещаний, которые еще не выполнены: { $count }
    }
todo-join =
    { $count ->
        [one] { $count } человек приглашен и не присоединился
       *[other] Приглашены и не присоединились: { $count }
    }
todo-rescue =
    { $count ->
        [one] Отозван доступ { $count } устройства: можно ли принять от других то, что с него не отправлено?
       *[other] Устройств с отозванным доступом: { $count }. Можно ли принять от других то, что с них не отправлено?
    }
todo-send-again =
    { $count ->
        [one] { $count } запись изменена после отправки
       *[other] Записей, измененных после отправки: { $count }
    }
todo-finish =
    { $count ->
        [one] Закончить { $count } черновик
       *[other] Закончить черновиков: { $count }
    }

# What the desk thinks of a request.
rail-assessment = Оценки
new-assessment = Новая оценка
untitled-assessment = Оценка без названия
command-assessment = Перейти к оценкам
assessment-open = Оценка
assessment-explained = Что отдел думает об этом запросе. Это никогда не покидает штаб-квартиру.

# Кто что делает, где и когда.
rail-coordination = Кто что делает
command-coordination = Кто что делает, где и когда
coordination-explained = Мероприятия и запросы государства, известные на этом устройстве. Пересечение — когда два отделения работают над одной темой в одно время; пробел — когда о теме просят, а над ней никто не работает.
coordination-filters = Какие мероприятия
coordination-from = Не закончены до
coordination-to = Начаты к
coordination-none = Здесь не известно ни мероприятий, ни запросов этого государства. Проведите синхронизацию или выберите другое государство или время.
coordination-matrix = Мероприятия по темам и отделениям
coordination-requests = Просят
coordination-notice = Обратить внимание
coordination-gap = пробел
coordination-no-theme = Без темы
coordination-no-time = время не указано
coordination-when = с { $from } по { $to }
coordination-timeline = Во времени
coordination-overlaps =
    { $count ->
        [one] { $count } пересечение
        [few] { $count } пересечения
        [many] { $count } пересечений
       *[other] { $count } пересечения
    }

## What a State, or an institution, can say in the general debate

rail-statement = Материалы к выступлению
command-statement = Материалы к выступлению в общих прениях
statement-explained = Что государство или учреждение может сказать в общих прениях по пункту 10: опыт, достижения, трудности и потребности словами тех версий, которые есть у штаб-квартиры. Сюда входит только то, что государство согласно представить Совету.
statement-speaker = Кто выступает
statement-nobody = Выбрать
statement-of = Материалы к выступлению: { $name }
statement-print = Напечатать материалы к выступлению
statement-empty = У штаб-квартиры пока нет ничего из того, что известно на этом устройстве. Здесь можно собрать отправленное и то, чем поделились.
statement-none = Совету пока нельзя представить ничего из этого. Ниже указано, чего не хватает.
statement-experiences = Опыт
statement-achievements = Достижения
statement-challenges = Трудности
statement-needs = Потребности
statement-consent = согласие: { $authority }, { $on }
statement-until = до { $until }
statement-no-consent = государство не согласно представить это Совету
statement-not-for-debate = не предназначено для общих прений
statement-not-here = его текста нет на этом устройстве
statement-left-out =
    { $count ->
        [one] Не вошла { $count } запись
        [few] Не вошли { $count } записи
       *[other] Не вошло { $count } записей
    }
