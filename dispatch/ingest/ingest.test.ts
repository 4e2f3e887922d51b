// The ingest on an in-memory store: the outcome of each message, and what is stored.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecordTransaction } from '../store/record-transaction.ts';
import type { Store } from '../store/store.ts';
import { openQuickStore } from '../store/testing/quick-store.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aSite } from '../testing/a-site.ts';
import { anAlert, type AlertParts } from '../testing/alerts.ts';
import { aFence, aVersion } from '../testing/fences.ts';
import { fakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import type { ReceiveAlert } from '../evidence/receive-alert.ts';
import { createHolds, maxHoldMs } from './hold.ts';
import { createIngest, type Ingest, type IngestOptions } from './ingest.ts';
import { parseMessage } from './parse-message.ts';
import { untilStored } from './until-stored.ts';

const fenceId = 'exit-3-floor';
let store: Store;
beforeAll(async () => {
  store = await openQuickStore();
  const polygon = aSite().fences[0]!.polygon;
  const drawn = (version: number, points = polygon) =>
    aVersion(version, { fenceId, fence: aFence({ id: fenceId, polygon: points }) });
  for (const version of [drawn(1), drawn(2, polygon.slice().reverse())])
    await store.fences.change(fenceId, () => ({ ok: true, version }));
}, 120_000);
afterAll(() => store.close());

let clock: FakeClock;
let calls: string[];
let ingest: Ingest;
let running: AbortController;

beforeEach(() => {
  clock = fakeClock(Date.parse('2026-11-22T04:00:00Z'));
  running = new AbortController();
  calls = [];
  ingest = createIngest(parts());
});

function parts(change: Partial<IngestOptions> = {}): IngestOptions {
  return {
    site: aSite(),
    recipients: recipientsOfSite(aSite()),
    policies: [{ from: 0, policy: aSite().policy }],
    store,
    publicUrl: 'https://fencewatch.example',
    clock,
    log: quietLog(),
    deliver: () => calls.push('deliver'),
    onRecorded: (_alert, { effect }) => calls.push(effect),
    onRejected: (reason) => calls.push(reason),
    ...change,
  };
}

let jobs = 0;
const offer = (data: unknown, by = ingest) => {
  jobs += 1;
  return by({ jobId: `job-${jobs}`, data }, running.signal);
};
const alert = (incidentId: string, more: AlertParts = {}) => anAlert({ incidentId, ...more });

/** JSON may contain it, but it is nested too deep to be written as JSON again. */
const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;

describe('ingest', () => {
  it('records an alert, reports it, and wakes the delivery', async () => {
    expect(await offer(alert('new'))).toEqual({ verdict: 'recorded' });
    expect(calls).toEqual(['opened', 'deliver']);
    const file = await store.cases.findByIncident('new');
    expect(file).toMatchObject({ id: '20261122-0001', polygon: aSite().fences[0]?.polygon });
    const [first] = await store.notifications.waiting(1);
    expect(first).toMatchObject({
      routing: 'on-duty',
      notification: { recipient: { name: 'Officer Li' } },
    });
    expect(first?.notification.url).toBe('https://fencewatch.example/cases/20261122-0001');
  });

  it('only wakes the delivery for a repeat', async () => {
    await offer(alert('again'));
    calls.length = 0;
    expect(await offer(alert('again'))).toEqual({ verdict: 'repeated' });
    expect(calls).toEqual(['deliver']);
  });

  it('joins reports of two edges about one camera, and logs that', async () => {
    const of = (edgeId: string, lease: number, parts: AlertParts) =>
      offer(anAlert({ fenceId: 'shared', edgeId, lease, ...parts }));
    const from = (parts: AlertParts) => of('edge-1', 10, { incidentId: 'shared-1', ...parts });
    const to = (parts: AlertParts) => of('edge-2', 20, { incidentId: 'shared-2', ...parts });
    await from({});
    // The second edge did not know the incident, and the first was cut off.
    await to({});
    await from({ sequence: 2 });
    await from({ sequence: 3, event: 'cleared' });
    expect(calls.filter((call) => call !== 'deliver')).toEqual([
      'opened',
      'also-seen',
      'superseded',
      'superseded',
    ]);
    await to({ sequence: 2, event: 'cleared' });
    expect(calls).toContain('cleared');
    const file = await store.cases.findByIncident('shared-1');
    expect(file).toMatchObject({ present: false });
    expect((await store.cases.findByIncident('shared-2'))?.id).toBe(file?.id);
    const steps = await store.cases.stepsOf(file!.id);
    const said = steps.flatMap(({ step, details }) =>
      details?.edge ? [[step, details.edge]] : [],
    );
    expect(said).toEqual([
      ['next-edge', 'edge-2'],
      ['late-lease', 'edge-1'],
      ['late-lease', 'edge-1'],
    ]);
  });

  it('stores the fence version that judged, whatever is armed now', async () => {
    await offer(alert('by-second', { fenceVersion: 2 }));
    expect(await store.cases.findByIncident('by-second')).toMatchObject({
      fenceVersion: 2,
      polygon: aSite().fences[0]!.polygon.slice().reverse(),
    });
  });

  it.each([
    ['a fence', { fenceId: 'elsewhere' }],
    ['a version', { fenceVersion: 7 }],
  ])('keeps an empty polygon for %s that dispatch does not know', async (what, parts) => {
    await offer(alert(`stray-${what}`, parts));
    expect(await store.cases.findByIncident(`stray-${what}`)).toMatchObject({ polygon: [] });
  });

  it('holds an early event, then processes it without its predecessor, then notifies nobody of the late one', async () => {
    const late = alert('held', { sequence: 2, event: 'cleared' });
    expect(await offer(late)).toEqual({ verdict: 'later', delayMs: 100 });
    clock.advance(2000);
    expect(await offer(late)).toEqual({ verdict: 'later', delayMs: 2000 });
    clock.advance(maxHoldMs);
    expect(await offer(late)).toEqual({ verdict: 'recorded' });
    expect(calls).toEqual(['opened-by-later-event', 'deliver']);
    expect(await offer(alert('held'))).toEqual({ verdict: 'recorded' });
    expect(calls.at(-2)).toBe('superseded');
    const file = await store.cases.findByIncident('held');
    expect(await store.notifications.deliveriesOf(file?.id ?? '')).toHaveLength(2);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'not-an-alert'],
    ['an empty object', {}, 'not-an-alert'],
    ['a text', 'alert', 'not-an-alert'],
    ['an alert of another version', { ...anAlert(), version: 2 }, 'not-an-alert'],
    ['an alert with something extra', { ...anAlert(), extra: 1 }, 'not-an-alert'],
    ['an alert under a wrong id', { ...anAlert(), alertId: 'other-1' }, 'wrong-id'],
    ['a text with a NUL', { ...alert('nul'), cameraName: 'a\u0000b' }, 'not-an-alert'],
    ['lists within lists', { ...alert('deep'), cameraName: nested(20_000) }, 'not-an-alert'],
    ['a text with half a character', { ...alert('half'), cameraName: 'a\ud800' }, 'not-an-alert'],
  ])('rejects %s and keeps it', async (_, data, reason) => {
    expect(await offer(data)).toEqual({ verdict: 'rejected', reason });
    expect(calls).toEqual([reason]);
    const [kept] = await store.rejected.latest(1);
    expect(kept).toMatchObject({ reason, jobId: `job-${jobs}`, at: clock.now() });
    expect(kept?.faults).not.toBe('');
  });

  it('reports path, expected and actual value of each fault', () => {
    const parsed = parseMessage({ jobId: 'j', data: { ...anAlert(), matterCode: 'nine' } });
    expect(parsed).toMatchObject({
      ok: false,
      faults: [{ path: 'matterCode', message: expect.stringMatching(/got "nine"/) as string }],
    });
  });

  it('waits in place while the store is unreachable, and continues when it is back', async () => {
    let failures = 3;
    const flaky = {
      ...store,
      ping: () => Promise.reject(new Error('down')),
      cases: {
        ...store.cases,
        record: <T>(work: (transaction: RecordTransaction) => Promise<T>) => {
          failures -= 1;
          return failures >= 0 ? Promise.reject(new Error('down')) : store.cases.record(work);
        },
      },
    };
    const patient = createIngest(parts({ store: flaky }));
    expect(await offer(alert('patient'), patient)).toEqual({ verdict: 'recorded' });
    expect(clock.slept).toEqual([100, 200, 400]);
  });

  it('returns a message when it is stopped while the store is unreachable', async () => {
    const down = { ...store, ping: () => Promise.reject(new Error('down')) };
    const record = () => {
      running.abort();
      return Promise.reject(new Error('down'));
    };
    const stopped = createIngest(parts({ store: { ...down, cases: { ...store.cases, record } } }));
    expect(await offer(alert('stopped'), stopped)).toEqual({ verdict: 'later', delayMs: 0 });
    expect(calls).toEqual([]);
  });
});

