# The interface. Short, plain, the field's own words.
#
# Names of fields follow the schema: field-KIND-PATH and hint-KIND-PATH with hyphens between the parts of a path,
# section-KIND-NAME, code-KIND-PATH-CODE, and for lists add-KIND-PATH and empty-KIND-PATH.

product = Satchel
back = 返回
close = 关闭
try-again = 重试
needed = 必填
label-within = { $outer }：{ $field }
not-chosen = 未选择

## The first pages

front-unreachable = 无法连接Satchel
window-stopped = 这个窗口已停止运行。凡标为已保存的内容，都安全地保存在这台设备上。关闭窗口，再重新打开。
create-title = 设定口令
create-what = 您写下的一切都保存在这台设备的保险库中，只有您的口令能打开。几个记得住的词，胜过一个难记的词。
create-unrecoverable = 口令无人能够找回：同事不能，管理员不能，总部也不能。忘了口令，尚未发送的内容就没有了。
create-do = 建立保险库
create-busy = 正在建立保险库
passphrase = 口令
passphrase-again = 再次输入同一口令
passphrase-hint = 至少{ $count }个字符。
passphrase-show = 显示
passphrase-hide = 隐藏
passphrase-too-short = 口令不足{ $count }个字符。再加一个词。
passphrase-different = 两次输入的口令不同。重新输入口令。
unlock-title = 打开您的保险库
unlock-what = 您写的内容已锁好，存放在这台设备上。用您的口令打开，无需联网。
unlock-do = 解锁
unlock-busy = 正在解锁

## Joining an office

join-title = 加入您的单位
join-what = 不加入也可以写。要把写好的内容发给总部，或与同事一起写，就填入邀请函上的内容。这一步需要联网一次。
join-url = 总部地址
join-url-hint = 以https://开头，写在邀请函上。
join-code = 邀请码
join-code-hint = 只能使用一次，只用于这台设备。
join-do = 加入
join-busy = 正在加入
membership-title = 您的单位
member-name = 姓名
member-role = 职责
member-office = 单位
member-office-kind = 单位类别
member-states = 国家
member-hub = 总部
role-drafter = 起草人
role-lead = 单位负责人
role-desk = 国别干事
role-fund = 基金干事
role-partner = 合作伙伴
role-mandate = 任务负责人
role-admin = 管理员
office-field-office = 外地办事处
office-nhri = 国家人权机构
office-agency = 联合国机构
office-headquarters = 总部
office-mandate = 特别程序

## The rail

rail = 主要位置
rail-work = 我的工作
rail-request = 请求
rail-recommendations = 建议
rail-join = 加入您的单位
rail-membership = 您的单位
rail-no-office = 尚未加入单位
rail-lock = 锁定
rail-palette = 命令
rail-menu = 菜单

## The bag

bag-empty = 没有待发内容
bag-waiting =
    { $count ->
       *[other] 公文包中有{ $count }项更改
    }
bag-all-sent = { $when }以前的内容，总部均已收到。
bag-never-sent = 总部尚未收到这台设备的任何内容。
bag-no-office = 仅保存在这台设备上。加入您的单位后才能发送。
bag-set-aside =
    { $count ->
       *[other] 已搁置{ $count }条记录
    }
bag-failed = 上次同步没有完成。打开查看原因。

## Sync

sync-do = 立即同步
sync-stop = 停止同步
sync-title = 待发和已发的内容
sync-waiting = 公文包中
sync-nothing-waits = 没有待发内容。接下来写的内容会放在这里。
sync-link = 连接
sync-in-touch = 保持联系
sync-in-touch-explained = 有连接时，您写的内容稍后自动发出，同事写的内容自动到来。
files-to-come = 还有{ $count }个文件尚未收到。
files-without-room = 留在总部的文件（本保管库的文件将超过{ $limit } MB）：{ $count }。
sync-metered = 此连接按流量计费
sync-metered-explained = 每次同步只传文字。附件等您决定后再传。
sync-files-now = 现在收发文件
courier-title = 由信使传送
courier-explained = 在没有网络的地方，文件可以传送同步所传送的内容。已打包的内容在收到答复之前仍在此等候。
courier-to = 收件方
courier-headquarters = 总部
courier-pack = 保存文件袋
courier-open = 打开文件袋
courier-packed = 已打包：{ $size }。文件已加密，只有收件方能打开。请交给信使。
courier-joined = 本设备已加入{ $office }。
courier-from = 来自{ $name }。
courier-from-headquarters = 来自总部。
courier-received = 收到：{ $count }。
courier-files = 完整收到的文件：{ $count }。
courier-accepted = 总部已接收：{ $count }。
courier-refused = 总部已拒绝：{ $count }。
courier-set-aside = 暂时搁置：{ $count }。
sync-set-aside = 已搁置
sync-set-aside-explained = 这些记录未能发送或接收。其他记录照常进行。
sync-retry = 重试
sync-log = 已发送的内容
sync-no-log = 这台设备尚未发送过任何内容。
sync-progress =
    { $count ->
        [0] 已全部发出。{ $seconds }秒。
       *[other] 还有{ $count }项更改待发。{ $seconds }秒。
    }
