// Which edge gets which camera: free cameras, edges that join, leave, die or are full, and pinned cameras. The plan becomes stable.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lease, Member } from './lease-answers.ts';
import { planShares, settleMs, type SharedCamera, type ShareInput } from './share-plan.ts';

const now = 1_800_000_000_000;

function member(edgeId: string, change: Partial<Member> = {}): Member {
  const longAgo = now - 10 * settleMs;
  const plain = { weight: 1, capacity: null, place: null, isLeaving: false };
  return { edgeId, until: now + 5000, joinedAt: longAgo, ...plain, ...change };
}

function camerasOf(count: number, edge: string | null = null): SharedCamera[] {
  return Array.from({ length: count }, (_, n) => ({ id: `c${String(n).padStart(4, '0')}`, edge }));
}

function lease(cameraId: string, edgeId: string | null, change: Partial<Lease> = {}): Lease {
  return { cameraId, edgeId, token: 1, until: now + 5000, since: 0, offeredTo: null, ...change };
}

function plan(change: Partial<ShareInput>) {
  const cameras = camerasOf(4);
  return planShares({ cameras, members: [member('a'), member('b')], leases: [], now, ...change });
}

const countOf = (claims: ReadonlyMap<string, string>, edge: string) =>
  [...claims.values()].filter((one) => one === edge).length;
const heldBy = (edge: string, cameras = camerasOf(4)) => cameras.map(({ id }) => lease(id, edge));

describe('free cameras', () => {
  it('are none without cameras', () => {
    expect(plan({ cameras: [] })).toEqual({
      claims: new Map(),
      moves: new Map(),
      without: new Map(),
    });
  });

  it('are shared evenly', () => {
    const { claims } = plan({});
    expect([countOf(claims, 'a'), countOf(claims, 'b')]).toEqual([2, 2]);
  });

  it('are shared by weight', () => {
    const members = [member('a', { weight: 3 }), member('b')];
    const { claims } = plan({ cameras: camerasOf(8), members });
    expect([countOf(claims, 'a'), countOf(claims, 'b')]).toEqual([6, 2]);
  });

  it('include those of an edge whose leases have expired', () => {
    const leases = heldBy('dead').map((one) => ({ ...one, until: now - 1 }));
    expect(plan({ leases }).claims.size).toBe(4);
    expect(plan({ leases: heldBy('silent') }).claims.size).toBe(0);
  });

  it('go to the edge that they are offered to, while the offer is valid', () => {
    const offer = { offeredTo: 'b' };
    const leases = camerasOf(4).map(({ id }) => lease(id, null, offer));
    expect(countOf(plan({ leases }).claims, 'b')).toBe(4);
    const over = leases.map((one) => ({ ...one, until: now - 1 }));
    expect(countOf(plan({ leases: over }).claims, 'b')).toBe(2);
    const gone = leases.map((one) => ({ ...one, offeredTo: 'gone' }));
    expect(plan({ leases: gone }).claims.size).toBe(4);
  });

  it.each<[string, Partial<ShareInput>, string]>([
    ['nobody is at its place', { cameras: camerasOf(1, 'harbour') }, 'nobody-at-its-place'],
    [
      'all are full',
      { cameras: camerasOf(1), members: [member('a', { capacity: 0 })] },
      'all-full',
    ],
    [
      'all are leaving',
      { cameras: camerasOf(1), members: [member('a', { isLeaving: true })] },
      'all-leaving',
    ],
    ['there is no edge', { cameras: camerasOf(1), members: [] }, 'nobody-at-its-place'],
    [
      'its edge has just died',
      { cameras: camerasOf(1), members: [member('a', { until: now - 1 })] },
      'nobody-at-its-place',
    ],
  ])('stay free when %s', (_, change, reason) => {
    const { claims, without } = plan(change);
    expect(claims.size).toBe(0);
    expect([...without.values()]).toEqual([reason]);
  });

  it('that are pinned go only to that edge or place', () => {
    const members = [member('a'), member('b', { place: 'harbour' })];
    expect(countOf(plan({ cameras: camerasOf(4, 'harbour'), members }).claims, 'b')).toBe(4);
    expect(countOf(plan({ cameras: camerasOf(4, 'a'), members }).claims, 'a')).toBe(4);
  });
});

