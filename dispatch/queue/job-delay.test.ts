import { expect, it } from 'vitest';
import { fakeClock } from '../testing/fake-clock.ts';
import { jobDelayMs } from './job-delay.ts';

const clock = fakeClock();
const fast = { ...clock, worldMs: (ms: number) => ms / 10 };

it.each([
  ['as long on the same pace', clock, 500, 500],
  ['shorter where the clock runs faster', fast, 500, 50],
  ['not at all when its time has passed', clock, -1, 0],
  ['not at all when its time has passed on a faster clock', fast, -500, 0],
])('a job waits %s', (_, own, ms, expected) => {
  expect(jobDelayMs(own, ms)).toBe(expected);
});
