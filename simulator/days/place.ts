// A place that a camera watches: its backdrop drawn without light, the houses that cast shadows, the lamps, the paths of people and
// cars, the fences, and the spots for matters. The places are in places/.
import type { FenceFile, Point } from '../../contracts/index.ts';
import type { Backdrop } from '../backdrops/backdrop.ts';

export const placeNames = [
  'street',
  'market-lane',
  'exit-yard',
  'lobby',
  'parking',
  'park-edge',
  'junction',
  'underpass',
] as const;
export type PlaceName = (typeof placeNames)[number];

/** A house: a block on the ground, in metres. */
export interface Block {
  readonly x: readonly [number, number];
  readonly z: readonly [number, number];
  readonly height: number;
}

/** A window in a side wall that lets sunlight in: the wall's `x`, and the window's `z` and `y`, in metres. */
export interface WindowPane {
  readonly x: number;
  readonly z: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface Lamp {
  /** Metres. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly strength: number;
}

/** A ground point for a matter, and the fence that contains it. */
export interface Spot {
  readonly fence: string;
  readonly at: Point;
}

export interface Place {
  readonly name: PlaceName;
  readonly backdrop: Backdrop;
  /** The direction of the camera, degrees clockwise from north. */
  readonly heading: number;
  /** The line where walls meet the ground, from left to right, in shares of the picture; empty without walls. */
  readonly wallFoot: readonly Point[];
  readonly blocks: readonly Block[];
  /** For indoor places: sunlight comes only through windows. Null outdoors. */
  readonly indoor: { readonly windows: readonly WindowPane[]; readonly daylight: number } | null;
  readonly lamps: readonly Lamp[];
  readonly lampsOn: 'night' | 'always' | 'never';
  readonly fences: readonly FenceFile[];
  readonly spots: readonly Spot[];
  /** Paths of people in the picture. */
  readonly paths: readonly (readonly Point[])[];
  readonly lanes: readonly (readonly Point[])[];
  readonly carStops: readonly Point[];
  readonly standing: readonly Point[];
  /** Number of people relative to a shopping street. */
  readonly crowd: number;
  readonly traffic: number;
  readonly flag: Point | null;
}

export const cameraId = 'day';
