// A place that a camera watches for days: the ground and what stands on it, drawn flat without sun, with the forms that cast
// shadows, the lamps, the ways people and cars take, the fences and where matters are planted. One file a place in places/.
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

/** A window in a side wall through which the sun falls: the wall's `x`, the window's `z` and heights in metres. */
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

/** Where something may be planted, and in which fence it then lies. */
export interface Spot {
  readonly fence: string;
  readonly at: Point;
}

export interface Place {
  readonly name: PlaceName;
  readonly backdrop: Backdrop;
  /** Where the camera looks, degrees clockwise from north. */
  readonly heading: number;
  /** Where walls meet the ground, from left to right, in shares of the picture; none where the ground goes on. */
  readonly wallFoot: readonly Point[];
  readonly blocks: readonly Block[];
  /** Indoors the sun comes through windows alone, and the lamps are on all day. */
  readonly indoor: { readonly windows: readonly WindowPane[]; readonly daylight: number } | null;
  readonly lamps: readonly Lamp[];
  readonly lampsOn: 'night' | 'always' | 'never';
  readonly fences: readonly FenceFile[];
  readonly spots: readonly Spot[];
  /** Ways over the picture for people; cars' lanes; where cars wait; where people stand, sit or queue. */
  readonly paths: readonly (readonly Point[])[];
  readonly lanes: readonly (readonly Point[])[];
  readonly carStops: readonly Point[];
  readonly standing: readonly Point[];
  /** How busy it is, 1 is a shopping street. */
  readonly crowd: number;
  readonly traffic: number;
  readonly flag: Point | null;
}

export const cameraId = 'day';
