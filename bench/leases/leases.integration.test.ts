// The leases bench in its short form: real edges, Redis, streams and dispatch. An edge is killed, another time frozen, and cut off
// from Redis; its cameras are analysed elsewhere in time, and every stay of a thing is one case.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { faultsOfLeases } from './leases-result.ts';
import { leases } from './leases.ts';

const hooks = fileURLToPath(new URL('../../e2e/servers/typescript-hooks.mjs', import.meta.url));

it('cameras of an edge that is killed, frozen, cut off or ended are analysed elsewhere, and nothing is raised twice', async () => {
  const result = await leases({
    cameras: 4,
    edges: 2,
    faults: ['killed', 'frozen', 'cut-off', 'ended', 'redis-emptied'],
    awayMs: 14_000,
    afterFaultMs: 15_000,
    nodeArguments: ['--import', hooks],
  });
  expect(faultsOfLeases(result)).toEqual([]);
  expect(result.stays).toBeGreaterThan(4);
  const moved = new Map(result.faults.map((fault) => [fault.name, fault.moved]));
  for (const name of ['killed', 'frozen', 'cut-off', 'ended'] as const)
    expect(moved.get(name)).toBeGreaterThanOrEqual(1);
  expect(moved.get('redis-emptied')).toBe(0);
}, 400_000);
