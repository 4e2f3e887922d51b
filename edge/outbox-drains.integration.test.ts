// A clip job while the disk is full, with the real ffmpeg and a disk of its own: it waits, and a disk that has room again in the very
// moment in which a cut has failed loses no clip.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../host/clock.ts';
import { makeFilm } from '../e2e/servers/rtsp.ts';
import { createMetrics } from './health/metrics.ts';
import { drainClips } from './outbox-drains.ts';
import type { Upload } from './outbox/upload.ts';
import { openOutbox } from './outbox/outbox.ts';
import { clipJobSchema } from './record/clip-job.ts';
import { openRingBuffer } from './record/ring-buffer.ts';
import { foldersIn } from './state/folders.ts';
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

/** A ring that has its disk cleared when it is asked how large a clip will be, which is asked after a cut has failed. */
async function openRing(disk: SmallDisk, dir: string, log: ReturnType<typeof createMemoryLog>) {
  const limits = { keepMs: 3_600_000, maxBytes: 1e9 };
  const ring = await openRingBuffer({ dir, ...limits, clock: systemClock, log: log.log });
  const bytesWithin = (from: number, to: number) => {
    rmSync(join(disk.dir, 'of-somebody-else'), { force: true });
    return ring.bytesWithin(from, to);
  };
  return { ...ring, bytesWithin };
}

it('a clip is kept when the disk has room again just after its cut has failed', async ({
  onTestFinished,
  skip,
}) => {
  const disk = await smallDisk(onTestFinished, 4 << 20);
  if (disk === null) return skip(noSmallDisk);
  const folders = foldersIn(disk.dir);
  await laySegments(
    folders.segments('one'),
    join(await temporaryFolder(onTestFinished), 'film.mp4'),
  );
  const memory = createMemoryLog();
  const { log } = memory;
  const ring = await openRing(disk, folders.segments('one'), memory);
  const now = Date.now();
  const outbox = await openOutbox({ dir: folders.clips, schema: clipJobSchema, log, now });
  await outbox.put({ cameraId: 'one', incidentId: 'a', fromMs, toMs: fromMs + 6000 }, now);
  await disk.fill(0);
  const stopping = new AbortController();
  const uploads: Upload[] = [];
  const drain = drainClips(
    {
      folders,
      rings: { of: () => ring, knows: () => true },
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
  expect(uploads).toMatchObject([{ kind: 'clip', incidentId: 'a', opening: 1 }]);
  expect(await readdir(folders.uploadFiles)).toContain(uploads[0]!.file);
  expect(memory.text()).not.toContain('cutting-failed');
}, 60_000);
