// Runs due timers of cases: deadlines, escalation, closure. `look` runs everything that is due in a case in one transaction, and
// returns when to look again. Each step is taken once, however often it is called. It notifies dashboards and the delivery loop.
import type { CaseRecord } from '../cases/case-record.ts';
import type { Clock } from '../../host/clock.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Log } from '../log.ts';
import type { Recipients } from '../routing/recipients.ts';
import { toSummary } from '../cases/case-summary.ts';
import type { Store } from '../store/store.ts';
import { messageOf } from '../../host/error-message.ts';
import { lookAt, type Look } from '../timers/look.ts';
import { logAfter, type SetBack } from '../timers/set-back.ts';
import type { Plans } from './keep-plan.ts';

export interface EngineParts {
  store: Pick<Store, 'engine' | 'cases'>;
  recipients: Recipients;
  plans: Plans;
  /** Whether a camera currently sends pictures of its place. */
  isLooking: (cameraId: string) => boolean;
  publicUrl: string;
  /** When the clock was last set back. */
  setBack: () => SetBack;
  hub: LiveHub;
  /** The store has new messages to deliver. */
  deliver: () => void;
  clock: Clock;
  log: Log;
}

export interface CaseEngine {
  /** Epoch ms of the next look; null when no timer is pending, or there is no such case. */
  look(caseId: string): Promise<number | null>;
}

/** A camera without pictures may send some later, or send them to another dispatch. */
const lookAgainMs = 60_000;

export function createCaseEngine(parts: EngineParts): CaseEngine {
  return {
    look: async (caseId) => {
      const look = await parts.store.engine.look(caseId, parts.clock.now(), (context) =>
        decide(parts, context),
      );
      if (look === null) return null;
      await tell(parts, caseId, look);
      return look.nextAt;
    },
  };
}

type Context = Parameters<Parameters<Store['engine']['look']>[2]>[0];

function decide(parts: EngineParts, context: Context): Look {
  const { plans, recipients, publicUrl, clock, isLooking } = parts;
  const at = clock.now();
  const isWatched = camerasOf(context.case).some(isLooking);
  const look = lookAt({
    ...context,
    log: logAfter(parts.setBack(), context.log, at),
    policies: plans.versions,
    calendar: plans.calendar,
    roster: recipients.roster,
    recipients,
    publicUrl,
    isWatched,
    at,
  });
  if (isWatched || look.case.state !== 'handled' || context.incidents.length === 0) return look;
  return { ...look, nextAt: Math.min(look.nextAt ?? Infinity, at + lookAgainMs) };
}

function camerasOf({ cameraId, alsoSeenBy }: CaseRecord): string[] {
  return [cameraId, ...alsoSeenBy.map((one) => one.cameraId)];
}

async function tell(parts: EngineParts, caseId: string, look: Look): Promise<void> {
  const { store, hub, deliver, log } = parts;
  for (const { step, key, reason } of look.steps)
    log.info({ caseId, step, key, reason }, 'a timer changed a case');
  for (const { role, person, reason, notificationId } of look.untold)
    log.warn(
      { caseId, role, person, reason, notificationId },
      'somebody was not notified of a case',
    );
  if (look.outgoing.length > 0) deliver();
  if (look.steps.length === 0) return;
  try {
    const file = await store.cases.find(caseId);
    if (file !== null) hub.publish({ type: 'case', case: toSummary(file) });
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'a case could not be sent to dashboards');
  }
}
