// THE SCHEDULE of faults of a chaos run. Pure: takes the seed and the length; returns which fault hits what, when and for how long.
// A run can be repeated from its seed.
import { randomFrom } from '../night/night-plan.ts';

export const faultNames = [
  'kill-edge',
  'kill-dispatch',
  'kill-redis',
  'kill-broker',
  'kill-postgres',
  'redis-away',
  'freeze-edge',
  'bad-line',
  'cut-line',
  'disk-full',
  'clock-of-edge',
  'clock-of-dispatch',
  'cameras-flap',
  'slow-receiver',
  'poison',
  'many-at-once',
  'backlog',
] as const;
export type FaultName = (typeof faultNames)[number];

/** What a fault hits. Faults of one part come one after the other. */
export type Part =
  | 'edge-1'
  | 'edge-2'
  | 'dispatch'
  | 'redis'
  | 'broker'
  | 'postgres'
  | 'cameras'
  | 'receivers'
  | 'queue';

export interface PlannedFault {
  readonly what: FaultName;
  readonly part: Part;
  /** Ms after the start of the film. */
  readonly at: number;
  /** How long it lasts. */
  readonly forMs: number;
  /** For a clock: by how much it is set. */
  readonly byMs?: number;
}

export interface FaultWish {
  seed: number;
  /** All faults begin and end within this. */
  withinMs: number;
  /** All when absent. */
  only?: readonly FaultName[] | undefined;
}

/** The shortest and the longest time in ms. */
export const lasts: Readonly<Record<FaultName, readonly [number, number]>> = {
  'kill-edge': [2000, 10_000],
  'kill-dispatch': [1000, 6000],
  'kill-redis': [500, 3000],
  'kill-broker': [1000, 8000],
  'kill-postgres': [500, 5000],
  'redis-away': [15_000, 25_000],
  'freeze-edge': [5000, 12_000],
  'bad-line': [12_000, 20_000],
  'cut-line': [8000, 15_000],
  'disk-full': [6000, 12_000],
  'clock-of-edge': [8000, 15_000],
  'clock-of-dispatch': [8000, 15_000],
  'cameras-flap': [8000, 12_000],
  'slow-receiver': [8000, 15_000],
  poison: [0, 0],
  'many-at-once': [6000, 10_000],
  backlog: [6000, 10_000],
};

/** These come twice: they are the most likely ones of a bad night. */
const again: readonly FaultName[] = ['kill-edge', 'kill-dispatch'];
const firstAtMs = 12_000;
const hourMs = 3_600_000;

export function planFaults({ seed, withinMs, only = faultNames }: FaultWish): PlannedFault[] {
  const random = randomFrom(seed * 104_729 + 3);
  const names = shuffled([...only, ...again.filter((name) => only.includes(name))], random);
  const apartMs = (withinMs - firstAtMs) / Math.max(1, names.length);
  const freeAt = new Map<Part, number>();
  return names
    .map((what, index): PlannedFault => {
      const part = partOf(what, random);
      const wanted = firstAtMs + (index + random() * 0.8) * apartMs;
      const at = Math.round(Math.max(wanted, freeAt.get(part) ?? 0));
      const [least, most] = lasts[what];
      const forMs = Math.round(least + random() * (most - least));
      // A process needs a moment to start before it is hit again.
      freeAt.set(part, at + forMs + 6000);
      return { what, part, at, forMs, ...stepOf(what, random) };
    })
    .toSorted((a, b) => a.at - b.at);
}

/** By how much a clock is set. */
export function stepOf(what: FaultName, random: () => number): { byMs?: number } {
  const isForward = random() < 0.5;
  return isClock(what) ? { byMs: isForward ? hourMs : -hourMs } : {};
}

function isClock(what: FaultName): boolean {
  return what === 'clock-of-edge' || what === 'clock-of-dispatch';
}

export function partOf(what: FaultName, random: () => number): Part {
  const edge = random() < 0.5 ? 'edge-1' : 'edge-2';
  switch (what) {
    case 'kill-edge':
    case 'freeze-edge':
    case 'bad-line':
    case 'cut-line':
    case 'disk-full':
    case 'clock-of-edge':
      return edge;
    case 'kill-dispatch':
    case 'clock-of-dispatch':
      return 'dispatch';
    case 'kill-redis':
    case 'redis-away':
      return 'redis';
    case 'kill-broker':
      return 'broker';
    case 'kill-postgres':
      return 'postgres';
    case 'cameras-flap':
      return 'cameras';
    case 'slow-receiver':
      return 'receivers';
    case 'poison':
    case 'many-at-once':
    case 'backlog':
      return 'queue';
  }
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}

/** One line a fault, for people. */
export function planText(plan: readonly PlannedFault[]): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return plan
    .map(({ what, part, at, forMs, byMs }) => {
      const by = byMs === undefined ? '' : `, by ${byMs > 0 ? '+' : '-'}1 h`;
      return `${seconds(at).padStart(8)}  ${what} (${part}) for ${seconds(forMs)}${by}`;
    })
    .join('\n');
}
