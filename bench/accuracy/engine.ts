// The engines that the bench compares: the product's pipeline at each period, the same with the look schedule of a live camera,
// and the baseline. They take frames in order and return observations, events and drops.
import type { Detector } from '../../detectors/detector.ts';
import { createCameraPipeline, type CameraPipeline } from '../../edge/pipeline/pipeline.ts';
import type { Clip } from './clip.ts';
import { createLookedAtByNeed } from './looks-by-need.ts';
import { createNaiveEngine } from './naive.ts';
import type { BenchEngine } from './bench-engine.ts';

export const engineNames = ['fencewatch', 'by-need', 'naive'] as const;
export type EngineName = (typeof engineNames)[number];

export interface EngineParts {
  readonly clip: Clip;
  readonly detector: Detector;
  /** Gives second opinions; the detector itself when absent. */
  readonly second?: Detector | undefined;
  /** The clip's site file when absent. */
  readonly secondOpinion?: false | undefined;
}

function createPipeline({ clip, detector, second, secondOpinion }: EngineParts): CameraPipeline {
  const { camera, fences, site } = clip;
  return createCameraPipeline({
    camera: secondOpinion === false ? unasked(camera) : camera,
    fences,
    detector,
    second,
    ...site,
  });
}

/** A new engine, as when a worker sees the camera for the first time. */
export function createBenchEngine(name: EngineName, parts: EngineParts): BenchEngine {
  const { camera, fences } = parts.clip;
  switch (name) {
    case 'fencewatch':
      return createPipeline(parts);
    case 'by-need':
      return createLookedAtByNeed({
        pipeline: createPipeline(parts),
        camera,
        fences,
      });
    case 'naive':
      return createNaiveEngine({ camera, fences, detector: parts.detector });
  }
}

function unasked(camera: Clip['camera']): Clip['camera'] {
  return { ...camera, analysis: { ...camera.analysis, secondOpinion: false } };
}
