// What was filled in, as the action that dispatch takes, or what is lacking. Pure.
import type { VoidReason } from '../../contracts/index.ts';
import type { Refusal, Said, Saying } from '../offline/said.ts';

export interface Filled {
  saying: Saying;
  why: VoidReason | null;
  person: string;
  note: string;
  photos: number;
  /** Epoch ms; until when it rests. */
  until: number;
}

/** What dispatch would say no to. Null when nothing lacks. */
export function lackOf(
  filled: Filled,
  isWithoutCamera: boolean,
): Refusal | 'person-missing' | null {
  const { saying, why, person, note, photos } = filled;
  if (saying === 'handle' && isWithoutCamera && photos === 0) return 'photo-missing';
  if (saying === 'void' && why === null) return 'reason-missing';
  if (saying === 'transfer' && person === '') return 'person-missing';
  const needsNote = saying === 'transfer' || saying === 'escalate' || saying === 'snooze';
  return needsNote && note.trim() === '' ? 'reason-missing' : null;
}

export function actionOf({ saying, why, person, note, until }: Filled): Said['action'] | null {
  const reason = note.trim() === '' ? {} : { reason: note.trim() };
  if (saying === 'void') return why === null ? null : { action: 'void', why, ...reason };
  if (saying === 'transfer')
    return person === '' ? null : { action: 'transfer', to: { person }, ...reason };
  if (saying === 'snooze') return { action: 'snooze', until, ...reason };
  return { action: saying, ...reason };
}
