// Which edge answers a clip request for a camera that has moved.
import { expect, it } from 'vitest';
import { answersFor } from './video-answer.ts';

const now = 1_800_000_000_000;
const leaseSince = (since: number) => ({ token: 5, since });

it.each([
  ['that has the video, though another has the camera', undefined, true, now - 1000, true],
  ['that has neither camera nor video', undefined, false, now - 1000, false],
  ['that has the camera and the video', leaseSince(now - 9000), true, now - 1000, true],
  ['that had the camera then, without video', leaseSince(now - 9000), false, now - 1000, true],
  [
    'that took the camera later: the one before may have it',
    leaseSince(now - 500),
    false,
    now - 1000,
    false,
  ],
  [
    'that took the camera later, when nobody has answered',
    leaseSince(now - 500),
    false,
    now - 60_001,
    true,
  ],
] as const)('an edge %s', (_, lease, hasVideo, until, expected) => {
  expect(answersFor({ lease, hasVideo, until, now })).toBe(expected);
});
