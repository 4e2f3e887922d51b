// Regions that keep still and regions that do not, on drawn pictures two seconds apart.
import { describe, expect, it } from 'vitest';
import type { Picture } from './frame.ts';
import { createStillness, isRestless, withProof, type Proof } from './stillness.ts';
import {
  paintStreet,
  shifted,
  withNoise,
  withRain,
  withThings,
  type Colour,
} from './testing/paint-picture.ts';

const grid = { columns: 80, rows: 44 };
/** The thing at x 0.4 to 0.55, y 0.5 to 0.75. */
const spans = Array.from({ length: 11 }, (_, row): [number, number, number] => [22 + row, 32, 43]);
const street = paintStreet();
const dark: Colour = [40, 40, 45];
const crate = { box: { x: 0.4, y: 0.5, width: 0.15, height: 0.25 }, colour: dark };
const withCrate = withThings(street, [crate]);

/** A person in dark clothes who shifts weight, and never looks the same twice. */
function person(look: number): Picture {
  const x = 0.4 + 0.02 * (look % 6);
  const y = 0.52 + 0.03 * (look % 5);
  const arms = { box: { x, y, width: 0.06, height: 0.08 }, colour: [190, 150, 130] as Colour };
  return withThings(street, [crate, arms]);
}

/** Since when the region has looked the same as in the last picture. */
async function sameSince(
  film: (look: number) => Picture,
  { looks = 6, apartMs = 2000, since = 0 } = {},
): Promise<number> {
  const stillness = createStillness();
  for (let look = 0; look < looks; look++) await stillness.observe(film(look), look * apartMs);
  return stillness.sameSince({ spans, since }, grid);
}

describe('the time since when a region has looked the same', () => {
  it('is now with only one picture', async () => {
    expect(await sameSince(() => withCrate, { looks: 1 })).toBe(0);
  });

  it('is its arrival, for a standing object', async () => {
    expect(await sameSince(() => withCrate)).toBe(0);
    const comes = (look: number) => (look < 3 ? street : withCrate);
    expect(await sameSince(comes, { looks: 8, since: 6000 })).toBe(6000);
  });

  it('is never before the requested time', async () => {
    expect(await sameSince(() => withCrate, { since: 3000 })).toBe(4000);
  });

  it('is now for a person who shifts weight', async () => {
    expect(await sameSince(person)).toBe(10_000);
  });

  it('is its arrival for an object behind a passer-by', async () => {
    const passes = (look: number) => (look === 3 ? person(2) : withCrate);
    expect(await sameSince(passes)).toBe(0);
  });

  it.each<[string, (look: number) => Picture]>([
    ['grain', (look) => withNoise(withCrate, 8, look)],
    ['rain', (look) => withRain(withCrate, look)],
    ['heavy rain', (look) => withRain(withCrate, look, 0.1)],
    ['a mast that shakes', (look) => shifted(withCrate, look % 2, 0)],
  ])('does not suffer from %s over all of the picture', async (_, film) => {
    expect(await sameSince(film)).toBeLessThanOrEqual(2000);
  });

  it('uses pictures that are far enough apart, at any frame rate', async () => {
    expect(await sameSince(() => withCrate, { looks: 24, apartMs: 500 })).toBeLessThanOrEqual(500);
    const slow = (look: number) => person(Math.floor(look / 4));
    expect(await sameSince(slow, { looks: 24, apartMs: 500 })).toBeGreaterThanOrEqual(9500);
  });

  it('goes back no further than 21 seconds', async () => {
    expect(await sameSince(() => withCrate, { looks: 20 })).toBe(38_000 - 20_000);
  });

  it('is now after pictures of another size', async () => {
    const small = paintStreet({ width: 80, height: 44 });
    expect(await sameSince((look) => (look < 3 ? withCrate : small), { looks: 4 })).toBe(6000);
  });
});

describe('a restless region', () => {
  const at = 100_000;
  it.each<[string, Proof, number, boolean]>([
    ['nothing that is young', { from: at, at }, at - 5000, false],
    ['what was never as before', { from: at, at }, at - 6000, true],
    ['not what is as when it came', { from: at - 12_000, at }, at - 12_000, false],
    ['not what is so for three fifths of its age', { from: at - 6000, at }, at - 10_000, false],
    ['what is so for half of its age', { from: at - 5000, at }, at - 10_000, true],
    ['not what stands for hours and is so for 12 s', { from: at - 12_000, at }, 0, false],
    ['what stands for hours and is so for 11 s', { from: at - 11_000, at }, 0, true],
  ])('%s', (_, proof, since, expected) => {
    expect(isRestless(proof, since, at)).toBe(expected);
  });
});

describe('a proof', () => {
  const good = { from: 0, at: 10_000 };
  it.each<[string, Proof | null, Proof, Proof]>([
    ['is taken when there was none', null, good, good],
    ['holds while somebody stands in front', good, { from: 18_000, at: 18_000 }, good],
    ['ends after 8 s', good, { from: 18_001, at: 18_001 }, { from: 18_001, at: 18_001 }],
    ['gives way to a better one', good, { from: 0, at: 12_000 }, { from: 0, at: 12_000 }],
  ])('%s', (_, before, now, expected) => {
    expect(withProof(before, now)).toEqual(expected);
  });
});
