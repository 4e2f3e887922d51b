// Regions that scene change found and rejected, each with one reason, so that "why was there no alert?" has an answer.
import type { Box } from '../../contracts/index.ts';

export const setAsideReasons = [
  /** An object of the learnt scene left: the background has its outline, the picture does not. */
  'ghost',
  /** Only light or shadow changed. */
  'light',
  /** Light that fades at its rim lies on the ground: of head lamps, of any lamp that was not there before. */
  'head-lamp',
  /** The ground is darker and its rim is soft. */
  'shadow',
  /** Too large for anything that a fence watches for. */
  'too-large',
  /** A person was seen there for much of the time. */
  'person-still',
] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

export interface SetAside {
  readonly reason: SetAsideReason;
  readonly box: Box;
}
