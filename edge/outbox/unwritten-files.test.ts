// Pictures on a disk that refuses writes: none is lost until memory is full, and each is passed on once, in order.
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { createUnwrittenFiles } from './unwritten-files.ts';

function open(mostBytes = 1000) {
  const clock = createFakeClock();
  const memory = createMemoryLog();
  const disk = { refuses: null as string | null, files: [] as string[] };
  const done: string[] = [];
  const write = (path: string) => {
    if (disk.refuses !== null)
      return Promise.reject(Object.assign(new Error(disk.refuses), { code: disk.refuses }));
    disk.files.push(path);
    return Promise.resolve();
  };
  const files = createUnwrittenFiles({ clock, log: memory.log, write, mostBytes });
  const stopping = new AbortController();
  const running = files.run(stopping.signal);
  const put = (path: string, bytes = 100) =>
    files.put({
      path,
      bytes: new Uint8Array(bytes),
      onWritten: () => Promise.resolve(void done.push(path)),
    });
  const stop = async () => {
    stopping.abort();
    await running;
  };
  return { clock, memory, disk, done, files, put, stop };
}

describe('files for a disk', () => {
  it('that accepts them are written and passed on at once', async () => {
    const { put, done, disk, files, stop } = open();
    expect(files.problems()).toEqual([]);
    expect(await put('a')).toBe('written');
    expect([disk.files, done]).toEqual([['a'], ['a']]);
    await stop();
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'folder-not-writable'],
  ])('that says %s wait in memory, and are written in order later', async (error, code) => {
    const { put, done, disk, files, clock, stop } = open();
    disk.refuses = error;
    expect(await put('a')).toBe('in-memory');
    expect(await put('b')).toBe('in-memory');
    expect(files.problems()).toMatchObject([{ code, subject: 'a' }]);
    await clock.advance(20_000);
    expect(done).toEqual([]);
    disk.refuses = null;
    // A new file does not overtake the waiting ones.
    expect(await put('c')).toBe('in-memory');
    await clock.advance(5000);
    expect([disk.files, done]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(files.problems()).toEqual([]);
    await stop();
  });

  it('are dropped, the oldest first and with a log line, when memory is full', async () => {
    const { put, done, disk, memory, clock, stop } = open(250);
    disk.refuses = 'ENOSPC';
    for (const path of ['a', 'b', 'c']) await put(path);
    expect(memory.text()).toContain('a picture is lost');
    disk.refuses = null;
    await clock.advance(5000);
    expect(done).toEqual(['b', 'c']);
    await stop();
  });

  it('that alone exceed the limit are kept', async () => {
    const { put, done, disk, clock, stop } = open(50);
    disk.refuses = 'ENOSPC';
    await put('large', 100);
    disk.refuses = null;
    await clock.advance(5000);
    expect(done).toEqual(['large']);
    await stop();
  });
});
