// How cameras are analysed: how often, what is decoded, with which models, and whether second opinions are used. The form in site
// files, for a site or a camera, and the complete form.
import { z } from 'zod';
import { positiveDurationSchema } from './duration.ts';
import { idSchema } from './fence.ts';

export const analysisSchema = z.strictObject({
  /** Time between analysed frames. */
  period: positiveDurationSchema.optional(),
  /** `auto` decodes only key frames while they are frequent enough, everything otherwise. */
  decode: z.enum(['auto', 'key-frames', 'full']).optional(),
  /** Name of a model in the registry. */
  model: idSchema.optional(),
  /** Whether a second opinion, a slower look, is asked for before an alert. */
  secondOpinion: z.boolean().optional(),
  /** The model for second opinions, if installed; the model of the analysis when absent. */
  secondModel: idSchema.optional(),
});

export interface Analysis {
  periodMs: number;
  decode: 'auto' | 'key-frames' | 'full';
  model: string;
  secondOpinion: boolean;
  /** Null: the model of the analysis. */
  secondModel: string | null;
}
export const defaultAnalysis: Analysis = {
  periodMs: 2000,
  decode: 'auto',
  model: 'centernet-mobilenetv3',
  secondOpinion: true,
  secondModel: null,
};

type AnalysisContent = z.output<typeof analysisSchema> | undefined;

export function completeAnalysis(site: AnalysisContent, camera: AnalysisContent): Analysis {
  return {
    periodMs: camera?.period ?? site?.period ?? defaultAnalysis.periodMs,
    decode: camera?.decode ?? site?.decode ?? defaultAnalysis.decode,
    model: camera?.model ?? site?.model ?? defaultAnalysis.model,
    secondOpinion: camera?.secondOpinion ?? site?.secondOpinion ?? defaultAnalysis.secondOpinion,
    secondModel: camera?.secondModel ?? site?.secondModel ?? defaultAnalysis.secondModel,
  };
}
