// Runs one model over labelled pictures like an edge worker, each as a whole, and judges its detections. Takes an opened
// detector, a labelled set and the folder of pictures; returns precision by label and size, calibration and cost.
import { join } from 'node:path';
import sharp from 'sharp';
import { cpuMs } from '../../cli/cpu-time.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Picture } from '../../detectors/frame.ts';
import { precisionOf, judgeAll, type LabelPrecision } from './average-precision.ts';
import { calibrationOf, type Calibration } from './calibration.ts';
import type { LabelledPicture, LabelledSet } from './coco-file.ts';
import type { Guess, SizeRange } from './match-boxes.ts';

export interface LabelFigures extends LabelPrecision {
  readonly label: string;
  /** Whether the model has this label; if not, it is not rated. */
  readonly isKnown: boolean;
  readonly bySize: Readonly<Record<Exclude<SizeRange, 'all'>, LabelPrecision>>;
  readonly calibration: Calibration;
}

export interface ModelFigures {
  readonly model: string;
  readonly pictures: number;
  readonly leftOut: readonly LeftOut[];
  readonly labels: readonly LabelFigures[];
  /** Means over the labels that both the model and the pictures have. */
  readonly meanAp50: number | null;
  readonly meanAp: number | null;
  /** Per picture, without reading the file. */
  readonly cpuMsPerPicture: number | null;
  readonly msPerPicture: number | null;
}

export const leftOutReasons = ['not-there', 'not-a-picture', 'other-size'] as const;
export interface LeftOut {
  readonly file: string;
  readonly reason: (typeof leftOutReasons)[number];
}

export interface Measuring {
  readonly detector: Detector;
  /** The model's labels. */
  readonly modelLabels: readonly string[];
  readonly set: LabelledSet;
  readonly dir: string;
}

interface Seen {
  readonly picture: LabelledPicture;
  readonly guesses: readonly (Guess & { readonly label: string })[];
}

const whole = { x: 0, y: 0, width: 1, height: 1 };
/** The tolerated difference in size, pixels. */
const sizeSlackPx = 1;
const mostPixels = 100_000_000;

export async function measureModel(measuring: Measuring): Promise<ModelFigures> {
  const { detector, set, dir, modelLabels } = measuring;
  const seen: Seen[] = [];
  const leftOut: LeftOut[] = [];
  let cpu = 0;
  let wall = 0;
  for (const picture of set.pictures) {
    const read = await readPicture(join(dir, picture.file), picture);
    if (typeof read === 'string') {
      leftOut.push({ file: picture.file, reason: read });
      continue;
    }
    const cpuBegin = cpuMs();
    const begin = performance.now();
    const detections = await detector.detect(read, whole);
    cpu += cpuMs() - cpuBegin;
    wall += performance.now() - begin;
    const guesses = detections.map(({ label, confidence, box }) => {
      const areaPx = box.width * box.height * picture.width * picture.height;
      return { label: keyOf(label), confidence, box, areaPx };
    });
    seen.push({ picture, guesses });
  }
  const known = new Set(modelLabels.map(keyOf));
  const labels = set.labels.map((label) => labelFigures(label, seen, known.has(keyOf(label))));
  const counted = labels.filter(({ isKnown, wanted }) => isKnown && wanted > 0);
  return {
    model: detector.model.name,
    pictures: seen.length,
    leftOut,
    labels,
    meanAp50: mean(counted.map(({ ap50 }) => ap50 ?? 0)),
    meanAp: mean(counted.map(({ ap }) => ap ?? 0)),
    cpuMsPerPicture: seen.length === 0 ? null : cpu / seen.length,
    msPerPicture: seen.length === 0 ? null : wall / seen.length,
  };
}

function labelFigures(label: string, seen: readonly Seen[], isKnown: boolean): LabelFigures {
  const key = keyOf(label);
  const pictures = seen.map(({ picture, guesses }) => ({
    guesses: guesses.filter((one) => one.label === key),
    truths: picture.boxes.filter((one) => keyOf(one.label) === key),
  }));
  const { judged, wanted } = judgeAll(pictures, 0.5);
  return {
    label,
    isKnown,
    ...precisionOf(pictures),
    bySize: {
      small: precisionOf(pictures, 'small'),
      medium: precisionOf(pictures, 'medium'),
      large: precisionOf(pictures, 'large'),
    },
    calibration: calibrationOf(judged, wanted),
  };
}

/** Pictures are used as stored, as labelling tools do: without applying the EXIF orientation. */
async function readPicture(
  file: string,
  { width, height }: LabelledPicture,
): Promise<Picture | LeftOut['reason']> {
  try {
    const { data, info } = await sharp(file, { limitInputPixels: mostPixels })
      .flatten({ background: '#000' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const isOther =
      Math.abs(info.width - width) > sizeSlackPx || Math.abs(info.height - height) > sizeSlackPx;
    if (isOther) return 'other-size';
    return { width: info.width, height: info.height, rgb: inColour(data, info.channels) };
  } catch (error) {
    return String(error).includes('missing') ? 'not-there' : 'not-a-picture';
  }
}

function inColour(data: Buffer, channels: number): Uint8Array {
  if (channels === 3) return data;
  return Uint8Array.from({ length: (data.length / channels) * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3) * channels;
    return data[pixel + Math.min(at % 3, channels - 1)] ?? 0;
  });
}

/** Labels are compared ignoring case and blanks. */
function keyOf(label: string): string {
  return label
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
