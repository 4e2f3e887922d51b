// The life of a fence's places over one observation: candidates grow up to incidents, incidents say that they are still
// there, clear when the place is clear, and open again when the thing comes back soon.
import type { Fence, IncidentEvent, Observation } from '../contracts/index.ts';
import { isSamePlace } from './boxes.ts';
import type { Claim } from './claim.ts';
import { candidateLostMs, claimPlaces, type Place } from './place.ts';
import { judge, traceOf, weightsOf } from './verdict.ts';

export interface LifeStep {
  readonly fence: Fence;
  readonly places: readonly Place[];
  readonly claims: readonly Claim[];
  readonly observation: Observation;
}

/** A thing that comes back must stay at least this long before its incident opens again. */
const returnDwellMs = 5000;

export function advancePlaces(step: LifeStep): { places: Place[]; events: IncidentEvent[] } {
  const at = step.observation.capturedAt;
  const events: IncidentEvent[] = [];
  const places = claimPlaces(step.places, step.claims, at).flatMap((place) => {
    const { kept, event } = advancePlace(place, step);
    if (event) events.push(event);
    return kept ? [kept] : [];
  });
  return { places, events };
}

interface PlaceOutcome {
  kept: Place | null;
  event: IncidentEvent | null;
}

function advancePlace(place: Place, step: LifeStep): PlaceOutcome {
  if (!place.incident) return advanceCandidate(place, step);
  return place.incident.clearedAt === null ? advanceOpen(place, step) : advanceCleared(place, step);
}

function advanceCandidate(place: Place, step: LifeStep): PlaceOutcome {
  const at = step.observation.capturedAt;
  if (at - place.lastClaimedAt > candidateLostMs) return { kept: null, event: null };
  const claim = claimOf(place, step);
  if (!claim || !judge(place, step.fence, weightsOf(claim.evidence), at).open)
    return { kept: place, event: null };
  return say('opened', place, step, {
    id: incidentIdOf(place, step),
    openedAt: at,
    sequence: 1,
    lastSaidAt: at,
    clearedAt: null,
  });
}

type OpenPlace = Place & { incident: NonNullable<Place['incident']> };
function isOpen(place: Place): place is OpenPlace {
  return place.incident !== null;
}

function advanceOpen(place: Place, step: LifeStep): PlaceOutcome {
  const at = step.observation.capturedAt;
  if (!isOpen(place)) return { kept: place, event: null };
  const { incident } = place;
  const next = { ...incident, sequence: incident.sequence + 1, lastSaidAt: at };
  if (at - place.lastClaimedAt >= step.fence.clearAfterMs)
    return say('cleared', place, step, { ...next, clearedAt: at });
  if (at - incident.lastSaidAt >= step.fence.stillThereEveryMs)
    return say('still-there', place, step, next);
  return { kept: place, event: null };
}

function advanceCleared(place: Place, step: LifeStep): PlaceOutcome {
  const at = step.observation.capturedAt;
  if (!isOpen(place) || at - (place.incident.clearedAt ?? at) > step.fence.reopenWithinMs)
    return { kept: null, event: null };
  const claim = claimOf(place, step);
  if (!claim) return { kept: place, event: null };
  const back =
    at - Math.max(claim.since, place.incident.clearedAt ?? 0) >=
    Math.min(returnDwellMs, place.dwellMs);
  if (!back) return { kept: place, event: null };
  const { incident } = place;
  return say('opened', place, step, {
    ...incident,
    sequence: incident.sequence + 1,
    lastSaidAt: at,
    clearedAt: null,
  });
}

function claimOf(place: Place, { claims, observation }: LifeStep): Claim | undefined {
  if (place.lastClaimedAt !== observation.capturedAt) return undefined;
  return claims.find((claim) => isSamePlace(claim.region, place.region));
}

function say(
  event: IncidentEvent['event'],
  place: Place,
  { fence, observation }: LifeStep,
  incident: NonNullable<Place['incident']>,
): PlaceOutcome {
  const kept = { ...place, incident };
  const said: IncidentEvent = {
    event,
    incidentId: incident.id,
    sequence: incident.sequence,
    kind: fence.kind,
    cameraId: fence.camera,
    fenceId: fence.id,
    fenceVersion: fence.version,
    capturedAt: observation.capturedAt,
    mediaTimeMs: observation.mediaTimeMs,
    presentSince: place.since,
    openedAt: incident.openedAt,
    region: place.region,
    confidence: place.confidence,
    reason: reasonOf(event, place, observation.capturedAt),
    trace: traceOf(place, fence),
  };
  return { kept, event: said };
}

/** Deterministic: the same observations give the same id, so that a repeat after a crash is known as one. */
function incidentIdOf(place: Place, { fence, observation }: LifeStep): string {
  const cell =
    Math.floor((place.region.x + place.region.width / 2) * 100) * 100 +
    Math.floor((place.region.y + place.region.height / 2) * 100);
  return `${fence.camera}-${fence.id}-${observation.capturedAt.toString(36)}-${cell.toString(36)}`;
}

function reasonOf(event: IncidentEvent['event'], place: Place, at: number): string {
  const seconds = Math.round((at - place.since) / 1000);
  if (event === 'cleared')
    return `the place has been clear for ${Math.round((at - place.lastClaimedAt) / 1000)} s`;
  const cover = place.measures['cover'];
  if (cover !== undefined)
    return `${place.what} covers ${Math.round(cover * 100)}% of the fence for ${seconds} s`;
  const names = Object.keys(place.evidenceMs);
  const because = names.length > 0 ? ` (${names.join(', ')})` : '';
  return `${place.what} there for ${seconds} s${because}`;
}
