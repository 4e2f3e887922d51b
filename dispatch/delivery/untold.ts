// Who was not told of a case, and why: a row of its own, so that nobody has to guess.

/** Why somebody is not told. */
export type UntoldReason =
  /** Nobody is on duty, on any level. */
  | 'nobody-on-duty'
  /** A person has to confirm the case first. */
  | 'waits-for-review'
  /** The same person was told of the same just now. */
  | 'told-already'
  /** He has no channel. */
  | 'no-channel'
  /** He had as many messages as one person gets in a while. */
  | 'rate-limit'
  /** Somebody has muted the person, the camera or the fence for a while. */
  | 'muted'
  /** None of his channels has taken it, and it was given up. */
  | 'no-channel-worked';

export interface Untold {
  notificationId: string;
  role: string;
  person: string | null;
  reason: UntoldReason;
}
