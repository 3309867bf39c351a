# The interface. Short, plain, the field's own words.
#
# Names of fields follow the schema: field-KIND-PATH and hint-KIND-PATH with hyphens between the parts of a path,
# section-KIND-NAME, code-KIND-PATH-CODE, and for lists add-KIND-PATH and empty-KIND-PATH.

product = Satchel
back = رجوع
close = إغلاق
try-again = إعادة المحاولة
needed = حقل إلزامي
label-within = { $outer }: { $field }
not-chosen = لم يُختر
yes = نعم
no = لا
language = اللغة

## The first pages

front-unreachable = لا يمكن الوصول إلى Satchel
window-stopped = توقفت هذه النافذة. ما ظهر أنه محفوظ باقٍ بأمان على هذا الجهاز. أغلق النافذة وافتحها من جديد.
create-title = اختيار عبارة المرور
create-what = كل ما تكتبه محفوظ على هذا الجهاز في خزنة لا تفتحها إلا عبارة مرورك. بضع كلمات تتذكرها أفضل من كلمة واحدة صعبة.
create-unrecoverable = لا أحد يستطيع استعادة عبارة المرور: لا زميل ولا مشرف ولا المقر. ومن دونها يضيع ما لم يُرسل.
create-do = إنشاء الخزنة
create-busy = جارٍ إنشاء الخزنة
passphrase = عبارة المرور
passphrase-again = عبارة المرور نفسها مرة أخرى
passphrase-hint = أقل عدد للأحرف: { $count }.
passphrase-show = إظهار
passphrase-hide = إخفاء
passphrase-too-short = عدد أحرف عبارة المرور أقل من { $count }. أضف كلمة.
passphrase-different = العبارتان غير متطابقتين. اكتب عبارة المرور مرة أخرى.
unlock-title = فتح خزنتك
unlock-what = ما كتبته موجود على هذا الجهاز ومقفل. تفتحه عبارة مرورك، ولا حاجة إلى اتصال.
unlock-do = فتح
unlock-busy = جارٍ الفتح

## Joining an office

join-title = الانضمام إلى مكتبك
join-what = يمكنك أن تكتب دون انضمام. لإرسال ما تكتبه إلى المقر وللكتابة مع الزملاء، أدخل ما هو مدون في دعوتك. يلزم لذلك اتصال مرة واحدة.
join-url = عنوان المقر
join-url-hint = يبدأ بـ https:// وهو مدون في الدعوة.
join-code = الرمز
join-code-hint = يصلح مرة واحدة، لهذا الجهاز.
join-do = انضمام
join-busy = جارٍ الانضمام
membership-title = مكتبك
member-name = الاسم
member-role = الدور
member-office = المكتب
member-office-kind = نوع المكتب
member-states = الدول
member-hub = المقر
role-drafter = معد المسودات
role-lead = المسؤول الأول
role-desk = مسؤول الملف
role-fund = الصندوق
role-partner = الشريك
role-mandate = المكلف بولاية
role-admin = المشرف
office-field-office = مكتب ميداني
office-nhri = مؤسسة وطنية لحقوق الإنسان
office-agency = وكالة من وكالات الأمم المتحدة
office-headquarters = المقر
office-mandate = إجراء خاص

## The rail

rail = الأماكن الرئيسية
rail-work = عملي
rail-request = الطلبات
rail-practice = الممارسات
rail-activity = الأنشطة
rail-discussion = حلقات النقاش
rail-observation = الملاحظات
rail-recommendations = التوصيات
rail-join = الانضمام إلى مكتبك
rail-membership = مكتبك
rail-no-office = لا مكتب بعد
rail-lock = إقفال
rail-palette = الأوامر
rail-menu = القائمة

## The bag

bag-empty = لا شيء في الانتظار
bag-waiting =
    { $count ->
        [zero] لا تغييرات في الحقيبة
        [one] تغيير واحد في الحقيبة
        [two] تغييران في الحقيبة
        [few] { $count } تغييرات في الحقيبة
        [many] { $count } تغييراً في الحقيبة
       *[other] { $count } تغيير في الحقيبة
    }
bag-all-sent = لدى المقر كل ما كُتب حتى { $when }.
bag-never-sent = ليس لدى المقر شيء من هذا الجهاز بعد.
bag-no-office = محفوظ على هذا الجهاز وحده. انضم إلى مكتبك لإرساله.
bag-set-aside =
    { $count ->
        [zero] لا سجلات موضوعة جانباً
        [one] سجل واحد موضوع جانباً
        [two] سجلان موضوعان جانباً
        [few] { $count } سجلات موضوعة جانباً
        [many] { $count } سجلاً موضوعاً جانباً
       *[other] { $count } سجل موضوع جانباً
    }
bag-failed = لم تتم المزامنة الأخيرة. افتح لمعرفة السبب.

## Sync

sync-do = مزامنة الآن
sync-stop = إيقاف المزامنة
sync-title = ما ينتظر وما أُرسل
sync-waiting = في الحقيبة
sync-nothing-waits = لا شيء في الانتظار. ما تكتبه بعد الآن سينتظر هنا.
sync-link = الاتصال
sync-in-touch = البقاء على اتصال
sync-in-touch-explained = ما دام هناك اتصال، يُرسل ما تكتبه بعد لحظة ويصل ما يكتبه زملاؤك من تلقاء نفسه.
files-to-come =
    { $count ->
        [zero] وصلت كل الملفات.
        [one] ملف واحد لم يصل بعد.
        [two] ملفان لم يصلا بعد.
        [few] { $count } ملفات لم تصل بعد.
        [many] { $count } ملفًا لم تصل بعد.
       *[other] { $count } ملف لم تصل بعد.
    }
files-without-room = ملفات تبقى في المقر، لأن ملفات هذه الخزنة ستتجاوز { $limit } ميغابايت: { $count }.
sync-metered = الاتصال مدفوع حسب حجم البيانات
sync-metered-explained = تُرسل النصوص مع كل مزامنة. أما المرفقات فتنتظر حتى ترسلها.
sync-files-now = إرسال الملفات واستلامها الآن
courier-title = عن طريق ساعٍ
courier-explained = حيث لا تصل شبكة يحمل ملفٌ ما تحمله المزامنة. وما أُعد يبقى منتظرا هنا إلى أن يأتي الرد.
courier-to = لأجل
courier-headquarters = المقر
courier-pack = حفظ حقيبة
courier-open = فتح حقيبة
courier-packed = أُعدت الحقيبة: { $size }. الملف مشفر ولا يفتحه إلا المرسل إليه. سلّمه إلى الساعي.
courier-joined = انضم هذا الجهاز إلى { $office }.
courier-from = من { $name }.
courier-from-headquarters = من المقر.
courier-received = ما ورد: { $count }.
courier-files = الملفات التي وصلت كاملة: { $count }.
courier-accepted = ما قبله المقر: { $count }.
courier-refused = ما رفضه المقر: { $count }.
courier-set-aside = ما وُضع جانبا الآن: { $count }.
sync-set-aside = موضوعة جانباً
sync-set-aside-explained = هذه السجلات تعذر إرسالها أو استلامها. العمل مستمر في سائر السجلات.
sync-retry = إعادة المحاولة
sync-log = ما أُرسل
sync-no-log = لم يُرسل شيء من هذا الجهاز بعد.
sync-progress =
    { $count ->
        [0] كل شيء في طريقه. { $seconds } ث.
        [one] بقي تغيير واحد. { $seconds } ث.
        [two] بقي تغييران. { $seconds } ث.
        [few] بقيت { $count } تغييرات. { $seconds } ث.
        [many] بقي { $count } تغييراً. { $seconds } ث.
       *[other] بقي { $count } تغيير. { $seconds } ث.
    }
