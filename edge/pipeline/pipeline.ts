// THE SPINE. One camera, one frame: what is there, what it means. Reading this file is reading the product:
//   frame → observation (detectors: views, tracks, static regions, view health) → incidents (geofences)
// What it means for people — alerts, clips, dispatch — follows in edge/worker.ts.
import { z } from 'zod';
import {
  describeFaults,
  faultsOf,
  type Camera,
  type Fence,
  type IncidentEvent,
  type Observation,
} from '../../contracts/index.ts';
import { analyzerSnapshotSchema, createAnalyzer } from '../../detectors/analyzer.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Frame } from '../../detectors/frame.ts';
import {
  createFenceEngine,
  emptyEngineState,
  engineStateSchema,
  needsAttention,
  openIncidents,
  quantiseObservation,
  type Advance,
} from '../../geofences/index.ts';

export interface PipelineOutcome {
  readonly observation: Observation;
  readonly events: IncidentEvent[];
  /** What was seen and not counted, with the reason. */
  readonly drops: Advance['drops'];
}

export interface CameraPipeline {
  /** Frames must come in order of `capturedAt`. */
  process(frame: Frame): Promise<PipelineOutcome>;
  /** Everything that must survive a restart, as plain JSON. */
  snapshot(): unknown;
  openIncidents(): number;
}

export interface PipelineOptions {
  camera: Pick<Camera, 'id'>;
  /** All fences of the site; the camera's own are taken. */
  fences: readonly Fence[];
  timezone: string;
  detector: Detector;
  /** From `snapshot()` of an earlier run. */
  snapshot?: unknown;
}

const snapshotSchema = z.strictObject({
  version: z.literal(1),
  analyzer: analyzerSnapshotSchema,
  engine: engineStateSchema,
});

/** @throws Error when the snapshot is not one of a pipeline */
export function createCameraPipeline(options: PipelineOptions): CameraPipeline {
  const former = options.snapshot === undefined ? null : parseSnapshot(options.snapshot);
  const fences = options.fences.filter(({ camera }) => camera === options.camera.id);
  const analyzer = createAnalyzer({
    detector: options.detector,
    fences: fences.map(({ polygon }) => polygon),
    ...(former && { snapshot: former.analyzer }),
  });
  const engine = createFenceEngine(fences, options.timezone);
  let state = former?.engine ?? emptyEngineState;

  return {
    process: async (frame) => {
      const seen = await analyzer.analyze(frame, needsAttention(state));
      const observation = quantiseObservation(seen);
      const { state: next, events, drops } = engine.advance(state, observation);
      state = next;
      return { observation, events, drops };
    },
    snapshot: () => ({ version: 1, analyzer: analyzer.snapshot(), engine: state }),
    openIncidents: () => openIncidents(state),
  };
}

function parseSnapshot(value: unknown): z.infer<typeof snapshotSchema> {
  const parsed = snapshotSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new Error(`camera state: ${describeFaults(faultsOf(parsed.error))}`);
  return parsed.data;
}
