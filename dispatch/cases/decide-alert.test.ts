// What each event does to its case: in order, out of order, repeated, and after people have acted.
import { describe, expect, it } from 'vitest';
import {
  alertEffects,
  caseStepNames,
  type Alert,
  type AlertEffect,
} from '../../contracts/index.ts';
import { anAlert } from '../testing/alerts.ts';
import { decideNext, play, playedAt } from '../testing/play-alerts.ts';
import { caseDay, formatCaseId, type CaseRecord } from './case-record.ts';
import { isWorthTelling } from './decide-alert.ts';

const at = playedAt;
const opened = anAlert();
const stillThere = anAlert({ sequence: 2 });
const cleared = anAlert({ sequence: 3, event: 'cleared' });
const back = anAlert({ sequence: 4, event: 'opened' });

describe('decideAlert', () => {
  it('keeps the findings when the place is cleared', () => {
    const empty = { ...cleared, incident: { ...cleared.incident, reason: 'clear', confidence: 0 } };
    const { file, folder } = play(opened, empty);
    for (const kept of [file, folder.incidents[0]]) {
      expect(kept?.reason).toBe(opened.incident.reason);
      expect(kept?.confidence).toBe(opened.incident.confidence);
      expect(kept?.present).toBe(false);
    }
  });

  it('opens a case that is reported, accepted and dispatched at once', () => {
    const decision = decideNext(null, opened);
    expect(decision.effect).toBe('opened');
    expect(decision.case).toMatchObject({
      id: '20261122-0001',
      incidentId: 'exit-3-0001',
      state: 'dispatched',
      present: true,
      clearedAt: null,
      openedAt: opened.incident.openedAt,
      polygon: [[0, 0]],
      place: null,
      alsoSeenBy: [],
    });
    expect(decision.incident).toMatchObject({
      incidentId: 'exit-3-0001',
      caseId: '20261122-0001',
      lastSequence: 1,
      present: true,
    });
    const expected = ['reported', 'accepted', 'dispatched'].map((step) => ({
      step,
      state: step,
      at,
      actor: null,
      alertId: opened.alertId,
    }));
    expect(decision.steps).toMatchObject(expected);
  });

  it.each<[string, Alert[], AlertEffect[], Partial<CaseRecord>, number]>([
    [
      'opened, still there',
      [opened, stillThere],
      ['opened', 'seen-again'],
      { present: true, lastOpenedAt: opened.incident.openedAt },
      2,
    ],
    [
      'opened, cleared',
      [opened, cleared],
      ['opened', 'cleared'],
      { present: false, clearedAt: cleared.incident.capturedAt },
      3,
    ],
    [
      'opened, cleared, opened again',
      [opened, cleared, back],
      ['opened', 'cleared', 'came-back'],
      {
        present: true,
        clearedAt: null,
        state: 'dispatched',
        openedAt: opened.incident.openedAt,
        lastOpenedAt: back.incident.capturedAt,
      },
      4,
    ],
    [
      'opened again without the clearing in between',
      [opened, back],
      ['opened', 'seen-again'],
      { present: true, lastOpenedAt: back.incident.capturedAt },
      4,
    ],
    [
      'still there comes first',
      [stillThere],
      ['opened-by-later-event'],
      { present: true, openedAt: opened.incident.openedAt },
      2,
    ],
    [
      'cleared comes first',
      [cleared],
      ['opened-by-later-event'],
      { present: false, clearedAt: cleared.incident.capturedAt },
      3,
    ],
    [
      'cleared comes before opened',
      [cleared, opened],
      ['opened-by-later-event', 'superseded'],
      { present: false },
      3,
    ],
    [
      'cleared comes before still there',
      [opened, cleared, stillThere],
      ['opened', 'cleared', 'superseded'],
      { present: false },
      3,
    ],
    ['the same sequence again', [opened, opened], ['opened', 'superseded'], { present: true }, 1],
  ])('%s', (_, alerts, effects, expected, lastSequence) => {
    const played = play(...alerts);
    expect(played.effects).toEqual(effects);
    expect(played.file).toMatchObject(expected);
    expect(played.folder.incidents).toMatchObject([{ lastSequence }]);
  });

  it('updates what was seen last, and keeps the findings of the start', () => {
    const later = anAlert({ sequence: 2, confidence: 0.5, reason: 'less of it', openedAt: 7 });
    expect(play(opened, later).file).toMatchObject({
      confidence: 0.5,
      reason: 'less of it',
      lastEventAt: later.incident.capturedAt,
      openedAt: opened.incident.openedAt,
    });
  });

  it('changes only the history when an event is superseded', () => {
    const { folder } = play(opened, cleared);
    const decision = decideNext(folder, stillThere);
    expect(decision.case).toEqual(folder.case);
    expect(decision.incident).toEqual(folder.incidents[0]);
    expect(decision.steps).toMatchObject([{ step: 'late-event', alertId: stillThere.alertId }]);
  });

  it.each([
    ['acknowledged', 'acknowledged'],
    ['handled', 'returned'],
    ['verified', 'returned'],
    ['deferred', 'deferred'],
    ['closed', 'dispatched'],
    ['void', 'void'],
  ] as const)('a case that was %s is %s when the thing comes back', (state, expected) => {
    const { folder } = play(opened, cleared);
    const current = { ...folder, case: { ...folder.case, state } };
    expect(decideNext(current, back).case.state).toBe(expected);
  });

  it('records only known steps', () => {
    const steps = [opened, cleared].flatMap((alert) => decideNext(null, alert).steps);
    for (const { step } of steps) expect(caseStepNames).toContain(step);
  });
});

describe('isWorthTelling', () => {
  const silent: AlertEffect[] = ['joined', 'also-seen', 'cleared-in-part', 'superseded'];
  it.each(alertEffects)('%s', (effect) => {
    expect(isWorthTelling(effect)).toBe(!silent.includes(effect));
  });
});

describe('case ids', () => {
  it('increase within a day and sort by age', () => {
    expect(formatCaseId('20261122', 7)).toBe('20261122-0007');
    expect(formatCaseId('20261122', 12_345)).toBe('20261122-12345');
  });

  it.each([
    ['the site is a day ahead', '2026-11-22T23:30:00Z', 'Asia/Shanghai', '20261123'],
    ['the site is a day behind', '2026-11-22T01:00:00Z', 'America/Bogota', '20261121'],
    ['the site is where we are', '2026-01-02T12:00:00Z', 'UTC', '20260102'],
  ])('take the day of the site: %s', (_, moment, timezone, day) => {
    expect(caseDay(Date.parse(moment), timezone)).toBe(day);
  });
});
