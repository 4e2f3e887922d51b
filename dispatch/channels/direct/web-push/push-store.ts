// What Web Push needs from the store: the site's keys and the subscribed devices.
import type { PushSubscription } from '../../../../contracts/index.ts';

export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

export interface PushDevice extends Pick<PushSubscription, 'endpoint' | 'keys' | 'device'> {
  id: string;
  username: string;
  addedAt: number;
}

export interface PushStore {
  /** Returns the stored key pair, or stores the given one when there is none. */
  keys(make: () => PushKeys): Promise<PushKeys>;
  add(device: Omit<PushDevice, 'id'>): Promise<PushDevice>;
  /** Oldest first. */
  devicesOf(username: string): Promise<PushDevice[]>;
  /** How many devices each user has; users without one are absent. */
  deviceCounts(): Promise<ReadonlyMap<string, number>>;
  /** Returns whether the device existed, for this person when one is named. */
  remove(id: string, username?: string): Promise<boolean>;
}
