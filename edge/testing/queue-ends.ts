// Both ends of the queue over a real Redis for tests: an edge's outbox with its drain, and dispatch's worker. Returns what was
// put, what was taken the first time, and the problems at each end.
import tls from 'node:tls';
import { readFileSync } from 'node:fs';
import { onTestFinished, vi } from 'vitest';
import { alertSchema, type Alert } from '../../contracts/index.ts';
import { systemClock as dispatchClock } from '../../host/clock.ts';
import { startAlertQueue } from '../../dispatch/queue/alert-queue.ts';
import { quietLog } from '../../dispatch/testing/quiet-log.ts';
import { toAlert } from '../alerts/to-alert.ts';
import { systemClock } from '../../host/clock.ts';
import { openAlertQueue } from '../outbox/alert-queue.ts';
import { startDrain } from '../outbox/drain.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { incidentEvent } from './incidents.ts';
import { createMemoryLog } from './memory-log.ts';
import { testCamera, testFence } from './site.ts';
import { temporaryFolder } from './temporary-folder.ts';

export function anAlert(sequence: number): Alert {
  const model = { name: 'm', sha256: 'ab' };
  const context = { edgeId: 'e', camera: testCamera(), fence: testFence(), model, raisedAt: 7 };
  return toAlert(incidentEvent({ sequence }), context);
}

/** Like `NODE_EXTRA_CA_CERTS`, but for the rest of this test only. */
export function trust(caFile: string): void {
  const connect = tls.connect.bind(tls) as (options: tls.ConnectionOptions) => tls.TLSSocket;
  const ca = readFileSync(caFile);
  const trusting = vi
    .spyOn(tls, 'connect')
    .mockImplementation(((options: tls.ConnectionOptions) =>
      connect(Object.assign({ ca }, options))) as typeof tls.connect);
  onTestFinished(() => {
    trusting.mockRestore();
  });
}

export async function openEdgeEnd(redisUrl: string) {
  const { log } = createMemoryLog();
  const queue = openAlertQueue(redisUrl, log, systemClock);
  const dir = await temporaryFolder();
  const outbox = await openOutbox({ dir, schema: alertSchema, log, now: Date.now() });
  const stopping = new AbortController();
  const running = startDrain({
    name: 'alerts',
    outbox,
    clock: systemClock,
    log,
    signal: stopping.signal,
    keyOf: ({ incident }) => incident.incidentId,
    send: (item) => queue.send(item),
    longestDelayMs: 500,
  });
  onTestFinished(async () => {
    stopping.abort();
    await running.done;
    await queue.close();
  });
  const put = async (sequence: number) => {
    await outbox.put(anAlert(sequence), Date.now());
    running.nudge();
  };
  return { put, waiting: () => outbox.entries().length, problems: () => queue.problems(), queue };
}

/** Records like dispatch's store: an alert that it already has is a repeat and notifies nobody. */
export function openDispatchEnd(redisUrl: string) {
  const told: string[] = [];
  const queue = startAlertQueue({
    redisUrl,
    handle: ({ jobId }) => {
      if (told.includes(jobId)) return Promise.resolve({ verdict: 'repeated' });
      told.push(jobId);
      return Promise.resolve({ verdict: 'recorded' });
    },
    clock: dispatchClock,
    log: quietLog(),
  });
  onTestFinished(() => queue.stop());
  return { told, problems: () => queue.problems(), queue };
}
