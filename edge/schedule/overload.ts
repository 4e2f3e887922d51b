// Decides how far an overloaded machine stretches the interval between looks. Takes the lateness of looks of all cameras; returns
// a factor of at least 1, which grows while looks are late and falls while they are not. Cameras with an open incident are
// stretched last. There is no queue: a skipped key frame is not decoded.

export interface Overload {
  /** A look is done, this long after its picture came. */
  looked(cameraId: string, delayMs: number, nowMs: number): void;
  /** The factor for the interval between two looks. */
  stretchOf(priority: Priority): number;
  /** The number of cameras, and how many of them the machine can look at without stretching. */
  load(): { readonly cameras: number; readonly capacity: number };
  delayOf(cameraId: string): number | null;
  /** Call when the camera has moved to another edge. */
  forget(cameraId: string): void;
}

/** For cameras with an open incident or a candidate, and for the others. */
export type Priority = 'attention' | 'usual';

/** A look later than `lateMs` is late; one earlier than `earlyMs` shows spare capacity. */
const limits = { lateMs: 1000, earlyMs: 400 };
const steps = { up: 1.25, down: 0.9 };
const most = 10;
/** A camera with a candidate or an open incident is slowed down only when the factor exceeds this. */
const attentionFrom = 4;
/** How often the factor is adjusted, from the latest looks of all cameras. */
const judgeEveryMs = 2000;
/** At least this share of the cameras must be late before anything is stretched. */
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
    forget: (cameraId) => {
      for (const known of [delays, cameras, latest]) known.delete(cameraId);
    },
  };
}
