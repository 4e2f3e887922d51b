// Opens a model as a detector. Takes a model of the store; returns a detector that works on one crop at a time, for any family.
// One detector serves all cameras of a worker; they take turns.
import type { Family, InputSize, ResolvedModel } from '../models/index.ts';
import type { Detection } from './detection.ts';
import type { Detector } from './detector.ts';
import type { ExecutionProvider } from './execution-provider.ts';
import { openCenternet } from './families/centernet.ts';
import { boxOnPicture, type Placement } from './families/cut-crop.ts';
import { openDetr } from './families/detr.ts';
import type { Candidate, FamilyModel, OpenFamily } from './families/family.ts';
import { openNanodet } from './families/nanodet.ts';
import { suppress } from './families/suppress.ts';
import { openYoloEnd2end } from './families/yolo-end2end.ts';
import { openYolov8 } from './families/yolov8.ts';
import { openYolox } from './families/yolox.ts';
import type { Picture } from './frame.ts';
import { settleForFrames } from './frame-memory.ts';
import { createOnnxSession, type OnnxSession } from './onnx-session.ts';

export interface DetectorOptions {
  model: ResolvedModel;
  /** Threads of one run; 1 serves several cameras best. */
  threads?: number;
  /** The confidence floor of detections; the family's own when absent. */
  confidenceFloor?: number;
  /** `cpu` when absent; the CPU also replaces a provider that does not work. */
  provider?: ExecutionProvider;
}

const openers: Record<Family, OpenFamily> = {
  centernet: openCenternet,
  yolox: openYolox,
  nanodet: openNanodet,
  yolov8: openYolov8,
  'yolo-end2end': openYoloEnd2end,
  detr: openDetr,
};

export async function createDetector(options: DetectorOptions): Promise<Detector> {
  settleForFrames();
  const { model } = options;
  const { session, family } = await openModel(options);
  return {
    model: { name: model.name, sha256: model.sha256 },
    provider: session.provider,
    input: family.input,
    detect: async (picture, crop) => {
      const { feeds, placement } = await family.prepare(picture, crop);
      const outputs = await session.run(feeds, sourceOf(picture));
      return toDetections(family, family.decode(outputs, placement), { placement, model });
    },
    close: () => session.close(),
  };
}

/** Opens a model only to check that it fits its family and labels, and to read its input size. */
export async function tryModel(model: Omit<ResolvedModel, 'input'>): Promise<InputSize> {
  const { session, family } = await openModel({ model });
  await session.close();
  return family.input;
}

export interface OpenOptions extends Omit<DetectorOptions, 'model'> {
  model: Omit<ResolvedModel, 'input'> & { input?: InputSize };
}

export async function openModel(
  options: OpenOptions,
): Promise<{ session: OnnxSession; family: FamilyModel }> {
  const { model, threads = 1, confidenceFloor, provider = 'cpu' } = options;
  const session = await createOnnxSession({ file: model.file, threads, provider });
  try {
    const family = openers[model.family]({
      name: model.name,
      inputs: session.inputs,
      outputs: session.outputs,
      input: model.input,
      labelCount: model.labels.length,
      confidenceFloor,
    });
    return { session, family };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The key for taking turns: the camera's id; pictures without one share a key. */
function sourceOf(picture: Picture): string {
  return 'cameraId' in picture ? String(picture.cameraId) : '';
}

/** Suppresses overlapping boxes of one class even with different labels: an object found as car and as truck is one vehicle. */
export function toDetections(
  { maxIou }: FamilyModel,
  candidates: readonly Candidate[],
  { placement, model }: { placement: Placement; model: Pick<ResolvedModel, 'labels'> },
): Detection[] {
  const thingOf = ({ classIndex }: Candidate) => model.labels[classIndex]?.thing ?? 'other';
  return suppress(candidates, thingOf, maxIou).flatMap((candidate) => {
    const label = model.labels[candidate.classIndex];
    const box = boxOnPicture(candidate, placement);
    if (!label || !box) return [];
    return [{ ...label, confidence: Math.min(candidate.confidence, 1), box }];
  });
}
