// Why pictures are decoded in another way from now on. Thrown out of a run over a file that has to begin anew for it, which
// is no failure: the capture goes on.
export type RunAgainReason =
  | 'key-frames-too-far-apart'
  | 'key-frames-often-again'
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
