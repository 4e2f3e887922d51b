// The edge worker is killed with SIGKILL shortly after an alert, while its clip waits for the post-roll. After the restart the clip is
// sent with its gaps; if nothing was recorded, dispatch is told that there is no clip, and why.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testEdgeToken } from '../dispatch/testing/secrets.ts';
import { openTestApi } from '../dispatch/testing/test-api.ts';
import { startRedis } from '../e2e/servers/redis.ts';
import { makeFilm, startRtsp } from '../e2e/servers/rtsp.ts';
import { systemClock } from '../host/clock.ts';
import { startEdgeProcess, until } from './testing/start-edge-process.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const key = { incidentId: 'gate-incident', opening: 1 };
/** Pre-roll and post-roll of the test site. */
const rollMs = 10_000;

async function openPlace() {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const api = await openTestApi();
  onTestFinished(() => api.close());
  const url = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const film = join(await temporaryFolder(), 'film.mp4');
  const camera = await startRtsp({
    mounts: { '/cam': [await makeFilm(film, { seconds: 40, gop: 10 })] },
  });
  onTestFinished(() => camera.stop());
  const dataDir = await temporaryFolder();
  const dispatch = { url, token: testEdgeToken };
  const settings = { source: `${camera.url}/cam`, redisUrl: redis.url, dataDir, dispatch };
  const { evidence } = api.parts;
  return {
    settings,
    camera,
    segments: join(dataDir, 'cameras', 'gate', 'segments'),
    clipsWaiting: async () => (await readdir(join(dataDir, 'outbox', 'clips'))).length,
    finding: () => evidence.clip(key),
    hasClip: async () => (await evidence.find({ ...key, name: 'clip' })) !== null,
  };
}

/** Kills it as soon as the alert's clip job waits. */
async function killAfterAlert({ settings, clipsWaiting }: Awaited<ReturnType<typeof openPlace>>) {
  const kill = startEdgeProcess(settings);
  await until(async () => (await clipsWaiting().catch(() => 0)) === 1);
  await systemClock.wait(1500);
  await kill();
}

describe('an edge killed shortly after an alert', () => {
  it('cuts and sends the clip after its restart, with its gaps', async () => {
    const place = await openPlace();
    await killAfterAlert(place);
    expect(await place.clipsWaiting()).toBe(1);
    expect(await place.finding()).toBeNull();
    await systemClock.wait(3000);

    startEdgeProcess(place.settings);
    await until(place.hasClip, 60_000);
    const { coverage, fault } = (await place.finding()) ?? {};
    expect(fault).toBeNull();
    const { from = 0, to = 0 } = coverage?.asked ?? {};
    expect(to - from).toBe(2 * rollMs);
    // At its start it lacks what came before the worker had ever run. The gap between the two runs ends after the alert; on a busy
    // machine the video of the last second before the kill is lost too.
    const after = coverage?.missing.filter((one) => one.to > from + rollMs) ?? [];
    expect(after.map(({ reason }) => reason)).toEqual(['worker-not-running']);
    const [gap = { from: 0, to: 0 }] = after;
    expect(gap.to - gap.from).toBeGreaterThan(2500);
    // It holds what was recorded before the gap and, unless a busy machine needed all of that time to restart, after it.
    const [before, later] = coverage?.kept ?? [];
    expect(before?.to).toBeLessThanOrEqual(gap.from);
    expect(later === undefined).toBe(gap.to >= to);
  }, 120_000);

  it('reports to dispatch that there is no clip, and why, when nothing was recorded', async () => {
    const place = await openPlace();
    await killAfterAlert(place);
    await rm(place.segments, { recursive: true });
    await place.camera.stop();

    startEdgeProcess(place.settings);
    await until(async () => (await place.finding()) !== null, 90_000);
    const finding = await place.finding();
    expect(finding?.fault).toBeNull();
    expect(finding?.coverage?.kept).toEqual([]);
    expect(finding?.coverage?.missing).toEqual([
      { ...finding?.coverage?.asked, reason: 'camera-away' },
    ]);
    expect(await place.hasClip()).toBe(false);
    await until(async () => (await place.clipsWaiting()) === 0);
  }, 150_000);
});
