// The people of the night: whoever is told of a case takes it on after a while, and maybe deals with it; some are never taken on. They
// ask dispatch over HTTP, again and again under one key while it is dead.
import { setTimeout as delay } from 'node:timers/promises';
import { adminPassword } from '../dispatch/rate.ts';
import type { PlannedIncident } from './night-plan.ts';

export interface Officers {
  /** Somebody was told of a case. */
  told(caseId: string, incidentId: string): void;
  stop(): Promise<void>;
}

export interface OfficersOptions {
  incidents: readonly PlannedIncident[];
  /** A minute of the night, in ms of the world. */
  minuteMs: number;
  /** Where a dispatch is at this moment. */
  url: () => string;
}

export function startOfficers({ incidents, minuteMs, url }: OfficersOptions): Officers {
  const planned = new Map(incidents.map((one) => [one.id, one]));
  const seen = new Set<string>();
  const stopping = new AbortController();
  const working: Promise<void>[] = [];
  const deal = async (caseId: string, { takenAfter, isHandled }: PlannedIncident) => {
    if (takenAfter === null) return;
    await delay(takenAfter * minuteMs, undefined, { signal: stopping.signal });
    await act(caseId, { action: 'acknowledge' }, { url, signal: stopping.signal });
    if (!isHandled) return;
    await delay(10 * minuteMs, undefined, { signal: stopping.signal });
    await act(caseId, { action: 'arrive' }, { url, signal: stopping.signal });
  };
  return {
    told: (caseId, incidentId) => {
      const incident = planned.get(incidentId);
      if (incident === undefined || seen.has(incidentId)) return;
      seen.add(incidentId);
      working.push(deal(caseId, incident).catch(() => undefined));
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(working);
    },
  };
}

interface Line {
  url: () => string;
  signal: AbortSignal;
}

/** Until dispatch has answered. */
async function act(caseId: string, action: { action: string }, line: Line): Promise<void> {
  const key = `${caseId}-${action.action}`;
  while (!line.signal.aborted) {
    const status = await ask(caseId, action, { ...line, key }).catch(() => 0);
    if (status !== 0 && status < 500 && status !== 401 && status !== 429) return;
    await delay(200, undefined, { signal: line.signal });
  }
}

async function ask(
  caseId: string,
  action: object,
  { url, signal, key }: Line & { key: string },
): Promise<number> {
  const base = url();
  const headers = { 'content-type': 'application/json', cookie: await cookieAt(base, signal) };
  const answer = await fetch(`${base}/api/cases/${caseId}/transitions`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': key },
    body: JSON.stringify(action),
    signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
  });
  await answer.text();
  return answer.status;
}

async function cookieAt(base: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: adminPassword }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
  });
  await answer.text();
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