waiting-changes = تحرير، منذ { $since }
waiting-decision = { $event }، منذ { $since }
waiting-files = مرفقات، حُررت { $since }
report-moved =
    { $sent ->
        [0] لم يكن هناك ما يُرسل،
        [one] أُرسل تغيير واحد،
        [two] أُرسل تغييران،
        [few] أُرسلت { $sent } تغييرات،
        [many] أُرسل { $sent } تغييراً،
       *[other] أُرسل { $sent } تغيير،
    } { $received ->
        [0] ولم يرد جديد.
        [one] وورد تغيير واحد.
        [two] وورد تغييران.
        [few] ووردت { $received } تغييرات.
        [many] وورد { $received } تغييراً.
       *[other] وورد { $received } تغيير.
    }
report-files = الملفات: أُرسل { $sent } ووصل { $received }.
report-refused = لم يقبله المقر: { $count }.
report-pending = لم يُرسل بعد: { $count }.
report-differs = ما زال ما في هذا الجهاز مختلفًا عمّا لدى المقر: أبلغ المقر بذلك.
report-cost =
    { $requests ->
        [zero] لا اتصالات،
        [one] اتصال واحد،
        [two] اتصالان،
        [few] { $requests } اتصالات،
        [many] { $requests } اتصالاً،
       *[other] { $requests } اتصال،
    } الصادر { $up }، الوارد { $down }.

## The list

search = بحث في السجلات
search-hint = بحث  /
filters = أي السجلات
filter-all = الكل
filter-drafts = المسودات
filter-submitted = المقدَّمة
filter-two-values = قيمتان
new = جديد
new-request = طلب جديد
new-practice = ممارسة جديدة
new-activity = نشاط جديد
new-discussion = حلقة نقاش جديدة
new-observation = ملاحظة جديدة
untitled-request = طلب بلا عنوان
untitled-record = سجل بلا عنوان
untitled-practice = ممارسة بلا عنوان
untitled-activity = نشاط بلا عنوان
untitled-discussion = حلقة نقاش بلا موضوع
untitled-observation = ملاحظة بلا نص
list-count =
    { $count ->
        [zero] لا سجلات
        [one] سجل واحد
        [two] سجلان
        [few] { $shown } سجلات
        [many] { $shown } سجلاً
       *[other] { $shown } سجل
    }
list-empty = لا شيء هنا بعد. أنشئ سجلاً جديداً: يُحفظ على هذا الجهاز من أول كلمة.
list-empty-desk = لا طلب في انتظارك. تأتي الطلبات الجديدة مع المزامنة التالية.
list-empty-others = لا شيء هنا بعد. ما يكتبه الآخرون من هذا النوع ويتيحون لك رؤيته يصل مع المزامنة.
list-none-drafts = لا مسودات هنا. كل ما قُدم موجود تحت «المقدَّمة».
list-none-submitted = لم يُقدَّم شيء من هذه القائمة بعد.
list-none-two-values = ليس لأي حقل قيمتان. حين يكتب شخصان في حقل واحد، كل منهما على حدة، تنتظر القيمتان هنا.
list-no-hit = لا سجل يتضمن «{ $text }». كلما قلت الأحرف زادت النتائج.
nothing-open = اختر سجلاً، أو أنشئ سجلاً جديداً بالحرف N.
nothing-open-desk = اختر سجلاً لقراءته.
nothing-open-join = يمكنك أن تكتب الآن وتنضم إلى مكتبك لاحقاً: كل شيء ينتظر في الحقيبة.
status-version = { $status }، الصيغة { $version }
row-edited-since = حُرر بعد ذلك
row-conflicts =
    { $count ->
        [zero] لا حقل له قيمتان
        [one] حقل واحد له قيمتان
        [two] حقلان لكل منهما قيمتان
        [few] { $count } حقول لكل منها قيمتان
        [many] { $count } حقلاً لكل منها قيمتان
       *[other] { $count } حقل لكل منها قيمتان
    }
row-refused = لم يُقبل
safety-here = لم يُرسل
safety-at-headquarters = في المقر
safety-shared = تمت مزامنته
safety-set-aside = موضوع جانباً

## A record

sections = أجزاء السجل
section-left = بقي { $count }
section-done = مكتمل
section-next = التالي: { $section }
kept = محفوظ على هذا الجهاز
kept-ago = محفوظ على هذا الجهاز، { $ago }
kept-not-yet = لم يُحفظ بعد
kept-failed = لم يُحفظ
nothing-written = لم يُكتب شيء.
remove = إزالة
remove-named = إزالة { $name }
remove-item = إزالة الرقم { $place }
total = المجموع
total-in = المجموع، { $currency }
total-bare = المجموع، لم تُختر عملة
total-no-source = لم يُختر المصدر
number-not-one = لا تُقبل هنا إلا الأرقام. العدد السابق لا يزال محفوظاً.
number-not-whole = لا يُقبل هنا إلا عدد صحيح. العدد السابق لا يزال محفوظاً.
number-too-fine = الخانات العشرية لهذه العملة أقل. المبلغ السابق لا يزال محفوظاً.
number-too-large = هذا العدد أكبر مما يُقبل. العدد السابق لا يزال محفوظاً.
no-such-state = لا توجد دولة بهذا الاسم. اختر دولة من القائمة، أو اكتب رمزها المؤلف من ثلاثة أحرف.
no-such-language = لا توجد لغة بهذا الاسم. اختر لغة من القائمة، أو اكتب رمزها، مثل pt-BR.
no-such-choice = لا شيء هنا بهذا الاسم. اختر من القائمة.
attachment-gone = مرفق أُزيل
no-such-currency = لا توجد عملة بهذا الرمز. اختر عملة من القائمة.
values-of = قيمتان للحقل { $field }
values-explained =
    { $count ->
        [zero] لم يُكتب على حدة. لم يضع شيء: اكتب ما تريد.
        [one] كُتب على حدة. لم يضع شيء: استخدمه أو اكتب غيره.
        [2] كُتب مرتين، كل مرة على حدة. لم يضع شيء: اختر إحدى القيمتين أو اكتب ثالثة.
        [few] كُتب { $count } مرات، كل مرة على حدة. لم يضع شيء: اختر إحدى القيم أو اكتب غيرها.
        [many] كُتب { $count } مرة، كل مرة على حدة. لم يضع شيء: اختر إحدى القيم أو اكتب غيرها.
       *[other] كُتب { $count } مرة، كل مرة على حدة. لم يضع شيء: اختر إحدى القيم أو اكتب غيرها.
    }
