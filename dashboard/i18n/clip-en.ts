// The texts of the player of clips, in English.
export const clipEn = {
  gap: '{{duration}} are missing between {{from}} and {{to}}: {{reason}}.',
  beginsLate: 'The clip begins at {{to}}, {{duration}} later than requested: {{reason}}.',
  endsEarly: 'The clip ends at {{from}}, {{duration}} earlier than requested: {{reason}}.',
  none: 'Nothing was recorded between {{from}} and {{to}}: {{reason}}.',
  damaged: 'The file is damaged: {{where}}.',
  play: 'Play (space)',
  pause: 'Pause (space)',
  next: 'Next picture (.)',
  previous: 'Previous picture (,)',
  toAlert: 'To the moment of the alert (a)',
  fullScreen: 'Full screen',
  timeline: 'Time line of the clip',
  keys: 'Keys: space plays and pauses, “←” and “→” move by one second, “,” and “.” by one picture, “a” goes to the alert.',
  looked: 'Boxes are from {{seconds}} s earlier',
  lookedNow: 'Seen in this picture',
  notLooked: 'Not looked at just before this picture',
  still: 'The box is of the moment of the alert; observations arrive within minutes',
  legend: {
    look: 'looked at, longer: object seen',
    dwell: 'stood until the alert',
    alert: 'alert',
  },
  says: {
    before: 'It has not come to rest yet.',
    dwell: 'It has stood for {{stood}}; the alert comes after {{needed}}.',
    progress: 'Time stood until the alert',
    notYet: 'No alert yet: {{reason}}.',
    alertNow: 'The alert is raised now.',
    alert: 'The alert was raised {{since}} before.',
    goneNow: 'It is gone now.',
    gone: 'It has been gone for {{since}}.',
  },
  earlier: {
    title: 'Why not earlier?',
    fence: 'The reasons are not known: the fence of that time is not known here.',
    observations:
      'The reasons are not known: what was seen before the alert has not come or is deleted.',
    other:
      'The reasons are not known: what was kept does not give the same alert again. “fencewatch replay” shows the difference.',
  },
  fence: {
    changed:
      'The fence judged in version {{then}}. Today it is version {{today}}, by {{author}}, {{time}}: “{{reason}}”',
    removed:
      'The fence judged in version {{then}}. It was removed by {{author}}, {{time}}: “{{reason}}”',
  },
  copy: {
    cannotPlay:
      'This browser cannot play the clip: it does not support its codec (often H.265). The clip itself is whole and in every export.',
    ask: 'Show a converted copy',
    converting: 'The clip is being converted. This may take a minute.',
    is: 'Converted copy, not the evidence itself. The export has the clip as it was recorded.',
    none: 'There is no converted copy.',
  },
  blurredCopy: {
    cannotPlay: 'You get a blurred copy of this clip.',
    ask: 'Show the blurred copy',
    converting: 'The blurred copy is being made. This may take a minute.',
    is: 'Blurred copy: people and vehicles are covered. It is not the evidence itself.',
    none: 'There is no blurred copy.',
  },
  together: {
    waits: 'Waiting for {{cameras}}',
    noClip: 'No clip of this camera.',
    before: 'No picture of this moment: its clip begins later.',
    after: 'No picture of this moment: its clip has ended.',
    gap: 'No picture of this moment: {{reason}}.',
  },
  reason: {
    'camera-away': 'the camera sent nothing or could not be reached',
    'worker-not-running': 'the worker was not running',
    'disk-full': 'the disk of the edge was full',
    'disk-failed': 'the disk of the edge refused to write',
    'disk-too-slow': 'the disk of the edge was too slow',
    'no-longer-kept': 'the edge had already deleted it, by age or for room',
    'segment-damaged': 'the recording cannot be read there',
    'too-large': 'it is more than dispatch accepts; ask for a shorter time',
    'camera-removed': 'the edge no longer has this camera',
    'not-known': 'the reason is not known',
  },
};
