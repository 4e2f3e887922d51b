// The texts about evidence, edge keys and exports, in Chinese.
export const evidenceZhCn = {
  export: {
    title: '导出案件',
    reason: '导出原因（记入监管日志）',
    take: '导出为压缩包',
    waiting: '正在整理…',
    done: '文件已在下载目录。',
    hint: '含图片、视频、判定依据和证明，均已签名。谁因何导出会被记录。',
  },
  hold: {
    title: '证据保全',
    held: '{{by}} 于 {{at}} 申请保全：{{reason}}',
    hint: '保全中的证据，任何人、任何规则都不能删除。每一步及操作人均记入监管日志。',
    sure: '删除本案的全部图片和视频？删除后无法恢复。',
    step: {
      hold: '保全证据',
      'hold/lift': '解除保全',
      'delete-evidence': '删除图片和视频',
    },
    deleted: { picture: '图片', clip: '视频' },
    deletedBy: {
      rule: '已按留存规则删除，{{at}}',
      person: '已由人员删除，{{at}}',
    },
  },
  spoilt: {
    lead: '以下文件与当初收到的不符，不予展示。请告知运维人员，并保全服务器磁盘。',
    picture: '第 {{opening}} 次的图片',
    clip: '第 {{opening}} 次的录像',
    more: '另有 {{total}} 个',
    unsigned:
      '未签名：本案 {{total}} 条告警中有 {{unsigned}} 条来自没有已知密钥的边缘节点，其来源仅由派遣中心证明。',
    what: { changed: '已被改动或替换', missing: '磁盘上已不存在，且没有删除记录' },
  },
  credentials: {
    title: '内容凭证',
    check: '核验内容凭证',
    waiting: '正在读取…',
    hint: '图片和录像自本辖区节点签名后是否被改动。',
    libraryMissing: '派遣中心无法读取：未安装所需软件库。',
    nothing: '本案没有图片和录像。',
    by: '依据本辖区信任列表 {{list}} 核验。',
    name: { picture: '图片', clip: '录像' },
    opening: '{{name}}，第 {{opening}} 次',
    state: {
      holds: '完好，由 {{edge}} 签名',
      revoked: '由 {{edge}} 签名，其密钥已于 {{at}} 吊销',
      broken: '已被改动：{{faults}}',
      'key-unknown': '签名所用密钥未登记',
      untrusted: '签名者不在信任列表中',
      expired: '证书目前无效',
      none: '没有凭证',
      replaced: '不是当初收到的文件',
      'not-read': '无法读取',
    },
  },
  alertRefusal: {
    'edge-unknown': '该节点没有登记密钥，而此处要求告警签名。',
    unsigned: '该节点已有密钥，但告警未签名。',
    'key-unknown': '签名所用密钥未登记。',
    'key-revoked': '签名所用密钥已被吊销。',
    'key-retired': '签名所用密钥已在 14 天前更换。',
    'wrong-signature': '签名不符：告警被改动或系伪造。',
  },
};

/** On the health page. */
export const evidenceProblemsZhCn = {
  'custody-log-broken': {
    title: '监管日志校验不通过',
    advice:
      '其文件或条目被改动，或两份不同的日志混在了一起。日志已停止续写，人员操作保存在数据库中。请保持数据目录原样，并核验副本。',
  },
  'store-differs-from-log': {
    title: '数据库与监管日志不一致',
    advice:
      '有人绕过派遣中心删除、改动或添加了数据库内容，或数据库由旧副本恢复：共 {{count}} 处，第一处为“{{first}}”。请保持数据库原样。用 {{command}} 或 {{address}} 查看全部。',
  },
  'custody-log-waits': {
    title: '监管日志无法写入',
    advice: '没有丢失：条目在数据库中等待。请检查派遣中心的磁盘。',
  },
  'time-stamps-wait': {
    title: '时间戳待补',
    advice:
      '没有丢失：监管日志的签名头在等待时间戳机构，恢复后自动补盖。请检查站点文件中的机构地址。',
  },
  'report-font-missing': {
    title: '报告没有打印版',
    advice:
      '派遣中心所在机器没有中文字体，导出的案件只有网页报告。请在该机器上安装字体“文泉驿微米黑”。',
  },
  'files-without-credentials': {
    title: '图片和录像没有内容凭证',
    advice:
      '此后共 {{files}} 个文件。没有丢失，导出时整包仍有签名。缺少软件库时请在该节点安装；没有密钥时请为其生成邀请。原因：{{reason}}。',
  },
  'refused-alerts-full': {
    title: '未知节点的告警已不再保存',
    advice:
      '等待的告警过多，另有 {{alerts}} 条未保存。可能有人在向队列灌入数据：请查明谁在写 Redis，然后邀请该节点，或丢弃等待的告警。',
  },
  'edge-alerts-refused': {
    title: '边缘节点的告警未被接收',
    advice:
      '告警没有丢失，正在等待。若节点是重新安装的，请为其生成邀请，登记后会自动接收；若原因不明，请查明是谁在发送。',
  },
};
