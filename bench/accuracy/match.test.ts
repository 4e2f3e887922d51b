import { describe, expect, it } from 'vitest';
import type { Fence, IncidentEvent } from '../../contracts/index.ts';
import { judgeClip } from './match.ts';
import { aFence, anEvent, aTrueIncident, aTruth, farAway, middle } from './testing/makers.ts';
import type { Truth } from './truth.ts';
import type { ViewChange } from './verdict.ts';

const left = { x: 0.1, y: 0.4, width: 0.2, height: 0.2 };

interface Given {
  truth?: Truth;
  fences?: Fence[];
  viewChanges?: ViewChange[];
}

function judge(events: IncidentEvent[], given: Given = {}) {
  const { truth = aTruth(), fences = [aFence()], viewChanges = [] } = given;
  return judgeClip({ truth, fences, events, viewChanges });
}

/** The counts: found, missed, duplicates, false alarms. */
function countsOf({ found, missed, duplicates, falseAlarms }: ReturnType<typeof judge>): number[] {
  return [found, missed, duplicates, falseAlarms].map(({ length }) => length);
}

const opened = (atMs: number, parts: Partial<IncidentEvent> = {}) => anEvent('opened', atMs, parts);

describe('an opening', () => {
  // The object rests from 20 s to 100 s; the dwell is 10 s, so the alert is due at 30 s.
  const rows: [string, IncidentEvent[], number[]][] = [
    ['that does not come leaves the truth missed', [], [0, 1, 0, 0]],
    ['when it is due finds it', [opened(30_000)], [1, 0, 0, 0]],
    ['exactly 5 s early still finds it', [opened(25_000)], [1, 0, 0, 0]],
    ['more than 5 s early is a false alarm', [opened(24_999)], [0, 1, 0, 1]],
    ['late, but before it leaves, finds it', [opened(99_999)], [1, 0, 0, 0]],
    ['when it leaves is a false alarm', [opened(100_000)], [0, 1, 0, 1]],
    ['at another place is a false alarm', [opened(30_000, { region: farAway })], [0, 1, 0, 1]],
    ['of another kind is a false alarm', [opened(30_000, { kind: 'debris-pile' })], [0, 1, 0, 1]],
    ['in another fence is a false alarm', [opened(30_000, { fenceId: 'lawn' })], [0, 1, 0, 1]],
    [
      'after another one is a duplicate',
      [opened(30_000), opened(60_000, { incidentId: 'i2' })],
      [1, 0, 1, 0],
    ],
    [
      'of the same incident once more is a duplicate: the responder is called again',
      [opened(30_000), anEvent('cleared', 50_000), opened(60_000)],
      [1, 0, 1, 0],
    ],
    [
      'that is early does not spoil the one that is right',
      [opened(10_000), opened(31_000, { incidentId: 'i2' })],
      [1, 0, 0, 1],
    ],
    [
      'is not what says that it is still there or cleared',
      [opened(30_000), anEvent('still-there', 60_000), anEvent('cleared', 99_000)],
      [1, 0, 0, 0],
    ],
  ];
  it.each(rows)('%s', (_, events, counts) => {
    expect(countsOf(judge(events))).toEqual(counts);
  });

  it('without any truth is a false alarm, and no opening is right', () => {
    const truth = aTruth({ incidents: [] });
    expect(countsOf(judge([opened(30_000)], { truth }))).toEqual([0, 0, 0, 1]);
    expect(countsOf(judge([], { truth }))).toEqual([0, 0, 0, 0]);
  });

  it('has a delay, counted from at-rest plus dwell', () => {
    const { found } = judge([opened(33_500)]);
    expect(found[0]).toMatchObject({ openedMs: 33_500, delayMs: 3500, presentSinceMs: 23_500 });
    expect(judge([opened(28_000)]).found[0]?.delayMs).toBe(-2000);
  });

  it('is measured against the dwell of its class, if the truth names it', () => {
    const fences = [aFence({ dwell: { vehicle: '50s', goods: '10s', default: '10s' } })];
    const truth = aTruth({ incidents: [aTrueIncident({ thing: 'vehicle' })] });
    expect(judge([opened(71_000)], { truth, fences }).found[0]?.delayMs).toBe(1000);
    expect(countsOf(judge([opened(30_000)], { truth, fences }))).toEqual([0, 1, 0, 1]);
  });

  it('has the overlap of its region with the true one', () => {
    expect(judge([opened(30_000)]).found[0]?.iou).toBeCloseTo(1);
    const half = { ...middle, width: 0.1 };
    expect(judge([opened(30_000, { region: half })]).found[0]?.iou).toBeCloseTo(0.5);
  });

  it('marks a duplicate that is the same incident again', () => {
    const again = judge([opened(30_000), anEvent('cleared', 50_000), opened(60_000)]);
    expect(again.duplicates.map(({ reopened }) => reopened)).toEqual([true]);
    const other = judge([opened(30_000), opened(60_000, { incidentId: 'i2' })]);
    expect(other.duplicates.map(({ reopened }) => reopened)).toEqual([false]);
  });

  it('counts in any fence of its kind when the truth names none', () => {
    const anywhere = aTrueIncident();
    delete anywhere.fenceId;
    const fences = [aFence(), aFence({ id: 'gate' })];
    const truth = aTruth({ incidents: [anywhere] });
    expect(countsOf(judge([opened(30_000, { fenceId: 'gate' })], { truth, fences }))).toEqual([
      1, 0, 0, 0,
    ]);
  });
});