waiting-changes = 已修改，{ $since }起待发
waiting-decision = { $event }，{ $since }起待发
waiting-files = 附件，{ $since }修改
report-moved =
    { $sent ->
        [0] 没有需要发送的内容，
       *[other] 已发送{ $sent }项，
    }{ $received ->
        [0] 没有收到新内容。
       *[other] 收到{ $received }项。
    }
report-files = 文件：已发{ $sent }个，已收{ $received }个。
report-refused = 总部未接受{ $count }项。
report-pending = 还有{ $count }项待发。
report-differs = 本设备与总部的内容仍不一致：请告知总部。
report-cost =
    { $requests ->
       *[other] 联络{ $requests }次，
    }发出{ $up }，收到{ $down }。

## The list

search = 搜索记录
search-hint = 搜索  /
filters = 显示哪些记录
filter-all = 全部
filter-drafts = 草稿
filter-submitted = 已提交
filter-two-values = 两种内容
new-request = 新建请求
untitled-request = 无标题的请求
untitled-record = 无标题的记录
list-count =
    { $count ->
       *[other] { $shown }条记录
    }
list-empty = 这里还没有内容。新建一条：从第一个字起，就保存在这台设备上。
list-empty-desk = 没有记录等您处理。新的记录会随下次同步到来。
list-empty-others = 这里还没有内容。他人撰写并允许您查看的此类记录会在同步时到达。
list-none-drafts = 这里没有草稿。已提交的内容都在“已提交”之下。
list-none-submitted = 这个列表中还没有提交过的内容。
list-none-two-values = 没有任何一栏有两种内容。两个人在未同步时填写同一栏，两种内容都会在这里等待选择。
list-no-hit = 没有记录包含“{ $text }”。少输入几个字，能找到更多。
nothing-open = 选择一条记录，或按N新建一条。
nothing-open-desk = 选择一条记录来阅读。
nothing-open-join = 您可以现在写，以后再加入单位：所有内容都会在公文包中等候。
status-version = { $status }，第{ $version }版
row-edited-since = 此后有修改
row-conflicts =
    { $count ->
       *[other] { $count }栏有两种内容
    }
row-refused = 未被接受
safety-here = 未发送
safety-at-headquarters = 已到总部
safety-shared = 已同步
safety-set-aside = 已搁置

## A record

sections = 记录的各部分
section-left = 还差{ $count }项
section-done = 已填完
section-next = 下一部分：{ $section }
kept = 已保存在这台设备上
kept-ago = 已保存在这台设备上，{ $ago }
kept-not-yet = 尚未保存
kept-failed = 未能保存
nothing-written = 没有填写内容。
remove = 移除
remove-item = 移除第{ $place }项
total = 合计
total-in = 合计，{ $currency }
total-bare = 合计，未选择货币
total-no-source = 未选择来源
number-not-one = 这里只能填数字。上一个数字仍然保留。
number-not-whole = 这里只能填整数。上一个数字仍然保留。
number-too-fine = 这种货币没有这么多位小数。上一个金额仍然保留。
number-too-large = 这个数字太大。上一个数字仍然保留。
no-such-state = 没有叫这个名称的国家。从列表中选择，或输入三个字母的国家代码。
no-such-language = 没有叫这个名称的语言。从列表中选择，或输入语言代号，例如pt-BR。
no-such-currency = 没有用这个代码的货币。从列表中选择。
values-of = “{ $field }”的两种内容
values-explained =
    { $count ->
        [1] 这一栏是在未同步时填写的。内容没有丢失：采用它，或另写一种。
        [2] 这一栏在未同步时填写了两次。内容没有丢失：选择一种，或写第三种。
       *[other] 这一栏在未同步时填写了{ $count }次。内容没有丢失：选择一种，或另写一种。
    }