value-here = على هذا الجهاز، { $when }
value-by = { $by }، { $when }
value-empty = تُرك فارغاً
value-use = استخدام هذه القيمة


## Recommendations

recommendations = التوصيات
recommendations-what = توصيات الاستعراض الدوري الشامل والتعهدات الطوعية، على هذا الجهاز. لا يحتاج البحث إلى اتصال.
recommendations-seek = بحث بالكلمات أو الدولة أو الرقم المرجعي
recommendations-none = لا توصيات على هذا الجهاز بعد. تأتي التوصيات مع المزامنة، أو من ملف يعطيك إياه المشرف.
recommendations-no-hit = لا توصية تتضمن هذه الكلمات كلها. عدد ما جرى البحث فيه: { $known }. كلما قلت الأحرف زادت النتائج.
recommendations-known = على هذا الجهاز: { $known }. اكتب للعثور على ما تحتاج إليه.
recommendations-found =
    { $count ->
        [zero] لا شيء من { $known }
        [one] { $shown } من { $known }
        [two] { $shown } من { $known }
        [few] { $shown } من { $known }
        [many] { $shown } من { $known }
       *[other] { $shown } من { $known }
    }
recommendation-pick = ربط توصية
recommendation-write = كتابة توصية غير مدرجة
recommendation-linked = مرتبطة
recommendation-sdgs = أهداف التنمية المستدامة: { $targets }
recommended-by = أوصت بها { $state }
position-supported = تحظى بالتأييد
position-noted = أحيط علماً بها
source-upr = الاستعراض الدوري الشامل
source-pledge = تعهد طوعي
source-treaty_body = هيئة معاهدات
source-special_procedure = إجراء خاص
source-other = مصدر آخر

## Decisions

submit = تقديم…
submit-title = تقديم الصيغة { $version }
submit-copy = تُرسل إلى المقر مع المزامنة التالية نسخة من السجل كما هو الآن. أما المسودات السابقة وبيان من كتب كل جزء فتبقى في مكتبك.
submit-later = يمكنك مواصلة الكتابة. ما تغيره لاحقاً يصبح الصيغة التالية، ولا يغير هذه الصيغة أبداً.
submit-join-first = هذا الجهاز لا يتبع أي مكتب بعد. انضم إلى مكتبك أولاً؛ كل شيء محفوظ حتى ذلك الحين.
submit-missing =
    { $count ->
        [zero] لا حقول لازمة بعد الآن:
        [one] لا يزال حقل واحد لازماً:
        [two] لا يزال حقلان لازمين:
        [few] لا تزال { $count } حقول لازمة:
        [many] لا يزال { $count } حقلاً لازماً:
       *[other] لا يزال { $count } حقل لازماً:
    }
submit-two-values =
    { $count ->
        [zero] لا حقل له قيمتان:
        [one] حقل واحد له قيمتان. اختر إحداهما أولاً:
        [two] حقلان لكل منهما قيمتان. اختر قيمة لكل منهما أولاً:
        [few] { $count } حقول لكل منها قيمتان. اختر قيمة لكل منها أولاً:
        [many] { $count } حقلاً لكل منها قيمتان. اختر قيمة لكل منها أولاً:
       *[other] { $count } حقل لكل منها قيمتان. اختر قيمة لكل منها أولاً:
    }
submit-do = تقديم
submit-busy = جارٍ التقديم
submit-not-yet = ليس الآن
acknowledge = إقرار بالاستلام
decision-waits = ينتظر المزامنة التالية
refused-by-headquarters = لم يقبل المقر القرار الأخير. { $why }
submit-by-lead = يقدمه أحد المسؤولين في مكتبكم.
decide = اتخاذ قرار…
decide-title = اتخاذ قرار
decide-what = ما قراركم؟
decide-field = بماذا يتعلق السؤال؟
whom-referred = أي شريك؟
nobody-referred = لا يُعرف أي شريك على هذا الجهاز. زامنوا، أو اطلبوا من المسؤول إضافة شريك.
decide-do = تأكيد القرار
decide-later = يُرسل مع المزامنة التالية. وبعد أن يقبله المقر لا يتغير: يتبعه قرار آخر.
decided-here = على هذا الجهاز
decisions-open = القرارات
decisions = القرارات
decisions-explained = بالترتيب المعتمد. وما ينتظر الإرسال يأتي أخيراً.
decisions-empty = لم يُتخذ أي قرار بعد.
decision-answers = عن: «{ $question }»
names-referred = طُلبت المساعدة من: { $name }
decision-refused = لم يقبله المقر. { $why }
question-here = يسأل المقر:
question-open = لا جواب بعد.
question-answer = الإجابة
questions-open =
    { $count ->
        [zero] لا أسئلة من المقر تنتظر جواباً.
        [one] سؤال واحد من المقر ينتظر جواباً.
        [two] سؤالان من المقر ينتظران جواباً.
        [few] { $count } أسئلة من المقر تنتظر جواباً.
        [many] { $count } سؤالاً من المقر ينتظر جواباً.
       *[other] { $count } سؤال من المقر ينتظر جواباً.
    }
questions-see = عرض القرارات
event-submitted = تقديم
event-acknowledged = إقرار بالاستلام
event-clarification_asked = سؤال
event-clarification_answered = جواب
event-accepted = قبول
event-declined = رفض
event-referred = إحالة إلى مكتب آخر
event-delivery_started = بدء التنفيذ
event-completed = إنجاز
event-withdrawn = سحب
do-clarification_asked = طلب توضيح
do-accepted = قبول
do-declined = رفض
do-referred = طلب مساعدة شريك
do-delivery_started = بدأ التنفيذ
do-completed = اكتمل التنفيذ
do-withdrawn = سحب
says-clarification_asked = سؤالكم
says-accepted = الأسباب أو الشروط (يمكن تركها فارغة)
says-declined = الأسباب
says-referred = الأسباب
says-delivery_started = ملاحظة (يمكن تركها فارغة)
says-completed = ملاحظة (يمكن تركها فارغة)
says-withdrawn = الأسباب

