// Regions that scene change found and rejected, each with a reason, to explain why there was no alert.
import type { Box } from '../../contracts/index.ts';

export const setAsideReasons = [
  /** A ghost: an object of the background model has left; the background has its outline, the picture does not. */
  'ghost',
  /** Only light or shadow changed. */
  'light',
  /** Light of a head lamp or another new lamp on the ground, which fades at its rim. */
  'head-lamp',
  /** A shadow: darker ground with a soft rim. */
  'shadow',
  /** Too large for anything that a fence watches for. */
  'too-large',
  /** A person was detected there for much of the time. */
  'person-still',
  /** A part of the learnt scene that has moved a little: the mast shakes, or it sways. */
  'displaced',
  /** An object that was there before: the ground shows again at its place. */
  'gone',
] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

export interface SetAside {
  readonly reason: SetAsideReason;
  readonly box: Box;
}
