// The step of an alert between parsing and recording: checks whether its edge is known, and signs the time of arrival. A refused
// alert is stored with its reason, and accepted as soon as its edge becomes known.
import type { Alert, AlertRefusal } from '../../contracts/index.ts';
import { alertDigest, receiptText } from '../../evidence/alert-seal.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';
import type { Admission } from './admit-alert.ts';
import type { EdgeKeys } from './edge-keys.ts';

export interface CameAlert {
  jobId: string;
  /** As received. */
  data: object;
  alert: Alert;
}

export type ReceivedAlert =
  /** With dispatch's receipt in it. */
  { ok: true; alert: Alert } | { ok: false; reason: AlertRefusal };

export type ReceiveAlert = (came: CameAlert, admitted?: Admission) => Promise<ReceivedAlert>;

export interface ReceiveParts {
  keys: Pick<EdgeKeys, 'admit' | 'keepRefused'>;
  /** Returns the signed note of a text. */
  sign: (text: string) => Promise<string>;
  clock: Clock;
  log: Log;
}

/** Rejects while the store does not answer, so that the message is offered again. */
export function createReceiveAlert({ keys, sign, clock, log }: ReceiveParts): ReceiveAlert {
  return async ({ jobId, data, alert }, admitted) => {
    const admission = admitted ?? (await keys.admit(alert, data));
    const { alertId, edgeId } = alert;
    if (!admission.ok) {
      const { reason } = admission;
      const kept = await keys.keepRefused({ jobId, data }, { alert, reason });
      const about = { alertId, edgeId, reason, kept };
      log.warn(about, 'an alert is not accepted: its edge is not known');
      return { ok: false, reason };
    }
    const digest = alertDigest(nodeCrypto.sha256, data);
    const about = { alertId, digest, key: admission.key, at: clock.now() };
    return { ok: true, alert: { ...alert, receipt: await sign(receiptText(about)) } };
  };
}

export interface WaitedMessage {
  jobId: string;
  data: unknown;
  admission: Admission;
}

export interface TakeParts {
  keys: Pick<EdgeKeys, 'refused' | 'judge' | 'taken' | 'onChange'>;
  /** Processes the alert; returns whether it is recorded now. */
  take: (message: WaitedMessage, signal: AbortSignal) => Promise<boolean>;
  clock: Clock;
  log: Log;
}

const atOnce = 200;
/** Another dispatch may have enrolled an edge. */
const lookEveryMs = 30_000;

/** Processes waiting alerts in order of arrival, until `signal` aborts. */
export async function takeRefused(parts: TakeParts, signal: AbortSignal): Promise<void> {
  const { keys, clock, log } = parts;
  let pause = new AbortController();
  keys.onChange(() => {
    pause.abort();
  });
  let last = '';
  while (!signal.aborted) {
    pause = new AbortController();
    const trouble = await takeAll(parts, signal).then(() => '', messageOf);
    if (trouble !== '' && trouble !== last)
      log.warn({ error: trouble }, 'waiting alerts cannot be accepted now');
    last = trouble;
    await clock.wait(lookEveryMs, AbortSignal.any([signal, pause.signal]));
  }
}

async function takeAll({ keys, take, log }: TakeParts, signal: AbortSignal): Promise<void> {
  let after = 0;
  for (;;) {
    const some = await keys.refused(atOnce, after);
    for (const kept of some) {
      after = kept.number;
      if (signal.aborted) return;
      const admission = await keys.judge(kept);
      if (!admission.ok) continue;
      const message = { jobId: kept.jobId, data: JSON.parse(kept.body) as unknown, admission };
      if (!(await take(message, signal))) continue;
      await keys.taken(kept.number);
      log.info({ alertId: kept.alertId }, 'a waiting alert was accepted');
    }
    if (some.length < atOnce) return;
  }
}
