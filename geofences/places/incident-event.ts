// Builds incident events. Takes a place with its incident; returns the event, with the sentence and the numbers that explain it.
import type { Fence, IncidentEvent, Observation } from '../../contracts/index.ts';
import type { Incident, Place } from './place.ts';
import type { OpinionResult } from './second-opinion.ts';
import { countedEvidence, traceOf } from './verdict.ts';

/** The properties of a fence in an event. */
export type FenceIdentity = Pick<Fence, 'id' | 'camera' | 'kind' | 'version'>;

export function incidentEventOf(
  event: IncidentEvent['event'],
  place: Place & { readonly incident: Incident },
  {
    fence,
    observation,
    opinion = null,
  }: {
    readonly fence: FenceIdentity;
    readonly observation: Observation;
    /** The result of the second opinion. */
    readonly opinion?: OpinionResult['outcome'];
  },
): IncidentEvent {
  return {
    event,
    incidentId: place.incident.id,
    sequence: place.incident.sequence,
    kind: fence.kind,
    cameraId: fence.camera,
    fenceId: fence.id,
    fenceVersion: fence.version,
    capturedAt: observation.capturedAt,
    mediaTimeMs: observation.mediaTimeMs,
    presentSince: place.since,
    openedAt: place.incident.openedAt,
    region: place.region,
    confidence: place.confidence,
    reason: reasonOf(event, place, observation.capturedAt),
    trace: traceOf(place, fence, opinion),
  };
}

/** Deterministic: the same observations give the same id, so that dispatch recognises a repeat after a crash. */
export function incidentIdOf({ region }: Place, fence: Fence, at: number): string {
  const cell =
    Math.floor((region.x + region.width / 2) * 100) * 100 +
    Math.floor((region.y + region.height / 2) * 100);
  return `${fence.camera}-${fence.id}-${at.toString(36)}-${cell.toString(36)}`;
}

function reasonOf(event: IncidentEvent['event'], place: Place, at: number): string {
  if (event === 'cleared')
    return `the place has been clear for ${seconds(at - place.lastClaimedAt)}`;
  const stay = seconds(at - place.since);
  const cover = place.measures['cover'];
  if (cover !== undefined)
    return `${place.what} covers ${Math.round(cover * 100)}% of the fence for ${stay}`;
  const count = place.measures['count'];
  if (count !== undefined) return `${count} of ${place.what} there for ${stay}`;
  const because = countedEvidence(place).join(', ');
  return `${place.what} there for ${stay}${because && ` (${because})`}`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
