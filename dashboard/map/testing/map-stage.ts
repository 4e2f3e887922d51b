/// <reference types="node" />
// What the browser tests of the map share: cells side by side behind dispatch's own HTTP interface, in headless Chromium, and
// helpers for its page.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Position, SiteFile, User } from '../../../contracts/index.ts';
import { systemClock } from '../../../host/clock.ts';
import { aSite } from '../../../dispatch/testing/a-site.ts';
import { anAlert } from '../../../dispatch/testing/alerts.ts';
import { planFor } from '../../../dispatch/testing/plan.ts';
import { openTestApi, type TestApi } from '../../../dispatch/testing/test-api.ts';
import { buildDashboard } from '../../testing/build-dashboard.ts';
import { cellCode, cellFeature, cellRing, manyCameras } from './sample-map.ts';

const screens = { desktop: { width: 1366, height: 768 }, phone: { width: 360, height: 640 } };
export const wide = 3;
interface OnStage {
  browser: Browser;
  api: TestApi;
  context: BrowserContext;
  page: Page;
  /** What the page logged as an error. */
  complaints: string[];
  origin: string;
  /** For files of the test. */
  folder: string;
}
/** Filled before the first test. */
export const on = {} as OnStage;

const site: Partial<SiteFile> = {
  name: '示范街道',
  cameras: [
    { id: 'exit-3', name: '3号楼消防通道', source: 'rtsp://camera/exit', gridCell: cellCode(4) },
    { id: 'corner', name: '西巷口', source: 'rtsp://camera/corner', gridCell: cellCode(0) },
    ...manyCameras(1600, 400).map(({ gridCell: _cell, ...camera }) => camera),
  ],
  units: [
    { id: 'city', name: '示范街道', level: 'city' },
    { id: 'west', name: '西网格', level: 'grid', parent: 'city', cells: [cellCode(4)] },
  ],
  people: [{ id: 'li', name: '李娜', user: 'responder' }],
  shifts: [{ id: 'a', unit: 'west', part: 'officer', people: ['li'] }],
};

/** For the tests of the file that calls it. */
export function setMapStage(): void {
  beforeAll(async () => {
    on.folder = await mkdtemp(join(tmpdir(), 'fencewatch-map-'));
    const dashboardDir = join(on.folder, 'dashboard');
    const executablePath = process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium';
    [on.browser] = await Promise.all([
      chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
      buildDashboard(dashboardDir, 'development'),
    ]);
    const parsed = aSite(site);
    const plain = await openTestApi({}, null, parsed);
    on.api = await openTestApi({ dashboardDir, clock: systemClock }, plain, parsed);
    on.api.clock.advance(Date.now() - on.api.clock.now());
    await on.api.app.listen({ host: '127.0.0.1', port: 0 });
    on.origin = `http://127.0.0.1:${(on.api.app.server.address() as AddressInfo).port}`;
  }, 120_000);
  afterAll(async () => {
    await on.browser.close();
    await on.api.close();
    await rm(on.folder, { recursive: true, force: true });
  });
  afterEach(() => on.context.close());
}

export interface Enter {
  role?: User['role'];
  screen?: keyof typeof screens;
  locale?: string;
  colorScheme?: 'light' | 'dark';
  headers?: { cookie: string };
}

export async function enter(
  path: string,
  { role = 'operator', screen = 'desktop', ...more }: Enter = {},
) {
  const { locale = 'zh-CN', colorScheme = 'light', headers } = more;
  const isPhone = screen === 'phone';
  const viewport = screens[screen];
  on.context = await on.browser.newContext({
    ...{ baseURL: on.origin, locale, colorScheme, viewport, hasTouch: isPhone, isMobile: isPhone },
    serviceWorkers: 'block',
  });
  on.context.setDefaultTimeout(20_000);
  const { cookie } = headers ?? (await on.api.as(role));
  const [name = '', value = ''] = cookie.split('=');
  await on.context.addCookies([{ name, value, url: on.origin }]);
  on.page = await on.context.newPage();
  on.complaints = [];
  on.page.on('pageerror', (error) => on.complaints.push(error.message));
  on.page.on('console', (message) => {
    if (message.type() === 'error') on.complaints.push(message.text());
  });
  await on.page.goto(path);
  await on.page.locator('main#content h1').waitFor();
  await on.page.locator('.connection[data-state="live"]').waitFor();
}

export async function shot(name: string): Promise<void> {
  const to = process.env['SCREENSHOTS'];
  if (to === undefined) return;
  await mkdir(to, { recursive: true });
  await on.page.screenshot({ path: join(to, `map-${name}.png`), fullPage: true });
}

export const canvas = () => on.page.locator('.map-canvas');
export const side = () => on.page.locator('.map-side');
export const field = (name: string) => on.page.getByLabel(name, { exact: true });
export const choice = (name: string) => on.page.getByRole('combobox', { name, exact: true });
export const button = (name: string) => on.page.getByRole('button', { name, exact: true });

/** Presses at a position, when the map shows all cells in the middle of its frame. */
export async function pressInside(index: number, cells = 9): Promise<void> {
  const box = await canvas().boundingBox();
  if (!box) throw new Error('there is no map');
  const all = Array.from({ length: cells }, (_, one) => cellRing(one, wide)).flat();
  const [x, y] = mercatorMiddle([cellRing(index, wide)].flat());
  const [west, south, east, north] = boundsOf(all.map(mercator));
  // Leaflet fits the bounds in half steps of zoom.
  const room = Math.min((box.width - 48) / (east - west), (box.height - 48) / (north - south));
  const scale = 2 ** (Math.floor(Math.log2(room / 256) * 2) / 2) * 256;
  await on.page.mouse.click(
    box.x + box.width / 2 + (x - (west + east) / 2) * scale,
    box.y + box.height / 2 + (y - (south + north) / 2) * scale,
  );
}

export const mercator = ([longitude, latitude]: Position): [number, number] => {
  const radians = (latitude * Math.PI) / 180;
  return [(longitude + 180) / 360, (1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2];
};
export const boundsOf = (points: [number, number][]): [number, number, number, number] => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};
const mercatorMiddle = (ring: Position[]): [number, number] => {
  const [west, south, east, north] = boundsOf(ring.map(mercator));
  return [(west + east) / 2, (south + north) / 2];
};

export const importFile = (text: string) =>
  field('文件').setInputFiles({
    name: 'cells.geojson',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
export const nine = Array.from({ length: 9 }, (_, index) =>
  cellFeature(index, wide, `第${index + 1}网格`),
);

/** A new case at the camera, in the store. */
export async function recordCase(
  incidentId: string,
  cameraId = 'exit-3',
  gridCell: string | null = cellCode(4),
) {
  const alert = anAlert({
    incidentId,
    cameraId,
    cameraName: '3号楼消防通道',
    gridCell,
    capturedAt: Date.now(),
  });
  await on.api.store.cases.record(planFor(alert));
  const [found] = await on.api.store.cases.list({ cameraId, limit: 1 });
  if (!found) throw new Error('no case');
  return found;
}
