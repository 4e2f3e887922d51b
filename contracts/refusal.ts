// Every code with which dispatch refuses a request. Clients word each code in the reader's language; the English message is for
// logs and developers.
import { actionRefusals } from './case-action.ts';
import { photoRefusals } from './photo.ts';
import { qualityRefusals } from './quality.ts';
import { shiftRefusals } from './swap.ts';
import { uploadRefusals } from './upload.ts';

const ofEverything = [
  'busy',
  'foreign-cell',
  'foreign-site',
  'internal',
  'invalid',
  'log-in-needed',
  'not-found',
  'role-missing',
  'scope-missing',
  'token-needed',
  'too-large',
  'too-many-tries',
  'unsupported-type',
] as const;
const ofOneThing = [
  'already-kept',
  'answer-not-kept',
  'bad-name',
  'custody-log-away',
  'empty',
  'file-missing',
  'file-changed',
  'clip-span-empty',
  'clip-too-long',
  'clip-not-over',
  'clips-too-many',
  'already-held',
  'not-held',
  'on-hold',
  'originals-missing',
  'not-blurred',
  'case-not-settled',
  'camera-has-fences',
  'camera-in-site-file',
  'camera-log-in-needed',
  'edge-not-connected',
  'tries-too-many',
  'id-taken',
  'invitation-invalid',
  'key-in-use',
  'key-reused',
  'last-admin',
  'log-in-disabled',
  'name-taken',
  'no-converter',
  'no-password',
  'not-convertible',
  'own-password',
  'not-your-shift',
  'removed',
  'shift-empty',
  'signed-already',
  'stale',
  'too-many-edges',
  'unchanged',
  'wrong-content',
  'wrong-log-in',
  'wrong-password',
] as const;

export const refusalCodes = [
  ...new Set([
    ...ofEverything,
    ...ofOneThing,
    ...actionRefusals,
    ...qualityRefusals,
    ...shiftRefusals,
    ...photoRefusals,
    ...uploadRefusals,
  ]),
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
