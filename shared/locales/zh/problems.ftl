# What can go wrong: what happened, what it means for the work, what to do.

problem-unknown = 发生了这个版本无法说明的情况（{ $code }）。您写的内容没有丢失。再试一次；如果仍然如此，把这个代码告诉管理员。

## The vault

problem-no-vault = { $folder }中没有保险库。没有打开任何内容。先建立一个保险库，或指明您的保险库所在的文件夹。
problem-vault-exists = { $folder }中已有保险库。它保持原样。解锁这个保险库，或选择另一个文件夹。
problem-wrong-passphrase = 这不是这个保险库的口令。没有改动任何内容。再试一次；大小写字母有区别。
problem-passphrase-too-short = 口令太短。没有建立保险库。至少用{ $least }个字符；几个词容易记住。
problem-not-a-vault = { $file }不是Satchel写成的，或从第一页起就已损坏。它保持原样。取回这个文件夹的副本，或在另一个文件夹中建立新的保险库，再次加入您的单位：所有已发送的内容都在总部。
problem-vault-key-missing = 缺少密钥文件{ $file }；没有它，任何口令都打不开旁边的保险库。没有改动任何内容。取回这个文件或文件夹的副本，或选择另一个文件夹。
problem-vault-damaged = 这个磁盘上的保险库有一部分无法读取（{ $reason }）。它保持原样。首先把文件夹复制到安全的地方，然后告诉管理员：所有已发送的内容都在总部。
problem-vault-too-new = 这个保险库由更新的Satchel写成（格式{ $version }）。它保持原样。安装更新的版本后再打开。
problem-vault-in-use = 保险库已在另一个窗口或命令中打开。没有改动任何内容。先关闭另一个。
problem-disk = 磁盘未能写入或读出{ $file }（{ $reason }）。此前保存的内容仍在；最后一次修改没有保存。检查磁盘和文件夹的权限，然后再试一次。
problem-disk-full = 磁盘已满。此前保存的内容仍在；最后一次修改没有保存。腾出一些空间，然后继续。
problem-database = 保险库没有回应（{ $reason }）。此前保存的内容仍在。再试一次；如果仍然如此，关闭Satchel，再重新打开。
problem-locked = 保险库已锁定。没有改动任何内容。用您的口令解锁。

## Records

problem-no-record = 这台设备上没有记录{ $id }。它可能还没有到来：先同步，然后再试一次。
problem-no-recommendation = 这台设备上没有建议{ $id }。没有建立关联。先同步，或重新搜索。
problem-read-only = 这条记录在这里只能阅读，不能更改：它属于另一个单位，或您的职责不包括撰写。由该单位来更改。
problem-unknown-field = { $kind }没有“{ $path }”这一栏。没有改动任何内容。它有以下各栏：{ $fields }。
problem-no-such-item = “{ $path }”处没有内容。没有改动任何内容。可能已有同事把它移除：再看一下这条记录。
problem-wrong-value = “{ $path }”应填{ $expected }，不能填“{ $value }”。原有内容仍在。
problem-not-a-text = “{ $path }”不是长篇文字。没有改动任何内容。改为直接填写整项内容。
problem-not-a-list = “{ $path }”不是列表。没有改动任何内容。
problem-outside-text = “{ $path }”的文字没有那么长（共{ $length }个单位）。没有改动任何内容。
problem-inside-character = { $path }在位置{ $at }有一个占两个单位的字符，不能从中间断开。没有改动任何内容。按UTF-16单位计算位置，落在完整字符之间。
problem-too-long = “{ $path }”将超过{ $limit }个字符。最后一次修改没有保存。缩短文字，或把一部分放入附件。
problem-too-many-items = “{ $path }”已有{ $limit }项，达到上限。没有增加任何内容。
problem-too-many-edits = 一次到来的修改太多（超过{ $limit }项）。这些修改都没有保存。
problem-unknown-base = 这条记录在此期间被重新打开。最后一次修改没有保存。再次打开记录；您的文字仍在窗口中，可以复制。
problem-record-damaged = 这条记录到来时已无法读取。它已被搁置，其他记录照常进行。告诉管理员。
problem-no-such-value = “{ $path }”没有这样的内容可选。没有改动任何内容。再看一下这一栏：可能已经选定。
problem-bad-request = 未能理解所要求的操作（{ $reason }）。没有改动任何内容。

