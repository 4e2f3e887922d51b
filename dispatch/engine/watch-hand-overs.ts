// Creates a hand-over whenever the people of a duty change, once per change, also for changes while dispatch was down. Takes the
// roster, the store and the clock; ends with its signal.
import { defaultHandOver, type DutyPart } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { inForce } from '../deadlines/deadlines.ts';
import type { Log } from '../log.ts';
import { dutiesOf } from '../roster/roster.ts';
import { shiftChanges } from '../roster/shift-changes.ts';
import { supervise } from '../../host/supervise.ts';
import type { DutyService } from './duty-service.ts';
import { makeSummary, type SummaryParts } from './make-hand-over.ts';

export interface HandOverParts extends Omit<SummaryParts, 'units'> {
  duty: Pick<DutyService, 'current' | 'recipients'>;
  clock: Clock;
  log: Log;
}

const lookEveryMs = 10_000;
/** Older changes need no hand-over any more. */
const lookBackMs = 24 * 3_600_000;
const minuteMs = 60_000;

export function watchHandOvers(parts: HandOverParts, signal: AbortSignal): Promise<void> {
  const { clock, log } = parts;
  let seen: Seen = { until: 0, version: 0, nextAt: 0, roster: null };
  const runOnce = async (stop: AbortSignal) => {
    while (!stop.aborted) {
      const now = clock.now();
      const { version } = parts.duty.current();
      // After a clock step backwards the same changes appear again: each is recorded once.
      if (version !== seen.version || now >= seen.nextAt || now < seen.until) {
        const roster = keptDuty(parts.duty);
        await noteSince({ ...seen, until: Math.min(seen.until, now) }, parts, now);
        seen = { until: now, version, nextAt: nextChangeOf(parts, now), roster };
      }
      await clock.wait(lookEveryMs, stop);
    }
  };
  return supervise({ part: 'making hand-overs', runOnce, signal, clock, log });
}

/** Going through a large roster takes a while, so it is done only when somebody may come or go. */
interface Seen {
  until: number;
  version: number;
  nextAt: number;
  /** The roster of the last pass; null before the first. */
  roster: HandOverParts['duty'] | null;
}

/** This version, unaffected by later edits. */
export function keptDuty({ current, recipients }: HandOverParts['duty']): HandOverParts['duty'] {
  const version = current();
  return { current: () => version, recipients: { ...recipients } };
}

/**
 * Changes by the current roster and, after an edit, by the previous one. If both report a change at the same time, the newer
 * roster counts.
 */
export async function noteSince(
  { until, version, roster }: Pick<Seen, 'until' | 'version' | 'roster'>,
  parts: HandOverParts,
  now: number,
): Promise<number> {
  const edited = parts.duty.current();
  const made = await noteChanges(parts, until, now);
  if (roster === null || edited.version === version) return made;
  const before = { ...parts, duty: roster };
  return made + (await noteChanges(before, until, Math.min(now, edited.at)));
}

const furthestMs = 24 * 3_600_000;

function nextChangeOf({ duty }: HandOverParts, now: number): number {
  const { organisation, roster } = duty.recipients;
  const duties = dutiesOf(organisation.shifts, organisation.overrides);
  const changes = duties.map(({ unit, part }) => roster.nextChange(unit, part, now) ?? Infinity);
  return changes.reduce((first, one) => Math.min(first, one), now + furthestMs);
}

/** Returns the number created. */
export async function noteChanges(
  parts: HandOverParts,
  seen: number,
  now: number,
): Promise<number> {
  const { duty, plans, store, log } = parts;
  const { organisation, roster } = duty.recipients;
  const { parts: wanted } = inForce(plans.versions, now)?.policy.handOver ?? defaultHandOver;
  const duties = dutiesOf(organisation.shifts, organisation.overrides);
  // Earlier times belong to another roster; an override begins at the current minute.
  const since = Math.floor(duty.current().at / minuteMs) * minuteMs - 1;
  const from = Math.max(seen, now - lookBackMs, since);
  const hasChanged = (unit: string, part: DutyPart) =>
    (roster.nextChange(unit, part, from) ?? Infinity) <= now;
  const meant = duties.filter(({ unit, part }) => wanted.includes(part) && hasChanged(unit, part));
  let made = 0;
  for (const change of shiftChanges(meant, roster, { from, to: now })) {
    const units = () => organisation.units;
    const summary = await makeSummary({ ...parts, units }, change, now);
    if (!(await store.shifts.addHandOver({ ...change, summary, madeAt: now }))) continue;
    made += 1;
    log.info({ unit: change.unit, part: change.part, at: change.at }, 'a shift was handed over');
  }
  return made;
}
