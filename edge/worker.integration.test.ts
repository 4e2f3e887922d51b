// Runs the whole edge worker with real parts around it: ffmpeg, RTSP, Redis, dispatch's HTTP API. Only the pipeline is scripted,
// so that the expected alerts are known.
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Queue } from 'bullmq';
import { describe, it, type TestContext } from 'vitest';
import { alertQueueName, alertSchema, cameraStatusSchema, type Site } from '../contracts/index.ts';
import { testEdgeToken } from '../dispatch/testing/secrets.ts';
import { openTestApi } from '../dispatch/testing/test-api.ts';
import { startRedis, type RedisServer } from '../e2e/servers/redis.ts';
import { makeFilm, startRtsp } from '../e2e/servers/rtsp.ts';
import { freePort } from '../e2e/servers/server-process.ts';
import { systemClock } from '../host/clock.ts';
import { createMemoryLog } from './testing/memory-log.ts';
import { idleDetector, scriptedPipeline, type Script } from './testing/scripted-pipeline.ts';
import { testCamera, testSite } from './testing/site.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import type { EdgeOptions } from './edge-options.ts';
import { startEdge } from './worker.ts';

/** Tests run concurrently, so each stops its own servers. */
type WhenFinished = TestContext['onTestFinished'];

interface Put {
  path: string;
  authorization: string | undefined;
  body: Buffer;
}

