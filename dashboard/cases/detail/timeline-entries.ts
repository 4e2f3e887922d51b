// What happened to a case, as one list in the order of time: what cameras reported and what people and dispatch did.
import {
  caseStepNames,
  type AlertEffect,
  type CaseDetail,
  type CaseState,
  type CaseStep,
  type CaseStepName,
  type LeaverReason,
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

/** Steps that only repeat what a camera reported: the reports themselves stand in the list. */
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
  /** What a report did to the case, where that says more than the event. */
  | { kind: 'effect'; name: ToldEffect }
  | { kind: 'step'; name: ToldStep };

export interface TimelineEntry {
  id: string;
  at: number;
  what: Happening;
  /** Who did it, or which camera saw it where there are several; null where it goes without saying. */
  who: string | null;
  /** Why, in the words of whoever did it. */
  reason: string | null;
  /** The end of a deferral. */
  until: number | null;
  why: VoidReason | null;
  /** Why somebody does not have it any more. */
  leaver: LeaverReason | null;
  /** When it was said on a phone that had no line, by its clock; null where that is a matter of seconds. */
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
      saidAt: saidBefore(step),
    },
  ];
}

/** A phone may be wrong about the time: what it has yet to live is not shown. */
function saidBefore({ at, details }: CaseStep): number | null {
  const saidAt = details?.saidAt;
  return saidAt !== undefined && at - saidAt >= 60_000 ? saidAt : null;
}

const toldSteps = caseStepNames.filter(
  (name): name is ToldStep => !(reported as readonly CaseStepName[]).includes(name),
);

/** Dispatch accepts each report itself and gives it to those on duty, in the same moment. */
function goesWithoutSaying({ step, actor }: CaseStep): boolean {
  return actor === null && (step === 'accepted' || step === 'dispatched');
}

/** The step's own words say it, in the reader's language. */
function saysItself({ step, actor, details }: CaseStep): boolean {
  return details?.leaver !== undefined || (step === 'woken' && actor === null);
}

/** Whoever comes first on site or settles it has taken it on as well. */
const takenOn: readonly CaseState[] = ['acknowledged', 'on-site', 'handled'];

const nothingGiven = {
  reason: null,
  until: null,
  why: null,
  leaver: null,
  saidAt: null,
} as const;

/** The one that the steps do not tell of (yet): news of it may come before them, and earlier releases tell of no steps. */
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
