// Runs the detector on the crops of a picture that pass the gate, and reuses the last detections of the others. Takes frames in order;
// returns the detections of all crops, each object once.
import type { Box, Polygon } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import type { Detector } from '../detector.ts';
import type { Frame } from '../frame.ts';
import type { Planes } from '../scene/planes.ts';
import { intersection } from '../tracking/overlap.ts';
import { chooseCrops } from './choose-crops.ts';
import { gate, type LastLook } from './gate.ts';

export interface CropDetector {
  look(frame: Frame, planes: Planes, attention: boolean): Promise<Detection[]>;
  crops(): readonly Box[];
  setFences(fences: readonly Polygon[]): void;
  /** Call when the view has changed: drops all former detections. */
  forget(): void;
}

export function createCropDetector(detector: Detector, from: readonly Polygon[]): CropDetector {
  let fences = from;
  let shape = '';
  let crops: { box: Box; last: LastLook | null; detections: Detection[] }[] = [];
  const look = async (frame: Frame, planes: Planes, attention: boolean): Promise<Detection[]> => {
    if (shape !== `${frame.width}x${frame.height}`) {
      shape = `${frame.width}x${frame.height}`;
      crops = chooseCrops(fences, frame, detector.input).map((box) => ({
        box,
        last: null,
        detections: [],
      }));
    }
    const now = { at: frame.capturedAt, planes };
    for (const crop of crops) {
      if (gate(crop.box, crop.last, now, attention) === 'still') continue;
      crop.detections = await detector.detect(frame, crop.box);
      crop.last = now;
    }
    return withoutRepeats(crops.map(({ detections }) => detections));
  };
  const forget = (): void => void (shape = '');
  const setFences = (changed: readonly Polygon[]): void => {
    fences = changed;
    forget();
  };
  return { look, crops: () => crops.map(({ box }) => box), setFences, forget };
}

/** Removes duplicates from overlapping crops: of two detections of one object, the more confident one stays. */
function withoutRepeats(crops: readonly Detection[][]): Detection[] {
  const all = crops.flatMap((detections, crop) =>
    detections.map((detection) => ({ detection, crop })),
  );
  all.sort((a, b) => b.detection.confidence - a.detection.confidence);
  return all
    .filter(
      (one, index) =>
        !all
          .slice(0, index)
          .some(
            (better) =>
              better.crop !== one.crop &&
              better.detection.label === one.detection.label &&
              isSameThing(better.detection.box, one.detection.box),
          ),
    )
    .map(({ detection }) => detection);
}

function isSameThing(a: Box, b: Box): boolean {
  return intersection(a, b) > 0.6 * Math.min(a.width * a.height, b.width * b.height);
}
