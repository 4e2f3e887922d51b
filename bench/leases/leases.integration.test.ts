// The leases bench in its short form: real edges, Redis, streams and dispatch. An edge is killed, frozen, or cut off from Redis;
// its cameras are analysed elsewhere, and every stay of an object is one case. `fencewatch bench leases` has more cameras and
// faults, and measures the times.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { faultsOfCases } from './leases-result.ts';
import { leases } from './leases.ts';

const hooks = fileURLToPath(new URL('../../e2e/servers/typescript-hooks.mjs', import.meta.url));

it('cameras of an edge that is killed, frozen or cut off are analysed elsewhere, and nothing is raised twice', async () => {
  const result = await leases({
    cameras: 4,
    edges: 2,
    faults: ['killed', 'frozen', 'cut-off'],
    awayMs: 14_000,
    afterFaultMs: 15_000,
    nodeArguments: ['--import', hooks],
  });
  expect(faultsOfCases(result)).toEqual([]);
  expect(result.stays).toBeGreaterThan(0);
  const moved = new Map(result.faults.map((fault) => [fault.name, fault.moved]));
  for (const name of ['killed', 'frozen', 'cut-off'] as const)
    expect(moved.get(name)).toBeGreaterThanOrEqual(1);
}, 400_000);
