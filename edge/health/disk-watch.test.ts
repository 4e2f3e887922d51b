import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { roomIn } from '../state/disk-room.ts';
import { createDiskWatch, judgeRoom, type DiskWatchOptions } from './disk-watch.ts';

const gib = 1 << 30;
const refuse = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

async function lookOnce(change: Partial<DiskWatchOptions>) {
  const clock = createFakeClock();
  const stopping = new AbortController();
  const room = () => Promise.resolve({ freeBytes: 50 * gib, totalBytes: 100 * gib });
  const tryToWrite = () => Promise.resolve();
  const watch = createDiskWatch({ dir: '/data', clock, room, tryToWrite, ...change });
  const done = watch.run(stopping.signal);
  await clock.advance(100);
  stopping.abort();
  await done;
  return watch.problems();
}

describe('the disk of the data folder', () => {
  it('with enough room is no problem', async () => {
    expect(await lookOnce({})).toEqual([]);
  });

  it('is tested with a real write, and no file is left behind', async () => {
    const clock = createFakeClock();
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'kept'), 'kept');
    const watch = createDiskWatch({ dir, clock, room: roomIn });
    const stopping = new AbortController();
    const done = watch.run(stopping.signal);
    await new Promise((resolve) => setTimeout(resolve, 50));
    stopping.abort();
    await done;
    expect(watch.problems().filter(({ code }) => code === 'folder-not-writable')).toEqual([]);
    expect(await readdir(dir)).toEqual(['kept']);
  });

  it.each(['ENOSPC', 'EDQUOT'])('that answers %s is full, with its bytes', async (code) => {
    const values = { freeBytes: 50 * gib, totalBytes: 100 * gib };
    expect(await lookOnce({ tryToWrite: refuse(code) })).toEqual([
      { code: 'disk-full', subject: '/data', values },
    ]);
  });

  it.each(['EROFS', 'EACCES', 'EIO', 'ENOENT'])(
    'that answers %s cannot be written, with the reason',
    async (code) => {
      const found = await lookOnce({ tryToWrite: refuse(code) });
      expect(found).toMatchObject([{ code: 'folder-not-writable', values: { error: code } }]);
    },
  );

  it('may be both read-only and nearly full', async () => {
    const room = () => Promise.resolve({ freeBytes: 1, totalBytes: 100 * gib });
    const found = await lookOnce({ room, tryToWrite: refuse('EROFS') });
    expect(found.map(({ code }) => code)).toEqual(['folder-not-writable', 'disk-full']);
  });

  it('that does not report its free space is no problem while it accepts writes', async () => {
    expect(await lookOnce({ room: refuse('ENOSYS') })).toEqual([]);
  });

  it('recovers from a problem by itself', async () => {
    const clock = createFakeClock();
    const stopping = new AbortController();
    let isFull = true;
    const tryToWrite = () => (isFull ? refuse('ENOSPC')() : Promise.resolve());
    const room = () => Promise.resolve({ freeBytes: 50 * gib, totalBytes: 100 * gib });
    const watch = createDiskWatch({ dir: '/data', clock, room, tryToWrite });
    const done = watch.run(stopping.signal);
    await clock.advance(100);
    expect(watch.problems()).toHaveLength(1);
    isFull = false;
    await clock.advance(5000);
    expect(watch.problems()).toEqual([]);
    stopping.abort();
    await done;
  });
});

describe('free space on a disk', () => {
  it.each([
    [100 * gib, 2 * gib, null],
    [100 * gib, gib / 2, 'disk-nearly-full'],
    [100 * gib, 1 << 20, 'disk-full'],
    [8 << 20, 4 << 20, null],
    [8 << 20, 1 << 19, 'disk-nearly-full'],
    [8 << 20, 1 << 14, 'disk-full'],
    [8 << 20, 0, 'disk-full'],
    [0, 0, null],
  ])('of %i bytes with %i free is %s', (totalBytes, freeBytes, code) => {
    expect(judgeRoom('/data', { totalBytes, freeBytes })?.code ?? null).toBe(code);
  });
});
