// Secrets from files: read if the variable itself is not set, and reported when they cannot be read.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withSecretFiles } from './secret-files.ts';

describe('withSecretFiles', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fencewatch-secrets-'));
    await writeFile(join(folder, 'hook'), 's3cret\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const hook = () => ({ HOOK_FILE: join(folder, 'hook') });

  it('reads the file of a secret that the site file names', async () => {
    const result = await withSecretFiles('secret: ${HOOK}', hook());
    expect(result).toMatchObject({ ok: true, environment: { HOOK: 's3cret' } });
  });

  it('leaves set variables, unused ones, and an empty text alone', async () => {
    const set = await withSecretFiles('${HOOK}', { ...hook(), HOOK: 'mine' });
    expect(set).toMatchObject({ environment: { HOOK: 'mine' } });
    const unnamed = await withSecretFiles('', { OTHER_FILE: '/nowhere' });
    expect(unnamed).toEqual({ ok: true, environment: { OTHER_FILE: '/nowhere' } });
  });

  it('names a file that cannot be read', async () => {
    expect(await withSecretFiles('${HOOK}', { HOOK_FILE: join(folder, 'none') })).toEqual({
      ok: false,
      faults: [{ path: 'HOOK_FILE', message: 'the file it names cannot be read: ENOENT' }],
    });
  });

  it('refuses a file that is larger than any secret', async () => {
    const result = await withSecretFiles('${HOOK}', { HOOK_FILE: '/dev/zero' });
    expect(result).toMatchObject({ ok: false, faults: [{ path: 'HOOK_FILE' }] });
    expect(JSON.stringify(result)).toContain('65536 bytes at most');
  });
});
