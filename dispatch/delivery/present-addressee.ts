// The recipient of a waiting message as the roster has it now: a person may have another telephone, other channels, or may have left
// since the message was written. Pure: takes the recipient and the people of the roster; returns it with the present channels and
// addresses, none for a person who has left.
import type { StaffMember } from '../../contracts/index.ts';
import { personAddressed, type Addressee } from '../routing/addressee.ts';

export function presentAddressee(addressee: Addressee, people: readonly StaffMember[]): Addressee {
  // People of simple rosters have no id, and groups change only with the site file.
  if (!addressee.key.startsWith(personKey)) return addressee;
  const id = addressee.key.slice(personKey.length);
  const person = people.find((one) => one.id === id);
  return person === undefined ? { ...addressee, channels: [] } : personAddressed(person);
}

const personKey = 'person ';