value-here = 在这台设备上，{ $when }
value-by = { $by }，{ $when }
value-empty = 留空
value-use = 采用


## Recommendations

recommendations = 建议
recommendations-what = 这台设备上的普遍定期审议建议和自愿许诺。搜索无需联网。
recommendations-seek = 按词语、国家或编号搜索
recommendations-none = 这台设备上还没有建议。建议会随同步到来，或来自管理员给您的文件。
recommendations-no-hit = { $known }条建议中，没有一条包含所有这些词语。少输入几个字，能找到更多。
recommendations-known = 这台设备上有{ $known }条。输入词语，查找需要的一条。
recommendations-found =
    { $count ->
       *[other] { $known }条中的{ $shown }条
    }
recommendation-pick = 关联一条建议
recommendation-write = 填写列表中没有的建议
recommendation-linked = 已关联
recommendation-sdgs = 可持续发展目标 { $targets }
recommended-by = 提出建议的国家：{ $state }
position-supported = 得到支持
position-noted = 已注意到
source-upr = 普遍定期审议
source-pledge = 自愿许诺
source-treaty_body = 条约机构
source-special_procedure = 特别程序
source-other = 其他来源

## Decisions

submit = 提交…
submit-title = 提交第{ $version }版
submit-copy = 记录现有内容的副本会随下次同步送到总部。此前的草稿，以及谁写了什么，都留在您的单位。
submit-later = 您可以继续写。以后的更改属于下一版，绝不会改动这一版。
submit-join-first = 这台设备还不属于任何单位。先加入您的单位；在此之前，一切都会保存。
submit-missing =
    { $count ->
       *[other] 还有{ $count }栏需要填写：
    }
submit-two-values =
    { $count ->
        [1] 有一栏有两种内容。先选择一种：
       *[other] 有{ $count }栏有两种内容。先为每一栏选择一种：
    }
submit-do = 提交
submit-busy = 正在提交
submit-not-yet = 暂不提交
acknowledge = 确认收到
decision-waits = 等待下次同步
refused-by-headquarters = 总部没有接受最近的决定。{ $why }
submit-by-lead = 由贵处负责人提交。
decide = 作出决定…
decide-title = 作出决定
decide-what = 您的决定是什么？
decide-field = 问题涉及哪一项？
whom-referred = 哪个伙伴机构？
nobody-referred = 本设备上没有已知的伙伴机构。先同步，或请管理员添加。
decide-do = 决定
decide-later = 随下次同步发出。总部接受之后不再更改：只能由后来的决定接续。
decided-here = 在本设备上
decisions-open = 决定
decisions = 决定
decisions-explained = 按有效的顺序排列。待发的排在最后。
decisions-empty = 尚未作出任何决定。
decision-answers = 针对：“{ $question }”
names-referred = 请求协助：{ $name }
decision-refused = 总部没有接受。{ $why }
question-here = 总部询问：
question-open = 尚无答复。
question-answer = 答复
questions-open = 总部有{ $count }个问题等待答复。
questions-see = 查看决定
event-submitted = 已提交
event-acknowledged = 已确认收到
event-clarification_asked = 提问
event-clarification_answered = 答复
event-accepted = 已接受
event-declined = 已拒绝
event-referred = 已转交其他机构
event-delivery_started = 已开始执行
event-completed = 已完成
event-withdrawn = 已撤回
do-clarification_asked = 要求澄清
do-accepted = 接受
do-declined = 拒绝
do-referred = 请伙伴机构协助
do-delivery_started = 已开始执行
do-completed = 执行完毕
do-withdrawn = 撤回
says-clarification_asked = 您的问题
says-accepted = 理由或条件（可不填）
says-declined = 理由
says-referred = 理由
says-delivery_started = 备注（可不填）
says-completed = 备注（可不填）
says-withdrawn = 理由

## Commands and keys

palette = 命令
palette-hint = 输入命令，或记录的标题
palette-none = 没有叫这个名称的内容。
command-submit = 提交这条记录…
command-find = 搜索记录
command-language = 语言：{ $language }
command-sync = 立即同步
command-sync-panel = 待发和已发的内容
command-work = 前往我的工作
command-recommendations = 前往建议
command-join = 加入您的单位
command-membership = 您的单位
command-lock = 锁定
command-shortcuts = 快捷键
command-theme-system = 浅色或深色，与系统一致
command-theme-light = 浅色
command-theme-dark = 深色
keys = 快捷键
keys-palette = 命令
keys-search = 搜索记录
keys-new = 新建记录
keys-list = 在列表中移动
keys-page = 在列表中翻页
keys-ends = 列表的第一项和最后一项
keys-open = 打开选中的一项
keys-sections = 停在某一部分的名称上时，在各部分之间移动
keys-next = 下一栏
keys-back = 离开这一栏，再回到列表
keys-shortcuts = 这些快捷键
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

