/// <reference types="node" />
// What a browser test needs: the built dashboard, a fixture server with a district in it, and a real headless Chromium. All tests
// of a file share them; the district is reset before each.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Box, User } from '../../contracts/index.ts';
import { buildDashboard, type ReactBuild } from './build-dashboard.ts';
import { emptyCameraSetup } from './fixture-camera-setup.ts';
import { emptyPeople } from './fixture-people.ts';
import { startFixtureServer, type FixtureServer } from './fixture-server.ts';
import {
  createPagePool,
  leadTo,
  type PageKind,
  type PagePool,
  type PooledPage,
} from './page-pool.ts';
import { createNumbers } from './sample-numbers.ts';
import { createDuty } from './sample-duty.ts';
import { createDistrictFences } from './sample-fences.ts';
import { createDistrictCameras, createDistrictCases } from './sample-district.ts';

export const screens = {
  desktop: { width: 1366, height: 768 },
  tablet: { width: 1024, height: 768 },
  upright: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
  small: { width: 360, height: 640 },
} as const;
export type ScreenName = keyof typeof screens;

export interface OpenOptions {
  screen?: ScreenName;
  /** The browser's own language. */
  locale?: PageKind['locale'];
  colorScheme?: 'light' | 'dark';
  /** Who is logged in. */
  role?: User['role'];
  /** The test controls the page's time with `page.clock`, so no test waits for periodic actions. */
  hasTestClock?: boolean;
}

export interface OpenPage {
  page: Page;
  /** What the page logged as an error, apart from refusals that the test caused. */
  complaints: string[];
}

export interface Stage {
  server: FixtureServer;
  /** Loads the app at an address; nobody is logged in. */
  open: (path: string, options?: OpenOptions) => Promise<OpenPage>;
  /** Opens an address as a logged-in user, a responder by default. A running app is reused. */
  enter: (path: string, options?: OpenOptions) => Promise<OpenPage>;
}

/** Sets up the stage for the tests of the file, before the first of them runs. */
export function setStage(react: ReactBuild): Stage {
  const stage = {} as Stage;
  let running: RunningStage;
  beforeAll(async () => {
    running = await startStage(react);
    Object.assign(stage, running.stage);
  });
  beforeEach(() => running.reset());
  afterAll(() => running.stop());
  return stage;
}

interface RunningStage {
  stage: Stage;
  reset: () => Promise<void>;
  stop: () => Promise<void>;
}

async function startStage(react: ReactBuild): Promise<RunningStage> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-dashboard-'));
  const [browser] = await Promise.all([launchBrowser(), buildDashboard(folder, react)]);
  const server = await startFixtureServer({ assetsDir: folder, ...createDistrict() });
  const pool = createPagePool(browser, server.url);
  return {
    stage: {
      server,
      open: async (path, options = {}) => {
        const pooled = await takePage(pool, options);
        return load(server, pooled, path, null);
      },
      enter: async (path, options = {}) => {
        const role = options.role ?? 'responder';
        const pooled = await takePage(pool, { ...options, role });
        return (await goOn(server, pooled, path, role)) ?? load(server, pooled, path, role);
      },
    },
    reset: async () => {
      await pool.takeBack();
      resetServer(server);
    },
    stop: async () => {
      await browser.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function resetServer(server: FixtureServer): void {
  Object.assign(server, createDistrict(), { user: { username: 'li.na', role: 'responder' } });
  server.refusals.clear();
  server.hanging.clear();
  server.isBlurred = false;
  server.isMute = false;
  server.problems = { present: [], past: [] };
  server.duty = createDuty(Date.now());
  server.numbers = createNumbers;
  server.cameraSetup = emptyCameraSetup();
  server.people = emptyPeople();
  // Pages that stay open still have the problems of the last test.
  server.push({ type: 'problems', present: [] });
  for (const camera of server.cameras) server.push({ type: 'camera', camera });
  server.requests.length = 0;
}

function createDistrict() {
  const now = Date.now();
  return {
    cases: createDistrictCases(now),
    cameras: createDistrictCameras(now),
    fences: createDistrictFences(now),
    histories: new Map(),
  };
}

function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

type Role = User['role'];

async function takePage(pool: PagePool, options: OpenOptions): Promise<PooledPage> {
  const { screen = 'desktop', locale = 'en-GB', colorScheme = 'light' } = options;
  const pooled = await pool.take({ hasTouch: screen !== 'desktop', locale }, options.role ?? null);
  const { page, context } = pooled;
  await page.setViewportSize(screens[screen]);
  // No animations: they would be drawn sixty times a second while a test waits.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  if (options.hasTestClock === true && !pooled.hasTestClock) {
    await context.clock.install();
    Object.assign(pooled, { hasTestClock: true, login: null });
  }
  return pooled;
}

/** Null if the app does not run for this role, or has lost its session. */
async function goOn(
  server: FixtureServer,
  pooled: PooledPage,
  path: string,
  role: Role,
): Promise<PooledPage | null> {
  const { login, page } = pooled;
  if (login?.role !== role || login.isBlurred !== server.isBlurred) return null;
  if (!server.hasSession(login.session)) return null;
  server.user = { ...server.user, role };
  return (await leadTo(page, path)) ? pooled : null;
}

async function load(
  server: FixtureServer,
  pooled: PooledPage,
  path: string,
  role: Role | null,
): Promise<PooledPage> {
  const { page, context } = pooled;
  pooled.login = null;
  await context.clearCookies();
  if (role !== null) {
    server.user = { ...server.user, role };
    const cookie = server.openSession();
    pooled.login = { role, isBlurred: server.isBlurred, session: cookie.value };
    await context.addCookies([cookie]);
  }
  await page.goto(path);
  if (role !== null) await page.locator('main#content').waitFor();
  return pooled;
}

/** The position of a drawn shape on the screen, by its geometry, without the stroke width. */
export function readDrawnBox(shape: Locator): Promise<DOMRect> {
  return shape.evaluate((element: SVGGraphicsElement) => {
    const { x, y, width, height } = element.getBBox();
    const { a = 1, d = 1, e = 0, f = 0 } = element.getScreenCTM() ?? {};
    return new DOMRect(x * a + e, y * d + f, width * a, height * d).toJSON() as DOMRect;
  });
}

/** Where something lies on the screen, px; it has to be shown. */
export async function boxOf(shown: Locator): Promise<Box> {
  const box = await shown.boundingBox();
  if (!box) throw new Error(`expected ${String(shown)} to be shown`);
  return box;
}

/** A sample that must exist. */
export function byId<T extends { id: string }>(items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === id);
  if (!found)
    throw new Error(`expected one of ${items.map((one) => one.id).join(', ')}, got ${id}`);
  return found;
}
