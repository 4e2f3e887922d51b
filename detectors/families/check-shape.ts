// Checks that the inputs and outputs of a loaded model fit its family, and reads its fixed input size. Takes the declarations of
// the ONNX file; throws a `ModelError` with expected and actual shape.
import { ModelError, type InputSize } from '../../models/index.ts';
import type { TensorInfo } from '../onnx-session.ts';
import type { LoadedModel } from './family.ts';

/** A number must match; `null` matches anything. */
export type ShapePattern = readonly (number | null)[];

export function matchesShape(tensor: TensorInfo, pattern: ShapePattern): boolean {
  if (tensor.shape.length !== pattern.length) return false;
  return pattern.every((wanted, axis) => {
    const came = tensor.shape[axis];
    return wanted === null || typeof came !== 'number' || came === wanted;
  });
}

/** The only input, with the required type and shape. */
export function requireInput(model: LoadedModel, type: string, pattern: ShapePattern): TensorInfo {
  const [input, ...others] = model.inputs;
  if (input?.type === type && others.length === 0 && matchesShape(input, pattern)) return input;
  throw wrongFamily(model, `one ${type} input ${patternText(pattern)}`, model.inputs);
}

export function wrongFamily(
  model: LoadedModel,
  expected: string,
  came: readonly TensorInfo[],
): ModelError {
  const text = came.map(({ name, type, shape }) => `${name} ${type} [${shape.join(', ')}]`);
  return new ModelError(
    'wrong-family',
    `model ${model.name}: expected ${expected}, got ${text.join('; ') || 'none'}`,
  );
}

export function requireLabelCount(model: LoadedModel, classes: number): void {
  if (model.labelCount !== classes)
    throw new ModelError(
      'wrong-labels',
      `model ${model.name}: expected ${classes} labels, as many as it has classes, got ${model.labelCount}`,
    );
}

/** The size of a `[1, 3, height, width]` input: its own when it is fixed, else the registry's, else 640. */
export function planarInputSize({ shape }: TensorInfo, wanted: InputSize | undefined): InputSize {
  const [, , height, width] = shape;
  return {
    width: typeof width === 'number' ? width : (wanted?.width ?? 640),
    height: typeof height === 'number' ? height : (wanted?.height ?? 640),
  };
}

function patternText(pattern: ShapePattern): string {
  return `[${pattern.map((size) => size ?? 'any').join(', ')}]`;
}
