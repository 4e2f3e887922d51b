// One thing in the picture of a look as the truth knows it: its box, what a perfect detector would call it, and which cause it is
// when an engine takes it for a matter.
import type { Box, Thing } from '../../contracts/index.ts';
import type { Cause } from './cast/actor.ts';

export interface SeenThing {
  readonly actor: string;
  readonly box: Box;
  readonly named: { readonly thing: Thing; readonly label: string } | null;
  readonly cause: Cause;
  readonly hard: number;
}
