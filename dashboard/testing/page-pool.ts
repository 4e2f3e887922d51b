/// <reference types="node" />
// Pages of one browser for the tests of one file. A page is reused by later tests, without anything left by earlier ones: a new
// page and the start of the app in it are the main cost of a test.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { User } from '../../contracts/index.ts';

/** The fixed properties of a page. */
export interface PageKind {
  hasTouch: boolean;
  /** The browser's own language. */
  locale: 'en-GB' | 'zh-CN';
}

export interface PooledPage {
  kind: PageKind;
  page: Page;
  context: BrowserContext;
  /** What the page logged as an error, apart from refusals that the test caused. */
  complaints: string[];
  /** The user of the last load, with originals or blurred copies, and the session of its cookie; null when nobody was logged in. */
  login: { role: User['role']; isBlurred: boolean; session: string } | null;
  /** Whether `page.clock` controls the page's time. */
  hasTestClock: boolean;
}

export interface PagePool {
  /** A page that shows nothing of an earlier test and has nothing stored. */
  take(kind: PageKind, role: User['role'] | null): Promise<PooledPage>;
  /** All pages are free again. */
  takeBack(): Promise<void>;
}

export function createPagePool(browser: Browser, baseURL: string): PagePool {
  const free = new Set<PooledPage>();
  const taken = new Set<PooledPage>();
  return {
    take: async (kind, role) => {
      const fitting = [...free].filter((one) => isSameKind(one.kind, kind));
      const pooled =
        fitting.find(({ login }) => login?.role === role) ??
        fitting[0] ??
        (await createPage(browser, baseURL, kind));
      free.delete(pooled);
      taken.add(pooled);
      return pooled;
    },
    takeBack: async () => {
      for (const pooled of taken) {
        await clean(pooled);
        taken.delete(pooled);
        free.add(pooled);
      }
    },
  };
}

/** Navigates the running app like a link. False if no app runs or it is disconnected. */
export function leadTo(page: Page, path: string): Promise<boolean> {
  return page.evaluate((to) => {
    const isLive = document.querySelector('.connection[data-state="live"]') !== null;
    if (isLive) history.pushState(null, '', to);
    return isLive;
  }, path);
}

function isSameKind(a: PageKind, b: PageKind): boolean {
  return a.hasTouch === b.hasTouch && a.locale === b.locale;
}

async function createPage(browser: Browser, baseURL: string, kind: PageKind): Promise<PooledPage> {
  const { hasTouch, locale } = kind;
  const options = {
    hasTouch,
    isMobile: hasTouch,
    locale,
    timezoneId: 'Europe/Berlin',
    baseURL,
    // It has its own tests; here every request must reach the server.
    serviceWorkers: 'block' as const,
  };
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = collectComplaints(page);
  return { kind, page, context, complaints, login: null, hasTestClock: false };
}

/** An editor saves its draft when it is left, so leave it before clearing the storage. */
async function clean(pooled: PooledPage): Promise<void> {
  const { page, context, complaints } = pooled;
  page.removeAllListeners('dialog');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  if (!pooled.login || !(await leadTo(page, '/nothing'))) {
    await page.goto('/favicon.svg');
    await context.clearCookies();
    pooled.login = null;
  }
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    localStorage.clear();
    scrollTo(0, 0);
  });
  await page.evaluate(forgetAnswers);
  complaints.length = 0;
}

/** Runs in the page: empties what a phone keeps for use offline. The app has it open, so it cannot be deleted. */
async function forgetAnswers(): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => {
        resolve(opening.result);
      };
      opening.onerror = () => {
        reject(new Error(`${name} cannot be opened`));
      };
    });
    const stores = [...database.objectStoreNames];
    if (stores.length > 0) {
      const transaction = database.transaction(stores, 'readwrite');
      for (const store of stores) transaction.objectStore(store).clear();
    }
    database.close();
  }
}

/** Chromium logs each refused request, as those of the log-in check; the browser's driver logs that it holds back the service worker. */
const expectedMessages = ['Failed to load resource', 'Service Worker registration blocked'];

function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isExpected = expectedMessages.some((start) => message.text().startsWith(start));
    if ((message.type() === 'error' || message.type() === 'warning') && !isExpected)
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
