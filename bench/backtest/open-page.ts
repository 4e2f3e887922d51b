// Runs the measurement in headless Chromium: the same sources, bundled into one script, on an empty page.
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { Measured } from './measure.ts';

export interface BenchPage {
  readonly name: string;
  read(): Promise<number>;
  measure(fences: number): Promise<Measured>;
  close(): Promise<void>;
}

/** @param entry the page's script @param hours of log to make */
export async function openPage(entry: string, hours: number): Promise<BenchPage> {
  const browser = await chromium.launch({
    executablePath: process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundled(entry) });
  await call(page, `prepare(${hours})`);
  return {
    name: `Chromium ${browser.version()}`,
    read: () => call<number>(page, 'read()'),
    measure: (fences) => call<Measured>(page, `measure(${fences})`),
    close: () => browser.close(),
  };
}

function call<T>(page: Page, what: string): Promise<T> {
  return page.evaluate<T>(`fencewatchBench.${what}`);
}

async function bundled(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'page' } },
  });
  const [first] = [built].flat();
  const chunk = first && 'output' in first ? first.output.at(0) : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`${entry}: could not be bundled`);
  return chunk.code;
}
