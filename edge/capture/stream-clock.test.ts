import { describe, expect, it } from 'vitest';
import { createStreamClock, moveZero, type StampedPacket } from './stream-clock.ts';

const hour = 3_600_000;
/** A packet every 100 ms, stamped as the row says. */
const stream = (count: number, ptsOf: (n: number) => number | null): StampedPacket[] =>
  Array.from({ length: count }, (_, n) => ({ ptsMs: ptsOf(n), arrivedMs: 1000 + n * 100 }));
const placeAll = (packets: readonly StampedPacket[]) => packets.map(createStreamClock());

describe('the clock of a stream', () => {
  it('dates packets by their own stamps, from the earliest arrival seen', () => {
    const late = [0, 80, 20, 0].map((lateMs, n) => ({
      ptsMs: n * 100,
      arrivedMs: 1000 + n * 100 + lateMs,
    }));
    expect(placeAll(late).map(({ takenMs }) => Math.round(takenMs))).toEqual([
      1000, 1100, 1200, 1300,
    ]);
  });

  it('never dates a packet later than its arrival', () => {
    const place = createStreamClock();
    place({ ptsMs: 0, arrivedMs: 5000 });
    expect(place({ ptsMs: 100, arrivedMs: 5020 }).takenMs).toBeLessThanOrEqual(5020);
  });

  it('takes the time of arrival where there is no stamp', () => {
    const placed = placeAll(stream(3, () => null));
    expect(placed.map(({ takenMs }) => takenMs)).toEqual([1000, 1100, 1200]);
    expect(placed.every(({ stamp }) => stamp === 'missing')).toBe(true);
  });

  it.each([
    ['earlier', -9_800_000],
    ['later', 20_000_000],
  ])('takes the time of arrival for a single stamp hours %s, and goes on as before', (_, off) => {
    const placed = placeAll(stream(90, (n) => n * 100 + (n % 30 === 10 ? off : 0)));
    const odd = placed.filter(({ stamp }) => stamp === 'odd');
    expect(odd).toHaveLength(3);
    expect(odd.every(({ offMs }) => Math.abs(offMs - off) < 100)).toBe(true);
    expect(placed.map(({ takenMs }) => takenMs)).toEqual(
      stream(90, () => null).map(({ arrivedMs }) => arrivedMs),
    );
  });

  it('takes over a new time base that stays, after a second, and says so once', () => {
    const placed = placeAll(stream(60, (n) => (n < 30 ? hour + n * 100 : n * 100)));
    expect(placed.filter(({ stamp }) => stamp === 'restarted')).toHaveLength(1);
    expect(placed.slice(45).every(({ stamp }) => stamp === 'fits')).toBe(true);
    expect(placed.map(({ takenMs }) => takenMs)).toEqual(
      stream(60, () => null).map(({ arrivedMs }) => arrivedMs),
    );
  });

  it('survives stamps that stand still', () => {
    const placed = placeAll(stream(200, () => 0));
    const gaps = placed.slice(1).map(({ takenMs }, n) => takenMs - placed[n]!.takenMs);
    expect(placed.at(-1)!.takenMs).toBeGreaterThan(15_000);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
  });

  it('is not moved by a burst after the network stood still', () => {
    const place = createStreamClock();
    for (let n = 0; n < 50; n++) place({ ptsMs: n * 100, arrivedMs: 1000 + n * 100 });
    const burst = Array.from({ length: 80 }, (_, n) =>
      place({ ptsMs: (50 + n) * 100, arrivedMs: 14_000 + n }),
    );
    expect(burst.every(({ takenMs }) => takenMs <= 14_080)).toBe(true);
    expect(place({ ptsMs: 13_100, arrivedMs: 14_100 }).takenMs).toBeCloseTo(14_100, -2);
  });
});

describe('the zero of a stream', () => {
  it('is the first seen, then the earliest', () => {
    expect(moveZero(null, 500, 0)).toBe(500);
    expect(moveZero(500, 400, 100)).toBe(400);
  });

  it('drifts later slowly, as no two clocks run alike', () => {
    expect(moveZero(500, 600, 1000)).toBe(501);
  });
});
