// The look schedule of one camera over time: when its key frames are decoded, how skipped ones are counted, and what overload
// changes.
import { describe, expect, it } from 'vitest';
import type { FollowedPlace } from '../../geofences/index.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createLookSchedule, type SkipReason } from './look-schedule.ts';
import { createOverload, type Overload } from './overload.ts';
import { createCodedSize } from './coded-size.ts';
import type { Found } from './look-interval.ts';

const nothing: Found = { isViewWrong: false, isSomething: false, followed: [] };
const something: Found = { ...nothing, isSomething: true };
const followed = (stage: FollowedPlace['stage'], isAbsent = false): Found => ({
  ...something,
  followed: [{ stage, stayedMs: 10_000, dwellMs: 40_000, isAbsent }],
});
const candidate = followed('candidate');

function setUp(leastDwellMs: number | null, overload: Overload = createOverload()) {
  const clock = createFakeClock();
  const skipped: SkipReason[] = [];
  const looks = createLookSchedule({
    ...{ cameraId: 'gate', periodMs: 2000, leastDwellMs: () => leastDwellMs, overload, clock },
    onSkipped: (reason) => skipped.push(reason),
  });
  return { looks, clock, skipped };
}

const always = (stretch: number): Overload => ({
  ...{
    looked: () => undefined,
    delayOf: () => null,
    forget: () => undefined,
    load: () => ({ cameras: 1, capacity: 1 }),
  },
  stretchOf: (priority) => (priority === 'attention' ? Math.max(1, stretch / 4) : stretch),
});

async function calmCamera(stretch = 1) {
  const made = setUp(40_000, always(stretch));
  made.looks.found(nothing, 0);
  await made.clock.advance(70_000);
  return made;
}

describe('a camera', () => {
  it('is looked at every period at first', () => {
    const { looks, skipped } = setUp(40_000);
    expect(looks.isDue(2000)).toBe(true);
    looks.found(nothing, 100);
    expect(looks.isDue(2000)).toBe(true);
    expect(skipped).toEqual([]);
  });

  it('is looked at every 6 s after a calm time, with the reason for skipping', async () => {
    const { looks, skipped } = await calmCamera();
    expect([2000, 4000, 6000].map((ms) => looks.isDue(ms))).toEqual([false, false, true]);
    expect(skipped).toEqual(['calm', 'calm']);
  });

  it.each<[string, Found, boolean[]]>([
    ['every second period while people pass', something, [false, true, true]],
    ['every period while a candidate stays', candidate, [true, true, true]],
    ['every third period while an incident stays open', followed('open'), [false, true, true]],
    ['every period once its place looks clear', followed('open', true), [true, true, true]],
    ['every period while its view is wrong', { ...nothing, isViewWrong: true }, [true, true, true]],
  ])('is looked at %s', async (_, found, due) => {
    const { looks } = await calmCamera();
    looks.found(found, 100);
    expect([2000, 4000, 6000].map((ms) => looks.isDue(ms))).toEqual(due);
  });

  it('with only an open incident is looked at seldom', async () => {
    const { looks, clock } = await calmCamera();
    looks.found(followed('open'), 100);
    await clock.advance(11_000);
    looks.found({ ...followed('open'), isSomething: false }, 100);
    expect([2000, 4000].map((ms) => looks.isDue(ms))).toEqual([false, true]);
  });

  it('is looked at once its coded pictures grow', async () => {
    const { looks } = await calmCamera();
    const group = (bytes: number) => {
      looks.picture({ bytes: 90_000, isKey: true });
      for (let n = 0; n < 49; n++) looks.picture({ bytes, isKey: false });
    };
    for (let n = 0; n < 12; n++) group(1000);
    looks.picture({ bytes: 90_000, isKey: true });
    expect(looks.isDue(2000)).toBe(false);
    group(1500);
    looks.picture({ bytes: 90_000, isKey: true });
    expect(looks.isDue(2000)).toBe(true);
  });

  it('is never skipped with a short dwell', async () => {
    const { looks, clock, skipped } = setUp(12_000);
    looks.found(nothing, 0);
    await clock.advance(600_000);
    expect(looks.isDue(1500)).toBe(true);
    expect(skipped).toEqual([]);
  });

  it('is looked at less often on an overloaded machine, and counted as such', () => {
    const { looks, skipped } = setUp(12_000, always(3));
    looks.found(something, 0);
    expect([2000, 4000, 6000].map((ms) => looks.isDue(ms))).toEqual([false, false, true]);
    expect(skipped).toEqual(['overloaded', 'overloaded']);
  });

  it('keeps its rate on an overloaded machine while it has a candidate', () => {
    const { looks } = setUp(12_000, always(4));
    looks.found(candidate, 0);
    expect(looks.isDue(2000)).toBe(true);
  });

  it('whose decoder is behind counts as late', () => {
    const overload = createOverload();
    const { looks, skipped } = setUp(12_000, overload);
    looks.behind();
    expect(skipped).toEqual(['behind']);
    expect(overload.delayOf('gate')).toBe(4000);
    expect(overload.stretchOf('usual')).toBeGreaterThan(1);
  });

  it('is looked at every 20 s at least, under any load', async () => {
    const { looks } = await calmCamera(10);
    expect(looks.isDue(15_000)).toBe(true);
  });
});

describe('the sizes of coded pictures', () => {
  it('show nothing before ten GOPs, or in a stream of key frames only', () => {
    const codedSize = createCodedSize();
    for (let n = 0; n < 30; n++) codedSize.add({ bytes: n * 1000, isKey: true });
    expect(codedSize.isBusy()).toBe(false);
  });

  it('show nothing when they are constant, as with a constant bit rate', () => {
    const codedSize = createCodedSize();
    for (let n = 0; n < 500; n++) codedSize.add({ bytes: 20_000, isKey: n % 25 === 0 });
    expect(codedSize.isBusy()).toBe(false);
  });
});
