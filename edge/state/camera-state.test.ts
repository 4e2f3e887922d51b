import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alert } from '../../contracts/testing/messages.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { loadCameraState, saveCameraState } from './camera-state.ts';

describe('what a camera must not forget', () => {
  it('is nothing at the first start', async () => {
    const { log, lines } = createMemoryLog();
    expect(await loadCameraState(join(await temporaryFolder(), 'state.json'), log)).toBeNull();
    expect(lines).toEqual([]);
  });

  it('comes back with the alerts that may not be in the outbox', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    const state = { pipeline: { frames: 3 }, unsettled: [alert] };
    await saveCameraState(path, state, 1);
    expect(await loadCameraState(path, createMemoryLog().log)).toEqual(state);
  });

  it('of another kind is refused with what was expected, and nothing else is taken from it', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    await writeFile(path, JSON.stringify({ version: 1, savedAt: 1, state: { frames: 3 } }));
    const memory = createMemoryLog();
    expect(await loadCameraState(path, memory.log)).toBeNull();
    expect(memory.text()).toContain('unsettled');
    expect(memory.text()).toContain('starting fresh');
  });
});
