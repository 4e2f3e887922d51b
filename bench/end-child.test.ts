// Child processes of benches end on request, and the caller knows when they have ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endAfter, endBy, isRunning } from './end-child.ts';

async function waitingChild() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log("ready")'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('endBy', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('ends a child by %s', async (signal) => {
    const child = await waitingChild();
    expect(isRunning(child)).toBe(true);
    await endBy(child, signal);
    expect(isRunning(child)).toBe(false);
    expect(child.signalCode).toBe(signal);
  });

  it('does nothing for a child that has ended', async () => {
    const child = await waitingChild();
    await endBy(child, 'SIGKILL');
    await endBy(child, 'SIGTERM');
    expect(child.signalCode).toBe('SIGKILL');
  });
});

describe('endAfter', () => {
  it('uses the given signal first', async () => {
    const child = await waitingChild();
    await endAfter(child, () => child.stdin.end());
    expect([child.exitCode, child.signalCode]).toEqual([0, null]);
  });
});