describe('untilStored', () => {
  const storing = (ping: () => Promise<void>) => ({ store: { ping }, clock, log: quietLog() });

  it('blames the message when it fails repeatedly while the store works', async () => {
    const write = () => Promise.reject(new Error('odd'));
    const stored = await untilStored(
      write,
      storing(() => Promise.resolve()),
      running.signal,
    );
    expect(stored).toEqual({
      ok: false,
      reason: 'not-storable',
      faults: [{ path: '', message: 'odd' }],
    });
  });

  it('never blames the message while the store is unreachable', async () => {
    let tries = 0;
    const write = () => {
      tries += 1;
      return tries > 50 ? Promise.resolve('done') : Promise.reject(new Error('down'));
    };
    const away = storing(() => Promise.reject(new Error('down')));
    expect(await untilStored(write, away, running.signal)).toEqual({ ok: true, value: 'done' });
    expect(Math.max(...clock.slept)).toBe(5000);
    expect(away.log.lines).toHaveLength(1);
  });

  it('does not even try when it is already stopped', async () => {
    running.abort();
    const stored = await untilStored(
      () => Promise.resolve(1),
      storing(() => Promise.resolve()),
      running.signal,
    );
    expect(stored).toEqual({ ok: false, reason: 'stopping' });
  });
});

