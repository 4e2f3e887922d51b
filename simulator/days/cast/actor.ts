// Somebody or something with a part in a window of a day: what it shows at a moment, what a perfect detector would call it, and
// which cause it is when an engine takes it for a matter.
import type { Box, Kind, Point, Thing } from '../../../contracts/index.ts';
import type { Beam } from '../render/beams.ts';
import type { Blot } from '../render/lens.ts';
import type { PlacedThing } from '../render/painter.ts';
import type { StandingPlace } from './standing-place.ts';

export const causes = [
  'person-walks',
  'person-stands',
  'person-sits',
  'queue',
  'crowd',
  'umbrella',
  'pram',
  'dog',
  'sweeper',
  'car-passes',
  'car-waits',
  'delivery',
  'thing-leaves',
  'matter',
  'thing-outside',
  'tree',
  'flag',
  'leaves',
  'insect',
  'spider',
  'dirt',
  'drops',
  'head-lamp',
  'shadow',
  'shadow-of-person',
  'shadow-of-vehicle',
  'shadow-of-tree',
  'shadow-of-post',
  'shadow-of-house',
  'cloud',
  'lamps-switch',
  'lamp-fails',
  'infra-red-switch',
  'wet-ground',
  'rain',
  'snow',
  'fog',
  'shake',
  'exposure',
  'encoder',
  'none-known',
] as const;
export type Cause = (typeof causes)[number];

export interface Shown {
  readonly placed: PlacedThing;
  /** Null: a detector has no name for it. */
  readonly named: { readonly thing: Thing; readonly label: string } | null;
  readonly cause: Cause;
  /** How hard it is for a detector, 0 (plain) to 1 (never known). */
  readonly hard: number;
}

export interface Actor {
  readonly id: string;
  shown(timeMs: number): readonly Shown[];
  beams?(timeMs: number): readonly Beam[];
  blots?(timeMs: number): readonly (Blot & { readonly cause: Cause })[];
}

export const sizes = ['small', 'middle', 'large'] as const;
export type MatterSize = (typeof sizes)[number];

/** Something planted that a fence is about. */
export interface Matter {
  readonly fenceId: string;
  readonly kind: Kind;
  readonly form: string;
  readonly colour: string;
  /** Where its foot is, and how it lies in its fence. */
  readonly at: Point;
  readonly standing: StandingPlace;
  /** At rest, and when it starts to leave; ms of the window. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly region: Box;
  readonly size: MatterSize;
  readonly dwellClass: 'vehicle' | 'two-wheeler' | 'goods' | 'default';
}
