/// <reference types="node" />
// Measures how a map with 1,600 cameras and 500 open cases follows the mouse, and prints it. On the stage of the map.
import { expect } from 'vitest';
import { anAlert } from '../../../dispatch/testing/alerts.ts';
import { planFor } from '../../../dispatch/testing/plan.ts';
import { canvas, enter, on, shot, side } from './map-stage.ts';
import { cameraVersion, cellCode, cellVersion } from './sample-map.ts';

export async function moveSmoothly(): Promise<void> {
  await on.api.store.map.add(
    Array.from({ length: 400 }, (_, index) => cellVersion(index + 1000, 20)),
  );
  await on.api.store.map.add(
    Array.from({ length: 1600 }, (_, index) => cameraVersion(index, 400, 20)),
  );
  for (let index = 0; index < 500; index += 1) {
    const cameraId = `camera-${index * 3}`;
    const alert = anAlert({
      incidentId: `many-${index}`,
      cameraId,
      gridCell: cellCode(1000 + (index % 400)),
      capturedAt: Date.now(),
    });
    await on.api.store.cases.record(planFor(alert));
  }
  await enter('/map');
  await side()
    .getByText(/另有|[0-9]+ 件/)
    .first()
    .waitFor();
  const box = await canvas().boundingBox();
  if (!box) throw new Error('there is no map');
  await on.page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { times });
    const next = (at: number) => {
      times.push(at);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await on.page.mouse.move(box.x + 300, box.y + 200);
  await on.page.mouse.down();
  for (let step = 0; step < 60; step += 1) {
    await on.page.mouse.move(box.x + 300 + step * 3, box.y + 200 + step);
    await on.page.waitForTimeout(16);
  }
  await on.page.mouse.up();
  const times = await on.page.evaluate(() => (globalThis as unknown as { times: number[] }).times);
  const frames = times
    .slice(1)
    .map((at, index) => at - (times[index] ?? at))
    .sort((a, b) => a - b);
  const rank = (share: number) => Math.round(frames[Math.floor(frames.length * share)] ?? 0);
  process.stdout.write(
    `frames ${frames.length}, median ${rank(0.5)} ms, p95 ${rank(0.95)} ms, longest ${rank(0.999)} ms\n`,
  );
  expect(rank(0.5)).toBeLessThan(50);
  await shot('many');
}