problem-window-answer-unreadable = 这个窗口读不懂Satchel的答复（{ $reason }）。标明已保存的内容都已保存。关闭窗口，再重新打开。
problem-submit-not-kept = 未提交：最后写的内容未能保存在这台设备上，但仍在屏幕上。查看标题上方的说明，然后再次提交。
problem-lock-not-kept = 未锁定：最后写的内容还未能保存在这台设备上，但仍在屏幕上。查看标题上方的说明，然后再次锁定。
problem-lock-files-coming = 未锁定：仍有文件正在附加到一份记录，现在锁定会丢失该文件。等文件附加完毕、答复相关询问或停止附加，然后再次锁定。
problem-value-not-read = 有一个字段含有无法接受的文字，该文字未被保存。找到有此提示的字段，重新填写或将其留空。
yes = 是
no = 否
language = 语言
remove-named = 移除{ $name }
no-such-choice = 没有这个名称。从列表中选择一项。
attachment-gone = 已移除的附件
rail-practice = 做法
rail-activity = 活动
rail-discussion = 讨论
rail-observation = 观察
new = 新建
new-activity = 新建活动
new-practice = 新建做法
new-discussion = 新建讨论
new-observation = 新建观察
untitled-practice = 未命名的做法
untitled-activity = 未命名的活动
untitled-discussion = 没有专题的讨论
untitled-observation = 没有文字的观察
command-request = 前往请求
command-practice = 前往做法
command-activity = 前往活动
command-discussion = 前往讨论
command-observation = 前往观察

## History and comments

undo = 撤销
undo-keys = 撤销您刚才所做的（Ctrl+Z）
redo = 重做
redo-keys = 重做您撤销的内容（Ctrl+Shift+Z）
history = 历史
history-open = 历史
history-empty = 这里还没有写过任何内容。
history-reading = 正在读取历史…
history-wrote = { $by }修改了{ $fields }
history-wrote-here = 您修改了{ $fields }
history-commented = { $by }发表了评论
history-commented-here = 您发表了评论
history-chose = { $by }在多个值中为{ $fields }作了选择
history-chose-here = 您在多个值中为{ $fields }作了选择
history-stood = { $field }：原有{ $values }；现为{ $chosen }
history-at-headquarters = 总部收到时间不晚于 { $when }
history-more =
    { $count ->
       *[other] 另外{ $count }栏
    }
history-submitted = 已提交第 { $version } 版
history-moment = { $told }，{ $when }
history-back = 全部历史
history-compare = 此后的变化
history-look = 当时的内容
history-with = 与之比较
history-now = 记录现在的内容
compared-same = 现在没有任何不同。
compared-gone = 删去：
compared-new = 新增：
restore = 恢复…
restore-explained = 记录将恢复为这一内容，作为您的一次新编辑。此后所写的内容仍保留在历史中，也可用同样方法恢复。评论保持不变。
restore-do = 恢复这一内容
restore-not = 暂不
comments = 评论
comments-open =
    { $count ->
        [0] 评论
       *[other] 评论（{ $count }）
    }
comments-explained = 评论只留在您的单位：任何版本都不包含评论。
comments-empty = 还没有评论。
comment-on = 关于
comment-on-record = 整份记录
comment-new = 您的评论
comment-add = 添加评论
comment-here = 评论
comments-here =
    { $count ->
       *[other] { $count }条评论
    }
comment-answer = 回复
comment-resolve = 标为已解决
comment-reopen = 重新打开
comment-resolved = 已解决
comment-by-nobody = 一位同事
keys-undo = 撤销您自己的上一次编辑
keys-redo = 重做
problem-restore-not-kept = 未恢复：最后几个字未能保存在此设备上，它们仍在屏幕上。请查看标题上方的说明，然后再次恢复。

## Narrowing and ordering lists

list-none-narrowed = 没有符合全部条件的记录。请去掉一个筛选条件，或全部清除。
narrow =
    { $count ->
        [0] 筛选和排序
       *[other] 筛选和排序（{ $count }）
    }
