// THE SPINE of dispatch. What an alert goes through, in order:
//   parse → route → record (load → join → decide → write → tell) → deliver
// Routing is a pure decision, so the alert, its case and what has to go out are recorded in one transaction: after a
// crash at any point an alert has either not come yet or loses nothing.
import type { Alert, Site } from '../../contracts/index.ts';
import { caseDay } from '../cases/case-record.ts';
import { fenceTermsOf, type FenceTerms } from '../cases/fence-terms.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { toRecipients, type Recipients } from '../routing/recipients.ts';
import type { Store } from '../store/store.ts';
import { createHolds, type Holds } from './hold.ts';
import { parseMessage, type QueueMessage } from './parse-message.ts';
import { recordAlert, type RecordResult } from './record-alert.ts';
import { rejectMessage } from './reject.ts';
import { untilStored } from './until-stored.ts';
import type { RejectReason, Verdict } from './verdict.ts';

export interface IngestOptions {
  site: Pick<Site, 'timezone'>;
  /** Who is told of which case. */
  recipients: Recipients;
  store: Pick<Store, 'cases' | 'fences' | 'rejected' | 'ping'>;
  publicUrl: string;
  clock: Clock;
  log: Log;
  /** The last stage: there is something in the store for the delivery loop. */
  deliver: () => void;
  onRecorded: (alert: Alert, result: Recorded) => void;
  onRejected: (reason: RejectReason) => void;
}

export type Recorded = Extract<RecordResult, { outcome: 'recorded' }>;

export type Ingest = (message: QueueMessage, signal: AbortSignal) => Promise<Verdict>;

export function createIngest(options: IngestOptions): Ingest {
  const holds = createHolds();
  return async (message, signal) => {
    const parsed = parseMessage(message);
    if (!parsed.ok) return rejectMessage(options, { ...message, ...parsed }, signal);
    const { alert } = parsed;
    const { site, recipients, store, publicUrl, clock } = options;
    const at = clock.now();
    const day = caseDay(at, site.timezone);
    const addressed = routeOf(alert, recipients, at);
    const waitForEarlier = holds.mayWait(alert.alertId, at);
    const record = async () => {
      const fence = await judgedBy(options, alert);
      const { telling } = recipients;
      const plan = { alert, at, day, waitForEarlier, fence, addressed, telling, publicUrl };
      return store.cases.record((transaction) => recordAlert(transaction, plan));
    };
    const stored = await untilStored(record, options, signal);
    if (!stored.ok)
      return stored.reason === 'stopping'
        ? { verdict: 'later', delayMs: 0 }
        : rejectMessage(options, { ...message, ...stored }, signal);
    return conclude(options, alert, stored.value, holds);
  };
}

function routeOf(alert: Alert, recipients: Recipients, at: number) {
  const { gridCell, place, severity, incident } = alert;
  return toRecipients({ case: { kind: incident.kind, severity, gridCell, place }, recipients, at });
}

/** Of the version that the edge judged by, whatever is armed by now. */
async function judgedBy({ store }: IngestOptions, { incident }: Alert): Promise<FenceTerms> {
  return fenceTermsOf(await store.fences.find(incident.fenceId, incident.fenceVersion));
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
