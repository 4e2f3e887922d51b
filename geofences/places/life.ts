// The life cycle of a fence's places over one observation: candidates become incidents; incidents report that they are still
// there, clear when the place is clear, and open again when the object returns soon.
import type { Box, Fence, IncidentEvent, Observation } from '../../contracts/index.ts';
import type { Claim, Drop, DropReason } from '../claim.ts';
import { incidentEventOf, incidentIdOf } from './incident-event.ts';
import { pairClaims, type Pair } from './pair-claims.ts';
import { candidateLostMs, stageOf, type Incident, type Place } from './place.ts';
import { weighOpinions, type OpinionResult } from './second-opinion.ts';
import { judgeCandidate, judgeReturn, type Wait } from './verdict.ts';

export interface LifeStep {
  readonly fence: Fence;
  readonly places: readonly Place[];
  readonly claims: readonly Claim[];
  /** Objects that the fence's rule saw but did not count. */
  readonly drops: readonly Drop[];
  readonly observation: Observation;
}

const aliveReasons: ReadonlySet<DropReason> = new Set([
  'is-person',
  'is-animal',
  'is-vehicle',
  'restless',
]);

export interface LifeOutcome {
  readonly places: Place[];
  readonly events: IncidentEvent[];
  /** Places that are not open, and what they wait for. */
  readonly waits: Wait[];
  /** Objects that need a second opinion. */
  readonly asks: Ask[];
}

/** An object that is about to be alerted and has no second opinion yet. */
export interface Ask {
  readonly region: Box;
  /** Whether the alert is due now; otherwise it may be due soon. */
  readonly isDue: boolean;
}

/** Second opinions are requested from this long before the alert. */
const soonMs = 8000;

export function advancePlaces(step: LifeStep): LifeOutcome {
  const { fence, observation, claims, places: known } = step;
  const excused = step.drops
    .filter(({ reason }) => aliveReasons.has(reason))
    .map((drop) => drop.region);
  const pairs = pairClaims({ places: known, claims, fence, at: observation.capturedAt, excused });
  const occupied: Box[] = [];
  for (const { place } of pairs) if (stageOf(place) === 'open') occupied.push(place.region);
  const places: Place[] = [];
  const events: IncidentEvent[] = [];
  const waits: Wait[] = [];
  const asks: Ask[] = [];
  const look: Look = { fence, observation, occupied };
  for (const pair of pairs) {
    const { kept, event, wait } = advancePlace(pair, look);
    asks.push(...asksOf(pair, { event, wait }, look));
    if (kept) places.push(kept);
    if (event) events.push(event);
    if (wait) waits.push(wait);
    if (event?.event === 'opened') occupied.push(event.region);
  }
  return { places, events, waits, asks };
}

interface Look {
  readonly fence: Fence;
  readonly observation: Observation;
  /** Regions of the open incidents. */
  readonly occupied: readonly Box[];
  /** The outcome of second opinions on the place that opens. */
  readonly opinion?: OpinionResult['outcome'];
}

interface PlaceOutcome {
  /** Null when the place is forgotten. */
  readonly kept: Place | null;
  readonly event: IncidentEvent | null;
  readonly wait: Wait | null;
}

/** Second opinions are requested a few looks before an alert and when it is due. */
function asksOf(
  { claim }: Pair,
  { event, wait }: Omit<PlaceOutcome, 'kept'>,
  { fence, observation }: Look,
): Ask[] {
  const isDue = event?.event === 'opened';
  const isSoon = wait?.reason === 'dwell' && wait.stayedMs >= wait.dwellMs - soonMs;
  if (!claim || !(isDue || isSoon)) return [];
  const { withoutOpinion } = weighOpinions(claim, fence, observation.opinions);
  return withoutOpinion.map((region) => ({ region, isDue }));
}

function advancePlace(pair: Pair, look: Look): PlaceOutcome {
  const { incident } = pair.place;
  if (!incident) return advanceCandidate(pair, look);
  return incident.clearedAt === null
    ? advanceOpen(pair, incident, look)
    : advanceCleared(pair, { incident, clearedAt: incident.clearedAt }, look);
}

function advanceCandidate({ place, claim }: Pair, look: Look): PlaceOutcome {
  const { fence, occupied } = look;
  const at = look.observation.capturedAt;
  if (absentMs(place, at) > candidateLostMs) return { kept: null, event: null, wait: null };
  const hearing = opinionsOf(claim, look);
  const verdict = judgeCandidate({ place, claim, at, occupied, refusal: hearing.refusal });
  if (!verdict.open) return waiting(place, verdict.reason, at - place.since);
  const id = incidentIdOf(place, fence, at);
  const incident = { id, openedAt: at, sequence: 1, lastSaidAt: at, clearedAt: null };
  return emit('opened', { ...place, incident }, { ...look, opinion: hearing.outcome });
}

function advanceOpen({ place, claim }: Pair, incident: Incident, look: Look): PlaceOutcome {
  const { fence } = look;
  const at = look.observation.capturedAt;
  const isGone = !claim && absentMs(place, at) >= fence.clearAfterMs;
  if (!isGone && !(claim && at - incident.lastSaidAt >= fence.stillThereEveryMs))
    return quiet(place);
  const next = { ...incident, sequence: incident.sequence + 1, lastSaidAt: at };
  return isGone
    ? emit('cleared', { ...place, incident: { ...next, clearedAt: at } }, look)
    : emit('still-there', { ...place, incident: next }, look);
}

function advanceCleared(
  { place, claim }: Pair,
  { incident, clearedAt }: { incident: Incident; clearedAt: number },
  look: Look,
): PlaceOutcome {
  const { fence, occupied } = look;
  const at = look.observation.capturedAt;
  if (!claim && at - clearedAt > fence.reopenWithinMs)
    return { kept: null, event: null, wait: null };
  const hearing = opinionsOf(claim, look);
  const verdict = judgeReturn({ place, claim, at, occupied, refusal: hearing.refusal });
  const backMs = claim ? at - Math.max(claim.since, clearedAt) : 0;
  if (!verdict.open) return waiting(place, verdict.reason, backMs);
  if (!claim) return waiting(place, 'not-there', 0);
  const sequence = incident.sequence + 1;
  // The absence is not part of the new stay.
  const since = Math.min(at, Math.max(claim.since, clearedAt));
  return emit(
    'opened',
    { ...place, since, incident: { ...incident, sequence, lastSaidAt: at, clearedAt: null } },
    { ...look, opinion: hearing.outcome },
  );
}

function opinionsOf(claim: Claim | null, { fence, observation }: Look) {
  if (!claim) return { refusal: null, outcome: null };
  return weighOpinions(claim, fence, observation.opinions);
}

function absentMs({ absentSince }: Place, at: number): number {
  return absentSince === null ? 0 : at - absentSince;
}

function quiet(place: Place): PlaceOutcome {
  return { kept: place, event: null, wait: null };
}

function waiting(place: Place, reason: Wait['reason'], stayedMs: number): PlaceOutcome {
  const { region, what, dwellMs } = place;
  const wait = { reason, region, what, stayedMs: Math.max(0, stayedMs), dwellMs };
  return { kept: place, event: null, wait };
}

type IncidentPlace = Place & { readonly incident: Incident };
function emit(event: IncidentEvent['event'], place: IncidentPlace, look: Look): PlaceOutcome {
  return { kept: place, event: incidentEventOf(event, place, look), wait: null };
}
