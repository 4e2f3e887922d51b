// Plays clips in headless Chromium, like the dashboard. Takes files; returns whether each plays.
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import type { BrowserVerdict } from './check-clip.ts';

export interface ClipBrowser {
  readonly version: string;
  play(file: string): Promise<BrowserVerdict>;
  close(): Promise<void>;
}

const address = 'http://clip.invalid/';
const limitMs = 20_000;

/** Resolves in the page: the clip has played for a second or to its end, or the browser gave up. */
const playScript = `new Promise((resolve) => {
  const video = document.querySelector('video');
  video.onerror = () => resolve('refuses');
  if (video.error) resolve('refuses');
  video.ontimeupdate = () => { if (video.currentTime > 1 && video.videoWidth > 0) resolve('plays'); };
  video.onended = () => resolve(video.videoWidth > 0 ? 'plays' : 'refuses');
  setTimeout(() => resolve('hangs'), ${limitMs});
  video.play().catch(() => undefined);
})`;

export async function openClipBrowser(): Promise<ClipBrowser> {
  const browser = await chromium.launch({
    executablePath: process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
  });
  return {
    version: browser.version(),
    play: async (file) => {
      const page = await browser.newPage();
      try {
        const body = await readFile(file);
        await page.route(`${address}**`, (route) =>
          route.request().url().endsWith('.mp4')
            ? route.fulfill({ body, contentType: 'video/mp4' })
            : route.fulfill({
                body: '<video muted src="clip.mp4"></video>',
                contentType: 'text/html',
              }),
        );
        await page.goto(address);
        return await page.evaluate<BrowserVerdict>(playScript);
      } finally {
        await page.close();
      }
    },
    close: () => browser.close(),
  };
}