## Decisions

problem-not-enrolled = 这台设备还不属于任何单位。您写的一切都保存在这里。用管理员给您的邀请码加入单位，然后就可以发送。
problem-already-enrolled = 这台设备已属于一个单位。没有改动任何内容。要加入另一个单位，就在另一个文件夹中建立保险库。
problem-incomplete = 未发送：还需要填写{ $fields }。一切都已保存。填好后再次发送。
problem-two-values = 未发送：以下各栏有两种内容：{ $fields }。两种内容都已保存。各选一种，然后再次发送。
problem-role-may-not = 您的职责不包括这项操作。没有改动任何内容。找有这项职责的同事，或找管理员。
problem-not-your-office = 这条记录属于另一个单位。没有改动任何内容。
problem-not-submitted = 这条记录尚未提交。没有改动任何内容。
problem-not-the-latest-version = 此后已提交了更新的版本。没有改动任何内容。先同步，再看最新的版本。
problem-already-submitted = 这一版已经提交。无需再做什么。
problem-already-acknowledged = 这一版已经确认收到。无需再做什么。
problem-not-for-this-kind = 这类记录没有这种决定。没有改动任何内容。
problem-not-in-this-status = 此后作出的决定不允许这样做。没有改动任何内容。先同步，再看各项决定。
problem-no-open-question = 这个问题已不再待答；也许同事已经答复。没有改动任何内容。先同步，再看各项决定。
problem-no-such-partner = 没有这个标识的伙伴机构。没有改动任何内容。先同步，再从现有的机构中选择。
problem-no-consent = 国家不同意，或不再同意。没有改动任何内容。先记录国家的同意和证据。
problem-consent-to-earlier = 国家同意的是较早的版本，而不是最新版本。没有改动任何内容，国家已同意的部分保持不变。请向国家出示最新版本，并记录其对该版本的同意。
problem-consent-incomplete = 同意需要写明作出同意的机关和证据，且不能早于开始之日结束。没有记录任何内容。补全缺少的部分。
problem-not-published = 这条记录没有任何内容公布。没有改动任何内容。
problem-no-such-fund = 没有这个基金。什么也没有记入。基金为 vftc、upr_participation 和 upr_implementation。
problem-entry-incomplete = 每笔记录须有捐助方或用途、大于零的金额，以及货币及其汇率。什么也没有记入。请补全后再试。
problem-no-such-entry = 这个基金没有这笔有效记录，或不能以它为依据。什么也没有记入。请同步后再看各笔记录。
problem-entry-in-use = 有其他记录以它为依据。没有冲销任何记录。请先冲销那些记录。
problem-balance-too-low = 没有这么多款项。什么也没有记入。请填较小的金额，或说明为何支取超过现有数额。
problem-not-fundable = 只能为已接受的请求和已共享的活动拨款。什么也没有记入。请从中选择。
problem-not-a-table = 这个文件不是可读的表格：{ $reason }。什么也没有记入。请存为含有所述各列的 CSV 或 Excel，再选一次。
problem-no-such-office = 没有这个单位。没有改动任何内容。先同步，再从现有的单位中选择。
problem-no-such-member = 这个单位没有这名成员，或者该成员已经离开。没有改动任何内容。先同步，再从现有的成员中选择。
problem-device-elsewhere = 这个单位没有可以这样处理的设备：可能已经处理过。没有改动任何内容。先同步，再看一遍。
problem-not-your-device = 设备只能更换自己的密钥。没有任何更改。
problem-key-unusable = 这把密钥无法使用。密钥保持原样。请再试一次，如果再次发生，请告诉管理员。
problem-role-elsewhere = 这类单位没有这种职责。没有改动任何内容。选择另一种职责。
problem-other-role = 该成员现在另有职责。没有邀请任何人。先同步，再重新邀请设备。
problem-last-lead = 没有其他单位负责人：没有负责人就无法提交任何内容，也无法表示同意。没有更改任何人的职责。请先指定另一位单位负责人。
problem-code-reused = 这个邀请码已经发过。没有凭它邀请任何人。另外生成一个。
problem-name-unusable = 需要一行以内、不太长的名称。没有改动任何内容。换一个名称。
problem-states-missing = 这类单位至少服务于一个国家。没有添加任何内容。选择其国家。
problem-text-missing = 这项决定需要文字：问题、答复或理由。没有作出决定。写好之后再作决定。
problem-text-too-long = 文字太长。没有作出决定。缩短之后再作决定。

