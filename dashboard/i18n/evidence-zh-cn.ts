// Texts about evidence: keys of edges, and what leaves dispatch, in Chinese.
export const evidenceZhCn = {
  export: {
    title: '导出案件',
    reason: '导出原因（记入监管日志）',
    take: '导出为压缩包',
    waiting: '正在整理…',
    done: '文件已在下载目录。',
    hint: '含图片、视频、判定依据和证明，均已签名。谁因何导出会被记录。',
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
