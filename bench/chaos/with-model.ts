// A detector that runs the default model on every picture, for its cost, and answers with what another detector sees. So a long run
// has the model's threads, memory and load, and still knows what each camera showed.
import { createDetector } from '../../detectors/create-detector.ts';
import type { Detector } from '../../detectors/detector.ts';
import { resolveModel } from '../../models/index.ts';

export const loadModel = 'centernet-mobilenetv3';

export async function withModel(seeing: Detector, modelsDir: string): Promise<Detector> {
  const model = await createDetector({
    model: await resolveModel({ name: loadModel, dir: modelsDir }),
  });
  return {
    ...seeing,
    input: model.input,
    detect: async (picture, crop) => {
      await model.detect(picture, crop);
      return seeing.detect(picture, crop);
    },
    close: () => model.close(),
  };
}