## Headquarters

problem-bad-address = “{ $address }”不是总部的地址。没有发送任何内容。地址以https://开头，写在邀请函上。
problem-bad-code = 这不是邀请码。没有发送任何内容。邀请码有六组，每组四个字母和数字，与邀请函上一样。
problem-code-unknown = 总部没有这个邀请码。没有改动任何内容。与邀请函核对，或索取新的邀请码。
problem-code-used = 这个邀请码已经用过；每个邀请码只用于一台设备。没有改动任何内容。索取新的邀请码。
problem-code-expired = 这个邀请码已经过期。没有改动任何内容。索取新的邀请码。
problem-too-many-tries = 试用的邀请码太多。没有改动任何内容。等几分钟，然后再试一次。
problem-hub-unreachable = 无法连接{ $hub }（{ $reason }）。一切都保存在这台设备上，等待发送。继续工作，能联网时再同步。
problem-sync-stopped = 您停止了同步。总部此前确认的内容已经发送；其余内容在这台设备上等待，下次同步从那里继续。
problem-hub-refused = 总部没有接受这次联络（{ $reason }）。一切都保存在这台设备上，等待发送。告诉管理员。
problem-not-a-hub = 在这个地址回应的不是总部（状态{ $status }）；可能是某个网络的登录页面。一切都保存在这台设备上，等待发送。打开浏览器登录，或核对地址。
problem-wrong-hub = 回应的总部不是邀请这台设备的总部。没有向它发送任何内容，一切都保存在这里。与邀请函核对地址，并告诉管理员。
problem-bad-reply = 总部的答复无法读取（{ $reason }）。一切都保存在这台设备上，等待发送。再次同步。
problem-hub-unavailable = 总部暂时无法答复。一切都保存在这台设备上，等待发送。稍后再次同步。
problem-attachment-too-large = 总部不接受这么大的文件。文件保存在这台设备上。请附上较小的文件。
problem-no-such-problem = 编号{ $number }下没有搁置的内容。请在问题列表中查看编号。
problem-office-full = 总部已没有空间存放本办事处的文件。文件保存在这台设备上，其他内容照常进行。请告知总部。
problem-attachment-other-length = 总部所知的这个文件长度不同。文件保存在这台设备上。请再附一次。
problem-attachment-damaged = 总部收到的文件内容已损坏，已被丢弃。文件保存在这台设备上，下次同步时会重新发送。
problem-unknown-device = 总部不认识这台设备。一切都保存在这里。告诉管理员。
problem-device-revoked = 总部已撤销这台设备。一切都保存在这里。告诉管理员。
problem-key-replaced = 这台设备的密钥已更换，而这是其保险库的旧副本。总部不再接受来自它的任何内容。一切都加密保存在这里。请使用带有新密钥的保险库，或告诉管理员。
problem-wrong-signature = 一个签名不符，因此没有接受其中任何内容。您写的一切都已保存。告诉管理员。
problem-counter-replayed = 总部已收到这台设备后来的联络：这个保险库可能是较早的副本。一切都保存在这里。告诉管理员。
problem-protocol-unknown = 总部使用另一个版本的Satchel。一切都保存在这台设备上，等待发送。安装总部指明的版本。
problem-pack-unreadable = 收到的更改无法读取。它们已被搁置，其他更改照常进行。告诉管理员。
problem-pack-too-large = 这条记录的更改太多，无法一次发送。它们保存在这里。告诉管理员。
problem-pack-not-as-signed = 收到的更改与签名时不符。它们已被搁置，其他更改照常进行。告诉管理员。
problem-foreign-actor = 收到的更改用了另一台设备的名义。它们已被搁置，其他更改照常进行。告诉管理员。
problem-actor-reused = 总部在同一编号下有其他更改：这个保险库可能是较早的副本。一切都保存在这里。告诉管理员。
problem-missing-changes = 这条记录较早的更改还没有到来。它已被搁置，其他记录照常进行。稍后再次同步。
problem-missing-version = 收到一项决定，但没有收到它所针对的版本。它已被搁置，其他内容照常进行。告诉管理员。
problem-kind-differs = 收到的这条记录的更改属于另一种类别。它们已被搁置，其他更改照常进行。告诉管理员。
problem-update-unreadable = 收到的一项内容无法读取。它已被搁置，其他内容照常进行。告诉管理员。
problem-version-unreadable = 总部无法读取提交的版本。一切都保存在这里。再次提交；如果仍然如此，告诉管理员。
problem-version-of-another-record = 总部随这项决定收到的是另一条记录的版本。一切都保存在这里。告诉管理员。
problem-decision-id-reused = 总部在同一编号下有另一项决定：这个保险库可能是较早的副本。一切都保存在这里。告诉管理员。
problem-message-unreadable = 一条消息无法读取。一切都保存在这台设备上，等待发送。再次同步。
problem-message-too-large = 一条消息超过了总部能接收的大小。一切都保存在这台设备上。告诉管理员。

