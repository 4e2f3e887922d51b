// The texts about evidence, edge keys and exports, in English.
export const evidenceEn = {
  export: {
    title: 'Export the case',
    reason: 'Why, for the custody log',
    take: 'Export as a zip file',
    waiting: 'Putting it together…',
    done: 'The file is in your downloads.',
    hint: 'Pictures, clips, decision and proofs, signed. Who took it and why is logged.',
  },
  hold: {
    title: 'Keep the evidence',
    held: 'On hold since {{at}} by {{by}}: {{reason}}',
    hint: 'Evidence on hold is not deleted, by any person or rule. Each step is logged with the person.',
    sure: 'Delete all pictures and clips of this case? They cannot be restored.',
    step: {
      hold: 'Put on hold',
      'hold/lift': 'Lift the hold',
      'delete-evidence': 'Delete pictures and clips',
    },
    deleted: { picture: 'Picture', clip: 'Clip' },
    deletedBy: {
      rule: 'deleted by the rules of retention, {{at}}',
      person: 'deleted by a person, {{at}}',
    },
  },
  spoilt: {
    lead: 'These files are not the ones that came, so they are not shown. Tell the administrator, and keep the disk of the server as it is.',
    picture: 'Picture, time {{opening}}',
    clip: 'Clip, time {{opening}}',
    more: '{{total}} more',
    unsigned:
      'Not signed: {{unsigned}} of {{total}} alerts of this case came from an edge without a known key. Only dispatch says where they came from.',
    what: {
      changed: 'was changed or replaced on the disk',
      missing: 'is gone from the disk, and no deletion is recorded',
    },
  },
  credentials: {
    title: 'Content credentials',
    check: 'Check content credentials',
    waiting: 'Reading…',
    hint: 'Whether pictures and clips were changed since an edge of this district signed them.',
    libraryMissing: 'Dispatch cannot read them: its library is not installed.',
    nothing: 'This case has no picture and no clip.',
    by: 'Checked against the trust list of this district, {{list}}.',
    name: { picture: 'Picture', clip: 'Clip' },
    opening: '{{name}}, time {{opening}}',
    state: {
      holds: 'valid, signed by {{edge}}',
      revoked: 'signed by {{edge}}, whose key was revoked at {{at}}',
      broken: 'was changed: {{faults}}',
      'key-unknown': 'signed with a key that is not enrolled',
      untrusted: 'signed by somebody who is not on the trust list',
      expired: 'its certificate is not valid today',
      none: 'has none',
      replaced: 'is not the file that came',
      'not-read': 'could not be read',
    },
  },
  alertRefusal: {
    'edge-unknown': 'No key of this edge is known, and alerts must be signed here.',
    unsigned: 'They are not signed, though this edge has a key.',
    'key-unknown': 'They are signed with a key that is not enrolled.',
    'key-revoked': 'They are signed with a key that was revoked.',
    'key-retired': 'They are signed with a key that was replaced more than 14 days ago.',
    'wrong-signature': 'Their signature is wrong: they were changed or forged.',
  },
};

/** On the health page. */
export const evidenceProblemsEn = {
  'custody-log-broken': {
    title: 'Custody log is not valid',
    advice:
      'Somebody changed its files or rows, or rows of two logs were mixed. The log is not continued; what people do is kept in the database. Keep the data folder as it is, and check a copy.',
  },
  'store-differs-from-log': {
    title: 'Database differs from the custody log',
    advice:
      'Something was removed, changed or added in the database past dispatch, or the database was restored from an older copy: {{count}} things, the first is “{{first}}”. Keep the database as it is. {{command}} and {{address}} list all.',
  },
  'custody-log-waits': {
    title: 'Custody log cannot be written',
    advice: 'Nothing is lost: entries wait in the database. Check the disk of dispatch.',
  },
  'time-stamps-wait': {
    title: 'Time stamps are late',
    advice:
      'Nothing is lost: heads of the custody log wait for the time stamp authority and are stamped when it answers. Check its address in the site file.',
  },
  'report-font-missing': {
    title: 'No reports as PDF',
    advice:
      'The machine of dispatch has no font with Chinese, so exported cases have the report as a web page only. Install the package fonts-wqy-microhei.',
  },
  'files-without-credentials': {
    title: 'Pictures and clips without content credentials',
    advice:
      '{{files}} files since then. Nothing is lost, and the bundle is signed as before. If the library is missing, install @contentauth/c2pa-node on this edge; if the edge has no key, invite it. Reason: {{reason}}.',
  },
  'refused-alerts-full': {
    title: 'Alerts of unknown edges are not kept',
    advice:
      'The waiting list is full: {{alerts}} more alerts were not kept. Somebody may be flooding the queue: find out who writes into Redis. Then invite the edge, or discard what waits.',
  },
  'edge-alerts-refused': {
    title: 'Alerts of an edge are not accepted',
    advice:
      'Nothing is lost: they wait. If the edge was reinstalled, invite it; then they are accepted automatically. If nobody knows why, find out who sends them.',
  },
};
