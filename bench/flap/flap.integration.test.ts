// The flap bench in its short form: cameras that come and go, and ffmpegs that are killed, on a real worker.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { flap } from './flap.ts';

const hooks = fileURLToPath(new URL('../../e2e/servers/typescript-hooks.mjs', import.meta.url));

it('a worker lives through cameras that flap and ffmpegs that are killed', async () => {
  const result = await flap({
    cameras: 4,
    forMs: 12_000,
    upMs: 4000,
    awayMs: 1500,
    nodeArguments: ['--import', hooks],
  });
  expect(result).toMatchObject({ isAlive: true, defects: 0, liveAtEnd: 4 });
  expect(result.serverKills).toBeGreaterThanOrEqual(1);
  expect(result.ffmpegKills).toBeGreaterThanOrEqual(1);
  expect(result.trends.children.to).toBeLessThanOrEqual(4 + 8);
}, 150_000);
