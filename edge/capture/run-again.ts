// Thrown out of a run that is not broken but has to begin anew in another way. Not a failure: the capture goes on.
export type RunAgainReason =
  | 'key-frames-too-far-apart'
  | 'no-key-frame-yet'
  /** ffmpeg would squeeze every later picture into the size of the first. */
  | 'picture-size-changed';

export class RunAgain extends Error {
  readonly reason: RunAgainReason;
  readonly waitedMs: number;
  /** Files: where the next run begins. */
  readonly fromMs: number;

  constructor(reason: RunAgainReason, { waitedMs = 0, fromMs = 0 } = {}) {
    super(reason);
    this.reason = reason;
    this.waitedMs = Math.round(waitedMs);
    this.fromMs = fromMs;
  }
}
