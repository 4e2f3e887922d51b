// A good history of a chaos run, and functions that break one thing in it, for tests of the checker.
import type { Delivery } from '../../../contracts/index.ts';
import { checkHistory } from '../check.ts';
import type { ChaosFault } from '../chaos-fault.ts';
import type { HistoryLine, LineOf } from '../history.ts';

export const stay: LineOf<'stay'> = {
  ...{ line: 'stay', id: 'camera-1 0', cameraId: 'camera-1', slot: 2 },
  ...{ from: 10_000, to: 30_000 },
};

export function looks(
  edgeId: string,
  slot: number | null,
  from: number,
  to: number,
): LineOf<'look'>[] {
  const count = Math.floor((to - from) / 1000) + 1;
  return Array.from({ length: count }, (_, n) => ({
    ...{ line: 'look' as const, edgeId, cameraId: 'camera-1', slot, at: from + n * 1000 },
  }));
}

type Event = LineOf<'raised'>['event'];

export function raised(
  event: Event,
  sequence: number,
  at: number,
  by = 'edge-1',
): LineOf<'raised'> {
  const own = { incidentId: 'i1', cameraId: 'camera-1', slot: 2 };
  return { line: 'raised', by, ...own, sequence, event, at };
}

export function delivery(event: Event, role: 'officer' | 'property', sequence: number): Delivery {
  return {
    ...{ notificationId: `i1-${sequence}-${role}`, role, recipient: role, event },
    ...{ topic: `cells/${role}`, state: 'handed-over', attempts: 1, at: 1, error: null },
    ...{ listeners: 'some', received: null, opened: null },
  };
}

export const deliveries = [
  delivery('opened', 'officer', 1),
  delivery('opened', 'property', 1),
  delivery('cleared', 'officer', 2),
  delivery('cleared', 'property', 2),
];

export const theCase: LineOf<'case'> = {
  ...{ line: 'case', id: 'c1', state: 'dispatched', present: false, log: [], untold: [] },
  incidents: [{ incidentId: 'i1', cameraId: 'camera-1', slot: 2, present: false }],
  alerts: [
    { alertId: 'i1-1', incidentId: 'i1', sequence: 1, effect: 'opened' },
    { alertId: 'i1-2', incidentId: 'i1', sequence: 2, effect: 'cleared' },
  ],
  deliveries,
};

export const received = (notificationId: string, at: number): LineOf<'received'> => ({
  ...{ line: 'received', notificationId, over: 'mqtt', at },
});

const killOfEdge: LineOf<'fault'> = {
  ...{ line: 'fault', what: 'kill-edge', part: 'edge-1', from: 20_000, until: 24_000 },
};

export const good: readonly HistoryLine[] = [
  {
    ...{ line: 'run', seed: 1, cameras: ['camera-1'], edges: ['edge-1'], planted: null, at: 0 },
  },
  stay,
  ...looks('edge-1', 2, 10_000, 30_000),
  raised('opened', 1, 14_000),
  raised('cleared', 2, 33_000),
  ...deliveries.map(({ notificationId }, n) => received(notificationId, 14_100 + n)),
  ...looks('edge-1', null, 31_000, 60_000),
  killOfEdge,
  { line: 'poison', jobId: 'p1', at: 20_000 },
  { line: 'rejected', jobId: 'p1', reason: 'not-an-alert' },
  { line: 'left', where: 'alert queue, waiting', count: 0 },
  { line: 'end', settledAfterMs: 2000, at: 60_000 },
  theCase,
];

/** The history with all lines of a kind replaced. */
export function withLines(name: HistoryLine['line'], ...lines: HistoryLine[]): HistoryLine[] {
  return [...good.filter((one) => one.line !== name), ...lines];
}

export const faultsOf = (history: readonly HistoryLine[]) => checkHistory(history).faults;
export const withCase = (change: Partial<LineOf<'case'>>) =>
  withLines('case', { ...theCase, ...change });
export const fault = (name: ChaosFault['fault'], about: string): ChaosFault => ({
  fault: name,
  about,
});
export const only = (one: Partial<Delivery>) =>
  withCase({
    deliveries: deliveries.map((each, n) => (n === 0 ? { ...each, ...one } : each)),
  });
export const resources = (values: readonly number[], name: 'memoryMb' | 'handles') =>
  values.map((value, n): HistoryLine => {
    const measured = { memoryMb: 100, handles: 50, [name]: value };
    return { line: 'resources', part: 'dispatch', pid: 7, at: n * 5000, ...measured };
  });
