// How much a machine that has more cameras than it can take stretches the time between looks. Takes how late looks are, of all cameras;
// gives a factor of at least 1, which grows while looks come late and falls while they do not. Cameras with an open incident are
// stretched last. Nothing here queues: what is not looked at is not decoded.

export interface Overload {
  /** A look is done, so long after its picture came. */
  looked(cameraId: string, delayMs: number, nowMs: number): void;
  /** How many times the usual time between two looks there is to be. */
  stretchOf(priority: Priority): number;
  /** Cameras that are looked at, and how many of them could be as often as they should. */
  load(): { readonly cameras: number; readonly capacity: number };
  delayOf(cameraId: string): number | null;
}

/** Of a camera with an open incident or a candidate, and of the others. */
export type Priority = 'attention' | 'usual';

/** Looks that are later than this come too late; earlier than the other, there is room. */
const limits = { lateMs: 1000, earlyMs: 400 };
const steps = { up: 1.25, down: 0.9 };
const most = 10;
/** Of the stretch, those with attention bear what goes beyond this. */
const attentionFrom = 4;
/** The stretch is judged anew so often, by the latest looks of all cameras. */
const judgeEveryMs = 2000;
/** Of so many cameras at least this share is late before anything is stretched. */
const lateShare = 0.25;

export function createOverload(): Overload {
  const delays = new Map<string, number>();
  const cameras = new Set<string>();
  let stretch = 1;
  let judgedMs = -Infinity;
  const latest = new Map<string, number>();
  const judge = () => {
    const values = [...latest.values()];
    const late = values.filter((ms) => ms > limits.lateMs).length;
    const early = values.filter((ms) => ms < limits.earlyMs).length;
    if (late > lateShare * values.length) stretch = Math.min(most, stretch * steps.up);
    else if (early > (1 - lateShare) * values.length) stretch = Math.max(1, stretch * steps.down);
    latest.clear();
  };
  return {
    looked: (cameraId, delayMs, nowMs) => {
      cameras.add(cameraId);
      delays.set(cameraId, delayMs);
      latest.set(cameraId, Math.max(delayMs, latest.get(cameraId) ?? 0));
      if (nowMs - judgedMs < judgeEveryMs) return;
      judgedMs = nowMs;
      judge();
    },
    stretchOf: (priority) =>
      priority === 'usual' ? stretch : Math.max(1, stretch / attentionFrom),
    load: () => ({ cameras: cameras.size, capacity: Math.round(cameras.size / stretch) }),
    delayOf: (cameraId) => delays.get(cameraId) ?? null,
  };
}
