import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { loadState, saveState } from './state-file.ts';

describe('the state file of a camera', () => {
  it('is undefined when there is none', async () => {
    const { log, lines } = createMemoryLog();
    expect(await loadState(join(await temporaryFolder(), 'state.json'), log)).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it('comes back as it was saved, in a folder that is created on demand', async () => {
    const path = join(await temporaryFolder(), 'cameras', 'gate', 'state.json');
    const state = { open: [{ id: 'a', since: 1 }], none: null };
    await saveState(path, { open: [] }, 1);
    await saveState(path, state, 2);
    expect(await loadState(path, createMemoryLog().log)).toEqual(state);
  });

  it.each([
    ['torn', '{"version":1,"savedAt":1,"sta'],
    ['empty', ''],
    ['of another version', '{"version":2,"savedAt":1,"state":{}}'],
  ])('that is %s is moved aside and logged', async (_, content) => {
    const dir = await temporaryFolder();
    const path = join(dir, 'state.json');
    await writeFile(path, content);
    const memory = createMemoryLog();
    expect(await loadState(path, memory.log)).toBeUndefined();
    expect(memory.text()).toContain('starting fresh');
    expect(await readdir(dir)).toEqual(['state.json.damaged']);
  });

  it('that is a folder is moved aside, and the next state takes its place', async () => {
    const dir = await temporaryFolder();
    const path = join(dir, 'state.json');
    await mkdir(join(path, 'deep'), { recursive: true });
    const memory = createMemoryLog();
    expect(await loadState(path, memory.log)).toBeUndefined();
    expect(memory.text()).toContain('EISDIR');
    await saveState(path, { frames: 1 }, 1);
    expect(await loadState(path, memory.log)).toEqual({ frames: 1 });
    expect(await readdir(dir)).toEqual(['state.json', 'state.json.damaged']);
  });

  it.each([
    ['a link to itself', 'state.json'],
    ['a link to nothing', 'nowhere'],
  ])('that is %s does not stop a start, and is replaced', async (_, target) => {
    const path = join(await temporaryFolder(), 'state.json');
    await symlink(target, path);
    expect(await loadState(path, createMemoryLog().log)).toBeUndefined();
    await saveState(path, { frames: 1 }, 1);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ state: { frames: 1 } });
  });

  it('does not prevent a start when its folder is a file', async () => {
    const file = join(await temporaryFolder(), 'cameras');
    await writeFile(file, '');
    expect(await loadState(join(file, 'state.json'), createMemoryLog().log)).toBeUndefined();
  });
});
