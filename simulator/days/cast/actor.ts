// An actor: a person, object or disturbance in a window of a day. It gives its sprites at a time, the label of a perfect detector,
// and the cause to report if an engine alerts on it.
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
  /** The label of a perfect detector; null when there is none. */
  readonly named: { readonly thing: Thing; readonly label: string } | null;
  readonly cause: Cause;
  /** How hard it is to detect, 0 (always detected) to 1 (never detected). */
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

/** An object in a fence that must raise an alert. */
export interface Matter {
  readonly fenceId: string;
  readonly kind: Kind;
  readonly form: string;
  readonly colour: string;
  /** Its ground point. */
  readonly at: Point;
  readonly standing: StandingPlace;
  /** When it is at rest, and when it starts to leave; ms from the start of the window. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly region: Box;
  readonly size: MatterSize;
  readonly dwellClass: 'vehicle' | 'two-wheeler' | 'goods' | 'default';
}
