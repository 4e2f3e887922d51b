// The weight of an edge: by its setting, its processors, and its measured load.
import { expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createWeight } from './weight.ts';

function weightOf(capacity: number | null) {
  const clock = createFakeClock();
  const load = { cameras: 10, capacity: 10 };
  const weight = createWeight({ capacity, processors: 2, load: () => load, clock });
  const after = async (ms: number) => {
    let last = weight();
    for (let passed = 0; passed < ms; passed += 1000) {
      await clock.advance(1000);
      last = weight();
    }
    return last;
  };
  return { load, after };
}

it('is the setting, else by the number of processors', async () => {
  expect(await weightOf(25).after(0)).toBe(25);
  expect(await weightOf(null).after(0)).toBe(60);
});

it('falls to the measured capacity after a lasting overload, not after a short one', async () => {
  const { load, after } = weightOf(null);
  Object.assign(load, { cameras: 60, capacity: 40 });
  expect(await after(20_000)).toBe(60);
  load.capacity = 60;
  await after(5000);
  load.capacity = 40;
  expect(await after(20_000)).toBe(60);
  expect(await after(20_000)).toBe(40);
});

it('returns slowly to its former value after the overload', async () => {
  const { load, after } = weightOf(null);
  Object.assign(load, { cameras: 60, capacity: 50 });
  expect(await after(40_000)).toBe(50);
  load.cameras = 50;
  expect(await after(300_000)).toBe(50);
  expect(await after(310_000)).toBe(55);
  expect(await after(7_200_000)).toBe(60);
});
