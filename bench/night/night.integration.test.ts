// The scripted night in its short form: three kills of dispatch, Redis restarted, a webhook and the broker away, all within minutes of
// the night. The long form is `fencewatch bench night`.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runNight } from './run-night.ts';

const hooks = fileURLToPath(new URL('../../e2e/servers/typescript-hooks.mjs', import.meta.url));

it('a short night with kills and outages loses nothing, sends nothing twice and fires each timer once', async () => {
  const { verdict, history, defects } = await runNight({
    ...{ seed: 7, incidents: 12, engine: 'external', dispatches: 1 },
    ...{ minutes: 12, factor: 90, settleMs: 4000, begins: '2026-11-27T13:55:00Z' },
    nodeArguments: ['--import', hooks],
  });
  expect(verdict.faults).toEqual([]);
  expect(defects).toBe(0);
  expect(history.recorded).toHaveLength(history.raised.length);
  expect(verdict.reached + verdict.atTheTop).toBe(12);
}, 240_000);
