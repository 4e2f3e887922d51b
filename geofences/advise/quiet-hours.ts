// Hours of the day in which only void alerts were raised, on many days. Takes the labelled history and the time zone; returns
// schedules without such hours. Only for a fence that has no schedule: hours that people wrote are not changed.
import type { FenceFile } from '../../contracts/index.ts';
import { createLocalClock } from '../hours/local-clock.ts';
import type { LabelledCase } from './labelled-case.ts';

type Schedule = NonNullable<FenceFile['schedule']>;

/** Void alerts must have occurred in these hours on at least this many days. */
const leastDays = 3;
const hoursOfDay = 24;

export function quietHours(
  cases: readonly LabelledCase[],
  timezone: string,
  end: number,
): Schedule[] {
  const clock = createLocalClock(timezone);
  const hourOf = (at: number) => Math.floor(clock(at).minutes / 60);
  const busy = new Set<number>();
  const voids = Array.from({ length: hoursOfDay }, () => new Set<number>());
  for (const { verdict, incident } of cases) {
    const hour = hourOf(incident.openedAt);
    if (verdict.verdict === 'void') voids[hour]?.add(clock(incident.openedAt).day);
    else
      for (let at = incident.presentSince; at <= (incident.clearedAt ?? end); at += 1_800_000)
        busy.add(hourOf(at));
  }
  return stretches(voids, busy).map(({ from, to }): Schedule => [
    { from: text((to + 1) % hoursOfDay), to: text(from === 0 ? hoursOfDay : from) },
  ]);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From the first hour with a void alert to the last one, with no other alerts in between; may cross midnight. */
function stretches(voids: readonly ReadonlySet<number>[], busy: ReadonlySet<number>): Stretch[] {
  if (busy.size === 0) return [];
  const start = [...busy][0] ?? 0;
  const found: Stretch[] = [];
  let run: number[] = [];
  const close = () => {
    const from = run[0];
    const to = run.at(-1);
    const days = new Set(run.flatMap((hour) => [...(voids[hour] ?? [])]));
    if (from !== undefined && to !== undefined && days.size >= leastDays) found.push({ from, to });
    run = [];
  };
  for (let step = 1; step <= hoursOfDay; step++) {
    const hour = (start + step) % hoursOfDay;
    if (busy.has(hour)) close();
    else if ((voids[hour]?.size ?? 0) > 0) run = filled(run, hour);
  }
  return found;
}

/** The run, extended to this hour. */
function filled(run: readonly number[], hour: number): number[] {
  const last = run.at(-1);
  if (last === undefined) return [hour];
  const between = [...run];
  for (let next = (last + 1) % hoursOfDay; ; next = (next + 1) % hoursOfDay) {
    between.push(next);
    if (next === hour) return between;
  }
}

function text(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
