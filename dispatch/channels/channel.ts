// A channel, as the delivery loop sees it. A connection is used until it is lost, and never repaired.
import type { DeliveryOutcome, Outgoing, RefusalReason } from './outgoing.ts';

export interface Channel {
  /** The address, without secrets, for logs. */
  readonly name: string;
  /** Rejects when the other side is unreachable or refuses the log-in. */
  connect(signal: AbortSignal): Promise<ChannelConnection>;
}

export type ListenOutcome =
  | { outcome: 'listening' }
  | { outcome: 'refused'; reason: RefusalReason }
  | { outcome: 'retryable'; detail: string };

export interface ChannelConnection {
  /** Whether the other side can report that it refuses a topic; otherwise it may accept a message and drop it. */
  readonly canRefuse: boolean;
  /** The number of messages that may be in flight, in order; one when absent. */
  readonly window?: number;
  /** Never rejects: the result is a value. `handed-over` means that the other side has accepted it. */
  publish(outgoing: Outgoing): Promise<DeliveryOutcome>;
  /** A message that is no notification, such as a test message to ourselves. Never rejects. */
  send(topic: string, payload: string): Promise<DeliveryOutcome>;
  /** Subscribes to a topic until the connection is lost or it is stopped. Never rejects. */
  listen(topic: string, onMessage: (payload: Buffer) => void): Promise<ListenOutcome>;
  stopListening(topic: string): Promise<void>;
  /** Resolves with the reason when the connection is lost. */
  readonly lost: Promise<string>;
  close: () => Promise<void>;
}