describe('cameras that have an edge', () => {
  it('are moved at once from an edge that leaves', () => {
    const members = [member('a', { isLeaving: true }), member('b')];
    const { moves } = plan({ members, leases: heldBy('a') });
    expect([...moves.values()]).toEqual(Array(4).fill({ from: 'a', to: 'b' }));
  });

  it('stay with an edge that leaves when no other can take them', () => {
    const members = [member('a', { isLeaving: true }), member('b', { capacity: 1 })];
    expect(plan({ members, leases: heldBy('a') }).moves.size).toBe(1);
    expect(plan({ members: [members[0]!], leases: heldBy('a') }).moves.size).toBe(0);
  });

  it('are moved when they are pinned to another edge', () => {
    const { moves } = plan({ cameras: camerasOf(4, 'b'), leases: heldBy('a') });
    expect(moves.size).toBe(4);
  });

  it('are not moved right after an edge has joined', () => {
    const members = [member('a'), member('b', { joinedAt: now - settleMs + 1 })];
    expect(plan({ members, leases: heldBy('a') }).moves.size).toBe(0);
  });

  it('are not moved for a difference of one', () => {
    const leases = [...heldBy('a', camerasOf(4).slice(0, 3)), lease('c0003', 'b')];
    expect(plan({ leases }).moves.size).toBe(0);
  });

  it('are moved a few at a time to an edge that has joined', () => {
    const cameras = camerasOf(100);
    const { moves } = plan({ cameras, leases: heldBy('a', cameras) });
    expect(moves.size).toBe(9);
  });
});

const anEdge = fc.record({
  weight: fc.integer({ min: 1, max: 8 }),
  capacity: fc.option(fc.integer({ min: 0, max: 40 })),
  isLeaving: fc.boolean(),
  place: fc.constantFrom('north', 'south', null),
});
const district = fc.record({
  edges: fc.array(anEdge, { maxLength: 6 }),
  pins: fc.array(fc.constantFrom('north', 'south', 'e0', null, null, null), { maxLength: 60 }),
  holders: fc.array(fc.option(fc.nat(7)), { maxLength: 60 }),
});

function inputOf({
  edges,
  pins,
  holders,
}: typeof district extends fc.Arbitrary<infer T> ? T : never): ShareInput {
  const cameras: SharedCamera[] = pins.map((edge, n) => ({ id: `c${n}`, edge }));
  const leases = holders.flatMap((holder, n) =>
    holder === null ? [] : [lease(`c${n}`, `e${holder}`)],
  );
  return { cameras, members: edges.map((one, n) => member(`e${n}`, one)), leases, now };
}

/** The state of Redis after all edges have carried out the plan. */
function carriedOut(input: ShareInput): ShareInput {
  const { claims, moves } = planShares(input);
  const after = new Map(input.leases.map((one) => [one.cameraId, one]));
  for (const [id, edge] of claims) after.set(id, lease(id, edge));
  for (const [id, { to }] of moves) after.set(id, lease(id, to));
  return { ...input, leases: [...after.values()] };
}

describe('in any district', () => {
  it('no edge exceeds its capacity, gets a camera of another place, or gets one while it leaves', () => {
    fc.assert(
      fc.property(district, (parts) => {
        const input = inputOf(parts);
        const { claims, moves } = planShares(input);
        const gained = [...claims, ...[...moves].map(([id, { to }]) => [id, to] as const)];
        for (const [id, edge] of gained) {
          const to = input.members.find(({ edgeId }) => edgeId === edge)!;
          const pin = input.cameras.find((one) => one.id === id)!.edge;
          expect(to.isLeaving).toBe(false);
          expect([null, to.edgeId, to.place]).toContain(pin);
        }
        for (const { edgeId, capacity } of input.members) {
          const lost = [...moves.values()].filter(({ from }) => from === edgeId).length;
          const own = input.leases.filter((one) => one.edgeId === edgeId).length;
          const got = gained.filter(([, edge]) => edge === edgeId).length;
          if (got > 0) expect(own - lost + got).toBeLessThanOrEqual(capacity ?? Infinity);
        }
      }),
    );
  });

  it('every free camera is taken or has a reason', () => {
    fc.assert(
      fc.property(district, (parts) => {
        const input = inputOf(parts);
        const held = new Set(input.leases.map(({ cameraId }) => cameraId));
        const { claims, without } = planShares(input);
        for (const { id } of input.cameras)
          expect(Number(held.has(id)) + Number(claims.has(id)) + Number(without.has(id))).toBe(1);
      }),
    );
  });

  it('the plan becomes stable after some turns', () => {
    fc.assert(
      fc.property(district, (parts) => {
        let input = inputOf(parts);
        for (let turn = 0; turn < 200; turn += 1) input = carriedOut(input);
        const { claims, moves } = planShares(input);
        expect([claims.size, moves.size]).toEqual([0, 0]);
      }),
    );
  });

  it('the plan does not depend on the order of the input', () => {
    fc.assert(
      fc.property(district, (parts) => {
        const input = inputOf(parts);
        const turned = {
          ...input,
          members: input.members.toReversed(),
          leases: input.leases.toReversed(),
        };
        expect(planShares(turned)).toEqual(planShares(input));
      }),
    );
  });
});
