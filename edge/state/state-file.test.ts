import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { loadState, saveState } from './state-file.ts';

describe('the state of a camera', () => {
  it('is undefined when there is none', async () => {
    const { log, lines } = createMemoryLog();
    expect(await loadState(join(await temporaryFolder(), 'state.json'), log)).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it('comes back as it was saved, in a folder that it makes itself', async () => {
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
  ])('that is %s is moved aside and said to be so', async (_, content) => {
    const dir = await temporaryFolder();
    const path = join(dir, 'state.json');
    await writeFile(path, content);
    const memory = createMemoryLog();
    expect(await loadState(path, memory.log)).toBeUndefined();
    expect(memory.text()).toContain('starting fresh');
    expect(await readdir(dir)).toEqual(['state.json.damaged']);
  });
});
