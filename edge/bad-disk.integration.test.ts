// Runs the whole edge worker on a disk that is full or read-only. Analysis continues, alerts are delivered, the problem is reported,
// and waiting files are delivered when the disk works again.
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest';
import { alertQueueName, type Site } from '../contracts/index.ts';
import { testEdgeToken } from '../dispatch/testing/secrets.ts';
import { openTestApi, type TestApi } from '../dispatch/testing/test-api.ts';
import { startRedis, type RedisServer } from '../e2e/servers/redis.ts';
import { makeFilm, startRtsp, type RtspServer } from '../e2e/servers/rtsp.ts';
import { foldersIn } from './state/folders.ts';
import { createMemoryLog } from './testing/memory-log.ts';
import { idleDetector, scriptedPipeline, type Script } from './testing/scripted-pipeline.ts';
import { testCamera, testSite } from './testing/site.ts';
import { noSmallDisk, smallDisk } from './testing/small-disk.ts';
import { startEdge } from './worker.ts';

type WhenFinished = TestContext['onTestFinished'];

let api: TestApi;
let redis: RedisServer;
let rtsp: RtspServer;
let film: string;
let dispatchUrl: string;
beforeAll(async () => {
  api = await openTestApi();
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  dispatchUrl = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
  redis = await startRedis();
  film = join(api.parts.dataDir, 'film.mp4');
  await makeFilm(film, { seconds: 40, gop: 10 });
  rtsp = await startRtsp({ mounts: { '/cam': [film] } });
}, 120_000);
afterAll(async () => {
  await rtsp.stop();
  await redis.stop();
  await api.close();
});

function siteOf(id: string): Site {
  return testSite({ cameras: [testCamera({ id, source: `${rtsp.url}/cam` })] });
}

async function startOn(dataDir: string, id: string, script: Script, whenFinished: WhenFinished) {
  const memory = createMemoryLog();
  const edge = await startEdge({
    site: siteOf(id),
    edgeId: `edge-${id}`,
    dataDir,
    detector: idleDetector,
    log: memory.log,
    redisUrl: redis.url,
    dispatchUrl,
    edgeToken: testEdgeToken,
    createPipeline: scriptedPipeline(script),
  });
  whenFinished(() => edge.stop());
  const codes = () => new Set(edge.problems().map(({ code }) => code));
  return { edge, codes, memory };
}

async function alertIds(): Promise<string[]> {
  const queue = new Queue(alertQueueName, { connection: { url: redis.url } });
  const jobs = await queue.getJobs(['waiting']);
  await queue.close();
  return jobs.map(({ id }) => id ?? '');
}

async function held(incidentId: string, name: 'picture' | 'clip'): Promise<number> {
  const found = await api.parts.evidence.find({ incidentId, opening: 1, name });
  return found === null ? 0 : (await readFile(join(found.folder, found.file))).length;
}

const within = { timeout: 90_000, interval: 100 };

/** Creates a waiting clip job with its video, and an older segment that no clip needs. */
async function createOldFiles(dataDir: string): Promise<{ segments: string }> {
  const folders = foldersIn(dataDir);
  const segments = folders.segments('full');
  await mkdir(segments, { recursive: true });
  const from = Date.now() - 60_000;
  for (const n of [0, 1, 2]) {
    const out = join(segments, `${from + n * 2000}-2000.mkv`);
    const cut = ['-ss', `${n * 2}`, '-i', film, '-t', '2', '-c', 'copy', out];
    execFileSync('ffmpeg', ['-loglevel', 'error', ...cut]);
  }
  await writeFile(join(segments, `${from - 100_000}-2000.mkv`), 'not needed');
  await mkdir(folders.clips, { recursive: true });
  const span = { fromMs: from, toMs: from + 6000 };
  const item = { cameraId: 'full', incidentId: 'earlier', opening: 1, ...span };
  const entry = { version: 1, putAt: from, item };
  await writeFile(join(folders.clips, '000000000001.json'), JSON.stringify(entry));
  return { segments };
}

describe.concurrent('the edge worker', () => {
  it('continues on a full disk: alerts are delivered, pictures and clips wait, old video is removed', async ({
    expect,
    onTestFinished,
    skip,
  }) => {
    const disk = await smallDisk(onTestFinished, 8 << 20);
    if (disk === null) return skip(noSmallDisk);
    const { segments } = await createOldFiles(disk.dir);
    await disk.fill(0);
    const { edge, codes } = await startOn(disk.dir, 'full', { 4: 'opened' }, onTestFinished);
    await expect.poll(alertIds, within).toContain('full-incident-1');
    await expect.poll(() => edge.cameras()[0]?.state, within).toBe('live');
    await expect.poll(() => codes().has('camera-not-recording'), within).toBe(true);
    const full = edge
      .problems()
      .find(({ code, subject }) => code === 'disk-full' && subject === disk.dir);
    expect(full?.values).toMatchObject({
      totalBytes: 8 << 20,
      freeBytes: expect.any(Number) as number,
    });
    const answer = await fetch(`http://127.0.0.1:${edge.metricsPort}/healthz`);
    expect(await answer.text()).toContain('disk-full');
    // The old segment was removed; the clip's segment was not.
    await expect.poll(async () => (await readdir(segments)).length, within).toBe(3);
    expect([await held('full-incident', 'picture'), await held('earlier', 'clip')]).toEqual([0, 0]);
    await disk.clear();
    await expect.poll(() => held('full-incident', 'picture'), within).toBeGreaterThan(1000);
    await expect.poll(() => held('earlier', 'clip'), within).toBeGreaterThan(10_000);
    await expect.poll(() => [...codes()], within).toEqual([]);
    await expect.poll(async () => (await readdir(segments)).length, within).toBeGreaterThan(3);
  }, 240_000);

  it('starts and continues on a read-only data folder, and records when it becomes writable', async ({
    expect,
    onTestFinished,
    skip,
  }) => {
    const disk = await smallDisk(onTestFinished, 64 << 20);
    if (disk === null) return skip(noSmallDisk);
    disk.remount('ro');
    const { edge, codes } = await startOn(disk.dir, 'locked', { 3: 'opened' }, onTestFinished);
    await expect.poll(alertIds, within).toContain('locked-incident-1');
    expect(edge.cameras()[0]?.state).toBe('live');
    expect([...codes()]).toEqual(
      expect.arrayContaining(['folder-not-writable', 'camera-not-recording']),
    );
    disk.remount('rw');
    await expect.poll(() => held('locked-incident', 'picture'), within).toBeGreaterThan(1000);
    await expect.poll(() => [...codes()], within).toEqual([]);
  }, 240_000);

  it('survives when its data folder becomes read-only at run time', async ({
    expect,
    onTestFinished,
    skip,
  }) => {
    const disk = await smallDisk(onTestFinished, 64 << 20);
    if (disk === null) return skip(noSmallDisk);
    const script: Script = { 2: 'opened', 7: 'cleared' };
    const { edge, codes } = await startOn(disk.dir, 'turns', script, onTestFinished);
    await expect.poll(alertIds, within).toContain('turns-incident-1');
    disk.remount('ro');
    await expect.poll(alertIds, within).toContain('turns-incident-2');
    await expect.poll(() => codes().has('folder-not-writable'), within).toBe(true);
    expect(edge.cameras()[0]?.state).toBe('live');
    disk.remount('rw');
    await expect.poll(() => codes().has('folder-not-writable'), within).toBe(false);
  }, 240_000);
});
