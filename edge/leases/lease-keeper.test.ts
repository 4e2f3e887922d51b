// The leases of an edge turn by turn, with a fake clock and a fake Redis that can be unreachable, slow, wrong, or give a camera to
// another edge.
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import type { Lease, Member, TurnAnswer } from './lease-answers.ts';
import { createLeaseKeeper, type LeaseKeeperOptions } from './lease-keeper.ts';
import type { LeaseNote } from './lease-note.ts';
import type { LeaseStore, Offer } from './lease-store.ts';

const longAgo = -1_000_000;

/** A store like Redis, with the holder of each camera as the test sets it. */
function fakeStore(edgeId = 'a') {
  const holders = new Map<string, { edgeId: string; token: number }>();
  const others: Member[] = [];
  const state = { isAway: false, isIdTaken: false, isDraining: false, turns: 0, token: 100 };
  const calls: string[] = [];
  let own: Offer | null = null;
  const member = (id: string, offer: Offer): Member => ({
    edgeId: id,
    until: 9e15,
    joinedAt: longAgo,
    ...offer,
  });
  const check = () => {
    if (state.isAway) throw new Error('away');
  };
  const answer = (held: ReadonlyMap<string, number>): TurnAnswer => {
    if (state.isIdTaken) return { outcome: 'id-taken' };
    const tokens = new Map<string, number>();
    for (const [cameraId, token] of held) {
      const holder = holders.get(cameraId) ?? { edgeId, token };
      holders.set(cameraId, holder);
      if (holder.edgeId === edgeId) tokens.set(cameraId, holder.token);
    }
    const leases = [...holders].map(([cameraId, one]): Lease => ({
      cameraId,
      ...one,
      until: 9e15,
      since: 0,
      offeredTo: null,
    }));
    const self = own && member(edgeId, { ...own, isLeaving: own.isLeaving || state.isDraining });
    const members = [...(self ? [self] : []), ...others];
    return {
      outcome: 'turn',
      now: 0,
      graceUntil: 0,
      lastToken: state.token,
      own: tokens,
      leases,
      members,
    };
  };
  const store: LeaseStore = {
    turn: (offer, held) => {
      state.turns += 1;
      own = offer;
      return new Promise((resolve) => {
        check();
        resolve(answer(held));
      });
    },
    claim: (ids) =>
      new Promise((resolve) => {
        check();
        const taken = new Map(ids.map((id) => [id, (state.token += 1)]));
        for (const [cameraId, token] of taken) holders.set(cameraId, { edgeId, token });
        resolve(taken);
      }),
    release: (cameraId, to) => {
      calls.push(`release ${cameraId} to ${to ?? 'any'}`);
      holders.delete(cameraId);
      return Promise.resolve();
    },
    leave: () => {
      calls.push('leave');
      return Promise.resolve();
    },
    keepState: () => Promise.resolve(true),
    loadState: () => Promise.resolve(null),
  };
  const join = (id: string) =>
    others.push(member(id, { weight: 1, capacity: null, place: null, isLeaving: false }));
  const isDraining = () => {
    state.isDraining = true;
  };
  return { store, holders, state, calls, join, isDraining };
}

function keeperOf(change: Partial<LeaseKeeperOptions> = {}, held: LeaseNote['held'] = []) {
  const clock = createFakeClock();
  const redis = fakeStore();
  const running = new Set<string>();
  const memory = createMemoryLog();
  const notes: LeaseNote[] = [];
  const stopping = new AbortController();
  const keeper = createLeaseKeeper({
    edgeId: 'a',
    cameras: [
      { id: 'gate', edge: null },
      { id: 'yard', edge: null },
    ],
    store: redis.store,
    offer: () => ({ weight: 1, capacity: null, place: null }),
    note: { version: 1, folderId: 'f', lastToken: 7, held },
    keepNote: (note) => {
      notes.push(structuredClone(note));
      return Promise.resolve();
    },
    start: (id) => running.add(id),
    stop: (id) => {
      running.delete(id);
      return Promise.resolve();
    },
    clock,
    log: memory.log,
    ...change,
  });
  // Start after the test has prepared the store.
  void Promise.resolve().then(() => keeper.run(stopping.signal));
  return { keeper, clock, ...redis, running, memory, notes, stopping };
}

const noted = [{ cameraId: 'gate', token: 50, since: 1 }];

describe('leases', () => {
  it('of free cameras are taken, and stored with the largest token', async () => {
    const { clock, running, notes } = keeperOf();
    await clock.advance(10);
    expect([...running].sort()).toEqual(['gate', 'yard']);
    expect(notes.at(-1)).toMatchObject({
      lastToken: 102,
      held: [{ cameraId: 'gate' }, { cameraId: 'yard' }],
    });
  });

  it('that another edge has are given up, and their cameras stop', async () => {
    const { clock, running, holders, keeper, memory } = keeperOf();
    await clock.advance(10);
    holders.set('gate', { edgeId: 'b', token: 500 });
    await clock.advance(1000);
    expect([...running]).toEqual(['yard']);
    expect([...keeper.held().keys()]).toEqual(['yard']);
    expect(memory.text()).toContain('"change":"lost"');
  });

  it('get the new token of a Redis that has lost the former one', async () => {
    const { clock, holders, keeper } = keeperOf();
    await clock.advance(10);
    const lease = keeper.held().get('gate');
    holders.set('gate', { edgeId: 'a', token: 900 });
    await clock.advance(1000);
    expect(lease?.token).toBe(900);
  });

  it('are kept while Redis is unreachable, with one log line', async () => {
    const { clock, running, state, memory, keeper } = keeperOf();
    await clock.advance(10);
    state.isAway = true;
    await clock.advance(3_600_000);
    expect([...running].sort()).toEqual(['gate', 'yard']);
    expect(memory.lines.filter(({ msg }) => msg.startsWith('leases cannot'))).toHaveLength(1);
    expect(keeper.seen()).toMatchObject({ isConnected: false });
    state.isAway = false;
    await clock.advance(1000);
    expect(keeper.seen()).toMatchObject({ isConnected: true });
  });

  it('are all given up when another worker uses this id', async () => {
    const { clock, running, state, keeper } = keeperOf();
    await clock.advance(10);
    state.isIdTaken = true;
    await clock.advance(1000);
    expect(running.size).toBe(0);
    expect(keeper.problems()).toEqual([{ code: 'edge-id-taken', subject: 'a' }]);
  });
});

