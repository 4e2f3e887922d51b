import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { childrenOf, isRunning, measureResources, trendOf, type Resources } from './resources.ts';

const row = (...memory: number[]): Resources[] =>
  memory.map((memoryMb) => ({ memoryMb, handles: 50, children: 16, diskMb: 10 }));

describe('resources over time', () => {
  it('are not flat without measurements', () => {
    expect(trendOf('memoryMb', []).isFlat).toBe(false);
  });

  it.each([
    ['the same all the time', row(...Array.from({ length: 40 }, () => 200)), true],
    ['a little up and down', row(...Array.from({ length: 40 }, (_, n) => 200 + (n % 7))), true],
    ['a start that takes a while', row(50, 90, 150, 200, 200, 200, 200, 200), true],
    ['a steady growth', row(...Array.from({ length: 40 }, (_, n) => 200 + 10 * n)), false],
    ['a single figure', row(200), true],
    ['one peak', row(200, 200, 200, 200, 900, 200, 200, 200), true],
  ])('with %s are flat: %3$s', (_, figures, isFlat) => {
    expect(trendOf('memoryMb', figures).isFlat).toBe(isFlat);
  });

  it('show leaks of handles or children one by one', () => {
    const leaking = Array.from({ length: 40 }, (_, n) => ({
      memoryMb: 200,
      handles: 50 + 2 * n,
      children: 16 + n,
      diskMb: 10,
    }));
    expect(trendOf('handles', leaking).isFlat).toBe(false);
    expect(trendOf('children', leaking).isFlat).toBe(false);
    expect(trendOf('diskMb', leaking).isFlat).toBe(true);
  });
});

describe('the trend of a figure', () => {
  it('gives start, middle and end without the first quarter, and the maximum', () => {
    const trend = trendOf('memoryMb', row(10, 20, 100, 110, 120, 900, 130, 140));
    expect(trend).toMatchObject({ from: 110, middle: 900, to: 140, most: 900 });
  });
});

describe('resources of a process', () => {
  it('equal those of the system', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'fencewatch-flap-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    await writeFile(join(dir, 'film'), new Uint8Array(3_000_000));
    const used = await measureResources(process.pid, dir);
    expect(used.memoryMb).toBeGreaterThan(20);
    expect(used.handles).toBeGreaterThan(3);
    expect(used.diskMb).toBe(3);
  });

  it('count a child while it lives', async () => {
    const child = spawn('sleep', ['30']);
    onTestFinished(() => void child.kill('SIGKILL'));
    expect(await childrenOf(process.pid)).toContain(child.pid);
  });

  it('of a missing process are refused', async () => {
    await expect(measureResources(2 ** 30, '/nowhere')).rejects.toThrow('ENOENT');
  });

  it('show whether it runs', async () => {
    const child = spawn('sleep', ['30']);
    expect(await isRunning(child.pid ?? 0)).toBe(true);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await isRunning(child.pid ?? 0)).toBe(false);
  });
});
