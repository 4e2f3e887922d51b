// Why a run over a file must restart with another decode mode. It is thrown out of the run but is not a failure: the capture goes
// on.
export type RunAgainReason =
  | 'key-frames-too-far-apart'
  | 'key-frames-often-again'
  /** ffmpeg would scale every later picture to the size of the first. */
  | 'picture-size-changed';

export class RunAgain extends Error {
  readonly reason: RunAgainReason;
  readonly waitedMs: number;
  /** Files: offset of the next run. */
  readonly fromMs: number;

  constructor(reason: RunAgainReason, { waitedMs = 0, fromMs = 0 } = {}) {
    super(reason);
    this.reason = reason;
    this.waitedMs = Math.round(waitedMs);
    this.fromMs = fromMs;
  }
}
