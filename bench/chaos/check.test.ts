// The checker of chaos: a good history is green, and every change that makes it bad is named. Each row spoils one thing.
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../contracts/index.ts';
import { checkHistory } from './check.ts';
import type { ChaosFault } from './chaos-fault.ts';
import type { HistoryLine, LineOf } from './history.ts';

const stay: LineOf<'stay'> = {
  ...{ line: 'stay', id: 'camera-1 0', cameraId: 'camera-1', slot: 2 },
  ...{ from: 10_000, to: 30_000 },
};

function looks(edgeId: string, slot: number | null, from: number, to: number): LineOf<'look'>[] {
  const count = Math.floor((to - from) / 1000) + 1;
  return Array.from({ length: count }, (_, n) => ({
    ...{ line: 'look' as const, edgeId, cameraId: 'camera-1', slot, at: from + n * 1000 },
  }));
}

type Event = LineOf<'raised'>['event'];

function raised(event: Event, sequence: number, at: number, by = 'edge-1'): LineOf<'raised'> {
  const own = { incidentId: 'i1', cameraId: 'camera-1', slot: 2 };
  return { line: 'raised', by, ...own, sequence, event, at };
}

function delivery(event: Event, role: 'officer' | 'property', sequence: number): Delivery {
  return {
    ...{ notificationId: `i1-${sequence}-${role}`, role, recipient: role, event },
    ...{ topic: `cells/${role}`, state: 'handed-over', attempts: 1, at: 1, error: null },
    ...{ listeners: 'some', received: null, opened: null },
  };
}

const deliveries = [
  delivery('opened', 'officer', 1),
  delivery('opened', 'property', 1),
  delivery('cleared', 'officer', 2),
  delivery('cleared', 'property', 2),
];

const theCase: LineOf<'case'> = {
  ...{ line: 'case', id: 'c1', state: 'dispatched', present: false, log: [], untold: [] },
  incidents: [{ incidentId: 'i1', cameraId: 'camera-1', slot: 2, present: false }],
  alerts: [
    { alertId: 'i1-1', incidentId: 'i1', sequence: 1, effect: 'opened' },
    { alertId: 'i1-2', incidentId: 'i1', sequence: 2, effect: 'cleared' },
  ],
  deliveries,
};

const received = (notificationId: string, at: number): LineOf<'received'> => ({
  ...{ line: 'received', notificationId, over: 'mqtt', at },
});

const killOfEdge: LineOf<'fault'> = {
  ...{ line: 'fault', what: 'kill-edge', part: 'edge-1', from: 20_000, until: 24_000 },
};

