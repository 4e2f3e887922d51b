// The pipeline of the leases bench: instead of a model it sees the scripted world, and keeps one incident per stay, as the fence
// engine would. Its state moves with the camera like any other. Takes the world; reports every analysed picture.
import { z } from 'zod';
import type { IncidentEvent, Observation } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { CameraPipeline, createCameraPipeline } from '../../edge/pipeline/pipeline.ts';
import { leasesKind } from './leases-site.ts';
import { worldAt, type WorldTimes } from './world.ts';

const stateSchema = z.strictObject({
  open: z
    .strictObject({
      incidentId: z.string(),
      sequence: z.number(),
      openedAt: z.number(),
      saidAt: z.number(),
      stay: z.number(),
    })
    .nullable(),
});
type State = z.infer<typeof stateSchema>;

const sayAgainMs = 5000;
const nothing = { drops: [], waits: [], followed: [], opinion: null, setAside: [], watched: [] };

export function watchedPipeline(
  world: WorldTimes,
  onLooked: (cameraId: string, at: number) => void,
): typeof createCameraPipeline {
  return ({ camera, snapshot }): CameraPipeline => {
    const state: State = stateSchema.safeParse(snapshot).data ?? { open: null };
    return {
      process: (frame) => {
        onLooked(camera.id, Date.now());
        const events = eventsOf(
          state,
          frame,
          worldAt(world, numberOf(camera.id), frame.capturedAt),
        );
        return Promise.resolve({ observation: emptyObservation(frame), events, ...nothing });
      },
      setFences: () => Promise.resolve(),
      adopt: () => Promise.resolve({ adopted: [], known: [] }),
      snapshot: () => structuredClone(state),
      openIncidents: () => (state.open === null ? 0 : 1),
    };
  };
}

/** `camera-3` is number 2. */
export function numberOf(cameraId: string): number {
  return Number(cameraId.split('-')[1]) - 1;
}

function eventsOf(
  state: State,
  { cameraId, capturedAt }: Frame,
  { stay, isThere }: { stay: number; isThere: boolean },
): IncidentEvent[] {
  const { open } = state;
  if (open !== null && (!isThere || open.stay !== stay)) {
    state.open = null;
    return [eventOf('cleared', cameraId, capturedAt, { ...open, sequence: open.sequence + 1 })];
  }
  if (!isThere) return [];
  if (open !== null && capturedAt - open.saidAt < sayAgainMs) return [];
  const incidentId = `${cameraId}-${capturedAt}`;
  const fresh = { incidentId, sequence: 0, openedAt: capturedAt, saidAt: 0, stay };
  const next = { ...(open ?? fresh), saidAt: capturedAt };
  next.sequence += 1;
  state.open = next;
  return [eventOf(open === null ? 'opened' : 'still-there', cameraId, capturedAt, next)];
}

function eventOf(
  event: IncidentEvent['event'],
  cameraId: string,
  capturedAt: number,
  { incidentId, sequence, openedAt }: NonNullable<State['open']>,
): IncidentEvent {
  return {
    event,
    incidentId,
    sequence,
    kind: leasesKind,
    cameraId,
    fenceId: `exit-${cameraId}`,
    fenceVersion: 1,
    capturedAt,
    mediaTimeMs: null,
    presentSince: openedAt,
    openedAt,
    region: { x: 0.2, y: 0.2, width: 0.4, height: 0.4 },
    confidence: 0.9,
    reason: 'something stands in the exit',
    trace: { rule: leasesKind, dwellMs: 0, evidence: [] },
  };
}

function emptyObservation({ cameraId, capturedAt, mediaTimeMs }: Frame): Observation {
  return {
    ...{ version: 1, cameraId, capturedAt, mediaTimeMs, tracks: [], regions: [] },
    grid: { columns: 1, rows: 1 },
    view: { state: 'ok', since: capturedAt, shift: null },
  };
}
