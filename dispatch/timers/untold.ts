// Who was not told of a case, and why: a row of its own, so that nobody has to guess.

/** Why somebody is not told. */
export type UntoldReason =
  /** Nobody is on duty, on any level. */
  | 'nobody-on-duty'
  /** The same person was told of the same just now. */
  | 'told-already';

export interface Untold {
  notificationId: string;
  role: string;
  person: string | null;
  reason: UntoldReason;
}
