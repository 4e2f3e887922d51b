// Reading /proc: lines as Linux writes them, and this very process.
import { describe, expect, it } from 'vitest';
import { cpuOfStat, readTree, roleOf } from './process-tree.ts';

describe('a line of /proc/PID/stat', () => {
  it('has CPU time of the process and of children that have ended, in ticks', () => {
    const line = '7 (a (b) c) S 1 7 7 0 -1 4194560 9 9 9 9 12 3 40 5 20 0 7 0 1 1 1';
    expect(cpuOfStat(line)).toEqual({ cpuMs: 150, endedMs: 450 });
  });
});

describe('a child of the worker', () => {
  it.each([
    ['receive', ['ffmpeg', '-f', 'data', 'pipe:1', '-f', 'framecrc', 'pipe:2']],
    ['decode', ['ffmpeg', '-f', 'matroska', '-i', 'pipe:0', '-f', 'rawvideo', 'pipe:1']],
    ['record', ['ffmpeg', '-c:v', 'libx264', '-f', 'tee', '[f=framecrc]pipe:2']],
    ['other', ['ffmpeg', '-version']],
    ['other', []],
  ])('is for %s', (role, args) => {
    expect(roleOf(args)).toBe(role);
  });
});

describe.runIf(process.platform === 'linux')('a reading', () => {
  it('has this process with its threads and its memory', async () => {
    const { processes, threads } = await readTree(process.pid);
    const own = processes.find(({ pid }) => pid === process.pid);
    expect(own?.role).toBe('worker');
    expect(own?.pssMb).toBeGreaterThan(1);
    expect(own?.rssMb).toBeGreaterThanOrEqual(own?.pssMb ?? Infinity);
    expect(threads.has(process.pid)).toBe(true);
  });
});
