// `fencewatch leases` on a real Redis: which edge has which camera, and an edge that hands over its cameras.
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { Redis } from 'ioredis';
import { startRedis } from '../e2e/servers/redis.ts';
import { freePort } from '../e2e/servers/server-process.ts';
import { createLeaseStore } from '../edge/leases/lease-store.ts';
import { systemClock } from '../host/clock.ts';
import { fencewatch } from './program.ts';

const offer = { weight: 3, capacity: 40, place: 'north', isLeaving: false };
let out: string[];
beforeEach(() => {
  out = [];
  for (const name of ['log', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((text: string) => void out.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

async function run(...words: string[]): Promise<number> {
  out = [];
  process.exitCode = 0;
  await fencewatch().parseAsync(['leases', ...words], { from: 'user' });
  return process.exitCode;
}

it('lists edges and cameras, and lets an edge hand over and take cameras again', async () => {
  const server = await startRedis();
  const client = new Redis(server.url);
  onTestFinished(async () => {
    client.disconnect();
    await server.stop();
  });
  const redis = ['--redis', server.url];
  const edge = createLeaseStore(client, { edgeId: 'edge 1', folderId: 'f' }, 500);
  const turn = async () => {
    const answer = await edge.turn(offer, new Map(), 0);
    if (answer.outcome !== 'turn') throw new Error('the id is taken');
    return answer.members[0]?.isLeaving;
  };
  for (let n = 0; n < 4; n += 1) {
    await turn();
    await systemClock.wait(200);
  }
  await edge.claim(['gate'], 0);
  expect(await run('list', ...redis)).toBe(0);
  expect(out[0]).toBe('edge\tedge 1\tsharing\t1 cameras\tweight 3\tcapacity 40\tnorth');
  expect(out[1]).toMatch(/^camera\tgate\tedge 1\ttoken \d{13}\t0 s$/);

  expect(await run('drain', 'edge 1', ...redis)).toBe(0);
  expect(await turn()).toBe(true);
  expect(await run('resume', 'edge 1', ...redis)).toBe(0);
  expect(await turn()).toBe(false);
  await run('drain', 'nobody', ...redis);
  expect(out).toEqual([
    'nobody does not share cameras at present',
    'nobody hands its cameras over',
  ]);

  await systemClock.wait(700);
  await run('list', ...redis);
  expect(out.join('\n')).toMatch(/edge 1\tsilent.*\n.*\(edge 1 is silent\)/);
});

it('refuses an invalid edge id, and reports an unreachable Redis', async () => {
  const gone = `redis://127.0.0.1:${await freePort()}`;
  expect(await run('drain', 'x'.repeat(65), '--redis', gone)).toBe(2);
  await expect(run('list', '--redis', 'http://x')).rejects.toThrow('--redis: expected redis://');
  expect(await run('list', '--redis', gone)).toBe(1);
  expect(out.join()).toContain(gone.slice('redis://'.length));
});
