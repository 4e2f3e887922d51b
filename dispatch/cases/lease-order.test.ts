// The effect of alerts on a case when several edges held the camera one after the other: late alerts of a former holder, and alerts
// of a new holder that took over with the state, an old state, or none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert, AlertEffect } from '../../contracts/index.ts';
import { anAlert, sundayMorning, type AlertParts } from '../testing/alerts.ts';
import { decideNext, play } from '../testing/play-alerts.ts';
import type { CaseFolder } from './case-record.ts';
import { isWorthTelling } from './decide-alert.ts';
import { caseOfOtherLease } from './lease-order.ts';

const first = (parts: AlertParts = {}) => anAlert({ lease: 10, edgeId: 'edge-1', ...parts });
const second = (parts: AlertParts = {}) => anAlert({ lease: 20, edgeId: 'edge-2', ...parts });
/** The same object, as the second edge raises it when it does not know the incident. */
const anew = (parts: AlertParts = {}) =>
  second({
    incidentId: 'exit-3-0002',
    region: { x: 0.26, y: 0.5, width: 0.12, height: 0.3 },
    ...parts,
  });
const still = { sequence: 2 };
const cleared = { sequence: 3, event: 'cleared' } as const;

describe('alerts of two edges about one incident', () => {
  it.each<[string, Alert[], AlertEffect[], boolean, string[]]>([
    [
      'go on with the next holder',
      [first(), second(still), second(cleared)],
      ['opened', 'seen-again', 'cleared'],
      false,
      ['cleared'],
    ],
    [
      'do not change the case when the former holder is late',
      [first(), second(still), first({ sequence: 3, event: 'cleared' })],
      ['opened', 'seen-again', 'superseded'],
      true,
      ['late-lease'],
    ],
    [
      'do not use up the sequences of the next holder',
      [first(), second(still), first({ sequence: 3 }), second(cleared)],
      ['opened', 'seen-again', 'superseded', 'cleared'],
      false,
      ['cleared'],
    ],
    [
      'count from the state that the next holder knows',
      [
        first(),
        first({ sequence: 2 }),
        first({ sequence: 3 }),
        second({ sequence: 2, event: 'cleared' }),
      ],
      ['opened', 'seen-again', 'seen-again', 'cleared'],
      false,
      ['cleared'],
    ],
    [
      'are told once when the next holder says again what was said',
      [first(), second()],
      ['opened', 'superseded'],
      true,
      ['late-event'],
    ],
  ])('%s', (_, alerts, effects, present, steps) => {
    const played = play(...alerts);
    expect(played.effects).toEqual(effects);
    expect(played.file.present).toBe(present);
    expect(played.steps).toEqual(steps);
  });

  it('say in the log which edge was late', () => {
    const { folder } = play(first(), second(still));
    const { steps } = decideNext(folder, first(cleared));
    expect(steps).toMatchObject([
      { step: 'late-lease', part: 'system', details: { edge: 'edge-1' } },
    ]);
  });

  it('are ordered by sequence alone where edges do not share cameras', () => {
    const { effects } = play(first(), anAlert(still), anAlert(cleared));
    expect(effects).toEqual(['opened', 'seen-again', 'cleared']);
  });
});

describe('alerts of two edges about one object under two incidents', () => {
  it('are one case when the next holder did not know the incident', () => {
    const { file, effects, steps, folder } = play(first(), anew());
    expect(effects).toEqual(['opened', 'also-seen']);
    expect(steps).toEqual(['next-edge']);
    expect(file).toMatchObject({ present: true, clearedAt: null });
    expect(folder.incidents.map(({ present }) => present)).toEqual([false, true]);
    const after = play(first(), anew(), anew(still), anew(cleared));
    expect(after.effects.slice(2)).toEqual(['seen-again', 'cleared']);
    expect(after.file.present).toBe(false);
  });

  it('are reported clear once when the next holder clears the former incident as well', () => {
    const { file, effects, steps } = play(first(), anew(), anew(cleared), second(cleared));
    expect(effects).toEqual(['opened', 'also-seen', 'cleared', 'superseded']);
    expect(steps).toEqual(['late-event']);
    expect(file.present).toBe(false);
  });

  it('stay present while one of them is present, when the next holder clears the former incident', () => {
    const { file, effects } = play(first(), anew(), second(cleared));
    expect(effects).toEqual(['opened', 'also-seen', 'superseded']);
    expect(file.present).toBe(true);
  });

  it('are clear when the first report of the next holder says so', () => {
    const { file, effects, steps } = play(first(), anew(cleared));
    expect([effects, steps]).toEqual([
      ['opened', 'cleared'],
      ['next-edge', 'cleared'],
    ]);
    expect(file.present).toBe(false);
  });

  it('stay one case when the former holder is late, also with all its events', () => {
    const late = { incidentId: 'exit-3-0009' };
    const story = [first(late), first({ ...late, ...still }), first({ ...late, ...cleared })];
    const { file, effects, folder } = play(second(), ...story, second(still), second(cleared));
    expect(effects).toEqual([
      'opened',
      ...['superseded', 'superseded', 'superseded'],
      ...['seen-again', 'cleared'],
    ]);
    expect(file.present).toBe(false);
    expect(folder.incidents).toHaveLength(2);
  });
});

