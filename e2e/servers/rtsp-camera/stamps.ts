// The RTP time stamps of a camera, right and wrong. Pure: takes the kind of fault and the picture's position; returns its time
// stamp before truncation to 32 bits.

export const stampShapes = [
  'plain',
  'jump-ahead',
  'jump-back',
  'restart',
  'wrap',
  'frozen',
] as const;
export type StampShape = (typeof stampShapes)[number];

export interface Place {
  /** Number of the picture since the camera started, in decoding order. */
  count: number;
  /** Presentation time, ms since the camera started. */
  shownMs: number;
  fps: number;
}

const ticksPerMs = 90;
const hourTicks = 3_600_000 * ticksPerMs;
const anyStart = 1_000_000_000;
/** One in this many pictures has a time stamp hours away. */
const jumpEvery = 40;
const wrapAfterMs = 6000;
const restartAfterMs = 6000;

export function stampOf(shape: StampShape, { count, shownMs, fps }: Place): number {
  const plain = anyStart + Math.round(shownMs * ticksPerMs);
  const jumps = count % jumpEvery === Math.min(jumpEvery - 1, fps * 2);
  switch (shape) {
    case 'plain':
      return plain;
    case 'jump-ahead':
      return plain + (jumps ? 5 * hourTicks : 0);
    case 'jump-back':
      return plain - (jumps ? 2 * hourTicks : 0);
    case 'restart':
      return shownMs < restartAfterMs ? plain : Math.round((shownMs - restartAfterMs) * ticksPerMs);
    case 'wrap':
      return 2 ** 32 + Math.round((shownMs - wrapAfterMs) * ticksPerMs);
    case 'frozen':
      return anyStart;
  }
}
