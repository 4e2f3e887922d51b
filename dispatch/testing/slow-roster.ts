// Who is on duty in a minute, computed from local time, for tests: slow, and sharing no code with the checked one.
import type { Calendar, Organisation, Shift } from '../../contracts/index.ts';
import { createWall, dayBefore, dayNameOf, type WallTime } from './slow-time.ts';

export interface RosterCase {
  organisation: Organisation;
  timezone: string;
  calendar: Calendar;
}

export function createSlowRoster({ organisation, timezone, calendar }: RosterCase) {
  const wall = createWall(timezone);
  const { shifts, overrides, people } = organisation;
  return (unit: string, part: Shift['part'], at: number): string[] => {
    const now = wall(at);
    const own = shifts
      .filter((shift) => shift.unit === unit && shift.part === part)
      .sort((a, b) => b.layer - a.layer);
    let serving = own.flatMap((shift) =>
      datesServed(shift, now, calendar).flatMap((date) =>
        turnOn(shift, date).filter((id) => {
          const until = people.find((one) => one.id === id)?.until;
          return until === undefined || date <= until;
        }),
      ),
    );
    const text = `${now.date}T${now.time}`;
    for (const { unit: of, part: as, from, to, person, instead } of overrides) {
      if (of !== unit || as !== part || text < from || text >= to) continue;
      const takes = person === undefined ? [] : [person];
      serving =
        instead === undefined ? takes : serving.flatMap((id) => (id === instead ? takes : [id]));
    }
    return [...new Set(serving)];
  };
}

/** The dates to which this minute belongs in a shift, the earlier first. */
function datesServed(shift: Shift, { date, time }: WallTime, calendar: Calendar): string[] {
  const before = dayBefore(date);
  if (shift.hours === undefined) return [time < shift.handOverAt ? before : date];
  const on = (day: string, test: (from: string, to: string) => boolean) =>
    shift.hours?.some(
      ({ days, from, to }) => days.includes(dayNameOf(day, calendar)) && test(from, to),
    );
  return [
    ...(on(before, (from, to) => to < from && time < to) ? [before] : []),
    ...(on(date, (from, to) => from <= time && (time < to || to < from)) ? [date] : []),
  ];
}

function turnOn({ people, rotation }: Shift, date: string): readonly string[] {
  if (rotation === undefined) return people;
  let day = rotation.start;
  let turn = 0;
  let served = 0;
  if (date < day) return [];
  while (day < date) {
    day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    served += 1;
    if (served === rotation.days) {
      turn = (turn + 1) % people.length;
      served = 0;
    }
  }
  const person = people[turn];
  return person === undefined ? [] : [person];
}
