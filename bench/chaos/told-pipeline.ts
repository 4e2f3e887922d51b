// The product's own pipeline, with a witness: what each picture truly showed, and what the fence engine raised from it, goes to the
// history. The witness changes nothing.
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
  }): void;
}

/** Times are true ones, whatever the worker's clock says. */
export function toldPipeline(witness: Witness): typeof createCameraPipeline {
  return (options) => {
    const pipeline = createCameraPipeline(options);
    return {
      ...pipeline,
      process: async (frame) => {
        witness.looked({ cameraId: frame.cameraId, slot: slotIn(frame), at: Date.now() });
        const outcome = await pipeline.process(frame);
        for (const { incidentId, sequence, event, cameraId, region } of outcome.events) {
          const slot = slotOf(region);
          witness.raised({ incidentId, sequence, event, cameraId, slot, at: Date.now() });
        }
        return outcome;
      },
    };
  };
}
