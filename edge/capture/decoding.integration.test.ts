// Decodes a live stream with the real ffmpeg: packets that came before the stream ended are still decoded.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../host/clock.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';
import { planDecoding } from './decode-plan.ts';
import { createDecoding, type Decoding } from './decoding.ts';
import { createLookFeed } from './look-feed.ts';

const format: VideoFormat = { codec: 'h264', width: 320, height: 180 };
let keyFrame: Buffer;
beforeAll(async () => {
  const film = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=5', '-frames:v', '1'];
  const coded = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-f', 'h264', 'pipe:1'];
  const { stdout } = await promisify(execFile)('ffmpeg', ['-v', 'error', ...film, ...coded], {
    encoding: 'buffer',
  });
  keyFrame = stdout;
});

const packet = (takenMs: number): TimedPacket => ({
  data: keyFrame,
  isKey: true,
  ptsMs: takenMs,
  arrivedMs: takenMs,
  takenMs,
});

function start(): Decoding {
  const feed = createLookFeed({
    mode: 'full',
    mayChange: false,
    periodMs: 1000,
    onChange: () => undefined,
  });
  const wishes = { thinningMs: 0, maxWidth: 320, privacyMasks: [] };
  const decoding = createDecoding({
    feed,
    plan: (stream) => planDecoding(stream, wishes),
    clock: systemClock,
    onErrors: () => undefined,
    onDropped: () => undefined,
  });
  onTestFinished(() => decoding.close());
  return decoding;
}

async function timesOf(decoding: Decoding): Promise<number[]> {
  const times: number[] = [];
  for await (const { takenMs } of decoding.pictures()) times.push(Math.round(takenMs));
  return times;
}

describe('decoding', () => {
  it('gives the pictures of packets that came just before the stream ended', async () => {
    const decoding = start();
    for (const takenMs of [1000, 2000, 3000]) decoding.take(packet(takenMs), format);
    decoding.end();
    expect(await timesOf(decoding)).toEqual([1000, 2000, 3000]);
  });

  it('ends at once when no packet came', async () => {
    const decoding = start();
    const began = performance.now();
    decoding.end();
    expect(await timesOf(decoding)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('ends at once when it is closed, even with pending packets', async () => {
    const decoding = start();
    decoding.take(packet(1000), format);
    const began = performance.now();
    await decoding.close();
    expect(await timesOf(decoding)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('ignores packets after its end', async () => {
    const decoding = start();
    decoding.take(packet(1000), format);
    decoding.end();
    decoding.take(packet(2000), format);
    expect(await timesOf(decoding)).toEqual([1000]);
  });
});
