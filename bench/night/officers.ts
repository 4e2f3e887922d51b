// The people of the night. Whoever is told of a case accepts it after a while, and may handle it; some cases are never accepted.
// They call dispatch over HTTP, and repeat a call with the same idempotency key while dispatch is down.
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { adminPassword } from '../dispatch/rate.ts';
import type { PlannedIncident } from './night-plan.ts';
import type { NightTime } from './night-time.ts';

export interface Officers {
  /** Somebody was notified of a case. */
  told(caseId: string, incidentId: string): void;
  stop(): Promise<void>;
}

export interface OfficersOptions {
  incidents: readonly PlannedIncident[];
  time: Pick<NightTime, 'sleepMinutes'>;
  /** The address of a living dispatch. */
  url: () => string;
}

export function startOfficers({ incidents, time, url }: OfficersOptions): Officers {
  const planned = new Map(incidents.map((one) => [one.id, one]));
  const seen = new Set<string>();
  const stopping = new AbortController();
  // Each person at work adds a listener: more than Node's warning limit.
  setMaxListeners(0, stopping.signal);
  const session = createSession(stopping.signal);
  const working: Promise<void>[] = [];
  const deal = async (caseId: string, { takenAfter, isHandled }: PlannedIncident) => {
    if (takenAfter === null) return;
    await time.sleepMinutes(takenAfter, stopping.signal);
    await act(caseId, { action: 'acknowledge' }, { url, signal: stopping.signal, session });
    if (!isHandled) return;
    await time.sleepMinutes(10, stopping.signal);
    await act(caseId, { action: 'arrive' }, { url, signal: stopping.signal, session });
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
  session: Session;
}

/** Until dispatch has answered. */
async function act(caseId: string, action: { action: string }, line: Line): Promise<void> {
  const key = `${caseId}-${action.action}`;
  while (!line.signal.aborted) {
    const status = await ask(caseId, action, { ...line, key }).catch(() => 0);
    if (status !== 0 && status < 500 && status !== 401 && status !== 429) return;
    if (status === 401) line.session.forget();
    await delay(200, undefined, { signal: line.signal });
  }
}

async function ask(
  caseId: string,
  action: object,
  { url, signal, session, key }: Line & { key: string },
): Promise<number> {
  const base = url();
  const cookie = await session.cookieAt(base);
  const answer = await fetch(`${base}/api/cases/${caseId}/transitions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'idempotency-key': key },
    body: JSON.stringify(action),
    signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
  });
  await answer.text();
  return answer.status;
}

interface Session {
  cookieAt(base: string): Promise<string>;
  forget(): void;
}

/** One log-in for all while it is valid: dispatch limits log-ins, and each costs a second of CPU time. */
function createSession(signal: AbortSignal): Session {
  let cookie: Promise<string> | null = null;
  const forget = () => {
    cookie = null;
  };
  return {
    forget,
    cookieAt: (base) => {
      cookie ??= logIn(base, signal).catch((error: unknown) => {
        forget();
        throw error;
      });
      return cookie;
    },
  };
}

async function logIn(base: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: adminPassword }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]),
  });
  await answer.text();
  if (!answer.ok) throw new Error(`no log-in: ${answer.status}`);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