## Commands and keys

palette = الأوامر
palette-hint = اكتب أمراً أو عنوان سجل
palette-none = لا شيء بهذا الاسم.
command-submit = تقديم هذا السجل…
command-find = بحث في السجلات
command-language = اللغة: { $language }
command-sync = مزامنة الآن
command-sync-panel = ما ينتظر وما أُرسل
command-work = الانتقال إلى عملي
command-request = الانتقال إلى الطلبات
command-practice = الانتقال إلى الممارسات
command-activity = الانتقال إلى الأنشطة
command-discussion = الانتقال إلى حلقات النقاش
command-observation = الانتقال إلى الملاحظات
command-recommendations = الانتقال إلى التوصيات
command-join = الانضمام إلى مكتبك
command-membership = مكتبك
command-lock = إقفال
command-shortcuts = المفاتيح
command-theme-system = فاتح أو داكن بحسب الجهاز
command-theme-light = فاتح
command-theme-dark = داكن
keys = المفاتيح
keys-palette = الأوامر
keys-search = بحث في السجلات
keys-new = سجل جديد
keys-list = التنقل في القائمة
keys-page = التنقل في القائمة صفحة صفحة
keys-ends = أول القائمة وآخرها
keys-open = فتح المحدد
keys-sections = التنقل بين الأجزاء، من اسم الجزء
keys-next = الحقل التالي
keys-back = الخروج من الحقل، ثم العودة إلى القائمة
keys-shortcuts = هذه المفاتيح
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

problem-window-answer-unreadable = أجاب Satchel بما لا تستطيع هذه النافذة قراءته ({ $reason }). ما ظهر أنه محفوظ فهو محفوظ. أغلق النافذة وافتحها من جديد.
problem-submit-not-kept = لم يتم التقديم: تعذر حفظ الكلمات الأخيرة على هذا الجهاز. لا تزال على الشاشة. انظر ما هو مكتوب فوق العنوان، ثم أعد التقديم.
problem-lock-not-kept = لم يتم الإقفال: تعذر حفظ الكلمات الأخيرة على هذا الجهاز حتى الآن. لا تزال على الشاشة. انظر ما هو مكتوب فوق العنوان، ثم أعد الإقفال.
problem-lock-files-coming = لم يتم الإقفال: لا يزال هناك ملف قيد الإرفاق بأحد السجلات، والإقفال الآن يفقده. انتظر حتى يُرفق، أو أجب عما يُسأل عنه، أو أوقفه، ثم أعد الإقفال.
problem-value-not-read = في أحد الحقول نص لا يمكنه قبوله، وهو غير محفوظ. ابحث عن الحقل الذي يشير إلى ذلك، واكتب القيمة من جديد أو اتركه فارغاً.

## History and comments

undo = تراجع
undo-keys = التراجع عن آخر ما فعلته (Ctrl+Z)
redo = إعادة
redo-keys = إعادة ما تراجعت عنه (Ctrl+Shift+Z)
history = السجل الزمني
history-open = السجل الزمني
history-empty = لم يُكتب شيء هنا بعد.
history-reading = جارٍ قراءة السجل الزمني…
history-wrote = تغيير من { $by }: { $fields }
history-wrote-here = تغيير منك: { $fields }
history-commented = تعليق من { $by }
history-commented-here = تعليق منك
history-chose = اختيار بين القيم من { $by }: { $fields }
history-chose-here = اختيار منك بين القيم: { $fields }
history-stood = { $field }: كانت هناك { $values }؛ والآن { $chosen }
history-at-headquarters = في المقر في موعد أقصاه: { $when }
history-more =
    { $count ->
        [zero] لا حقول أخرى
        [one] حقل آخر
        [two] حقلان آخران
        [few] { $count } حقول أخرى
        [many] { $count } حقلاً آخر
       *[other] { $count } حقل آخر
    }
history-submitted = قُدمت الصيغة { $version }
history-moment = { $told }، { $when }
history-back = السجل الزمني كله
history-compare = ما تغير منذ ذلك الحين
history-look = كما كان آنذاك
history-with = مقارنةً بـ
history-now = السجل كما هو الآن
compared-same = لا فرق الآن.
compared-gone = حُذف:
compared-new = أُضيف:
restore = استعادة…
restore-explained = يستعيد السجل هذا المحتوى بوصفه تعديلاً جديداً منك. وما كُتب منذ ذلك الحين يبقى في السجل الزمني ويمكن استعادته بالطريقة نفسها. أما التعليقات فتبقى كما هي.
restore-do = استعادة هذا المحتوى
restore-not = ليس الآن
comments = التعليقات
comments-open =
    { $count ->
        [0] التعليقات
       *[other] التعليقات ({ $count })
    }
comments-explained = تبقى في مكتبك: لا تحتويها أي صيغة.
comments-empty = لا تعليقات بعد.
comment-on = بشأن
comment-on-record = السجل كله
comment-new = تعليقك
comment-add = إضافة التعليق
comment-here = تعليق
comments-here =
    { $count ->
        [zero] لا تعليقات
        [one] تعليق واحد
        [two] تعليقان
        [few] { $count } تعليقات
        [many] { $count } تعليقاً
       *[other] { $count } تعليق
    }
comment-answer = رد
comment-resolve = وضع علامة «تمت معالجته»
comment-reopen = فتح من جديد
comment-resolved = تمت معالجته
comment-by-nobody = أحد الزملاء
keys-undo = التراجع عن آخر تعديل لك
keys-redo = إعادته
problem-restore-not-kept = لم تتم الاستعادة: تعذر حفظ الكلمات الأخيرة على هذا الجهاز. لا تزال على الشاشة. انظر ما هو مكتوب فوق العنوان، ثم أعد الاستعادة.

## Narrowing and ordering lists

list-none-narrowed = لا سجل هنا يستوفي كل ما طُلب. أزل أحد المرشحات أو امسحها كلها.
narrow =
    { $count ->
        [0] التصفية والترتيب
       *[other] التصفية والترتيب ({ $count })
    }
narrow-kind = النوع
narrow-status = الوضع
standing-draft = مسودة
standing-submitted = مقدَّم
standing-acknowledged = أُقر باستلامه
standing-clarification_asked = طُلب توضيحه
standing-clarification_answered = وُضِّح
standing-accepted = مقبول
standing-declined = مرفوض
standing-referred = محال
standing-in_delivery = قيد التنفيذ
standing-completed = منجز
standing-shared = مُشارَك
standing-open = مفتوح
standing-withdrawn = مسحوب
narrow-state = الدولة
narrow-theme = الموضوع
narrow-year = السنة
narrow-any = الكل
narrow-order = الترتيب
order-edited = الأحدث تعديلاً أولاً
order-title = حسب العنوان
order-state = حسب الدولة
order-year = أحدث سنة أولاً
filters-saved = المرشحات المحفوظة
filter-name = اسم هذا المرشح
filter-save = حفظ المرشح
filters-clear = مسح
filter-forget = حذف المرشح «{ $name }»

