// Which video is deleted on a nearly full disk: the oldest of all cameras, never a segment that a clip needs, and no more than needed.
import { describe, expect, it } from 'vitest';
import type { DiskRoom } from '../state/disk-room.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { keepRoom, makeRoom } from './keep-room.ts';

const mib = 1 << 20;

/** Segments of 10 MiB, each by when it begins. */
function ring(...starts: number[]) {
  const left = [...starts].sort((a, b) => a - b);
  return {
    left,
    oldestToSpare: () => left[0] ?? null,
    dropOldest: () => Promise.resolve(left.splice(0, 1).length * 10 * mib),
  };
}

function options(freeBytes: number, rings: ReturnType<typeof ring>[], totalBytes = 1000 * mib) {
  const room = (): Promise<DiskRoom> => Promise.resolve({ freeBytes, totalBytes });
  const clock = createFakeClock();
  const memory = createMemoryLog();
  return { dir: '/data', rings: () => rings, clock, log: memory.log, memory, room };
}

describe('free space on the disk', () => {
  it.each([
    ['there is enough', 500, [1, 2, 3, 4], 0],
    ['a little is missing', 115, [2, 3, 4], 0],
    ['more is missing', 95, [4], 0],
    ['all of it is not enough', 0, [], 80],
  ])('when %s', async (_, freeMib, left, missingMib) => {
    const one = ring(1, 4);
    const other = ring(2, 3);
    const made = await makeRoom(options(freeMib * mib, [one, other]));
    expect([...one.left, ...other.left].sort((a, b) => a - b)).toEqual(left);
    expect(made).toEqual({ dropped: 4 - left.length, missingBytes: missingMib * mib });
  });

  it('is made for a clip that needs more than video leaves free, and not more', async () => {
    const one = ring(1, 2, 3);
    expect(await makeRoom(options(500 * mib, [one]), 515 * mib)).toEqual({
      dropped: 2,
      missingBytes: 0,
    });
    expect(one.left).toEqual([3]);
    await makeRoom(options(500 * mib, [one]), 500 * mib);
    expect(one.left).toEqual([3]);
  });

  it('is limited to a fixed amount on a huge disk', async () => {
    const one = ring(1);
    await makeRoom(options(2000 * mib, [one], 4_000_000 * mib));
    expect(one.left).toEqual([1]);
  });

  it('cannot be made without a ring, or from segments that clips need', async () => {
    expect(await makeRoom(options(0, []))).toMatchObject({ dropped: 0 });
    expect(await makeRoom(options(0, [ring()]))).toMatchObject({ dropped: 0 });
  });

  it('is checked repeatedly, logged once, and tolerates a disk that does not report it', async () => {
    const rings = [ring(1, 2, 3)];
    const { memory, ...short } = options(115 * mib, rings);
    const stopping = new AbortController();
    const answers = [short.room, () => Promise.reject(new Error('EIO')), short.room, short.room];
    const room = () => (answers.shift() ?? short.room)();
    const running = keepRoom({ ...short, room }, stopping.signal);
    await short.clock.advance(1);
    expect(rings[0]?.left).toEqual([2, 3]);
    await short.clock.advance(10_000);
    expect(rings[0]?.left).toEqual([3]);
    await short.clock.advance(5000);
    expect(rings[0]?.left).toEqual([]);
    stopping.abort();
    await running;
    expect(memory.text().match(/deleting the oldest video/g)).toHaveLength(2);
  });
});
