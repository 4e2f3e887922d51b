// A direct recipient: a person on duty, or the group of a unit. Pure: takes the entry of the site file; returns the channels in
// the order in which they are tried, and the addresses.
import type { Duty, StaffMember, Unit } from '../../contracts/index.ts';

export interface Addressee {
  /** The same for one person in every duty. */
  key: string;
  kind: 'person' | 'group';
  name: string;
  language: StaffMember['language'];
  /** Ids of direct channels, without the broker. */
  channels: readonly string[];
  /** Whether the person also uses the broker's topics. */
  hasBroker: boolean;
  phone: string | null;
  email: string | null;
  /** The log-in name. */
  user: string | null;
}

interface Written {
  name: string;
  language?: StaffMember['language'] | undefined;
  channels?: readonly string[] | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  user?: string | undefined;
}

function addresseeOf(key: string, kind: Addressee['kind'], written: Written): Addressee {
  const { name, language = 'zh-CN', channels = [], phone, email, user } = written;
  return {
    key,
    kind,
    name,
    language,
    channels: [...new Set(channels)].filter((id) => id !== 'mqtt'),
    hasBroker: channels.includes('mqtt'),
    phone: phone ?? null,
    email: email ?? null,
    user: user ?? null,
  };
}

export function personAddressed(person: StaffMember): Addressee {
  return addresseeOf(`person ${person.id}`, 'person', person);
}

/** A person of a simple roster has no id: name and telephone number identify him. */
export function dutyAddressed(person: Duty['officer']): Addressee {
  return addresseeOf(`duty ${person.name} ${person.phone ?? ''}`, 'person', person);
}

export function unitAddressed({ id, name, channels }: Unit): Addressee {
  return addresseeOf(`unit ${id}`, 'group', { name, channels });
}

export function cellAddressed({ gridCell, channels }: Duty): Addressee {
  return addresseeOf(`cell ${gridCell}`, 'group', { name: gridCell, channels });
}
