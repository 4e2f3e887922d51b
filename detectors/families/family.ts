// The interface between a detector and a family of models: how a crop becomes the model's input, and how the model's
// output becomes boxes. One file per family implements it.
import type { Box } from '../../contracts/index.ts';
import type { InputSize } from '../../models/index.ts';
import type { Picture } from '../frame.ts';
import type { TensorInfo, Tensors } from '../onnx-session.ts';
import type { Placement } from './cut-crop.ts';

/** A loaded model as its family sees it. */
export interface LoadedModel {
  readonly name: string;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** What the registry says; the model itself has the last word where its input is fixed. */
  readonly input: InputSize | undefined;
  readonly labelCount: number;
  readonly confidenceFloor: number | undefined;
}

export interface PreparedCrop {
  readonly feeds: Tensors;
  readonly placement: Placement;
}

/** A box in pixels of the model's input, with the number of its class. */
export interface Candidate {
  readonly classIndex: number;
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface FamilyModel {
  readonly input: InputSize;
  /** Two boxes of one thing that overlap more than this are the same; null when the model gives each only once. */
  readonly maxIou: number | null;
  prepare(picture: Picture, crop: Box): Promise<PreparedCrop>;
  decode(outputs: Tensors, placement: Placement): Candidate[];
}

/** Throws a `ModelError` when the model's inputs, outputs or labels are not the family's. */
export type OpenFamily = (model: LoadedModel) => FamilyModel;
