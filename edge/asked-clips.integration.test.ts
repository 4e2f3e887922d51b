// Clip requests with real processes: dispatch, and an edge worker that records a real stream. A requested span is cut from the ring
// buffer without encoding; a span older than the ring gets the reason; a request waits while the edge is not connected.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { askedClipListSchema, askedClipSchema, type AskedClip } from '../contracts/index.ts';
import { checkCustodyIn } from '../dispatch/testing/check-custody.ts';
import { testAdminPassword, testEdgeToken } from '../dispatch/testing/secrets.ts';
import { startRedis } from '../e2e/servers/redis.ts';
import { makeFilm, startRtsp } from '../e2e/servers/rtsp.ts';
import { spawnTypescript } from '../e2e/servers/typescript-process.ts';
import { systemClock } from '../host/clock.ts';
import { startEdgeProcess, until } from './testing/start-edge-process.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A camera of the test dispatch's site. */
const camera = 'exit-3';
const runner = new URL('../dispatch/testing/run-dispatch.ts', import.meta.url).pathname;

async function startDispatch(redisUrl: string) {
  const dataDir = await temporaryFolder();
  const child = spawnTypescript(runner, [redisUrl, dataDir]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  const url = line.toString().trim();
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username: 'admin', password: testAdminPassword });
  const session = await fetch(`${url}/api/session`, { method: 'POST', headers: json, body });
  const headers = { ...json, cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const clips = `${url}/api/cameras/${camera}/clips`;
  return {
    url,
    dataDir,
    ask: async (from: number, end: number): Promise<AskedClip> => {
      const wish = JSON.stringify({ from, until: end, reason: 'a witness asks' });
      const answer = await fetch(clips, { method: 'POST', headers, body: wish });
      return askedClipSchema.parse(await answer.json());
    },
    find: async (clip: string) => {
      const answer = await fetch(clips, { headers });
      const list = askedClipListSchema.parse(await answer.json());
      return list.clips.find((one) => one.clip === clip);
    },
    play: async (clip: string) => {
      const answer = await fetch(`${clips}/${clip}/clip.mp4`, { headers });
      return { status: answer.status, content: Buffer.from(await answer.arrayBuffer()) };
    },
  };
}

type Dispatch = Awaited<ReturnType<typeof startDispatch>>;

async function startEdge({ url }: Dispatch, redisUrl: string) {
  const film = join(await temporaryFolder(), 'film.mp4');
  const server = await startRtsp({
    mounts: { '/cam': [await makeFilm(film, { seconds: 40, gop: 10 })] },
  });
  onTestFinished(() => server.stop());
  startEdgeProcess({
    ...{ source: `${server.url}/cam`, redisUrl, camera },
    dataDir: await temporaryFolder(),
    dispatch: { url, token: testEdgeToken },
  });
}

async function settled(dispatch: Dispatch, { clip }: AskedClip): Promise<AskedClip | undefined> {
  await until(async () => (await dispatch.find(clip))?.state !== 'waits', 60_000);
  return dispatch.find(clip);
}

async function framesOf(content: Buffer): Promise<string[]> {
  const file = join(await temporaryFolder(), 'clip.mp4');
  await writeFile(file, content);
  const { stdout } = await promisify(execFile)('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v', '-count_packets'],
    ...['-show_entries', 'stream=codec_name,nb_read_packets', '-of', 'csv=p=0', file],
  ]);
  return stdout.trim().split(',');
}

it('a requested span becomes a playable clip, or a reason why there is none', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const dispatch = await startDispatch(redis.url);
  const askedAt = Date.now();
  // No edge has connected yet.
  const early = await dispatch.ask(askedAt - 3_600_000, askedAt - 3_590_000);
  expect(early).toMatchObject({ state: 'waits', isEdgeAway: true });

  await startEdge(dispatch, redis.url);
  const none = await settled(dispatch, early);
  expect(none?.state).toBe('none');
  const span = { from: early.from, to: early.until };
  expect(none?.finding?.coverage?.missing).toEqual([{ ...span, reason: 'no-longer-kept' }]);
  expect((await dispatch.play(early.clip)).status).toBe(404);

  // Wait until ten seconds of video are recorded.
  await systemClock.wait(10_000);
  const end = Date.now();
  const own = await dispatch.ask(end - 7000, end - 2000);
  expect(own).toMatchObject({ state: 'waits', isEdgeAway: false });
  const here = await settled(dispatch, own);
  expect(here).toMatchObject({ state: 'here', finding: { fault: null } });
  expect(here?.finding?.coverage).toMatchObject({
    asked: { from: own.from, to: own.until },
    missing: [],
  });
  const { status, content } = await dispatch.play(own.clip);
  expect(status).toBe(200);
  const [codec, pictures] = await framesOf(content);
  expect(codec).toBe('h264');
  // Ten pictures per second for five seconds, and up to two seconds back to the previous key frame.
  expect(Number(pictures)).toBeGreaterThanOrEqual(48);
  expect(Number(pictures)).toBeLessThan(80);

  const log = async () => {
    const { entries, findings } = await checkCustodyIn(dispatch.dataDir);
    expect(findings).toEqual([]);
    return entries.map((bytes) => new TextDecoder().decode(bytes)).join('\n');
  };
  await until(async () => (await log()).includes('"act":"clip-played"'), 10_000);
  expect((await log()).match(/"act":"clip-asked"/g)).toHaveLength(2);
}, 150_000);
