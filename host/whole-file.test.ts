import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renameWhole, writeWholeFile } from './whole-file.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'whole-file-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function* pieces(...texts: string[]) {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function* breaking() {
  yield Buffer.from('half');
  await Promise.reject(new Error('line cut'));
}

describe('an atomic file write', () => {
  it.each([
    ['a text', 'two', 'two'],
    ['bytes', Buffer.from('two'), 'two'],
    ['nothing', '', ''],
    ['a stream', pieces('t', '', 'wo'), 'two'],
    ['an empty stream', pieces(), ''],
  ])('replaces the old file with %s and leaves no draft', async (_, content, expected) => {
    const path = join(dir, 'a');
    await writeWholeFile(path, 'a longer one');
    await writeWholeFile(path, content);
    expect(await readFile(path, 'utf8')).toBe(expected);
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('creates its folder, also when it was removed in between', async () => {
    const path = join(dir, 'x', 'y', 'a');
    await writeWholeFile(path, 'one');
    expect(await readFile(path, 'utf8')).toBe('one');
  });

  it.each([
    ['its content ends half-way', () => writeWholeFile(join(dir, 'a'), breaking()), 'line cut'],
    [
      'the content is not accepted',
      () => writeWholeFile(join(dir, 'a'), 'two', { accept: () => expectThrow('wrong hash') }),
      'wrong hash',
    ],
  ])('keeps the old file when %s', async (_, write, why) => {
    await writeWholeFile(join(dir, 'a'), 'one');
    await expect(write()).rejects.toThrow(why);
    expect(await readFile(join(dir, 'a'), 'utf8')).toBe('one');
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('removes a folder with the name of its draft, and works the next time', async () => {
    const path = join(dir, 'a');
    await mkdir(`${path}.new/deep`, { recursive: true });
    await expect(writeWholeFile(path, 'one')).rejects.toThrow('EISDIR');
    await writeWholeFile(path, 'one');
    expect(await readFile(path, 'utf8')).toBe('one');
  });

  it('fails with the first error where a folder has its name, and leaves that folder alone', async () => {
    await mkdir(join(dir, 'a', 'deep'), { recursive: true });
    await expect(writeWholeFile(join(dir, 'a'), 'one')).rejects.toThrow(/EISDIR|ENOTEMPTY/);
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('is readable by its user alone, even if a crash left a draft that all can read', async () => {
    await writeFile(join(dir, 'a.new'), 'half');
    await chmod(join(dir, 'a.new'), 0o644);
    await writeWholeFile(join(dir, 'a'), 'one', { mode: 0o600 });
    expect((await stat(join(dir, 'a'))).mode & 0o777).toBe(0o600);
  });

  it('of several writers at once leaves one whole file', async () => {
    const texts = Array.from({ length: 8 }, (_, n) => `${n}`.repeat(10_000));
    const path = join(dir, 'a');
    await Promise.all(texts.map((text) => writeWholeFile(path, text, { shared: true })));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect(await readdir(dir)).toEqual(['a']);
  });
});

describe('a rename', () => {
  it('replaces a file of that name', async () => {
    await writeFile(join(dir, 'a'), 'old');
    await writeFile(join(dir, 'b'), 'new');
    await renameWhole(join(dir, 'b'), join(dir, 'a'));
    expect(await readdir(dir)).toEqual(['a']);
    expect(await readFile(join(dir, 'a'), 'utf8')).toBe('new');
  });

  it('of a missing file fails with ENOENT', async () => {
    await expect(renameWhole(join(dir, 'b'), join(dir, 'a'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

function expectThrow(message: string): never {
  throw new Error(message);
}
