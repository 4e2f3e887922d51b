// The chaos checker on alerts. Each test breaks one thing in a good history.
import { describe, expect, it } from 'vitest';
import { checkHistory } from './check.ts';
import type { HistoryLine } from './history.ts';
import {
  fault,
  faultsOf,
  good,
  raised,
  theCase,
  withCase,
  withLines,
} from './testing/good-history.ts';

describe('the checker of alerts', () => {
  it('finds an alert that was raised and never recorded', () => {
    const lost = raised('still-there', 9, 40_000);
    expect(faultsOf([...good, lost])).toEqual([fault('alert-lost', 'i1 9 of edge-1')]);
  });

  it('excuses an alert that its edge raised just before a kill, and no other', () => {
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

  it('finds an alert that was recorded twice', () => {
    const [first] = theCase.alerts;
    const alerts = [...theCase.alerts, ...(first ? [first] : [])];
    expect(faultsOf(withCase({ alerts }))).toEqual([fault('alert-doubled', 'i1-1')]);
  });

  it('finds an invalid message that was not rejected, or without a reason', () => {
    expect(faultsOf(withLines('rejected'))).toEqual([fault('poison-unexplained', 'p1')]);
    const unsaid = withLines('rejected', { line: 'rejected', jobId: 'p1', reason: '' });
    expect(faultsOf(unsaid)).toEqual([fault('poison-unexplained', 'p1')]);
  });

  it('finds a valid message that was rejected', () => {
    const wrong: HistoryLine = { line: 'rejected', jobId: 'i1-3', reason: 'wrong-id' };
    expect(faultsOf([...good, wrong])).toEqual([fault('rejected-wrongly', 'i1-3: wrong-id')]);
  });
});
