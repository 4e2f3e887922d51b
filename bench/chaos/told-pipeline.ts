// Records the product's pipeline: what each picture really showed, and what the fence engine raised from it, goes to the history.
// The pipeline itself is unchanged.
import { createCameraPipeline } from '../../edge/pipeline/pipeline.ts';
import { slotIn } from './marker-detector.ts';
import { slotOf } from './scripted-world.ts';

export interface Witness {
  looked(look: { cameraId: string; slot: number | null; at: number }): void;
  raised(event: {
    incidentId: string;
    sequence: number;
    event: 'opened' | 'still-there' | 'cleared';
    cameraId: string;
    slot: number | null;
    at: number;
    sinceFrameMs: number | null;
  }): void;
}

/** A longer time means that the clock was set in between. */
const mostSinceFrameMs = 600_000;

/** Times are true ones, whatever the worker's clock says; only the age of a picture is measured by that clock. */
export function toldPipeline(
  witness: Witness,
  clock: { now(): number },
): typeof createCameraPipeline {
  return (options) => {
    const pipeline = createCameraPipeline(options);
    return {
      ...pipeline,
      process: async (frame) => {
        witness.looked({ cameraId: frame.cameraId, slot: slotIn(frame), at: Date.now() });
        const outcome = await pipeline.process(frame);
        for (const { incidentId, sequence, event, cameraId, region } of outcome.events) {
          const slot = slotOf(region);
          const sinceFrameMs = ageOf(clock.now() - frame.capturedAt);
          const at = Date.now();
          witness.raised({ incidentId, sequence, event, cameraId, slot, at, sinceFrameMs });
        }
        return outcome;
      },
    };
  };
}

function ageOf(ms: number): number | null {
  return Math.abs(ms) > mostSinceFrameMs ? null : Math.max(0, Math.round(ms));
}
