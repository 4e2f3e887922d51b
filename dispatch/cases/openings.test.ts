// The openings of a case: one for each time that an incident opened, with the findings of that time only.
import { describe, expect, it } from 'vitest';
import { caseOpeningSchema } from '../../contracts/index.ts';
import { anAlert } from '../testing/alerts.ts';
import { openingsOf } from './openings.ts';

const opened = anAlert({ sequence: 1, event: 'opened', reason: 'a car', confidence: 0.9 });
const still = anAlert({ sequence: 2, reason: 'still a car', confidence: 0.8 });
const cleared = anAlert({ sequence: 3, event: 'cleared', reason: 'clear' });
const back = anAlert({ sequence: 4, event: 'opened', reason: 'a van', confidence: 0.7 });
const clearedAgain = anAlert({ sequence: 5, event: 'cleared' });

describe('openingsOf', () => {
  it('gives none without alerts', () => {
    expect(openingsOf([], [])).toEqual([]);
  });

  it('gives each with its own reason, time and media', () => {
    const media = [
      { incidentId: 'exit-3-0001', opening: 1, name: 'picture' as const },
      { incidentId: 'exit-3-0001', opening: 4, name: 'clip' as const },
      { incidentId: 'another', opening: 4, name: 'picture' as const },
    ];
    const openings = openingsOf([opened, still, cleared, back], media);
    for (const one of openings) expect(caseOpeningSchema.parse(one)).toEqual(one);
    const { capturedAt } = cleared.incident;
    expect(openings).toMatchObject([
      { opening: 1, reason: 'a car', clearedAt: capturedAt, hasPicture: true, hasClip: false },
      { opening: 4, reason: 'a van', clearedAt: null, hasPicture: false, hasClip: true },
    ]);
    expect(openings[1]?.openedAt).toBe(back.incident.capturedAt);
  });

  it('is independent of the order of the alerts', () => {
    const alerts = [opened, still, cleared, back, clearedAgain];
    expect(openingsOf([...alerts].reverse(), [])).toEqual(openingsOf(alerts, []));
  });

  it('leaves the end open when the clearing is missing', () => {
    expect(openingsOf([opened, back, clearedAgain], [])).toMatchObject([
      { opening: 1, clearedAt: null },
      { opening: 4, clearedAt: clearedAgain.incident.capturedAt },
    ]);
  });

  it('lists those of all incidents by their time', () => {
    const other = anAlert({ incidentId: 'other', cameraId: 'yard', capturedAt: 1 });
    expect(openingsOf([opened, other], []).map(({ cameraId }) => cameraId)).toEqual([
      'yard',
      'exit-3',
    ]);
  });
});
