// When a camera continues incidents that its former holder reported, and when it leaves them to a person.
import { describe, expect, it } from 'vitest';
import type { IncidentEvent } from '../../contracts/index.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { incidentEvent } from '../testing/incidents.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { createAdopting, type AdoptingOptions } from './adoption.ts';

const now = 1_800_000_000_000;
const heap = incidentEvent({ incidentId: 'heap', presentSince: now - 60_000 });
const cart = incidentEvent({ incidentId: 'cart', presentSince: now + 10_000 });

function adoptingOf(change: Partial<AdoptingOptions> & { open?: () => Promise<IncidentEvent[]> }) {
  const clock = createFakeClock(now);
  const memory = createMemoryLog();
  const given: { ids: string[]; at: number }[] = [];
  const forgotten: string[] = [];
  let asked = 0;
  const { open = () => Promise.resolve([heap]), ...rest } = change;
  const adopting = createAdopting({
    cameraId: 'gate',
    reported: {
      open: () => {
        asked += 1;
        return open();
      },
      forget: (_, ids) => Promise.resolve(void forgotten.push(...ids)),
    },
    adopt: (incidents, at) => {
      const ids = incidents.map(({ incidentId }) => incidentId);
      given.push({ ids, at });
      return Promise.resolve({ adopted: ids, known: [] });
    },
    freshSince: null,
    clock,
    log: memory.log,
    ...rest,
  });
  /** A frame each second. */
  const frames = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      await adopting.beforeFrame(clock.now());
      await clock.advance(1000);
    }
  };
  return { frames, given, forgotten, memory, asked: () => asked };
}

describe('incidents that a former holder reported', () => {
  it('are given to the pipeline before the next frame, and requested every five seconds', async () => {
    const { frames, given, memory, asked } = adoptingOf({});
    await frames(1);
    expect(given).toEqual([]);
    await frames(1);
    expect(given).toEqual([{ ids: ['heap'], at: now + 1000 }]);
    await frames(9);
    expect(asked()).toBe(3);
    expect(memory.text()).toContain('goes on with an incident of the former holder');
  });

  it('that are known under another id are not requested again', async () => {
    const adopt = () => Promise.resolve({ adopted: [], known: ['heap'] });
    const { frames, forgotten, memory } = adoptingOf({ adopt });
    await frames(2);
    expect(forgotten).toEqual(['heap']);
    expect(memory.text()).not.toContain('goes on with');
  });

  it('never delay a frame, neither when they are read nor when they are removed', async () => {
    const never = () => new Promise<never>(() => undefined);
    const { frames, given, asked } = adoptingOf({ open: never });
    await frames(6);
    expect([asked(), given]).toEqual([2, []]);
    const open = () => Promise.resolve([heap]);
    const slow = adoptingOf({ reported: { open, forget: never } });
    await slow.frames(11);
    expect(slow.given).toHaveLength(2);
  });

  it('are requested again when Redis does not answer', async () => {
    let isAway = true;
    const open = () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve([heap]));
    const { frames, given } = adoptingOf({ open });
    await frames(6);
    isAway = false;
    await frames(6);
    expect(given.map(({ ids }) => ids)).toEqual([['heap']]);
  });

  it('are left to a person, with one log line, when the background was learned with the object in it', async () => {
    const open = () => Promise.resolve([heap, cart]);
    const { frames, given, forgotten, memory } = adoptingOf({ open, freshSince: now });
    await frames(2);
    expect(given.map(({ ids }) => ids)).toEqual([['cart']]);
    expect(forgotten).toEqual(['heap']);
    expect(memory.text()).toContain('close it by hand');
  });
});
