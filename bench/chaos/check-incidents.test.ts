// The chaos checker on incidents and their cases. Each test breaks one thing in a good history.
import { describe, expect, it } from 'vitest';
import { checkHistory } from './check.ts';
import { checkIncidents } from './check-incidents.ts';
import type { HistoryLine, LineOf } from './history.ts';
import {
  fault,
  faultsOf,
  good,
  looks,
  raised,
  stay,
  theCase,
  withCase,
  withLines,
} from './testing/good-history.ts';

describe('the checker of incidents and cases', () => {
  it('finds a stay without a case', () => {
    expect(faultsOf(withLines('case'))).toContainEqual(fault('incident-missed', 'camera-1 0'));
  });

  it('excuses a stay that was hardly shown, but not a run in which most were', () => {
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

  it('counts consecutive looks of two edges as one watch', () => {
    const shared = [
      ...withLines('look').filter((one) => one.line !== 'case'),
      ...looks('edge-1', 2, 10_000, 15_000),
      ...looks('edge-2', 2, 16_000, 20_000),
    ];
    expect(faultsOf(shared)).toContainEqual(fault('incident-missed', 'camera-1 0'));
  });

  it('finds a stay with two cases', () => {
    const second = { ...theCase, id: 'c2', alerts: [], deliveries: [] };
    second.incidents = [
      { ...second.incidents[0], incidentId: 'i2' } as (typeof second.incidents)[0],
    ];
    expect(faultsOf([...good, second])).toEqual([fault('incident-doubled', 'camera-1 0: c1, c2')]);
  });

  it('counts two incidents of one stay in one case as joined', () => {
    const [incident] = theCase.incidents;
    const incidents = [
      ...theCase.incidents,
      { ...incident, incidentId: 'i2' } as typeof incident & object,
    ];
    const verdict = checkHistory(withCase({ incidents }));
    expect([verdict.faults, verdict.incidents.joined]).toEqual([[], 1]);
  });

  it('finds a case of two stays', () => {
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

  it('finds a case of the remote edge that was never raised, and a raised one without a case', () => {
    const far: HistoryLine = { line: 'far', incidentId: 'f1', at: 1 };
    expect(faultsOf([...good, far])).toEqual([fault('incident-missed', 'f1')]);
    const incidents = [{ incidentId: 'f1', cameraId: 'far', slot: null, present: false }];
    const its = { ...theCase, id: 'c2', incidents, alerts: [], deliveries: [] };
    expect(faultsOf([...good, far, its])).toEqual([]);
    expect(faultsOf([...good, its])).toEqual([fault('case-unfounded', 'c2: f1')]);
  });

  it('finds a case that is still open after all objects have gone', () => {
    expect(faultsOf(withCase({ present: true }))).toEqual([
      fault('case-left-open', 'c1: camera-1 0'),
    ]);
  });
});

describe('a long world', () => {
  const later: HistoryLine = { ...stay, id: 'camera-1 6', from: 310_000, to: 330_000 };
  const second: HistoryLine[] = [
    later,
    ...looks('edge-1', 2, 310_000, 330_000),
    { ...raised('opened', 1, 314_000), incidentId: 'i2' },
  ];
  const secondCase: HistoryLine = {
    ...theCase,
    id: 'c2',
    incidents: [{ incidentId: 'i2', cameraId: 'camera-1', slot: 2, present: false }],
  };

  it('has stays at one place, told apart by when they were raised', () => {
    const { faults, incidents } = checkIncidents([...good, ...second, secondCase]);
    expect(faults).toEqual([]);
    expect(incidents).toBe(2);
  });

  it('misses the second one when only the first has a case', () => {
    expect(checkIncidents([...good, ...second]).faults).toEqual([
      fault('incident-missed', 'camera-1 6'),
    ]);
  });
});
