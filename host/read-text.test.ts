// Reads small text files whole; refuses large and endless ones.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileTooLarge, readTextUpTo } from './read-text.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-text-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function fileOf(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'file.txt');
  await writeFile(path, content);
  return path;
}

describe('readTextUpTo', () => {
  it.each([
    ['an empty file', '', 10, ''],
    ['a text of exactly the limit', 'a'.repeat(10), 10, 'a'.repeat(10)],
    ['characters of several bytes', '摊贩', 6, '摊贩'],
    ['a text with a byte order mark, without the mark', '\uFEFFsite', 10, 'site'],
  ])('reads %s', async (_, content, mostBytes, expected) => {
    expect(await readTextUpTo(await fileOf(content), mostBytes)).toBe(expected);
  });

  it('reads a text that comes in many chunks', async () => {
    const text = '街道 '.repeat(100_000);
    expect(await readTextUpTo(await fileOf(text), 1 << 20)).toBe(text);
  });

  it('refuses one byte more than the limit, and says what was expected', async () => {
    const reading = readTextUpTo(await fileOf('a'.repeat(11)), 10);
    await expect(reading).rejects.toThrow(FileTooLarge);
    await expect(reading).rejects.toThrow('expected a text file of 10 bytes at most');
  });

  it('refuses a device that never ends', async () => {
    await expect(readTextUpTo('/dev/zero', 1 << 20)).rejects.toThrow(FileTooLarge);
  });

  it.each([
    ['a file that is not there', () => join(folder, 'absent'), 'ENOENT'],
    ['a folder', () => folder, 'EISDIR'],
  ])("passes on the system's error for %s", async (_, path, code) => {
    await expect(readTextUpTo(path(), 10)).rejects.toMatchObject({ code });
  });
});
