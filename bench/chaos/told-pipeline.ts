// Records the product's pipeline: what each picture really showed, and what the fence engine raised from it, goes to the history.
// The pipeline itself is unchanged.
import { createCameraPipeline, type PipelineOutcome } from '../../edge/pipeline/pipeline.ts';
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
  /** What the product made of a picture in which something stands. Nobody judges by it: it explains what was missed. */
  judged(why: {
    cameraId: string;
    /** Of the picture, by the worker's clock; epoch ms. */
    capturedAt: number;
    view: string;
    tracks: number;
    regions: number;
    drops: string[];
    waits: string[];
    followed: string[];
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
        const slot = slotIn(frame);
        const { cameraId, capturedAt } = frame;
        witness.looked({ cameraId, slot, at: Date.now() });
        const outcome = await pipeline.process(frame);
        if (slot !== null) witness.judged({ cameraId, capturedAt, ...judgedIn(outcome) });
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

function judgedIn({ observation, drops, waits, followed }: PipelineOutcome) {
  return {
    view: observation.view.state,
    tracks: observation.tracks.length,
    regions: observation.regions.length,
    drops: drops.map(({ drop }) => drop.reason),
    waits: waits.map(({ wait }) => wait.reason),
    followed: followed.map(({ stage }) => stage),
  };
}

function ageOf(ms: number): number | null {
  return Math.abs(ms) > mostSinceFrameMs ? null : Math.max(0, Math.round(ms));
}
