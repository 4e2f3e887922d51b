// What delivery asks of the store for what reaches people directly.
import type { ChannelTry } from '../../contracts/index.ts';
import type { AfterAttempt, Progress } from './after-attempt.ts';
import type { DirectOutgoing } from './telling.ts';

export interface DirectRow extends DirectOutgoing {
  channel: string;
  progress: Progress;
}

export interface DirectClaim {
  channel: string;
  limit: number;
  at: number;
  /** What this dispatch has in hand at the moment. */
  inHand: readonly string[];
}

export interface DirectQueue {
  /** Channels for which something is due. */
  dueChannels(at: number): Promise<string[]>;
  claim(claim: DirectClaim): Promise<DirectRow[]>;
  /** Writes down how an attempt ended and what comes next. */
  settle(row: DirectRow, attempt: ChannelTry, after: AfterAttempt): Promise<void>;
}
