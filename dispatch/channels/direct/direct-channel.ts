// A way to reach a person or a group directly, as the delivery loop sees it: it gets a message and says how the attempt
// ended. It never rejects, gives up when its signal is aborted, and names no secret.
import type { DirectChannelType } from '../../../contracts/index.ts';
import type { Addressee } from '../../routing/addressee.ts';
import type { MessageText } from './message-text.ts';

export interface DirectMessage {
  /** The same for each attempt, so that a receiver can drop what it has. */
  id: string;
  caseId: string;
  /** It only shows that the channel works. */
  isTest: boolean;
  addressee: Addressee;
  text: MessageText;
  /** The notification as it goes over MQTT, for receivers that are programs. */
  content: object;
}

/** It may go better later, or on another channel. */
export type RetryableReason =
  | 'unreachable'
  | 'timed-out'
  | 'connection-lost'
  | 'rate-limited'
  | 'server-error'
  /** What came is not what this service answers: a page of a proxy or of a log-in to a network. */
  | 'answer-not-understood'
  /** Dispatch stops. */
  | 'stopped';

/** It will not go better with this message on this channel. */
export type PermanentReason =
  | 'login-refused'
  /** There is no such robot, address or subscription any more. */
  | 'gone'
  | 'address-refused'
  | 'message-refused'
  | 'redirected'
  /** The person has no address of this kind. */
  | 'no-address'
  /** The site file has no channel of this name any more. */
  | 'not-set-up';

export type DirectOutcome =
  | { outcome: 'delivered'; detail: string | null }
  | {
      outcome: 'retryable';
      reason: RetryableReason;
      detail: string;
      /** When the other side says how long to wait. */
      retryAfterMs?: number | undefined;
    }
  | { outcome: 'permanent'; reason: PermanentReason; detail: string };

export interface DirectChannel {
  readonly id: string;
  readonly type: DirectChannelType;
  /** Where it goes, fit for logs. */
  readonly where: string;
  readonly timeoutMs: number;
  deliver(message: DirectMessage, signal: AbortSignal): Promise<DirectOutcome>;
}

/** What is wrong with the channel itself, not with one person's address or one message. */
export function isOfChannel(outcome: DirectOutcome): boolean {
  if (outcome.outcome === 'delivered') return false;
  return !ofOneMessage.has(outcome.reason);
}

const ofOneMessage: ReadonlySet<RetryableReason | PermanentReason> = new Set([
  'no-address',
  'address-refused',
  'message-refused',
  'stopped',
] as const);

export function retryable(
  reason: RetryableReason,
  detail: string,
  retryAfterMs?: number,
): DirectOutcome {
  return { outcome: 'retryable', reason, detail, retryAfterMs };
}

export function permanent(reason: PermanentReason, detail: string): DirectOutcome {
  return { outcome: 'permanent', reason, detail };
}
