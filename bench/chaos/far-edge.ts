// A remote edge that is simulated by its alerts alone: many incidents at once, a backlog, and invalid messages. Takes the address
// of Redis; writes its alerts to the history. A message that Redis does not accept is sent again, as by any edge.
import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { alertQueueName, type Alert } from '../../contracts/index.ts';
import { openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import { cellOf } from '../dispatch/bench-site.ts';
import { makeAlert } from '../dispatch/make-alert.ts';
import { chaosKind, farCells } from './chaos-site.ts';
import type { HistoryWriter } from './history.ts';

export interface FarEdge {
  /** Opens this many incidents at once, and clears them after a while. */
  manyAtOnce(count: number, clearAfterMs: number): Promise<void>;
  /** Queues this many incidents at once, each with this many repeats. */
  backlog(count: number, reports: number): Promise<void>;
  poison(): Promise<void>;
  stop(): Promise<void>;
}

export const farEdgeId = 'edge-far';

const poisonPrefix = 'poison-';

/** The queue keeps what dispatch rejected, among its failed jobs. */
export function isPoison(jobId: string): boolean {
  return jobId.startsWith(poisonPrefix);
}

export function openFarEdge(redisUrl: string, seed: number, history: HistoryWriter): FarEdge {
  const writer = openWriter(redisUrl);
  const raise = (alerts: readonly Alert[]) => raiseAll(alerts, history, writer.offer);
  let made = 0;
  const nextId = (what: string) => `far-${what}-${seed}-${(made += 1)}`;
  return {
    manyAtOnce: async (incidents, clearAfterMs) => {
      const ids = Array.from({ length: incidents }, () => nextId('burst'));
      const openedAt = Date.now();
      await raise(ids.map((id, n) => alertOf({ id, n, sequence: 1, event: 'opened', openedAt })));
      await delay(clearAfterMs);
      await raise(ids.map((id, n) => alertOf({ id, n, sequence: 2, event: 'cleared', openedAt })));
    },
    backlog: async (incidents, reports) => {
      const openedAt = Date.now();
      const stories = Array.from({ length: incidents }, (_, n) =>
        storyOf({ id: nextId('backlog'), n, reports, openedAt }),
      );
      await raise(stories.flat());
    },
    poison: async () => {
      for (const [name, data] of poisons()) {
        const jobId = `${poisonPrefix}${seed}-${name}`;
        history.write({ line: 'poison', jobId, at: Date.now() });
        await writer.offer(jobId, data);
      }
    },
    stop: () => writer.stop(),
  };
}

/** A message that Redis does not accept is sent again. */
function openWriter(redisUrl: string) {
  const connection = openRedis(redisAddressOf(redisUrl), {
    whenAway: 'wait',
    queueCommands: true,
    retryDelay: () => 200,
  });
  const queue = new Queue(alertQueueName, { connection });
  queue.on('error', () => undefined);
  connection.on('error', () => undefined);
  return {
    offer: async (jobId: string, data: unknown) => {
      while (!(await queue.add('alert', data, { jobId }).then(Boolean, () => false)))
        await delay(200);
    },
    stop: async () => {
      await queue.close();
      connection.disconnect();
    },
  };
}

interface FarEvent {
  id: string;
  n: number;
  sequence: number;
  event: Alert['incident']['event'];
  openedAt: number;
}

function alertOf({ id, n, sequence, event, openedAt }: FarEvent): Alert {
  const alert = makeAlert({
    ...{ incidentId: id, sequence, event, openedAt, kind: chaosKind, matterCode: '09009' },
    cell: cellOf(n % farCells),
    at: openedAt + sequence,
  });
  return { ...alert, edgeId: farEdgeId };
}

function storyOf(told: { id: string; n: number; reports: number; openedAt: number }): Alert[] {
  const { reports, ...rest } = told;
  const still = Array.from({ length: reports }, (_, index) =>
    alertOf({ ...rest, sequence: index + 2, event: 'still-there' }),
  );
  return [
    alertOf({ ...rest, sequence: 1, event: 'opened' }),
    ...still,
    alertOf({ ...rest, sequence: reports + 2, event: 'cleared' }),
  ];
}

async function raiseAll(
  alerts: readonly Alert[],
  history: HistoryWriter,
  offer: (jobId: string, data: unknown) => Promise<void>,
): Promise<void> {
  for (const { incident } of alerts) {
    const { incidentId, sequence, event, cameraId } = incident;
    const at = Date.now();
    if (sequence === 1) history.write({ line: 'far', incidentId, at });
    const raised = { incidentId, sequence, event, cameraId, slot: null, at };
    history.write({ line: 'raised', by: farEdgeId, ...raised });
  }
  await Promise.all(alerts.map((alert) => offer(alert.alertId, alert)));
}

/** Messages that a broken or hostile writer could leave in the queue. */
function poisons(): [string, unknown][] {
  const good = alertOf({ id: 'poison', n: 0, sequence: 1, event: 'opened', openedAt: Date.now() });
  return [
    ['empty', {}],
    ['text', 'not an alert'],
    ['list', [good]],
    ['other-version', { ...good, version: 99 }],
    ['wrong-id', { ...good, alertId: 'another-1' }],
    ['nul', { ...good, cameraName: 'a\u0000b' }],
    ['long', { ...good, fenceName: 'x'.repeat(200_000) }],
    ['prototype', JSON.parse('{"__proto__":{"version":1},"constructor":"x"}')],
  ];
}
