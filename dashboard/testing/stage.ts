/// <reference types="node" />
// What a browser test needs: the built dashboard, a fixture server with a district in it, and a real headless Chromium.
// Also collects whatever the page complains about.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from 'playwright-core';
import { build, mergeConfig } from 'vite';
import type { User } from '../../contracts/index.ts';
import viteConfig from '../vite.config.ts';
import { startFixtureServer, type FixtureServer } from './fixture-server.ts';
import { createDistrictFences } from './sample-fences.ts';
import { createDistrictCameras, createDistrictCases } from './sample-district.ts';

export const screens = {
  desktop: { width: 1366, height: 768 },
  tablet: { width: 1024, height: 768 },
  upright: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
} as const;
export type ScreenName = keyof typeof screens;

export interface OpenOptions {
  screen?: ScreenName;
  /** The browser's own language. */
  locale?: 'en-GB' | 'zh-CN';
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  /** Without it nobody is logged in. */
  loggedIn?: boolean;
  /** Who logs in; a responder when it is not said. */
  role?: User['role'];
}

export interface OpenPage {
  page: Page;
  /** What the page logged as an error, apart from refusals that the test caused. */
  complaints: string[];
  close: () => Promise<void>;
}

export interface Stage {
  server: FixtureServer;
  open: (path: string, options?: OpenOptions) => Promise<OpenPage>;
  /** The same, logged in. */
  enter: (path: string, options?: OpenOptions) => Promise<OpenPage>;
  /** The district as at the start, and nobody logged in. */
  reset: () => void;
  stop: () => Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-dashboard-'));
  const assetsDir = join(folder, 'assets');
  await buildDashboard(assetsDir);
  const server = await startFixtureServer({ assetsDir, ...createDistrict() });
  const browser = await launchBrowser();
  return {
    server,
    open: (path, options = {}) => openPage(browser, server, path, options),
    enter: (path, options = {}) => openPage(browser, server, path, { ...options, loggedIn: true }),
    reset: () => {
      Object.assign(server, createDistrict(), { user: { username: 'li.na', role: 'responder' } });
      server.refusals.clear();
      server.requests.length = 0;
      server.endSessions();
    },
    stop: async () => {
      await browser.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function createDistrict() {
  const now = Date.now();
  return {
    cases: createDistrictCases(now),
    cameras: createDistrictCameras(now),
    fences: createDistrictFences(now),
    pasts: new Map(),
  };
}

/** As it ships, but for React's development build, which a test run makes vite take: its warnings count as complaints. */
async function buildDashboard(outDir: string): Promise<void> {
  const config = viteConfig({ mode: 'production', command: 'build' });
  await build(
    mergeConfig(config, {
      configFile: false,
      root: join(import.meta.dirname, '..'),
      logLevel: 'error',
      build: { outDir },
    }),
  );
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

async function openPage(
  browser: Browser,
  server: FixtureServer,
  path: string,
  options: OpenOptions,
): Promise<OpenPage> {
  const { screen = 'desktop', locale = 'en-GB', colorScheme = 'light' } = options;
  const context = await browser.newContext({
    viewport: screens[screen],
    deviceScaleFactor: screen === 'phone' ? 2 : 1,
    hasTouch: screen !== 'desktop',
    isMobile: screen !== 'desktop',
    locale,
    colorScheme,
    reducedMotion: options.reducedMotion ?? 'no-preference',
    timezoneId: 'Europe/Berlin',
    baseURL: server.url,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = collectComplaints(page);
  if (options.role) server.user = { ...server.user, role: options.role };
  if (options.loggedIn === true) await logIn(context, server);
  await page.goto(path);
  if (options.loggedIn === true) await page.locator('main#content').waitFor();
  return { page, complaints, close: () => context.close() };
}

/** Logs in as the page would, without its form. */
async function logIn(context: BrowserContext, { user, password }: FixtureServer): Promise<void> {
  await context.request.post('/api/session', { data: { username: user.username, password } });
}

/** Where a drawn shape lies on the screen, by its geometry: without the width of its stroke. */
export function readDrawnBox(shape: Locator): Promise<DOMRect> {
  return shape.evaluate((element: SVGGraphicsElement) => {
    const { x, y, width, height } = element.getBBox();
    const { a = 1, d = 1, e = 0, f = 0 } = element.getScreenCTM() ?? {};
    return new DOMRect(x * a + e, y * d + f, width * a, height * d).toJSON() as DOMRect;
  });
}

/** Chromium itself logs every refused request as an error; those of the log-in check are as they should be. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if ((message.type() === 'error' || message.type() === 'warning') && !isRefusal)
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
