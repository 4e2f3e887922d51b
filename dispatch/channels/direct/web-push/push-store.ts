// What Web Push asks of the store: the keys of the site, and the devices that want it.
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
  /** The pair that is kept, or the one that is made when there is none yet. */
  keys(make: () => PushKeys): Promise<PushKeys>;
  add(device: Omit<PushDevice, 'id'>): Promise<PushDevice>;
  /** The oldest first. */
  devicesOf(username: string): Promise<PushDevice[]>;
  /** Gives whether there was such a device, of this person when one is named. */
  remove(id: string, username?: string): Promise<boolean>;
}
