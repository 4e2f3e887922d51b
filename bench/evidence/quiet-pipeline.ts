// An idle pipeline that raises the given events, so that the cost of evidence is not lost in the cost of analysis. Takes a function
// that returns the events of a frame.
import type { IncidentEvent, Observation } from '../../contracts/index.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { CameraPipeline, createCameraPipeline } from '../../edge/pipeline/pipeline.ts';

export const idleDetector: Detector = {
  model: { name: 'none', sha256: '0'.repeat(64) },
  input: { width: 64, height: 64 },
  detect: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

const nothingSeen = { drops: [], waits: [], followed: [], opinion: null, setAside: [] };

export function quietPipeline(
  eventsAt: (capturedAt: number) => IncidentEvent[],
): typeof createCameraPipeline {
  return (): CameraPipeline => ({
    process: ({ cameraId, capturedAt, mediaTimeMs }) => {
      const observation: Observation = {
        ...{ version: 1, cameraId, capturedAt, mediaTimeMs, tracks: [], regions: [] },
        grid: { columns: 1, rows: 1 },
        view: { state: 'ok', since: capturedAt, shift: null },
      };
      const events = eventsAt(capturedAt);
      return Promise.resolve({ observation, events, ...nothingSeen, watched: [] });
    },
    setFences: () => Promise.resolve(),
    adopt: () => Promise.resolve({ adopted: [], known: [] }),
    snapshot: () => ({}),
    openIncidents: () => 0,
  });
}
