// A notification on its way: what dispatch keeps of it until its channel has taken it, and how an attempt can end.
import type { Delivery, Notification } from '../../contracts/index.ts';
import type { RoutingReason } from '../routing/route-alert.ts';

export type DeliveryState = Delivery['state'];

/** `sentAt` in the body is the time it was written down; the channel sets the time of the attempt. */
export interface Outgoing {
  notification: Notification;
  topic: string;
  routing: RoutingReason;
  /** When the edge raised the alert, for the measured delay. */
  raisedAt: number;
}

export type RetryReason = 'unreachable' | 'connection-lost' | 'no-acknowledgement';
export type FailureReason = 'not-publishable';

/** How one attempt ended. */
export type DeliveryOutcome =
  | { outcome: 'delivered' }
  | { outcome: 'retryable'; reason: RetryReason; detail: string }
  | { outcome: 'permanent'; reason: FailureReason; detail: string };