## Follow-up of recommendations

rail-gaps = المتابعة
gaps = المتابعة
command-gaps = الانتقال إلى المتابعة
gaps-what = ما هي التوصيات التي قبلتها الدولة ولها طلب أو نشاط على هذا الجهاز، وتلك التي ليس لها شيء بعد. من هنا يبدأ تقرير منتصف المدة.
narrow-cycle = الجولة
narrow-session = الجولة أو الدورة
narrow-position = الموقف
narrow-source = المصدر
cycle = الجولة { $number }
session = الدورة { $number }
gaps-summary = التوصيات والتعهدات المقبولة التي لها طلب أو نشاط: { $linked } من أصل { $total }.
gaps-by-session = حسب الدورة
gaps-by-theme = حسب الموضوع
gaps-of = { $linked } من { $total }
gaps-no-session = خارج الاستعراض
gaps-open = لا شيء بعد ({ $count })
gaps-begun = بدأ العمل ({ $count })
gaps-practice = لا طلب لها ولا نشاط بعد، لكنّ ممارسة مرتبطة بها:
gaps-nothing-accepted = ليس على هذا الجهاز شيء مما قبلته هذه الدولة في هذه الدورات.
narrow-only =
    { $count ->
        [0] التصفية
       *[other] التصفية ({ $count })
    }

## Copies, printing, and what is amiss

copy-record = نسخ
copy-explained = إنشاء سجل جديد بالمحتوى نفسه
print-open = طباعة…
print-do = طباعة
print-title = للطباعة
print-explained = لا تُطبع الحقول والمرفقات السرية ولا التعليقات.
rule-ends-before-it-begins = تاريخ الانتهاء قبل تاريخ البدء.
rule-outside-the-period = هذا خارج مدة السجل.
rule-not-an-address = في العنوان علامة @ وقبلها وبعدها نص.
rule-no-currency = اختر عملة هذا المبلغ.
rule-no-quantity = كم العدد؟ من دون رقم لا يدخل في أي مجموع.
rule-unknown-code = هذا الإصدار لا يعرف هذا الرمز. يُحفظ كما هو.

## الملفات المرفقة

attachments-limits = حتى { $size } للملف الواحد، و{ $count } من الملفات للسجل. اختر عدة ملفات معاً، أو أفلتها هنا، أو ألصقها.
attachment-coming = يجري إرفاق «{ $name }»
attachment-stop = إيقاف
files-coming =
    { $count ->
        [zero] لا ملفات قيد الإرفاق
        [one] ملف واحد قيد الإرفاق
        [two] ملفان قيد الإرفاق
        [few] { $count } ملفات قيد الإرفاق
        [many] { $count } ملفاً قيد الإرفاق
       *[other] { $count } ملف قيد الإرفاق
    }
files-asking = صورة تنتظر ردك
attachment-show = عرض
attachment-hide = إخفاء
attachment-save = حفظ…
attachment-remove = إزالة
attachment-remove-title = هل تريد إزالة «{ $name }» من السجل؟
attachment-remove-text = لن يذكره السجل بعد الآن. وتظل لحظات سابقة من تاريخه تذكره.
pictures = الصور
pictures-title = ما يُفعل بالصور
pictures-location = يمكن أن يُقرأ في إحدى هذه الصور المكان الذي التُقطت فيه.
pictures-large = إحدى هذه الصور أكبر من { $side } بكسل.
pictures-smaller = تصغير الصور الكبيرة ({ $side } بكسل)
pictures-without-location = إزالة المكان من الصور
pictures-remembered = يُحفظ هذا الاختيار لصور أخرى، ويمكن تغييره بجانب قائمة الملفات.
pictures-attach = إرفاق
pictures-leave-out = عدم إرفاق هذه الصورة
pictures-keeps-location = قد يُقرأ في «{ $name }» المكان الذي التُقطت فيه، ولا يمكن إزالته من ملف من هذا النوع.
pictures-attach-anyway = إرفاقها رغم ذلك
attachment-preview = معاينة «{ $name }»

## المكاتب والأشخاص

rail-offices = المكاتب
command-offices = المكاتب
offices-search = البحث في المكاتب
office-add = إضافة مكتب
office-add-do = إضافة
office-name = اسم المكتب
office-states-hint = الدول التي يعمل من أجلها. يمكن اختيار أكثر من دولة.
office-members = { $count ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضواً
   *[other] { $count } عضو
}
office-invited = { $count ->
    [zero] لا مدعوين بينهم
    [one] أحدهم مدعو
    [two] اثنان منهم مدعوان
    [few] { $count } منهم مدعوون
    [many] { $count } منهم مدعوون
   *[other] { $count } منهم مدعوون
}
office-reason = السبب (يمكن تركه فارغاً)
people = الأشخاص والأجهزة
people-nobody = لم يُدعَ أحد بعد.
invite = دعوة عضو
invite-device = دعوة جهاز آخر
invite-title = دعوة
invite-other-device = يتيح الرمز انضمام جهاز آخر للعضو نفسه.
invite-do = إنشاء رمز
invited-give = سلّم هذا إلى { $name }. لن يُعرض مرة أخرى.
invited-once = يعمل الرمز بعد مزامنتك التالية: مرة واحدة ولجهاز واحد وخلال { $days } يوماً.
invited-qr = العنوان والرمز في صورة رمز استجابة سريعة
member-nameless = بلا اسم
member-role-of = دور { $name }
member-left-at = غادر: { $when }
member-invited-until = مدعو حتى { $when }
member-invitation-over = انتهت مدة الدعوة
device-here = هذا الجهاز
device-joined = انضم: { $when }
device-revoked-at = سُحب: { $when }
device-rescued-at = أُذن بالإنقاذ: { $when }
do-role_changed = تغيير الدور
do-member_left = غادر المكتب
do-device_revoked = سحب الجهاز
do-rescue_allowed = الإذن بالإنقاذ
do-key_replaced = استبدال المفتاح
means-role_changed = يصبح دور { $name }: { $role }. يعرفه كل جهاز من أجهزته مع مزامنته التالية.
means-member_left = لن يستطيع أي جهاز من أجهزة { $name } الإرسال أو الاستقبال. ما كُتب وما تقرر يبقى.
means-device_revoked = لن يستطيع هذا الجهاز الخاص بـ { $name } الإرسال أو الاستقبال، ولن يعرض أي سجل. وما لم يُرسل منه يمكن حفظه عليه في ملف إلى المقر.
means-rescue_allowed = يُقبل ما لم يرسله هذا الجهاز الخاص بـ { $name } إذا تلقاه المقر في ملف. ويبقى الجهاز مسحوباً. تأكد من أنه لم يقع في يد غيره.
means-key_replaced = يصنع هذا الجهاز لنفسه مفتاحاً آخر ويوقّع به متى عرفه المقر، مع المزامنة التالية. ومن لديه نسخة من المفتاح القديم لا يستطيع بها شيئاً بعد ذلك. ويبقى كل ما كُتب وما تقرر.
event-office_added = أُضيف مكتب
event-member_invited = دعوة
event-role_changed = تغير الدور
event-member_left = غادر المكتب
event-device_revoked = سُحب الجهاز
event-rescue_allowed = أُذن بالإنقاذ
event-key_replaced = استُبدل المفتاح

