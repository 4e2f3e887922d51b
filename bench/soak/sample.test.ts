import { describe, expect, it } from 'vitest';
import { readSamples } from './sample.ts';
import { sampleAt } from './testing/calm-samples.ts';
import { busyBetween, machineTimes } from './watch-soak.ts';

describe('samples', () => {
  it('are read as they were written', () => {
    const written = [sampleAt(0), { ...sampleAt(1), queue: null, record: null }];
    const text = written.map((one) => `${JSON.stringify(one)}\n`).join('');
    expect(readSamples(text)).toEqual(written);
    expect(readSamples('')).toEqual([]);
  });

  it('name the line that cannot be read', () => {
    const good = JSON.stringify(sampleAt(0));
    expect(() => readSamples(`${good}\n${good.slice(0, 40)}`)).toThrow('line 2 of the samples');
    const other = JSON.stringify({ ...sampleAt(0), looks: -1 });
    expect(() => readSamples(other)).toThrow('line 1 of the samples');
  });
});

describe('the use of the machine', () => {
  it('is the share of time that is neither idle nor waiting for a disk', () => {
    const before = machineTimes('cpu  10 0 10 80 0 0 0 0 0 0\ncpu0 1 1 1 1\n');
    const now = machineTimes('cpu  40 10 20 110 20 0 0 0 0 0\n');
    expect(busyBetween(before, now)).toBeCloseTo(0.5, 9);
    expect(busyBetween(now, now)).toBe(0);
  });
});
