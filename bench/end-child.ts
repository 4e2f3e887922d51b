// Ends a child process of a bench. Takes the process and a signal; resolves when it is gone, by SIGKILL after 20 s.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

export async function endBy(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  await endAfter(child, () => child.kill(signal));
}

/** @param ask the first signal */
export async function endAfter(child: ChildProcess, ask: () => void): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  ask();
  const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(hard);
}
