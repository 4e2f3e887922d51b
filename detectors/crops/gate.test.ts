// The gate: one row for each reason to run the detector, and one for not running it.
import { describe, expect, it } from 'vitest';
import {
  paintStreet,
  planesOf,
  withLight,
  withNoise,
  withThings,
} from '../testing/paint-picture.ts';
import { gate, gateReasons, type LastLook } from './gate.ts';

const crop = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
const street = paintStreet();
const look = (at: number, picture = street): LastLook => ({ at, planes: planesOf(picture) });
const last = look(10_000);
const walkerAt = (x: number, y: number) =>
  withThings(street, [{ box: { x, y, width: 0.04, height: 0.12 }, colour: [30, 30, 60] }]);

describe('gate', () => {
  const rows: [string, (typeof gateReasons)[number], LastLook | null, LastLook, boolean][] = [
    ['nothing was looked at before', 'first', null, look(12_000), false],
    [
      'the picture has another size',
      'first',
      last,
      look(12_000, paintStreet({ width: 120, height: 90 })),
      false,
    ],
    ['an incident is coming or open', 'attention', last, look(12_000), true],
    ['it has been ten seconds', 'heartbeat', last, look(20_000), false],
    ['somebody walks in the crop', 'changed', last, look(12_000, walkerAt(0.5, 0.5)), false],
    [
      'the light was switched',
      'changed',
      last,
      look(
        12_000,
        withLight(street, () => 0.6),
      ),
      false,
    ],
    ['nothing happens', 'still', last, look(12_000), false],
    ['there is only noise', 'still', last, look(12_000, withNoise(street, 6, 4)), false],
    ['somebody walks elsewhere', 'still', last, look(12_000, walkerAt(0.05, 0.05)), false],
    [
      'the light changes by a little',
      'still',
      last,
      look(
        12_000,
        withLight(street, () => 0.92),
      ),
      false,
    ],
  ];
  it.each(rows)('when %s says: %s', (_, reason, before, now, attention) => {
    expect(gate(crop, before, now, attention)).toBe(reason);
  });

  it('has a row above for every reason', () => {
    expect(new Set(rows.map(([, reason]) => reason))).toEqual(new Set(gateReasons));
  });

  it('checks the edges of the picture too', () => {
    const whole = { x: 0, y: 0, width: 1, height: 1 };
    expect(gate(whole, last, look(11_000, walkerAt(0.96, 0.88)), false)).toBe('changed');
  });

  it('treats an empty crop as still', () => {
    const nothing = { x: 0.5, y: 0.5, width: 0, height: 0 };
    expect(gate(nothing, last, look(11_000, walkerAt(0.5, 0.5)), false)).toBe('still');
  });
});
