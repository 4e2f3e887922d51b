// What the evidence of one case costs at the edge and at dispatch: one edge worker and one dispatch, each in its own process, and a
// number of incidents at once. Three rounds: alerts alone; with picture and clip; with signatures and content credentials too.
// Takes a film; returns CPU and bytes of one case by round.
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { madeInvitationSchema } from '../../contracts/index.ts';
import type { Film } from '../cameras/films.ts';
import { readTree, type TreeReading } from '../cameras/process-tree.ts';
import { playSources } from '../cameras/sources.ts';
import { startBenchChild } from '../dispatch/child-process.ts';
import { openPlace } from '../dispatch/place.ts';
import { adminPassword, settingsOf } from '../dispatch/rate.ts';
import { cpuOf } from './cpu-of.ts';
import { startCaseEdge, type CaseEdge } from './start-case-edge.ts';

export const rounds = ['alerts', 'clips', 'sealed'] as const;
export type Round = (typeof rounds)[number];

export interface CaseCostOptions {
  film: Film;
  /** Incidents at once. */
  cases: number;
  nodeArguments?: readonly string[];
  onProgress?: (line: string) => void;
}

export interface RoundCost {
  /** CPU of one case, in ms, over what the idle process takes in the same time. */
  readonly edgeMs: number;
  readonly dispatchMs: number;
  /** Of the files that dispatch keeps of one case. */
  readonly bytes: number;
  /** Entries of one case in the custody log, without views of people. */
  readonly entries: number;
  /** Pictures and clips that came, of all cases. */
  readonly files: number;
}

export type CaseCosts = Readonly<Record<Round, RoundCost>>;

const token = 'token of the edge of the bench';
const idleMs = 30_000;
const liveLimitMs = 60_000;
/** Longer than a clip begins before its alert; and a new process still compiles. */
const beforeMs = 45_000;
const settledMs = 5000;
const mostPatienceMs = 180_000;

export async function measureCases(options: CaseCostOptions): Promise<CaseCosts> {
  const costs: Partial<Record<Round, RoundCost>> = {};
  for (const round of rounds) {
    const cost = await measureRound(round, options);
    costs[round] = cost;
    options.onProgress?.(
      `${round}: ${cost.edgeMs.toFixed(0)} ms at the edge and ${cost.dispatchMs.toFixed(0)} ms at dispatch a case`,
    );
  }
  return costs as CaseCosts;
}

async function measureRound(round: Round, options: CaseCostOptions): Promise<RoundCost> {
  const place = await openPlace('embedded');
  const sources = await playSources([options.film], 1);
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-evidence-'));
  const settings = { ...(await settingsOf(place)), edgeToken: token };
  const dispatch = await startBenchChild('dispatch-child', settings, options.nodeArguments ?? []);
  const undo = [
    () => rm(folder, { recursive: true, force: true }),
    () => place.stop(),
    () => sources.stop(),
    () => dispatch.stop(),
  ];
  try {
    const edge = startCaseEdge(
      {
        sources: sources.cameras.map(({ url }) => url),
        dataDir: folder,
        redisUrl: place.redisUrl,
        dispatch: round === 'alerts' ? null : { url: dispatch.url, token },
        invitation: round === 'sealed' ? await inviteAt(dispatch.url) : null,
      },
      options.nodeArguments,
    );
    undo.push(() => edge.stop());
    const parts = { edge, dispatch: dispatch.pid, dataDir: settings.dataDir };
    return await measure(round, parts, options);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

interface Parts {
  edge: CaseEdge;
  dispatch: number;
  dataDir: string;
}

async function measure(
  round: Round,
  { edge, dispatch, dataDir }: Parts,
  { cases }: CaseCostOptions,
): Promise<RoundCost> {
  await untilLive(edge);
  await delay(beforeMs);
  const start = await readBoth(edge.pid, dispatch);
  await delay(idleMs);
  const before = await readBoth(edge.pid, dispatch);
  const entriesBefore = await logSizeIn(dataDir);
  await edge.open(cases);
  const expected = round === 'alerts' ? 0 : 2 * cases;
  await untilArrived(dataDir, expected);
  await delay(settledMs);
  const after = await readBoth(edge.pid, dispatch);
  const kept = await filesIn(dataDir);
  return {
    edgeMs: extraMs(start.edge, before.edge, after.edge) / cases,
    dispatchMs: extraMs(start.dispatch, before.dispatch, after.dispatch) / cases,
    bytes: kept.bytes / cases,
    entries: ((await logSizeIn(dataDir)) - entriesBefore) / cases,
    files: kept.files,
  };
}

/** CPU time from `before` to `after`, less what an idle process takes. */
export function extraMs(start: TreeReading, before: TreeReading, after: TreeReading): number {
  const idle = (cpuOf(before) - cpuOf(start)) / (before.atMs - start.atMs);
  return cpuOf(after) - cpuOf(before) - idle * (after.atMs - before.atMs);
}

async function readBoth(edge: number, dispatch: number) {
  return { edge: await readTree(edge), dispatch: await readTree(dispatch) };
}

async function untilLive(edge: CaseEdge): Promise<void> {
  const startedMs = performance.now();
  while ((await edge.live()) === 0) {
    if (performance.now() - startedMs > liveLimitMs) throw new Error('the camera did not come');
    await delay(500);
  }
}

/** The round without clips waits as long as for a clip. */
async function untilArrived(dataDir: string, expected: number): Promise<void> {
  const startedMs = performance.now();
  await delay(30_000);
  while ((await filesIn(dataDir)).files < expected) {
    if (performance.now() - startedMs > mostPatienceMs)
      throw new Error(`${(await filesIn(dataDir)).files} of ${expected} files came`);
    await delay(500);
  }
}

async function filesIn(dataDir: string): Promise<{ files: number; bytes: number }> {
  const folder = join(dataDir, 'incidents');
  const found = { files: 0, bytes: 0 };
  for (const incident of await readdir(folder).catch(() => []))
    for (const name of await readdir(join(folder, incident)))
      if (/^(clip|picture)[^.]*\.(mp4|jpg)$/.test(name)) {
        found.files += 1;
        found.bytes += (await stat(join(folder, incident, name))).size;
      }
  return found;
}

/** The second line of a checkpoint is the size of the log. */
async function logSizeIn(dataDir: string): Promise<number> {
  const note = await readFile(join(dataDir, 'custody-log', 'checkpoint'), 'utf8').catch(() => '');
  return Number(note.split('\n')[1] ?? 0);
}

async function inviteAt(url: string): Promise<string> {
  const json = { 'content-type': 'application/json' };
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username: 'admin', password: adminPassword }),
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await fetch(`${url}/api/edge-invitations`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ edgeId: 'measured' }),
  });
  return madeInvitationSchema.parse(await answer.json()).invitation;
}
