// Captures one zoo camera like a worker, with recording and a clip, and records what happens. Takes a source and the duration;
// returns the visit.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { defaultAnalysis, type Camera } from '../../contracts/index.ts';
import type { LogIns } from '../../edge/capture/log-ins.ts';
import type { CaptureFailureReason } from '../../edge/ffmpeg/capture-error.ts';
import { superviseCapture, type CaptureHealth } from '../../edge/capture/supervise.ts';
import { systemClock } from '../../host/clock.ts';
import { cutClip } from '../../edge/record/cut-clip.ts';
import { openRingBuffer, type RingBuffer } from '../../edge/record/ring-buffer.ts';
import type { RtspCamera } from '../../e2e/servers/rtsp-camera/rtsp-camera.ts';
import { checkClip, type ClipCheck } from './check-clip.ts';
import type { ClipBrowser } from './clip-browser.ts';
import { clipMs } from './clip-length.ts';
import type { Shape } from './shape.ts';
import type { Visit } from './visit.ts';

export interface WatchOptions {
  shape: Shape;
  camera: RtspCamera;
  folder: string;
  logIns: LogIns;
  browser: ClipBrowser | null;
}

const log = pino({ level: process.env['ZOO_LOG'] ?? 'silent' });

export async function watchCamera(options: WatchOptions): Promise<Visit> {
  const { shape, camera, folder } = options;
  await mkdir(folder, { recursive: true });
  const buffer = await openRingBuffer({
    dir: join(folder, 'ring'),
    keepMs: 600_000,
    maxBytes: 1 << 30,
    clock: systemClock,
    log,
  });
  const seen = createSeen();
  const stopping = new AbortController();
  const startedMs = systemClock.steady();
  const done = superviseCapture({
    camera: zooCamera(camera.url(shape.logIn)),
    clock: systemClock,
    log,
    signal: stopping.signal,
    recordDir: buffer.dir,
    logIns: options.logIns,
    ...seen.hooks,
    onEnded: () => buffer.adoptUnfinished(),
    onSegment: (segment) => buffer.add(segment),
    onSegmentGrown: (segment) => {
      buffer.grow(segment);
    },
  });
  const isLive = await until(() => seen.pictures.length > 0, shape.liveWithinMs, stopping.signal);
  const liveAfterMs = isLive ? systemClock.steady() - startedMs : null;
  await systemClock.wait(shape.watchMs);
  const facts = { ...seen.facts(), endedAt: Date.now(), recordedUntil: buffer.recordedUntil() };
  const segments = buffer.within(0, Infinity);
  const clip = await clipOf(options, buffer, facts.pictures[0]?.capturedAt ?? null);
  stopping.abort();
  await done;
  return { ...facts, liveAfterMs, segments, clip, wrongTries: camera.wrongTries() };
}

function zooCamera(source: string): Camera {
  return {
    id: 'zoo',
    name: 'Zoo',
    source,
    gridCell: '110101001001001',
    transport: 'auto',
    analysis: { ...defaultAnalysis, periodMs: 1000, model: 'none' },
    privacyMasks: [],
  };
}

function createSeen() {
  const pictures: { capturedAt: number; arrivedAt: number; width: number; height: number }[] = [];
  const failures: CaptureFailureReason[] = [];
  const said = new Set<string>();
  let health: CaptureHealth | null = null;
  return {
    pictures,
    facts: () => ({ pictures: pictures.slice(), failures: failures.slice(), said, health }),
    hooks: {
      onFrame: (frame: { capturedAt: number; width: number; height: number }) => {
        const { capturedAt, width, height } = frame;
        pictures.push({ capturedAt, arrivedAt: Date.now(), width, height });
        return Promise.resolve();
      },
      onFailure: ({ reason }: { reason: CaptureFailureReason }) => {
        failures.push(reason);
      },
      onHealth: (next: CaptureHealth) => {
        health = next;
        for (const { code } of [...next.notes, ...(next.reason ? [next.reason] : [])])
          said.add(code);
      },
    },
  };
}

async function until(
  isDone: () => boolean,
  limitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const startedMs = systemClock.steady();
  while (!isDone() && systemClock.steady() - startedMs < limitMs)
    await systemClock.wait(20, signal);
  return isDone();
}

/** A clip from the first picture on, cut while the camera is still recorded: its newest segment may be unfinished. */
async function clipOf(
  { folder, browser }: WatchOptions,
  buffer: RingBuffer,
  fromMs: number | null,
): Promise<ClipCheck> {
  if (fromMs === null) return { made: false, why: 'no picture' };
  const out = join(folder, 'clip.mp4');
  const cut = await cutClip(buffer, { fromMs, toMs: fromMs + clipMs, out });
  if (!cut.ok) return { made: false, why: cut.message };
  const check = await checkClip(out);
  if (!check.made || browser === null) return check;
  return { ...check, browser: await browser.play(out) };
}
