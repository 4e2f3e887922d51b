// Measures how soon a responder can act on a phone: the page of a case, opened over 400 kbit/s on a CPU four times slower,
// throttled by the browser itself; for the first time, and as an app that was opened before. Runs the built dashboard behind
// dispatch's own HTTP interface. Prints a line each; exit code 1 when a budget is exceeded. Usage, after `npm run build`: node
// --import ./e2e/servers/typescript-hooks.mjs bench/testing/first-load.ts
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { packageRoot } from '../../host/package-root.ts';
import { openTestApi, type TestApi } from '../../dispatch/testing/test-api.ts';
import { anAlert } from '../../dispatch/testing/alerts.ts';
import { planFor } from '../../dispatch/testing/plan.ts';
import {
  measureLoad,
  openPhone,
  type Load,
  type PhonePage,
} from '../../dashboard/testing/measure-load.ts';
import { startOwnHttps } from './own-https.ts';

const budget = { scriptBytes: 150_000, againMs: 2000 };
const runs = 5;

const dashboardDir = join(packageRoot(), 'dist', 'dashboard');
if (!existsSync(join(dashboardDir, 'index.html'))) {
  console.error('no built dashboard: run npm run build first');
  process.exit(2);
}
const executablePath = process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--ignore-certificate-errors'];
const browser = await chromium.launch({ executablePath, args });
const api = await openTestApi({ dashboardDir, isHttps: true });
await api.app.ready();
const https = await startOwnHttps((request, response) => {
  api.app.routing(request, response);
});
try {
  process.exitCode = await run(browser, await openPage(api, `https://127.0.0.1:${https.port}`));
} finally {
  await browser.close();
  https.stop();
  await api.close();
}

async function run(phones: Browser, page: PhonePage): Promise<0 | 1> {
  const first: Load[] = [];
  const again: Load[] = [];
  for (let run = 0; run < runs; run += 1) {
    const phone = await openPhone(phones, page);
    first.push(await measureLoad(phone));
    await phone.untilKept();
    again.push(await measureLoad(phone));
    await phone.close();
  }
  return tell(middleOf(first), middleOf(again));
}

async function openPage(served: TestApi, origin: string): Promise<PhonePage> {
  const { cases } = served.store;
  const alert = anAlert({ incidentId: 'first-load' });
  await cases.record(planFor(alert));
  const found = await cases.findByIncident(alert.incident.incidentId);
  const { cookie } = await served.as('responder');
  return { origin, path: `/cases/${found?.id ?? ''}`, cookie };
}

/** Sorted by time: a single slow run on a busy machine says nothing. */
function middleOf(loads: Load[]): Load {
  const sorted = loads.toSorted((a, b) => a.usableMs - b.usableMs);
  return (
    sorted[Math.floor(sorted.length / 2)] ?? {
      usableMs: 0,
      computedMs: 0,
      scriptBytes: 0,
      bytes: 0,
    }
  );
}

function tell(first: Load, again: Load): 0 | 1 {
  console.log(`load of the machine: ${loadavg()[0]?.toFixed(1) ?? '?'} on ${cpus().length} cores`);
  for (const [name, { usableMs, computedMs, scriptBytes, bytes }] of [
    ['first load', first],
    ['opened again', again],
  ] as const)
    console.log(
      `${name}: usable after ${seconds(usableMs)} (computing ${seconds(computedMs)}), script ${kB(scriptBytes)}, all ${kB(bytes)}`,
    );
  const isLarge = first.scriptBytes > budget.scriptBytes;
  const isSlow = again.usableMs > budget.againMs;
  if (isLarge) console.error(`over budget: script ${kB(first.scriptBytes)} at first load`);
  if (isSlow) console.error('over budget: the opened app is not usable within 2 s');
  return isLarge || isSlow ? 1 : 0;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