## The window

problem-window-token-missing = 打开这个页面时没有带上它的钥匙。没有改动任何内容。完整地打开Satchel给出的地址。
problem-back-end-gone = Satchel没有回应：它的程序已经结束。标明已保存的内容都已保存。重新启动。
problem-back-end-failed = Satchel未能完成这项操作。标明已保存的内容都已保存。再试一次；如果仍然如此，重新启动Satchel。
problem-item-exists = “{ $path }”这一项已经存在。没有添加任何内容。
problem-empty-comment = 评论至少需要一个字。没有添加任何内容。请写下您想说的话，然后再次添加。
problem-no-such-moment = 此设备上这份记录的历史中没有“{ $moment }”。没有任何更改。请重新打开历史，从中选择一个条目或版本。

## 附加文件

problem-file-too-large = “{ $name }”超过 { $limit } MB，即单个文件的上限。文件未附加。请附加较小的副本，或将其拆分。
problem-too-many-files = 本记录已有 { $limit } 个文件，已达上限。未附加任何文件。请移除不再需要的文件，或将多份文件合为一个。
problem-vault-full = 保险库中的文件将超过 { $limit } MB，即上限。文件未附加。请附加较小的副本。
problem-file-incomplete = 文件未完整送达，未附加。其他内容均已保存。请重新附加。
problem-no-such-file = 本记录没有文件“{ $name }”。未写入任何内容。请再次查看文件列表。
problem-file-not-here = 文件“{ $name }”是在另一台设备上附加的，其内容不在本设备上。请询问附加该文件的同事，或在那台设备上查看。
problem-file-damaged = “{ $name }”与附加时不同：保险库的一部分可能已损坏。未写入任何内容。请重新附加原文件。
problem-file-exists = 已有文件 { $name }。该文件保持原样。请选择其他名称。
problem-picture-keeps-location = 无法从“{ $name }”中去除拍摄地点。图片未附加。请附加另存为 JPEG 或 PNG 的副本，或连同地点一并附加。
problem-picture-stays-large = 无法在此设备上缩小“{ $name }”。已按原尺寸附加。
problem-not-a-satchel = “{ $name }”不是文件袋：其中没有可以打开的内容。没有任何改动。请再要一次文件，或选择另一个。
problem-satchel-for-another = “{ $name }”是为{ $to }打包的，其他人无法打开。没有任何改动。请把文件转交给对方。
problem-satchel-of-another-version = “{ $name }”由另一版本的 Satchel 打包。没有从中取用任何内容，这里也没有改动。请保留该文件，在双方安装同一版本后再读一次。
problem-no-such-device = 这里不知道贵办事处有名为“{ $name }”的其他设备。没有打包任何内容。请查看设备列表；在这里打开新同事的文件袋或总部的答复后，就会知道其设备。
problem-several-devices = 这里知道贵办事处有几台名为“{ $name }”的设备。没有打包任何内容。请用标识指明其中一台。
problem-satchel-damaged = 文件袋有一部分已损坏。完好的内容都已保存。请用另一份副本再打开一次，或再要一次；打开两次没有害处。
problem-no-hub-address = 本设备是由信使办理加入的，不知道总部的地址。所有内容都保存在这里。请为总部打包文件袋，或用地址和同一代码再加入一次。
problem-already-invited = 该单位已受邀请。没有发送任何内容。请等待答复，或邀请其他单位。
problem-already-assigned = 已由同一人负责。没有任何改变。
problem-levels-impossible = 服务时限为 1 至 365 个工作日，只适用于总部单位。没有任何改变。每一步至少给一天。
