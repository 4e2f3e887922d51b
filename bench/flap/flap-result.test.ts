import { describe, expect, it } from 'vitest';
import { faultsOfFlap, flapText, type FlapResult } from './flap-result.ts';
import { trendsOf, type Resources } from './resources.ts';

const flat: Resources[] = Array.from({ length: 8 }, () => ({
  memoryMb: 200,
  handles: 60,
  children: 32,
  diskMb: 12,
}));
const good: FlapResult = {
  cameras: 16,
  forMs: 600_000,
  serverKills: 24,
  ffmpegKills: 140,
  measurements: 8,
  isAlive: true,
  defects: 0,
  liveAtEnd: 16,
  trends: trendsOf(flat),
  comeback: { live: 16, afterMs: 4200, leftBehind: 0, defects: 0 },
};

describe('a run of the flap bench', () => {
  it('is good when the worker lived, stayed flat and came back after it was killed', () => {
    expect(faultsOfFlap(good)).toEqual([]);
    expect(flapText(good)).toContain('all well');
  });

  it.each([
    ['the worker ended unexpectedly', { isAlive: false }],
    ['2 defects', { defects: 2 }],
    ['15 of 16 cameras live at the end', { liveAtEnd: 15 }],
    ['15 of 16 cameras live after kill -9', { comeback: { ...good.comeback, live: 15 } }],
    ['1 ffmpegs left behind', { comeback: { ...good.comeback, leftBehind: 1 } }],
    ['1 defects', { comeback: { ...good.comeback, defects: 1 } }],
  ])('is not good when %s', (fault, change) => {
    expect(faultsOfFlap({ ...good, ...change }).join()).toContain(fault);
    expect(flapText({ ...good, ...change })).toContain(`WRONG: ${fault}`);
  });

  it.each(['memoryMb', 'handles', 'children', 'diskMb'] as const)(
    'is not good when %s grows',
    (name) => {
      const row = flat.map((one, n) => ({ ...one, [name]: one[name] + n * 60 }));
      expect(faultsOfFlap({ ...good, trends: trendsOf(row) }).join()).toContain(`${name} grew`);
    },
  );

  it('is not good when nothing was measured', () => {
    expect(faultsOfFlap({ ...good, trends: trendsOf([]) })).toHaveLength(4);
  });

  it('is printed with its figures at the start, in the middle and at the end', () => {
    const text = flapText(good);
    expect(text).toContain('16 cameras for 600 s; 24 times all away, 140 ffmpegs killed');
    expect(text).toMatch(/^memoryMb +200 +200 +200 +200$/m);
    expect(text).toContain('16 of 16 cameras live again 4.2 s after the restart');
  });
});
