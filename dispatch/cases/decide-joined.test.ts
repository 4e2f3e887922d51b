// The effect of events on a case that several cameras see: whose findings it shows, and when it is clear.
import { describe, expect, it } from 'vitest';
import type { Alert, AlertEffect } from '../../contracts/index.ts';
import { anAlert, sundayMorning } from '../testing/alerts.ts';
import { decideNext, play } from '../testing/play-alerts.ts';
import type { CaseRecord } from './case-record.ts';

const opened = anAlert();
const stillThere = anAlert({ sequence: 2 });
const cleared = anAlert({ sequence: 3, event: 'cleared' });
const back = anAlert({ sequence: 4, event: 'opened' });

const elsewhere = {
  incidentId: 'stairs-1',
  cameraId: 'stairs',
  cameraName: 'Stairs',
  fenceId: 'foot',
  capturedAt: sundayMorning + 15_000,
  region: { x: 0, y: 0, width: 0.5, height: 0.5 },
};
const joined = anAlert(elsewhere);
const joinedStill = anAlert({ ...elsewhere, sequence: 2 });
const joinedCleared = anAlert({
  ...elsewhere,
  sequence: 3,
  event: 'cleared',
  capturedAt: cleared.incident.capturedAt + 5000,
});
const joinedBack = anAlert({ ...elsewhere, sequence: 4, event: 'opened' });

describe('decideAlert on a case that a second camera sees', () => {
  it.each<[string, Alert[], AlertEffect, Partial<CaseRecord>, string[]]>([
    ['joins silently', [opened, joined], 'joined', { present: true }, ['joined']],
    ['joins by a later event', [opened, joinedStill], 'joined', { present: true }, ['joined']],
    [
      'joins although it has cleared already',
      [opened, joinedCleared],
      'joined',
      { present: true, clearedAt: null },
      ['joined', 'cleared-in-part'],
    ],
    [
      'joins a clear case, which is there again',
      [opened, cleared, joined],
      'came-back',
      { present: true, clearedAt: null },
      ['joined', 'came-back'],
    ],
    [
      'joins a clear case with nothing to see any more',
      [opened, cleared, joinedCleared],
      'joined',
      { present: false, clearedAt: joinedCleared.incident.capturedAt },
      ['joined', 'cleared-in-part'],
    ],
    [
      'lets the first one speak while it sees the thing',
      [opened, joined, joinedStill],
      'also-seen',
      { present: true },
      ['still-there'],
    ],
    ['lets the first one say it', [opened, joined, stillThere], 'seen-again', {}, ['still-there']],
    [
      'is not clear while one sees the thing',
      [opened, joined, cleared],
      'cleared-in-part',
      { present: true, clearedAt: null, cameraId: 'exit-3' },
      ['cleared-in-part'],
    ],
    [
      'speaks when the first is clear',
      [opened, joined, cleared, joinedStill],
      'seen-again',
      { present: true },
      ['still-there'],
    ],
    [
      'is clear when the last one is',
      [opened, joined, cleared, joinedCleared],
      'cleared',
      { present: false, clearedAt: joinedCleared.incident.capturedAt },
      ['cleared'],
    ],
    [
      'is clear from the later of both, in whatever order they come',
      [opened, joined, joinedCleared, cleared],
      'cleared',
      { present: false, clearedAt: joinedCleared.incident.capturedAt },
      ['cleared'],
    ],
    [
      'comes back by one of them',
      [opened, joined, cleared, joinedCleared, joinedBack],
      'came-back',
      { present: true, clearedAt: null },
      ['came-back'],
    ],
    [
      'does not come back while it is there',
      [opened, joined, cleared, back],
      'also-seen',
      { present: true },
      ['still-there'],
    ],
  ])('%s', (_, alerts, effect, expected, steps) => {
    const played = play(...alerts);
    expect(played.effects.at(-1)).toBe(effect);
    expect(played.file).toMatchObject(expected);
    expect(played.steps).toEqual(steps);
    expect(played.file.alsoSeenBy).toEqual([{ cameraId: 'stairs', cameraName: 'Stairs' }]);
  });

  it('shows the findings of the first camera, and keeps those of each', () => {
    const { file, folder } = play(opened, joined);
    expect(file).toMatchObject({ incidentId: 'exit-3-0001', region: opened.incident.region });
    expect(file.lastEventAt).toBe(joined.incident.capturedAt);
    expect(folder.incidents.map(({ region }) => region)).toEqual([
      opened.incident.region,
      joined.incident.region,
    ]);
  });

  it('lists no camera twice, and not the one that began it', () => {
    const again = anAlert({ ...elsewhere, incidentId: 'stairs-2', fenceId: 'head' });
    const same = anAlert({ incidentId: 'exit-3-0002', fenceId: 'exit-3-other' });
    expect(play(opened, joined, again, same).file.alsoSeenBy).toHaveLength(1);
  });

  it.each([
    ['normal', 'critical', 'critical'],
    ['high', 'low', 'high'],
  ] as const)('is as severe as the more severe: %s, %s', (first, second, expected) => {
    const { file } = play(
      anAlert({ severity: first }),
      anAlert({ ...elsewhere, severity: second }),
    );
    expect(file.severity).toBe(expected);
  });

  it('re-opens a closed case even while its first camera still sees the object', () => {
    const { folder } = play(opened);
    const closed = { ...folder, case: { ...folder.case, state: 'closed' as const } };
    const decision = decideNext(closed, joined);
    expect(decision).toMatchObject({ effect: 'came-back', case: { state: 'dispatched' } });
  });
});
