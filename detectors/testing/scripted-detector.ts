// A detector with scripted detections that records its calls. Takes the detections of each picture; returns those that are in the crop.
import type { Box } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import type { Detector } from '../detector.ts';
import type { Picture } from '../frame.ts';
import { containment } from '../tracking/overlap.ts';

export interface Asked {
  readonly crop: Box;
  /** Time of the picture; null without a time. */
  readonly at: number | null;
}

export interface ScriptedDetector extends Detector {
  /** All calls in order. */
  readonly asked: Asked[];
}

/** @param script the detections at a time; only those mostly in the crop are returned */
export function createScriptedDetector(
  script: (at: number | null, crop: Box) => readonly Detection[] = () => [],
): ScriptedDetector {
  const asked: Asked[] = [];
  return {
    model: { name: 'scripted', sha256: '0'.repeat(64) },
    input: { width: 160, height: 88 },
    asked,
    detect: (picture, crop) => {
      const at = capturedAtOf(picture);
      asked.push({ crop, at });
      return Promise.resolve(script(at, crop).filter(({ box }) => containment(box, crop) > 0.6));
    },
    close: () => Promise.resolve(),
  };
}

function capturedAtOf(picture: Picture): number | null {
  return 'capturedAt' in picture && typeof picture.capturedAt === 'number'
    ? picture.capturedAt
    : null;
}