describe('createHolds', () => {
  it('lets a new alert wait, checks again ever later, and forgets released ones', () => {
    const holds = createHolds();
    expect(holds.mayWait('a', 0)).toBe(true);
    expect([0, 50, 900, 9000].map((at) => holds.hold('a', at))).toEqual([100, 100, 900, 5000]);
    expect(holds.mayWait('a', maxHoldMs - 1)).toBe(true);
    expect(holds.mayWait('a', maxHoldMs)).toBe(false);
    holds.release('a');
    expect(holds.mayWait('a', maxHoldMs)).toBe(true);
  });
});

describe('alerts of unknown edges', () => {
  const receive = (verdicts: ('yes' | 'no' | 'fails')[]): ReceiveAlert => {
    return ({ alert: came }) => {
      const verdict = verdicts.shift() ?? 'yes';
      if (verdict === 'fails') return Promise.reject(new Error('down'));
      return Promise.resolve(
        verdict === 'yes'
          ? { ok: true, alert: { ...came, receipt: 'signed' } }
          : { ok: false, reason: 'unsigned' },
      );
    };
  };

  it('are neither recorded nor rejected, and nobody is notified', async () => {
    const strict = createIngest(parts({ receive: receive(['no']) }));
    expect(await offer(alert('unknown'), strict)).toEqual({
      verdict: 'refused',
      reason: 'unsigned',
    });
    expect(calls).toEqual([]);
    expect(await store.cases.findByIncident('unknown')).toBeNull();
  });

  it('are checked again while the store is unreachable, and recorded with the receipt', async () => {
    const strict = createIngest(parts({ receive: receive(['fails', 'fails', 'yes']) }));
    expect(await offer(alert('known'), strict)).toEqual({ verdict: 'recorded' });
    const file = await store.cases.findByIncident('known');
    expect(await store.cases.alertsOf(file?.id ?? '')).toHaveLength(1);
  });
});
