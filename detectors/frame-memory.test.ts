// The memory settings of a process that handles frames. How often V8 collects garbage is not tested, because it depends on the load of
// the machine.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { heapFlag, settleForFrames } from './frame-memory.ts';

const run = promisify(execFile);

describe('a process that is settled for frames', () => {
  beforeEach(settleForFrames);

  it('caches no pictures and resizes one at a time', () => {
    expect(sharp.concurrency()).toBe(1);
    expect(sharp.cache()).toMatchObject({ memory: { current: 0, max: 0 }, items: { max: 0 } });
  });

  it('does not change when it is set up a second time', async () => {
    settleForFrames();
    const black = { width: 4, height: 4, channels: 3, background: '#000' } as const;
    const small = await sharp({ create: black }).resize(2, 2).raw().toBuffer();
    expect([...small]).toEqual(Array(12).fill(0));
  });
});

describe('the flag that lets the heap grow', () => {
  it('exists in this V8, which silently ignores unknown flags', async () => {
    expect((await run(process.execPath, [heapFlag, '-p', '40 + 2'])).stdout.trim()).toBe('42');
    await expect(run(process.execPath, ['--heap-growing-no-such=300', '-p', '1'])).rejects.toThrow(
      /bad option/,
    );
  });
});
