// Waits until the test bed has settled: nothing waits in a queue or on a disk, and all parts are healthy. It only observes and
// repairs nothing. Takes the test bed; returns the remaining problems at the time limit.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { alertQueueName } from '../../contracts/index.ts';
import { messageOf } from '../../host/error-message.ts';
import { isPoison } from './far-edge.ts';
import type { HistoryLine } from './history.ts';
import { waitingMessages } from './read-record.ts';
import type { TownEdge } from './edges.ts';
import { adminPassword, type Town } from './town.ts';

export interface Settled {
  afterMs: number | null;
  /** Lines of kind `left` and `problem`. */
  lines: HistoryLine[];
}

const lookEveryMs = 1000;
/** This many times in a row, because work may be between two queues. */
const quietLooks = 4;
const tellEveryMs = 15_000;
const answerWithinMs = 5000;

export async function settle(
  town: Town,
  { mostMs, onProgress }: { mostMs: number; onProgress: (line: string) => void },
): Promise<Settled> {
  const begun = Date.now();
  let toldAt = begun;
  const session: Session = { cookie: null };
  let quiet = 0;
  let lines: HistoryLine[] = [];
  while (Date.now() - begun < mostMs) {
    lines = await stateOf(town, session);
    quiet = lines.some(isOpen) ? 0 : quiet + 1;
    if (quiet >= quietLooks) return { afterMs: Date.now() - begun, lines };
    if (Date.now() - toldAt >= tellEveryMs) {
      toldAt = Date.now();
      onProgress(`still open: ${lines.filter(isOpen).map(wordsOf).join('; ')}`);
    }
    await delay(lookEveryMs);
  }
  return { afterMs: null, lines };
}

/** A clock that was set is reported for a quarter of an hour, as it should be. */
function isOpen(line: HistoryLine): boolean {
  if (line.line === 'left') return line.count > 0;
  return line.line === 'problem' && line.code !== 'clock-stepped';
}

function wordsOf(line: HistoryLine): string {
  if (line.line === 'left') return `${line.where} ${line.count}`;
  return line.line === 'problem' ? `${line.by}: ${line.code} ${line.detail}` : line.line;
}

async function stateOf(town: Town, session: Session): Promise<HistoryLine[]> {
  const found = await Promise.all([
    queueLines(town.redis.url),
    messageLines(town.postgres.url),
    dispatchLines(town, session),
    ...town.edges.flatMap((edge) => [spoolLines(edge), edgeLines(edge)]),
  ]);
  return found.flat();
}

export const queueStates = ['waiting', 'active', 'delayed', 'prioritized'] as const;

export async function queueLines(redisUrl: string): Promise<HistoryLine[]> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: 1, retryStrategy: null });
  connection.on('error', () => undefined);
  const queue = new Queue(alertQueueName, { connection });
  queue.on('error', () => undefined);
  try {
    const counts = await queue.getJobCounts(...queueStates);
    const failed = (await queue.getFailed()).filter(({ id = '' }) => !isPoison(id));
    return [
      ...queueStates.map((state) => left(`alert queue, ${state}`, counts[state] ?? 0)),
      left('alert queue, failed', failed.length),
    ];
  } catch (error) {
    return [problem('redis', 'does-not-answer', messageOf(error))];
  } finally {
    await queue.close().catch(() => undefined);
    connection.disconnect();
  }
}

async function messageLines(databaseUrl: string): Promise<HistoryLine[]> {
  return waitingMessages(databaseUrl).then(
    (count) => [left('messages of dispatch', count)],
    (error: unknown) => [problem('postgres', 'does-not-answer', messageOf(error))],
  );
}

const problemSchema = z.object({ code: z.string(), subject: z.string(), values: z.unknown() });
type Problem = z.infer<typeof problemSchema>;

/** Its health, and the problems that people read in the dashboard. */
async function dispatchLines({ dispatch }: Town, session: Session): Promise<HistoryLine[]> {
  try {
    const healthy = await get(`${dispatch.url}/api/health`, {});
    const lines: HistoryLine[] =
      healthy.status === 200 ? [] : [problem('dispatch', 'unwell', await healthy.text())];
    const cookie = await cookieOf(dispatch.url, session);
    const answer = await get(`${dispatch.url}/api/problems`, { cookie });
    const { present } = z
      .object({ present: z.array(problemSchema.extend({ edgeId: z.string().nullable() })) })
      .parse(await answer.json());
    return [...lines, ...present.map((one) => ofProblem(one.edgeId ?? 'dispatch', one))];
  } catch (error) {
    return [problem('dispatch', 'does-not-answer', messageOf(error))];
  }
}

/** A session lives longer than a run, also over restarts of dispatch. */
interface Session {
  cookie: string | null;
}

async function cookieOf(url: string, session: Session): Promise<string> {
  if (session.cookie !== null) return session.cookie;
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: adminPassword }),
    signal: AbortSignal.timeout(answerWithinMs),
  });
  if (!answer.ok) throw new Error(`log-in: ${answer.status}`);
  session.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return session.cookie;
}

async function edgeLines({ edgeId, metricsPort }: TownEdge): Promise<HistoryLine[]> {
  try {
    const answer = await get(`http://127.0.0.1:${metricsPort()}/healthz`, {
      accept: 'application/json',
    });
    const health = z
      .object({ ok: z.boolean(), notes: z.array(z.string()), problems: z.array(problemSchema) })
      .parse(await answer.json());
    return [
      ...health.notes.map((note) => problem(edgeId, 'note', note)),
      ...health.problems.map((one) => ofProblem(edgeId, one)),
    ];
  } catch (error) {
    return [problem(edgeId, 'does-not-answer', messageOf(error))];
  }
}

async function spoolLines({ edgeId, dataDir }: TownEdge): Promise<HistoryLine[]> {
  const folders = ['alerts', 'clips', 'uploads', 'past', 'files', 'refused'];
  return Promise.all(
    folders.map(async (name) => {
      const files = await filesIn(join(dataDir, 'outbox', name));
      const [first = ''] = files;
      return left(`${name} of ${edgeId}${first && ` such as ${first}`}`, files.length);
    }),
  );
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

async function get(url: string, headers: Record<string, string>): Promise<Response> {
  return fetch(url, { headers, signal: AbortSignal.timeout(answerWithinMs) });
}

function left(where: string, count: number): HistoryLine {
  return { line: 'left', where, count };
}

function problem(by: string, code: string, detail: string): HistoryLine {
  return { line: 'problem', by, code, detail };
}

function ofProblem(by: string, { code, subject, values }: Problem): HistoryLine {
  return problem(by, code, `${subject} ${JSON.stringify(values)}`);
}
