// Starts an edge worker in its own process, which the test can kill with SIGKILL; it ends with the test at the latest.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { spawnTypescript } from '../../e2e/servers/typescript-process.ts';
import { systemClock } from '../../host/clock.ts';
import type { EdgeProcessSettings } from './edge-process.ts';

const program = fileURLToPath(new URL('./edge-process.ts', import.meta.url));

/** @returns a function that kills it with SIGKILL, with its pid */
export function startEdgeProcess(settings: EdgeProcessSettings) {
  const child = spawnTypescript(program, [JSON.stringify(settings)]);
  child.stdout?.resume();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return Object.assign(kill, { pid: child.pid ?? 0 });
}

export async function until(
  isDone: () => Promise<boolean> | boolean,
  limitMs = 40_000,
): Promise<void> {
  for (let waited = 0; waited < limitMs; waited += 200) {
    if (await isDone()) return;
    await systemClock.wait(200);
  }
  throw new Error(`not within ${limitMs} ms`);
}
