/// <reference types="node" />
// Measures how smoothly the duty desk scrolls with 5,000 open cases: the built dashboard in headless Chromium, scrolled like a
// wheel at three speeds, on a desktop and on a phone. Prints a line each, with the load of the machine, and exit code 1 when the
// page's main thread is so busy that 60 frames a second could not be kept on a machine with nothing else to do. Usage, after `npm
// run build`: node --import ./e2e/servers/typescript-hooks.mjs dashboard/testing/desk-scroll.ts
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { startFixtureServer, type FixtureServer } from './fixture-server.ts';
import { measureScroll, type Scroll } from './measure-scroll.ts';
import { createDistrictCameras } from './sample-district.ts';
import { createDuty, createOpenCases } from './sample-duty.ts';

const total = 5000;
const mostBusy = 0.7;
const frameMs = 1000 / 60;
const speeds = [1000, 4000, 12_000];
const screens = {
  desktop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
};

const assetsDir = join(import.meta.dirname, '../../dist/dashboard');
if (!existsSync(join(assetsDir, 'index.html'))) {
  process.stderr.write('no built dashboard: run npm run build first\n');
  process.exit(2);
}
const now = Date.now();
const server = await startFixtureServer({
  assetsDir,
  cases: createOpenCases(total, now),
  cameras: createDistrictCameras(now),
  fences: [],
});
server.duty = createDuty(now);
server.user = { username: 'li.na', role: 'operator' };
const executablePath = process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  process.exitCode = await run(browser, server);
} finally {
  await browser.close();
  await server.stop();
}

async function run(shown: Browser, served: FixtureServer): Promise<0 | 1> {
  let isSmooth = true;
  for (const [screen, viewport] of Object.entries(screens)) {
    const context = await shown.newContext({ viewport, hasTouch: true });
    await context.addCookies([served.openSession()]);
    const page = await context.newPage();
    await page.goto(`${served.url}/desk`);
    await page.getByRole('list', { name: new RegExp(`${total}`) }).waitFor();
    for (const speed of speeds) {
      const scroll = await measureScroll(page, { distance: speed * 4, speed });
      process.stdout.write(`${screen}, ${speed} px/s: ${tell(scroll)}\n`);
      isSmooth &&= scroll.busy < mostBusy;
    }
    await context.close();
  }
  if (!isSmooth)
    process.stderr.write('over budget: the main thread computes for more than 70 % of the time\n');
  return isSmooth ? 0 : 1;
}

function tell({ frames, busy, distance }: Scroll): string {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const late = frames.filter((ms) => ms > 1.5 * frameMs).length;
  return [
    `${frames.length} frames over ${Math.round(distance)} px`,
    `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(0.999)} ms`,
    `${((late / frames.length) * 100).toFixed(0)} % late`,
    `main thread busy ${(busy * 100).toFixed(0)} %`,
    `load ${loadavg()[0]?.toFixed(1) ?? '?'} on ${cpus().length} cores`,
  ].join('; ');
}
