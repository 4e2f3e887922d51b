// A second name for a file: only if the name is free, and only for a complete file.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFile } from './describe-file.ts';
import { linkFirst } from './link-first.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-link-'));
  for (const name of ['a', 'b']) await writeFile(join(dir, name), `file ${name}`);
});
afterAll(() => rm(dir, { recursive: true }));
const to = (...names: string[]) => join(dir, ...names);

describe('linkFirst', () => {
  it('links to a free name, and makes its folder', async () => {
    expect(await linkFirst(to('a'), to('deep', 'down', 'first'))).toBe(true);
    expect(await readFile(to('deep', 'down', 'first'), 'utf8')).toBe('file a');
  });

  it('never replaces an existing name', async () => {
    expect(await linkFirst(to('b'), to('deep', 'down', 'first'))).toBe(false);
    expect(await readFile(to('deep', 'down', 'first'), 'utf8')).toBe('file a');
  });

  it('succeeds for one of many concurrent calls', async () => {
    const asked = Array.from({ length: 20 }, (_, n) => linkFirst(to(n % 2 ? 'a' : 'b'), to('one')));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    expect((await readdir(dir)).sort()).toEqual(['a', 'b', 'deep', 'one']);
  });

  it('fails when there is no such file', async () => {
    await expect(linkFirst(to('none'), to('x'))).rejects.toThrow('ENOENT');
  });
});

describe('describeFile', () => {
  it('returns size and hash, also of an empty file', async () => {
    await writeFile(to('empty'), '');
    expect(await describeFile(to('empty'))).toEqual({
      bytes: 0,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
    expect((await describeFile(to('a'))).bytes).toBe(6);
  });
});
