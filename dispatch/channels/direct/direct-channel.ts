// A channel that reaches a person or a group directly. It takes a message and returns the result of the attempt. It never
// rejects, stops when its signal is aborted, and reveals no secret.
import type { DirectChannelType } from '../../../contracts/index.ts';
import type { Addressee } from '../../routing/addressee.ts';
import type { MessageText } from './message-text.ts';

export interface DirectMessage {
  /** The same for every attempt, so that a receiver can drop repeats. */
  id: string;
  caseId: string;
  /** A test message. */
  isTest: boolean;
  addressee: Addressee;
  text: MessageText;
  /** The notification in its MQTT form, for receivers that are programs. */
  content: object;
}

/** May succeed later, or over another channel. */
export type RetryableReason =
  | 'unreachable'
  | 'timed-out'
  | 'connection-lost'
  | 'rate-limited'
  | 'server-error'
  /** The answer is not from the service: a page of a proxy or a captive portal. */
  | 'answer-not-understood'
  /** Dispatch stops. */
  | 'stopped';

/** Will never succeed with this message on this channel. */
export type PermanentReason =
  | 'login-refused'
  /** The robot, address or subscription no longer exists. */
  | 'gone'
  | 'address-refused'
  | 'message-refused'
  | 'redirected'
  /** The person has no address of this kind. */
  | 'no-address'
  /** The site file no longer has a channel of this name. */
  | 'not-set-up'
  /** The person no longer has this channel, or has left. */
  | 'not-theirs';

export type DirectOutcome =
  | { outcome: 'delivered'; detail: string | null }
  | {
      outcome: 'retryable';
      reason: RetryableReason;
      detail: string;
      /** The delay that the other side asks for. */
      retryAfterMs?: number | undefined;
    }
  | { outcome: 'permanent'; reason: PermanentReason; detail: string };

export interface DirectChannel {
  readonly id: string;
  readonly type: DirectChannelType;
  /** The address, without secrets, for logs. */
  readonly where: string;
  readonly timeoutMs: number;
  deliver(message: DirectMessage, signal: AbortSignal): Promise<DirectOutcome>;
}

/** Faults of the channel itself, not of one person's address or one message. */
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
