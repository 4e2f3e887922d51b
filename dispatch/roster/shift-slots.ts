// The slots of a shift. Pure: takes a shift and the site's time zone and calendar; returns for a local date the spans that begin
// on it, and the people whose turn it is, in the order of notification.
import { minutesOf, type Calendar, type Shift, type StaffMember } from '../../contracts/index.ts';
import { createDayNames, dayOf } from '../../geofences/index.ts';
import { joined, type LocalSpans, type Span } from '../deadlines/local-spans.ts';

export interface Slot {
  readonly spans: readonly Span[];
  readonly people: readonly string[];
}

export interface SlotParts {
  calendar: Calendar;
  localSpans: LocalSpans;
  people: readonly StaffMember[];
}

const dayMinutes = 1440;

export function createSlots({ calendar, localSpans, people }: SlotParts) {
  const nameOf = createDayNames(calendar);
  const lastDays = new Map(
    people.flatMap(({ id, until }) => (until === undefined ? [] : [[id, dayOf(until)] as const])),
  );
  return (shift: Shift, day: number): Slot => {
    const serving = peopleOn(shift, day).filter((id) => day <= (lastDays.get(id) ?? Infinity));
    if (serving.length === 0) return { spans: [], people: [] };
    const hours = shift.hours?.filter(({ days }) => days.includes(nameOf(day)));
    const stretches = hours?.map(minutesOf) ?? [wholeDay(shift)];
    return {
      spans: joined(stretches.flatMap(([begin, end]) => localSpans(day, begin, end))),
      people: serving,
    };
  };
}

function wholeDay({ handOverAt }: Shift): [number, number] {
  const [hours = 0, minutes = 0] = handOverAt.split(':').map(Number);
  return [hours * 60 + minutes, hours * 60 + minutes + dayMinutes];
}

/** Before its rotation starts, nobody has the shift. */
function peopleOn({ people, rotation }: Shift, day: number): readonly string[] {
  if (rotation === undefined) return people;
  const turn = Math.floor((day - dayOf(rotation.start)) / rotation.days);
  const person = people[turn % people.length];
  return turn < 0 || person === undefined ? [] : [person];
}
