// A browser for tests over the whole product: headless Chromium with its own profile, one page, and all errors of the page. Can
// log in, and take screenshots in both languages.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
];

export interface TestBrowser {
  readonly page: Page;
  /** Script errors, console errors, and refused requests; a first visit without a log-in is no error. */
  readonly complaints: string[];
  logIn(address: string, password: string): Promise<void>;
  /** A page of another browser without a log-in, such as somebody's phone. */
  otherPage(viewport: { width: number; height: number }): Promise<Page>;
  /** Stores screenshots in the SCREENSHOTS folder if set, in both languages, at desktop and phone width. */
  keepBothLanguages(name: string): Promise<void>;
  close(): Promise<void>;
}

const desktop = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };

export async function openBrowser(): Promise<TestBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'fencewatch-browser-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: chromiumArguments,
    locale: 'en-GB',
    viewport: desktop,
  });
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  const others: Browser[] = [];
  return {
    page,
    complaints,
    logIn: (address, password) => logIn(page, address, password),
    otherPage: async (viewport) => {
      const other = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: chromiumArguments,
      });
      others.push(other);
      const context = await other.newContext({ viewport, locale: 'en-GB', hasTouch: true });
      return context.newPage();
    },
    keepBothLanguages: (name) => keepBothLanguages(page, name),
    close: async () => {
      for (const other of others) await other.close();
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401'))
      complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.status() !== 401)
      complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

async function logIn(page: Page, address: string, password: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('User name').fill('admin');
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('#password').waitFor({ state: 'detached' });
}

async function keepBothLanguages(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const language of ['en', 'zh-CN'] as const) {
    await chooseLanguage(page, language);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${name}-${language}.png`) });
    await page.setViewportSize(phone);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${name}-${language}-phone.png`) });
    await page.setViewportSize(desktop);
  }
  await chooseLanguage(page, 'en');
}

/** Like the language switch: the choice is stored in the browser, and the page reads it when it loads. */
async function chooseLanguage(page: Page, language: 'en' | 'zh-CN'): Promise<void> {
  await page.evaluate(
    `localStorage.setItem('fencewatch.preferences', ${JSON.stringify(JSON.stringify({ language }))})`,
  );
  await page.reload();
  await page.locator('h1').waitFor();
}
