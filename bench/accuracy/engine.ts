// The two engines that the bench compares: the product's own pipeline, and the baseline. Both take frames in order and
// say what is there, what opened and what was not counted.
import type { Detector } from '../../detectors/detector.ts';
import { createCameraPipeline } from '../../edge/pipeline/pipeline.ts';
import type { Clip } from './clip.ts';
import { createNaiveEngine } from './naive.ts';
import type { BenchEngine } from './bench-engine.ts';

export const engineNames = ['fencewatch', 'naive'] as const;
export type EngineName = (typeof engineNames)[number];

export interface EngineParts {
  readonly clip: Clip;
  readonly detector: Detector;
  /** Gives second opinions; the detector itself when absent. */
  readonly second?: Detector | undefined;
  /** What the clip's site says when absent. */
  readonly secondOpinion?: false | undefined;
}

/** A fresh engine, as a worker has it that sees the clip's camera for the first time. */
export function createBenchEngine(name: EngineName, { clip, ...how }: EngineParts): BenchEngine {
  const { camera, fences, site } = clip;
  const { detector, second } = how;
  switch (name) {
    case 'fencewatch':
      return createCameraPipeline({
        camera: how.secondOpinion === false ? unasked(camera) : camera,
        fences,
        detector,
        second,
        ...site,
      });
    case 'naive':
      return createNaiveEngine({ camera, fences, detector });
  }
}

function unasked(camera: Clip['camera']): Clip['camera'] {
  return { ...camera, analysis: { ...camera.analysis, secondOpinion: false } };
}
