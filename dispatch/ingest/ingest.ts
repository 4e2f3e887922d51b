// The steps of an alert in dispatch, in order: parse → receive (is its edge known?) → route → record (load → join →
// decide → write → tell) → deliver. Routing is a pure decision. The alert, its case and its notifications are recorded in one
// transaction, so a crash at any point loses nothing. Alerts that arrive together share a transaction.
import type { Alert, ReviewGate, Site } from '../../contracts/index.ts';
import { caseDay, type GivenTo } from '../cases/case-record.ts';
import type { Clock } from '../../host/clock.ts';
import type { WorkCalendar } from '../deadlines/work-calendar.ts';
import type { ReceiveAlert, ReceivedAlert } from '../evidence/receive-alert.ts';
import type { Log } from '../log.ts';
import { toRecipients, type Recipients } from '../routing/recipients.ts';
import type { Store } from '../store/store.ts';
import type { PolicyInForce } from '../timers/timer.ts';
import { createFenceTerms, type FenceTermsOf } from './fence-terms-of.ts';
import { createHolds, type Holds } from './hold.ts';
import { inBatches } from './in-batches.ts';
import { parseMessage, type QueueMessage } from './parse-message.ts';
import type { RecordPlan, RecordResult } from './record-alert.ts';
import { recordTogether, type RecordOutcome } from './record-together.ts';
import { rejectMessage } from './reject.ts';
import { untilStored, type Stored } from './until-stored.ts';
import type { RejectReason, Verdict } from './verdict.ts';

/** How alerts become cases, and who is notified. */
export interface IngestTerms {
  site: Pick<Site, 'timezone'>;
  /** Who is notified of which case. */
  recipients: Recipients;
  /** The policies, oldest first, at least one. */
  policies: readonly PolicyInForce[];
  /** When absent, the limits of a case bring no timer. */
  calendar?: WorkCalendar;
  /** The current review settings; none when absent. */
  gates?: () => readonly ReviewGate[];
  publicUrl: string;
}

/** What happens with the result. */
export interface IngestOutcomes {
  /** The last step: the store has new messages to deliver. */
  deliver: () => void;
  onRecorded: (alert: Alert, result: Recorded) => void;
  onRejected: (reason: RejectReason) => void;
}

export interface IngestOptions extends IngestTerms, IngestOutcomes {
  store: Pick<Store, 'cases' | 'fences' | 'rejected' | 'ping'>;
  /** Which alerts are accepted, and their receipts; when absent, all are accepted without one. */
  receive?: ReceiveAlert;
  clock: Clock;
  log: Log;
}

export type Recorded = Extract<RecordResult, { outcome: 'recorded' }>;

export type Ingest = (message: QueueMessage, signal: AbortSignal) => Promise<Verdict>;

interface Arrived {
  alert: Alert;
  signal: AbortSignal;
}

/** The most alerts that share a transaction. */
export const mostTogether = 100;

export function createIngest(options: IngestOptions): Ingest {
  const holds = createHolds();
  const fenceTerms = createFenceTerms(options.store.fences);
  const record = inBatches(
    (arrived: readonly Arrived[]) => recordAll(options, { arrived, holds, fenceTerms }),
    mostTogether,
  );
  return async (message, signal) => {
    const parsed = parseMessage(message);
    if (!parsed.ok) return rejectMessage(options, { ...message, ...parsed }, signal);
    const received = await receiveAlert(options, { ...message, ...parsed }, signal);
    if (!received.ok) return unstored(options, { message, failure: received, signal });
    if (!received.value.ok) return { verdict: 'refused', reason: received.value.reason };
    const { alert } = received.value;
    const stored = await record({ alert, signal });
    if (!stored.ok) return unstored(options, { message, failure: stored, signal });
    return conclude(options, alert, stored.value, holds);
  };
}

interface Unstored {
  message: QueueMessage;
  failure: Extract<Stored<unknown>, { ok: false }>;
  signal: AbortSignal;
}

async function unstored(
  options: IngestOptions,
  { message, failure, signal }: Unstored,
): Promise<Verdict> {
  return failure.reason === 'stopping'
    ? { verdict: 'later', delayMs: 0 }
    : rejectMessage(options, { ...message, ...failure }, signal);
}

async function receiveAlert(
  options: IngestOptions,
  { jobId, data, alert, admission }: QueueMessage & { alert: Alert },
  signal: AbortSignal,
): Promise<Stored<ReceivedAlert>> {
  const { receive } = options;
  if (receive === undefined) return { ok: true, value: { ok: true, alert } };
  const came = { jobId, data: Object(data) as object, alert };
  return untilStored(() => receive(came, admission), options, signal);
}

interface Batch {
  arrived: readonly Arrived[];
  holds: Holds;
  fenceTerms: FenceTermsOf;
}

function recordAll(
  options: IngestOptions,
  { arrived, holds, fenceTerms }: Batch,
): Promise<RecordOutcome[]> {
  const at = options.clock.now();
  const day = caseDay(at, options.site.timezone);
  const plans = async () => {
    const termsOf = await fenceTerms(arrived.map(({ alert }) => alert.incident));
    return arrived.map(({ alert }) => ({
      ...planOf(options, { alert, at, day }),
      waitForEarlier: holds.mayWait(alert.alertId, at),
      fence: termsOf(alert.incident),
    }));
  };
  const signal = arrived[0]?.signal ?? AbortSignal.abort();
  return recordTogether({ plans, count: arrived.length }, options, signal);
}

function planOf(
  { recipients, policies, calendar, gates, publicUrl }: IngestOptions,
  { alert, at, day }: Pick<RecordPlan, 'alert' | 'at' | 'day'>,
): Omit<RecordPlan, 'waitForEarlier' | 'fence'> {
  const { gridCell, place, severity, incident } = alert;
  const about = { kind: incident.kind, severity, gridCell, place };
  const addressed = toRecipients({ case: about, recipients, at });
  const addressedTo = (givenTo: GivenTo) =>
    toRecipients({ case: { ...about, givenTo }, recipients, at });
  const { telling } = recipients;
  const set = gates?.() ?? [];
  const terms = { telling, policies, calendar, gates: set, publicUrl };
  return { alert, at, day, addressed, addressedTo, ...terms };
}

function conclude(
  { deliver, onRecorded, log, clock }: IngestOptions,
  alert: Alert,
  result: RecordResult,
  holds: Holds,
): Verdict {
  const { alertId } = alert;
  if (result.outcome === 'early') {
    log.debug({ alertId }, 'held until the earlier alerts of its incident have come');
    return { verdict: 'later', delayMs: holds.hold(alertId, clock.now()) };
  }
  holds.release(alertId);
  log.info(
    { alertId, ...result },
    result.outcome === 'recorded' ? 'alert recorded' : 'alert repeated',
  );
  if (result.outcome === 'recorded') onRecorded(alert, result);
  deliver();
  return { verdict: result.outcome };
}
