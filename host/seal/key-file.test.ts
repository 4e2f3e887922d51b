// Files with secret keys: their permissions, and which of two simultaneous writes is kept.
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFile, writeKeyFile } from './key-file.ts';

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'fencewatch-key-file-'));
});
afterEach(() => rm(top, { recursive: true }));

describe('a key file', () => {
  it('is null while the file is missing', async () => {
    expect(await readKeyFile(join(top, 'key'))).toBeNull();
  });

  it('can be read by its user alone, like its folder', async () => {
    const folder = join(top, 'seal');
    const file = join(folder, 'key');
    await writeKeyFile(file, 'secret');
    expect(await readKeyFile(file)).toEqual({ text: 'secret', isReadByOthers: false });
    expect([(await stat(folder)).mode & 0o777, (await stat(file)).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);
  });

  it('keeps the first of several simultaneous writes, and leaves no draft', async () => {
    const file = join(top, 'key');
    const texts = ['a', 'b', 'c', 'd'];
    await Promise.all(texts.map((text) => writeKeyFile(file, text)));
    const kept = await readKeyFile(file);
    expect(texts).toContain(kept?.text);
    await writeKeyFile(file, 'later');
    expect(await readKeyFile(file)).toEqual(kept);
    expect(await readdir(top)).toEqual(['key']);
  });

  it.each([0o640, 0o604])('reports that others can read it: %o', async (mode) => {
    const file = join(top, 'key');
    await writeKeyFile(file, 'secret');
    await chmod(file, mode);
    expect(await readKeyFile(file)).toMatchObject({ isReadByOthers: true });
  });
});
