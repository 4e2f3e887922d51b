// How fast dispatch answers requests for lists of cases and single cases when it stores very many. Takes the place and the number
// of cases; returns median and 95th percentile per kind of request, over HTTP, one after another.
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { randomFrom } from '../night/night-plan.ts';
import { listPath, questionsOf } from './case-questions.ts';
import { startBenchChild, type BenchChild } from './child-process.ts';
import { fillCases } from './fill-cases.ts';
import type { Place } from './place.ts';
import { adminPassword, settingsOf } from './rate.ts';

export interface CasesOptions {
  cases: number;
  /** The number of requests of each kind. */
  rounds: number;
  seed: number;
  nodeArguments?: readonly string[];
  onProgress?: (line: string) => void;
}

export interface AskedTimes {
  name: string;
  medianMs: number;
  p95Ms: number;
  mostMs: number;
}

export interface CasesResult {
  cases: number;
  filledMs: number;
  times: AskedTimes[];
  peakBytes: number;
}

export async function measureCases(place: Place, options: CasesOptions): Promise<CasesResult> {
  const { cases, onProgress } = options;
  const settings = await settingsOf(place);
  const until = Date.now();
  const startedAt = performance.now();
  await fillCases({ ...settings, cases, until });
  const filledMs = Math.round(performance.now() - startedAt);
  onProgress?.(`${cases} cases are there after ${Math.round(filledMs / 1000)} s`);
  const child = await startBenchChild('dispatch-child', settings, options.nodeArguments ?? []);
  try {
    // After its start it checks every accepted case and sends due notifications.
    await untilQuiet(child);
    onProgress?.('dispatch has worked off what was due');
    const ask = await askerOf(child.url);
    const known = await walk(ask);
    const times = await askAll(ask, { ...known, until }, options);
    return { cases, filledMs, times, peakBytes: await child.peakBytes() };
  } finally {
    await child.stop();
  }
}

const lookMs = 2000;
const quietShare = 0.1;
const mostLooks = 300;

async function untilQuiet(child: Pick<BenchChild, 'coreMs'>): Promise<void> {
  let before = await child.coreMs();
  for (let look = 0; look < mostLooks; look += 1) {
    await delay(lookMs);
    const now = await child.coreMs();
    if (now - before < lookMs * quietShare) return;
    before = now;
  }
}

type Ask = (path: string) => Promise<unknown>;

async function askerOf(base: string): Promise<Ask> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: adminPassword }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (path) => {
    const given = await fetch(`${base}${path}`, { headers: { cookie } });
    if (given.status !== 200) throw new Error(`${path}: ${given.status} ${await given.text()}`);
    return given.json();
  };
}

const pageSchema = z.object({
  cases: z.array(z.object({ id: z.string() })),
  nextCursor: z.string().nullable(),
});
const mostPages = 60;

/** Reads the whole list in large pages, to get real ids and cursors. */
async function walk(ask: Ask): Promise<{ caseIds: string[]; cursors: string[] }> {
  const [caseIds, cursors]: [string[], string[]] = [[], []];
  for (let page = 0; page < mostPages; page += 1) {
    const cursor = cursors.at(-1);
    const asked = { limit: '200', ...(cursor === undefined ? {} : { cursor }) };
    const given = pageSchema.parse(await ask(listPath(asked)));
    caseIds.push(...given.cases.map(({ id }) => id));
    if (given.nextCursor === null) break;
    cursors.push(given.nextCursor);
  }
  return { caseIds, cursors };
}

async function askAll(
  ask: Ask,
  known: { caseIds: string[]; cursors: string[]; until: number },
  { rounds, seed }: CasesOptions,
): Promise<AskedTimes[]> {
  const random = randomFrom(seed);
  const byName = new Map<string, number[]>();
  // The first round fills caches and does not count.
  for (let round = 0; round <= rounds; round += 1)
    for (const { name, path } of questionsOf({ ...known, random })) {
      const askedAt = performance.now();
      await ask(path);
      const tookMs = performance.now() - askedAt;
      if (round > 0) byName.set(name, [...(byName.get(name) ?? []), tookMs]);
    }
  return [...byName].map(([name, times]) => ({ name, ...spreadOf(times) }));
}

export function spreadOf(times: readonly number[]): Omit<AskedTimes, 'name'> {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) =>
    Math.round((sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0) * 10) / 10;
  return { medianMs: at(0.5), p95Ms: at(0.95), mostMs: at(1) };
}
