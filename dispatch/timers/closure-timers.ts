// Closure by camera. After "handled" the place must be seen clear for a while: then the case is verified and closed. If the
// object is still there, the case returns. If the place is clear before anybody arrived, that is recorded, and the case is closed
// if the policy says so. Pure: takes the case, its incidents and log, and the policies; returns the timers.
import type { CaseAction, Closure } from '../../contracts/index.ts';
import { policyAt, type DueInput, type Timer } from './timer.ts';

export function closureTimers(input: DueInput): Timer[] {
  // A reported case has no camera as proof, and a camera that looks elsewhere proves nothing.
  if (input.incidents.length === 0 || !input.isWatched) return [];
  switch (input.case.state) {
    case 'handled':
      return proofTimers(input);
    case 'verified':
      return closingTimers(input);
    case 'dispatched':
    case 'returned':
    case 'acknowledged':
      return clearTimers(input);
    case 'reported':
    case 'accepted':
    case 'on-site':
    case 'closed':
    case 'void':
    case 'deferred':
      return [];
  }
}

function proofTimers(input: DueInput): Timer[] {
  const { log, incidents, at } = input;
  const index = log.findLastIndex(({ step }) => step === 'handled');
  const handledAt = log[index]?.at;
  if (handledAt === undefined) return [];
  const { clearFor, returnAfter } = closureAt(input, handledAt);
  const clearSince = clearSinceOf(input);
  if (clearSince !== null)
    return [
      timer(`proof-${index}-${clearSince}`, Math.max(clearSince, handledAt) + clearFor, {
        action: 'verify',
        reason: 'the camera has seen the place clear',
      }),
    ];
  // A silent camera proves neither presence nor absence: people decide.
  const isSeen = incidents.some(({ present, awaitedUntil }) => present && awaitedUntil >= at);
  return isSeen
    ? [
        timer(`still-there-${index}`, handledAt + returnAfter, {
          action: 'return',
          reason: 'the camera still sees it',
        }),
      ]
    : [];
}

/** A case verified by a camera is closed automatically; one verified by a person is closed by the duty leader. */
function closingTimers({ log }: DueInput): Timer[] {
  const index = log.findLastIndex(({ step }) => step === 'verified');
  const step = log[index];
  if (step === undefined || step.part !== 'system') return [];
  return [timer(`close-${index}`, step.at, { action: 'close', reason: 'proved by the camera' })];
}

function clearTimers(input: DueInput): Timer[] {
  const clearSince = clearSinceOf(input);
  if (clearSince === null) return [];
  const { clearFor, clearBeforeArrival } = closureAt(input, clearSince);
  const dueAt = clearSince + clearFor;
  const said = timer(`clear-${clearSince}`, dueAt, {
    action: 'note-clear',
    reason: 'clear before anybody arrived',
  });
  if (clearBeforeArrival === 'people') return [said];
  const closed = timer(`close-clear-${clearSince}`, dueAt, {
    action: 'close-clear',
    reason: 'clear before anybody arrived',
  });
  return [said, closed];
}

function clearSinceOf({ case: { present, clearedAt } }: DueInput): number | null {
  return present ? null : clearedAt;
}

function closureAt(input: DueInput, at: number): Closure {
  const { closure } = policyAt(input, at) ?? {};
  return closure ?? { clearFor: 0, returnAfter: 0, clearBeforeArrival: 'people' };
}

function timer(key: string, dueAt: number, action: CaseAction): Timer {
  return { brings: 'action', key, dueAt, action };
}
