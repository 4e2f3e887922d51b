// The history of a case as one list in order of time: reports of cameras, and steps of people and of dispatch.
import {
  caseStepNames,
  type AlertEffect,
  type Asked,
  type CaseDetail,
  type CaseState,
  type CaseStep,
  type CaseStepName,
  type LeaverReason,
  type LimitName,
  type VoidReason,
} from '../../../contracts/index.ts';

type CaseEvent = CaseDetail['events'][number];
export const toldEffects = [
  'joined',
  'cleared-in-part',
  'came-back',
  'superseded',
] as const satisfies readonly AlertEffect[];
export type ToldEffect = (typeof toldEffects)[number];

/** Steps that only repeat a camera's report, which is in the list itself. */
const reported = [
  'reported',
  'joined',
  'still-there',
  'cleared-in-part',
  'cleared',
  'came-back',
  'late-event',
] as const satisfies readonly CaseStepName[];
export type ToldStep = Exclude<CaseStepName, (typeof reported)[number]>;

export type Happening =
  | { kind: 'event'; name: CaseEvent['event'] }
  /** The effect of a report on the case, if it says more than the event. */
  | { kind: 'effect'; name: ToldEffect }
  | { kind: 'step'; name: ToldStep };

export interface TimelineEntry {
  id: string;
  at: number;
  what: Happening;
  /** The author, or the camera if there are several; null if it is obvious. */
  who: string | null;
  /** The author's reason in words. */
  reason: string | null;
  /** The end of a deferral. */
  until: number | null;
  why: VoidReason | null;
  /** Why its holder no longer has it. */
  leaver: LeaverReason | null;
  /** The edge that sent a late report, or took over the camera. */
  edge: string | null;
  /** How the notified people were found. */
  asked: readonly Asked[];
  /** The limit of which people were warned. */
  warned: { limit: LimitName; light: 'yellow' | 'red' } | null;
  /** The phone's time of a step that was queued offline; null if it differs only by seconds. */
  saidAt: number | null;
}

type Told = Pick<CaseDetail, 'events' | 'acknowledgedAt' | 'acknowledgedBy' | 'history'>;

export function timelineOf(detail: Told): TimelineEntry[] {
  const done = detail.history?.flatMap(entryOfStep) ?? [];
  const all = [...reportsOf(detail), ...done, ...acknowledgementOf(detail)];
  return all.sort((a, b) => a.at - b.at);
}

function reportsOf({ events }: Told): TimelineEntry[] {
  const hasSeveral = new Set(events.map(({ incidentId }) => incidentId)).size > 1;
  return events.map((one) => {
    const effect = toldEffects.find((each) => each === one.effect);
    return {
      ...nothingGiven,
      id: one.alertId,
      at: one.capturedAt,
      what: effect ? { kind: 'effect', name: effect } : { kind: 'event', name: one.event },
      who: hasSeveral ? (one.cameraName ?? null) : null,
    };
  });
}

function entryOfStep(step: CaseStep, index: number): TimelineEntry[] {
  const name = toldSteps.find((each) => each === step.step);
  if (name === undefined || goesWithoutSaying(step)) return [];
  return [
    {
      id: `step-${index}`,
      at: step.at,
      what: { kind: 'step', name },
      who: step.actor,
      reason: saysItself(step) ? null : step.reason,
      until: step.details?.until ?? null,
      why: step.details?.why ?? null,
      leaver: step.details?.leaver ?? null,
      edge: step.details?.edge ?? null,
      asked: step.details?.asked ?? [],
      warned: warnedOf(step),
      saidAt: saidBefore(step),
    },
  ];
}

function warnedOf({ details }: CaseStep): TimelineEntry['warned'] {
  const { limit, light } = details ?? {};
  return limit !== undefined && light !== undefined ? { limit, light } : null;
}

/** A phone's clock may be wrong: a time in the future is not shown. */
function saidBefore({ at, details }: CaseStep): number | null {
  const saidAt = details?.saidAt;
  return saidAt !== undefined && at - saidAt >= 60_000 ? saidAt : null;
}

const toldSteps = caseStepNames.filter(
  (name): name is ToldStep => !(reported as readonly CaseStepName[]).includes(name),
);

/** Dispatch accepts each report and assigns it to the people on duty at the same time. */
function goesWithoutSaying({ step, actor }: CaseStep): boolean {
  return actor === null && (step === 'accepted' || step === 'dispatched');
}

/** The step's own text says it, in the reader's language. */
function saysItself({ step, actor, details }: CaseStep): boolean {
  const isSaid = details?.leaver !== undefined || details?.asked !== undefined;
  return isSaid || (step === 'woken' && actor === null);
}

/** The first person on site, or the one who handles it, has also accepted it. */
const takenOn: readonly CaseState[] = ['acknowledged', 'on-site', 'handled'];

const nothingGiven = {
  reason: null,
  until: null,
  why: null,
  leaver: null,
  edge: null,
  asked: [],
  warned: null,
  saidAt: null,
} as const;

/** A report without a step yet: it may arrive before its steps, and earlier releases have none. */
function acknowledgementOf({
  acknowledgedAt,
  acknowledgedBy,
  history = [],
}: Told): TimelineEntry[] {
  const isTold = history.some(({ at, state }) => at === acknowledgedAt && takenOn.includes(state));
  if (acknowledgedAt === null || isTold) return [];
  const what = { kind: 'step', name: 'acknowledged' } as const;
  return [{ ...nothingGiven, id: 'acknowledged', at: acknowledgedAt, what, who: acknowledgedBy }];
}
