// A real dispatch and a real edge. Armed fences are in force on the running camera within two seconds, an edge that was cut off
// catches up, and an edge that starts without dispatch uses its last known fences.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cameraListSchema,
  type CameraView,
  type FenceFile,
  type FenceVersion,
} from '../../contracts/index.ts';
import type { Dispatch } from '../../dispatch/dispatch.ts';
import { layDatabase } from '../../dispatch/store/testing/quick-store.ts';
import { aSite } from '../../dispatch/testing/a-site.ts';
import { eventually } from '../../dispatch/testing/eventually.ts';
import { testAdminPassword, testEdgeToken } from '../../dispatch/testing/secrets.ts';
import { temporaryFolder } from '../../dispatch/testing/temporary-folder.ts';
import { startTestDispatch } from '../../dispatch/testing/test-dispatch.ts';
import { startRedis, type RedisServer } from '../../e2e/servers/redis.ts';
import { makeFilm, startRtsp } from '../../e2e/servers/rtsp.ts';
import { freePort } from '../../e2e/servers/server-process.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { idleDetector } from '../testing/scripted-pipeline.ts';
import { startEdge, type Edge } from '../worker.ts';

const inForceWithinMs = 2000;
const folders = { dispatch: '', edge: '' };
const undo: (() => Promise<unknown>)[] = [];
let redis: RedisServer;
let site: ReturnType<typeof aSite>;
let dispatch: Dispatch;
let edge: Edge;
let port: number;
/** The session of an administrator; it survives a restart of dispatch. */
let cookie: string;

beforeAll(async () => {
  const folder = await temporaryFolder();
  undo.push(folder.remove);
  folders.dispatch = join(folder.path, 'dispatch');
  folders.edge = join(folder.path, 'edge');
  await layDatabase(folders.dispatch);
  const film = join(folder.path, 'film.mp4');
  await makeFilm(film, { seconds: 30, gop: 10 });
  const rtsp = await startRtsp({ mounts: { '/cam': [film] } });
  undo.push(() => rtsp.stop());
  redis = await startRedis({});
  undo.push(() => redis.stop());
  port = await freePort();
  site = aSite({
    cameras: [
      { id: 'exit-3', source: `${rtsp.url}/cam`, analysis: { period: '500ms', decode: 'full' } },
    ],
  });
  dispatch = await runDispatch();
  edge = await runEdge();
  cookie = await logIn();
}, 120_000);
afterAll(async () => {
  await edge.stop();
  await dispatch.stop();
  for (const step of undo.reverse()) await step();
}, 60_000);

function runDispatch(): Promise<Dispatch> {
  return startTestDispatch({ site, port, redisUrl: redis.url, dataDir: folders.dispatch });
}

function runEdge(): Promise<Edge> {
  return startEdge({
    site,
    edgeId: 'edge-1',
    dataDir: folders.edge,
    redisUrl: redis.url,
    ...{ dispatchUrl: `http://127.0.0.1:${port}`, edgeToken: testEdgeToken },
    detector: idleDetector,
    log: createMemoryLog().log,
  });
}

async function logIn(): Promise<string> {
  const answer = await fetch(`${dispatch.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: testAdminPassword }),
  });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function arm(fence: FenceFile, baseVersion: number): Promise<FenceVersion> {
  const answer = await fetch(`${dispatch.url}/api/fences/${fence.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ baseVersion, fence, reason: 'test' }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as FenceVersion;
}

async function camera(): Promise<CameraView> {
  const answer = await fetch(`${dispatch.url}/api/cameras`, { headers: { cookie } });
  const { cameras } = cameraListSchema.parse(await answer.json());
  if (!cameras[0]) throw new Error('no camera');
  return cameras[0];
}

const written = (name: string): FenceFile => ({ ...site.writtenFences[0]!, name });
const inForce = () => edge.cameras()[0]?.fences?.inForce[0]?.version ?? 0;

describe('armed fences', () => {
  it('are in force on the running camera within two seconds, and dispatch sees the confirmation', async () => {
    await eventually(
      () => edge.cameras()[0],
      (status) => status?.state === 'live' && (status.fences?.revision ?? 0) > 0,
      60_000,
    );
    const framesBefore = edge.cameras()[0]!.framesAnalysed;
    const { version } = await arm(written('Wider'), 1);
    const armedAt = Date.now();
    await eventually(inForce, (current) => current === version, inForceWithinMs);
    const known = await eventually(
      camera,
      ({ status }) => status?.fences?.inForce[0]?.version === version,
      inForceWithinMs,
    );
    expect(Date.now() - armedAt).toBeLessThanOrEqual(inForceWithinMs);
    expect(known.status?.reconnects).toBe(0);
    await eventually(
      () => edge.cameras()[0]!.framesAnalysed,
      (frames) => frames > framesBefore,
    );
  });

  it('reach an edge that was cut off once dispatch is back', async () => {
    await dispatch.stop();
    const { version } = edge.cameras()[0]!.fences!.inForce[0]!;
    dispatch = await runDispatch();
    const next = await arm(written('After the outage'), version);
    await eventually(inForce, (current) => current === next.version);
  });

  it('are known to an edge that starts while dispatch is unreachable', async () => {
    const before = edge.cameras()[0]!.fences;
    await dispatch.stop();
    await edge.stop();
    edge = await runEdge();
    const known = await eventually(
      () => edge.cameras()[0]!.fences,
      (fences) => fences !== undefined,
    );
    expect(known).toEqual(before);
    dispatch = await runDispatch();
  });

  it('give an observation log and a current picture at dispatch', async () => {
    const now = async () => {
      const url = `${dispatch.url}/api/cameras/exit-3/now`;
      const answer = await fetch(url, { headers: { cookie } });
      return (await answer.json()) as { observation: { cameraId: string } | null };
    };
    const seen = await eventually(now, ({ observation }) => observation !== null, 30_000);
    expect(seen.observation?.cameraId).toBe('exit-3');
    // The edge closes its block when it stops, and uploads it at the next start.
    await edge.stop();
    edge = await runEdge();
    const url = `${dispatch.url}/api/cameras/exit-3/observations/stretches`;
    const stretches = async () => {
      const answer = await fetch(url, { headers: { cookie } });
      return ((await answer.json()) as { stretches: { bytes: number }[] }).stretches;
    };
    const [first] = await eventually(stretches, ({ length }) => length > 0, 30_000);
    expect(first!.bytes).toBeGreaterThan(100);
  });
});
