/// <reference types="node" />
// A phone in the browser, throttled by the browser itself, and the measurement of one page load: when the button for the next step
// appears, and how many compressed bytes have arrived until then.
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

export interface Load {
  /** From the start of the navigation until somebody can act. */
  usableMs: number;
  /** The CPU time of the page's main thread in that time, slowed down; not affected by other load. */
  computedMs: number;
  scriptBytes: number;
  bytes: number;
}

export interface OpenedPhone {
  page: Page;
  cdp: CDPSession;
  url: string;
  /** Until the service worker has cached the files of the page. */
  untilKept: () => Promise<void>;
  close: () => Promise<void>;
}

export interface PhonePage {
  origin: string;
  path: string;
  /** As `name=value`. */
  cookie: string;
}

const line = { latency: 40, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const usable = '.step-next';

export async function openPhone(browser: Browser, to: PhonePage): Promise<OpenedPhone> {
  const { origin, path, cookie } = to;
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    hasTouch: true,
    isMobile: true,
  });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  await page.addInitScript({ content: noteWhenUsable(usable) });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const url = `${origin}${path}`;
  return { page, cdp, url, untilKept: () => untilKept(page), close: () => closed(context) };
}

export async function measureLoad({ page, cdp, url }: OpenedPhone): Promise<Load> {
  await page.goto('about:blank');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, ...line });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const counted = countBytes(cdp);
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(usable).waitFor({ timeout: 60_000 });
  const bytes = counted.stop();
  const { metrics } = await cdp.send('Performance.getMetrics');
  const computed = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  const usableMs = await page.evaluate<number>('Number(document.documentElement.dataset.usableAt)');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  return { usableMs, computedMs: computed * 1000, ...bytes };
}

/** A script of the page. It is text, since the project's own code outside the dashboard knows no `document`. */
function noteWhenUsable(selector: string): string {
  return `
    const watch = new MutationObserver(() => {
      if (document.querySelector(${JSON.stringify(selector)}) === null) return;
      watch.disconnect();
      document.documentElement.dataset.usableAt = String(performance.now());
    });
    watch.observe(document, { childList: true, subtree: true });`;
}

/** An expression of the page: whether the service worker keeps each file that was loaded. */
const areFilesKept = `(async () => {
  if (navigator.serviceWorker.controller === null) return false;
  const files = await (await caches.open('fencewatch-files')).keys();
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const own = loaded.filter((name) => name.includes('/assets/'));
  return own.every((name) => files.some(({ url }) => url === name));
})()`;

/** Transferred bytes of files, without response headers. */
function countBytes(cdp: CDPSession) {
  const scripts = new Set<string>();
  let [scriptBytes, bytes] = [0, 0];
  const onResponse = ({ requestId, type }: { requestId: string; type: string }) => {
    if (type === 'Script') scripts.add(requestId);
  };
  const onData = (part: { requestId: string; encodedDataLength: number }) => {
    bytes += part.encodedDataLength;
    if (scripts.has(part.requestId)) scriptBytes += part.encodedDataLength;
  };
  cdp.on('Network.responseReceived', onResponse);
  cdp.on('Network.dataReceived', onData);
  return {
    stop: () => {
      cdp.off('Network.responseReceived', onResponse);
      cdp.off('Network.dataReceived', onData);
      return { scriptBytes, bytes };
    },
  };
}

async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(areFilesKept, undefined, { polling: 200, timeout: 60_000 });
}

function closed(context: BrowserContext): Promise<void> {
  return context.close();
}
