// Looks at the views of a picture: runs the detector on those that the gate lets through, and keeps the last detections of still
// ones. Takes frames in order; gives what is seen in all views, each thing once.
import type { Box, Polygon } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import type { Detector } from '../detector.ts';
import type { Frame } from '../frame.ts';
import type { Planes } from '../scene/planes.ts';
import { intersection } from '../tracking/overlap.ts';
import { chooseViews } from './choose-views.ts';
import { gate, type LastLook } from './gate.ts';

export interface Viewer {
  look(frame: Frame, planes: Planes, attention: boolean): Promise<Detection[]>;
  views(): readonly Box[];
  setFences(fences: readonly Polygon[]): void;
  /** Everything so far belongs to another view. */
  forget(): void;
}

export function createViewer(detector: Detector, from: readonly Polygon[]): Viewer {
  let fences = from;
  let shape = '';
  let views: { box: Box; last: LastLook | null; detections: Detection[] }[] = [];
  const look = async (frame: Frame, planes: Planes, attention: boolean): Promise<Detection[]> => {
    if (shape !== `${frame.width}x${frame.height}`) {
      shape = `${frame.width}x${frame.height}`;
      views = chooseViews(fences, frame, detector.input).map((box) => ({
        box,
        last: null,
        detections: [],
      }));
    }
    const now = { at: frame.capturedAt, planes };
    for (const view of views) {
      if (gate(view.box, view.last, now, attention) === 'still') continue;
      view.detections = await detector.detect(frame, view.box);
      view.last = now;
    }
    return withoutRepeats(views.map(({ detections }) => detections));
  };
  const forget = (): void => void (shape = '');
  const setFences = (changed: readonly Polygon[]): void => {
    fences = changed;
    forget();
  };
  return { look, views: () => views.map(({ box }) => box), setFences, forget };
}

/** Views overlap: of two detections of one thing in different views the more confident one stays. */
function withoutRepeats(views: readonly Detection[][]): Detection[] {
  const all = views.flatMap((detections, view) =>
    detections.map((detection) => ({ detection, view })),
  );
  all.sort((a, b) => b.detection.confidence - a.detection.confidence);
  return all
    .filter(
      (one, index) =>
        !all
          .slice(0, index)
          .some(
            (better) =>
              better.view !== one.view &&
              better.detection.label === one.detection.label &&
              isSameThing(better.detection.box, one.detection.box),
          ),
    )
    .map(({ detection }) => detection);
}

function isSameThing(a: Box, b: Box): boolean {
  return intersection(a, b) > 0.6 * Math.min(a.width * a.height, b.width * b.height);
}
