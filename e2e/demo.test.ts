// The demo without a terminal, as a newcomer runs it: it ends by itself, with one JSON line of results.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../host/package-root.ts';
import type { DemoResult } from '../cli/demo/tally.ts';

test('the demo raises and clears all three kinds and notifies both roles once each', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(packageRoot(), 'dist', 'cli', 'main.js'),
    'demo',
    '--once',
  ]);
  const lines = stdout.trim().split('\n');
  const result = JSON.parse(lines.at(-1) ?? '') as DemoResult;

  expect(result.ok).toBe(true);
  expect(result.duplicates).toBe(0);
  for (const event of ['opened', 'cleared'])
    expect(
      result.alerts
        .filter((alert) => alert.event === event)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['blocked-fire-exit', 'debris-pile', 'street-vending']);
  expect(result.delivered).toEqual({ officer: 6, property: 6 });
  for (const { latencyMs } of result.alerts) expect(latencyMs).toBeLessThan(10_000);
});