## جهاز مسحوب

revoked-title = سحب المقر هذا الجهاز
revoked-when = لا يرسل ولا يستقبل منذ: { $when }.
revoked-what = تبقى سجلاتك هنا مشفرة ولا تُعرض بعد الآن. وما ليس لدى المقر بعد يمكن حفظه في ملف لا يفتحه إلا المقر. اطلب من المشرف أن يأذن بالإنقاذ، وأرسل الملف إليه.
revoked-save = حفظ ما لم يُرسل
revoked-saved = حُفظ: { $size }. أرسل الملف إلى المشرف.
revoked-nothing = كل شيء لدى المقر. لا شيء يُحفظ.

## ما يقرؤه الجمهور، وما توافق عليه الدولة

event-consent_given = موافقة الدولة
event-consent_withdrawn = سُحبت الموافقة
event-shared = أُطلعت عليه مكاتب أخرى
event-published = نُشر
event-unpublished = لم يعد منشوراً
share = مشاركة…
share-title = مشاركة النسخة { $version }
share-copy = تُرسل نسخة من السجل كما هو الآن مع المزامنة التالية إلى المقر وإلى المكاتب والوكالات العاملة في دولته. أما السري فيذهب إلى المقر وحده.
share-do = مشاركة
share-busy = تجري المشاركة
public-open = الجمهور
public-title = ما يقرؤه الجمهور
public-seen = يقرأ الجمهور هذا:
public-would = لا يقرأ الجمهور منه شيئاً. ولو نُشر السجل كما هو لقرأ هذا:
public-newer = لدى المقر نسخة أحدث لا يقرؤها الجمهور بعد. وسيقرأ فيها ما يلي:
public-edited = ما كُتب منذ إرسال آخر نسخة ليس فيه. ويستطيع المقر نشره بعد إرساله.
public-no-longer = السجل منشور، ولا يقرأ الجمهور منه شيئاً لعدم وجود موافقة سارية. ولو وُجدت لقرأ هذا:
public-publish = نشر
public-unpublish = سحب من النشر
public-needs-consent = تلزم موافقة على السجل العام سارية اليوم.
public-share = إطلاع مكاتب أخرى عليه
public-share-needs-consent = تلزم موافقة على إطلاع مكاتب أخرى سارية اليوم.
consents = ما توافق عليه الدولة
scope-network = المكاتب والوكالات الأخرى
scope-network-means = تقرأ الممارسة دون ما هو سري.
scope-council = مجلس حقوق الإنسان
scope-council-means = يجوز أن تتناولها تقاريره ومناقشاته.
scope-public = السجل العام
scope-public-means = يقرأ الجميع ما ورد أعلاه.
consent-none = لم تُسجل أي موافقة.
consent-on = في { $day }
consent-until = سارية حتى { $day }
consent-over = انتهت في { $day }
consent-to-earlier = هي موافقة على نسخة سابقة: ما قُدِّم بعدها يحتاج إلى موافقة خاصة به.
consent-attached = (مرفق)
consent-record = تسجيل موافقة
consent-replace = تسجيل أخرى بدلاً منها
consent-authority = من يوافق باسم الدولة
consent-given-on = في
consent-holds-until = سارية حتى
consent-holds-until-hint = فارغ: إلى أن تُسحب.
consent-evidence = الدليل
consent-evidence-hint = مذكرة شفوية أو رسالة أو محضر: حيث يمكن قراءته من جديد.
consent-file = الدليل بين الأوراق المرفقة
consent-do = تسجيل
consent-withdraw = الدولة تسحبها

## دفاتر الصناديق

rail-funds = الصناديق
command-funds = الصناديق
event-contribution = مساهمة
event-allocation = تخصيص
event-expenditure = إنفاق
event-reversal = إلغاء قيد
fund-pledge = تعهد بمساهمة
fund-received = المقبوض
fund-pledged = المتعهد به
fund-allocated = المخصص
fund-spent = المنفَق
fund-available = المتاح للتخصيص
fund-balance = الرصيد
fund-no-entries = لم يُقيَّد شيء بعد. المساهمة تأتي أولاً.
fund-reversed = أُلغي
fund-left = بقي { $amount }
fund-due = { $amount } لم يصل بعد
fund-rate = { $amount } بسعر { $rate } دولار للوحدة، سعر { $day }
fund-give = تقييد مساهمة
fund-receive = قُبض…
fund-donor = الجهة المانحة
fund-amount = المبلغ
fund-amount-usd = المبلغ بدولارات الولايات المتحدة
fund-currency = العملة
fund-rate-of = الوحدة الواحدة بالدولار
fund-rate-on = سعر يوم
fund-on = التاريخ
fund-note = ملاحظة
fund-is-pledge = متعهد بها، لم تُقبض بعد
fund-allocate = تخصيص مبلغ
fund-for = لأي طلب أو نشاط
fund-spend = الإنفاق منه
fund-overdraft = لماذا يؤخذ أكثر مما هو موجود
fund-overdraft-told = أكثر مما هو موجود: { $why }
fund-enter = تقييد
fund-reverse = إلغاء
fund-import = مساهمات من جدول
fund-import-what = ملف CSV أو Excel فيه الأعمدة donor وamount وcurrency وrate وrate_on وon؛ ويمكن الاستغناء عن status (received أو pledged) وnote. ترى كل صف قبل أن يُقيَّد أي شيء.
fund-import-do = { $count ->
    [zero] لا مساهمة لتقييدها
    [one] تقييد مساهمة واحدة
    [two] تقييد مساهمتين
    [few] تقييد { $count } مساهمات
    [many] تقييد { $count } مساهمة
   *[other] تقييد { $count } مساهمة
}
fund-row-wrong = السطر { $line }: { $why } «{ $cell }»
fund-row-entered = السطر { $line } موجود في الدفتر بالفعل، ولن يُدرج.
fund-export = الحفظ جدولاً
row-donor = لم تُذكر الجهة المانحة.
row-amount = هذا ليس مبلغاً أكبر من لا شيء.
row-currency = لا توجد عملة بهذا الرمز.
row-rate = هذا ليس سعر صرف.
row-day = هذا ليس تاريخاً مثل 2026-03-31.
row-status = هذا ليس received ولا pledged.
row-entry = شيء في هذا الصف أطول أو أكبر مما ينبغي.