describe('the case of another lease', () => {
  const open = folderOf(first());
  const over = folderOf(first(), first({ sequence: 2, event: 'cleared' }));
  const minute = 60_000;
  const later = {
    presentSince: sundayMorning + 60 * minute,
    capturedAt: sundayMorning + 61 * minute,
  };
  it.each<[string, Alert, CaseFolder, boolean]>([
    ['is the open one of the former holder', anew(), open, true],
    ['is not one that the former holder has reported clear', anew(), over, false],
    [
      'is not one at another place of the fence',
      anew({ region: { x: 0, y: 0, width: 0.1, height: 0.1 } }),
      open,
      false,
    ],
    ['is not one of another fence', anew({ fenceId: 'ramp' }), open, false],
    ['is not one of another camera', anew({ cameraId: 'stairs' }), open, false],
    ['is not one of another kind', anew({ kind: 'debris-pile' }), open, false],
    ['is not one of the same lease', first({ incidentId: 'exit-3-0002' }), open, false],
    ['is not one of another time', anew(later), open, false],
    [
      'is, for a late alert, one that the next holder saw some seconds later for the first time',
      first({ incidentId: 'exit-3-0009', capturedAt: sundayMorning, presentSince: sundayMorning }),
      folderOf(second({ presentSince: sundayMorning + 14_000 })),
      true,
    ],
    [
      'is not, for a late alert, one that began long after it',
      first({ incidentId: 'exit-3-0009', capturedAt: sundayMorning, presentSince: sundayMorning }),
      folderOf(second({ presentSince: sundayMorning + 16_000 })),
      false,
    ],
    [
      'is not one that a former holder left open and should have reported again long ago',
      anew({ presentSince: sundayMorning + 90_000, capturedAt: sundayMorning + 95_000 }),
      open,
      false,
    ],
    ['is none without a lease', anAlert({ incidentId: 'exit-3-0002' }), open, false],
    ['is none where edges did not share the camera', anew(), folderOf(anAlert()), false],
    [
      'is, for a late alert, also one that is clear by now',
      first({ incidentId: 'exit-3-0009' }),
      folderOf(second(), second({ sequence: 2, event: 'cleared' })),
      true,
    ],
  ])('%s', (_, alert, folder, isFound) => {
    const found = caseOfOtherLease(alert, [folder], {
      reopenWithinMs: 1000,
      stillThereEveryMs: minute,
    });
    expect(found !== null).toBe(isFound);
  });

  it('is none without cases', () => {
    expect(caseOfOtherLease(anew(), [], { reopenWithinMs: 1, stillThereEveryMs: 1 })).toBeNull();
  });
});

it('the case ends as the present holder reports, whatever a former holder sends late, and nobody is notified again', () => {
  const isCleared = fc.boolean();
  const late = fc.array(
    fc.record({ at: fc.nat(3), sequence: fc.integer({ min: 1, max: 9 }), isCleared }),
  );
  fc.assert(
    fc.property(late, fc.boolean(), (lates, endsClear) => {
      const own = [second(), second(still), second(endsClear ? cleared : { sequence: 3 })];
      const plain = play(...own);
      const mixed = own.flatMap((alert, index) => [
        alert,
        ...lates
          .filter(({ at }) => at === index)
          .map(({ sequence, isCleared: is }) =>
            first({ sequence, event: is ? 'cleared' : 'still-there' }),
          ),
      ]);
      const played = play(...mixed);
      expect(played.file).toEqual(plain.file);
      expect(played.effects.filter(isWorthTelling)).toEqual(plain.effects.filter(isWorthTelling));
    }),
  );
});

function folderOf(...alerts: Alert[]): CaseFolder {
  return play(...alerts).folder;
}
