// Makes the summary that one shift hands over to the next: open cases, events, mutes, snoozed cases, broken cameras. Takes the
// store and the camera wall; returns the summary for the cells of a unit and of all units below it.
import {
  handedSteps,
  holdsCell,
  lights,
  mostPressing,
  type CameraView,
  type CaseStep,
  type CaseSummary,
  type CellLimit,
  type HandOverSummary,
  type Mute,
  type Unit,
} from '../../contracts/index.ts';
import { snoozedUntil } from '../cases/case-facts.ts';
import { deadlinesOf } from '../deadlines/deadlines.ts';
import type { ShiftChange } from '../roster/shift-changes.ts';
import { createUnitTree } from '../routing/unit-tree.ts';
import type { Store } from '../store/store.ts';
import type { Plans } from './keep-plan.ts';

export interface SummaryParts {
  store: Pick<Store, 'cases' | 'mutes' | 'shifts'>;
  wall: { views(): Promise<CameraView[]> };
  plans: Plans;
  units: () => readonly Unit[];
}

const mostRead = 2000;
const mostCases = 200;
const mostCameras = 500;

export async function makeSummary(
  parts: SummaryParts,
  { unit, from }: Pick<ShiftChange, 'unit' | 'from'>,
  now: number,
): Promise<HandOverSummary> {
  const { store, wall } = parts;
  const cells = cellsBelow(parts.units(), unit);
  const open = await store.cases.list({ open: true, cells, limit: mostRead });
  const logs = await store.cases.stepsOfEach(open.map(({ id }) => id));
  const cases = open.map((one) => lineOf(parts, one, logs.get(one.id) ?? [], now));
  const views = (await wall.views()).filter(({ gridCell }) => holdsCell(cells, gridCell));
  const mutes = await store.mutes.at(now);
  return {
    open: cases.length,
    red: cases.filter(({ light }) => light === 'red').length,
    cases: cases.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(0, mostCases),
    happened: await store.shifts.happened(handedSteps, cells, { from, to: now }),
    mutes: mutes.filter((mute) => concerns(mute, views)).slice(0, mostCases),
    cameras: views.flatMap(brokenCamera).slice(0, mostCameras),
  };
}

/** The highest unit gets everything, including what belongs to no cell. */
export function cellsBelow(units: readonly Unit[], id: string): CellLimit {
  const tree = createUnitTree(units);
  if (tree.top()?.id === id) return undefined;
  const below = units.filter((unit) => tree.upFrom(unit).some((above) => above.id === id));
  return below.flatMap(({ cells = [] }) => cells);
}

type Line = HandOverSummary['cases'][number];

function lineOf(
  { plans }: SummaryParts,
  file: CaseSummary,
  log: readonly CaseStep[],
  at: number,
): Line {
  const { versions: policies, calendar } = plans;
  const deadline = mostPressing(deadlinesOf({ case: file, log, policies, calendar, at }));
  return {
    caseId: file.id,
    kind: file.kind,
    where: file.fenceName,
    state: file.state,
    light: deadline?.light ?? null,
    holder: file.acknowledgedBy,
    snoozedUntil: snoozedUntil(log),
  };
}

/** Red ones first; cases without a limit last. */
function rankOf({ light }: Line): number {
  return light === null ? lights.length : lights.length - 1 - lights.indexOf(light);
}

function concerns({ of, id }: Mute, views: readonly CameraView[]): boolean {
  if (of === 'person') return true;
  return views.some((view) => (of === 'camera' ? view.id === id : hasFence(view, id)));
}

function hasFence({ fences }: CameraView, id: string): boolean {
  return fences.some((fence) => fence.id === id);
}

/** A camera without a report since the start is not known to be broken. */
function brokenCamera({ id, name, status }: CameraView): HandOverSummary['cameras'] {
  if (status === null || status.state === 'starting') return [];
  const looksElsewhere = status.view !== null && status.view !== 'ok';
  if (status.state === 'live' && !looksElsewhere) return [];
  const state = status.state === 'live' ? (status.view ?? 'live') : status.state;
  return [{ cameraId: id, name, state }];
}
