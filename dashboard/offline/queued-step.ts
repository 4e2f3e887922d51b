// A step of a case that somebody took on a phone: the action with its photos, its time, and how far it has come. The phone keeps
// it until dispatch accepts or refuses it.
import { z } from 'zod';
import { actionRefusals, type CaseAction } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';

/** The steps that people take on the spot; the others are taken at the duty desk. */
export const responderSteps = [
  'acknowledge',
  'arrive',
  'handle',
  'void',
  'transfer',
  'escalate',
  'snooze',
  'wake',
] as const;
export type ResponderStep = (typeof responderSteps)[number];

export interface StepPhoto {
  picture: Blob;
  /** Its id at dispatch, once it is uploaded. */
  sent: string | null;
}

export interface QueuedStep {
  /** Makes a repeat harmless: dispatch acts once per key. */
  key: string;
  /** Who took it. It is sent only in this user's session. */
  user: string;
  caseId: string;
  action: Extract<CaseAction, { action: ResponderStep }>;
  photos: StepPhoto[];
  saidAt: number;
  /** Null while it waits; else why dispatch refused it. */
  refusal: Refusal | null;
}

export const otherRefusals = ['conflict', 'forbidden', 'not-found', 'refused'] as const;
/** Dispatch's code, if it has one. */
export const refusalSchema = z.enum([...actionRefusals, ...otherRefusals]);
export type Refusal = z.infer<typeof refusalSchema>;

/** `sent`: dispatch has it. `waits`: it will be sent later. */
export type Outcome = { is: 'sent' } | { is: 'waits' } | { is: 'refused'; refusal: Refusal };

const passing: readonly Failure['reason'][] = [
  ...(['network', 'timed-out', 'server', 'too-many', 'unauthorised'] as const),
];

/** What a failed call means for the step. */
export function outcomeOf({ reason, code }: Failure): Outcome {
  // The first attempt is still running at dispatch.
  if (code === 'key-in-use' || passing.includes(reason)) return { is: 'waits' };
  // It was accepted; only the answer is of a later release.
  if (reason === 'unexpected-answer') return { is: 'sent' };
  const known = refusalSchema.safeParse(code);
  if (known.success) return { is: 'refused', refusal: known.data };
  const plain = otherRefusals.find((one) => one === reason);
  return { is: 'refused', refusal: plain ?? 'refused' };
}
