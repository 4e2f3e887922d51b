import { readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openRingBuffer, type Span } from './ring-buffer.ts';

const start = 1_700_000_000_000;

const usual = { keepMs: 10_000, maxBytes: 1000 };

async function open(dir: string, limits: typeof usual & { needed?: () => Span[] } = usual) {
  const clock = createFakeClock(start);
  const { log } = createMemoryLog();
  const buffer = await openRingBuffer({ dir, ...limits, clock, log });
  const add = async (fromMs: number, toMs: number, content = 'video') => {
    const file = `live-1-${fromMs}.ts`;
    await writeFile(join(dir, file), content);
    await buffer.add({ file, startAt: start + fromMs, endAt: start + toMs });
  };
  const files = async () => (await readdir(dir)).filter((file) => file !== 'gaps.json').sort();
  return { buffer, add, files, clock };
}

describe('the ring buffer', () => {
  it('is empty at first', async () => {
    const { buffer } = await open(await temporaryFolder());
    expect(buffer.recordedUntil()).toBeNull();
    expect(buffer.within(0, Infinity)).toEqual([]);
  });

  it('finds its segments again after a restart', async () => {
    const dir = await temporaryFolder();
    const { add } = await open(dir);
    await add(0, 2000);
    await add(2000, 4000);
    const again = await open(dir);
    expect(again.buffer.recordedUntil()).toBe(start + 4000);
    expect(again.buffer.within(start + 2500, start + 3000)).toHaveLength(1);
  });

  it('deletes segments that are too old, and the oldest above the size limit', async () => {
    const { add, files, clock } = await open(await temporaryFolder());
    await add(0, 2000);
    await add(2000, 4000);
    await clock.advance(13_000);
    await add(13_000, 15_000, 'x'.repeat(900));
    expect(await files()).toEqual([`${start + 2000}-2000.ts`, `${start + 13_000}-2000.ts`]);
    await add(15_000, 17_000, 'x'.repeat(900));
    expect(await files()).toEqual([`${start + 15_000}-2000.ts`]);
  });

  it('does not keep a segment with zero duration', async () => {
    const { add, files } = await open(await temporaryFolder());
    await add(0, 0);
    expect(await files()).toEqual([]);
  });

  it('adopts unfinished segments after a crash, and removes empty ones', async () => {
    const dir = await temporaryFolder();
    const file = join(dir, 'live-1700000000000-000001.mkv');
    await writeFile(file, 'the beginning of a segment');
    await writeFile(join(dir, 'live-1700000000000-000002.mkv'), '');
    const until = (start + 3000) / 1000;
    await utimes(file, until, until);
    const { buffer, files } = await open(dir);
    expect(await files()).toEqual(['1700000000000-3000.mkv']);
    expect(buffer.recordedUntil()).toBe(start + 3000);
  });

  it('adopts a segment once when the clean-up of a run happens at the same time', async () => {
    const dir = await temporaryFolder();
    const { buffer, files } = await open(dir, { keepMs: 1_000_000, maxBytes: 10_000 });
    const write = async (count: number) => {
      const file = `live-${start + count * 5000}-${String(count).padStart(6, '0')}.mkv`;
      await writeFile(join(dir, file), 'video');
      const until = (start + count * 5000 + 1000) / 1000;
      await utimes(join(dir, file), until, until);
      return { file, startAt: start + count * 5000, endAt: start + count * 5000 + 1000 };
    };
    const tick = () => new Promise(setImmediate);
    for (let count = 0; count < 30; count++) {
      const segment = await write(count);
      const adopting = buffer.adoptUnfinished();
      // Some of these moments are between the check of the file and its renaming.
      for (let ticks = 0; ticks < count; ticks++) await tick();
      await Promise.all([adopting, buffer.add(segment)]);
    }
    expect(await files()).toHaveLength(30);
    expect(buffer.within(0, Infinity)).toHaveLength(30);
  });

  it('ignores a segment that disappears before it is read', async () => {
    const dir = await temporaryFolder();
    const { buffer } = await open(dir);
    await symlink(join(dir, 'nowhere'), join(dir, 'live-1700000000000-000003.mkv'));
    await symlink(join(dir, 'nowhere'), join(dir, '1700000000000-2000.mkv'));
    await expect(buffer.adoptUnfinished()).resolves.toBeUndefined();
    await expect(open(dir)).resolves.toBeDefined();
  });

  it('returns the written part of an unfinished segment', async () => {
    const { buffer } = await open(await temporaryFolder());
    const live = { file: 'live-1.mkv', startAt: start, endAt: start + 45_000 };
    buffer.grow(live);
    expect(buffer.recordedUntil()).toBe(start + 45_000);
    expect(buffer.within(start + 10_000, start + 20_000)).toEqual([live]);
  });

  it('deletes segments dated in the future once they are old, and does not count them as recorded', async () => {
    const { buffer, add, files, clock } = await open(await temporaryFolder());
    await add(0, 2000);
    clock.set(-8 * 3_600_000);
    expect(buffer.recordedUntil()).toBeNull();
    expect(buffer.within(start, start + 1000)).toHaveLength(1);
    await clock.advance(11_000);
    await add(-8 * 3_600_000 + 9000, -8 * 3_600_000 + 11_000);
    expect(await files()).toEqual([`${start - 8 * 3_600_000 + 9000}-2000.ts`]);
  });

  it('deletes its oldest segment when the disk needs space, until none is left', async () => {
    const { buffer, add, files } = await open(await temporaryFolder());
    expect(buffer.oldestToSpare()).toBeNull();
    expect(await buffer.dropOldest()).toBe(0);
    await add(2000, 4000, 'later');
    await add(0, 2000, 'the first');
    expect(buffer.bytesWithin(start, start + 4000)).toBe(14);
    expect(buffer.oldestToSpare()).toBe(start);
    expect(await buffer.dropOldest()).toBe(9);
    expect(await files()).toEqual([`${start + 2000}-2000.ts`]);
    expect(await buffer.dropOldest()).toBe(5);
    expect(buffer.oldestToSpare()).toBeNull();
  });

  it('keeps segments that a waiting clip needs, above all limits', async () => {
    let needed: Span[] = [{ fromMs: start + 2500, toMs: start + 3000 }];
    const limits = { keepMs: 10_000, maxBytes: 1000, needed: () => needed };
    const { buffer, add, files, clock } = await open(await temporaryFolder(), limits);
    await add(0, 2000);
    await add(2000, 4000);
    await clock.advance(60_000);
    await add(60_000, 62_000, 'x'.repeat(1100));
    expect(await files()).toEqual([`${start + 2000}-2000.ts`]);
    expect(buffer.oldestToSpare()).toBeNull();
    expect(await buffer.dropOldest()).toBe(0);
    needed = [];
    expect(buffer.oldestToSpare()).toBe(start + 2000);
    await add(62_000, 64_000);
    expect(await files()).toEqual([`${start + 62_000}-2000.ts`]);
  });
});
