import { describe, expect, it } from 'vitest';
import { createStreamClock, moveZero, type StampedPacket } from './stream-clock.ts';

const hour = 3_600_000;
/** A packet every 100 ms, stamped as the row says. */
const stream = (count: number, ptsOf: (n: number) => number | null): StampedPacket[] =>
  Array.from({ length: count }, (_, n) => ({ ptsMs: ptsOf(n), arrivedMs: 1000 + n * 100 }));
const placeAll = (packets: readonly StampedPacket[]) => packets.map(createStreamClock());

describe('the clock of a stream', () => {
  it('dates packets by their own time stamps, relative to the earliest arrival', () => {
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

  it('uses the arrival time where there is no time stamp', () => {
    const placed = placeAll(stream(3, () => null));
    expect(placed.map(({ takenMs }) => takenMs)).toEqual([1000, 1100, 1200]);
    expect(placed.every(({ stamp }) => stamp === 'missing')).toBe(true);
  });

  it.each([
    ['earlier', -9_800_000],
    ['later', 20_000_000],
  ])('uses the arrival time for a single time stamp hours %s, and goes on as before', (_, off) => {
    const placed = placeAll(stream(90, (n) => n * 100 + (n % 30 === 10 ? off : 0)));
    const odd = placed.filter(({ stamp }) => stamp === 'odd');
    expect(odd).toHaveLength(3);
    expect(odd.every(({ offMs }) => Math.abs(offMs - off) < 100)).toBe(true);
    expect(placed.map(({ takenMs }) => takenMs)).toEqual(
      stream(90, () => null).map(({ arrivedMs }) => arrivedMs),
    );
  });

  it('adopts a new time base that lasts a second, and reports it once', () => {
    const placed = placeAll(stream(60, (n) => (n < 30 ? hour + n * 100 : n * 100)));
    expect(placed.filter(({ stamp }) => stamp === 'restarted')).toHaveLength(1);
    expect(placed.slice(45).every(({ stamp }) => stamp === 'fits')).toBe(true);
    expect(placed.map(({ takenMs }) => takenMs)).toEqual(
      stream(60, () => null).map(({ arrivedMs }) => arrivedMs),
    );
  });

  it.each([
    ['stand still', () => 0],
    ['stand still for five pictures at a time', (n: number) => Math.floor(n / 5) * 500],
  ])('uses arrival times as long as time stamps %s', (_, ptsOf) => {
    const packets = stream(200, ptsOf);
    const placed = placeAll(packets);
    const offs = placed.map(({ takenMs }, n) => packets[n]!.arrivedMs - takenMs);
    expect(Math.max(...offs)).toBeLessThan(500);
    expect(placed.some(({ stamp }) => stamp === 'odd' || stamp === 'restarted')).toBe(false);
  });

  it.each([
    ['a ninetieth', 1 / 90],
    ['half', 0.5],
  ])('uses arrival times when time stamps run at %s of real time', (_, pace) => {
    const packets = stream(400, (n) => n * 100 * pace);
    const placed = placeAll(packets);
    const offs = placed.slice(80).map(({ takenMs }, n) => packets[n + 80]!.arrivedMs - takenMs);
    expect(Math.max(...offs)).toBeLessThan(500);
    expect(placed.some(({ stamp }) => stamp === 'odd' || stamp === 'restarted')).toBe(false);
  });

  it('classifies a packet as late, not odd, when its time stamp follows the last one', () => {
    const place = createStreamClock();
    for (let n = 0; n < 50; n++) place({ ptsMs: n * 100, arrivedMs: 1000 + n * 100 });
    // The last picture before a stall often arrives only when the connection ends.
    const late = place({ ptsMs: 5000, arrivedMs: 14_000 });
    expect(late.stamp).toBe('late');
    expect(late.takenMs).toBeCloseTo(6000, -2);
    expect(place({ ptsMs: 13_100, arrivedMs: 14_100 })).toMatchObject({ stamp: 'fits' });
  });

  it('adopts a new zero silently when a camera resumes a few seconds behind', () => {
    const pausedMs = (n: number) => (n < 50 ? 0 : 8000);
    const packets = Array.from({ length: 150 }, (_, n) => ({
      ptsMs: n * 100,
      arrivedMs: 1000 + n * 100 + pausedMs(n),
    }));
    const placed = placeAll(packets);
    expect(packets.at(-1)!.arrivedMs - placed.at(-1)!.takenMs).toBeLessThan(200);
    expect(placed.some(({ stamp }) => stamp === 'odd' || stamp === 'restarted')).toBe(false);
  });

  it('is not shifted for long by one time stamp that is a few seconds ahead', () => {
    const packets = stream(150, (n) => n * 100 + (n === 20 ? 4000 : 0));
    const placed = placeAll(packets);
    const offs = placed.map(({ takenMs }, n) => packets[n]!.arrivedMs - takenMs);
    expect(offs[30]).toBeGreaterThan(3000);
    expect(Math.max(...offs.slice(100))).toBeLessThan(200);
  });

  it('is not shifted by a burst after a network stall', () => {
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
  it('is the first arrival, then the earliest', () => {
    expect(moveZero(null, 500, 0)).toBe(500);
    expect(moveZero(500, 400, 100)).toBe(400);
  });

  it('drifts slowly, because no two clocks run at the same speed', () => {
    expect(moveZero(500, 600, 1000)).toBe(501);
  });
});
