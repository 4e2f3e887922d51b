// People are remembered while their region looks the same. Times are in seconds.
import { describe, expect, it } from 'vitest';
import { areStillThere, seenAgain, stillThere, type PeopleStay } from './lasting-people.ts';

const box = { x: 0.4, y: 0.4, width: 0.1, height: 0.2 };

/** People seen in `looks` looks four seconds apart, the last one at second 0. */
function seen(looks: number, kept = 0.7): PeopleStay {
  let stay: PeopleStay | null = null;
  for (let look = looks - 1; look >= 0; look--)
    stay = seenAgain(stay, { at: -4000 * look, box, kept });
  return stay!;
}

/** Pictures every two seconds in which the region looks the same. */
function unchanged(stay: PeopleStay, untilS: number, where = box): PeopleStay {
  let after = stay;
  for (let at = 2000; at <= untilS * 1000; at += 2000)
    after = stillThere(after, { at, box: where }, (since) => since);
  return after;
}

describe('people who were seen', () => {
  it.each([
    ['in five looks, and moved, are remembered', seen(5), true],
    ['in four looks only are not', seen(4), false],
    ['and never moved are not: it may be a thing', seen(9, 0.95), false],
    [
      'and moved in the first look only are not: there was nothing to compare it with',
      seenOnce(),
      false,
    ],
  ])('%s', (_, stay, expected) => {
    expect(areStillThere(unchanged(stay, 20), 20_000)).toBe(expected);
  });

  function seenOnce(): PeopleStay {
    let stay = seenAgain(null, { at: -16_000, box, kept: 0.2 });
    for (const at of [-12_000, -8000, -4000, 0]) stay = seenAgain(stay, { at, box, kept: 0.95 });
    return stay;
  }

  it('are there for hours while nothing changes', () => {
    expect(areStillThere(unchanged(seen(5), 7200), 7_200_000)).toBe(true);
  });

  it('were never there when no look saw any', () => {
    expect(areStillThere(null, 0)).toBe(false);
  });
});

describe('they may have left', () => {
  const different = (stay: PeopleStay, untilS: number) => {
    let after = stay;
    for (let at = 2000; at <= untilS * 1000; at += 2000)
      after = stillThere(after, { at, box }, () => at);
    return after;
  };

  it('when the region has looked different for longer than pictures are kept', () => {
    expect(areStillThere(different(seen(5), 18), 18_000)).toBe(true);
    expect(areStillThere(different(seen(5), 22), 22_000)).toBe(false);
  });

  it('but not when a person passes in front of them', () => {
    const passed = stillThere(different(seen(5), 8), { at: 10_000, box }, (since) => since);
    expect(areStillThere(unchanged(passed, 60), 60_000)).toBe(true);
  });

  it('when the region has shrunk to an object that they left', () => {
    const bag = { ...box, y: 0.5, height: 0.1 };
    expect(areStillThere(unchanged(seen(5), 22, bag), 22_000)).toBe(false);
  });

  it('and people after a pause without pictures are judged again', () => {
    const late = stillThere(seen(5), { at: 30_000, box }, (since) => since);
    expect(areStillThere(late, 30_000)).toBe(false);
  });
});
