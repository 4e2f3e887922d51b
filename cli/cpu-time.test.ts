// CPU time: work counts, waiting does not, and a child's work counts once it has ended.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cpuMs } from './cpu-time.ts';

const workMs = 150;
const work = `const begin = process.cpuUsage(); while (process.cpuUsage(begin).user < ${workMs * 1000});`;

function burn(): void {
  const begin = process.cpuUsage();
  while (process.cpuUsage(begin).user < workMs * 1000);
}

describe('cpuMs', () => {
  it('is a whole number that never decreases', () => {
    const first = cpuMs();
    expect(Number.isInteger(first)).toBe(true);
    expect(first).toBeGreaterThan(0);
    expect(cpuMs()).toBeGreaterThanOrEqual(first);
  });

  it('counts work of this process', () => {
    const before = cpuMs();
    burn();
    expect(cpuMs() - before).toBeGreaterThanOrEqual(workMs - 20);
  });

  it.runIf(process.platform === 'linux')('counts work of a child that has ended', () => {
    const before = cpuMs();
    const { status } = spawnSync(process.execPath, ['-e', work]);
    expect(status).toBe(0);
    expect(cpuMs() - before).toBeGreaterThanOrEqual(workMs - 20);
  });
});
