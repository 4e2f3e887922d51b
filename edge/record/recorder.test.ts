import { chmod, open, readdir, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { TimedPacket } from '../packets/packet.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createRecorder, type RecordingProblem } from './recorder.ts';
import type { Segment } from './segment.ts';

const format = { codec: 'h264', width: 64, height: 36 };

/** `writev` of the handles of open files, which a test may replace once. */
async function prototypeOfHandles(folder: string) {
  const handle = await open(join(folder, 'any'), 'w');
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  return { writev: vi.spyOn(prototype, 'writev') };
}

async function record(dir?: string) {
  const folder = dir ?? (await temporaryFolder());
  const clock = createFakeClock();
  const segments: Segment[] = [];
  const grown: Segment[] = [];
  const problems: (RecordingProblem | null)[] = [];
  const recorder = createRecorder({
    dir: folder,
    clock,
    onGrown: (segment) => grown.push(segment),
    onSegment: (segment) => segments.push(segment),
    onProblem: (problem) => problems.push(problem),
  });
  const start = clock.steady();
  const write = (ms: number, isKey = false, bytes = 10) => {
    const at = start + ms;
    const packet: TimedPacket = {
      data: new Uint8Array(bytes),
      isKey,
      ptsMs: ms,
      arrivedMs: at,
      takenMs: at,
    };
    recorder.write(packet, format);
  };
  return { recorder, write, segments, grown, problems, clock, folder, startAt: clock.now() };
}

describe('the recorder', () => {
  it('creates no file without packets', async () => {
    const { recorder, folder } = await record();
    await recorder.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it('begins a segment at a key frame, and the next at a key frame at least two seconds later', async () => {
    const { recorder, write, segments, startAt } = await record();
    for (let n = 0; n <= 50; n++) write(n * 100, n % 10 === 5);
    await recorder.close();
    expect(segments.map(({ startAt: from, endAt }) => [from - startAt, endAt - startAt])).toEqual([
      [500, 2400],
      [2500, 4400],
      [4500, 5000],
    ]);
  });

  it('skips packets before the first key frame', async () => {
    const { recorder, write, segments } = await record();
    write(0);
    write(100);
    await recorder.close();
    expect(segments).toEqual([]);
  });

  it('reports a long GOP while it is being written', async () => {
    const { recorder, write, grown, startAt } = await record();
    write(0, true);
    write(45_000);
    await recorder.close();
    expect(grown.at(-1)!.endAt - startAt).toBe(45_000);
  });

  it('writes a few times a second, however many packets come', async () => {
    const { recorder, write, grown, startAt } = await record();
    for (let ms = 0; ms < 2000; ms += 40) write(ms, ms === 0);
    await recorder.close();
    expect(grown.map(({ endAt }) => endAt - startAt)).toEqual([0, 520, 1040, 1560, 1960]);
  });

  it.each([
    { what: 'comes long after the last one', times: [0, 1000, 2000], bytes: 10 },
    { what: 'is large', times: [0, 40, 80], bytes: 1 << 20 },
  ])('writes a packet that $what at once', async ({ times, bytes }) => {
    const { recorder, write, grown } = await record();
    for (const ms of times) write(ms, true, bytes);
    await expect.poll(() => grown.length).toBe(3);
    await recorder.close();
  });

  it('reports a full disk when it takes only a part', async () => {
    const { recorder, write, problems, folder } = await record();
    const { writev } = await prototypeOfHandles(folder);
    writev.mockResolvedValueOnce({ bytesWritten: 3, buffers: [] });
    write(0, true);
    await recorder.close();
    expect(problems).toEqual([{ detail: 'ENOSPC' }]);
  });

  it('dates segments by the wall clock at their end', async () => {
    const { recorder, write, segments, clock, startAt } = await record();
    write(0, true);
    write(1000);
    clock.set(-3_600_000);
    await recorder.close();
    expect(segments[0]!.startAt - startAt).toBe(-3_600_000);
  });

  it('reports why it cannot write, pauses, and starts again when it can', async () => {
    const { recorder, write, problems, segments, folder } = await record();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'in its way');
    write(0, true);
    await recorder.close();
    expect(problems).toEqual([{ detail: 'EEXIST' }]);
    await rm(folder);
    write(5000, true);
    for (const ms of [10_000, 12_000, 12_500]) write(ms, true);
    await recorder.close();
    expect(segments).toHaveLength(2);
    expect(problems).toEqual([{ detail: 'EEXIST' }, null]);
  });

  it('creates its folder again when it was removed', async () => {
    const { recorder, write, problems, segments, folder } = await record();
    await rm(folder, { recursive: true });
    write(0, true);
    write(1000);
    await recorder.close();
    expect(problems).toEqual([]);
    expect(segments).toHaveLength(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('drops packets that a slow disk cannot take, and never blocks the camera', async () => {
    const { recorder, write, problems } = await record();
    for (let n = 0; n < 6; n++) write(n * 100, n === 0, 8 << 20);
    expect(problems).toEqual([{ detail: 'the disk is too slow' }]);
    await recorder.close();
  });

  it('writes files with all given packets', async () => {
    const { recorder, write, segments, folder } = await record();
    await chmod(folder, 0o700);
    write(0, true, 5000);
    await recorder.close();
    expect((await stat(join(folder, segments[0]?.file ?? ''))).size).toBeGreaterThan(5000);
  });
});
