/// <reference types="node" />
// Gestures on the page of the fence editor, for the browser tests: presses and drags on the picture, arming.
import type { Locator, Page } from 'playwright-core';
import type { FenceFile, FenceVersion, Point } from '../../contracts/index.ts';
import { newestVersions } from './fixture-fences.ts';
import { boxOf, type OpenOptions, type OpenPage } from './stage.ts';
import { stage } from './editor-stage.ts';

/** The page of a camera's fences, as an operator sees it, ready and connected. */
export async function openFences(
  path = '/fences/exit-3',
  options: OpenOptions = {},
): Promise<OpenPage> {
  const opened = await stage.enter(path, { role: 'operator', ...options });
  await opened.page.locator('.canvas-drawing').waitFor();
  await opened.page.getByText('Live', { exact: true }).first().waitFor();
  return opened;
}

/** A place of the picture on the screen. */
export async function placeOf(page: Page, [x, y]: Point): Promise<Point> {
  const box = await boxOf(page.locator('.canvas'));
  return [box.x + x * box.width, box.y + y * box.height];
}

export async function pressAt(page: Page, point: Point): Promise<void> {
  const [x, y] = await placeOf(page, point);
  await page.mouse.click(x, y);
}

export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  const start = await placeOf(page, from);
  const end = await placeOf(page, to);
  await page.mouse.move(...start);
  await page.mouse.down();
  await page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2);
  await page.mouse.move(...end);
  await page.mouse.up();
}

export const handle = (page: Page, point: number, ring = 'outline'): Locator =>
  page.locator(`.handle[data-ring="${ring}"][data-point="${point}"]`);
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

export async function arm(page: Page, reason: string): Promise<void> {
  await button(page, 'Arm…').click();
  await page.getByLabel('Reason').fill(reason);
  await page.locator('dialog').getByRole('button', { name: 'Arm', exact: true }).click();
}

/** The last written version of any fence. */
export function lastVersion(): FenceVersion {
  const version = stage.server.fences.at(-1);
  if (!version) throw new Error('expected a version of a fence');
  return version;
}

/** The armed content of a fence. */
export function armedFence(fenceId: string): FenceFile {
  const newest = newestVersions(stage.server.fences).find((one) => one.fenceId === fenceId);
  if (!newest?.fence) throw new Error(`expected an armed fence, got ${fenceId}`);
  return newest.fence;
}
