import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { moveAside } from './move-aside.ts';
import { refusalOf } from './refusal.ts';

describe('an unusable file', () => {
  it.each(['file', 'folder'])('is moved aside: a %s, and the next one beside it', async (kind) => {
    const dir = await temporaryFolder();
    const path = join(dir, 'state.json');
    const { log } = createMemoryLog();
    for (let n = 0; n < 3; n++) {
      if (kind === 'file') await writeFile(path, `${n}`);
      else await mkdir(join(path, `${n}`), { recursive: true });
      await moveAside(path, log, 'torn');
    }
    const names = ['state.json.damaged', 'state.json.damaged-2', 'state.json.damaged-3'];
    expect(await readdir(dir)).toEqual(names);
  });

  it('that no longer exists is reported, not thrown', async () => {
    const memory = createMemoryLog();
    const path = join(await temporaryFolder(), 'none');
    expect(await moveAside(path, memory.log, 'torn')).toBeNull();
    expect(memory.text()).toContain('could not be moved aside');
  });

  it('is not kept in unlimited numbers', async () => {
    const dir = await temporaryFolder();
    const path = join(dir, 'a');
    for (let n = 0; n < 20; n++) {
      await writeFile(path, `${n}`);
      await moveAside(path, createMemoryLog().log, 'torn');
    }
    expect(await readdir(dir)).toHaveLength(9);
  });
});

describe('a refusal of the disk', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'folder-not-writable'],
    ['EACCES', 'folder-not-writable'],
    ['EIO', 'folder-not-writable'],
  ])('with %s is %s', (code, problem) => {
    const error = Object.assign(new Error(code), { code });
    expect(refusalOf(error, '/data')).toMatchObject({ code: problem, subject: '/data' });
  });

  it('without a code is described by its message', () => {
    expect(refusalOf('no', '/data').values).toEqual({ error: 'no' });
  });
});
