// The used time of each limit of a case, counted minute by minute, for tests. It walks through the history once for every minute
// and shares no code with the checked one.
import type { CaseState, CaseStep, LimitName } from '../../contracts/index.ts';

type Step = Pick<CaseStep, 'step' | 'state' | 'at'>;
const minuteMs = 60_000;
const withHandler: CaseState[] = ['dispatched', 'returned', 'acknowledged', 'on-site'];
const wayOut = ['went-on', 'handled', 'deferred', 'transferred', 'void', 'returned', 're-opened'];
const givenOn = ['transferred', 'handed-on'];
const settled: CaseState[] = ['closed', 'void'];

export function usedByMinutes(log: readonly Step[], at: number): Record<LimitName, number> {
  const used = { dispatch: 0, acknowledge: 0, onSite: 0, handle: 0, verify: 0 };
  const start = log[0]?.at ?? at;
  let passed = 0;
  for (let now = start; now < at; now += minuteMs) {
    // Every step up to this minute, in order.
    for (; passed < log.length && (log[passed]?.at ?? 0) <= now; passed += 1)
      forget(used, log[passed], log[passed - 1]);
    const past = log.slice(0, passed);
    for (const name of namesRunning(past)) used[name] += minuteMs;
  }
  return used;
}

/** A step that restarts a clock. */
function forget(used: Record<LimitName, number>, step?: Step, before?: Step): void {
  if (step === undefined || before === undefined) return;
  const isRound = settled.includes(before.state) && !settled.includes(step.state);
  if (isRound)
    Object.assign(used, { dispatch: 0, acknowledge: 0, onSite: 0, handle: 0, verify: 0 });
  if (step.step === 'handled') used.verify = 0;
  const isOpen = step.state === 'dispatched' || step.state === 'returned';
  if (isOpen && (givenOn.includes(step.step) || step.state !== before.state)) used.acknowledge = 0;
}

function namesRunning(past: readonly Step[]): LimitName[] {
  const state = past.at(-1)?.state;
  if (state === undefined) return [];
  const round = past.slice(roundStart(past));
  const arrived = round.some(({ step }) => step === 'on-site' || step === 'handled');
  const waitFrom = round.findLastIndex(({ step }) => step === 'waiting');
  const isWaiting =
    waitFrom >= 0 && !round.slice(waitFrom + 1).some(({ step }) => wayOut.includes(step));
  const names: LimitName[] = [];
  if (state === 'reported' || state === 'accepted') names.push('dispatch');
  if (state === 'dispatched' || state === 'returned') names.push('acknowledge');
  if (withHandler.includes(state) && !isWaiting) names.push('handle');
  if (withHandler.includes(state) && !isWaiting && !arrived) names.push('onSite');
  if (state === 'handled') names.push('verify');
  return names;
}

function roundStart(past: readonly Step[]): number {
  return Math.max(
    0,
    past.findLastIndex(
      ({ state }, index) =>
        index > 0 &&
        settled.includes(past[index - 1]?.state ?? 'reported') &&
        !settled.includes(state),
    ),
  );
}
