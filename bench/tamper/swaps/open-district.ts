// A dispatch that really runs, on Redis and PostgreSQL, with some cases: each has a picture and a clip that came from an edge with
// a key. Returns the cases, and the actions of an attacker with access to the disk, the database or the token.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import pg from 'pg';
import { pino } from 'pino';
import { alertQueueName, kinds, parseSite } from '../../../contracts/index.ts';
import { startDispatch } from '../../../dispatch/dispatch.ts';
import { checkLog, type LogFinding } from '../../../evidence/check-log.ts';
import { parseVerifierKey, type NamedKey } from '../../../evidence/signed-note.ts';
import { systemClock } from '../../../host/clock.ts';
import { openRedis } from '../../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../../host/redis/redis-address.ts';
import { nodeCrypto } from '../../../host/seal/node-crypto.ts';
import { benchSite, cellOf } from '../../dispatch/bench-site.ts';
import { makeAlert } from '../../dispatch/make-alert.ts';
import { openPlace, type Place } from '../../dispatch/place.ts';
import { enrolEdge, sizeOf, type SwapEdge, type SwapKind } from './swap-edge.ts';
import { aSmallClip, aSmallPicture } from './small-media.ts';

export interface SwapCase {
  caseId: string;
  incidentId: string;
  /** As received. */
  files: Record<SwapKind, Uint8Array>;
  /** Its path on the disk of dispatch. */
  paths: Record<SwapKind, string>;
}

export interface SwapDistrict {
  cases: readonly SwapCase[];
  /** It raised the alerts of all cases. */
  edge: SwapEdge;
  /** Enrolled too, but it raised none of them. */
  other: SwapEdge;
  keys(): Promise<NamedKey[]>;
  exported(caseId: string): Promise<Uint8Array>;
  /** Like an attacker with access to the database. */
  setInIndex(incidentId: string, kind: SwapKind, content: Uint8Array): Promise<void>;
  findingsInLog(): Promise<LogFinding[]>;
  stop(): Promise<void>;
}

const token = 'token of the edges of the bench';
const adminPassword = 'password of the bench';
const caseCount = 12;
const mostPatienceMs = 60_000;

export async function openDistrict(): Promise<SwapDistrict> {
  const place = await openPlace('external');
  const undo: (() => Promise<unknown>)[] = [() => place.stop()];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await openParts(place, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openParts(
  place: Place,
  undo: (() => Promise<unknown>)[],
): Promise<Omit<SwapDistrict, 'stop'>> {
  const dataDir = join(place.folder, 'data');
  await mkdir(dataDir, { recursive: true });
  const dispatch = await startQuietDispatch(place, dataDir);
  undo.push(() => dispatch.stop());
  const cookie = await logIn(dispatch.url);
  const enrol = (edgeId: string) => enrolEdge({ url: dispatch.url, token, edgeId, cookie });
  const edge = await enrol('edge-1');
  const other = await enrol('edge-2');
  const database = new pg.Client({ connectionString: place.databaseUrl });
  await database.connect();
  undo.push(() => database.end());
  const ask = (path: string, body?: object) => {
    const json = { method: 'POST', body: JSON.stringify(body) };
    const headers = { cookie, ...(body && { 'content-type': 'application/json' }) };
    return fetch(`${dispatch.url}${path}`, { ...(body && json), headers });
  };
  const cases = await makeCases({ place, edge, dataDir, database });
  return { cases, edge, other, setInIndex: indexOf(database), ...waysOf(ask, dataDir) };
}

type Ask = (path: string, body?: object) => Promise<Response>;

function waysOf(
  ask: Ask,
  dataDir: string,
): Pick<SwapDistrict, 'keys' | 'exported' | 'findingsInLog'> {
  const keys = async () => {
    const text = await (await ask('/api/custody/keys')).text();
    return text.split('\n').flatMap((line) => parseVerifierKey(nodeCrypto.sha256, line) ?? []);
  };
  return {
    keys,
    exported: async (caseId) => {
      const answer = await ask(`/api/cases/${caseId}/export`, { reason: 'bench' });
      if (answer.status !== 200) throw new Error(`export: ${await answer.text()}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
    findingsInLog: async () => {
      const read = (path: string) => readFile(join(dataDir, 'custody-log', path)).catch(() => null);
      return (await checkLog({ crypto: nodeCrypto, keys: await keys(), read })).findings;
    },
  };
}

function indexOf(database: pg.Client): SwapDistrict['setInIndex'] {
  return async (incidentId, kind, content) => {
    const { sha256, bytes } = sizeOf(content);
    const change = 'update media set sha256 = $1, bytes = $2 where incident_id = $3 and name = $4';
    const { rowCount } = await database.query(change, [sha256, bytes, incidentId, kind]);
    if (rowCount !== 1) throw new Error(`the index has ${rowCount} rows of ${incidentId}`);
  };
}

/** Without a font no PDF is printed, which would take most of the time. */
async function startQuietDispatch({ redisUrl, databaseUrl }: Place, dataDir: string) {
  const site = parseSite(benchSite(caseCount), {});
  if (!site.ok) throw new Error(JSON.stringify(site.faults));
  return startDispatch({
    ...{ site: site.site, redisUrl, databaseUrl, dataDir, adminPassword, edgeToken: token },
    ...{ host: '127.0.0.1', port: 0, mqtt: { host: '127.0.0.1', port: 0 }, dumps: false },
    ...{ reportFonts: ['/nowhere'], clock: systemClock, log: pino({ level: 'silent' }) },
  });
}

async function logIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: adminPassword }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

interface Making {
  place: Place;
  edge: SwapEdge;
  dataDir: string;
  database: pg.Client;
}

async function makeCases({ place, edge, dataDir, database }: Making): Promise<SwapCase[]> {
  const cases: SwapCase[] = [];
  const connection = openRedis(redisAddressOf(place.redisUrl), {
    ...{ whenAway: 'wait', queueCommands: true, retryDelay: () => 100 },
  });
  const queue = new Queue(alertQueueName, { connection });
  for (let number = 0; number < caseCount; number += 1) {
    const incidentId = `swapped-${number}`;
    const at = Date.now();
    const alert = makeAlert({
      ...{ incidentId, sequence: 1, event: 'opened', cell: cellOf(number), at, openedAt: at },
      ...{ kind: kinds[0] ?? '', matterCode: '09012' },
    });
    await queue.add('alert', edge.sealed(alert), { jobId: alert.alertId });
    const files = { picture: await aSmallPicture(number), clip: await aSmallClip(number) };
    const caseId = await caseOf(database, incidentId);
    for (const kind of ['picture', 'clip'] as const) {
      const as = { incidentId, opening: 1, kind };
      const receipt = await edge.send(files[kind], as, edge.sealOf(files[kind], as));
      if (receipt.state !== 'kept') throw new Error(`${kind}: ${JSON.stringify(receipt)}`);
    }
    const folder = join(dataDir, 'incidents', incidentId);
    const paths = { picture: join(folder, 'picture.jpg'), clip: join(folder, 'clip.mp4') };
    cases.push({ caseId, incidentId, files, paths });
  }
  await queue.close();
  connection.disconnect();
  return cases;
}

async function caseOf(database: pg.Client, incidentId: string): Promise<string> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < mostPatienceMs) {
    const found = 'select case_id from case_incidents where incident_id = $1';
    const { rows } = await database.query<{ case_id: string }>(found, [incidentId]);
    if (rows[0] !== undefined) return rows[0].case_id;
    await delay(50);
  }
  throw new Error(`no case was made of ${incidentId}`);
}
