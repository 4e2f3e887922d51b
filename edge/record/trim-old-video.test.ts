// Deletes old video of cameras that are no longer recorded. Real rings on a real disk.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '../../host/testing/fake-clock.ts';
import { createRings } from '../rings.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openRingBuffer, type Span } from './ring-buffer.ts';
import { trimOldVideo } from './trim-old-video.ts';

const now = 1_700_000_000_000;
const keepMs = 600_000;

/** A worker's folder after a restart. */
async function place(needed: readonly Span[] = []) {
  const camerasDir = join(await temporaryFolder(), 'cameras');
  const clock = createFakeClock(now);
  const memory = createMemoryLog();
  const dirOf = (cameraId: string) => join(camerasDir, cameraId, 'segments');
  let opened = 0;
  const openOne = (cameraId: string) => {
    opened += 1;
    return openRingBuffer({
      ...{ dir: dirOf(cameraId), keepMs, maxBytes: 1e6, clock, log: memory.log },
      needed: () => needed,
    });
  };
  const rings = createRings({ knows: () => false, openOne, clock, log: memory.log });
  const lay = async (cameraId: string, ...agesMs: number[]) => {
    await mkdir(dirOf(cameraId), { recursive: true });
    for (const age of agesMs)
      await writeFile(join(dirOf(cameraId), `${now - age}-2000.mkv`), 'video');
  };
  const left = async (cameraId: string) =>
    (await readdir(dirOf(cameraId))).filter((name) => name.endsWith('.mkv'));
  const run = async (work: () => Promise<void>) => {
    const ending = new AbortController();
    const options = { camerasDir, rings, clock, log: memory.log };
    const running = trimOldVideo(options, ending.signal);
    await work();
    ending.abort();
    await clock.advance(0);
    await running;
  };
  return { camerasDir, clock, memory, rings, lay, left, run, opened: () => opened };
}

/** The disk takes real time, so the check may run after the fake clock has passed its time. */
async function aMinuteLater<T>(clock: FakeClock, look: () => Promise<T>): Promise<T> {
  await clock.advance(60_000);
  return look();
}

describe('trimming old video', () => {
  it('deletes video of cameras that the worker no longer has, by age, also after a restart', async () => {
    const { lay, left, run, clock } = await place();
    await lay('removed', 3_600_000, keepMs + 3000, 60_000);
    await lay('elsewhere', keepMs - 60_000);
    await run(async () => {
      await expect.poll(() => left('removed')).toHaveLength(1);
      expect(await left('elsewhere')).toHaveLength(1);
      await expect.poll(() => aMinuteLater(clock, () => left('removed'))).toEqual([]);
      await expect.poll(() => aMinuteLater(clock, () => left('elsewhere'))).toEqual([]);
    });
  });

  it('keeps what a clip needs', async () => {
    const span = { fromMs: now - 3_601_000, toMs: now - 3_600_500 };
    const { lay, left, run } = await place([span]);
    await lay('elsewhere', 3_602_000, 7_200_000);
    await run(async () => {
      await expect.poll(() => left('elsewhere')).toEqual([`${now - 3_602_000}-2000.mkv`]);
    });
  });

  it('deletes video of a camera that was recorded until now', async () => {
    const { lay, left, run, rings, clock, memory } = await place();
    await lay('given-away', 1000);
    await rings.open('given-away');
    await run(async () => {
      await clock.advance(keepMs - 60_000);
      expect(await left('given-away')).toHaveLength(1);
      await expect.poll(() => aMinuteLater(clock, () => left('given-away'))).toEqual([]);
    });
    await expect
      .poll(() => memory.lines.find((line) => line.msg === 'old video of a camera was deleted'))
      .toMatchObject({ cameraId: 'given-away', dropped: 1 });
  });

  it('opens no ring without a folder of cameras, for a camera without video or for a file', async () => {
    const empty = await place();
    await empty.run(() => empty.clock.advance(60_000));
    expect(empty.opened()).toBe(0);
    const other = await place();
    await mkdir(join(other.camerasDir, 'no-video'), { recursive: true });
    await writeFile(join(other.camerasDir, 'a-file'), '');
    await other.run(() => other.clock.advance(60_000));
    expect(other.opened()).toBe(0);
  });
});

describe('rings', () => {
  it('open a ring once when two ask at the same time', async () => {
    const { lay, rings, opened } = await place();
    await lay('one', 1000);
    const [a, b] = await Promise.all([rings.open('one'), rings.open('one')]);
    expect(a).toBe(b);
    expect(a).not.toBeNull();
    expect(opened()).toBe(1);
  });
});
