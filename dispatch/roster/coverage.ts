// Checks the coming shifts in advance. Pure: takes the organisation, its roster and a time span; returns gaps in which nobody is
// on duty, people on duty without a working channel, and people who are first on duty in several places at once.
import type { DutyPart, Organisation } from '../../contracts/index.ts';
import { dutiesOf, type Duty, type Roster } from './roster.ts';

export type CoverageFault = { from: number; to: number; unit: string; part: DutyPart } & (
  | { fault: 'gap' }
  | { fault: 'no-channel'; person: string }
  | { fault: 'doubled'; person: string; others: { unit: string; part: DutyPart }[] }
);

export interface CoverageInput {
  organisation: Pick<Organisation, 'people' | 'shifts' | 'overrides'>;
  roster: Roster;
  /** Names of the working channels; a person needs one of them. */
  channels: readonly string[];
  from: number;
  to: number;
}

/** In order of time; a continuing fault is reported once. */
export function coverageFaults(input: CoverageInput): CoverageFault[] {
  const duties = dutiesOf(input.organisation.shifts, input.organisation.overrides);
  const faults = new Map<string, CoverageFault[]>();
  for (let from = input.from; from < input.to;) {
    const changes = duties.map(({ unit, part }) => input.roster.nextChange(unit, part, from));
    const to = Math.min(input.to, from + longestStepMs, ...changes.filter(isMoment));
    for (const fault of faultsWithin(input, duties, { from, to })) add(faults, fault);
    from = to;
  }
  return [...faults.values()].flat().sort((a, b) => a.from - b.from);
}

/** Shorter than the roster's own preview. */
const longestStepMs = 7 * 86_400_000;

function isMoment(change: number | null): change is number {
  return change !== null;
}

/** Nobody starts or leaves within this period. */
function faultsWithin(
  { organisation, roster, channels }: CoverageInput,
  duties: readonly Duty[],
  span: { from: number; to: number },
): CoverageFault[] {
  const serving = duties.map((duty) => ({
    ...duty,
    ...span,
    people: roster.onDuty(duty.unit, duty.part, span.from).map(({ person }) => person),
  }));
  return serving.flatMap(({ people, ...duty }): CoverageFault[] => {
    const [first] = people;
    if (first === undefined) return [{ ...duty, fault: 'gap' }];
    const others = serving
      .filter((other) => other.people[0] === first && !isSame(other, duty))
      .map(({ unit, part }) => ({ unit, part }));
    const doubled: CoverageFault[] =
      others.length > 0 ? [{ ...duty, fault: 'doubled', person: first, others }] : [];
    const unreached = people.filter((person) => !isReached(organisation, channels, person));
    return [
      ...doubled,
      ...unreached.map((person): CoverageFault => ({ ...duty, fault: 'no-channel', person })),
    ];
  });
}

function isSame(one: Duty, other: Duty): boolean {
  return one.unit === other.unit && one.part === other.part;
}

function isReached(
  { people }: Pick<Organisation, 'people'>,
  channels: readonly string[],
  id: string,
) {
  const person = people.find((one) => one.id === id);
  return person?.channels.some((channel) => channels.includes(channel)) ?? false;
}

/** A fault that continues from the previous period is extended. */
function add(faults: Map<string, CoverageFault[]>, fault: CoverageFault): void {
  const { from, to, ...rest } = fault;
  const key = JSON.stringify(rest);
  const known = faults.get(key);
  const last = known?.at(-1);
  if (known === undefined) faults.set(key, [fault]);
  else if (last?.to === from) last.to = to;
  else known.push(fault);
}