# المناقشات، ومن المسؤول عن طلب.
whom-choose = اختاروا
whom-invited = أي مكتب؟
nobody-invited = لا يُعرف على هذا الجهاز أي مكتب يمكن دعوته. زامنوا، أو اطلبوا من المسؤول إضافة مكتب.
whom-assigned = من المسؤول عنه؟
nobody-assigned = لا يُعرف على هذا الجهاز أي عضو في المكتب المختص بالمقر. زامنوا أولاً.
assign-oneself = { $name } (أنتم)
names-invited = إلى: { $name }
names-assigned = إلى: { $name }
names-invitation_answered = { $name }
answer-what = هل يحضر مكتبكم؟
answer-yes = نحضر
answer-no = لا نستطيع الحضور
answered-yes = يحضر
answered-no = لا يحضر
answered-not-yet = لا جواب بعد
guests = المدعوون
assigned-to = المسؤول عنه: { $name }
event-assigned = تكليف
event-theme_proposed = اقتُرح الموضوع
event-theme_approved = اعتُمد الموضوع
event-invited = دعوة
event-invitation_answered = جواب على الدعوة
event-discussion_closed = أُغلقت المناقشة
do-assigned = تحديد المسؤول عنه
do-theme_approved = اعتماد الموضوع
do-invited = دعوة مكتب
do-invitation_answered = الجواب على الدعوة
do-discussion_closed = إغلاق المناقشة
says-theme_approved = الأسباب أو الشروط (يمكن تركها فارغة)
says-invited = نص الدعوة (يمكن تركه فارغاً)
says-invitation_answered = ما تقولونه في ذلك (يمكن تركه فارغاً)
says-discussion_closed = ما نتج عنها، أو لماذا لا تُعقد
standing-proposed = مُقترَح
standing-approved = مُعتمَد
standing-closed = مُغلَق
propose = اقتراح…
propose-title = اقتراح الموضوع (النسخة { $version })
propose-copy = تُرسل نسخة من السجل كما هو الآن مع المزامنة التالية إلى مكاتب المقر المختصة. ولا يقرأها غيرها حتى يُعتمد الموضوع وتُدعى المكاتب.
propose-do = اقتراح
propose-busy = جارٍ الاقتراح
programme = إرسال إلى المدعوين…
programme-title = إرسال النسخة { $version } إلى المدعوين
programme-copy = تُرسل نسخة من السجل كما هو الآن مع المزامنة التالية إلى مكاتب المقر المختصة وإلى المكاتب المدعوة. أما السري فيذهب إلى المقر وحده.
programme-do = إرسال
programme-busy = جارٍ الإرسال

# لوحة المكتب المختص.
rail-board = اللوحة
command-board = اللوحة
board-filters = أي الطلبات
board-whose = المسؤول عنه
board-of-nobody = لم يُكلَّف أحد
board-overdue = المتأخرة فقط
board-unread = نسخة جديدة
board-empty = لا طلب قيد المتابعة. ما تقدمه المكاتب يصل إلى هنا مع المزامنة التالية.
board-none-so = لا طلب بهذه الصفة. خففوا الشروط لتروا المزيد.
board-more = { $count } أخرى
steps = مدة كل خطوة
levels = آجال الخدمة
levels-explained = عدد أيام العمل، من الاثنين إلى الجمعة، التي ينتقل فيها الطلب إلى خطوته التالية. وما تأخر عنها يظهر متأخراً على لوحة هذا المكتب.
level-acknowledge = للإقرار بالتسلّم
level-decide = للسؤال أو البتّ
level-answer = لجواب المكتب
level-start = حتى بدء التنفيذ
levels-set = تحديد
event-levels_set = حُدِّدت آجال الخدمة
board-days =
    { $days ->
        [0] أقل من يوم عمل
        [one] يوم عمل واحد
        [two] يوما عمل
        [few] { $days } أيام عمل
        [many] { $days } يوم عمل
       *[other] { $days } يوم عمل
    }
board-late =
    { $days ->
        [zero] غير متأخر
        [one] متأخر يوماً واحداً
        [two] متأخر يومين
        [few] متأخر { $days } أيام
        [many] متأخر { $days } يوماً
       *[other] متأخر { $days } يوم
    }
board-late-count =
    { $count ->
        [zero] لا متأخر
        [one] طلب متأخر واحد
        [two] طلبان متأخران
        [few] { $count } طلبات متأخرة
        [many] { $count } طلباً متأخراً
       *[other] { $count } طلب متأخر
    }
board-level =
    { $days ->
        [zero] في اليوم نفسه
        [one] في يوم عمل واحد
        [two] في يومي عمل
        [few] في { $days } أيام عمل
        [many] في { $days } يوم عمل
       *[other] في { $days } يوم عمل
    }

# ما يشترك فيه السجل مع غيره.
related-open = ذو صلة
related-title = سجلات ذات صلة
related-explained = بقدر ما هو معروف على هذا الجهاز. الأكثر اشتراكاً يأتي أولاً.
related-none = لا شيء على هذا الجهاز يشترك معه في موضوع أو توصية، أو في دولة وزمن.
related-linked = مرتبطة
related-activities = أنشطة تتداخل في الدولة والموضوع والزمن
related-requests = طلبات مشابهة
related-practices = ممارسات في الموضوعات نفسها
related-observations = ما رأته الإجراءات الخاصة في الدولة
related-themes = الموضوعات نفسها: { $themes }
plan-activity = التخطيط لنشاط من أجله
related-recommendations =
    { $count ->
        [zero] لا توصية مشتركة
        [one] توصية مشتركة واحدة
        [two] توصيتان مشتركتان
        [few] { $count } توصيات مشتركة
        [many] { $count } توصية مشتركة
       *[other] { $count } توصية مشتركة
    }
related-days =
    { $days ->
        [zero] لا يوم مشترك
        [one] يوم مشترك واحد
        [two] يومان مشتركان
        [few] { $days } أيام مشتركة
        [many] { $days } يوماً مشتركاً
       *[other] { $days } يوم مشترك
    }

