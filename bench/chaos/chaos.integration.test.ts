// The chaos bench in its short form: real edges, dispatch and servers, one round of the world, the kills of an edge and of dispatch,
// and poison. It is green; and with a planted bug, its history names it.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { linesOf, readHistory } from './history.ts';
import { runChaos } from './run-chaos.ts';

const hooks = fileURLToPath(new URL('../../e2e/servers/typescript-hooks.mjs', import.meta.url));

async function run(plant?: 'no-dedup') {
  const keepIn = await mkdtemp(join(tmpdir(), 'fencewatch-chaos-test-'));
  onTestFinished(() => rm(keepIn, { recursive: true, force: true }));
  const result = await runChaos({
    ...{ seed: 1, cameras: 2, edges: 2, rounds: 1, keepIn, plant },
    amounts: { many: 5, backlog: 5, reports: 3 },
    only: ['kill-edge', 'kill-dispatch', 'poison', 'backlog'],
    nodeArguments: ['--import', hooks],
  });
  return { ...result, history: readHistory(await readFile(result.historyFile, 'utf8')) };
}

it('is green after kills of an edge and of dispatch, and has a history to show for it', async () => {
  const { verdict, history } = await run();
  expect(verdict.faults).toEqual([]);
  expect(verdict.incidents).toMatchObject({ incidents: 7, cases: 7, hardlyShown: 0 });
  expect(verdict.end).toMatchObject({ done: 6, skipped: [] });
  expect(verdict.messages.received).toBeGreaterThanOrEqual(28);
  expect(verdict.alerts.poison).toBe(8);
  expect(linesOf(history, 'look').length).toBeGreaterThan(20);
}, 300_000);
