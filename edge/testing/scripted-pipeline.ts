// A pipeline that raises scripted events, to test everything after it: the n-th frame of its life, across restarts, opens or
// clears an incident. Its detector finds nothing.
import type { IncidentEvent, Observation } from '../../contracts/index.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { CameraPipeline, createCameraPipeline } from '../pipeline/pipeline.ts';
import { incidentEvent } from './incidents.ts';

export const idleDetector: Detector = {
  model: { name: 'none', sha256: '0'.repeat(64) },
  input: { width: 64, height: 64 },
  detect: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

/** Frame numbers, from 1, and what happens at them. */
export type Script = Readonly<Record<number, IncidentEvent['event'] | 'fails'>>;

const nothingSeen = {
  events: [],
  drops: [],
  waits: [],
  followed: [],
  opinion: null,
  setAside: [],
  watched: [],
};

export function scriptedPipeline(script: Script): typeof createCameraPipeline {
  return ({ camera, snapshot }): CameraPipeline => {
    const state = { frames: 0, sequence: 0, ...(snapshot as object | undefined) };
    return {
      process(frame) {
        state.frames += 1;
        const event = script[state.frames];
        if (event === 'fails') return Promise.reject(new Error('this frame fails'));
        const observation = emptyObservation(frame);
        const silent = { observation, ...nothingSeen };
        if (!event) return Promise.resolve(silent);
        state.sequence += 1;
        const { capturedAt } = frame;
        const { sequence } = state;
        const incidentId = `${camera.id}-incident`;
        const raised = { event, sequence, capturedAt, openedAt: capturedAt, incidentId };
        const incident = incidentEvent({
          ...raised,
          cameraId: camera.id,
          presentSince: capturedAt,
        });
        return Promise.resolve({ ...silent, events: [incident] });
      },
      setFences: () => Promise.resolve(),
      adopt: (incidents) =>
        Promise.resolve({ adopted: incidents.map(({ incidentId }) => incidentId), known: [] }),
      snapshot: () => ({ ...state }),
      openIncidents: () => state.sequence % 2,
    };
  };
}

function emptyObservation({ cameraId, capturedAt, mediaTimeMs }: Frame): Observation {
  return {
    ...{ version: 1, cameraId, capturedAt, mediaTimeMs, tracks: [], regions: [] },
    grid: { columns: 1, rows: 1 },
    view: { state: 'ok', since: capturedAt, shift: null },
  };
}
