// What an incident keeps over its events, and when an alert is near it in time.
import { describe, expect, it } from 'vitest';
import { anAlert } from '../testing/alerts.ts';
import { fenceTermsOf, unknownFence } from './fence-terms.ts';
import { aFence } from '../testing/fences.ts';
import { beginIncident, continueIncident, isNear } from './incident-record.ts';

const first = anAlert({ capturedAt: 1000, presentSince: 400, openedAt: 900 });
const begun = beginIncident(first, 'c', unknownFence);

describe('an incident', () => {
  it('begins with the content of its first alert', () => {
    expect(begun).toEqual({
      incidentId: 'exit-3-0001',
      caseId: 'c',
      lease: null,
      cameraId: 'exit-3',
      cameraName: 'Exit 3',
      fenceId: 'exit-3-floor',
      fenceName: 'Exit 3, floor',
      fenceVersion: 1,
      polygon: [],
      openedAt: 900,
      presentSince: 400,
      lastEventAt: 1000,
      lastSequence: 1,
      present: true,
      clearedAt: null,
      awaitedUntil: 1000 + 3 * 600_000,
      confidence: 0.75,
      region: first.incident.region,
      reason: first.incident.reason,
      trace: first.incident.trace,
    });
  });

  it('is updated by later alerts, and keeps its start', () => {
    const later = anAlert({ sequence: 2, capturedAt: 5000, presentSince: 4000, fenceVersion: 2 });
    const fence = { ...unknownFence, stillThereEveryMs: 100 };
    expect(continueIncident(begun, later, fence)).toEqual({
      ...begun,
      lastEventAt: 5000,
      lastSequence: 2,
      awaitedUntil: 5300,
    });
  });

  it('keeps its first findings when the object comes back', () => {
    const other = { reason: 'a van', confidence: 0.2 };
    const back = anAlert({ sequence: 4, event: 'opened', ...other });
    const still = anAlert({ sequence: 5, ...other, reason: 'still a van' });
    const again = continueIncident(begun, back, unknownFence);
    expect(again.laterOpening).toBe(4);
    for (const kept of [again, continueIncident(again, still, unknownFence)])
      expect(kept).toMatchObject({ reason: begun.reason, confidence: 0.75, trace: begun.trace });
  });

  it('keeps its findings when it is cleared', () => {
    const gone = anAlert({ sequence: 2, event: 'cleared', capturedAt: 9000, confidence: 0 });
    expect(continueIncident(begun, gone, unknownFence)).toMatchObject({
      present: false,
      clearedAt: 9000,
      confidence: 0.75,
    });
  });
});

describe('isNear', () => {
  const cleared = { ...begun, present: false, clearedAt: 2000 };
  const seen = (presentSince: number, capturedAt = presentSince) =>
    anAlert({ presentSince, capturedAt });

  it.each([
    ['within it', seen(1500), true],
    ['all around it', seen(0, 10_000), true],
    ['right after it', seen(2100), true],
    ['too long after it', seen(2101), false],
    ['right before it', seen(300), true],
    ['too long before it', seen(299), false],
  ])('%s', (_, alert, expected) => {
    expect(isNear(cleared, alert, 100)).toBe(expected);
  });

  it('counts a present incident only until its next report is overdue', () => {
    expect(isNear(begun, seen(begun.awaitedUntil + 100), 100)).toBe(true);
    expect(isNear(begun, seen(begun.awaitedUntil + 101), 100)).toBe(false);
  });
});

describe('fenceTermsOf', () => {
  it('takes the stored version', () => {
    const fence = aFence({ reopenWithin: '5m', stillThereEvery: '1h' });
    expect(fenceTermsOf({ fence })).toEqual({
      polygon: fence.polygon,
      reopenWithinMs: 300_000,
      stillThereEveryMs: 3_600_000,
    });
  });

  it.each([
    ['a version that dispatch does not know', null],
    ['a removed fence', { fence: null }],
  ])('is that of an unknown fence for %s', (_, version) => {
    expect(fenceTermsOf(version)).toEqual(unknownFence);
  });

  it('keeps the polygon of a fence that an earlier release accepted', () => {
    const fence = { ...aFence(), stillThereEvery: 'sometimes' };
    expect(fenceTermsOf({ fence })).toEqual({ ...unknownFence, polygon: fence.polygon });
  });

  it('has default times for a fence that sets none', () => {
    expect(fenceTermsOf({ fence: aFence() })).toEqual({
      ...unknownFence,
      polygon: aFence().polygon,
    });
  });
});
