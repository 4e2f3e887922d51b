// The product's engine with the look schedule of a live camera: pictures that are not due are skipped. Takes the pipeline and the
// camera's fences; a skipped picture repeats the last observation.
import type { Analysis, Camera, Fence } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { createLookSchedule } from '../../edge/schedule/look-schedule.ts';
import { foundIn, leastDwellOf } from '../../edge/schedule/look-interval.ts';
import { createOverload } from '../../edge/schedule/overload.ts';
import type { CameraPipeline, PipelineOutcome } from '../../edge/pipeline/pipeline.ts';
import type { BenchEngine } from './bench-engine.ts';

export interface LookedAtByNeed {
  readonly pipeline: Pick<CameraPipeline, 'process'>;
  readonly camera: Pick<Camera, 'id'> & { readonly analysis: Pick<Analysis, 'periodMs'> };
  readonly fences: readonly Fence[];
}

/** Without overload: looks are skipped only when nothing can be decided soon. */
export function createLookedAtByNeed({ pipeline, camera, fences }: LookedAtByNeed): BenchEngine {
  let nowMs = 0;
  let looked: { readonly atMs: number; readonly outcome: PipelineOutcome } | null = null;
  const looks = createLookSchedule({
    cameraId: camera.id,
    periodMs: camera.analysis.periodMs,
    leastDwellMs: () => leastDwellOf(fences, camera.id),
    overload: createOverload(),
    clock: clockOf(() => nowMs),
    onSkipped: () => undefined,
  });
  return {
    process: async (frame) => {
      nowMs = frame.capturedAt;
      if (looked && !looks.isDue(nowMs - looked.atMs)) return repeated(looked.outcome);
      const outcome = await pipeline.process(frame);
      looks.found(foundIn(outcome), 0);
      looked = { atMs: nowMs, outcome };
      return outcome;
    },
  };
}

function repeated(outcome: PipelineOutcome): PipelineOutcome {
  return { ...outcome, events: [], drops: [], waits: [], setAside: [] };
}

/** The pictures' time; no real waiting. */
function clockOf(now: () => number): Clock {
  return { now, steady: now, wait: () => Promise.resolve() };
}
