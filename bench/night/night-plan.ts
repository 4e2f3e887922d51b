// The plan of a night, from a seed: incidents, who accepts them and when, and the faults. Pure.
export interface PlannedIncident {
  id: string;
  cell: number;
  /** Minutes after the start. */
  openAt: number;
  clearAt: number;
  /** Minutes from the notification to accepting the case; null if nobody accepts it. */
  takenAfter: number | null;
  /** Whether it is handled after it is accepted. */
  isHandled: boolean;
}

export type DisturbanceName =
  'kill-dispatch' | 'restart-redis' | 'hook-1-dies' | 'hook-2-dies' | 'broker-dies';

export interface PlannedDisturbance {
  what: DisturbanceName;
  /** Minutes after the start. */
  at: number;
  /** How long it is down, in minutes of the night. */
  minutes: number;
}

export interface NightPlan {
  incidents: PlannedIncident[];
  disturbances: PlannedDisturbance[];
}

export interface NightWish {
  seed: number;
  incidents: number;
  cells: number;
  /** The length of the night. */
  minutes: number;
  /** With an external broker, which can die separately from dispatch. */
  hasBroker: boolean;
}

export function planNight({ seed, incidents, cells, minutes, hasBroker }: NightWish): NightPlan {
  const random = randomFrom(seed);
  const between = (from: number, to: number) => from + random() * (to - from);
  const planned = Array.from({ length: incidents }, (_, index): PlannedIncident => {
    const openAt = between(0, minutes * 0.9);
    const isTaken = random() < 0.7;
    return {
      id: `night-${seed}-${index}`,
      cell: Math.floor(random() * cells),
      openAt,
      clearAt: openAt + between(5, 60),
      takenAfter: isTaken ? between(0, 20) : null,
      isHandled: random() < 0.6,
    };
  });
  const share = (part: number, spread: number) => minutes * (part + random() * spread);
  const disturbances: PlannedDisturbance[] = [
    { what: 'kill-dispatch', at: share(0.15, 0.05), minutes: 3 },
    { what: 'hook-1-dies', at: share(0.25, 0.05), minutes: minutes * 0.08 },
    { what: 'kill-dispatch', at: share(0.4, 0.05), minutes: 3 },
    { what: 'restart-redis', at: share(0.5, 0.05), minutes: 2 },
    {
      what: hasBroker ? 'broker-dies' : 'hook-2-dies',
      at: share(0.6, 0.05),
      minutes: minutes * 0.05,
    },
    { what: 'kill-dispatch', at: share(0.75, 0.05), minutes: 3 },
  ];
  return { incidents: planned.sort((a, b) => a.openAt - b.openAt), disturbances };
}

/** Random numbers from 0 to 1, the same for the same seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
