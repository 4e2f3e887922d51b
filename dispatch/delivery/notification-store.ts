// What delivery asks of the store: what has to go out, in order, and how it went.
import type { Delivery } from '../../contracts/index.ts';
import type { DeliveryOutcome, DeliveryState, Outgoing } from '../channels/outgoing.ts';

export interface Settled {
  notificationId: string;
  outcome: DeliveryOutcome;
}

export interface NotificationStore {
  /** The oldest ones that wait and that no other dispatch has in hand, but for topics that are left alone for now. */
  waiting(limit: number, exceptTopics?: readonly string[]): Promise<Outgoing[]>;
  /** Writes down how an attempt ended. */
  settle(notificationId: string, outcome: DeliveryOutcome, at: number): Promise<void>;
  /** The same of several at once. */
  settleAll(settled: readonly Settled[], at: number): Promise<void>;
  deliveriesOf(caseId: string): Promise<Delivery[]>;
  /** The case that a notification is of; null when there is no such notification. */
  caseIdOf(notificationId: string): Promise<string | null>;
  count(state: DeliveryState): Promise<number>;
}
