// What delivery needs from the store for direct messages.
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
  /** The rows that this dispatch has leased. */
  inHand: readonly string[];
}

export interface DirectQueue {
  /** Channels with a message due. */
  dueChannels(at: number): Promise<string[]>;
  claim(claim: DirectClaim): Promise<DirectRow[]>;
  /** Lets all messages that wait for a later time begin anew at `at`: the clock was set back. Returns how many. */
  beginAnew(after: number, at: number): Promise<number>;
  /** Records the result of an attempt and the next step. */
  settle(row: DirectRow, attempt: ChannelTry, after: AfterAttempt): Promise<void>;
}
