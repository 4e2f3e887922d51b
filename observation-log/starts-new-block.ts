// Decides where the log is cut into blocks: after a while, at the full hour (so that files hold whole hours), and when time goes
// backwards. Takes the state of the open block and the next observation's time; returns the reason for a new block.

/** The state of a block that is being filled. Times are epoch ms. */
export interface OpenBlock {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export const cutReasons = ['long-enough', 'full', 'next-hour', 'time-went-back'] as const;
export type CutReason = (typeof cutReasons)[number];

/** Longer blocks compress better; the content of an open block has not been sent yet. */
export const defaultBlockMs = 300_000;
const maxCount = 2000;
const hourMs = 3_600_000;

/** Null when the next observation belongs to the same block. */
export function startsNewBlock(
  open: OpenBlock,
  capturedAt: number,
  blockMs = defaultBlockMs,
): CutReason | null {
  if (capturedAt <= open.to) return 'time-went-back';
  if (Math.floor(capturedAt / hourMs) !== Math.floor(open.from / hourMs)) return 'next-hour';
  if (capturedAt - open.from >= blockMs) return 'long-enough';
  return open.count >= maxCount ? 'full' : null;
}

/** The observations, grouped into blocks as the log would store them. */
export function cutIntoBlocks<One extends { readonly capturedAt: number }>(
  observations: readonly One[],
  blockMs = defaultBlockMs,
): One[][] {
  const blocks: One[][] = [];
  for (const observation of observations) {
    const block = blocks.at(-1);
    const first = block?.[0];
    const last = block?.at(-1);
    const { capturedAt } = observation;
    if (!block || !first || !last) blocks.push([observation]);
    else if (
      startsNewBlock(
        { from: first.capturedAt, to: last.capturedAt, count: block.length },
        capturedAt,
        blockMs,
      )
    )
      blocks.push([observation]);
    else block.push(observation);
  }
  return blocks;
}
