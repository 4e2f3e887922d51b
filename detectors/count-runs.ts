// Counts the runs of a model by input size. Takes a detector and a counter; returns the detector with counting.
import type { Detector } from './detector.ts';
import { pixelsOfCrop } from './families/cut-crop.ts';
import { chooseInputSize } from './families/input-size.ts';

export function countRuns(detector: Detector, runs: Record<string, number>): Detector {
  return {
    ...detector,
    detect: (picture, crop) => {
      const { width, height } = chooseInputSize(pixelsOfCrop(picture, crop), detector.input);
      const size = `${width}x${height}`;
      runs[size] = (runs[size] ?? 0) + 1;
      return detector.detect(picture, crop);
    },
  };
}
