// The texts of clips on demand, in English.
export const askedClipEn = {
  title: 'Clip of another time',
  camera: 'Camera',
  from: 'From',
  until: 'To',
  reason: 'Reason (it is logged)',
  ask: 'Ask for the clip',
  hint: 'At most five minutes, of what the edge still keeps: usually the last ten. Who asked for it, and why, is logged, and so is playing it.',
  gap: '{{from}} to {{to}} is missing: {{reason}}.',
  state: {
    waits: 'The edge is cutting it.',
    edgeAway:
      'It waits: the edge of this camera is away. It is cut when the edge is back, if it still keeps this time.',
    here: 'It is here.',
    none: 'There is no clip of this time.',
    unanswered: 'No edge has answered within a day.',
    deleted: 'The clip was deleted with the evidence of its case.',
    missing:
      'The clip came, but its file has gone from the disk, and no deletion is recorded. Tell the administrator.',
  },
};