/** The real API of dispatch, behind a server that records the requests. */
async function realDispatch(whenFinished: WhenFinished) {
  const api = await openTestApi();
  whenFinished(() => api.close());
  const puts: Put[] = [];
  const server = createServer((request, response) => {
    const { url: path = '', method = 'GET', headers } = request;
    void readBody(request).then(async (body) => {
      puts.push({ path, authorization: headers.authorization, body });
      // This test does not poll for fences: those of the site file stay in force.
      if (path.startsWith('/api/edge/fences')) return response.writeHead(503).end();
      const answer = await api.app.inject({
        method: method as 'PUT',
        url: path,
        headers,
        ...(body.length > 0 && { payload: body }),
      });
      response.writeHead(answer.statusCode, answer.headers);
      return response.end(answer.rawPayload);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const held = async (name: 'picture' | 'clip') => {
    const key = { incidentId: 'gate-incident', opening: 1, name };
    const found = await api.parts.evidence.find(key);
    return found === null ? null : join(found.folder, found.file);
  };
  return { url, puts, held, find: (end: string) => puts.find(({ path }) => path.endsWith(end)) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function camera(whenFinished: WhenFinished, id: string, source?: string) {
  if (source !== undefined) return testCamera({ id, source });
  const film = join(await temporaryFolder(whenFinished), 'film.mp4');
  await makeFilm(film, { seconds: 40, gop: 10 });
  const server = await startRtsp({ mounts: { '/cam': [film] } });
  whenFinished(() => server.stop());
  return testCamera({ id, source: `${server.url}/cam` });
}

function siteOf(...cameras: Site['cameras']): Site {
  return testSite({ cameras });
}

async function edge(
  whenFinished: WhenFinished,
  change: Partial<EdgeOptions> & Pick<EdgeOptions, 'site' | 'redisUrl'>,
  script: Script,
) {
  const memory = createMemoryLog();
  const dataDir = change.dataDir ?? (await temporaryFolder(whenFinished));
  const running = await startEdge({
    edgeId: 'edge-1',
    dataDir,
    detector: idleDetector,
    log: memory.log,
    createPipeline: scriptedPipeline(script),
    ...change,
  });
  let stopped = false;
  const stop = async () => {
    if (!stopped) await running.stop();
    stopped = true;
  };
  whenFinished(stop);
  return { ...running, stop, memory, dataDir };
}

async function until(isDone: () => boolean | Promise<boolean>, limitMs = 40_000): Promise<void> {
  for (let waited = 0; waited < limitMs; waited += 100) {
    if (await isDone()) return;
    await systemClock.wait(100);
  }
  throw new Error(`not within ${limitMs} ms`);
}

async function redis(whenFinished: WhenFinished): Promise<RedisServer> {
  const server = await startRedis({ appendOnly: true });
  whenFinished(() => server.stop());
  return server;
}

async function alertsIn(url: string) {
  const queue = new Queue(alertQueueName, { connection: { url } });
  const jobs = await queue.getJobs(['waiting']);
  await queue.close();
  return jobs.reverse().map(({ id, data }) => ({ id, alert: alertSchema.parse(data) }));
}

describe.concurrent('the edge worker', () => {
  it('takes an incident to the queue, and its picture and a playable clip to dispatch', async ({
    expect,
    onTestFinished,
  }) => {
    const [{ url: redisUrl }, dispatch] = [
      await redis(onTestFinished),
      await realDispatch(onTestFinished),
    ];
    const site = siteOf(await camera(onTestFinished, 'gate'));
    const options = { site, redisUrl, dispatchUrl: dispatch.url, edgeToken: testEdgeToken };
    const worker = await edge(onTestFinished, options, { 8: 'opened', 10: 'cleared' });
    await until(async () => (await alertsIn(redisUrl)).length === 2);
    const alerts = await alertsIn(redisUrl);
    expect(alerts.map(({ id, alert }) => [id, alert.incident.event])).toEqual([
      ['gate-incident-1', 'opened'],
      ['gate-incident-2', 'cleared'],
    ]);
    expect(alerts[0]!.alert).toMatchObject({
      edgeId: 'edge-1',
      fenceName: 'Exit 1',
      matterCode: '09012',
    });
    const status = cameraStatusSchema.parse(worker.cameras()[0]);
    expect(status).toMatchObject({ state: 'live', view: 'ok', decode: 'key-frames' });

    await until(async () => (await dispatch.held('clip')) !== null, 60_000);
    const picture = await readFile((await dispatch.held('picture')) ?? '');
    expect(picture.subarray(0, 2).toString('hex')).toBe('ffd8');
    const told = JSON.parse(dispatch.find('/cameras/gate/status')!.body.toString()) as unknown;
    expect(cameraStatusSchema.parse(told).cameraId).toBe('gate');
    expect(new Set(dispatch.puts.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${testEdgeToken}`]),
    );

    const clip = (await dispatch.held('clip')) ?? '';
    const probe = await promisify(execFile)('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      'format=duration:stream=codec_name',
      '-of',
      'default=nw=1:nk=1',
      clip,
    ]);
    const [codec, seconds] = probe.stdout.trim().split('\n');
    expect(codec).toBe('h264');
    expect(Number(seconds)).toBeGreaterThan(12);
    expect(Number(seconds)).toBeLessThan(26);
    const whole = await promisify(execFile)('ffmpeg', [
      '-v',
      'error',
      '-i',
      clip,
      '-fps_mode',
      'passthrough',
      // Keep the times of pictures that came close together.
      '-enc_time_base',
      '-1',
      '-f',
      'null',
      '-',
    ]);
    expect(whole.stderr).toBe('');

    const metrics = await (await fetch(`http://127.0.0.1:${worker.metricsPort}/metrics`)).text();
    expect(metrics).toContain(
      'fencewatch_edge_alerts_raised_total{camera="gate",kind="blocked-fire-exit",event="opened"} 1',
    );
    expect(metrics).toContain('fencewatch_edge_camera_state{camera="gate",state="live"} 1');
    expect((await fetch(`http://127.0.0.1:${worker.metricsPort}/healthz`)).status).toBe(200);
  }, 120_000);

  it('loses no alert while Redis is absent, also over a restart, and keeps the order', async ({
    expect,
    onTestFinished,
  }) => {
    const port = await freePort();
    const redisUrl = `redis://127.0.0.1:${port}`;
    const site = siteOf(await camera(onTestFinished, 'gate'));
    const script: Script = { 2: 'opened', 3: 'still-there', 6: 'cleared' };
    const first = await edge(onTestFinished, { site, redisUrl }, script);
    await until(() => first.memory.text().includes('still-there'));
    expect(first.memory.text()).toContain('redis is not reachable');
    await first.stop();
    const second = await edge(onTestFinished, { site, redisUrl, dataDir: first.dataDir }, script);
    await until(() => second.memory.text().includes('cleared'));
    const server = await startRedis({ port });
    onTestFinished(() => server.stop());
    await until(async () => (await alertsIn(redisUrl)).length === 3);
    const events = (await alertsIn(redisUrl)).map(({ alert }) => alert.incident.event);
    expect(events).toEqual(['opened', 'still-there', 'cleared']);
    expect(second.memory.text()).not.toContain('"opened"');
  }, 120_000);

  it('continues with the other cameras when one fails or its frames fail', async ({
    expect,
    onTestFinished,
  }) => {
    const { url: redisUrl } = await redis(onTestFinished);
    const site = siteOf(
      await camera(onTestFinished, 'gate'),
      await camera(onTestFinished, 'dead', 'rtsp://127.0.0.1:1/x'),
    );
    const worker = await edge(onTestFinished, { site, redisUrl }, { 2: 'fails', 4: 'opened' });
    await until(async () => (await alertsIn(redisUrl)).length === 1);
    expect(worker.cameras().map(({ cameraId, state }) => [cameraId, state])).toEqual([
      ['gate', 'live'],
      ['dead', 'offline'],
    ]);
    expect(worker.memory.text()).toContain('a frame could not be analysed');
  });

  it('reports that a recorded file has ended', async ({ expect, onTestFinished }) => {
    const { url: redisUrl } = await redis(onTestFinished);
    const film = await makeFilm(join(await temporaryFolder(onTestFinished), 'f.mp4'), {
      seconds: 3,
      gop: 10,
    });
    const worker = await edge(
      onTestFinished,
      { site: siteOf(await camera(onTestFinished, 'gate', film)), redisUrl },
      {},
    );
    await until(() => worker.cameras()[0]!.problem === 'the file has been played to its end');
    expect(worker.cameras()[0]).toMatchObject({ state: 'offline', framesAnalysed: 3 });
  });
});
