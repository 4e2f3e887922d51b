// Messages of the queue between edge and dispatch: is it an alert, and is it signed by an edge that is known?
import { alertIdOf, describeFaults, kinds } from '../../../contracts/index.ts';
import { admitAlert } from '../../../dispatch/evidence/admit-alert.ts';
import { parseMessage } from '../../../dispatch/ingest/parse-message.ts';
import { makeAlert } from '../../dispatch/make-alert.ts';
import { mutateJson, type Json } from '../mutate-value.ts';
import type { FuzzTarget } from '../target.ts';

const at = Date.UTC(2026, 0, 5, 4);
const key = 'ab'.repeat(32);
const entry = { key, edgeId: 'edge-1', state: 'active', since: at, endedAt: null, reason: null };
const keys = [{ ...entry, state: 'active' as const }];

/** An alert as an edge sends it; with a signature by an unknown key. */
export function sampleAlerts(): Json[] {
  const plain = makeAlert({
    incidentId: 'incident-1',
    sequence: 1,
    event: 'opened',
    cell: '370305000000001',
    kind: kinds[0] ?? '',
    matterCode: '09012',
    at,
    openedAt: at,
  });
  const alertId = alertIdOf(plain.incident, 4);
  const seal = { key, signature: `${'A'.repeat(86)}==` };
  return [plain, { ...plain, alertId, lease: 4, seal }].map(jsonOf);
}

export const queueMessage: FuzzTarget = {
  name: 'queue-message',
  what: 'messages of the alert queue, parsed and their signatures checked',
  share: 100_000,
  withinMs: 2000,
  open: () => {
    const samples = sampleAlerts();
    return Promise.resolve({
      make: (dice) => mutateJson(samples[dice(samples.length)] ?? null, dice),
      run: (input) => {
        const data = parsed(input);
        const message = parseMessage({ jobId: 'job', data });
        if (!message.ok) return describeFaults(message.faults);
        const { edgeId, seal } = message.alert;
        const claim = { edgeId, seal, message: data as object };
        const admitted = admitAlert(claim, { mode: 'enrolled', keys, now: at });
        return admitted.ok ? null : admitted.reason;
      },
    });
  },
};

/** The data as BullMQ returns it: parsed JSON. A text that is no JSON stays a text. */
export function parsed(input: Uint8Array): unknown {
  const text = new TextDecoder().decode(input);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function jsonOf(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
