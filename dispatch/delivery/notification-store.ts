// What delivery needs from the store: pending messages in order, and their results.
import type { Delivery } from '../../contracts/index.ts';
import type { DeliveryOutcome, DeliveryState, Outgoing } from '../channels/outgoing.ts';

export interface Settled {
  notificationId: string;
  outcome: DeliveryOutcome;
}

export interface NotificationStore {
  /** The oldest pending ones that no other dispatch has leased, without the topics that rest. */
  waiting(limit: number, exceptTopics?: readonly string[]): Promise<Outgoing[]>;
  /** Records the result of an attempt. */
  settle(notificationId: string, outcome: DeliveryOutcome, at: number): Promise<void>;
  /** The same for several. */
  settleAll(settled: readonly Settled[], at: number): Promise<void>;
  deliveriesOf(caseId: string): Promise<Delivery[]>;
  /** The case of a notification; null when there is no such notification. */
  caseIdOf(notificationId: string): Promise<string | null>;
  count(state: DeliveryState): Promise<number>;
}