describe('two truths in one fence', () => {
  const truth = aTruth({
    incidents: [aTrueIncident({ region: left }), aTrueIncident({ presentFromMs: 40_000 })],
  });
  const both = { x: 0.1, y: 0.4, width: 0.45, height: 0.2 };

  it('are found by two openings, each at its place', () => {
    const verdict = judge(
      [opened(30_000, { region: left }), opened(50_000, { incidentId: 'i2' })],
      {
        truth,
      },
    );
    expect(verdict.found.map(({ incidentId, truth: { region } }) => [incidentId, region])).toEqual([
      ['i1', left],
      ['i2', middle],
    ]);
  });

  it('are not both found by one opening that covers both', () => {
    expect(countsOf(judge([opened(55_000, { region: both })], { truth }))).toEqual([1, 1, 0, 0]);
  });

  it('an opening that covers both is matched to the better overlap', () => {
    const { found, missed } = judge([opened(55_000, { region: both })], { truth });
    expect([found[0]?.truth.region, missed[0]?.truth.region]).toEqual([left, middle]);
  });

  it('a second opening that covers both is matched to the one not found yet', () => {
    const events = [
      opened(55_000, { region: both }),
      opened(57_000, { region: both, incidentId: 'i2' }),
    ];
    expect(countsOf(judge(events, { truth }))).toEqual([2, 0, 0, 0]);
  });

  it('one after the other at the same place count as two', () => {
    const twice = aTruth({
      incidents: [aTrueIncident({ presentToMs: 50_000 }), aTrueIncident({ presentFromMs: 60_000 })],
    });
    const events = [opened(30_000), anEvent('cleared', 57_000), opened(70_000)];
    expect(countsOf(judge(events, { truth: twice }))).toEqual([2, 0, 0, 0]);
  });
});

describe('a false alarm has a reason', () => {
  it.each([
    ['too early', opened(10_000), 'too-early'],
    ['too late', opened(100_000), 'too-late'],
    ['at another place', opened(30_000, { region: farAway }), 'elsewhere'],
    ['in a fence where nothing happens', opened(30_000, { fenceId: 'lawn' }), 'nothing-there'],
  ])('%s', (_, event, why) => {
    expect(judge([event]).falseAlarms.map((alarm) => alarm.why)).toEqual([why]);
  });
});

describe('a place that is cleared', () => {
  const truth = aTruth({ incidents: [aTrueIncident({ presentToMs: 60_000 })] });
  const clearedOf = (events: IncidentEvent[], given: Given = { truth }) =>
    judge(events, given).found[0]?.cleared;

  it('is expected when the object leaves before the end', () => {
    expect(clearedOf([opened(30_000)])).toEqual({
      expected: true,
      seen: false,
      early: false,
      atMs: null,
    });
    expect(clearedOf([opened(30_000)], {})?.expected).toBe(false);
  });

  it('is not expected when the clip ends before `clearAfter` could pass', () => {
    const short = aTruth({ incidents: [aTrueIncident({ presentToMs: 95_000 })] });
    expect(clearedOf([opened(30_000)], { truth: short })?.expected).toBe(false);
  });

  it('is also expected of a missed object', () => {
    expect(judge([], { truth }).missed[0]?.clearedExpected).toBe(true);
  });

  it('is seen when it is cleared after it left', () => {
    const events = [opened(30_000), anEvent('cleared', 67_000)];
    expect(clearedOf(events)).toMatchObject({ seen: true, early: false, atMs: 67_000 });
  });

  it('is early when it is cleared while the object is there', () => {
    const events = [opened(30_000), anEvent('cleared', 50_000)];
    expect(clearedOf(events)).toMatchObject({ seen: false, early: true });
  });

  it('is not seen when it opens again and stays open', () => {
    const events = [opened(30_000), anEvent('cleared', 67_000), opened(80_000)];
    expect(clearedOf(events)?.seen).toBe(false);
  });

  it('is seen only when every incident of the object is cleared', () => {
    const repeated = [opened(30_000), opened(40_000, { incidentId: 'i2' })];
    const one = [...repeated, anEvent('cleared', 67_000)];
    expect(clearedOf(one)?.seen).toBe(false);
    const both = [...one, anEvent('cleared', 67_000, { incidentId: 'i2' })];
    expect(clearedOf(both)?.seen).toBe(true);
  });

  it('is not taken from another incident', () => {
    const events = [opened(30_000), anEvent('cleared', 67_000, { incidentId: 'other' })];
    expect(clearedOf(events)).toMatchObject({ seen: false, atMs: null });
  });
});

describe('the view', () => {
  const moved: ViewChange[] = [
    { state: 'moved', atMs: 40_000 },
    { state: 'ok', atMs: 60_000 },
  ];

  it('that was moved and is reported is found', () => {
    const truth = aTruth({ expectViewMoved: true });
    expect(judge([], { truth, viewChanges: moved }).view).toMatchObject({
      expectMoved: true,
      foundMoved: true,
      movedAlarms: 0,
    });
    expect(judge([], { truth }).view.foundMoved).toBe(false);
  });

  it('that was not moved but is reported counts as false each time', () => {
    const { view } = judge([], { viewChanges: [...moved, ...moved] });
    expect(view).toMatchObject({
      foundMoved: false,
      movedAlarms: 2,
      changes: [...moved, ...moved],
    });
  });

  it('that is dark for a while is recorded and is no false report', () => {
    const { view } = judge([], { viewChanges: [{ state: 'black', atMs: 1000 }] });
    expect(view).toMatchObject({ movedAlarms: 0, changes: [{ state: 'black', atMs: 1000 }] });
  });
});