narrow-kind = 类别
narrow-status = 进展
standing-draft = 草稿
standing-submitted = 已提交
standing-acknowledged = 已确认收到
standing-clarification_asked = 已要求澄清
standing-clarification_answered = 已作澄清
standing-accepted = 已接受
standing-declined = 已拒绝
standing-referred = 已转交
standing-in_delivery = 执行中
standing-completed = 已完成
standing-shared = 已共享
standing-open = 开放
standing-withdrawn = 已撤回
narrow-state = 国家
narrow-theme = 专题
narrow-year = 年份
narrow-any = 不限
narrow-order = 顺序
order-edited = 最近编辑的在前
order-title = 按标题
order-state = 按国家
order-year = 最近年份在前
filters-saved = 已保存的筛选
filter-name = 此筛选的名称
filter-save = 保存筛选
filters-clear = 清除
filter-forget = 删除筛选“{ $name }”

## Follow-up of recommendations

rail-gaps = 后续落实
gaps = 后续落实
command-gaps = 前往后续落实
gaps-what = 一国接受的建议中，哪些在本设备上已有请求或活动，哪些还没有。中期报告由此开始。
narrow-cycle = 周期
narrow-session = 周期或届会
narrow-position = 立场
narrow-source = 来源
cycle = 第{ $number }周期
session = 第{ $number }届会议
gaps-summary = 已接受的 { $total } 项建议和许诺中，{ $linked } 项已有请求或活动。
gaps-by-session = 按届会
gaps-by-theme = 按专题
gaps-of = { $total } 项中的 { $linked } 项
gaps-no-session = 审议之外
gaps-open = 尚无（{ $count }）
gaps-begun = 已开始（{ $count }）
gaps-practice = 尚无请求或活动，但已关联一项做法：
gaps-nothing-accepted = 本设备上没有该国在这些届会上接受的任何内容。
narrow-only =
    { $count ->
        [0] 筛选
       *[other] 筛选（{ $count }）
    }

## Copies, printing, and what is amiss

copy-record = 复制
copy-explained = 以相同内容新建记录
print-open = 打印…
print-do = 打印
print-title = 打印稿
print-explained = 不含保密的栏、保密附件和评论。
rule-ends-before-it-begins = 结束日期早于开始日期。
rule-outside-the-period = 不在本记录的期间之内。
rule-not-an-address = 电子邮件地址须含有 @，前后都有内容。
rule-no-currency = 请选择此金额的货币。
rule-no-quantity = 数量是多少？没有数字就不计入合计。
rule-unknown-code = 此版本不认识这个代码，将照原样保留。

## 附加文件

attachments-limits = 每个文件最大 { $size }，每份记录最多 { $count } 个文件。可一次选择多个、拖放到此处或粘贴。
attachment-coming = 正在附加“{ $name }”
attachment-stop = 停止
files-coming =
    { $count ->
       *[other] { $count }个文件正在附加
    }
files-asking = 一张图片等待您的答复
attachment-show = 显示
attachment-hide = 隐藏
attachment-save = 保存…
attachment-remove = 移除
attachment-remove-title = 从记录中移除“{ $name }”？
attachment-remove-text = 记录不再列出该文件，其历史中较早的时刻仍会列出。
pictures = 图片
pictures-title = 如何处理图片
pictures-location = 其中一张图片可读出拍摄地点。
pictures-large = 其中一张图片超过 { $side } 像素。
pictures-smaller = 缩小大图片（{ $side } 像素）
pictures-without-location = 去除图片中的地点
pictures-remembered = 此选择将用于其他图片，可在文件列表旁更改。
pictures-attach = 附加
pictures-leave-out = 不附加这一张
pictures-keeps-location = “{ $name }”中可能可读出拍摄地点，而此类文件无法去除地点。
pictures-attach-anyway = 仍然附加
attachment-preview = “{ $name }”的预览

## 单位和人员

