// When a camera's state is saved: often with objects, seldom without, independent of clock steps.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createStateKeeper, type StateSharing } from './state-keeper.ts';

async function setUp(snapshot: () => unknown = () => ({ version: 1 }), sharing?: StateSharing) {
  const clock = createFakeClock();
  const memory = createMemoryLog();
  let saves = 0;
  const keeper = createStateKeeper({
    camera: { id: 'gate' },
    stateFile: join(await temporaryFolder(), 'state.json'),
    snapshot: () => {
      saves += 1;
      return snapshot();
    },
    isDurable: () => true,
    sharing,
    clock,
    log: memory.log,
  });
  return { keeper, clock, memory, saves: () => saves };
}

describe('the state of a camera', () => {
  it('is saved every 5 s while there are objects', async () => {
    const { keeper, clock, saves } = await setUp();
    for (let n = 0; n < 10; n++) {
      await keeper.saveWhenDue();
      await clock.advance(2000);
    }
    expect(saves()).toBe(4);
  });

  it('is saved every 30 s without objects', async () => {
    const { keeper, clock, saves } = await setUp();
    for (let n = 0; n < 31; n++) {
      await keeper.saveWhenDue(true);
      await clock.advance(2000);
    }
    expect(saves()).toBe(3);
  });

  it('is saved at once when an object appears after a quiet time', async () => {
    const { keeper, clock, saves } = await setUp();
    await keeper.saveWhenDue(true);
    await clock.advance(6000);
    await keeper.saveWhenDue(true);
    expect(saves()).toBe(1);
    await keeper.saveWhenDue(false);
    expect(saves()).toBe(2);
  });

  it('is saved after the clock was set back', async () => {
    const { keeper, clock, saves } = await setUp();
    await keeper.saveWhenDue();
    clock.set(-3_600_000);
    await keeper.saveWhenDue();
    expect(saves()).toBe(2);
  });

  it('is saved every second while the shared copy is behind', async () => {
    let isBehind = true;
    const sharing = { lease: () => 9, share: () => Promise.resolve(), isBehind: () => isBehind };
    const { keeper, clock, saves } = await setUp(undefined, sharing);
    const savesIn = async (looks: number) => {
      const before = saves();
      for (let n = 0; n < looks; n++) {
        await keeper.saveWhenDue(true);
        await clock.advance(1000);
      }
      return saves() - before;
    };
    expect(await savesIn(4)).toBe(4);
    isBehind = false;
    expect(await savesIn(20)).toBe(0);
  });

  it('may come from another thread, and a failure to get it is logged', async () => {
    const { keeper, memory } = await setUp(() => Promise.reject(new Error('the thread is gone')));
    await keeper.save();
    expect(JSON.stringify(memory.lines)).toContain('the thread is gone');
  });
});
