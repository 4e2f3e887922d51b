// The tone curve: estimated from pairs of luma, applied and inverted.
import { describe, expect, it } from 'vitest';
import { createToneSamples, evenTone, toned, untoned } from './tone.ts';

const greys = Array.from({ length: 3000 }, (_, index) => 4 + (index % 300) / 80);

/** The tone between pictures in which each grey was changed. */
function toneOf(change: (luma: number) => number, overall = 0) {
  const samples = createToneSamples(greys.length);
  for (const luma of greys) samples.add(luma, change(luma));
  return samples.tone(overall);
}

describe('a tone curve', () => {
  it('is the identity for pictures in the same light', () => {
    const tone = toneOf((luma) => luma);
    for (const luma of [4, 5.5, 7.7]) expect(toned(tone, luma)).toBeCloseTo(luma, 6);
  });

  it.each<[string, (luma: number) => number, number]>([
    ['a lamp', (luma) => luma + 0.8, 0.8],
    ['less contrast', (luma) => 6 + 0.5 * (luma - 6), 0],
    ['more contrast', (luma) => 6 + 1.4 * (luma - 6), 0],
    ['a gain that ends at white', (luma) => Math.min(7.2, luma + 0.6), 0.6],
  ])('follows %s for greys that are in the picture', (_, change, overall) => {
    const tone = toneOf(change, overall);
    for (const luma of [4.3, 5, 6, 7, 7.5])
      expect(Math.abs(toned(tone, luma) - change(luma))).toBeLessThan(0.2);
  });

  it('is inverted exactly', () => {
    const tone = toneOf((luma) => 6.5 + 0.7 * (luma - 6));
    for (const luma of [4.2, 5, 6.3, 7.4])
      expect(untoned(tone, toned(tone, luma))).toBeCloseTo(luma, 1);
  });

  it('is monotonic, except for a step of its table', () => {
    const tone = toneOf((luma) => 12 - luma);
    for (let luma = 3; luma < 8; luma += 0.05)
      expect(toned(tone, luma + 0.05)).toBeGreaterThan(toned(tone, luma) - 1 / 64);
    expect(toned(tone, 7.9)).toBeGreaterThan(toned(tone, 3));
  });

  it('shifts greys that do not occur by the shift of the whole picture', () => {
    const samples = createToneSamples(100);
    for (let count = 0; count < 100; count++) samples.add(7, 7.4);
    expect(toned(samples.tone(0.4), 4)).toBeCloseTo(4.4, 3);
  });

  it('weights bins with few pixels less than the whole picture', () => {
    const samples = createToneSamples(2010);
    for (let count = 0; count < 2000; count++) samples.add(7, 7);
    for (let count = 0; count < 10; count++) samples.add(5, 7.5);
    expect(toned(samples.tone(0), 5) - 5).toBeLessThan(0.5);
  });

  it('ignores a minority of pixels in a bin', () => {
    const samples = createToneSamples(1000);
    for (let count = 0; count < 1000; count++) samples.add(6, count % 10 < 3 ? 4 : 6.2);
    expect(toned(samples.tone(0.2), 6)).toBeCloseTo(6.2, 1);
  });

  it('is the shift of the whole picture without pixels', () => {
    const tone = createToneSamples(0).tone(-0.3);
    expect(toned(tone, 6)).toBeCloseTo(5.7, 4);
  });
});

describe('evenTone', () => {
  it('shifts every grey by the same amount, also beyond black and white', () => {
    const tone = evenTone(0.5);
    for (const luma of [-1, 0, 5, 9, 12]) {
      expect(toned(tone, luma)).toBeCloseTo(luma + 0.5, 6);
      expect(untoned(tone, luma)).toBeCloseTo(luma - 0.5, 6);
    }
  });
});
