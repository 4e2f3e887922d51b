// Clip jobs on a full disk, with the real ffmpeg and a small disk: a job waits, a clip is not lost when the disk gets space just after
// a failed cut, and older video is deleted for it.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, readdir, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { systemClock } from '../host/clock.ts';
import { makeFilm } from '../e2e/servers/rtsp.ts';
import { createMetrics } from './health/metrics.ts';
import { drainClips } from './outbox-drains.ts';
import type { Upload } from './outbox/upload.ts';
import { openOutbox } from './outbox/outbox.ts';
import { clipJobSchema } from './record/clip-job.ts';
import { openRingBuffer, type RingBuffer } from './record/ring-buffer.ts';
import { createRings, type Rings } from './rings.ts';
import { foldersIn, type Folders } from './state/folders.ts';
import { createMemoryLog } from './testing/memory-log.ts';
import { noSmallDisk, smallDisk, type SmallDisk } from './testing/small-disk.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const fromMs = Date.now() - 60_000;

/** Three segments of two seconds. */
async function laySegments(dir: string, film: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await makeFilm(film, { seconds: 6, gop: 10 });
  for (const n of [0, 1, 2]) {
    const cut = ['-ss', `${n * 2}`, '-i', film, '-t', '2', '-c', 'copy'];
    const out = join(dir, `${fromMs + n * 2000}-2000.mkv`);
    execFileSync('ffmpeg', ['-loglevel', 'error', ...cut, out]);
  }
}

const limits = { keepMs: 3_600_000, maxBytes: 1e9 };
/** The span of the clip. */
const span = { fromMs, toMs: fromMs + 6000 };

/** A ring that frees the disk when it is asked for the size of a clip, which happens after a failed cut. */
async function openClearingRing(disk: SmallDisk, dir: string, memory: Memory) {
  const ring = await openRingBuffer({ dir, ...limits, clock: systemClock, log: memory.log });
  const bytesWithin = (from: number, to: number) => {
    rmSync(join(disk.dir, 'of-somebody-else'), { force: true });
    return ring.bytesWithin(from, to);
  };
  return { ...ring, bytesWithin };
}

type Memory = ReturnType<typeof createMemoryLog>;
type WhenFinished = TestContext['onTestFinished'];

/** A disk with the segments of the clip; null where it cannot be mounted. */
async function layDisk(bytes: number, whenFinished: WhenFinished) {
  const disk = await smallDisk(whenFinished, bytes);
  if (disk === null) return null;
  const folders = foldersIn(disk.dir);
  const dir = folders.segments('one');
  await laySegments(dir, join(await temporaryFolder(whenFinished), 'film.mp4'));
  return { disk, folders, dir, memory: createMemoryLog() };
}

function ringsOf(ring: RingBuffer): Pick<Rings, 'open' | 'knows' | 'all'> {
  return { open: () => Promise.resolve(ring), knows: () => true, all: () => [ring] };
}

/** Retries one job until it is cut. */
async function drainOne(
  folders: Folders,
  rings: Pick<Rings, 'open' | 'knows' | 'all'>,
  { log }: Memory,
): Promise<Upload[]> {
  const now = Date.now();
  const outbox = await openOutbox({ dir: folders.clips, schema: clipJobSchema, log, now });
  await outbox.put({ cameraId: 'one', incidentId: 'a', ...span }, now);
  const stopping = new AbortController();
  const uploads: Upload[] = [];
  const drain = drainClips(
    {
      folders,
      rings,
      metrics: createMetrics(),
      clock: systemClock,
      log,
      signal: stopping.signal,
      dispatch: null,
      queue: { send: () => Promise.reject(new Error('no alert is sent here')) } as never,
    },
    outbox,
    (upload) => Promise.resolve(void uploads.push(upload)),
  );
  await expect.poll(() => outbox.entries().length, { timeout: 15_000 }).toBe(0);
  stopping.abort();
  await drain.done;
  return uploads;
}

it('a clip is not lost when the disk gets space just after its cut has failed', async ({
  onTestFinished,
  skip,
}) => {
  const laid = await layDisk(4 << 20, onTestFinished);
  if (laid === null) return skip(noSmallDisk);
  const { disk, folders, dir, memory } = laid;
  const ring = await openClearingRing(disk, dir, memory);
  await disk.fill(0);
  const uploads = await drainOne(folders, ringsOf(ring), memory);
  expect(uploads).toMatchObject([{ kind: 'clip', incidentId: 'a', opening: 1 }]);
  expect(await readdir(folders.uploadFiles)).toContain(uploads[0]!.file);
  expect(memory.text()).not.toContain('cutting-failed');
}, 60_000);

it('older video is deleted for a clip that needs more space than the rings leave', async ({
  onTestFinished,
  skip,
}) => {
  const laid = await layDisk(4 << 20, onTestFinished);
  if (laid === null) return skip(noSmallDisk);
  const { disk, folders, dir, memory } = laid;
  const { bavail, bsize } = await statfs(disk.dir);
  const older = `${fromMs - 600_000}-2000.mkv`;
  await writeFile(join(dir, older), new Uint8Array(bavail * bsize - (100 << 10)));
  const options = { dir, ...limits, clock: systemClock, log: memory.log };
  const ring = await openRingBuffer({ ...options, needed: () => [span] });
  expect(ring.bytesWithin(span.fromMs, span.toMs)).toBeGreaterThan(100 << 10);
  expect(await drainOne(folders, ringsOf(ring), memory)).toMatchObject([
    { kind: 'clip', incidentId: 'a' },
  ]);
  const left = (await readdir(dir)).filter((name) => name.endsWith('.mkv'));
  expect(left).not.toContain(older);
  expect(left).toHaveLength(3);
}, 60_000);

it('a clip is cut after a restart although its camera has moved to another edge', async ({
  onTestFinished,
}) => {
  const folders = foldersIn(await temporaryFolder(onTestFinished));
  const dir = folders.segments('one');
  await laySegments(dir, join(await temporaryFolder(onTestFinished), 'film.mp4'));
  const memory = createMemoryLog();
  const options = { dir, ...limits, clock: systemClock, log: memory.log };
  const openOne = () => openRingBuffer({ ...options, needed: () => [span] });
  const knows = () => true;
  const rings = createRings({ knows, openOne, clock: systemClock, log: memory.log });
  expect(await drainOne(folders, rings, memory)).toMatchObject([{ kind: 'clip', incidentId: 'a' }]);
}, 60_000);
