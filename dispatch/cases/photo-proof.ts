// Checks the photos of a step: they must be the actor's own, and each proves one step only. Pure: takes the action and the known
// facts of its photos; returns why they prove nothing, or null.
import type { ActionRefusal, CaseAction } from '../../contracts/index.ts';

export interface PhotoFact {
  photo: string;
  /** Who took it. */
  by: string;
  /** The case that it belongs to since a report or a step named it. */
  caseId: string | null;
}

/** Each once. */
export function photosOf(action: CaseAction): string[] {
  if (!('photos' in action || 'photo' in action)) return [];
  const { photos = [], photo } = action;
  return [...new Set(photo === undefined ? photos : [...photos, photo])];
}

export function photoRefusal(
  action: CaseAction,
  known: readonly PhotoFact[],
  actor: string | null,
): Extract<ActionRefusal, 'photo-unknown' | 'photo-used-before'> | null {
  const named = photosOf(action).map((photo) => known.find((one) => one.photo === photo));
  // Do not reveal whether somebody else has such a photo.
  if (named.some((one) => one === undefined || one.by !== actor)) return 'photo-unknown';
  return named.some((one) => one?.caseId !== null) ? 'photo-used-before' : null;
}
