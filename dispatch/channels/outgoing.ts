// A pending notification: what dispatch stores until its channel has accepted it, and how an attempt can end.
import type { Delivery, Notification } from '../../contracts/index.ts';
import type { RoutingReason } from '../routing/route-alert.ts';

export type DeliveryState = Delivery['state'];

/** `sentAt` in the body is the time when it was stored; the channel sets the time of the attempt. */
export interface Outgoing {
  notification: Notification;
  topic: string;
  routing: RoutingReason;
  /** When the edge raised the alert, for the measured delay. */
  raisedAt: number;
}

export type RetryReason = 'unreachable' | 'connection-lost' | 'no-acknowledgement';
/** The broker refused the message; messages for other topics go on. */
export type RefusalReason = 'not-authorised' | 'quota-exceeded' | 'topic-not-allowed' | 'refused';
export type FailureReason = 'not-publishable';
/** Whether the topic had a subscriber when the broker accepted it. */
export type Listeners = NonNullable<Delivery['listeners']>;

/** How one attempt ended. */
export type DeliveryOutcome =
  | { outcome: 'handed-over'; listeners: Listeners }
  | { outcome: 'refused'; reason: RefusalReason; detail: string }
  | { outcome: 'retryable'; reason: RetryReason; detail: string }
  | { outcome: 'permanent'; reason: FailureReason; detail: string };
