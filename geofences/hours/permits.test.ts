// Permits remove claims by place and by hour, with the reason.
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type Permit } from '../../contracts/index.ts';
import { createTimetables } from './hours.ts';
import { createLocalClock } from './local-clock.ts';
import { withoutPermitted } from './permits.ts';
import { aClaim } from '../testing/claims.ts';
import { box, middle, monday } from '../testing/observations.ts';

const noon = createLocalClock('UTC')(monday);
const timetable = createTimetables(emptyCalendar);
const inForce = (permits: readonly Permit[]) =>
  permits.map(({ polygon, hours }) => ({ polygon, isOn: timetable({ hours }) }));
const claim = aClaim({ dwellMs: 1000, confidence: 1, what: 'stall' });
const lowerHalf: Permit['polygon'] = [
  [0, 0.6],
  [1, 0.6],
  [1, 1],
  [0, 1],
];
const upperHalf: Permit['polygon'] = [
  [0, 0],
  [1, 0],
  [1, 0.6],
  [0, 0.6],
];
const morning: Permit['hours'] = [{ days: ['mon'], from: '06:00', to: '09:30' }];
const midday: Permit['hours'] = [{ days: ['mon'], from: '11:00', to: '13:00' }];

describe('withoutPermitted', () => {
  it.each<[string, Permit[], boolean]>([
    ['without permits a claim stays', [], false],
    ['a permit without place and hours holds everywhere and always', [{ holder: 'Li Na' }], true],
    ['a permit holds where the thing stands', [{ polygon: lowerHalf }], true],
    ['not where only its top reaches', [{ polygon: upperHalf }], false],
    ['a permit holds in its hours', [{ hours: midday }], true],
    ['not in other hours', [{ hours: morning }], false],
    ['place and hours must both hold', [{ polygon: lowerHalf, hours: morning }], false],
    ['one of several permits is enough', [{ polygon: upperHalf }, { hours: midday }], true],
    [
      'two halves of two permits are none',
      [
        { polygon: upperHalf, hours: midday },
        { polygon: lowerHalf, hours: morning },
      ],
      false,
    ],
  ])('%s', (_, permits, isPermitted) => {
    const { claims, drops } = withoutPermitted([claim], inForce(permits), noon);
    expect(claims).toEqual(isPermitted ? [] : [claim]);
    expect(drops).toEqual(isPermitted ? [{ reason: 'permitted', region: middle }] : []);
  });

  it('accepts an empty list', () => {
    expect(withoutPermitted([], inForce([{}]), noon)).toEqual({
      claims: [],
      drops: [],
    });
  });

  it('removes the licensed stall and keeps its neighbour', () => {
    const neighbour = { ...claim, region: box(0.1, 0.1, 0.1, 0.2) };
    const permits = inForce([{ polygon: lowerHalf }]);
    expect(withoutPermitted([claim, neighbour], permits, noon).claims).toEqual([neighbour]);
  });
});
