// Requests over HTTP that are refused: for each, a good one that is accepted, and faults that name the place, what was expected and
// what came.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { assigneeSchema, caseIdSchema } from './case-action.ts';
import { newClipRequestSchema } from './clip-request.ts';
import { alertSealSchema, invitationSchema } from './edge-key.ts';
import { describeFaults, faultsOf } from './faults.ts';
import { newMuteSchema } from './mute.ts';
import { answerSwapSchema, newSwapSchema, takeShiftSchema } from './swap.ts';
import { sha256Schema } from './upload.ts';

const now = 1_790_000_000_000;
const mute = { of: 'fence', id: 'exit', until: now, reason: 'Works until Friday' };
const clip = { from: now, until: now + 60_000, reason: 'A neighbour asked' };
const stretch = { unit: 'north', part: 'officer', from: now, until: now + 3_600_000 };
const swap = { give: stretch, other: 'wang', reason: 'A wedding' };
const taken = { unit: 'north', part: 'officer', reason: 'He is ill' };

function faultsIn(schema: z.ZodType, value: unknown): string {
  const { error } = schema.safeParse(value, { reportInput: true });
  return error ? describeFaults(faultsOf(error)) : '';
}

const rows: [string, z.ZodType, unknown, string][] = [
  [
    'a mute of another thing',
    newMuteSchema,
    { ...mute, of: 'unit' },
    'of: expected one of "person"|"camera"|"fence", got "unit"',
  ],
  [
    'a mute without an end',
    newMuteSchema,
    { ...mute, until: undefined },
    'until: expected number, got nothing',
  ],
  [
    'a mute with a blank reason',
    newMuteSchema,
    { ...mute, reason: '  ' },
    'reason: expected string to have >=1 characters, got ""',
  ],
  [
    'a mute of an id with a slash',
    newMuteSchema,
    { ...mute, id: 'a/b' },
    'id: expected 1 to 64 letters, digits, "-" or "_", got "a/b"',
  ],
  [
    'a clip request with a date as text',
    newClipRequestSchema,
    { ...clip, from: '2026' },
    'from: expected number, got "2026"',
  ],
  [
    'a clip request of no case',
    newClipRequestSchema,
    { ...clip, caseId: '7' },
    'caseId: expected the id of a case such as "20261122-0007", got "7"',
  ],
  [
    'a shift without a unit',
    takeShiftSchema,
    { ...taken, unit: undefined },
    'unit: expected string, got nothing',
  ],
  [
    'a shift without a reason',
    takeShiftSchema,
    { ...taken, reason: '' },
    'reason: expected a reason: auditors will ask for it, got ""',
  ],
  [
    'a swap from before 1970',
    newSwapSchema,
    { ...swap, give: { ...stretch, from: -1 } },
    'give.from: expected number to be >=0, got -1',
  ],
  [
    'a swap with nobody',
    newSwapSchema,
    { ...swap, other: '' },
    'other: expected 1 to 64 letters, digits, "-" or "_", got ""',
  ],
  ['an unknown key', newSwapSchema, { ...swap, note: 'x' }, 'note: unknown key'],
  [
    'another answer to a swap',
    answerSwapSchema,
    { answer: 'maybe' },
    'answer: expected one of "agree"|"decline"|"withdraw"|"force", got "maybe"',
  ],
  [
    'an assignee without anybody',
    assigneeSchema,
    {},
    'expected a person, a part, a unit, a cell or a level',
  ],
  [
    'an assignee with two places',
    assigneeSchema,
    { part: 'officer', unit: 'a', level: 'grid' },
    'expected one of unit, cell and level',
  ],
  [
    'an id of a case without its date',
    caseIdSchema,
    '7',
    'expected the id of a case such as "20261122-0007", got "7"',
  ],
  [
    'a hash in capitals',
    sha256Schema,
    'A'.repeat(64),
    'expected a SHA-256 in hexadecimal, got "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…"',
  ],
  [
    'an invitation of a user for an edge',
    invitationSchema,
    `fwi_${'a'.repeat(43)}`,
    'expected an invitation, got "fwi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
  ],
  [
    'a seal with a short key',
    alertSealSchema,
    { key: 'ab', signature: 'c' },
    'key: expected a key of 32 bytes, got "ab"\nsignature: expected string to have exactly 88 characters, got "c"\nsignature: expected a signature of 64 bytes, got "c"',
  ],
];

describe('a request', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['a mute', newMuteSchema, mute],
    ['a clip request', newClipRequestSchema, clip],
    ['a taken shift', takeShiftSchema, taken],
    ['a swap', newSwapSchema, swap],
    ['an answer to a swap', answerSwapSchema, { answer: 'agree' }],
    ['an assignee', assigneeSchema, { part: 'officer', unit: 'north' }],
    ['an id of a case', caseIdSchema, '20261122-0007'],
    ['a hash', sha256Schema, 'a'.repeat(64)],
    ['an invitation of an edge', invitationSchema, `fwe_${'a'.repeat(43)}`],
  ])('is accepted when it is good: %s', (_, schema, value) => {
    expect(faultsIn(schema, value)).toBe('');
  });

  it.each(rows)('is refused: %s', (_, schema, value, text) => {
    expect(faultsIn(schema, value)).toBe(text);
  });
});