rail-offices = 单位
command-offices = 单位
offices-search = 搜索单位
office-add = 添加单位
office-add-do = 添加
office-name = 单位名称
office-states-hint = 该单位服务的国家，可选多个。
office-members = { $count } 名成员
office-invited = 其中 { $count } 名已邀请
office-reason = 理由（可不填）
people = 人员和设备
people-nobody = 还没有邀请任何人。
invite = 邀请成员
invite-device = 邀请另一台设备
invite-title = 邀请
invite-other-device = 凭这个邀请码，同一成员的另一台设备可以加入。
invite-do = 生成邀请码
invited-give = 把这些交给{ $name }。之后不再显示。
invited-once = 邀请码在您下次同步之后生效：只用一次，只限一台设备，{ $days } 天内有效。
invited-qr = 地址和邀请码的二维码
member-nameless = 没有姓名
member-role-of = { $name }的职责
member-left-at = 离开：{ $when }
member-invited-until = 邀请有效至 { $when }
member-invitation-over = 邀请已过期
device-here = 这台设备
device-joined = 加入：{ $when }
device-revoked-at = 撤销：{ $when }
device-rescued-at = 允许抢救：{ $when }
do-role_changed = 更改职责
do-member_left = 已离开单位
do-device_revoked = 撤销
do-rescue_allowed = 允许抢救
do-key_replaced = 更换密钥
means-role_changed = { $name }的职责改为：{ $role }。其每台设备在下次同步时得知。
means-member_left = { $name }的所有设备都不能再发送或接收任何内容。已写的和已决定的都保留。
means-device_revoked = { $name }的这台设备不能再发送或接收任何内容，也不再显示任何记录。尚未发送的内容可以在那里存成给总部的文件。
means-rescue_allowed = { $name }的这台设备尚未发送的内容，总部收到文件后予以接受。设备本身仍是撤销状态。请确认设备没有落入他人之手。
means-key_replaced = 这台设备为自己生成另一把密钥，下次同步、总部得知之后便用它签名。旧密钥的副本从此毫无用处。写下的和决定的一切都保留。
event-office_added = 已添加单位
event-member_invited = 邀请
event-role_changed = 职责已更改
event-member_left = 已离开单位
event-device_revoked = 设备已撤销
event-rescue_allowed = 已允许抢救
event-key_replaced = 密钥已更换

## 已撤销的设备

revoked-title = 总部已撤销这台设备
revoked-when = 从此不能发送或接收：{ $when }。
revoked-what = 您的记录加密保存在这里，不再显示。总部还没有的内容可以存成只有总部能打开的文件。请管理员允许抢救，并把文件发给管理员。
revoked-save = 保存尚未发送的内容
revoked-saved = 已保存：{ $size }。请把文件发给管理员。
revoked-nothing = 总部已有全部内容，没有需要保存的。

## 公众读到的内容，以及国家同意的事项

event-consent_given = 国家同意
event-consent_withdrawn = 同意已撤回
event-shared = 已与其他单位共享
event-published = 已公布
event-unpublished = 不再公布
share = 共享…
share-title = 共享第 { $version } 版
share-copy = 记录现状的副本随下次同步发给总部，并发给在该国工作的各单位和机构。保密内容只发给总部。
share-do = 共享
share-busy = 正在共享
public-open = 公众
public-title = 公众读到的内容
public-seen = 公众读到：
public-would = 公众读不到任何内容。如果按现状公布，会读到：
public-newer = 总部有更新的版本，公众尚未读到。届时会读到：
public-edited = 上次发送版本之后写下的内容不在其中。发送之后总部才能公布。
public-no-longer = 已经公布，但没有有效的同意，公众读不到任何内容。有同意时会读到：
public-publish = 公布
public-unpublish = 撤下
public-needs-consent = 需要今天有效的对公开登记册的同意。
public-share = 与其他单位共享
public-share-needs-consent = 需要今天有效的对与其他单位共享的同意。
consents = 国家同意的事项
scope-network = 其他单位和机构
scope-network-means = 它们可读这项做法，保密内容除外。
scope-council = 人权理事会
scope-council-means = 其报告和讨论可以提及。
scope-public = 公开登记册
scope-public-means = 人人可读上面的内容。
consent-none = 没有记录任何同意。
consent-on = { $day }
consent-until = 有效至 { $day }
consent-over = 已于 { $day } 到期
consent-to-earlier = 这是对较早版本的同意：此后提交的内容需要另行同意。
consent-attached = （已附）
consent-record = 记录一项同意
consent-replace = 另记一项取代它
consent-authority = 代表国家同意的机关或人员
consent-given-on = 日期
consent-holds-until = 有效至
consent-holds-until-hint = 留空：直到撤回。
consent-evidence = 证据
consent-evidence-hint = 普通照会、信函、记录：在哪里可以再读到。
consent-file = 附件中的证据
consent-do = 记录
consent-withdraw = 国家撤回

## 基金账目

