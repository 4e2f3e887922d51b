// The last segment after a kill or a power cut: wherever it is truncated, the ring buffer adopts it, and a clip across it plays from the
// first picture to the last.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createBlockWriter, matroskaHeader } from '../packets/matroska.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { cutClip } from './cut-clip.ts';
import { openRingBuffer } from './ring-buffer.ts';

const gop = 25;
const periodMs = 40;
let packets: Buffer[];
beforeAll(() => {
  const source = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=25', '-t', '4'];
  const coded = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', `${gop}`, '-bf', '0'];
  const units = ['-x264-params', 'aud=1:repeat-headers=1', '-f', 'h264', '-'];
  packets = accessUnits(
    execFileSync('ffmpeg', ['-loglevel', 'error', ...source, ...coded, ...units]),
  );
}, 60_000);

/** Splits at access unit delimiters, NAL units of type 9. */
function accessUnits(stream: Buffer): Buffer[] {
  const delimiter = Buffer.from([0, 0, 0, 1, 9]);
  const starts: number[] = [];
  for (let at = stream.indexOf(delimiter); at >= 0; at = stream.indexOf(delimiter, at + 1))
    starts.push(at);
  return starts.map((start, index) => stream.subarray(start, starts[index + 1]));
}

function segment(from: number, to: number): Buffer {
  const toBlock = createBlockWriter();
  const blocks = packets.slice(from, to).map((data, index) => {
    const isKey = (from + index) % gop === 0;
    return toBlock({ data, isKey, timeMs: index * periodMs });
  });
  return Buffer.concat([matroskaHeader({ codec: 'h264', width: 320, height: 180 }), ...blocks]);
}

const startAt = 1_700_000_000_000;

/** A complete segment of two seconds, and the first `bytes` of the next. */
async function leftByKill(bytes: number) {
  const dir = join(await temporaryFolder(onTestFinished), 'segments');
  await mkdir(dir);
  await writeFile(join(dir, `${startAt}-2000.mkv`), segment(0, 50));
  const live = join(dir, `live-${startAt + 2000}-000001.mkv`);
  await writeFile(live, segment(50, 100).subarray(0, bytes));
  const written = new Date(startAt + 4000);
  await utimes(live, written, written);
  const clock = createFakeClock(startAt + 5000);
  const limits = { keepMs: 3_600_000, maxBytes: 1 << 30 };
  return openRingBuffer({ dir, ...limits, clock, log: pino({ level: 'silent' }) });
}

/** The number of pictures in the index, the number that a player decodes, and its errors. */
function play(file: string) {
  const wanted = ['-count_frames', '-show_entries', 'stream=nb_frames,nb_read_frames'];
  const args = ['-v', 'error', ...wanted, '-of', 'json', file];
  const { stdout, stderr } = spawnSync('ffprobe', args, { encoding: 'utf8' });
  const [stream] = (JSON.parse(stdout) as { streams: Record<string, string>[] }).streams;
  const [named, played] = [stream?.['nb_frames'], stream?.['nb_read_frames']].map(Number);
  return { named, played: played ?? 0, stderr };
}

describe('a last segment that was cut off', () => {
  it.for<[string, number]>([
    ['before anything was written', 0],
    ['in its first picture', 0.1],
    ['in the middle', 0.5],
    ['one byte before its end', 1],
  ])('%s leaves a clip that plays to its end', async ([, share]) => {
    const whole = segment(50, 100).length;
    const ring = await leftByKill(Math.max(0, Math.round(whole * share) - 1));
    const out = join(ring.dir, '..', 'clip.mp4');
    const span = { fromMs: startAt, toMs: startAt + 4000, out };
    expect(await cutClip(ring, span)).toMatchObject({ ok: true, startAt });
    const { named, played, stderr } = play(out);
    expect({ played, stderr }).toEqual({ played: named, stderr: '' });
    expect(played).toBeGreaterThanOrEqual(50 + Math.floor(50 * share) - gop);
    expect(played).toBeLessThan(100);
  });

  it('does not count as longer than it is, so that the clip ends with the video', async () => {
    const ring = await leftByKill(0);
    expect(ring.recordedUntil()).toBe(startAt + 2000);
  });
});
