// THE SCRIPTED NIGHT: incidents, people, dead channels, killed dispatches, Redis restarts, with real servers and a fast clock.
// Takes the settings; returns its history and the verdict.
import { copyFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { alertQueueName, completePolicy, kinds } from '../../contracts/index.ts';
import { openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import { cellOf } from '../dispatch/bench-site.ts';
import { makeAlert } from '../dispatch/make-alert.ts';
import type { Engine } from '../dispatch/place.ts';
import { hurtAll } from './disturb.ts';
import { judgeNight, type NightVerdict } from './judge-night.ts';
import type { NightHistory } from './night-history.ts';
import { planNight, type PlannedIncident } from './night-plan.ts';
import { nightCells, topLevel } from './night-site.ts';
import { openNight, type Night } from './open-night.ts';
import { readHistory } from './read-history.ts';

/** Start, length and speed of the night. */
export interface NightLength {
  /** When the night begins. */
  begins: string;
  /** How long the night is, and how much faster than the world. */
  minutes: number;
  factor: number;
  /** The time at the end for pending work, in minutes of the night. */
  settleMinutes: number;
}

export interface NightOptions extends NightLength {
  seed: number;
  incidents: number;
  engine: Engine;
  dispatches: 1 | 2;
  nodeArguments?: readonly string[];
  /** A folder for the output of the dispatches. */
  keepLogsIn?: string | undefined;
  onProgress?: (line: string) => void;
}

export interface NightResult {
  verdict: NightVerdict;
  history: NightHistory;
  defects: number;
  tookMs: number;
  /** How long the clock waited for the machine. */
  heldMs: number;
}

/** The engine checks every minute for timers without a job, and runs them when they are half a minute late. */
const mostLateMs = 120_000;

export async function runNight(options: NightOptions): Promise<NightResult> {
  const undo: (() => Promise<unknown>)[] = [];
  const startedAt = performance.now();
  try {
    const { nodeArguments = [] } = options;
    const night = await openNight({ ...options, nodeArguments, plan: planOf(options) }, undo);
    const history = await live(night, options);
    const [rule] = completePolicy({}).escalation;
    const verdict = judgeNight(history, {
      stepsAfter: rule?.steps.map(({ after }) => after) ?? [],
      repeat: rule?.repeat ?? 0,
      topLevel,
      lateMs: mostLateMs,
    });
    const tookMs = Math.round(performance.now() - startedAt);
    const heldMs = Math.round(night.pace.heldMs());
    return { verdict, history, defects: night.dispatches.defects(), tookMs, heldMs };
  } finally {
    for (const step of undo.splice(0).reverse()) await step();
  }
}

function planOf({ seed, incidents, minutes, engine }: NightOptions) {
  return planNight({
    seed,
    incidents,
    minutes,
    cells: nightCells,
    hasBroker: engine === 'external',
  });
}

async function live(night: Night, options: NightOptions): Promise<NightHistory> {
  const { incidents, disturbances } = planOf(options);
  const { history } = night;
  const connection = openRedis(redisAddressOf(night.redisUrl), {
    whenAway: 'wait',
    queueCommands: true,
    retryDelay: () => 100,
  });
  const queue = new Queue(alertQueueName, { connection });
  queue.on('error', () => undefined);
  connection.on('error', () => undefined);
  try {
    const raising = incidents.map((incident) => raise(queue, incident, night));
    const hurting = hurtAll(disturbances, night, options);
    await Promise.all([...raising, hurting, night.time.untilMinute(options.minutes)]);
    history.judgedUntil = night.time.shown();
    options.onProgress?.('the night is over; all has time to be done');
    await night.time.sleepMinutes(options.settleMinutes);
  } finally {
    await queue.close();
    connection.disconnect();
  }
  await night.officers.stop();
  history.waits = night.machine.waits();
  history.endedAt = night.time.shown();
  await night.dispatches.stop();
  if (options.keepLogsIn !== undefined) await keepLogs(night.folder, options.keepLogsIn);
  await readHistory(history, {
    dataDir: join(night.folder, 'dispatch-0'),
    databaseUrl: night.databaseUrl,
    incidents: incidents.map(({ id }) => id),
  });
  return history;
}

async function keepLogs(folder: string, into: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true }))
    if (name.endsWith('.log')) await copyFile(join(folder, name), join(into, basename(name)));
}

/** Opened and cleared, as an edge sends them; an alert that is not in the queue is sent again. */
async function raise(queue: Queue, incident: PlannedIncident, night: Night): Promise<void> {
  const { id: incidentId, cell, openAt, clearAt } = incident;
  const begins = Date.parse(night.begins);
  const openedAt = begins + openAt * 60_000;
  const events = [
    { event: 'opened', sequence: 1, minutes: openAt },
    { event: 'cleared', sequence: 2, minutes: clearAt },
  ] as const;
  for (const { event, sequence, minutes } of events) {
    await night.time.untilMinute(minutes);
    const at = Math.round(begins + minutes * 60_000);
    const alert = makeAlert({
      incidentId,
      sequence,
      event,
      cell: cellOf(cell),
      at,
      openedAt: Math.round(openedAt),
      kind: kinds[0] ?? '',
      matterCode: '09012',
    });
    night.history.raised.push(alert.alertId);
    const add = () => queue.add('alert', alert, { jobId: alert.alertId });
    while (!(await add().then(Boolean, () => false))) await delay(200);
  }
}
