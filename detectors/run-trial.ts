// Tries a model once, in the calling process: weights, inputs and outputs, and one run on a drawn picture with a person and a
// car. Takes a candidate and the picture; returns the detections, or throws a `ModelError`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  contentsOf,
  externalFilesOf,
  loadLabelTable,
  ModelError,
  parseLabelFile,
  packageRoot,
  type ExternalFile,
  type ResolvedModel,
  type TrialResult,
} from '../models/index.ts';
import { openModel, toDetections } from './create-detector.ts';
import type { Detection } from './detection.ts';
import type { Candidate } from './families/family.ts';
import type { Picture } from './frame.ts';

export type CandidateModel = Omit<ResolvedModel, 'input'>;

export interface Trial extends TrialResult {
  /** The detections on the picture, most confident first. */
  readonly found: readonly Detection[];
  readonly external: readonly ExternalFile[];
}

const whole = { x: 0, y: 0, width: 1, height: 1 };

export async function runTrial(model: CandidateModel, picture: Picture): Promise<Trial> {
  const contents = contentsOf(model.file, await readFile(model.file));
  const external = await externalFilesOf(model.file, contents);
  requireNotedLabels(model, contents.notes.get('names'));
  const { session, family } = await openModel({ model });
  try {
    const { feeds, placement } = await family.prepare(picture, whole);
    const outputs = await session.run(feeds, 'trial').catch((error: unknown) => {
      const message = `${model.file}: expected to run on a picture, got ${String(error)}`;
      throw new ModelError('not-servable', message, { cause: error });
    });
    const candidates = family.decode(outputs, placement);
    candidates.forEach((candidate) => {
      requireSense(candidate, model);
    });
    const found = toDetections(family, candidates, { placement, model });
    return { ...family.input, external, found };
  } finally {
    await session.close();
  }
}

/** A street with a person and a car, drawn by the simulator. */
export async function trialPicture(): Promise<Picture> {
  const file = join(packageRoot(), 'models', 'trial-picture.jpg');
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) };
}

/** If the file lists labels, their number must match; their wording may differ. */
function requireNotedLabels({ name, labels }: CandidateModel, noted: string | undefined): void {
  const count = noted === undefined ? labels.length : countLabels(noted);
  if (count === null || count === labels.length) return;
  throw new ModelError(
    'wrong-labels',
    `model ${name}: expected ${count} labels, as many as are noted in the file, got ${labels.length}`,
  );
}

/** A list that cannot be read is ignored. */
function countLabels(noted: string): number | null {
  try {
    return parseLabelFile(noted, loadLabelTable()).length;
  } catch {
    return null;
  }
}

/** Refuses values that a correctly decoded output cannot have. */
function requireSense(candidate: Candidate, { name, family, labels }: CandidateModel): void {
  const { classIndex, confidence, left, top, right, bottom } = candidate;
  const refuse = (expected: string, came: string) => {
    const hint = 'is it of another family, or exported without its last step?';
    return new ModelError(
      'wrong-family',
      `model ${name}, run as ${family}: expected ${expected}, got ${came}; ${hint}`,
    );
  };
  if (!(confidence >= 0 && confidence <= 1.001))
    throw refuse('confidences of 0 to 1', `${confidence}`);
  if (!Number.isInteger(classIndex) || classIndex < 0)
    throw refuse('whole numbers of classes', `${classIndex}`);
  if (classIndex >= labels.length)
    throw new ModelError(
      'wrong-labels',
      `model ${name}: expected a label for each class, got ${labels.length} labels and class number ${classIndex}`,
    );
  const box = [left, top, right, bottom];
  if (!box.every(Number.isFinite) || right < left || bottom < top)
    throw refuse(
      'boxes of left, top, right and bottom',
      box.map((side) => side.toFixed(1)).join(', '),
    );
}
