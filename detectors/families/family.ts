// The interface of a model family: converts a crop to the model's input, and the model's output to boxes. One file per family
// implements it.
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
  /** From the registry; a fixed input of the model takes precedence. */
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
  /** Boxes of one object that overlap more than this are duplicates; null when the model has none. */
  readonly maxIou: number | null;
  prepare(picture: Picture, crop: Box): Promise<PreparedCrop>;
  decode(outputs: Tensors, placement: Placement): Candidate[];
}

/** Throws a `ModelError` when the model's inputs, outputs or labels do not fit the family. */
export type OpenFamily = (model: LoadedModel) => FamilyModel;
