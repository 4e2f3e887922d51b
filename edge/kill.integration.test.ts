// Kills the edge worker with SIGKILL while it records and an incident is open. Its ffmpeg ends with it, no alert is raised twice, its
// recordings survive, and a clip of the last seconds plays to its end.
import { execFile } from 'node:child_process';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Queue } from 'bullmq';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { alertQueueName, alertSchema } from '../contracts/index.ts';
import { startRedis } from '../e2e/servers/redis.ts';
import { makeFilm, startRtsp } from '../e2e/servers/rtsp.ts';
import { systemClock } from '../host/clock.ts';
import { cutClip } from './record/cut-clip.ts';
import { openRingBuffer } from './record/ring-buffer.ts';
import { startEdgeProcess, until } from './testing/start-edge-process.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** Plays a clip of everything that a killed worker has recorded, made from a copy of its folder. */
async function expectToPlay(segments: string): Promise<void> {
  const dir = join(await temporaryFolder(), 'segments');
  await cp(segments, dir, { recursive: true });
  expect((await readdir(dir)).filter((name) => name.startsWith('live-'))).toHaveLength(1);
  const limits = { keepMs: 3_600_000, maxBytes: 1 << 30 };
  const log = pino({ level: 'silent' });
  const ring = await openRingBuffer({ dir, ...limits, clock: systemClock, log });
  const until = ring.recordedUntil() ?? 0;
  const out = join(dir, '..', 'clip.mp4');
  const cut = await cutClip(ring, { fromMs: until - 3000, toMs: until, out });
  expect(cut).toMatchObject({ ok: true, endAt: until });
  const { stderr } = await promisify(execFile)('ffmpeg', [
    ...['-v', 'error', '-xerror', '-i', out],
    ...['-f', 'null', '-'],
  ]);
  expect(stderr).toBe('');
}

it('a killed worker leaves no ffmpeg behind and a clip that plays, and its restart raises nothing twice', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const film = join(await temporaryFolder(), 'film.mp4');
  const server = await startRtsp({
    mounts: { '/cam': [await makeFilm(film, { seconds: 30, gop: 10 })] },
  });
  onTestFinished(() => server.stop());
  const dataDir = await temporaryFolder();
  const settings = { source: `${server.url}/cam`, redisUrl: redis.url, dataDir };
  const events = async () => {
    const queue = new Queue(alertQueueName, { connection: { url: redis.url } });
    const jobs = await queue.getJobs(['waiting']);
    await queue.close();
    return jobs.reverse().map(({ data }) => alertSchema.parse(data).incident.event);
  };
  const segments = join(dataDir, 'cameras', 'gate', 'segments');
  const processes = async () => {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,comm=']);
    return stdout.split('\n').map((line) => line.trim().split(/\s+/));
  };
  const ffmpegsOf = async (worker: number) =>
    (await processes())
      .filter(([, parent, name]) => name === 'ffmpeg' && Number(parent) === worker)
      .map(([pid]) => pid);
  const areGone = async (pids: readonly (string | undefined)[]) =>
    !(await processes()).some(([pid]) => pids.includes(pid));

  const kill = startEdgeProcess(settings);
  await until(async () => (await events()).length === 1);
  const ffmpegs = await ffmpegsOf(kill.pid);
  expect(ffmpegs).toHaveLength(2);
  await kill();
  await until(() => areGone(ffmpegs), 15_000);
  const recorded = (await readdir(segments)).length;
  expect(recorded).toBeGreaterThan(0);
  await expectToPlay(segments);

  startEdgeProcess(settings);
  await until(async () => (await events()).length === 2);
  expect(await events()).toEqual(['opened', 'cleared']);
  const kept = (await readdir(segments)).filter((name) => /^\d{13}-\d+\.mkv$/.test(name));
  expect(kept.length).toBeGreaterThanOrEqual(recorded);
}, 120_000);
