// Texts about evidence: keys of edges, and what leaves dispatch, in English.
export const evidenceEn = {
  export: {
    title: 'Take along',
    reason: 'Why, for the custody log',
    take: 'Export as a zip file',
    waiting: 'Putting it together…',
    done: 'The file is in your downloads.',
    hint: 'Pictures, clips, decision and proofs, signed. Who took it and why is logged.',
  },
  alertRefusal: {
    'edge-unknown': 'No key of this edge is known, and alerts must be signed here.',
    unsigned: 'They are not signed, though this edge has a key.',
    'key-unknown': 'They are signed with a key that nobody enrolled.',
    'key-revoked': 'They are signed with a key that was revoked.',
    'key-retired': 'They are signed with a key that was replaced more than 14 days ago.',
    'wrong-signature': 'Their signature does not fit: somebody changed them, or they are forged.',
  },
};
