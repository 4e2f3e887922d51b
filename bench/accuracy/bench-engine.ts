// The interface of the engines that the bench measures.
import type { Frame } from '../../detectors/frame.ts';
import type { PipelineOutcome } from '../../edge/pipeline/pipeline.ts';

export type FrameOutcome = Pick<PipelineOutcome, 'observation' | 'events' | 'drops'> &
  Partial<Pick<PipelineOutcome, 'setAside' | 'opinion'>>;

export interface BenchEngine {
  /** Frames must come in order of `capturedAt`. */
  process(frame: Frame): Promise<FrameOutcome>;
}
