// Who was not notified of a case, and why: stored as a row, so that nobody has to guess.

/** Why somebody is not notified. */
export type UntoldReason =
  /** Nobody is on duty, on any level. */
  | 'nobody-on-duty'
  /** A person has to confirm the case first. */
  | 'waits-for-review'
  /** The same person was just notified of the same. */
  | 'told-already'
  /** The person has no channel. */
  | 'no-channel'
  /** The person has reached the rate limit. */
  | 'rate-limit'
  /** A mute of the person, the camera or the fence. */
  | 'muted'
  /** It waits for the end of the person's quiet hours, or the next person gets it. */
  | 'quiet-hours'
  /** None of the person's channels accepted it, and it was dropped. */
  | 'no-channel-worked';

export interface Untold {
  notificationId: string;
  role: string;
  person: string | null;
  reason: UntoldReason;
}
