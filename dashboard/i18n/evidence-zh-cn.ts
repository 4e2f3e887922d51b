// Texts about evidence: keys of edges, and what leaves dispatch, in Chinese.
export const evidenceZhCn = {
  alertRefusal: {
    'edge-unknown': '该节点没有登记密钥，而此处要求告警签名。',
    unsigned: '该节点已有密钥，但告警未签名。',
    'key-unknown': '签名所用密钥未登记。',
    'key-revoked': '签名所用密钥已被吊销。',
    'key-retired': '签名所用密钥已在 14 天前更换。',
    'wrong-signature': '签名不符：告警被改动或系伪造。',
  },
};
