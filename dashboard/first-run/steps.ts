// The steps from an empty install to the first alert on a phone: which are done, and where the next one is made. Takes what dispatch
// knows. Pure.
import type { CameraSetup, CameraView, CaseDetail, PeopleSetup } from '../../contracts/index.ts';
import { conditionOf } from '../cameras/camera-condition.ts';
import { listedPeople, type ListedPerson } from '../people/find-people.ts';
import { isReached } from '../people/reach.ts';

export const stepNames = [
  'edge',
  'camera',
  'fence',
  'unit',
  'person',
  'channel',
  'duty',
  'alert',
] as const;
export type StepName = (typeof stepNames)[number];

export interface FirstStep {
  name: StepName;
  isDone: boolean;
  /** Where it is made, or looked at. */
  href: string;
  /** What shows that it is done, or what is missing: names, cells, times. */
  what: string;
}

export interface Facts {
  setup: CameraSetup;
  cameras: readonly CameraView[];
  people: PeopleSetup;
  /** Gaps of the next seven days. */
  gaps: readonly { unit: string; part: string }[];
  /** The newest case; null when there is none. */
  newest: CaseDetail | null;
}

export function firstSteps(facts: Facts): FirstStep[] {
  const steps: FirstStep[] = [
    edgeStep(facts),
    cameraStep(facts),
    fenceStep(facts),
    unitStep(facts),
    ...peopleSteps(facts),
    dutyStep(facts),
    alertStep(facts),
  ];
  return steps;
}

/** The first that is not done; null when all are. */
export function nextStep(steps: readonly FirstStep[]): FirstStep | null {
  return steps.find(({ isDone }) => !isDone) ?? null;
}

function edgeStep({ setup: { edges }, cameras }: Facts): FirstStep {
  const able = edges.filter(({ isConnected, refusal }) => isConnected && refusal === null);
  // An edge with cameras of the site file alone need not ask for any.
  const isSending = cameras.some(({ status }) => status !== null);
  const what = able.map(({ edgeId }) => edgeId).join(', ');
  return { name: 'edge', isDone: able.length > 0 || isSending, href: '/cameras', what };
}

function cameraStep({ cameras }: Facts): FirstStep {
  const live = cameras.filter((view) => conditionOf(view).state === 'live');
  const href = cameras.length === 0 ? '/cameras/add' : '/cameras';
  const what = (live.length > 0 ? live : cameras).slice(0, 3).map(({ name }) => name);
  return { name: 'camera', isDone: live.length > 0, href, what: what.join(', ') };
}

function fenceStep({ cameras }: Facts): FirstStep {
  const fenced = cameras.filter(({ fences }) => fences.length > 0);
  const [first] = fenced.length > 0 ? fenced : cameras;
  const href = first === undefined ? '/fences' : `/fences/${encodeURIComponent(first.id)}`;
  const what = fenced.flatMap(({ fences }) => fences.map(({ name }) => name)).slice(0, 3);
  return { name: 'fence', isDone: fenced.length > 0, href, what: what.join(', ') };
}

/** Every cell that has a fence belongs to a unit: its alerts find somebody. */
function unitStep({ cameras, people }: Facts): FirstStep {
  const owned = new Set(people.units.flatMap(({ cells = [] }) => cells));
  const fenced = cameras.filter(({ fences }) => fences.length > 0);
  const cells = [...new Set(fenced.map(({ gridCell }) => gridCell))];
  const missing = cells.filter((cell) => cell === null || !owned.has(cell));
  const isSimple = people.simpleDuties > 0;
  const isDone = isSimple || (people.units.length > 0 && missing.length === 0);
  const what = isDone ? [] : missing.flatMap((cell) => cell ?? []).slice(0, 3);
  return { name: 'unit', isDone, href: '/people/units', what: what.join(', ') };
}

function peopleSteps({ people }: Facts): [FirstStep, FirstStep] {
  const here = listedPeople(people).filter(({ presence }) => presence !== 'left');
  const onDuty = here.filter(({ duties }) => duties.length > 0);
  const able = onDuty.filter(hasLogIn);
  const reached = onDuty.filter(({ reaches }) => isReached(reaches));
  const tested = reached.filter(({ person }) => wasDelivered(person.channels, people));
  const [first] = reached.length > 0 ? reached : onDuty;
  const isSimple = people.simpleDuties > 0;
  const href = (one: ListedPerson | undefined, none: string) =>
    one === undefined ? none : `/people/edit/${encodeURIComponent(one.person.id)}`;
  const names = (some: readonly ListedPerson[]) =>
    some
      .slice(0, 3)
      .map(({ person }) => person.name)
      .join(', ');
  return [
    {
      ...{ name: 'person', isDone: able.length > 0 || (isSimple && here.length === 0) },
      href: href(able.length > 0 ? able[0] : (onDuty[0] ?? here[0]), '/people/add'),
      what: names(able.length > 0 ? able : onDuty),
    },
    {
      ...{ name: 'channel', isDone: tested.length > 0 },
      ...{ href: href(tested[0] ?? first, '/people'), what: names(tested) },
    },
  ];
}

/** A password was set, or a provider knows the person. */
function hasLogIn({ logIn }: ListedPerson): boolean {
  if (logIn === null) return false;
  return logIn.disabledAt === null && (logIn.hasPassword || logIn.logsInWith === 'provider');
}

/** Over a channel of the person, since dispatch started. */
function wasDelivered(own: readonly string[], { channels }: PeopleSetup): boolean {
  return channels.some(({ id, deliveredAt }) => deliveredAt !== null && own.includes(id));
}

function dutyStep({ people, gaps }: Facts): FirstStep {
  const units = new Map(people.units.map(({ id, name }) => [id, name]));
  const what = [...new Set(gaps.map(({ unit }) => units.get(unit) ?? unit))].slice(0, 3);
  const isPlanned = people.shifts.length > 0 || people.simpleDuties > 0;
  const isDone = isPlanned && gaps.length === 0;
  return { name: 'duty', isDone, href: '/people', what: what.join(', ') };
}

/** Somebody was notified of a case: of a fence, or of a report that was made to try it. */
function alertStep({ newest }: Facts): FirstStep {
  const isDone = newest?.deliveries.some(({ state }) => state === 'handed-over') ?? false;
  const href = newest === null ? '/report' : `/cases/${encodeURIComponent(newest.id)}`;
  return { name: 'alert', isDone, href, what: newest?.id ?? '' };
}
