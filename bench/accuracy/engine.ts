// The two engines that the bench compares: the product's own pipeline, and the baseline. Both take frames in order and
// say what is there, what opened and what was not counted.
import type { Detector } from '../../detectors/detector.ts';
import { createCameraPipeline } from '../../edge/pipeline/pipeline.ts';
import type { Clip } from './clip.ts';
import { createNaiveEngine } from './naive.ts';
import type { BenchEngine } from './bench-engine.ts';

export const engineNames = ['fencewatch', 'naive'] as const;
export type EngineName = (typeof engineNames)[number];

/** A fresh engine, as a worker has it that sees the clip's camera for the first time. */
export function createBenchEngine(
  name: EngineName,
  { clip, detector }: { clip: Clip; detector: Detector },
): BenchEngine {
  const { camera, fences, site } = clip;
  switch (name) {
    case 'fencewatch':
      return createCameraPipeline({ camera, fences, detector, ...site });
    case 'naive':
      return createNaiveEngine({ camera, fences, detector });
  }
}
