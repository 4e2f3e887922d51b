/// <reference types="node" />
// How smoothly a page scrolls in the browser: the time from frame to frame while scrolling, and how busy its main thread is.
// Chromium alone knows the gesture.
import type { CDPSession, Page } from 'playwright-core';

export interface Scroll {
  /** ms from each frame to the next, in order. */
  frames: number[];
  /** Share of the time that the page's main thread computed; at 1 there is nothing left for another frame. */
  busy: number;
  /** How far the page went, px. */
  distance: number;
}

/** A script of the page; text, as the project's own code outside the dashboard knows no `document`. */
const noteFrames = `
  window.areFramesEnough = false;
  window.frameTimes = [];
  (function next(at) {
    window.frameTimes.push(at);
    if (!window.areFramesEnough) requestAnimationFrame(next);
  })(performance.now());`;
const readFrames = `(() => { window.areFramesEnough = true; return window.frameTimes; })()`;

export async function measureScroll(
  page: Page,
  { distance, speed }: { distance: number; speed: number },
): Promise<Scroll> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await readComputed(cdp);
  const from = await page.evaluate<number>('scrollY');
  await page.evaluate(noteFrames);
  await cdp.send('Input.synthesizeScrollGesture', {
    x: 200,
    y: 400,
    yDistance: -distance,
    speed,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
  const times = await page.evaluate<number[]>(readFrames);
  const computed = (await readComputed(cdp)) - before;
  const to = await page.evaluate<number>('scrollY');
  const frames = times.slice(1).map((at, index) => at - (times[index] ?? at));
  await cdp.detach();
  const lasted = frames.reduce((sum, ms) => sum + ms, 0);
  return { frames, busy: (computed * 1000) / lasted, distance: to - from };
}

async function readComputed(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}
