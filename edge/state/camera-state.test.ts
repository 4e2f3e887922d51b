import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alert } from '../../contracts/testing/messages.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { loadCameraState, saveCameraState } from './camera-state.ts';

describe('the state of a camera', () => {
  it('is empty at the first start', async () => {
    const { log, lines } = createMemoryLog();
    expect(await loadCameraState(join(await temporaryFolder(), 'state.json'), log)).toBeNull();
    expect(lines).toEqual([]);
  });

  it('is restored with the alerts that may not be in the outbox', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    const state = { pipeline: { frames: 3 }, unsettled: [alert] };
    await saveCameraState(path, state, 1);
    expect(await loadCameraState(path, createMemoryLog().log)).toEqual({ savedAt: 1, state });
  });

  it('of another format is refused with what was expected, and none of it is used', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    await writeFile(path, JSON.stringify({ version: 1, savedAt: 1, state: { frames: 3 } }));
    const memory = createMemoryLog();
    expect(await loadCameraState(path, memory.log)).toBeNull();
    expect(memory.text()).toContain('unsettled');
    expect(memory.text()).toContain('starting fresh');
  });

  it('from the future is used unchanged, and logged', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    const now = 1_700_000_000_000;
    const later = now + 3 * 3_600_000;
    const pipeline = { engine: { places: { exit: [{ since: later - 60_000 }] } }, seen: 3 };
    await saveCameraState(path, { pipeline, unsettled: [alert] }, later);
    const memory = createMemoryLog();
    expect(await loadCameraState(path, memory.log, now)).toEqual({
      savedAt: later,
      state: { pipeline, unsettled: [alert] },
    });
    expect(memory.text()).toContain('from the future');
  });

  it('of any age is used unchanged', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    const state = { pipeline: { since: 1_600_000_000_000 }, unsettled: [] };
    await saveCameraState(path, state, 1_600_000_000_000);
    const memory = createMemoryLog();
    expect(await loadCameraState(path, memory.log, 1_700_000_000_000)).toEqual({
      savedAt: 1_600_000_000_000,
      state,
    });
    expect(memory.lines).toEqual([]);
  });
});