describe('a restarted edge', () => {
  it('continues with the leases that Redis has for it, under the same tokens', async () => {
    const { clock, running, holders, keeper } = keeperOf({}, noted);
    holders.set('yard', { edgeId: 'b', token: 60 });
    await clock.advance(10);
    expect([...running]).toEqual(['gate']);
    expect(keeper.held().get('gate')?.token).toBe(50);
  });

  it('does not start a camera that another edge has', async () => {
    const { clock, running, holders } = keeperOf({}, noted);
    holders.set('gate', { edgeId: 'b', token: 60 }).set('yard', { edgeId: 'b', token: 61 });
    await clock.advance(10);
    expect(running.size).toBe(0);
  });

  it('continues with the stored cameras when Redis does not answer', async () => {
    const { clock, running, state } = keeperOf({}, noted);
    state.isAway = true;
    await clock.advance(4900);
    expect(running.size).toBe(0);
    await clock.advance(1200);
    expect([...running]).toEqual(['gate']);
  });

  it('does not start a camera that was removed from the site', async () => {
    const { clock, running, state } = keeperOf({ cameras: [] }, noted);
    state.isAway = true;
    await clock.advance(10_000);
    expect(running.size).toBe(0);
  });
});

describe('the check whether this edge still holds a camera', () => {
  it('does not ask Redis again right after a turn', async () => {
    const { clock, keeper, state } = keeperOf();
    await clock.advance(10);
    const { turns } = state;
    expect(await keeper.isSure('gate')).toBe(true);
    expect(state.turns).toBe(turns);
  });

  it('asks Redis first after the process was frozen', async () => {
    const { clock, keeper, holders, stopping } = keeperOf();
    await clock.advance(10);
    stopping.abort();
    await clock.advance(60_000);
    holders.set('gate', { edgeId: 'b', token: 500 });
    expect(await keeper.isSure('gate')).toBe(false);
    expect(await keeper.isSure('yard')).toBe(true);
  });

  it('asks Redis after the wall clock was set forward or back', async () => {
    for (const byMs of [-3_600_000, 3_600_000]) {
      const { clock, keeper, state } = keeperOf();
      await clock.advance(10);
      const { turns } = state;
      clock.set(byMs);
      expect(await keeper.isSure('gate')).toBe(true);
      expect(state.turns).toBe(turns + 1);
    }
  });

  it('is true while Redis is unreachable', async () => {
    const { clock, keeper, state } = keeperOf();
    await clock.advance(10);
    state.isAway = true;
    await clock.advance(60_000);
    expect(await keeper.isSure('gate')).toBe(true);
  });

  it('is false for a camera that it never held', async () => {
    expect(await keeperOf().keeper.isSure('harbour')).toBe(false);
  });
});

describe('handing over', () => {
  it('stops the cameras first, offers them to the planned edges, and leaves', async () => {
    const { clock, keeper, calls, join, running } = keeperOf();
    await clock.advance(10);
    join('b');
    const done = keeper.handOver();
    await clock.advance(10);
    await done;
    expect(running.size).toBe(0);
    expect(calls).toEqual(['release gate to b', 'release yard to b', 'leave']);
  });

  it('keeps the lease until the camera has stopped', async () => {
    let end: () => void = () => undefined;
    const stop = () => new Promise<void>((resolve) => (end = resolve));
    const { clock, keeper, calls, holders } = keeperOf({ stop });
    await clock.advance(10);
    void keeper.handOver();
    await clock.advance(5000);
    expect([calls, [...holders.keys()]]).toEqual([[], ['gate', 'yard']]);
    end();
    await clock.advance(10);
    expect(calls).toContain('release yard to any');
  });

  it('without Redis stops the cameras, and the leases expire', async () => {
    const { clock, keeper, state, running } = keeperOf();
    await clock.advance(10);
    state.isAway = true;
    const done = keeper.handOver();
    await clock.advance(10);
    await done;
    expect(running.size).toBe(0);
  });
});

it('reports that an administrator asked it to hand over', async () => {
  const { clock, keeper, isDraining } = keeperOf();
  await clock.advance(10);
  expect(keeper.seen().isLeaving).toBe(false);
  isDraining();
  await clock.advance(1000);
  expect(keeper.seen().isLeaving).toBe(true);
});

it('one edge reports for all which cameras have no edge, and why', async () => {
  const cameras = [{ id: 'gate', edge: 'harbour' }];
  const first = keeperOf({ cameras });
  first.join('b');
  await first.clock.advance(10);
  expect(first.keeper.problems()).toEqual([
    { code: 'camera-without-edge', subject: 'gate', values: { without: 'nobody-at-its-place' } },
  ]);
  const second = keeperOf({ cameras });
  second.join('0-earlier');
  await second.clock.advance(10);
  expect(second.keeper.problems()).toEqual([]);
});
