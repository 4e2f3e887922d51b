// The flap bench in its short form: cameras that come and go, ffmpegs that are killed and then the worker itself.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { flap } from './flap.ts';

const hooks = fileURLToPath(new URL('../../e2e/servers/typescript-hooks.mjs', import.meta.url));

it('a worker with eight cameras that flap lives until it is killed, and all come back then', async () => {
  const result = await flap({
    cameras: 8,
    forMs: 5000,
    upMs: 2500,
    awayMs: 1000,
    nodeArguments: ['--import', hooks],
  });
  expect(result).toMatchObject({ isAlive: true, defects: 0, liveAtEnd: 8 });
  expect(result.serverKills).toBeGreaterThanOrEqual(1);
  expect(result.ffmpegKills).toBeGreaterThanOrEqual(1);
  expect(result.trends.children.most).toBeLessThanOrEqual(2 * 8 + 8);
  expect(result.comeback).toMatchObject({ live: 8, leftBehind: 0, defects: 0 });
}, 240_000);
