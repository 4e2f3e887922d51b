// The interface between the pipeline and the model. All cameras of a worker share one detector.
import type { Box } from '../contracts/index.ts';
import type { Detection } from './detection.ts';
import type { ProviderInUse } from './execution-provider.ts';
import type { Picture } from './frame.ts';

export interface Detector {
  readonly model: { readonly name: string; readonly sha256: string };
  /** Where the model runs; absent if it is no ONNX model. */
  readonly provider?: ProviderInUse;
  /** Input size of the model in pixels; crops should have this shape. */
  readonly input: { readonly width: number; readonly height: number };
  /**
   * Finds objects in one crop of a picture.
   * @param crop normalised part of the picture; it is scaled to the input, keeping its aspect ratio where the model's
   *   family does so
   * @returns detections above the model's own confidence floor, after non-maximum suppression, boxes normalised to the
   *   whole picture and clipped to it
   */
  detect(picture: Picture, crop: Box): Promise<Detection[]>;
  close(): Promise<void>;
}
