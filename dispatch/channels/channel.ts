// A way out of dispatch, as the delivery loop sees it. A connection is used until it is lost and then thrown away.
import type { DeliveryOutcome, Outgoing, RefusalReason } from './outgoing.ts';

export interface Channel {
  /** Where it goes, fit for logs. */
  readonly name: string;
  /** Rejects when nobody answers, or the log-in is refused. */
  connect(signal: AbortSignal): Promise<ChannelConnection>;
}

export type ListenOutcome =
  | { outcome: 'listening' }
  | { outcome: 'refused'; reason: RefusalReason }
  | { outcome: 'retryable'; detail: string };

export interface ChannelConnection {
  /** Whether the other side can say that it refuses a topic; one that cannot may take a message and drop it. */
  readonly canRefuse: boolean;
  /** So many messages may be on their way at once, and are taken in their order; one when absent. */
  readonly window?: number;
  /** Never rejects: how it ended is a value. `handed-over` means that the other side has taken it. */
  publish(outgoing: Outgoing): Promise<DeliveryOutcome>;
  /** A message that is no notification, such as one to ourselves. Never rejects. */
  send(topic: string, payload: string): Promise<DeliveryOutcome>;
  /** Hears a topic until the connection is gone or it is told to stop. Never rejects. */
  listen(topic: string, onMessage: (payload: Buffer) => void): Promise<ListenOutcome>;
  stopListening(topic: string): Promise<void>;
  /** Resolves when the connection is gone, with why. */
  readonly lost: Promise<string>;
  close: () => Promise<void>;
}
