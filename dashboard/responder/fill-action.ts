// Converts form input to an action for dispatch, or says what is missing. Pure.
import type { VoidReason } from '../../contracts/index.ts';
import type { Refusal, QueuedStep, ResponderStep } from '../offline/queued-step.ts';

export interface Filled {
  step: ResponderStep;
  why: VoidReason | null;
  person: string;
  note: string;
  photos: number;
  /** Epoch ms: the end of the snooze. */
  until: number;
}

/** What dispatch would refuse. Null when nothing is missing. */
export function lackOf(
  filled: Filled,
  isWithoutCamera: boolean,
): Refusal | 'person-missing' | null {
  const { step, why, person, note, photos } = filled;
  if (step === 'handle' && isWithoutCamera && photos === 0) return 'photo-missing';
  if (step === 'void' && why === null) return 'reason-missing';
  if (step === 'transfer' && person === '') return 'person-missing';
  const needsNote = step === 'transfer' || step === 'escalate' || step === 'snooze';
  return needsNote && note.trim() === '' ? 'reason-missing' : null;
}

export function actionOf({ step, why, person, note, until }: Filled): QueuedStep['action'] | null {
  const reason = note.trim() === '' ? {} : { reason: note.trim() };
  if (step === 'void') return why === null ? null : { action: 'void', why, ...reason };
  if (step === 'transfer')
    return person === '' ? null : { action: 'transfer', to: { person }, ...reason };
  if (step === 'snooze') return { action: 'snooze', until, ...reason };
  return { action: step, ...reason };
}
