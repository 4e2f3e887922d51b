// What somebody says about a case on a phone: one action, with its photos, when it was said, and how far it has come. It is
// kept on the phone until dispatch has taken it or has said no.
import { z } from 'zod';
import { actionRefusals, type CaseAction } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';

/** What people on the spot say; the rest is done on the duty desk. */
export const sayings = [
  'acknowledge',
  'arrive',
  'handle',
  'void',
  'transfer',
  'escalate',
  'snooze',
  'wake',
] as const;
export type Saying = (typeof sayings)[number];

export interface SaidPhoto {
  picture: Blob;
  /** As dispatch names it, once it is there. */
  sent: string | null;
}

export interface Said {
  /** Makes a repeat harmless: dispatch does what it hears under one key once. */
  key: string;
  /** Who said it: only in his name is it sent. */
  user: string;
  caseId: string;
  action: Extract<CaseAction, { action: Saying }>;
  photos: SaidPhoto[];
  saidAt: number;
  /** Null while it waits; else why dispatch does not take it. */
  refusal: Refusal | null;
}

export const otherRefusals = ['conflict', 'forbidden', 'not-found', 'refused'] as const;
/** In the words of dispatch where it has one. */
export const refusalSchema = z.enum([...actionRefusals, ...otherRefusals]);
export type Refusal = z.infer<typeof refusalSchema>;

/** `sent`: dispatch has it. `waits`: it goes out later. */
export type Outcome = { is: 'sent' } | { is: 'waits' } | { is: 'refused'; refusal: Refusal };

const passing: readonly Failure['reason'][] = [
  ...(['network', 'timed-out', 'server', 'too-many', 'unauthorised'] as const),
];

/** What a failed call means for what was said. */
export function outcomeOf({ reason, code }: Failure): Outcome {
  // The first try is still under way at dispatch.
  if (code === 'key-in-use' || passing.includes(reason)) return { is: 'waits' };
  // It was taken; only the answer is of a later release.
  if (reason === 'unexpected-answer') return { is: 'sent' };
  const known = refusalSchema.safeParse(code);
  if (known.success) return { is: 'refused', refusal: known.data };
  const plain = otherRefusals.find((one) => one === reason);
  return { is: 'refused', refusal: plain ?? 'refused' };
}
