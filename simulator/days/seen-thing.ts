// One object in the truth of a look: its box, the label of a perfect detector, and the cause to report if an engine alerts on it.
import type { Box, Thing } from '../../contracts/index.ts';
import type { Cause } from './cast/actor.ts';

export interface SeenThing {
  readonly actor: string;
  readonly box: Box;
  readonly named: { readonly thing: Thing; readonly label: string } | null;
  readonly cause: Cause;
  readonly hard: number;
}
