// What the clips of a case's openings contain, or why there is none: read a few at a time, and limited for an object that returns
// often.
import { expect, it } from 'vitest';
import { openingsOf } from '../cases/openings.ts';
import { anAlert } from '../testing/alerts.ts';
import { withClips } from './clips-of-openings.ts';

const sound = { coverage: null, fault: null };

function openings(count: number, hasClip: (index: number) => boolean) {
  const [one] = openingsOf([anAlert({ incidentId: 'a' })], []);
  return Array.from({ length: count }, (_, index) => ({
    ...one!,
    opening: index + 1,
    hasClip: hasClip(index),
  }));
}

it('is empty without openings', async () => {
  expect(await withClips([], { clip: () => Promise.resolve(sound) })).toEqual([]);
});

it('is read for each opening, also without a clip, because the edge may have given a reason', async () => {
  const asked = { from: 1000, to: 46_000 };
  const missing = [{ ...asked, reason: 'camera-away' as const }];
  const none = { coverage: { startAt: 1000, asked, kept: [], missing }, fault: null };
  const told = await withClips(
    openings(3, (index) => index !== 1),
    { clip: ({ opening }) => Promise.resolve(opening === 2 ? none : sound) },
  );
  expect(told.map(({ clip }) => clip)).toEqual([sound, none, sound]);
});

it('is read for the newest hundred, eight at a time', async () => {
  let now = 0;
  let most = 0;
  const asked: number[] = [];
  const clip = async ({ opening }: { opening: number }) => {
    asked.push(opening);
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
    return null;
  };
  const told = await withClips(
    openings(150, () => true),
    { clip },
  );
  expect(told).toHaveLength(150);
  expect([asked[0], asked.at(-1), asked.length, most]).toEqual([51, 150, 100, 8]);
});