const good: readonly HistoryLine[] = [
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
function withLines(name: HistoryLine['line'], ...lines: HistoryLine[]): HistoryLine[] {
  return [...good.filter((one) => one.line !== name), ...lines];
}

const faultsOf = (history: readonly HistoryLine[]) => checkHistory(history).faults;
const withCase = (change: Partial<LineOf<'case'>>) => withLines('case', { ...theCase, ...change });
const fault = (name: ChaosFault['fault'], about: string): ChaosFault => ({ fault: name, about });
const only = (one: Partial<Delivery>) =>
  withCase({
    deliveries: deliveries.map((each, n) => (n === 0 ? { ...each, ...one } : each)),
  });
const resources = (values: readonly number[], name: 'memoryMb' | 'handles') =>
  values.map((value, n): HistoryLine => {
    const measured = { memoryMb: 100, handles: 50, [name]: value };
    return { line: 'resources', part: 'dispatch', pid: 7, at: n * 5000, ...measured };
  });

describe('a good history', () => {
  it('is green, with its counts', () => {
    const verdict = checkHistory(good);
    expect(verdict.faults).toEqual([]);
    expect(verdict.incidents).toEqual({ incidents: 1, hardlyShown: 0, cases: 1, joined: 0 });
    expect(verdict.alerts).toEqual({ raised: 2, recorded: 2, cutShort: 0, poison: 1 });
    expect(verdict.messages).toEqual({ messages: 4, received: 4, repeats: 0, failed: 0 });
    expect(verdict.end).toMatchObject({ done: 1, skipped: [], settledAfterMs: 2000 });
  });

  it('of nothing at all is not green: a run that broke off has no end', () => {
    expect(faultsOf([])).toEqual([fault('not-settled', 'the run')]);
  });
});

describe('incidents and cases', () => {
  it('name a stay without a case', () => {
    expect(faultsOf(withLines('case'))).toContainEqual(fault('incident-missed', 'camera-1 0'));
  });

  it('excuse a stay that was hardly shown, but not a run in which most were', () => {
    const dark = withLines('case').filter(
      (one) => one.line !== 'raised' && one.line !== 'received',
    );
    const hidden = [
      ...dark.filter((one) => one.line !== 'look'),
      ...looks('edge-1', 2, 10_000, 15_000),
      ...looks('edge-1', 2, 25_000, 30_000),
      ...looks('edge-1', null, 55_000, 60_000),
    ];
    expect(faultsOf(hidden)).toEqual([fault('hardly-shown', 'camera-1 0')]);
  });

  it('count looks of two edges, one after the other, as one watch', () => {
    const shared = [
      ...withLines('look').filter((one) => one.line !== 'case'),
      ...looks('edge-1', 2, 10_000, 15_000),
      ...looks('edge-2', 2, 16_000, 20_000),
    ];
    expect(faultsOf(shared)).toContainEqual(fault('incident-missed', 'camera-1 0'));
  });

  it('name a stay with two cases', () => {
    const second = { ...theCase, id: 'c2', alerts: [], deliveries: [] };
    second.incidents = [
      { ...second.incidents[0], incidentId: 'i2' } as (typeof second.incidents)[0],
    ];
    expect(faultsOf([...good, second])).toEqual([fault('incident-doubled', 'camera-1 0: c1, c2')]);
  });

  it('take two incidents of one stay in one case as joined', () => {
    const [incident] = theCase.incidents;
    const incidents = [
      ...theCase.incidents,
      { ...incident, incidentId: 'i2' } as typeof incident & object,
    ];
    const verdict = checkHistory(withCase({ incidents }));
    expect([verdict.faults, verdict.incidents.joined]).toEqual([[], 1]);
  });

  it('name a case of two stays', () => {
    const next: LineOf<'stay'> = { ...stay, id: 'camera-1 1', slot: 4 };
    const [incident] = theCase.incidents;
    const incidents = [...theCase.incidents, { ...incident, slot: 4 } as typeof incident & object];
    const both = [...withCase({ incidents }), next, ...looks('edge-1', 4, 40_000, 50_000)];
    expect(faultsOf(both)).toEqual([fault('incidents-merged', 'c1: camera-1 0, camera-1 1')]);
  });

  it.each([
    ['in a slot where nothing was', 5, 'nothing (camera-1 slot 5)'],
    ['between the slots', null, 'nothing (camera-1 slot none)'],
  ])('name a case %s', (_, slot, about) => {
    const incidents = [{ incidentId: 'i1', cameraId: 'camera-1', slot, present: false }];
    const faults = faultsOf(withCase({ incidents }));
    expect(faults).toContainEqual(fault('case-unfounded', `c1: ${about}`));
    expect(faults).toContainEqual(fault('incident-missed', 'camera-1 0'));
  });

  it('name a case of the far edge that nobody raised, and one that it raised without a case', () => {
    const far: HistoryLine = { line: 'far', incidentId: 'f1', at: 1 };
    expect(faultsOf([...good, far])).toEqual([fault('incident-missed', 'f1')]);
    const incidents = [{ incidentId: 'f1', cameraId: 'far', slot: null, present: false }];
    const its = { ...theCase, id: 'c2', incidents, alerts: [], deliveries: [] };
    expect(faultsOf([...good, far, its])).toEqual([]);
    expect(faultsOf([...good, its])).toEqual([fault('case-unfounded', 'c2: f1')]);
  });

  it('name a case that is still open when everything has gone', () => {
    expect(faultsOf(withCase({ present: true }))).toEqual([
      fault('case-left-open', 'c1: camera-1 0'),
    ]);
  });
});

describe('alerts', () => {
  it('name one that was raised and never recorded', () => {
    const lost = raised('still-there', 9, 40_000);
    expect(faultsOf([...good, lost])).toEqual([fault('alert-lost', 'i1 9 of edge-1')]);
  });

  it('excuse one that its edge was killed over, and no other', () => {
    expect(checkHistory([...good, raised('still-there', 9, 19_500)])).toMatchObject({
      faults: [],
      alerts: { cutShort: 1 },
    });
    for (const lost of [
      raised('still-there', 9, 19_500, 'edge-2'),
      raised('still-there', 9, 16_000),
      raised('still-there', 9, 20_001),
    ])
      expect(faultsOf([...good, lost])).toHaveLength(1);
  });

  it('name one that was recorded twice', () => {
    const [first] = theCase.alerts;
    const alerts = [...theCase.alerts, ...(first ? [first] : [])];
    expect(faultsOf(withCase({ alerts }))).toEqual([fault('alert-doubled', 'i1-1')]);
  });

  it('name poison that was not rejected, or without a reason', () => {
    expect(faultsOf(withLines('rejected'))).toEqual([fault('poison-unexplained', 'p1')]);
    const unsaid = withLines('rejected', { line: 'rejected', jobId: 'p1', reason: '' });
    expect(faultsOf(unsaid)).toEqual([fault('poison-unexplained', 'p1')]);
  });

  it('name a good message that was rejected', () => {
    const wrong: HistoryLine = { line: 'rejected', jobId: 'i1-3', reason: 'wrong-id' };
    expect(faultsOf([...good, wrong])).toEqual([fault('rejected-wrongly', 'i1-3: wrong-id')]);
  });
});

describe('messages', () => {
  it('name one that was handed over and never received', () => {
    const lost = good.filter(
      (one) => one.line !== 'received' || one.notificationId !== 'i1-1-officer',
    );
    expect(faultsOf(lost)).toEqual([fault('notification-lost', 'i1-1-officer')]);
  });

  it.each(['waiting', 'refused'] as const)('name one that is %s at the end', (state) => {
    expect(faultsOf(only({ state }))).toEqual([fault('notification-stuck', 'i1-1-officer')]);
  });

  it('name one that failed without a word, and let one pass that failed visibly', () => {
    const failed = only({ state: 'failed' });
    expect(faultsOf(failed)).toEqual([fault('notification-failed-unsaid', 'i1-1-officer')]);
    const told = { notificationId: 'i1-1-officer', role: 'officer', person: 'p', reason: 'r' };
    const said = failed.map((one) => (one.line === 'case' ? { ...one, untold: [told] } : one));
    expect(checkHistory(said)).toMatchObject({ faults: [], messages: { failed: 1 } });
  });

  it('name one that a receiver got and dispatch does not know', () => {
    expect(faultsOf([...good, received('x', 1)])).toEqual([fault('notification-unknown', 'x')]);
  });

  it('name one that came twice, and excuse it around a fault', () => {
    const again = (at: number) => [...good, received('i1-1-officer', at)];
    expect(faultsOf(again(15_000))).toEqual([fault('sent-twice', 'i1-1-officer')]);
    expect(checkHistory(again(25_000))).toMatchObject({ faults: [], messages: { repeats: 1 } });
  });

  it('name a step that a person was told of under two ids', () => {
    const twice = delivery('opened', 'officer', 1);
    const under = { ...twice, notificationId: 'i1-1-officer-2' };
    const faults = faultsOf([
      ...withCase({ deliveries: [...deliveries, under] }),
      received('i1-1-officer-2', 15_000),
    ]);
    expect(faults).toEqual([fault('told-twice-of-a-step', 'c1 i1-1 officer cells/officer')]);
  });

  it('name an opening and a clearing of which nobody was told', () => {
    const none = withCase({ deliveries: [] }).filter((one) => one.line !== 'received');
    expect(faultsOf(none).map(({ about }) => about)).toEqual([
      'c1 opened to officer',
      'c1 opened to property',
      'c1 cleared to officer',
      'c1 cleared to property',
    ]);
  });
});

describe('the end', () => {
  it.each<[ChaosFault['fault'], string, HistoryLine]>([
    ['left-waiting', 'clips of edge-1: 2', { line: 'left', where: 'clips of edge-1', count: 2 }],
    [
      'not-green',
      'edge-1: disk-full /data',
      { line: 'problem', by: 'edge-1', code: 'disk-full', detail: '/data' },
    ],
    [
      'not-green',
      'edge-1: clock-stepped by 1 h',
      { line: 'problem', by: 'edge-1', code: 'clock-stepped', detail: 'by 1 h' },
    ],
    ['ended-by-itself', 'edge-1', { line: 'ended-by-itself', part: 'edge-1', at: 1 }],
    ['defect', 'dispatch', { line: 'defect', part: 'dispatch', at: 1 }],
    ['orphan-left', '9 ffmpeg', { line: 'orphan', pid: 9, command: 'ffmpeg' }],
    [
      'fault-not-done',
      'kill-redis (redis): no',
      { line: 'fault', what: 'kill-redis', part: 'redis', from: 1, until: 2, failed: 'no' },
    ],
  ])('names %s: %s', (name, about, line) => {
    expect(faultsOf([...good, line])).toEqual([fault(name, about)]);
  });

  it('takes the notice of a clock that was set as true', () => {
    const set: HistoryLine = {
      ...{ line: 'fault', what: 'clock-of-edge', part: 'edge-1', from: 1, until: 2 },
    };
    const notice: HistoryLine = {
      ...{ line: 'problem', by: 'edge-1', code: 'clock-stepped', detail: '' },
    };
    expect(faultsOf([...good, set, notice])).toEqual([]);
  });

  it('tells a fault that was skipped, without blame', () => {
    const skipped: HistoryLine = {
      ...{
        line: 'fault',
        what: 'disk-full',
        part: 'edge-1',
        from: 1,
        until: 2,
        skipped: 'no root',
      },
    };
    expect(checkHistory([...good, skipped])).toMatchObject({
      faults: [],
      end: { done: 1, skipped: ['disk-full: no root'] },
    });
  });

  it('names a town that never settled', () => {
    const never = withLines('end', { line: 'end', settledAfterMs: null, at: 60_000 });
    expect(faultsOf(never)).toEqual([fault('not-settled', 'the run')]);
  });

  it('names a camera that nobody looks at, and one that two edges look at', () => {
    const early = good.filter((one) => one.line !== 'look' || one.at < 50_000);
    expect(faultsOf(early)).toEqual([fault('camera-unwatched', 'camera-1')]);
    const twice = [...good, ...looks('edge-2', null, 55_000, 60_000)];
    expect(faultsOf(twice)).toEqual([fault('camera-watched-twice', 'camera-1 by edge-1, edge-2')]);
  });

  it.each([
    ['memoryMb', [90, 100, 100, 100, 120, 150, 200, 250], 'memory-grew'],
    ['handles', [40, 50, 50, 50, 60, 80, 100, 120], 'handles-grew'],
  ] as const)('names %s that grows', (name, values, word) => {
    const faults = faultsOf([...good, ...resources(values, name)]);
    expect(faults.map((one) => one.fault)).toEqual([word]);
    expect(faultsOf([...good, ...resources(values.slice(0, 4), name)])).toEqual([]);
  });
});