# من أين يُبدأ.
rail-home = اليوم
command-home = اليوم
home-title = اليوم
home-nothing = لا شيء في انتظاركم.
home-no-news = لم يقرر أحد غيركم شيئاً منذ آخر اطلاع لكم.
home-news = الجديد منذ آخر اطلاع لكم
home-more = وفي { $count } أخرى.
home-earlier = و{ $count } قبل ذلك
home-seen = اطّلعت عليه
todo-answer =
    { $count ->
        [one] سجل واحد فيه أسئلة تنتظر جواباً
       *[other] سجلات فيها أسئلة تنتظر جواباً: { $count }
    }
todo-refused =
    { $count ->
        [one] لم يأخذ المقر قراراً واحداً
       *[other] قرارات لم يأخذها المقر: { $count }
    }
todo-resolve =
    { $count ->
        [one] سجل واحد فيه حقول بقيمتين
       *[other] سجلات فيها حقول بقيمتين: { $count }
    }
todo-overdue =
    { $count ->
        [one] طلب واحد طال انتظاره
       *[other] طلبات طال انتظارها: { $count }
    }
todo-read =
    { $count ->
        [one] نسخة واحدة للقراءة
       *[other] نسخ للقراءة: { $count }
    }
todo-decide =
    { $count ->
        [one] طلب واحد للبت فيه
       *[other] طلبات للبت فيها: { $count }
    }
todo-assist =
    { $count ->
        [one] تُطلب مساعدتكم في طلب واحد
       *[other] طلبات تُطلب مساعدتكم فيها: { $count }
    }
todo-reply =
    { $count ->
        [one] دعوة واحدة تنتظر جواباً
       *[other] دعوات تنتظر جواباً: { $count }
    }
todo-renew =
    { $count ->
        [one] موافقة واحدة تنتهي خلال شهر أو انتهت
       *[other] موافقات تنتهي خلال شهر أو انتهت: { $count }
    }
todo-approve =
    { $count ->
        [one] موضوع واحد للموافقة عليه
       *[other] مواضيع للموافقة عليها: { $count }
    }
todo-publish =
    { $count ->
        [one] سجل واحد للنشر: الدولة توافق
       *[other] سجلات للنشر توافق عليها الدولة: { $count }
    }
todo-start =
    { $count ->
        [one] طلب مقبول واحد ينتظر من يبدأ العمل فيه
       *[other] طلبات مقبولة تنتظر من يبدأ العمل فيها: { $count }
    }
todo-deliver =
    { $count ->
        [one] طلب واحد قيد التنفيذ
       *[other] طلبات قيد التنفيذ: { $count }
    }
todo-allocate =
    { $count ->
        [one] طلب مقبول واحد لا مال له بعد
       *[other] طلبات مقبولة لا مال لها بعد: { $count }
    }
todo-collect =
    { $count ->
        [one] تعهد واحد لم يصل بعد
       *[other] تعهدات لم تصل بعد: { $count }
    }
todo-join =
    { $count ->
        [one] شخص واحد دُعي ولم ينضم
       *[other] أشخاص دُعوا ولم ينضموا: { $count }
    }
todo-rescue =
    { $count ->
        [one] سُحب جهاز واحد: هل يؤخذ من غيره ما لم يرسله؟
       *[other] أجهزة سُحبت: { $count }. هل يؤخذ من غيرها ما لم ترسله؟
    }
todo-send-again =
    { $count ->
        [one] سجل واحد تغيّر منذ إرساله
       *[other] سجلات تغيّرت منذ إرسالها: { $count }
    }
todo-finish =
    { $count ->
        [one] مسودة واحدة للإكمال
       *[other] مسودات للإكمال: { $count }
    }

# What the desk thinks of a request.
rail-assessment = التقييمات
new-assessment = تقييم جديد
untitled-assessment = تقييم بلا عنوان
command-assessment = الانتقال إلى التقييمات
assessment-open = التقييم
assessment-explained = رأي المكتب المختص في هذا الطلب. ولا يغادر المقر أبداً.

# من يفعل ماذا وأين ومتى.
rail-coordination = من يفعل ماذا
command-coordination = من يفعل ماذا وأين ومتى
coordination-explained = أنشطة دولة وطلباتها المعروفة على هذا الجهاز. التداخل أن يعمل مكتبان على موضوع واحد في وقت واحد، والفجوة أن يُطلب موضوع ولا يعمل عليه أحد.
coordination-filters = أي الأنشطة
coordination-from = لم تنته قبل
coordination-to = بدأت حتى
coordination-none = لا نشاط ولا طلب لهذه الدولة معروف هنا. زامنوا، أو اختاروا دولة أخرى أو زمناً آخر.
coordination-matrix = الأنشطة بحسب الموضوع والمكتب
coordination-requests = مطلوب
coordination-notice = للانتباه
coordination-gap = فجوة
coordination-no-theme = بلا موضوع
coordination-no-time = بلا تاريخ
coordination-when = من { $from } إلى { $to }
coordination-timeline = عبر الزمن
coordination-overlaps =
    { $count ->
        [zero] لا تداخل
        [one] تداخل واحد
        [two] تداخلان
        [few] { $count } تداخلات
        [many] { $count } تداخلاً
       *[other] { $count } تداخل
    }

## What a State, or an institution, can say in the general debate

rail-statement = ملفات البيانات
command-statement = ملفات البيانات للمناقشة العامة
statement-explained = ما تستطيع دولة أو مؤسسة قوله في المناقشة العامة في إطار البند 10: الخبرات والإنجازات والتحديات والاحتياجات، بكلمات النسخ الموجودة لدى المقر. ولا يدخل فيها إلا ما توافق الدولة على عرضه على المجلس.
statement-speaker = من يتكلم
statement-nobody = اختر
statement-of = ملف البيان: { $name }
statement-print = طباعة ملف البيان
statement-empty = ليس لدى المقر بعد شيء مما هو معروف على هذا الجهاز. ويمكن أن يُجمع هنا ما قُدم أو ما جرت مشاركته.
statement-none = لا يجوز بعد عرض شيء منه على المجلس. ويرد أدناه ما ينقص.
statement-experiences = الخبرات
statement-achievements = الإنجازات
statement-challenges = التحديات
statement-needs = الاحتياجات
statement-consent = موافقة { $authority }، { $on }
statement-until = حتى { $until }
statement-no-consent = لا توافق الدولة على عرضه على المجلس
statement-not-for-debate = غير مخصص للمناقشة العامة
statement-not-here = نصه ليس على هذا الجهاز
statement-left-out =
    { $count ->
        [zero] لا سجل خارج الملف
        [one] سجل واحد غير مدرج
        [two] سجلان غير مدرجين
        [few] { $count } سجلات غير مدرجة
        [many] { $count } سجلاً غير مدرج
       *[other] { $count } سجل غير مدرج
    }