rail-funds = 基金
command-funds = 基金
event-contribution = 捐款
event-allocation = 拨款
event-expenditure = 支出
event-reversal = 冲销
fund-pledge = 认捐
fund-received = 已收
fund-pledged = 已认捐
fund-allocated = 已拨
fund-spent = 已支出
fund-available = 可拨
fund-balance = 余额
fund-no-entries = 还没有任何记录。首先需要一笔捐款。
fund-reversed = 已冲销
fund-left = 剩余 { $amount }
fund-due = 尚待收到 { $amount }
fund-rate = { $amount }，每单位 { $rate } 美元，{ $day }汇率
fund-give = 记入捐款
fund-receive = 收到……
fund-donor = 捐助方
fund-amount = 金额
fund-amount-usd = 金额（美元）
fund-currency = 货币
fund-rate-of = 一单位合多少美元
fund-rate-on = 汇率日期
fund-on = 日期
fund-note = 备注
fund-is-pledge = 已认捐，尚未收到
fund-allocate = 拨出款项
fund-for = 用于哪项请求或活动
fund-spend = 从中支出
fund-overdraft = 为何支取超过现有数额
fund-overdraft-told = 超过现有数额：{ $why }
fund-enter = 记入
fund-reverse = 冲销
fund-import = 从表格导入捐款
fund-import-what = CSV 或 Excel 文件，须有 donor、amount、currency、rate、rate_on 和 on 各列；status（received 或 pledged）和 note 可以没有。记入之前您会看到每一行。
fund-import-do = 记入 { $count } 笔捐款
fund-row-wrong = 第 { $line } 行：{ $why }“{ $cell }”
fund-row-entered = 第 { $line } 行已在账簿中，不再录入。
fund-export = 存为表格
row-donor = 没有写明捐助方。
row-amount = 这不是大于零的金额。
row-currency = 没有这个代码的货币。
row-rate = 这不是汇率。
row-day = 这不是日期（例如 2026-03-31）。
row-status = 这既不是 received 也不是 pledged。
row-entry = 这一行中有内容过长或数额过大。

# 讨论，以及谁负责一项请求。
whom-choose = 选择
whom-invited = 哪个单位？
nobody-invited = 本设备上没有可邀请的单位。先同步，或请管理员添加。
whom-assigned = 由谁负责？
nobody-assigned = 本设备上没有已知的主管人员。先同步。
assign-oneself = { $name }（您）
names-invited = 致：{ $name }
names-assigned = 交给：{ $name }
names-invitation_answered = { $name }
answer-what = 贵单位出席吗？
answer-yes = 我们出席
answer-no = 我们不能出席
answered-yes = 出席
answered-no = 不出席
answered-not-yet = 尚未答复
guests = 受邀单位
assigned-to = 由 { $name } 负责
event-assigned = 指派
event-theme_proposed = 已提议主题
event-theme_approved = 主题已核准
event-invited = 邀请
event-invitation_answered = 对邀请的答复
event-discussion_closed = 讨论已结束
do-assigned = 指定由谁负责
do-theme_approved = 核准主题
do-invited = 邀请一个单位
do-invitation_answered = 答复邀请
do-discussion_closed = 结束讨论
says-theme_approved = 理由或条件（可留空）
says-invited = 邀请的内容（可留空）
says-invitation_answered = 您的答复（可留空）
says-discussion_closed = 结果如何，或为何不举行
standing-proposed = 已提议
standing-approved = 已核准
standing-closed = 已结束
propose = 提议…
propose-title = 提议主题（第 { $version } 版）
propose-copy = 记录现状的副本随下次同步发给总部各主管人员。主题核准并邀请单位之前，其他人都看不到。
propose-do = 提议
propose-busy = 正在提议
programme = 发给受邀单位…
programme-title = 把第 { $version } 版发给受邀单位
programme-copy = 记录现状的副本随下次同步发给总部各主管人员和受邀单位。保密内容只发给总部。
programme-do = 发送
programme-busy = 正在发送

# 主管人员的看板。
rail-board = 看板
command-board = 看板
board-filters = 哪些请求
board-whose = 由谁负责
board-of-nobody = 无人负责
board-overdue = 只看逾期
board-unread = 新版本
board-empty = 没有进行中的请求。各单位提交的请求随下次同步到达这里。
board-none-so = 没有这样的请求。减少条件可看到更多。
board-more = 另有 { $count } 项
steps = 各步骤用时
levels = 服务时限
levels-explained = 请求在多少个工作日（周一至周五）内进入下一步。超过的在该单位的看板上显示为逾期。
level-acknowledge = 确认收到
level-decide = 提问或作出决定
level-answer = 单位答复
level-start = 直到开始实施
levels-set = 设定
event-levels_set = 已设定服务时限
board-days =
    { $days ->
        [0] 不到一个工作日
       *[other] { $days } 个工作日
    }
