// What counts as flushed after a folder was flushed: unchanged files, and nothing else.
import { closeSync, openSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  mkdtemp,
  rename,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flushMarked, isFlushed, type Marks } from './flushed-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-flush-'));
});
afterEach(() => rm(folder, { recursive: true }));

function isOnDisk(name: string, marks: Marks): boolean {
  const fd = openSync(join(folder, name), 'r');
  try {
    return isFlushed(fd, marks);
  } finally {
    closeSync(fd);
  }
}

/** The kernel's time stamps have a coarse resolution. */
const tick = () => delay(20);

describe('a flushed folder', () => {
  it('has everything on disk that was in it, however deep', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    for (const name of ['one', 'a/two', 'a/b/three']) await writeFile(join(folder, name), name);
    const marks = await flushMarked(folder);
    expect(marks.size).toBe(3);
    for (const name of ['one', 'a/two', 'a/b/three']) expect(isOnDisk(name, marks)).toBe(true);
  });

  it('that is empty has nothing', async () => {
    const marks = await flushMarked(folder);
    await writeFile(join(folder, 'new'), '');
    expect(isOnDisk('new', marks)).toBe(false);
  });

  it.each([
    ['written over with as many bytes', (file: string) => writeFile(file, 'other')],
    ['written to', (file: string) => appendFile(file, '.')],
    ['cut', (file: string) => truncate(file, 2)],
    [
      'written over and given its old times',
      async (file: string) => {
        await writeFile(file, 'other');
        await utimes(file, 1000, 1000);
      },
    ],
    [
      'replaced',
      async (file: string) => {
        await writeFile(`${file}.new`, 'other');
        await rename(`${file}.new`, file);
      },
    ],
  ])('has no more what was %s since', async (_, change) => {
    const file = join(folder, 'one');
    await writeFile(file, 'first');
    await utimes(file, 1000, 1000);
    await writeFile(join(folder, 'two'), 'stays');
    await tick();
    const marks = await flushMarked(folder);
    await tick();
    await change(file);
    expect(isOnDisk('one', marks)).toBe(false);
    expect(isOnDisk('two', marks)).toBe(true);
  });

  it('is ignored once its marks are gone', async () => {
    await writeFile(join(folder, 'one'), 'first');
    const marks = await flushMarked(folder);
    marks.clear();
    expect(isOnDisk('one', marks)).toBe(false);
  });
});
