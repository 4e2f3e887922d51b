// Why there was no earlier alert: runs the stored observations through the fence of that time, with the live engine. Takes the
// fence, the observations and the alert; returns the reason at each look. Also returns whether the engine raises the alert at the
// same moment; otherwise the reasons are unreliable. Pure.
import type {
  Box,
  Calendar,
  Fence,
  Observation,
  WhyCount,
  WhyNow,
} from '../../../../contracts/index.ts';
import {
  createFenceEngine,
  createWhyTally,
  emptyEngineState,
  whyNow,
} from '../../../../geofences/index.ts';
import { overlapOf } from './observation-at.ts';

export interface JudgedLook {
  at: number;
  /** The reason that was nearest to an alert at the alert's place; null when nothing was there. */
  why: WhyNow | null;
}

export interface JudgedThen {
  /** Whether the engine raises the alert at the moment of the alert. */
  isSame: boolean;
  looks: readonly JudgedLook[];
  counts: readonly WhyCount[];
}

export interface JudgeThen {
  fence: Fence;
  timezone: string;
  calendar: Calendar;
  observations: readonly Observation[];
  alert: { at: number; region: Box };
}

export function judgeThen(question: JudgeThen): JudgedThen {
  const { fence, timezone, calendar, observations, alert } = question;
  const engine = createFenceEngine([fence], timezone, calendar);
  const tally = createWhyTally();
  const looks: JudgedLook[] = [];
  let state = emptyEngineState;
  let isSame = false;
  for (const observation of observations) {
    const at = observation.capturedAt;
    if (at > alert.at) break;
    const advance = engine.advance(state, observation);
    state = advance.state;
    if (at === alert.at) isSame = advance.events.some(({ event }) => event === 'opened');
    if (at === alert.at) break;
    const here = whyNow(advance).filter(({ region }) => overlapOf(region, alert.region) > 0);
    looks.push({ at, why: nearestOf(here) });
    tally.add(placedAt(advance, alert.region), at);
  }
  return { isSame, looks, counts: tally.counts() };
}

type Reasons = Parameters<ReturnType<typeof createWhyTally>['add']>[0];

/** Only what happened at the place of the alert. */
function placedAt({ drops, waits }: Reasons, place: Box): Reasons {
  return {
    drops: drops.filter(({ drop }) => overlapOf(drop.region, place) > 0),
    waits: waits.filter(({ wait }) => overlapOf(wait.region, place) > 0),
  };
}

/** A waiting object is more informative than one that does not count; the longest wait is the most informative. */
function nearestOf(reasons: readonly WhyNow[]): WhyNow | null {
  const share = ({ stay }: WhyNow) => (stay ? stay.stayedMs / Math.max(1, stay.dwellMs) : -1);
  return reasons.reduce<WhyNow | null>(
    (best, one) => (best === null || share(one) > share(best) ? one : best),
    null,
  );
}