board-late = 逾期 { $days } 天
board-late-count = { $count } 项逾期
board-level = { $days } 个工作日内

# 一条记录与其他记录的共同之处。
related-open = 相关
related-title = 相关记录
related-explained = 以本设备所知为限。共同之处最多的排在前面。
related-none = 本设备上没有与其主题、建议或国家和时间相同的记录。
related-linked = 已关联
related-activities = 在国家、主题和时间上重叠的活动
related-requests = 类似的请求
related-practices = 同类主题的做法
related-observations = 特别程序在该国所见
related-themes = 相同主题：{ $themes }
plan-activity = 为其安排一项活动
related-recommendations = { $count } 项共同的建议
related-days = 同时进行 { $days } 天

# 从这里开始。
rail-home = 今天
command-home = 今天
home-title = 今天
home-nothing = 没有事项等您处理。
home-no-news = 自您上次查看以来，没有别人作出决定。
home-news = 自您上次查看以来的新情况
home-more = 另有 { $count } 条记录。
home-earlier = 此前还有 { $count } 条
home-seen = 已看过
todo-answer = { $count } 条记录有问题待答复
todo-refused = 总部没有接受 { $count } 项决定
todo-resolve = { $count } 条记录有两种内容的栏目
todo-overdue = { $count } 项请求等待过久
todo-read = { $count } 个版本待阅读
todo-decide = { $count } 项请求待决定
todo-assist = 请您协助 { $count } 项请求
todo-reply = { $count } 份邀请待答复
todo-renew = { $count } 项同意将在一个月内到期或已到期
todo-approve = { $count } 个主题待批准
todo-publish = { $count } 条记录待公布：国家已同意
todo-start = { $count } 项已接受的请求等待开始
todo-deliver = { $count } 项请求正在执行
todo-allocate = { $count } 项已接受的请求还没有资金
todo-collect = { $count } 笔承诺还没有到账
todo-join = { $count } 人受邀而尚未加入
todo-rescue = { $count } 台设备已撤销：其未发送的内容可否由他人交来？
todo-send-again = { $count } 条记录发送后有改动
todo-finish = { $count } 份草稿待完成

# What the desk thinks of a request.
rail-assessment = 评估
new-assessment = 新建评估
untitled-assessment = 没有标题的评估
command-assessment = 前往评估
assessment-open = 评估
assessment-explained = 主管人员对该请求的看法，不出总部。

# 谁在何地何时做什么。
rail-coordination = 谁做什么
command-coordination = 谁在何地何时做什么
coordination-explained = 本设备所知的一国的活动和请求。两个单位同时做同一主题为重叠；有人请求而无人做的主题为缺口。
coordination-filters = 哪些活动
coordination-from = 此日前未结束
coordination-to = 此日前已开始
coordination-none = 这里没有该国的活动或请求。先同步，或选择其他国家或时间。
coordination-matrix = 按主题和单位的活动
coordination-requests = 请求
coordination-notice = 需留意
coordination-gap = 缺口
coordination-no-theme = 没有主题
coordination-no-time = 未注明时间
coordination-when = { $from } 至 { $to }
coordination-timeline = 时间线
coordination-overlaps = { $count } 处重叠

## What a State, or an institution, can say in the general debate

rail-statement = 发言材料
command-statement = 一般性辩论发言材料
statement-explained = 一国或一机构在议程项目10的一般性辩论中可以讲的内容：经验、成就、挑战和需求，均取自总部所存版本的原文。其中只有该国同意提交理事会的内容。
statement-speaker = 发言者
statement-nobody = 选择
statement-of = 发言材料：{ $name }
statement-print = 打印发言材料
statement-empty = 总部尚无这台设备所知的任何内容。已提交或已共享的内容可以在此汇集。
statement-none = 其中尚无可以提交理事会的内容。所缺之处见下。
statement-experiences = 经验
statement-achievements = 成就
statement-challenges = 挑战
statement-needs = 需求
statement-consent = { $authority }于{ $on }同意
statement-until = 至{ $until }
statement-no-consent = 该国不同意将其提交理事会
statement-not-for-debate = 未标明用于一般性辩论
statement-not-here = 其文本不在这台设备上
statement-left-out =
    { $count ->
       *[other] { $count }条记录未列入
    }
